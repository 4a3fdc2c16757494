### The welcome: greetings, wishes, the member's first page.

welcome-home = Home
welcome-title = Welcome home, { $name }
welcome-wishes = Wishes
welcome-wishes-count = { $count ->
    [one] One old colleague has left you a few words
   *[other] { $count } old colleagues have left you a few words
}
welcome-wishes-more = { $count ->
    [one] One more
   *[other] { $count } more
}
welcome-wishes-none = Wishes will stand here
welcome-wishes-none-text = We have asked people who worked with you for a few words. They come in over the next days.
welcome-news = News of those you worked with
welcome-people = People you worked with
welcome-people-all = Everyone
welcome-people-none = Old colleagues will stand here
welcome-people-none-text = Whoever worked with you and lets themselves be listed appears here as soon as they join.
welcome-card = Your number, kept for life
welcome-card-save = Save as a contact
welcome-together = worked with you for { $time }
welcome-worked-in = together in { $year }
welcome-worked-between = together { $from } to { $to }
welcome-worked-since = together since { $from }
welcome-next = What comes next
welcome-next-confirm = Confirm how we reach you
welcome-next-confirm-text = We sent you a code. With it you sign in from now on, without a password.
welcome-next-confirm-act = Enter the code
welcome-next-second = Add a second way to reach you
welcome-next-second-text = If the phone is lost, the mailbox still opens the door.
welcome-next-second-act = Add another contact
welcome-next-photo = Show your face
welcome-next-photo-text = Old colleagues recognise a photo before they recognise a name.
welcome-next-photo-act = Add a photo

welcome-words-missing = Write a few words first.
welcome-words-long = That is more than { $most } characters. A few lines are enough.
welcome-words-places = A place for a name is not closed. Write it like this: {"{{"} name {"}}"}.

welcome-wish-title = A few words for { $name }
welcome-wish-ready = One tap is enough
welcome-wish-own = Or in your own words
welcome-wish-words = Your words
welcome-wish-send = Send the wish
welcome-wish-no = Not this time
welcome-wish-no-more = Never ask me for wishes
welcome-wish-thanks = Thank you. { $name } will read this on the first page.
welcome-wish-change = Change it
welcome-wish-sent = Sent. { $name } will find it on the first page.
welcome-wish-declined = All right, not this time.
welcome-wish-never = We will not ask you for wishes again. You can change that on your own page.
welcome-wish-still = You declined. If you have changed your mind, this still works.
welcome-wish-too-late = This wish can no longer be delivered.
welcome-ready-1 = All the best for what comes next, { $name }. Stay in touch!
welcome-ready-2 = It was good working with you, { $name }. Thank you for everything.
welcome-ready-3 = { $name }, if I can ever help, just say a word.

welcome-mail-wish-title = { $name } has joined us: a few words?
welcome-mail-wish-how = You worked together for { $time } ({ $department }). A line from you would be the first thing to read at home.
welcome-mail-wish-how-plain = You worked together for { $time }. A line from you would be the first thing to read at home.
welcome-mail-wish-act = Leave a few words
welcome-mail-wish-why = You get this because you agreed to be asked for wishes, at most once a week. The page behind the link has a button that ends it.
welcome-sms-wish = { $name }, whom you worked with, has joined us. One tap leaves a wish: { $link }
welcome-mail-approval-title = A greeting for { $name } waits for your name
welcome-mail-approval-act = Read, change, sign
welcome-mail-approval-why = Nothing is sent in your name before you agree.
welcome-sms-approval = A greeting for { $name } waits for your name: { $link }

welcome-approval-title = Your greeting for { $name }
welcome-approval-text = Change it until it sounds like you. Nothing is sent in your name before you agree.
welcome-approval-sign = Sign it
welcome-approval-refuse = Not in my name
welcome-approval-signed = Signed. { $name } reads it with the invitation.
welcome-approval-refused = It will not be used. { $name } is greeted without your name.
welcome-state-asked = waits for the signature
welcome-state-approved = signed
welcome-state-refused = not to be used

welcome-greetings = My greetings
welcome-greetings-text = The first words a leaver reads, in your own voice.
welcome-waiting = Waiting for your name
welcome-standing = For everyone I manage, unless I write something of their own
welcome-standing-kept = Kept. It greets the people you manage from now on.
welcome-greeting-words = The greeting
welcome-greeting-signer = In whose name
welcome-greeting-signer-hint = They are asked first; nothing goes out in anybody's name without their yes.
welcome-signer-missing = Choose who signs.
welcome-places-hint = Put {"{{"} name {"}}"}, {"{{"} company {"}}"}, {"{{"} department {"}}"} or {"{{"} years {"}}"} where they belong.
welcome-greeting-signed = Signed. { $name } reads it with the invitation.
welcome-greeting-asked = The signer has been asked. Until then { $name } is greeted without it.

welcome-desk-title = The greeting for { $name }
welcome-desk-now = What the invitation says today
welcome-desk-none = Nobody has signed a greeting yet. The invitation then speaks for the company.
welcome-desk-write = Write one for this person
welcome-desk-people = Who is asked for a wish
welcome-desk-people-text = After joining, up to twelve of them who agreed to such messages are asked, longest together first.
welcome-desk-people-none = Nobody who worked with this person is a member yet.
welcome-exclude = Do not ask
welcome-include = May be asked
welcome-exclusion-kept = Kept.
