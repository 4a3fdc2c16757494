# Segments: whom an officer means again and again, kept as a question under a name.

segments-title = Segments
segments-lead = Whom you mean again and again, under a name. Whoever fits today is in it.
segments-all = All segments
segments-new = New segment
segments-change = Change
segments-change-title = Change the segment
segments-back = Back to the segment
segments-none = No segments yet
segments-none-text = Choose people by where they worked, where they are now and how they stand to us; keep the choice under a name, and use it whenever somebody is to be written to, invited or called.
segments-form-lead = Everything you choose must hold. The number follows what you choose; nothing is kept until you say so.
segments-here = Their time here
segments-now = Where they are now, what they can
segments-us = How they stand to us
segments-except = But nobody who …
segments-except-text = Whoever fits all of this is left out.
segments-any = Any
segments-stay = Works here
segments-stay-here = Works here now
segments-stay-gone = Has left
segments-place-hint = A town in either language: Shanghai
segments-organisation = Organisation
segments-organisation-hint = By any of its names
segments-when = Since when
segments-when-now = There now
segments-when-ever = There now or before
segments-skill-hint = One of theirs: Python
segments-school-hint = Went there, whatever the subject
segments-fresh = Last confirmed
segments-fresh-on = On this day
segments-fresh-before = Last confirmed before
segments-fresh-since = Confirmed on or after
segments-fresh-never = Never confirmed
segments-engaged = Invitation
segments-engaged-joined = Has joined
segments-engaged-invited = Invited, has not joined
segments-engaged-answered = Has answered, yes or no
segments-engaged-quiet = Invited, never answered
segments-engaged-uninvited = Never invited
segments-seen = Signed in on this day or later
segments-consent = Agreed to all of these
segments-contact = Can be reached
segments-contact-any = By mail or phone
segments-contact-mail = By mail
segments-contact-mobile = By phone
segments-not = Turned round: whoever does not
segments-not-kind = Turned round: was not engaged as that
segments-not-work = Turned round: whoever is or was not there
segments-not-skill = Turned round: whoever has not said so
segments-not-school = Turned round: whoever did not go there
segments-not-fresh = Turned round: whoever is not so
segments-look = Show who that is
segments-clear = Start again
segments-first = The first of them by name.
segments-keep-title = Keep it
segments-name = Name
segments-name-hint = As you would say it: Left for Shenzhen
segments-for-whom = For whom
segments-share = For all officers
segments-share-text = Otherwise you alone see it.
segments-keep = Keep the segment
segments-shared = For all officers
segments-own = Yours alone
segments-made-by = by { $name }
segments-people = { $count ->
    [0] Nobody
    [one] One person
   *[other] { $count } people
}
segments-reachable = { $count ->
    [0] Nobody of them can be written to
    [one] one can be written to
   *[other] { $count } can be written to
}
segments-silent = { $count ->
    [one] one wants no contact
   *[other] { $count } want no contact
}
segments-unreachable = { $count ->
    [one] for one we have no address that works
   *[other] for { $count } we have no address that works
}
segments-counted = counted { $ago }
segments-counting = Being counted to the end; that takes a moment.
segments-so-far = { $count ->
    [0] Nobody so far
    [one] One person so far
   *[other] { $count } people so far
}
segments-so-far-text = There are too many to look at in one go, so this is not the number yet.
segments-everybody = Everybody on record
segments-nobody = Nobody fits
segments-nobody-text = When somebody does, they are here by themselves.
segments-said-not = not: { $said }
segments-said-day = { $said } { $day }
segments-said-seen = Signed in since
segments-said-work = { $when }: { $where }
segments-said-skill = can { $name }
segments-said-school = went to { $name }
segments-said-consent = agreed to: { $what }
segments-remove = Remove the segment
segments-done-kept = The segment is kept. How many are in it is counted within a minute.
segments-done-removed = The segment is removed; its people are as they were.
segments-done-restored = The segment is back.
segments-calls = List to call
segments-calls-text = Whoever wants no contact is not on it. Numbers are those that work and that their owner lets officers use.
segments-no-contact = no number
segments-ask = Ask whether this is still right
segments-export = Take out as a file
segments-export-text = Whoever wants no contact is left out, and so is what somebody keeps to themselves. The journal says that you took the file, how many people it has and which columns.
segments-export-act = Make the file
segments-columns = Columns
segments-columns-hint = No more than you need.
segments-file = File
segments-file-csv = CSV
segments-file-xlsx = Workbook (XLSX)
segments-column-name = Name
segments-column-number = Number
segments-column-entity = Company
segments-column-department = Department
segments-column-title = Title here
segments-column-kind = Engaged as
segments-column-started = First day
segments-column-ended = Last day
segments-column-place = Place
segments-column-language = Language
segments-column-organisation = Organisation now
segments-column-position = Title there
segments-column-mail = Mail
segments-column-mobile = Mobile
segments-column-joined = Joined on
segments-problem-name = Give it a name.
segments-problem-long = At most { $most } characters.
segments-problem-many = There are { $most } segments. Remove one that nobody uses.
segments-problem-filter = That is more than a segment can hold. Choose less.
segments-problem-not-yours = Others use it. Only who made it can keep it to themselves.
segments-problem-columns = Choose at least one column.
segments-problem-rows = A workbook has no room for so many people. Choose CSV.
