# What runs behind the pages.

operations-jobs-title = Tasks
operations-jobs-text = What Homeport does behind the pages. A task that fails comes back later and later; after its last try it waits here for you.
operations-jobs-dead-count = gave up
operations-jobs-due-count = could run now
operations-jobs-running-count = running
operations-jobs-waiting-count = waiting, due or not
operations-jobs-dead = Gave up
operations-jobs-none = Nothing gave up
operations-jobs-none-text = If something does, its reason will be here, with a button to try again.
operations-jobs-running = Running
operations-jobs-waiting = Waiting
operations-jobs-idle = Nothing here right now
operations-jobs-idle-text = Tasks come and go within moments, most of the time.
operations-tries = { $n ->
    [one] { $n } try
   *[other] { $n } tries
}
operations-retry = Try again
operations-discard = Discard
operations-discard-ask = The task is dropped for good; what it should have done stays undone.
operations-done-retried = It is tried again now.
operations-done-discarded = Discarded.

operations-outbox-title = Outbox
operations-outbox-mailbox = Nothing leaves this machine. What would have gone out is kept here to be read.
operations-outbox-text = What is on its way and what became of it. Once accepted by the mail server, a message keeps neither address nor words.
operations-outbox-filter = Show
operations-outbox-none = Nothing here
operations-outbox-none-text = Invitations, sign-in links and wishes pass through here.
operations-state-waiting = Waiting
operations-state-sending = Leaving
operations-state-sent = Sent
operations-state-failed = Not delivered
operations-state-kept = Kept here
operations-purpose-invitation = invitation
operations-purpose-answer = answer to a question
operations-purpose-reminder = reminder
operations-purpose-sign-in = sign-in
operations-purpose-confirm = confirmation
operations-purpose-recovery = lost contact
operations-purpose-wish = asking for a wish
operations-purpose-greeting = greeting
operations-purpose-test = test
operations-purpose-changed = ways in changed
operations-purpose-exit = leaving the alliance
operations-reply = answered { $reply }
operations-somebody = Somebody
operations-text-message = Text message
operations-message-words = The words
operations-message-looks = As the mail looks
operations-message-looks-text = Shown fenced in: nothing in it runs or loads. Follow the links in the words.
operations-hasten = Try now
operations-done-hastened = It is tried within seconds.
