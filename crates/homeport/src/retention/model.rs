//! Clocks, and when they run out.

use keel::clock::{Time, TimeZone};
use keel::row;

use crate::people::PersonId;

keel::words! {
    /// What somebody was written to for. Each has a clock of its own.
    pub enum Purpose {
        Invitation = "invitation",
    }
}

keel::words! {
    /// What somebody wants done with what is kept about them.
    pub enum Wish {
        Keep = "keep",
        Delete = "delete",
    }
}

/// A clock that runs.
#[derive(Clone, Debug)]
pub struct Kept {
    pub purpose: Purpose,
    pub starts_at: Time,
    pub due_at: Time,
    pub warned_at: Option<Time>,
    /// Why an officer made it longer.
    pub reason: Option<String>,
}
row!(Kept { purpose, starts_at, due_at, warned_at, reason });

/// A clock in the officer's list.
#[derive(Clone, Debug)]
pub struct Line {
    pub person_id: PersonId,
    pub name: String,
    pub number: Option<String>,
    pub purpose: Purpose,
    pub starts_at: Time,
    pub due_at: Time,
    pub warned_at: Option<Time>,
    pub has_contact: bool,
    pub reason: Option<String>,
}
row!(Line { person_id, name, number, purpose, starts_at, due_at, warned_at, has_contact, reason });

/// So many months after `from`, on the same day of the month, at the same hour of the wall.
pub fn due_at(from: Time, months: i32, zone: &TimeZone) -> Time {
    let (hour, minute) = from.hour_minute_in(zone);
    Time::at(from.day_in(zone).plus_months(months), hour, minute, zone)
}

/// When a clock runs out whose person was warned at `now`: never sooner than they were promised.
pub fn due_after_warning(due_at: Time, now: Time, days: i64) -> Time {
    due_at.max(now.plus_days(days))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("a zone")
    }

    #[test]
    fn two_years_later_is_the_same_day() {
        let from = Time::parse("2026-11-21T01:41:00Z").expect("a time");
        assert_eq!(due_at(from, 24, &zone()).to_string(), "2028-11-21T01:41:00Z");
        let leap = Time::parse("2028-02-29T04:00:00Z").expect("a time");
        assert_eq!(due_at(leap, 12, &zone()).to_string(), "2029-02-28T04:00:00Z");
    }

    proptest! {
        #[test]
        fn nobody_has_less_time_than_the_warning_said(due in 0_i64..4_000_000_000_000, now in 0_i64..4_000_000_000_000, days in 1_i64..90) {
            let due = due_after_warning(Time(due), Time(now), days);
            prop_assert!(due.ms_since(Time(now)) >= days * 86_400_000);
        }
    }
}
