//! How everyone who left stands to the alliance: who joined and what they allowed, who was asked, who is
//! held, who said no.

use keel::clock::Day;

use super::company::ALLIANCE_AGE;
use super::dice::Dice;
use super::model::{End, Leaving, Membership, Person, Standing};

/// Members before the leaver of the story joins.
pub const MEMBERS: usize = 46;
/// Held beside those of the story.
const HELD: usize = 4;
/// Somebody held longer than this has been decided about.
const HELD_DAYS: i32 = 400;
const LATELY: i32 = 240;

pub fn settle(people: &mut [Person], dice: &mut Dice, today: Day) {
    let mut left: Vec<(usize, End)> = people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.standing == Standing::Working)
        .filter_map(|(who, person)| Some((who, gone(person)?)))
        .collect();
    left.sort_by_key(|(who, end)| (std::cmp::Reverse(end.on), *who));
    let mut held = 0;
    for (who, end) in &left {
        people[*who].standing = Standing::OnRecord;
        if end.how == Leaving::Deceased {
            people[*who].standing = Standing::Deceased;
        } else if end.how.is_held() && held < HELD && end.on.days_until(today) < HELD_DAYS {
            held += 1;
            people[*who].standing = Standing::Held;
        }
    }
    left.retain(|(who, _)| people[*who].standing == Standing::OnRecord);
    let joined = people.iter().filter(|p| p.membership().is_some()).count();
    invite(people, left, MEMBERS.saturating_sub(joined), dice, today);
}

/// The day and way someone left for good, if they did.
fn gone(person: &Person) -> Option<End> {
    person.tenures.iter().map(|t| t.end).next_back().flatten()
}

/// Deals out what became of the invitations. Recent leavers come first: they are easier to reach.
fn invite(people: &mut [Person], mut left: Vec<(usize, End)>, members: usize, dice: &mut Dice, today: Day) {
    let likely = left.len().min(members * 2 + 40);
    dice.shuffle(&mut left[..likely]);
    let opens = [(12, false), (9, true)];
    let mut next = left.into_iter();
    for (who, end) in next.by_ref().take(members) {
        people[who].standing = Standing::Member(membership(end.on, dice, today));
    }
    for (count, opened) in opens {
        for (who, end) in next.by_ref().take(count) {
            people[who].standing = Standing::Invited { on: since(end.on, 20, dice, today), opened };
        }
    }
    for (who, end) in next.by_ref().take(6) {
        people[who].standing = Standing::Declined { on: since(end.on, 300, dice, today) };
    }
    for (who, end) in next.by_ref().take(3) {
        people[who].standing = Standing::NeverWrite { on: since(end.on, 500, dice, today) };
    }
    for (who, end) in next.by_ref().take(2) {
        people[who].standing = Standing::Bounced { on: since(end.on, 9, dice, today) };
    }
    // Whoever left lately was asked at the time and has kept silent.
    for (who, end) in next.filter(|(_, end)| end.on.days_until(today) < LATELY) {
        people[who].standing = Standing::Invited { on: end.on, opened: dice.percent(60) };
    }
}

/// Within so many days past, but not before they had left.
fn since(left_on: Day, days: i32, dice: &mut Dice, today: Day) -> Day {
    today.plus_days(-dice.between(1, days)).max(left_on)
}

/// Joined soon after leaving, or when the alliance began; half a dozen ways to say "some of it".
fn membership(left_on: Day, dice: &mut Dice, today: Day) -> Membership {
    let asked = left_on.max(today.plus_days(-ALLIANCE_AGE));
    let joined_on = asked.plus_days(dice.between(0, 45)).min(today.plus_days(-1));
    Membership {
        joined_on,
        listed: dice.percent(86),
        letters: dice.percent(74),
        openings: dice.percent(52),
        photos: dice.percent(61),
        wishes: dice.percent(78),
        open: dice.percent(70),
    }
}
