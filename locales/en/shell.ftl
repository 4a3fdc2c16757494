# What every page shares: the bar, the foot, forms, and the pages shown when something does not work.

shell-skip = Skip to the page
shell-menu = Main menu
shell-privacy = What we keep, and why
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-back = Back
shell-print = Print
shell-qr = QR code
shell-copied = Copied
shell-save = Save
shell-cancel = Cancel
shell-search = Search
shell-optional = can stay empty

shell-pages = Pages
shell-newer = Newer
shell-first-page = To the beginning
shell-older = Older

shell-problems = Something is still missing
shell-request = If you write to us about this, please name { $id }.

shell-way-home = To the first page
shell-way-sign-in = Sign in

shell-401-title = Please sign in first
shell-401-text = This page is for members. Tell us your mobile number or mail address and we will send you a link; there is no password to remember.
shell-403-title = This door is for others
shell-403-text = Your account does not reach this page. If you need it for your work, ask the officer of the alliance.
shell-404-title = Nothing lies at this address
shell-404-text = The page may have moved, or the link was cut in two on its way here. Nothing of yours is lost.
shell-409-title = Somebody was quicker
shell-422-title = That did not fit
shell-429-title = A little slower, please
shell-429-text = There were too many attempts within a short time. Wait a quarter of an hour, then try again.
shell-500-title = That is our fault
shell-500-text = Something broke on our side, and it has been noted. What you had already saved is safe. Try again in a minute.

shell-menu-desk = Desk
shell-menu-departures = Departures
shell-menu-home = Home
shell-menu-people = People
shell-menu-settings = Settings
shell-undo = Take it back
shell-form-broken = The form did not arrive whole. Go back and send it again.
shell-upload-broken = The file did not arrive whole, or it is larger than 12 MB.
