# Waves: those who left long ago; choose whom, see the letter, then send.

waves-title = Waves
waves-lead = Whoever left long ago hears from us when you say so.
waves-waiting = { $count ->
    [one] One old colleague left long ago and was never written to.
   *[other] { $count } old colleagues left long ago and were never written to.
}
waves-new = New wave
waves-new-lead = Choose whom, see what they will read, then how fast. Nobody hears anything before you press Send.
waves-all = All waves
waves-empty = Nobody waits
waves-empty-text = When old colleagues are put on record or imported, those who left long ago wait here until you invite them.
waves-whom = Whom
waves-everybody = Everybody who waits
waves-reach = Contact
waves-reach-any = Any
waves-reach-with = With a contact
waves-reach-without = Without a contact
waves-show = Show who that is
waves-meant = { $count ->
    [one] One person
   *[other] { $count } people
}
waves-meant-more = { $count ->
    [one] One person of the first two thousand
   *[other] { $count } people of the first two thousand
}
waves-more-text = Very many wait, and only the first two thousand were looked at here. Once all are gathered you see the exact numbers, and nothing leaves before you say yes.
waves-nobody = Nobody fits
waves-nobody-text = Try with fewer conditions. Whoever joined, answered, came back to work or asked for no message is not among them.
waves-way-mail = by mail
waves-way-sms = by text message
waves-way-both = by mail and text message
waves-way-kit = without a contact: by hand
waves-sample = What they will read
waves-sample-of = As { $name } would get it
waves-sample-sms = As a text message
waves-how-fast = How fast
waves-pace = Pace
waves-pace-hint = An hourly wave keeps to 9 in the morning to 9 in the evening
waves-pace-at-once = All at once
waves-pace-hourly = So many an hour
waves-pace-daily = So many a day
waves-size = How many
waves-size-hint = An hour or a day; not needed for all at once
waves-hour = At what hour
waves-hour-hint = 7 to 20; for so many a day
waves-working-days = Working days only
waves-working-days-hint = Monday to Friday
waves-send = Send
waves-send-text = You can pause or stop it at any time; whoever had no turn goes on waiting. With more than a thousand people you are asked once more when they are gathered.
waves-problem-pace = Choose a pace.
waves-problem-size = A number from 1 to { $most }.
waves-problem-hour = An hour from 7 to 20.
waves-problem-years = The first year comes after the last one.
waves-problem-over = This wave is not at that point any more.
waves-state-gathering = being gathered
waves-state-ready = waits for your yes
waves-state-running = on its way
waves-state-paused = paused
waves-state-stopped = stopped
waves-state-done = done
waves-title-of = Wave of { $day }
waves-asked = { $name }, { $time }
waves-done-of = { $done } of { $total }
waves-gathering-text = They are being gathered one by one; it usually takes seconds.
waves-ready-text = All are gathered. They are many, so look at the numbers before it starts.
waves-rhythm-at-once = All at once
waves-rhythm-hourly = { $size } an hour
waves-rhythm-daily = { $size } a day at { $hour }
waves-rhythm-working = { $rhythm }, Monday to Friday
waves-fact-rhythm = Pace
waves-fact-rate = So far
waves-per-minute = { $count } a minute
waves-fact-left = Time left
waves-fact-next = Goes on
waves-fact-ends = Likely done
waves-fact-ended = Ended
waves-start = Start sending
waves-pause = Pause
waves-resume = Resume
waves-stop = Stop
waves-stop-confirm = A wave that was stopped cannot go on. Whoever had no turn goes back to waiting and can be in the next one. Stop it?
waves-done-asked = They are being gathered; then it goes out at the pace you chose.
waves-done-started = It is on its way.
waves-done-paused = Paused. Nothing more leaves.
waves-done-resumed = It goes on.
waves-done-stopped = Stopped. Whoever had no turn goes on waiting.
waves-sent = Invited
waves-kit-text = For those without a contact the invitation is ready to be handed over: print the sheets, or take the list of links. Two hundred at a time; once you note them as handed over, the next follow.
waves-kit = Print the sheets
waves-links = List of links
waves-skipped = Not invited
waves-skipped-stays = The departure was taken back
waves-skipped-decided = Decided otherwise, or not yet
waves-skipped-silent = Asked for no message, or died
waves-skipped-joined = Joined already
waves-skipped-invited = Invited or answered before
waves-skipped-here = Works here again
waves-errors = Errors
waves-failed = In vain
waves-failed-text = { $count ->
    [one] One turn was tried three times in vain; that person goes on waiting and can be in the next wave.
   *[other] { $count } turns were tried three times in vain; these people go on waiting and can be in the next wave.
}
waves-bounced = { $count ->
    [one] One message came back
   *[other] { $count } messages came back
}
