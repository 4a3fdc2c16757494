//! How many people a member is shown in an hour: as many as somebody looks at who looks for friends, and
//! not the whole list. Counted in this process and gone with it; nobody's searching is kept anywhere.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use keel::clock::Time;
use keel::error::{Error, Result};

use crate::people::PersonId;

/// Sixty full pages, or three hundred rounds of instant results.
pub const MOST: usize = 3_000;
pub const WINDOW: Duration = Duration::from_secs(3_600);

#[derive(Default)]
pub struct Shown(Mutex<Hour>);

#[derive(Default)]
struct Hour {
    began: Time,
    shown: HashMap<PersonId, usize>,
}

impl Shown {
    /// `TooMany` for whoever has been shown enough in this hour.
    pub fn check(&self, person: PersonId, now: Time) -> Result<()> {
        let mut hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hour.turn(now);
        let shown = hour.shown.get(&person).copied().unwrap_or_default();
        if shown >= MOST { Err(Error::TooMany) } else { Ok(()) }
    }

    /// So many more; a look that found nobody was a look.
    pub fn count(&self, person: PersonId, now: Time, people: usize) {
        let mut hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hour.turn(now);
        *hour.shown.entry(person).or_default() += people.max(1);
    }

    pub fn until_next(now: Time) -> Duration {
        keel::limit::until_next(now, WINDOW)
    }
}

impl Hour {
    fn turn(&mut self, now: Time) {
        let width = i64::try_from(WINDOW.as_millis()).unwrap_or(i64::MAX);
        let began = Time(now.ms().div_euclid(width) * width);
        if self.began != began {
            *self = Self { began, shown: HashMap::new() };
        }
    }
}

#[cfg(test)]
mod tests {
    use keel::id::Id;

    use super::*;

    #[test]
    fn whoever_was_shown_enough_waits_for_the_next_hour() {
        let (shown, now, me) = (Shown::default(), Time(7_200_000), PersonId(Id([1; 16])));
        for _ in 0..60 {
            shown.check(me, now).expect("allowed");
            shown.count(me, now, 50);
        }
        assert!(matches!(shown.check(me, now), Err(Error::TooMany)));
        shown.check(PersonId(Id([2; 16])), now).expect("somebody else");
        shown.check(me, now + Shown::until_next(now)).expect("the next hour");
    }
}
