# Careers from files of one's own.

resumes-title = Jobs from a file
resumes-lead = Bring your jobs with you instead of typing them. You see first what was understood, and nothing is saved that you do not choose.
resumes-file = Your file
resumes-file-hint = ZIP, CSV, JSON or VCF, up to 100 MB.
resumes-send = Read it
resumes-promise = The file itself is not kept. What was understood waits a day for you to choose, and is forgotten then.
resumes-how = What works
resumes-how-linkedin = LinkedIn: Settings, Data privacy, “Get a copy of your data”. The ZIP, or Positions.csv from it.
resumes-how-json = JSON Resume, as résumé programs write it.
resumes-how-card = A business card (vCard) from your address book.
resumes-sent = Files so far
resumes-take-back = Take back
resumes-take-back-text = Taking a file back removes what it brought, except what you corrected since.
resumes-kind-linkedin = LinkedIn export
resumes-kind-json = JSON Resume
resumes-kind-card = Business card
resumes-state-read = waits for you to choose
resumes-state-taken = taken
resumes-state-taken-back = taken back

resumes-show = What was understood
resumes-lead-show = { $count ->
    [one] One job in the file
   *[other] { $count } jobs in the file
}, { $new ->
    [0] none of them new
    [one] one of them new
   *[other] { $new } of them new
}.
resumes-other = The file is about { $name }. Is it yours?
resumes-none = The file tells of no job.
resumes-place = You live or work here now
resumes-take = Save what is ticked
resumes-take-text = Who sees your jobs stays as you chose. You can take all of it back as a whole.
resumes-discard = Nothing of it
resumes-out-ours = Your time with us stands here already.
resumes-out-known = Stands here already.
resumes-out-full = Stays out: you have { $most } jobs, and that is the most.
resumes-left = What stays out
resumes-left-schools = { $count ->
    [one] One school: there is no place for schools here.
   *[other] { $count } schools: there is no place for schools here.
}
resumes-left-skills = { $count ->
    [one] One skill: there is no place for skills here.
   *[other] { $count } skills: there is no place for skills here.
}
resumes-left-photos = { $count ->
    [one] A photo: choose the one that shows you on your own page.
   *[other] { $count } photos: choose the one that shows you on your own page.
}
resumes-left-others = { $count ->
    [one] A project, prize or publication.
   *[other] { $count } projects, prizes and publications.
}
resumes-left-beyond = { $count ->
    [one] One job beyond the first thousand.
   *[other] { $count } jobs beyond the first thousand.
}

resumes-problem-no-file = Choose a file.
resumes-problem-kind = This is none of the files that can be read here: a LinkedIn export, a JSON Resume, or a vCard.
resumes-problem-headers = One of the CSV files has other headers than LinkedIn gives it.
resumes-problem-several = The file tells of several people, and none of them is surely you. Send one with yourself alone.
resumes-problem-taken = You have chosen from this file already.
resumes-problem-taken-back = There is nothing of this file to take back.
resumes-done-taken = { $count ->
    [0] Nothing new came in.
    [one] One job came in.
   *[other] { $count } jobs came in.
}
resumes-done-back = { $stay ->
    [0] Taken back: what the file brought is gone.
    [one] Taken back, but for one job that you corrected since.
   *[other] Taken back, but for { $stay } jobs that you corrected since.
}
resumes-done-discard = Forgotten: nothing of the file is left.
