//! A suspension, and the grounds there are.

use keel::clock::Time;
use keel::error::{Problems, Result, Text};
use keel::row;

use crate::access::Role;
use crate::people::PersonId;

keel::id!(SuspensionId);

keel::words! {
    pub enum State {
        Running = "running",
        /// Its term came.
        Over = "over",
        Lifted = "lifted",
    }
}

keel::words! {
    /// Why a membership rests, as its holder is told it: what was done, never what somebody is like.
    pub enum Ground {
        /// Against what the members agreed on among each other.
        Conduct = "conduct",
        /// What others showed the members was carried outside, or used for something else.
        Privacy = "privacy",
        /// Members were sent advertising that they did not ask for.
        Advertising = "advertising",
        /// It is not clear who sits behind the account.
        Identity = "identity",
    }
}

impl Ground {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Conduct => "suspensions-ground-conduct",
            Self::Privacy => "suspensions-ground-privacy",
            Self::Advertising => "suspensions-ground-advertising",
            Self::Identity => "suspensions-ground-identity",
        }
    }
}

/// Days that a suspension may last.
const DAYS: std::ops::RangeInclusive<i64> = 1..=365;

#[derive(Clone, Debug)]
pub struct Suspension {
    pub suspension_id: SuspensionId,
    pub person_id: PersonId,
    pub state: State,
    pub ground: Ground,
    pub role: Role,
    pub began_at: Time,
    pub until_at: Time,
    pub ended_at: Option<Time>,
    pub appeal: Option<String>,
    pub appealed_at: Option<Time>,
    pub answered_at: Option<Time>,
}

row!(Suspension {
    suspension_id,
    person_id,
    state,
    ground,
    role,
    began_at,
    until_at,
    ended_at,
    appeal,
    appealed_at,
    answered_at,
});

impl Suspension {
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    /// Whether an appeal waits for an answer.
    pub fn has_open_appeal(&self) -> bool {
        self.is_running() && self.appealed_at.is_some() && self.answered_at < self.appealed_at
    }
}

/// A term in days, as typed.
pub fn days(typed: &str) -> Result<i64> {
    let days = typed.trim().parse::<i64>().ok().filter(|days| DAYS.contains(days));
    let mut problems = Problems::new();
    if days.is_none() {
        let text = Text::new("suspensions-error-days");
        problems.add("days", text.with("from", *DAYS.start()).with("to", *DAYS.end()));
    }
    problems.ok()?;
    Ok(days.unwrap_or(*DAYS.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_a_day_to_a_year() {
        assert_eq!(days(" 30 ").expect("a term"), 30);
        for typed in ["0", "366", "-1", "", "for ever", "99999999999999999999"] {
            assert!(days(typed).is_err(), "{typed}");
        }
    }
}
