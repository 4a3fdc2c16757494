//! The nouns of the talent pool.

use keel::clock::Day;

keel::id!(PersonId);
keel::id!(EntityId);
keel::id!(TenureId);
keel::id!(ContactId);
keel::id!(NameId);
keel::id!(PhotoId);

keel::words! {
    /// How somebody was engaged.
    pub enum PersonKind {
        Employee = "employee",
        Intern = "intern",
        Dispatched = "dispatched",
        Contractor = "contractor",
    }
}

keel::words! {
    pub enum ContactKind {
        Mobile = "mobile",
        Mail = "mail",
    }
}

keel::words! {
    /// Why nobody writes to a person any more.
    pub enum SilenceKind {
        Deceased = "deceased",
        DoNotContact = "do_not_contact",
    }
}

keel::words! {
    /// Who may see a field, from the narrowest.
    pub enum Audience {
        Me = "me",
        Officers = "officers",
        Members = "members",
        Colleagues = "colleagues",
        Everyone = "everyone",
    }
}

/// Whole days that two runs of employment share; `None` for an end means still running on `today`.
pub fn days_together(
    first: (Day, Option<Day>),
    second: (Day, Option<Day>),
    today: Day,
) -> i32 {
    let start = first.0.max(second.0);
    let end = first.1.unwrap_or(today).min(second.1.unwrap_or(today));
    start.days_until(end).max(-1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn two_who_never_met_shared_no_day() {
        let first = (day("2020-01-01"), Some(day("2020-06-30")));
        let second = (day("2020-07-01"), None);
        assert_eq!(days_together(first, second, day("2026-01-01")), 0);
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        let first = (day("2020-01-01"), None);
        let second = (day("2020-03-01"), Some(day("2020-03-01")));
        assert_eq!(days_together(first, second, day("2026-01-01")), 1);
    }
}
