# The card for life, and the page on which anybody checks one.

cards-title = My card
cards-heading = Your number, kept for life
cards-lead = Show it, print it, keep it on your phone. Nobody else will ever get this number.
cards-save = Save to my contacts
cards-print-hint = It prints in the size of an identity card: cut it out and it fits your wallet.
cards-since = since { $month }
cards-says-left = Has left; does not speak for { $company }
cards-says-colleague = Works at { $company }; this card is no staff pass
cards-title-alumnus = Former colleague
cards-title-colleague = Colleague

cards-shows = Who scans the code sees
cards-shows-valid = Whether the card is valid, and that its holder does not speak for the company. Besides that, what you let everyone see:
cards-shows-nothing = Nothing of yours at the moment.
cards-shows-name = your name
cards-shows-photo = your photo
cards-shows-number = your first number
cards-shows-tenures = your years and departments
cards-look = See what they see
cards-change = Choose who sees what

cards-none = Your card comes with joining
cards-none-text = As soon as you are a member, a card with your first number will be here.
cards-none-act = To my page

cards-check-title = Check a card
cards-valid = A valid card of { $alliance }
cards-valid-tag = Valid
cards-number = Number { $number }
cards-check-nothing = Its holder lets nobody outside see more than this.
cards-check-says = The holder of this card does not speak for { $company } and acts in their own name.
cards-invalid = This card is no longer valid
cards-invalid-tag = Not valid
cards-invalid-text = Whoever carried it is not a member of { $alliance } at present.
cards-check-why = This page shows what the holder of the card allows, nothing else.
cards-check-call = This page shows what the holder of the card allows, nothing else. Questions: { $telephone }
