### What the plumbing says: errors, lengths of time, and what is wrong with a contact or a photo.

keel-error-sign-in = Please sign in first.
keel-error-forbidden = You may not do this.
keel-error-not-found = There is nothing here, or nothing for you.
keel-error-invalid = Something in the form needs another look.
keel-error-too-many = Too many tries in a short time. Wait a few minutes and try again.
keel-error-full = The disk is full; nothing was saved. Please tell whoever runs this site, and try again later.
keel-error-busy = The database cannot be reached at the moment; nothing was saved. Please try again in a minute.
keel-error-broken = Something went wrong on our side, and it has been written down.

keel-under-a-minute = under 1 min
keel-minutes = { $n } min
keel-hours = { $n } h
keel-hours-minutes = { $h } h { $m } min
keel-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
keel-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
keel-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
keel-years-months = { $y ->
    [one] { $y } year
   *[other] { $y } years
} { $m ->
    [one] { $m } month
   *[other] { $m } months
}
keel-just-now = just now
keel-minutes-ago = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
keel-hours-ago = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
keel-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
keel-months-ago = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
keel-years-ago = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}
keel-minutes-ahead = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
keel-hours-ahead = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
keel-days-ahead = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
keel-months-ahead = { $n ->
    [one] in { $n } month
   *[other] in { $n } months
}
keel-years-ahead = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
}

keel-contact-missing = Enter a mobile number or a mail address.
keel-mobile-missing = Enter a mobile number.
keel-mobile-wrong = This is not a mobile number. Enter it as it is dialled, for example 138 0013 8000, or with the country in front, +44 7700 900123.
keel-mobile-landline = Messages cannot reach a landline. Enter a mobile number.
keel-mobile-decimal = This number ends in .0, as a spreadsheet writes it. Format the column as text, or remove the .0.
keel-mobile-spreadsheet = A spreadsheet has shortened this number and digits are lost. Format the column as text and enter the number again.
keel-mobile-several = Enter one number only, without letters or an extension.
keel-mail-missing = Enter a mail address.
keel-mail-wrong = This is not a mail address. It looks like name@example.org.
keel-mail-line-break = A mail address has no line breaks or invisible characters. Please type it again.
keel-mail-too-long = This mail address is too long to exist.
keel-mail-several = Enter one mail address only.

keel-photo-missing = Choose a photo.
keel-photo-not-image = This file is not a photo. Choose a JPEG, PNG or WebP picture.
keel-photo-too-big = This photo is too big: at most { $mb } MB, { $side } pixels on a side and { $mp } megapixels.
keel-photo-damaged = This photo is damaged and cannot be opened. Choose another, or save it again and try once more.

keel-sheet-empty = There is nothing in this file.
keel-sheet-too-large = This file is larger than 200 MB. Please divide it.
keel-sheet-not-a-table = This is not a table. Homeport reads CSV files and Excel workbooks (XLSX).
keel-sheet-web-page = This is a web page under the name of a table, as some systems export it. Please open it in a spreadsheet program and save it as XLSX.
keel-sheet-old-excel = This is a workbook of an old Excel (XLS). Please save it as XLSX.
keel-sheet-open-document = This is an OpenDocument spreadsheet (ODS). Please save it as XLSX or CSV.
keel-sheet-binary-excel = This is a binary workbook (XLSB). Please save it as XLSX.
keel-sheet-encrypted = This workbook is locked with a password. Please save it without one.
keel-sheet-inflates = This workbook unpacks to more than is sensible for a table, so it was not opened.
keel-sheet-columns = This file has more than 500 columns. Is it a table of people?
keel-sheet-rows = This file has more than five million rows. Please divide it.
keel-sheet-cell = Something in row { $row } is too long for a cell. Often a quotation mark is never closed.
keel-sheet-long-text = A text in this workbook is longer than any cell can be.
keel-sheet-open-quote = A quotation mark that opens in row { $row } is never closed, so nobody can tell where that row ends.
keel-sheet-torn = In row { $row }, near the headers, something stands behind a closing quotation mark, so nobody can tell where the cells end. Please mend that row.
keel-sheet-not-text = Row { $row } holds something that is not text. Please save the file again as CSV in UTF-8.
keel-sheet-damaged = This workbook is damaged and cannot be read to its end.
keel-sheet-no-sheet = The workbook has no sheet of this name.

keel-json-syntax = This is not JSON: line { $line }, column { $column }.
keel-json-twice = { $pointer } stands there twice; nobody can tell which one counts.
keel-json-deep = This is nested deeper than anything here needs.
keel-json-object = An object belongs here, in curly brackets.
keel-json-list = A list belongs here, in square brackets.
keel-json-text = Text belongs here, in quotation marks.
keel-json-empty = Empty text says nothing. Leave it out, or write null if there is none.
keel-json-control = There is a control character in this text.
keel-json-long = At most { $most } characters.
keel-json-many = At most { $most } entries.
keel-json-day = A day of the calendar belongs here, like 2026-11-30.
keel-json-word = One of these words belongs here: { $words }.
keel-json-null = This cannot be emptied.
keel-json-missing = This is needed.
keel-json-unknown = There is no such field here. Is it misspelt?
