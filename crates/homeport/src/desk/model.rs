//! Figures, and the middle of many.

use keel::clock::Time;
use keel::row;

keel::words! {
    /// What is counted over the whole alliance.
    pub enum Name {
        /// People on record.
        People = "people",
        /// Members, of the people on record.
        Members = "members",
        /// Joined, of all who were ever handed an invitation.
        Joined = "joined",
        /// Milliseconds from formalities to joined, in the middle of so many who joined last.
        Median = "median",
        /// Departures that wait for a wave: no figure to show, but something that needs the officer.
        Waiting = "waiting",
    }
}

/// A share: so many of so many, counted at a time.
pub struct Figure {
    pub name: Name,
    pub numerator: i64,
    pub denominator: i64,
    pub at: Time,
}

row!(Figure { name, numerator, denominator, at });

impl Figure {
    pub fn percent(&self) -> i64 {
        if self.denominator == 0 {
            0
        } else {
            (self.numerator * 100 + self.denominator / 2) / self.denominator
        }
    }
}

/// The middle value; of two, the lower one, so that it is one that happened.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let middle = values.len().checked_sub(1)? / 2;
    values.get(middle).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_value_that_happened() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![7]), Some(7));
        assert_eq!(median(vec![9, 1]), Some(1));
        assert_eq!(median(vec![9, 1, 5]), Some(5));
    }

    #[test]
    fn nobody_of_nobody_is_no_percent() {
        let figure = Figure { name: Name::People, numerator: 0, denominator: 0, at: Time(0) };
        assert_eq!(figure.percent(), 0);
    }
}
