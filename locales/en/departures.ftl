# Leaving: recording it, the clock, who is invited, what HR alone knows.

departures-title = Departures
departures-lead = From the last day to home: each with its clock.
departures-record = Record a departure
departures-search = Find a departure by name or number
departures-search-hint = Name or number
departures-lists = Which departures
departures-list-all = All
departures-list-upcoming = On their way out
departures-list-held = Waiting for you
departures-list-complete = Complete
departures-list-withdrawn = Stayed after all
departures-all = All departures
departures-empty-all = Nobody has left yet
departures-empty-all-text = Record the first one in thirty seconds. When the formalities are complete, the invitation goes out by itself.
departures-empty-upcoming = Nobody is on the way out
departures-empty-upcoming-text = Who thinks of leaving or has a last day stands here.
departures-empty-held = Nothing waits for you
departures-empty-held-text = When the policy leaves an invitation to a person, it stands here until somebody decides.
departures-empty-complete = No formalities complete yet
departures-empty-complete-text = From here on the clock runs: handed over, opened, joined.
departures-empty-withdrawn = Nobody changed their mind
departures-empty-withdrawn-text = Who stays after all stands here. Nothing that was not sent yet reaches them.
departures-empty-search = Nobody found
departures-empty-search-text = Try the family name alone, the name in pinyin, or the digits of the number.

departures-clock = The clock
departures-clock-complete = Complete
departures-clock-released = Let go
departures-clock-handed = Handed over
departures-clock-opened = Opened
departures-clock-joined = Joined
departures-clock-after = +{ $time }
departures-clock-seconds = +{ $n } s
departures-clock-waiting = waiting
departures-clock-late = over ten minutes

departures-tag-intended = thinking it over
departures-tag-agreed = last day { $day }
departures-tag-past = waits for a wave
departures-tag-held = waits for a decision
departures-tag-appealed = asks for another look
departures-tag-not-invited = not invited
departures-tag-never = not written to
departures-tag-stays = stays
departures-tag-member = a member before
departures-tag-joined = joined after { $time }
departures-tag-opened = opened, not joined
departures-tag-unopened = { $time }, not opened
departures-tag-late = not handed over
departures-tag-sending = on its way

departures-state-intended = thinking it over
departures-state-agreed = last day known
departures-state-complete = formalities complete
departures-state-withdrawn = stayed after all

departures-record-lead = Thirty seconds. Nobody is told before the formalities are complete.
departures-find = Find who leaves by name or number
departures-find-hint = Who leaves? Name or number
departures-find-none = Nobody on file is found by “{ $typed }”. Write them down here:
departures-found-left = left { $day }
departures-somebody-new = Somebody new to Homeport
departures-somebody-else = Somebody else
departures-none-of-these = None of these: somebody new
departures-since = since { $day }
departures-name = Name
departures-name-hint = As people here call them; any script, any length
departures-entity = Company
departures-number = Number
departures-number-hint = Kept for life
departures-department = Department
departures-job = Title
departures-person-kind = Engaged as
departures-person-employee = Employee
departures-person-intern = Intern
departures-person-dispatched = Dispatched
departures-person-contractor = Contractor
departures-person-unknown = Not known
departures-started-on = First day
departures-last-day = Last day
departures-last-day-hint = Leave it empty while they are still thinking it over
departures-kind = How it ends
departures-kind-hint = Decides whether the invitation waits for you. Once recorded, only HR sees it.
departures-kind-resignation = Resignation
departures-kind-end-of-contract = End of contract
departures-kind-retirement = Retirement
departures-kind-dismissal = Dismissal
departures-kind-layoff = Layoff
departures-kind-medical = Illness
departures-kind-dispute = Dispute
departures-kind-unknown = Not known
departures-kind-deceased = Died
departures-contact = Mobile or private mail
departures-mobile = Mobile
departures-mail = Private mail
departures-contact-hint = Either is enough. With neither, print the hand-over kit and give it to them.
departures-contacts-known = On file:
departures-contacts-none = No private mobile or mail is on file. The hand-over kit works without one.
departures-more = Manager and language
departures-manager = Manager
departures-manager-hint = Name or number; may greet the leaver
departures-language = Writes and reads
departures-language-unknown = Not known
departures-bring-back = They ask to be taken in again
departures-bring-back-text = What was remembered of the deletion is forgotten
departures-complete-now = The formalities are complete
departures-complete-now-text = The clock starts at once and the invitation goes out
departures-record-act = Record

departures-next = What comes next
departures-next-joined = { $name } has joined. Wishes from old colleagues follow.
departures-next-opened = { $name } has opened the invitation and may be reading it now.
departures-next-handed = The invitation is with { $name }. Reminders go out on day 2 and day 7, then silence.
departures-next-unreachable = { $name } has no private contact that works. Print the hand-over kit, or add a contact; then it goes out at once.
departures-next-later = The invitation goes out on { $time }.
departures-next-past = { $name } left long ago, and nobody wrote when it was put on record. Invite them together with others in a wave, or by themselves now.
departures-to-waves = Invite in waves
departures-release = Invite now
departures-release-confirm = Invite { $name } now?
departures-next-sending = The invitation of { $name } is on its way.
departures-invite-on-completion = The invitation goes out when the formalities are complete. Until then no colleague learns of it.
departures-invite-decided = It was decided to invite them.
departures-complete = Formalities complete
departures-complete-of = Formalities complete for { $name }
departures-complete-early = The last day of { $name } is { $day }. Mark the formalities complete now? The invitation goes out at once.
departures-agree = The day is agreed
departures-agree-hint = Still being thought over; nobody is told
departures-withdraw = They stay
departures-withdraw-confirm = { $name } stays after all? What was not sent yet is withdrawn; who has joined stays a member.
departures-put-off = Put off the last day
departures-put-off-day = New last day
departures-put-off-hint = Empty: it is being thought over again. What was not sent yet is withdrawn.
departures-put-off-act = Put off
departures-withdrawn = Stayed after all
departures-withdrawn-text = { $name } stays. Nothing that was not sent yet reaches them; who has joined is a member still.
departures-kit = Hand-over kit
departures-kit-text = A sheet with a QR code, a text for WeChat: for whoever reads no mail, or gave no address.

departures-verdict-invite = Invited
departures-verdict-held = Held
departures-verdict-not-invited = Not invited
departures-verdict-never = Not written to
departures-ground-policy = The alliance's policy leaves this to a person to decide, or does not invite by itself.
departures-ground-minimum = The time together was shorter than the alliance asks for, so a person decides.
departures-ground-officer = A person decided.
departures-ground-silence = They asked for no message, or did until lately. A person decides what follows.
departures-ground-deceased = Nobody writes to somebody who has died.
departures-ground-decided = Decided by { $role }. They keep the number, may ask, and may appeal.
departures-role-hr = HR
departures-role-officer = the alumni officer
departures-role-policy = the alliance's policy
departures-appealed = They were not invited and ask for another look. Somebody who did not decide before should do it.

departures-held-title = Waiting for your decision
departures-held-lead = Tick one or several, write one reason, decide. The reason and your name stay with HR.
departures-held-whom = Whom
departures-held-decide = Decide for those ticked
departures-held-reason = Reason
departures-held-reason-hint = For HR only. The person is told a neutral ground and your role, never these words.
departures-held-all = { $count ->
    [one] One person fits and can be decided about here.
   *[other] { $count } people fit and can be decided about together.
}
departures-held-all-act = Decide together
departures-held-all-title = { $count ->
    [one] Decide about one person
   *[other] Decide about { $count } people together
}
departures-held-all-title-more = Decide about { $count } people or more together
departures-held-everybody = Everybody who waits for your decision
departures-held-named = { $names } and { $count } more
departures-held-comma = {", "}
departures-held-list = Back to the list
departures-held-sure-label = Sure
departures-held-sure = { $count ->
    [one] I have looked: this decides about one person
   *[other] I have looked: this decides about { $count } people
}
departures-held-sure-text = Nothing happens without it
departures-held-all-invite = Invite all of them
departures-held-all-decline = Invite none of them
departures-held-all-text = Who left lately is invited at once; who left long ago still waits for a wave. More than five hundred are worked through in the background. Whoever asked for no message is not among them.
departures-held-since = complete { $ago }
departures-held-appealed = asks for another look
departures-decide-invite = Invite
departures-decide-decline = Do not invite
departures-decide-text = Who is not invited keeps the number and may ask; the answer names a neutral ground and a role.

departures-checklist = Checklist
departures-checklist-empty = No steps yet. The alliance's own list is in the settings; here you can add what only this departure needs.
departures-checklist-change = Change this checklist
departures-step-open = open
departures-step-done = { $name }, { $time }
departures-step-do = Done
departures-step-do-of = Done: { $title }
departures-step-undo = Undo
departures-step-undo-of = Not done after all: { $title }
departures-step-remove = Remove
departures-step-remove-of = Remove the step: { $title }
departures-step-remove-confirm = Remove “{ $title }” from this checklist?
departures-step-add = A step of its own
departures-step-add-act = Add
departures-by-machine = Homeport

departures-person = About
departures-profile = Everything on file
departures-reach = How to reach them
departures-contact-add = Add a contact
departures-contact-add-act = Add
departures-contact-company = company address
departures-contact-failed = comes back
departures-contact-confirmed = confirmed
departures-contact-unconfirmed = not confirmed
departures-welcome = Welcome
departures-greeting-text = A few words from the boss or the manager make an invitation one to keep.
departures-greeting = Greeting
departures-hr = HR
departures-hr-text = Why they left, whether they would be welcome back, non-compete. Only HR sees this.
departures-hr-open = HR's page
departures-quiet = No messages
departures-quiet-text = Stops everything at once, whatever waits to be sent.
departures-quiet-asked = They want no contact
departures-quiet-deceased = They have died
departures-quiet-confirm = Stop all messages to { $name }? Whatever waits is withdrawn and the invitation ends.
departures-silence-deceased = They have died
departures-silence-do-not-contact = Asked for no contact
departures-silence-exit = Has left the alliance
departures-deceased-text = No message goes out any more, neither to them nor about them. What relatives wish, such as keeping the page, taking it down, or word to old colleagues, comes to you; do it as they say.
departures-exit-text = They asked to be erased, which happens seven days after. No message goes out. Only they can take it back.
departures-silence-text = No message goes out any more. If they come back by themselves, this can be lifted.
departures-silence-lift = This was a mistake, or they changed their mind
departures-silence-lift-confirm = Messages may go out again. An invitation that was withdrawn does not come back by itself.
departures-deeds = Who did what

departures-leaving-title = { $name }: for HR alone
departures-leaving-lead = What stands here is shown on this page and nowhere else: not to officers, not to members, in no export.
departures-leaving-kind-hint = Another answer may change whether the invitation goes out, as long as it has not.
departures-reason = Reason given
departures-regretted = Do we regret it?
departures-rehire = Would we have them back?
departures-rehire-yes = Yes
departures-rehire-maybe = Perhaps
departures-rehire-no = No
departures-yes = Yes
departures-no = No
departures-not-said = Not said
departures-non-compete = Non-compete until
departures-non-compete-hint = Never a reason against an invitation
departures-note = Note
departures-decided = The decision about the invitation
departures-decided-by = Decided by

departures-transfer = Move within the group
departures-transfer-lead = No departure: one run of employment ends, the next begins.
departures-transfer-instead = They do not leave but move to another company of the group?
departures-transfer-to = To
departures-transfer-day = First day there
departures-transfer-day-hint = The old employment ends the day before
departures-transfer-number = Number there
departures-transfer-number-hint = The number of this company stays theirs as well
departures-transfer-act = Move

departures-policy-title = Leaving and inviting
departures-policy-lead = Who is invited, and what has to be done before somebody goes. Every change is in the journal.
departures-policy-rules = Who is invited
departures-policy-except = Different for some
departures-policy-never = Whoever has died or asked for no contact is never written to, whatever stands here. Going to a competitor is no ground.
departures-policy-minimum = Time together
departures-fate-invited = invited
departures-fate-held = a person decides
departures-fate-never = not written to
departures-fate-same = as for all
departures-minimum = Days at least
departures-minimum-hint = 0: one day is enough. Who worked fewer days is held for a decision.
departures-steps-setting = Steps, one a line
departures-steps-hint = For example: certificate of leaving · social insurance · last pay · out of the work groups · keys. Copied when a departure is recorded.

departures-done-intended = Recorded. Nobody is told while { $name } is thinking it over.
departures-done-agreed = Recorded. When the formalities are complete, one button sends { $name } the invitation.
departures-done-day = The last day of { $name } is { $day } now.
departures-done-complete = { $name } will get the invitation within a minute.
departures-done-complete-later = Complete. { $name } gets the invitation on { $time }.
departures-done-complete-kit = Complete. { $name } has no private contact on file: print the hand-over kit, or add a contact.
departures-done-complete-held = Complete. The invitation of { $name } waits for a decision.
departures-done-complete-not-invited = Complete. { $name } is not invited, keeps the number and may ask.
departures-done-complete-never = Complete. No message goes to { $name }.
departures-done-withdrawn = { $name } stays. What was not sent yet is withdrawn.
departures-done-decided-invite = { $name } is invited as soon as the formalities are complete.
departures-done-decided-past = { $name } is to be invited and, having left long ago, waits for a wave.
departures-done-decided-decline = { $name } is not invited, keeps the number and may ask.
departures-done-batch-invite = { $count ->
    [one] One person is invited; if they left long ago, they wait for a wave.
   *[other] { $count } people are invited; those who left long ago wait for a wave.
}
departures-done-batch-begun = They are many: the decision is being worked through in the background, and the list empties within minutes.
departures-done-batch-decline = { $count ->
    [one] One person is not invited.
   *[other] { $count } people are not invited.
} They keep their number and may ask.
departures-done-contact = { $contact } is on file.
departures-done-silenced = All messages to { $name } have stopped.
departures-done-silence-lifted = Messages to { $name } are possible again.
departures-done-step-removed = The step is gone.
departures-done-leaving = Saved, for HR alone.
departures-done-policy = Saved. It holds for departures recorded from now on, and for those looked at anew.
departures-done-transferred = { $name } has moved. That was no departure.

departures-problem-intended-day = While somebody is thinking it over there is no last day. With one it is agreed.
departures-problem-no-such-number = Nobody on file has this number. Say at least name and first day as well.
departures-problem-backwards = This departure is further along already. It is not taken back from outside; an officer can.
departures-problem-other-day = The formalities are complete with { $day } as the last day. An officer moves it.
departures-problem-withdrawn = This departure was taken back meanwhile: they stay.
departures-problem-before-start = The first day was { $day }; the last one cannot come before it.
departures-problem-far = { $day } is more than two years away. If that is right, record it when it comes nearer.
departures-problem-recorded-now = Somebody recorded this departure a moment ago.
departures-problem-number-now = Somebody took this number a moment ago.
departures-problem-start-ahead = The first day lies in the future.
departures-problem-start-missing = Write the first day, like 2021-07-15.
departures-problem-company-address = This address belongs to the company and stops working after the last day. A private one, or a mobile number, is enough.
departures-problem-nobody-chosen = Tick at least one person.
departures-problem-no-reason = Not inviting somebody needs a reason. It stays with HR.
departures-problem-decision = Choose one of the two buttons.
departures-problem-decided = Somebody else has decided already.
departures-problem-nothing-to-appeal = There is no decision to appeal against.
departures-problem-step = A step has 1 to 120 characters.
departures-problem-day = “{ $typed }” is not a day; write it like 2026-11-30.
departures-problem-day-missing = Write the last day, like 2026-11-30.
departures-problem-kind = Choose how it ends; “not known” is an answer too.
departures-problem-manager-unknown = Nobody on file is found by that name or number.
departures-problem-manager-several = Several people are found by that name. Write the number.
departures-problem-minimum = Write a number of days from 0 to 3650.
departures-problem-steps = At most 40 lines and 2,000 characters.
departures-problem-long = At most { $most } characters.
departures-problem-transfer-leaving = A departure is recorded for this person. Take it back first if they move instead.

departures-problem-not-sure = Tick that you are sure.
departures-problem-count = { $count ->
    [one] The number has changed: it is one person now. Please look again.
   *[other] The number has changed: it is { $count } people now. Please look again.
}
departures-hindrance-stays = This departure was taken back, or is not complete.
departures-hindrance-decided = It was decided otherwise, or a decision is waited for.
departures-hindrance-silent = They asked for no message, or have died.
departures-hindrance-joined = They have joined already.
departures-hindrance-invited = They have an invitation already, or have answered one.
departures-hindrance-here = They work here again.

# Some of many
departures-sieve = Narrow the list
departures-sieve-from = Left from the year
departures-sieve-from-hint = Such as 2019; can stay empty
departures-sieve-to = Up to the year
departures-sieve-to-hint = Can stay empty
departures-sieve-kind = Way of leaving
departures-sieve-kind-hint = Only HR sees this
departures-sieve-any = Any
departures-sieve-show = Show
departures-sieve-all = Show everybody
departures-sieve-none = Nobody fits. Try with fewer conditions.
departures-sieve-year = left in { $year }
departures-sieve-years = left from { $from } to { $to }
departures-sieve-since = left in { $year } or later
departures-sieve-until = left in { $year } or before
