# Organisations elsewhere: where former colleagues are and were.

organisations-title = Organisations
organisations-by = By organisation: who of us is where
organisations-lead = Where old colleagues are now, or were.
organisations-search = Name, in any spelling, or the beginning of it
organisations-add = Add an organisation
organisations-show-all = Show all
organisations-none = No organisation yet
organisations-none-text = Whenever somebody writes down where they work, an officer can show the place here.
organisations-none-found = None found
organisations-none-found-text = Try fewer letters, another of its names, or pinyin.
organisations-tag-closed = Not in the members’ list
organisations-back = Back to its page
organisations-who = Who of us is there
organisations-now = There now
organisations-was = Was there
organisations-nobody-now = Nobody, as far as you can see.
organisations-nobody-was = Nobody was, as far as you can see.

organisations-name = Name
organisations-name-hint = As it is best known
organisations-place = Place
organisations-relation = How it stands to us
organisations-relation-hint = Only officers see this.
organisations-relation-client = Client
organisations-relation-supplier = Supplier
organisations-relation-partner = Partner
organisations-relation-upstream = Upstream
organisations-relation-downstream = Downstream
organisations-relation-own-firm = A former colleague’s own firm
organisations-open = In the members’ list
organisations-open-text = Members find it by name. Who is there they see only as far as each person allows.

organisations-names = Other names
organisations-names-text = Short, in full, in another language: whichever of them somebody writes leads here.
organisations-alias = Another name
organisations-alias-add = Add
organisations-name-remove = Remove
organisations-name-remove-of = Remove the name { $name }
organisations-join = The same as another
organisations-join-text = If two organisations are one, the other’s names and everybody’s jobs there move here.
organisations-other = The other one’s name
organisations-join-look = Look first
organisations-join-title = { $gone } is { $kept }?
organisations-join-moves = These names will lead to { $kept }: { $names }. So will every job written down there, with its history.
organisations-join-final = This cannot be undone with one press; jobs can be corrected one by one.
organisations-join-act = Join them

organisations-problem-name = Write the name of the organisation.
organisations-problem-long = At most { $most } characters.
organisations-problem-taken = This name belongs to another organisation. If they are one, join them; if not, add the town to the name.
organisations-problem-names = An organisation can have up to { $most } names.
organisations-problem-first-name = It is shown with this name. Give it another one first.
organisations-problem-same = That is this very organisation.
organisations-problem-unknown = No organisation has this name.

organisations-done-added = Written down.
organisations-done-saved = Saved.
organisations-done-removed = { $name } does not lead here any more.
organisations-done-joined = They are one now.
