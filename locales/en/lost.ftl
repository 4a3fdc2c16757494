# Those whom no message reaches any more.

lost-title = Help us find
lost-lead = At these people’s addresses nothing arrives any more. Somebody who worked with them may still be in touch.
lost-pass = A link to pass on
lost-pass-text = It leads to the ways in and says nothing about anybody. Pass it on, and they come by themselves; please never send us somebody else’s address or number.
lost-copy = Copy the link
lost-empty = Everybody is reached
lost-empty-text = When nothing arrives at somebody’s addresses any more, they stand here.
lost-since = the last address failed { $ago }
lost-hidden = not shown to members, so only you can ask
lost-asked = { $count ->
    [one] one colleague was asked
   *[other] { $count } colleagues were asked
}
lost-ask = Ask those who worked with them
lost-nobody-asked = There is nobody to ask: no member who worked with them allows it, or they had enough messages.
lost-done-asked = { $count ->
    [one] One person who worked with them is asked to pass the link on.
   *[other] { $count } people who worked with them are asked to pass the link on.
}
lost-problem-found = Something reaches them again, or nobody writes to them.
lost-problem-hidden = They are not shown to members, so members are not asked about them.
lost-beside-text = You worked together, and nothing we send arrives there any more. If you are in touch, pass this link on: it leads to the way in and says nothing about anybody.

lost-mail-subject = Are you in touch with { $name }?
lost-mail-text = Nothing that { $alliance } sends reaches { $name } any more. You worked together once.
lost-mail-how = If you are in touch, please pass the link on; it is the same for everybody and says nothing about anybody. Please do not send us an address or a number: they decide that themselves.
lost-mail-act = The link to pass on
lost-mail-aside = You allowed such questions. You can change that here: { $link }
lost-sms = Are you in touch with { $name }? Please pass this link on: { $link }

lost-way-title = Somebody you worked with thinks of you
lost-way-text = Old colleagues of { $company } meet in { $alliance }. Here is the way in; whoever sent you the link has told us nothing about you.
lost-way-claim = I used to work here
lost-way-sign-in = I am a member already
lost-way-join = I have my employee number
lost-way-nothing = This page is the same for everybody. Opening it tells nobody anything.
