# Members: what they allow, who sees what, receipts.
# What begins with members-consent- or members-kept- has a version: change a word, change VERSION in members/words.rs.

members-consent-listed = List me among the members
members-consent-listed-text = Members can find you, and old colleagues see your name when they are invited. You decide which fields are shown.
members-consent-letters = Send me news of the company
members-consent-letters-text = About once a quarter; every letter has a link that ends them.
members-consent-openings = Tell me when an opening fits
members-consent-openings-text = Coming back, or working together on a project. Only when it truly fits.
members-consent-photos = Name me in old photos
members-consent-photos-text = We ask you before each photo is shown.
members-consent-wishes = Ask me for a wish when someone I worked with joins
members-consent-wishes-text = Once a week at most; you write it straight from the link, or you don’t.
members-consent-news = Tell those I worked with when I have a new job or move
members-consent-news-text = Only those who worked in your department at the same time, only here on the page, and only as far as you show your career or place.
members-consent-vouching = Ask me whether I know somebody who says they worked with me
members-consent-vouching-text = When somebody who left long ago wants to join; once a week at most, one tap from the link.
members-consent-freshness = Ask me whether what is kept is still right
members-consent-freshness-text = Once a year at most, unless you choose otherwise; and when nothing reaches an old colleague any more, a link to pass on.

members-kept-name = Name and number
members-kept-name-why = So that old colleagues recognise you. The number is yours and is never given to anybody else.
members-kept-name-until = Deleted within 30 days of your asking; of the number only a mark remains that cannot be read back, so that it is not used again.
members-kept-tenures = Years, department, title
members-kept-tenures-why = To find those you worked with, and for your card.
members-kept-tenures-until = Deleted within 30 days of your leaving the alliance.
members-kept-place = Where you live or work, if you or the company told us
members-kept-place-why = So that the officers know who is near, and old colleagues too if you allow it.
members-kept-place-until = Empty it whenever you like; deleted within 30 days of your leaving the alliance.
members-kept-career = Jobs held elsewhere, if you, an old colleague or an officer wrote them down
members-kept-career-why = So that the officers know where everyone is now, and old colleagues too if you allow it. Never to watch over a non-compete.
members-kept-career-until = Correct or remove it whenever you like: what is removed is erased after 30 days, and everything within 30 days of your leaving.
members-kept-contact = Mobile number or mail address
members-kept-contact-why = To sign in, and for the messages you agreed to. Nothing else.
members-kept-contact-until = Change it whenever you like, the old one is deleted the same day; all are deleted within 30 days of your leaving.
members-kept-choices = Each of your choices
members-kept-choices-why = To prove that we did only what you agreed to.
members-kept-choices-until = As long as the rest about you is kept.
members-kept-sign-in = When and on which device you signed in
members-kept-sign-in-why = So that you can see, and end, every session.
members-kept-sign-in-until = Deleted 90 days after it was last used.

members-field-name = Name
members-field-photo = Photo
members-field-tenures = Years, department, title
members-field-number = Number
members-field-place = Place
members-field-career = Jobs elsewhere
members-field-contact = Mobile number and mail address

members-audience-me = Only me
members-audience-officers = The alumni officers
members-audience-members = Members
members-audience-colleagues = Members and present colleagues
members-audience-everyone = Everybody

members-former-name = Former name { $name }

members-consents = What I agreed to
members-consents-lead = Switch each on or off whenever you like; you stay a member. Every change leaves a receipt.
members-consents-save = Save my choices
members-receipts = Receipts
members-receipts-lead = What you were asked and what you answered, word for word.
members-allowed-none = Nothing was ticked
members-kept = What we keep, why, and how long
members-fields = Who sees what
members-fields-lead = While you are not listed, members do not see you. Once you are, each field goes as far as you say here.
members-fields-save = Save

members-receipt = Receipt of your choices
members-receipt-download = Download
members-receipt-lead = { $company } asked you for each of these separately. Nothing was ticked beforehand, and nothing was a condition of joining.
members-receipt-free = Whether you join, and what you choose, has nothing to do with your leaving papers, pay, settlement or certificate. You can change a choice, take your data out, or have it corrected or deleted at any time.
members-receipt-foot = Text version { $version } · receipt { $id }
members-given = Agreed
members-not-given = Not ticked

members-done-consents = Changed. The new receipt is below.
members-done-fields = Changed, from now on.
members-done-nothing = All as it was; nothing changed.

members-error-busy = Very many people are joining right now. Please press the button again.
