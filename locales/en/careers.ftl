# Careers: the jobs held elsewhere, and what is news about them.

careers-mine = My career
careers-mine-text = Where you worked before and where you are now
careers-of = { $name }’s career
careers-way = The way so far
careers-work-on = Add or correct
careers-add = Add a job
careers-none = Nothing is written down yet
careers-none-text = The years here and the jobs elsewhere will stand here as one way, newest first.
careers-full = There is room for 100 jobs, and these are 100. Remove or correct one to write down another.
careers-promise-title = What it is not for
careers-promise = Career data is never used to police a non-compete. It goes into no file about one, and nobody who deals with one is shown it for that.

careers-seen = Who sees it
careers-news-told = News of a new job or town
careers-news-yes = Members who worked beside them
careers-news-no = The officers only

careers-correct = Correct
careers-confirm = Still right
careers-remove = Remove
careers-correct-title = Correct a job
careers-kept = What stood here before stays in the history, for you and the officers only.
careers-history = { $count ->
    [one] History: one correction
   *[other] History: { $count } corrections
}
careers-replaced = Corrected { $ago } { $who }
careers-removed-title = Removed
careers-removed = Nobody else sees it. It can be taken back until { $day }, then it is erased.

careers-organisation = Organisation
careers-organisation-hint = Company, school, own firm; in any of its names
careers-founder = Founded it, or helped to
careers-founder-line = founder
careers-title-of = Title
careers-place = Place
careers-started = From
careers-started-hint = 2015, 2015-03 or 2015-03-09, as precise as you know
careers-ended = Until
careers-ended-hint = Empty: still there
careers-what = What was done there
careers-what-hint = A few lines, if you like
careers-source = Known from

careers-source-self = from the person
careers-source-officer = from an officer
careers-source-colleague = from an old colleague
careers-source-file = from a file
careers-source-letter = from an answer to a letter
careers-confirmed = confirmed { $ago } { $who }
careers-by = by { $name }
careers-by-you = by you
careers-by-them = by themselves
careers-by-officer = by an officer
careers-by-gone = by somebody no longer on file
careers-by-system = by the system

careers-since = since { $date }
careers-from = starts { $date }
careers-until = until { $date }
careers-years = { $from }–{ $to }
careers-between = { $from } – { $to }
careers-tag-ahead = To come

careers-news = News of old colleagues
careers-news-lead = A new job, a firm of their own, another town: a reason to call.
careers-news-new = New
careers-news-all = All
careers-news-none = No news
careers-news-none-text = When somebody starts a new job, founds something or moves, it will stand here.
careers-news-job = New job at { $organisation }: { $title }
careers-news-job-plain = New job at { $organisation }
careers-news-founded = Founded { $organisation }
careers-news-moved = Moved to { $place }
careers-see = Seen
careers-see-of = News of { $name }: seen

careers-problem-date = { $typed } is no date; write it like 2015, 2015-03 or 2015-03-09.
careers-problem-early = That is before { $year }.
careers-problem-ahead = A job can begin a year from now at the latest.
careers-problem-end-ahead = An end can lie ten years ahead at most. Leave it empty if nobody knows.
careers-problem-before-start = It ends before it begins.
careers-problem-long = At most { $most } characters.
careers-problem-many = One person can have up to { $most } jobs here. Remove or correct one first.
careers-problem-removed = This job was removed meanwhile. Take the removal back first.

careers-done-added = Written down.
careers-done-saved = Saved. What stood there before is in the history.
careers-done-confirmed = Thank you. It says now that this was right today.
careers-done-removed = Removed. Nobody else sees it any more.
careers-done-restored = It is back, as it was.
careers-done-seen = Marked as seen.

careers-learnt = Skills and schools
careers-skills = Skills
careers-skills-hint = Several with commas between
careers-skills-add = Add skills
careers-school = School or university
careers-detail = Subject, degree
careers-detail-hint = If you like
careers-school-add = Add a school
careers-school-dates = 2011 or 2011-09, as precise as you know
careers-unlearn = Remove { $name }
careers-unlearnt = Removed: { $count }
careers-done-learnt = Added.
careers-done-unlearnt = Removed.
careers-done-relearnt = It is there again.
careers-problem-nameless = Say what it is called.
careers-problem-learnt-many = There is room for 100 of them; add at most 30 at once.
careers-problem-offer-header = The file has no column “name” or “preferredLabel”.
