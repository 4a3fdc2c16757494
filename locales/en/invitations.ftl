# The invitation: letter, link, lists, paper.

# The letter
invitations-letter-title = An invitation for you · { $alliance }
invitations-title = { $name }, thank you
invitations-title-years = { $name }, thank you for { $years ->
    [one] this year
   *[other] these { $years } years
}
invitations-company-words = Thank you for the time we worked together. Leaving { $company } is no reason to lose touch: its old colleagues have { $alliance }, where they help each other out and hear how everybody is. We would like you to be there too.
invitations-past-title = { $name }, it has been a while
invitations-past-words = You left { $company } in { $year }. Much has happened since, here and surely with you, and what we did together has not been forgotten. Those who once worked here now have { $alliance }, where they help each other out and hear how everybody is. We would be glad to see you there.
invitations-past-notice = Why we write to you: your name and contact come from the personnel records of { $company }, and are used to invite you, for nothing else. If you never answer, they are kept until { $day } and then deleted; to have it done at once, use “Delete what you keep about me”.
invitations-past-source = Why we write to you: your name and contact come from what { $company } has on file ({ $source }), and are used to invite you, for nothing else. If you never answer, they are kept until { $day } and then deleted; to have it done at once, use “Delete what you keep about me”.
invitations-inviting = Those who left { $company } keep in touch in { $alliance }. We would like you to be there too.
invitations-number-kept = Your number { $number } stays yours.
invitations-joined-title = { $count } old colleagues are there already
invitations-joined-title-few = You would be among the very first
invitations-joined-title-many = More than ten thousand old colleagues are there already
invitations-known = { $count ->
    [one] One of them worked with you and is glad to be seen:
   *[other] { $count } of them worked with you and are glad to be seen:
}
invitations-known-more = { $count } more
invitations-choices = You decide
invitations-choices-hint = Nothing here is needed to join, and all of it can be changed later.
invitations-contact = Mobile number or private mail address
invitations-contact-hint = A company address ends with the job, so please give one of your own. You will sign in with a link or a code; there is no password to remember.
invitations-contact-on-file = We have { $contacts }; leave this empty to keep it. You will sign in with a link or a code; there is no password to remember.
invitations-fields = Who sees what, language, former name
invitations-fields-hint = Set narrowly for you. It counts once you are listed among the members.
invitations-former-name = Former name
invitations-former-name-hint = Can stay empty. Some old colleagues know you by it.
invitations-former-audience = Who sees the former name
invitations-language = The language we write to you in
invitations-kept = What { $company } keeps, why, and how long
invitations-kept-lead = Your name, number, times at work, contact and choices: to know who you are, to find those you worked with, and to let you sign in. Deleted within 30 days of your leaving the alliance.
invitations-kept-now = On file today: { $fields }
invitations-kept-all = Item by item
invitations-kept-until = Without any answer from you, all of it is deleted on { $day }; we tell you once more before.
invitations-delete = Delete what you keep about me
invitations-years = { $from } to { $to }
invitations-join = Join { $alliance }
invitations-until = This invitation is good until { $day }.
invitations-assurance = Whether you join has nothing to do with your leaving papers, pay, settlement or certificate. We never ask for an identity card, a code or a payment.
invitations-assurance-telephone = Whether you join has nothing to do with your leaving papers, pay, settlement or certificate. We never ask for an identity card, a code or a payment. To make sure it is us, call the company on { $telephone }.
invitations-call = Call the company
invitations-decline = Not this time
invitations-never = Never contact me again
invitations-never-confirm = We will not write to you again, nor invite you. Your number stays yours. Are you sure?
invitations-done-joined = Welcome home, { $name }. The door was never closed.
invitations-done-joined-confirm = Welcome to { $alliance }, { $name }. We have sent a code and a link to { $contact }: confirm it once, and it is your way in from now on.

# Where a link can lead
invitations-joined-already = You have joined already
invitations-joined-already-text = This invitation was used, and your membership is safe. On a new phone or browser, just sign in. In other hands, this link opens nothing of yours.
invitations-to-sign-in = Sign in
invitations-declined = You said “not this time”
invitations-declined-text = We kept to it and wrote no more. If you have thought again, press the button, and a new invitation goes to the phone or mailbox you left with us.
invitations-changed-my-mind = I have thought again
invitations-silent = We do not contact you any more
invitations-silent-text = That is what you asked for, and it is so. Your number stays yours. If you ever want to look in again, a call is enough.
invitations-revoked = This invitation was taken back
invitations-revoked-text = Perhaps the leaving changed, perhaps it went to the wrong person. If you would like to join, ask once more with your number.
invitations-to-door = Ask with my number
invitations-replaced = There is a newer link
invitations-replaced-text = We sent you another one after this; please use the latest. Cannot find it? Press the button and we send it again.
invitations-expired = This invitation has run out
invitations-expired-text = It was good until { $day }. If you would still like to join, press the button, and a new one goes to the phone or mailbox you left with us.
invitations-again = Send it to me again
invitations-forged = This link is not whole
invitations-forged-text = It may have been cut in two on its way, or it may not come from us. Open it again from the message it came in, or ask with your number.
invitations-questions = Any question? Call the company on { $telephone }.
invitations-back = Back to the invitation
invitations-decline-title = Not joining { $alliance } this time?
invitations-decline-text = Press the button and there will be no more reminders. Your number stays yours, and you are welcome whenever you like.
invitations-never-title = Never contact you again?
invitations-never-text = Press the button and { $alliance } sends you nothing more, not even after the next list is read in. Your number stays yours.
invitations-said-declined = Not this time, then
invitations-said-declined-text = There will be no reminders. Thank you for telling us, and all the best. Should you think again, this link can still ask for a new invitation.
invitations-said-never = We will not write again
invitations-said-never-text = All messages have stopped, and what had not left was taken back. Thank you, and all the best.
invitations-said-again = A new link is on its way
invitations-said-again-text = It reaches the phone or mailbox you left with us within a minute. Nothing there? The number may have changed: call the company, and we change it.

# The link of a poster or a group
invitations-door-title = Join { $alliance }
invitations-door-text = Whoever worked here is an old colleague. Tell us your employee number and a mobile number or private mail address that we have on file, and your own link goes there.
invitations-door-number = Employee number
invitations-door-number-hint = On your badge or your leaving certificate. If it is lost, call the company.
invitations-door-contact = Mobile number or private mail address on file
invitations-door-contact-hint = The link only goes to what is on file; anything else receives nothing.
invitations-door-act = Send me my link
invitations-door-member = Joined already? Sign in
invitations-said-knock = Please look at your phone or mailbox
invitations-said-knock-text = If number and contact belong together, your link is there within a minute. If it is not, another contact may be on file: call the company.
invitations-error-number = Please give your employee number.

# Asking when there was no invitation
invitations-ask-title = { $name }, you would like to join
invitations-ask-lead = There is no invitation for you at present. Ask here: an officer of the alliance will read it and answer.
invitations-ask-refused = There is no invitation for you at present. The alliance’s rules or an officer decided so; it says nothing about you as a person. You can ask here, and appeal.
invitations-ask-number = Whether you join or not, number { $number } stays yours and is given to nobody else.
invitations-ask-answer = Answer of { $role }: { $ground }. If you think that is wrong, appeal below, and a person will look at it again.
invitations-ask-invited = The answer is yes: an invitation has gone to the phone or mailbox you left with us.
invitations-ask-waiting = Your words have arrived and wait for an answer. You can add to them below.
invitations-ask-words = What you would like to say
invitations-appeal-words = Why it should be decided otherwise
invitations-ask-hint = Can stay empty; 1,000 characters at most.
invitations-ask-act = Ask
invitations-appeal-act = Appeal
invitations-said-asked = It has arrived
invitations-said-asked-text = An officer of the alliance will read it. The answer goes to the phone or mailbox you left with us, and can be read through the same link.
invitations-role-officer = the alumni officer
invitations-role-hr = personnel
invitations-ground-rule = by the alliance’s rules, this way of leaving is not invited for now
invitations-ground-unsettled = something between you and the company is not settled yet
invitations-ground-tenure = the time worked is shorter than the rules ask for
invitations-ground-unproven = we could not make sure that it is you
invitations-error-too-long = That is too long; { $max } characters at most, please.

# Mails and text messages
invitations-mail-subject = { $name }, { $alliance } would like you to join
invitations-mail-subject-signed = { $name }, a few words from { $signer }
invitations-mail-number = Your number { $number } stays yours. Once you join, there is a card with it for life, and words from those you worked with.
invitations-joined = { $count } old colleagues are in { $alliance } already.
invitations-joined-few = { $alliance } has just begun; you would be among the very first.
invitations-joined-many = More than ten thousand old colleagues are in { $alliance } already.
invitations-joined-known = { $count } old colleagues are in { $alliance } already, { $known } of whom worked with you.
invitations-mail-act = See the invitation
invitations-mail-decline = Not this time
invitations-mail-delete = Delete what you keep about me
invitations-mail-never = Never contact me again
invitations-mail-reminder-title = { $name }, your invitation is still there
invitations-mail-reminder-text = Two days ago we sent you an invitation to { $alliance }, where those who left { $company } keep in touch; you may have been busy. It is quite all right not to join: one tap, and there are no more reminders.
invitations-mail-last-title = { $name }, one last word
invitations-mail-last-text = This is the last reminder of { $alliance }; after it we keep quiet. The invitation is good until { $until }, your number stays yours, and you are welcome whenever you like.
invitations-mail-member-title = You are a member of { $alliance } already
invitations-mail-member-text = Somebody asked to join with your number and contact. If it was you, just sign in, there is no need to join again. If it was not, you need not do anything.
invitations-mail-member-act = Sign in
invitations-mail-ask-title = About joining { $alliance }
invitations-mail-ask-text = Somebody asked to join with your number and contact. If it was you, the page below says how things stand, and you can ask there. If it was not, you need not do anything.
invitations-mail-ask-act = See how things stand
invitations-mail-answered-title = Your question has an answer
invitations-mail-answered-text = You asked about joining. The answer is on the page below. If you think it is wrong, you can appeal there.
invitations-mail-answered-act = Read the answer
invitations-mail-joined-title = You have joined { $alliance }
invitations-mail-joined-text = Somebody has just joined with the invitation sent to you, and left a new contact. If it was you, all is well. If it was not, please call the company at once and we will put it right.
invitations-sms = { $company }: { $name }, thank you for your time with us. { $alliance } would like you to join: { $link } Nothing to do with your leaving papers; no code or payment is ever asked. Not this time: { $decline } Never again: { $never }
invitations-sms-telephone = { $company }: { $name }, thank you for your time with us. { $alliance } would like you to join: { $link } Nothing to do with your leaving papers; no code or payment is ever asked. To check: { $telephone } Not this time: { $decline } Never again: { $never }
invitations-sms-past = { $company }: { $name }, it has been a while. Your old colleagues have { $alliance } now and would like you there: { $link } Your name and number are from our personnel records; the page says what for, and deletes them if you like. No code or payment is ever asked. Not this time: { $decline } Never again: { $never }
invitations-sms-past-telephone = { $company }: { $name }, it has been a while. Your old colleagues have { $alliance } now and would like you there: { $link } Your name and number are from our personnel records; the page says what for, and deletes them if you like. No code or payment is ever asked. To check: { $telephone } Not this time: { $decline } Never again: { $never }
invitations-sms-reminder = { $company }: { $name }, your invitation to { $alliance } is still there: { $link } Not this time: { $decline } Never again: { $never }
invitations-sms-reminder-telephone = { $company }: { $name }, your invitation to { $alliance } is still there: { $link } To check: { $telephone } Not this time: { $decline } Never again: { $never }
invitations-sms-last = { $company }: { $name }, one last reminder, then we keep quiet. { $alliance }: { $link } Not this time: { $decline } Never again: { $never }
invitations-sms-last-telephone = { $company }: { $name }, one last reminder, then we keep quiet. { $alliance }: { $link } To check: { $telephone } Not this time: { $decline } Never again: { $never }
invitations-sms-note = { $title }: { $link }
invitations-share-past =
    Hello { $name }, it has been a while! Those who once worked at { $company } now have { $alliance }, and we would be glad to see you there.
    This link is yours alone, please do not pass it on:
    { $link }
    Your name and contact are from our personnel records; the page says what for, and deletes them if you like. It never asks for an identity card, a code or a payment.
invitations-share =
    Hello { $name }, those who left { $company } keep in touch in { $alliance }, and we would like you to be there too.
    This link is yours alone, please do not pass it on:
    { $link }
    It has nothing to do with your leaving papers, pay or certificate, and never asks for an identity card, a code or a payment.

# The officer's lists
invitations-index = Invitations
invitations-filters = Which ones
invitations-tab-all = All { $count }
invitations-tab-late = Ten minutes, not handed over { $count }
invitations-tab-unopened = Not opened { $count }
invitations-tab-failed = Came back { $count }
invitations-tab-no-contact = No contact { $count }
invitations-tab-declined = Not joining { $count }
invitations-tab-waiting = Waiting for the last day { $count }
invitations-lead-all = The latest first. Times count from the moment the formalities were complete.
invitations-lead-late = Complete for ten minutes and in nobody’s hands. Print a sheet, or send it by WeChat.
invitations-lead-unopened = Arrived, not opened. No need to press: there is a reminder on day 2 and on day 7.
invitations-lead-failed = The mail or text came back, and there is no other way yet. Find another contact, or hand it over in person.
invitations-lead-no-contact = No private number or address on file. A printed QR code, handed over in person, is quickest.
invitations-lead-declined = They said no. Please respect it.
invitations-lead-waiting = Sent by itself on the last day, at the hour in the settings.
invitations-tag-joined = Joined after { $took }
invitations-tag-declined = Not this time
invitations-tag-never = No contact wanted
invitations-tag-revoked = Taken back
invitations-tag-expired = Run out
invitations-tag-opened = Opened { $ago }
invitations-tag-handed = { $by }, { $ago }
invitations-tag-late = { $took }, not handed over
invitations-tag-waiting = Leaves { $at }
invitations-tag-leaving = Leaving now
invitations-channel-mail = Mail
invitations-channel-sms = Text message
invitations-channel-wechat = WeChat
invitations-channel-paper = Paper
invitations-channel-csv = File of links
invitations-empty = Nobody here
invitations-empty-text = Record a departure; when the formalities are complete, its invitation appears here.
invitations-empty-act = See departures
invitations-pick = Choose { $name }
invitations-print-kits = Print hand-over sheets
invitations-links = Download a file of links
invitations-batch-hint = Tick a few, or none for all of this list (200 at most). Downloading the file counts as handing over.
invitations-poster = Poster
invitations-requests-waiting = { $count ->
    [one] One person asks about joining
   *[other] { $count } people ask about joining
}
invitations-requests = Who asks
invitations-requests-lead = People without an invitation who ask for one, longest waiting first. They are told a neutral ground and your role, never your name.
invitations-requests-empty = Nobody waits for an answer
invitations-requests-empty-text = When somebody asks with their number, they appear here.
invitations-request-appeal = Appeal
invitations-request-invite = Invite
invitations-request-refuse = Not now
invitations-request-ground = The ground they are told
invitations-request-ground-hint = They can appeal.
invitations-request-send = Send the answer

# One invitation
invitations-show = Invitation of { $name }
invitations-state-waiting = Leaves by itself { $at }
invitations-state-open = Good until { $day }
invitations-state-late = In nobody’s hands yet
invitations-state-joined = Joined
invitations-state-declined = Not this time
invitations-state-never = No contact wanted
invitations-state-revoked = Taken back
invitations-state-expired = Ran out on { $day }
invitations-step-complete = Complete
invitations-step-handed = Handed over
invitations-step-opened = Opened
invitations-step-joined = Joined
invitations-step-after = after { $took }
invitations-share-title = Send it by WeChat
invitations-share-hint = One tap copies it; paste it into your chat with them. It is noted as sent by WeChat.
invitations-share-text = What to send
invitations-share-act = Copy, and note it as sent
invitations-ways = How it was handed over
invitations-ways-none = Not yet. Without a contact, a printed sheet is quickest.
invitations-way-sending = On its way
invitations-way-handed = Handed over
invitations-way-withdrawn = Taken back
invitations-way-failed = Came back
invitations-contact-new = Find another contact
invitations-contact-none = No private number or address on file.
invitations-contact-works = { $contact }
invitations-contact-failed = { $contact } (comes back)
invitations-contact-company = { $contact } (the company’s, does not count)
invitations-contact-new-label = Mobile number or private mail address
invitations-contact-new-hint = Kept, and the invitation goes there at once.
invitations-contact-new-act = Send it there
invitations-send-again = Send it once more as before
invitations-link = Their own link
invitations-link-copy = Copy the link
invitations-link-ended = This invitation has ended; its link opens nothing.
invitations-renew = Make a new link
invitations-renew-confirm = The old link ends at once, and the new one is sent. Are you sure?
invitations-revoke = Take the invitation back
invitations-revoke-confirm = The link ends at once, and what has not left is taken back. You can invite again with a new link. Are you sure?
invitations-done-invited = { $name }’s invitation leaves now.
invitations-done-answered = The answer is on its way to { $name }, who can appeal.
invitations-done-handed = Noted: you handed { $name }’s invitation over.
invitations-done-sent = It reaches { $name } within a minute.
invitations-done-nowhere = { $name } has no private contact that works. Print a sheet, or find another contact.
invitations-done-renewed = The old link has ended; { $name } gets the new one.
invitations-done-revoked = { $name }’s invitation was taken back.
invitations-done-nobody = There is no invitation in this list that could be printed.
invitations-done-paper = { $count ->
    [one] One invitation noted as handed over on paper.
   *[other] { $count } invitations noted as handed over on paper.
}
invitations-error-ended = This invitation has ended.
invitations-error-silent = This person wants no contact, or has died. No invitation can be sent.
invitations-error-invited = Somebody has just invited this person.
invitations-error-company-address = A company address ends with the job. Please give a private one, or a mobile number.
invitations-error-contact-needed = Please give a mobile number or a private mail address: it is your way in.
invitations-error-name-long = That name is too long.

# Paper
invitations-kit = Print the hand-over sheet
invitations-kit-title = Hand-over sheet for { $name }
invitations-kits-title = { $count ->
    [one] One hand-over sheet
   *[other] { $count } hand-over sheets
}
invitations-kit-given = Handed over: note it
invitations-kit-scan = Scan with WeChat or your camera to join { $alliance }
invitations-kit-first = Open WeChat or the camera and scan the code
invitations-kit-second = See who is waiting for you and what is kept
invitations-kit-third = If you like, press the button that joins { $alliance }
invitations-kit-by-hand = Cannot scan? Type on your phone
invitations-kit-number = Your number { $number } is yours for life
invitations-kit-number-text = Once you join, there is a card with it for life, and words from those you worked with.
invitations-kit-own = {"This code is yours alone, please do not pass it on. No contact wanted? Scan it and say so on the page. "}
invitations-poster-title = Gone, but one of us
invitations-poster-text = Everybody who ever worked at { $company } is welcome back
invitations-poster-scan = Scan, give your number and phone, and join
invitations-csv-name = Name
invitations-csv-number = Number
invitations-csv-link = Link
invitations-csv-until = Good until
invitations-spare = Wishes from those you worked with
invitations-spare-all = Ask nobody
invitations-spare-hint = Otherwise up to twelve of them are asked for a few words. Tick whoever you would rather not hear from.
