# People: who somebody is, how to reach them, what is wrong with what was typed.

people-problem-name = Write the name.
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
