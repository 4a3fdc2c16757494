### The officer's desk and the month on one page.

desk-title = Desk
desk-morning = Good morning, { $name }
desk-afternoon = Good afternoon, { $name }
desk-evening = Good evening, { $name }
desk-today = { $weekday }, { $day }
desk-nothing = nothing needs you today
desk-something = { $count ->
    [one] one thing needs you today
   *[other] { $count } things need you today
}
desk-record = Record a departure
desk-needs = What needs you today
desk-late = { $count ->
    [one] 1 invitation not handed over
   *[other] { $count } invitations not handed over
}
desk-late-hint = The formalities were complete more than ten minutes ago
desk-held = { $count ->
    [one] 1 invitation held for you
   *[other] { $count } invitations held for you
}
desk-held-hint = Your policy wants a person to look first
desk-waits = { $count ->
    [one] 1 old colleague waits for a wave
   *[other] { $count } old colleagues wait for a wave
}
desk-waits-hint = They left long ago; choose whom to invite, and how fast
desk-failed = { $count ->
    [one] 1 message came back
   *[other] { $count } messages came back
}
desk-failed-hint = Find another way to reach them
desk-no-contact = { $count ->
    [one] 1 person has no contact on file
   *[other] { $count } people have no contact on file
}
desk-no-contact-hint = Hand the invitation over on paper or by WeChat
desk-requests = { $count ->
    [one] 1 former colleague asks to be invited
   *[other] { $count } former colleagues ask to be invited
}
desk-requests-hint = They wait for an answer
desk-recoveries = { $count ->
    [one] 1 member has lost phone or mailbox
   *[other] { $count } members have lost phone or mailbox
}
desk-recoveries-hint = Make sure it is them, then let them in
desk-claims = { $count ->
    [one] Somebody says they used to work here
   *[other] { $count } people say they used to work here
}
desk-claims-hint = See who it may be, and decide
desk-duplicates = { $count ->
    [one] { $count } pair of records may be one person
   *[other] { $count } pairs of records may be one person
}
desk-duplicates-hint = Put them together, or keep them apart
desk-suspensions = { $count ->
    [one] Somebody appeals against a suspension
   *[other] { $count } people appeal against a suspension
}
desk-suspensions-hint = Look at it again, and answer
desk-unsigned = { $count ->
    [one] 1 greeting waits for its signature
   *[other] { $count } greetings wait for their signature
}
desk-unsigned-hint = The signer has been asked
desk-retention = { $count ->
    [one] What is kept about 1 person goes soon
   *[other] What is kept about { $count } people goes soon
}
desk-retention-hint = They never answered; extend it if there is a reason
desk-where = Where they are now
desk-news = { $count ->
    [one] One piece of news about a former colleague
   *[other] { $count } pieces of news about former colleagues
}
desk-news-hint = A new job, a firm of their own, another town: a reason to call
desk-dead = { $count ->
    [one] 1 task was given up
   *[other] { $count } tasks were given up
}
desk-dead-hint = An administrator can see why and try again
desk-recent = Recent departures
desk-recent-all = All
desk-recent-none = Departures will stand here
desk-recent-none-text = Record one in thirty seconds; the invitation goes out when the formalities are complete.
desk-unopened = { $count ->
    [one] 1 person has not opened the invitation yet
   *[other] { $count } people have not opened the invitation yet
}
desk-alliance = The alliance
desk-figure-people = people on record
desk-figure-members = members, { $percent } % of { $of }
desk-figure-joined = joined, { $joined } of { $of } invited
desk-figure-median = median from formalities to joined, last { $count }
desk-boss = For the boss
desk-boss-text = Who left, who joined, and three people to thank.
desk-boss-act = { $month } on one page
desk-hand = To hand over
desk-hand-invitations = All invitations
desk-hand-poster = Poster with a QR code
desk-hand-greetings = My greetings
desk-month-lead = The month on one page
desk-month-left-count = people left
desk-month-joined-count = people joined
desk-month-median = median, formalities to joined, of { $count }
desk-month-left = Who left
desk-month-left-none = Nobody left this month.
desk-month-joined = Who joined
desk-month-joined-none = Nobody joined this month.
desk-month-thanks = Three people to thank
desk-month-thanks-none = Whoever writes wishes to new members appears here.
desk-month-wrote = { $count ->
    [one] wrote 1 wish
   *[other] wrote { $count } wishes
}
desk-month-how = How these numbers are made
desk-month-how-text = Left: formalities completed in the month. Joined: memberships begun in the month. Median: from formalities complete to joined, of those who joined in the month on an invitation after a departure.
desk-counted = Counted { $ago }
