# People: who somebody is, how to reach them, what is wrong with what was typed.

people-problem-name = Write the name.
people-problem-place-long = A place can have up to 200 characters.
people-problem-name-long = A name can have up to 200 characters.
people-problem-entity = Write the company's name.
people-problem-no-entity = Choose the company.
people-problem-before-start = The last day lies before the first.
people-problem-before-start-on = The first day was { $day }; the last one cannot come before it.
people-problem-number-taken = { $number } is { $name }'s number, and a number is kept for life. Look for { $name } above if it is the same person.
people-problem-number-gone = { $number } belonged to somebody who is no longer on file. A number is never given out again.
people-problem-deleted = Somebody with this number or contact asked to be deleted. Homeport does not take them in again by itself; tick below if they ask for it now.
people-problem-not-deleted = Nothing is remembered of a deleted person with this number or contact.
people-problem-own-manager = Nobody is their own manager.
people-problem-closed = This record takes nothing from outside any more. Please ask the alumni officer.
people-problem-other-name = This number belongs to somebody of another name. A number is kept for life and never given to somebody else.
people-problem-start-kept = The first day on file is { $day } and is not overwritten from outside. A day after the last one opens a further run of employment; a mistake is put right by an officer.
people-problem-departure = A departure is recorded for this run of employment, and it decides on the last day.
people-problem-entity-unknown = No company of the group has this name or id.
people-problem-entity-twice = Several companies have this name; give the id.

## The directory, a person's page, and one's own.

people-title = Old colleagues
people-count = { $count ->
    [0] Nobody has joined yet
    [one] One member
    [10000] More than 10,000 members
   *[other] { $count } members
}
people-search = Name, pinyin, number, department, place or year
people-narrow = Narrow down: department, years, place
people-any-entity = Every company
people-any-department = Every department
people-any-place = Every place
people-any-language = Every language
people-entity = Company
people-department = Department
people-from = From year
people-from-hint = Who worked here then: 2016
people-to = To year
people-to-hint = 2019, or the same year
people-left = Left in the year
people-left-hint = 2024: whoever had their last day then
people-show = Show
people-show-all = Show all
people-found = { $count ->
    [one] One person
   *[other] { $count } people
}
people-found-many = More than { $count } people
people-whom-everybody = Everybody
people-whom-typed = Name or number begins with
people-whom-years = worked here { $years }
people-whom-left = left in { $year }
people-whom-place = lives in { $place }
people-cut = These few things seldom come together, so only a part of the list was looked through. Go on to the next page for the rest.
people-with-me = Worked with me
people-years = Years
people-facets = Narrow these down
people-facets-kept = Narrowed to
people-facet = { $value } · { $count }
people-search-near = Nobody is called exactly that. These come close.
people-search-more = There are more than these; one word more finds them.
people-search-soon = The search is getting ready; until then it finds the beginnings of names and numbers.
people-search-long = That is more than anybody is called. Please type up to { $most } characters.
people-search-all = Show all
people-enough-title = That is enough for now
people-enough = You have looked at as many people as a member may in one hour. This keeps anybody from copying the whole list. Go on in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}; the alumni officer helps if it is urgent.
people-previous-page = Previous
people-next-page = Next
people-tag-member = Member
people-tag-silent = No messages
people-tag-deceased = Passed away
people-tag-exit = Has left, to be erased
people-none = Nobody is here yet
people-none-text = Everyone who worked here will be, with their number for life. Add the first one above, or record a departure.
people-none-listed = Quiet here so far
people-none-listed-text = Those who let themselves be listed will stand here: old friends, and how you knew each other.
people-none-found = Nobody found
people-none-found-text = Try fewer words, pinyin or initials, or other years. Whoever does not want to be listed is not found here.
people-hidden = Others do not find you here, because you have not allowed it.
people-hidden-act = Let old friends find me
people-since = since { $year }
people-together = Worked together with you { $years } · { $department }

people-also = Also called { $name }
people-number-is = Number { $number }
people-member-since = member since { $month }
people-my-page = This is you
people-edit = Edit
people-tenures = Years here
people-tenures-none = Not shown.
people-departure = Departure
people-managed-by = with { $name }
people-contacts = How to reach them
people-contacts-none = No way to reach them is on file.
people-contact-confirmed = confirmed { $ago }
people-contact-unconfirmed = not confirmed yet
people-contact-failed = nothing arrives, since { $ago }
people-contact-company = the company's own: ends with the job
people-membership = Member no. { $ordinal }, joined on { $day }
people-membership-none = Has not joined.
people-invited = Invited { $ago }
people-invite = Invite
people-invite-hint = The invitation goes out within a minute, to a private mail address or mobile.
people-invitation-waiting = The invitation goes out at its hour.
people-invitation-open = The invitation is out.
people-invitation-joined = Came with the invitation.
people-invitation-declined = Declined the invitation.
people-invitation-never = Does not want to be written to.
people-invitation-revoked = The invitation was taken back.
people-invitation-expired = The invitation has run out.
people-known-from = On record: { $source }
people-source-officer = written by an officer
people-source-self = from the person
people-source-departure = with a departure
people-source-transfer = with a transfer
people-source-file = from the personnel file
people-source-api = from the HR system
people-source-founded = when this alliance was founded
people-source-other = from another source
people-source-claim = from their own claim
people-source-merge = from a record that was put together with this one
people-kind-employee = Employee
people-kind-intern = Intern
people-kind-dispatched = Dispatched
people-kind-contractor = Contractor
people-kind-unknown = Not known

people-add = Add a person
people-add-lead = A colleague of today, or somebody from long ago. Nothing is sent to them.
people-add-act = Add
people-name = Name
people-name-hint = As people call them: any script, any length
people-other-name = Another name
people-other-name-hint = In another script, or among friends
people-place = Place
people-place-mine = Where I am now
people-place-hint = Town or city, as precise as you like. Shown to: { $who }
people-place-example = Where they live or work now: Hangzhou
people-language = Language
people-language-unknown = Not known
people-language-hint = In which messages are written
people-started-on = First day
people-last-day = Last day
people-last-day-hint = Empty: still here
people-number = Number
people-number-hint = Kept for life; nobody else ever gets it
people-job = Title
people-manager = Manager
people-manager-hint = Name or number
people-kind = Engaged as
people-mobile = Mobile
people-mail = Private mail address
people-reach-hint = Either is enough
people-bring-back = They ask for it themselves
people-bring-back-text = Somebody with this number or contact was deleted. Tick only if they want to be on record again.
people-problem-day = { $typed } is no day of the calendar; write it like 2026-11-30.
people-problem-start-missing = Write the first day.
people-problem-last-day-missing = Write the last day.
people-problem-manager-unknown = Nobody on record by that name or number.
people-problem-manager-several = Several people by that name; write the number.
people-problem-number-now = Somebody was given this number at this very moment. Look for them first.

people-edit-title = Edit { $name }
people-back-to-page = Back to the page
people-names = Names
people-others = Further names
people-others-hint = In another script, among friends, or from before. Empty one to take it out. A former name is shown only to whom you choose, and nobody finds anyone by it.
people-others-more = Add a name
people-name-kind = What kind of name
people-name-audience = Who sees it
people-name-other = In use
people-name-former = Former name
people-tenure = Years in one place
people-tenure-add = Add years
people-end-hint = It still counts as worked; the day after, they are a former colleague
people-end-act = Set the last day
people-reopen-text = The last day was a mistake, or they stay after all.
people-reopen = Still here
people-contact = Mobile or private mail
people-contact-add = Add
people-contact-fails = Nothing arrives there
people-contact-remove = Remove
people-contact-remove-ask = Remove { $address }? It is deleted for good.
people-silence = No more messages
people-silence-text = Everything stops at once, also what waits to be sent. It can be undone; messages that were stopped do not come back.
people-silence-ask = Stop every message to this person now?
people-silence-contact = Does not want to be contacted
people-silence-deceased = Has passed away
people-silence-deceased-since = Has passed away; nothing is sent since { $day }.
people-silence-contact-since = Does not want to be contacted; nothing is sent since { $day }.
people-silence-exit-since = Left the alliance on { $day } and is erased seven days later, unless they take it back. Nothing is sent, and only they can change that.
people-lift-text = If this was a mistake: messages may go out again from now on. None that was stopped is sent afterwards.
people-lift = Messages may go out again
people-delete-link = Delete this person…
people-delete-title = Delete { $name }?
people-delete-lost = What is lost
people-delete-final = It is deleted, not hidden: nobody can bring it back.
people-delete-stays = What stays
people-delete-number = { $numbers } stays taken: nobody else ever gets it.
people-delete-hash = A keyed hash of number and contacts, from which nobody can read them. It keeps the next personnel file from bringing the person back.
people-delete-journal = In the journal, that somebody was deleted, without a name.
people-delete-act = Delete for good
people-lost-names = { $count ->
    [one] the name
   *[other] { $count } names
}
people-lost-tenures = { $count ->
    [one] the years worked, with department and title
   *[other] { $count } runs of years, with departments and titles
}
people-lost-contacts = { $count ->
    [0] no ways to reach them, as none is on file
    [one] the way to reach them
   *[other] { $count } ways to reach them
}
people-lost-photo = the photo
people-lost-membership = the membership, with the card, the choices and the receipts
people-lost-rest = jobs elsewhere with their history, departures, invitations, and wishes written and received

people-me = My page
people-number-mine = Number { $number }, yours for life
people-photo = Photo
people-photo-choose = Choose a photo
people-photo-hint = JPEG, PNG or WebP, up to 10 MB. We keep the square in the middle, and nothing of where it was taken.
people-photo-save = Use this photo
people-photo-remove = Take the photo off
people-photo-remove-ask = The photo is deleted for good.
people-language-mine = Letters and pages in
people-language-mine-hint = On every device, and in every message
people-seen = What others see of you
people-seen-change = Choose who sees what
people-mine = Yours
people-mine-card = My card
people-mine-card-text = The number for life, to show, print or save
people-mine-consents = What I allow
people-mine-consents-text = Purpose by purpose, with receipts
people-mine-security = Signing in
people-mine-security-text = Contacts, devices, password
people-not-joined = You are not a member of { $alliance } yet. Joining opens with your invitation.

people-exit = Leave { $alliance }…
people-exit-stranger = Have everything about me erased…

people-said = { $words }
people-done-added = { $name } is on record. Nothing was sent.
people-done-saved = Saved.
people-done-names = Your names are saved.
people-done-language = Saved. Pages and letters speak English with you now.
people-done-photo = Your photo is in place.
people-done-photo-removed = The photo is deleted.
people-done-contact = Added. It is used from the next message on.
people-done-contact-company = Added, to sign in with. As an address of the company it is never used for an invitation.
people-done-contact-removed = Removed.
people-done-contact-failed = Noted. Nothing more is sent there.
people-done-silenced = Nothing is sent to { $name } any more.
people-done-lifted = Messages to { $name } may go out again.
people-done-invited = { $name } gets the invitation within a minute.
people-done-deleted = Deleted. The number stays taken.
people-problem-has-role = This person still has a role here. An administrator takes the role first; then the person can be deleted.
people-problem-exit = They left the alliance and are erased soon. Only they can take that back.
people-same-school = Went to my school
people-organisation = Organisation
people-skill = Skill
people-school = School
