# Files from HR systems.

imports-field-name = Name
imports-field-other-name = Further name
imports-field-number = Employee number
imports-field-entity = Company
imports-field-department = Department
imports-field-title = Title
imports-field-kind = Kind of employment
imports-field-started-on = First day
imports-field-ended-on = Last day
imports-field-status = Works here, or how they left
imports-field-reason = Why they left (for HR alone)
imports-field-mail = Private mail address
imports-field-mobile = Mobile phone
imports-field-place = Place
imports-field-language = Language
imports-field-as-of = Day that the row speaks of
imports-field-organisation = Organisation
imports-field-from = From
imports-field-until = Until
imports-field-what = What they did

imports-sensitive-identity-card = identity papers
imports-sensitive-pay = pay
imports-sensitive-marriage = marital status
imports-sensitive-ethnicity = ethnicity
imports-sensitive-religion = religion or politics
imports-sensitive-health = health
imports-sensitive-birth = birth, age or sex
imports-sensitive-bank = bank accounts

imports-meaning-nothing = says nothing
imports-meaning-works = works here
imports-meaning-resignation = resigned
imports-meaning-end-of-contract = contract ended
imports-meaning-retirement = retired
imports-meaning-dismissal = dismissed
imports-meaning-layoff = laid off
imports-meaning-medical = for medical reasons
imports-meaning-dispute = in a dispute
imports-meaning-deceased = died
imports-meaning-unknown = left, how is not understood

imports-reason-torn = A quotation mark is missing or stands in the wrong place, so which text belongs to whom is not known. There may be several people in these lines.
imports-reason-no-one = Neither a name nor a number: nobody can say who this is.
imports-reason-no-start = The first day is missing, and nobody on file fits.
imports-reason-no-date = This is no date, or the last day of somebody who left is missing.
imports-reason-start-ahead = The first day lies ahead.
imports-reason-end-before-start = The last day comes before the first, or eighty years after it.
imports-reason-too-long = This is too long for what the column holds.
imports-reason-entity = No company of this name is known here.
imports-reason-number-taken = The number belongs to somebody of another name.
imports-reason-number-gone = The number was somebody’s who was deleted. It is never given out again.
imports-reason-deleted = This person was deleted here; a file does not bring them back.
imports-reason-mail = This is no mail address. The rest of the row went in.
imports-reason-mobile = This is no mobile number. The rest of the row went in.
imports-reason-shared = Three or more rows have this contact, so it is nobody’s own. It was left out.
imports-reason-other-start = Another first day is on file. It stays as it is.
imports-reason-other-end = Another last day is on file. It stays as it is.
imports-reason-other = This row does not fit what is on file. Please look at the person’s page.
imports-reason-no-organisation = It does not say where the job was.
imports-reason-not-here = Nobody on file is meant. Who worked here comes in with a list of people; a job elsewhere makes nobody a former colleague.
imports-reason-several = Several people on file have this name. Add the employee number or an address.
imports-reason-full = They have as many jobs as somebody can have: 100.

imports-state-mapped = columns being understood
imports-state-checking = being checked
imports-state-checked = checked, waiting for your word
imports-state-running = going in
imports-state-paused = paused
imports-state-done = taken in
imports-state-undoing = being taken back
imports-state-undone = taken back
imports-state-dropped = given up

imports-basis-contract = The employment contract and what follows from it
imports-basis-interest = A legitimate interest that was weighed
imports-basis-consent = The people agreed
imports-basis-law = The law requires it

imports-order-ymd = year, month, day
imports-order-mdy = month, day, year
imports-order-dmy = day, month, year

imports-problem-no-column = There are headers, but no rows below them.
imports-problem-no-sheet = The workbook has no sheet { $name }.
imports-problem-empty = There is nothing to read in this file.
imports-problem-unusable = Say which column holds the name or the number.
imports-problem-dates = Say in which order these dates are written.
imports-problem-company = The company { $name } is not known here yet. An administrator can add it in the settings.
imports-problem-begun = Somebody else moved this import on meanwhile. Here is how it stands.
imports-problem-file-gone = The file is not kept any more. Please send it again.
imports-problem-not-done = Only an import that is in can be taken back.
imports-problem-built-on =
    { $count ->
        [one] One person of this import was changed, invited or decided about since. As long as that stands, the import stays.
       *[other] { $count } people of this import were changed, invited or decided about since. As long as that stands, the import stays.
    }

imports-title = Files from HR
imports-lead = A list that nobody cleaned becomes people, their time here, and those who left.
imports-send = Send a file
imports-file = File
imports-file-hint = CSV or Excel (XLSX), up to 200 MB. Headers may be English or Chinese.
imports-about = What the rows tell of
imports-about-people = People, and their time here
imports-about-careers = Jobs elsewhere, of people on file
imports-about-hint = Business cards (VCF) and résumés (JSON), also many in a ZIP, always tell of jobs elsewhere.
imports-remark-unfolded = The file is no table, so it was made one: { $people ->
    [one] one person
   *[other] { $people } people
}, { $stints ->
    [one] one job
   *[other] { $stints } jobs
}, { $idle ->
    [0] nobody without one
    [one] one person without any
   *[other] { $idle } people without any
}.
imports-remark-photos = { $count ->
    [one] One photo, which is not read.
   *[other] { $count } photos, which are not read.
}
imports-would-add = jobs new
imports-did-add = jobs taken in
imports-known = jobs that stand there already
imports-careers-people = people whose career grows
imports-problem-unusable-careers = Say which column names the person (name, number, address or phone) and which the organisation.
imports-entity = Company
imports-entity-hint = For rows that name none.
imports-source = Where it comes from
imports-source-hint = In words for the people themselves, such as “personnel records of 2026”.
imports-basis = Ground on which it may be kept
imports-basis-hint = Written down with the import. Ask your data protection officer if in doubt.
imports-send-act = Look at it
imports-promise = Nothing is written before you have seen what would happen, and nobody who left long ago gets a message because of a file.
imports-before = Before
imports-empty = No file has come in yet
imports-empty-text = The first export of your HR system is a good beginning. Whatever is wrong with it will be shown.
imports-rows =
    { $count ->
        [one] one row
       *[other] { $count } rows
    }
imports-row = Row { $row }
imports-columns = What the columns hold
imports-columns-lead = { $rows } rows, { $encoding }, headers in row { $row }
imports-sheet = Sheet
imports-sheet-hint = Its columns are guessed anew; what you have said about another sheet is not kept.
imports-sheet-read = Read this sheet
imports-done-sheet = This is the sheet “{ $sheet }”.
imports-remarks = Worth knowing about this file
imports-remark-torn =
    { $count ->
        [one] In row { $first } a quotation mark is missing or stands in the wrong place. The row stays out, and can be fetched to mend.
       *[other] In { $count } rows a quotation mark is missing or stands in the wrong place, first in row { $first }. They stay out, and can be fetched to mend.
    }
imports-remark-beyond =
    { $count ->
        [one] Row { $first } has something to the right of the last header, which is not read. Perhaps its cells are shifted.
       *[other] { $count } rows have something to the right of the last header, first row { $first }. It is not read. Perhaps their cells are shifted.
    }
imports-remark-errors =
    { $count ->
        [one] A cell in row { $first } shows an error such as #N/A. It is read as empty.
       *[other] { $count } cells show an error such as #N/A, first in row { $first }. They are read as empty.
    }
imports-remark-others = There are people on other sheets, too, who stay out of this import: { $names }. Each sheet can be imported by itself.
imports-remark-refused = Passed over, because they are too wide for a list of people or hold a text too long: { $names }.
imports-remark-unseen =
    { $count ->
        [one] Only the first { $most } sheets were looked at; one more was not.
       *[other] Only the first { $most } sheets were looked at; { $count } more were not.
    }
imports-columns-text = This is what the headers seem to say. Please correct what is wrong; the next file with the same headers is read the same way.
imports-field-nothing = Leave it out
imports-left-out-title = Not read at all
imports-left-out-text = An alliance has no use for these, so they do not come in. An administrator can allow one in the settings.
imports-left-out = { $header }: { $why }
imports-let-in = Let in by an administrator
imports-turn = Turn names with a comma around
imports-dates = Dates
imports-order-open = Please say
imports-order-samples = For example { $samples }.
imports-order-century = Years of two digits are read as the last hundred years.
imports-order-sentinels =
    { $count ->
        [one] One value means “no end”.
       *[other] { $count } values mean “no end”.
    }
imports-meanings = What the values mean
imports-meanings-text = How somebody left decides whether they are invited without asking. What is not understood is left for you to decide, person by person.
imports-kinds = How people were engaged
imports-kinds-text = Whoever is invited without asking can depend on it.
imports-terms = Under which terms it comes
imports-check = Check, without writing
imports-check-text = Every row is read once. Then you see what would happen.
imports-discard = Give this file up
imports-correct = Correct the columns
imports-checked = This is what would happen
imports-checked-text = Nothing has been written so far.
imports-start = Take them in
imports-pause = Pause
imports-resume = Go on
imports-progress = { $done } of { $of } rows
imports-progress-rate = { $rate } a second, about { $seconds } s left
imports-would-create = people new
imports-would-update = people with something new
imports-would-keep = people as they are
imports-did-create = people taken in
imports-did-update = people brought up to date
imports-did-keep = people unchanged
imports-failed = rows left out
imports-departures = departures recorded
imports-eligible = of these to be invited
imports-held = of these for you to decide
imports-written-to = invited at once
imports-no-contact = left, without a contact
imports-next = What comes next
imports-next-waits =
    { $count ->
        [one] One person waits for an invitation
       *[other] { $count } people wait for an invitation
    }
imports-next-held =
    { $count ->
        [one] One departure waits for your decision
       *[other] { $count } departures wait for your decision
    }
imports-rows-title = Rows that need a look
imports-rows-file = Rows that stayed out, as a file to mend
imports-rows-more = There are more; the file has them all.
imports-reason-count = { $count } × { $reason }
imports-undo = Take this import back
imports-undo-text = Everybody it brought in goes again, and what it changed is as it was.
imports-undo-obstacles = Something was done since with people of this import, so it stays. The first of them:
imports-problem-no-file = Please choose a file.
imports-problem-source = Say in a few words where the file comes from.
imports-done-start = They are going in. You may leave this page; it goes on.
imports-done-pause = Paused. Those who are in stay in.
imports-done-resume = It goes on.
imports-done-undo = It is being taken back.
imports-done-discard = The file is deleted. Nothing of it was written.
