# Careers from files of one's own.

resumes-title = Career from a file
resumes-lead = Bring your jobs, schools and skills with you instead of typing them. You see first what was understood, and nothing is saved that you do not choose.
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
    [0] No job in the file.
    [one] One job in the file, { $new ->
        [0] not a new one.
       *[other] a new one.
    }
   *[other] { $count } jobs in the file, { $new ->
        [0] none of them new.
        [one] one of them new.
       *[other] { $new } of them new.
    }
}
resumes-other = The file is about { $name }. Is it yours?
resumes-schools = Schools
resumes-skills = { $count ->
    [one] One new skill
   *[other] { $count } new skills
}
resumes-skills-known = { $count ->
    [one] One skill stands here already.
   *[other] { $count } skills stand here already.
}
resumes-skills-long = { $count ->
    [one] One skill stays out: its name is too long.
   *[other] { $count } skills stay out: their names are too long.
}
resumes-skills-full = { $count ->
    [one] One skill stays out: the most is { $most }.
   *[other] { $count } skills stay out: the most is { $most }.
}
resumes-place = You live or work here now
resumes-take = Save what is ticked
resumes-take-text = Who sees your career stays as you chose. You can take all of it back as a whole.
resumes-discard = Nothing of it
resumes-out-ours = Your time with us stands here already.
resumes-out-known = Stands here already.
resumes-out-full = Stays out: you have { $most } jobs, and that is the most.
resumes-out-full-schools = Stays out: you have { $most } schools, and that is the most.
resumes-left = What stays out
resumes-left-schools = { $count ->
    [one] One school: people tell of their own schools themselves.
   *[other] { $count } schools: people tell of their own schools themselves.
}
resumes-left-skills = { $count ->
    [one] One skill: people tell of their own skills themselves.
   *[other] { $count } skills: people tell of their own skills themselves.
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
    [one] One entry: there are more than are looked at.
   *[other] { $count } entries: there are more than are looked at.
}

resumes-problem-no-file = Choose a file.
resumes-problem-kind = This is none of the files that can be read here: a LinkedIn export, a JSON Resume, or a vCard.
resumes-problem-headers = One of the CSV files has other headers than LinkedIn gives it.
resumes-problem-several = The file tells of several people, and none of them is surely you. Send one with yourself alone.
resumes-problem-taken = You have chosen from this file already.
resumes-problem-taken-back = There is nothing of this file to take back.
resumes-done-taken = { $count ->
    [0] Nothing new came in.
    [one] One entry came in.
   *[other] { $count } entries came in.
}
resumes-done-back = { $stay ->
    [0] Taken back: what the file brought is gone.
    [one] Taken back, but for one job that you corrected since.
   *[other] Taken back, but for { $stay } jobs that you corrected since.
}
resumes-done-discard = Forgotten: nothing of the file is left.
