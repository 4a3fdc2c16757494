# Who is missing from a group.

missing-title = Who is missing from a group?
missing-lead = Paste the nicknames of a WeChat group. They are held against the people you choose, and you get the list of who is not in it.
missing-whom = Who should be in the group
missing-nicknames = Nicknames in the group
missing-nicknames-hint = One a line, or separated by commas
missing-compare = Who is missing?
missing-kept = What you paste is not kept: it is gone with this page.
missing-found = { $missing } of { $all } are missing
missing-list = Missing
missing-none = Everybody is there
missing-none-text = All whom you chose are in the group.
missing-copy = Copy the names
missing-csv = As a file
missing-doubtful = { $count ->
    [one] One nickname may be several people
   *[other] { $count } nicknames are not clear
}
missing-doubtful-text = Say who it is; until then nobody is taken to be in the group.
missing-nobody = nobody of these
missing-again = Count again
missing-unknown = { $count ->
    [one] One nickname that nobody here has
   *[other] { $count } nicknames that nobody here has
}
missing-unknown-text = Perhaps somebody you did not choose, or a name that tells nothing.
missing-sure = { $count } found
missing-another = Another group
missing-years = Years
missing-problem-none = Please paste at least one nickname.
missing-problem-many = More than { $most } people are chosen. Narrow it down, then who is missing can be said.
