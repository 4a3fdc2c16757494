# Where everyone is: numbers by town, organisation, industry and year of leaving.

places-title = Where everyone is
places-lead = How many of us are where. Every number leads to its people.
places-whose = A number counts those who let you see it.
places-by = Counted by
places-by-place = Town
places-by-organisation = Organisation
places-by-industry = Industry
places-by-left = Year of leaving
places-counted = Counted { $ago }.
places-most = These are the most frequent.
places-elsewhere = { $count ->
    [one] Not on the map: one person
   *[other] Not on the map: { $count } people
}
places-elsewhere-text = Their place is no town that we know, or could be several.
places-none = Nothing to count yet
places-none-text = When people say where they are and let others see it, it is counted here.
places-none-act = Say where you are
places-industry-text = Who works there now and lets you see it, organisation after organisation.
places-nobody = Nobody whom you may see
places-nobody-text = When somebody who works there lets you see it, they are here.
