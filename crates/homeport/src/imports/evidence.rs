//! What a column of dates was seen to hold, and in which order that can be read.

use keel::clock::Day;

use super::dates::{Order, Parts, fits, last_day, read};
use super::model::Field;

/// What a column of dates was seen to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub whole: u64,
    pub open: u64,
    pub short_years: u64,
    pub sentinels: u64,
    pub not: u64,
    /// How many of the open values are no date in each order, as `Order::ALL` has them.
    impossible: [u64; 3],
}

impl Evidence {
    pub fn note(&mut self, parts: Parts) {
        match parts {
            Parts::Nothing => {}
            Parts::Sentinel => self.sentinels += 1,
            Parts::Whole(_) => self.whole += 1,
            Parts::Not => self.not += 1,
            Parts::Open { is_short, .. } => {
                self.open += 1;
                self.short_years += u64::from(is_short);
                for (count, order) in self.impossible.iter_mut().zip(Order::ALL) {
                    let is_year_last = *order != Order::YearMonthDay;
                    let possible = (is_year_last || is_short) && parts.day(*order, last_day()).is_some();
                    *count += u64::from(!possible);
                }
            }
        }
    }

    pub fn dates(&self) -> u64 {
        self.whole + self.open
    }

    pub fn looks_like_dates(&self) -> bool {
        self.dates() > 0 && self.not * 4 <= self.dates()
    }

    /// The orders in which the fewest values are impossible, and hardly any.
    pub fn possible(&self) -> Vec<Order> {
        let least = self.impossible.iter().min().copied().unwrap_or_default();
        let is_few = |count: u64| count == least && count * 50 <= self.open;
        Order::ALL
            .iter()
            .zip(self.impossible)
            .filter(|(_, count)| is_few(*count))
            .map(|(order, _)| *order)
            .collect()
    }
}

/// How well an order of the first and one of the last days fit together, over all rows.
#[derive(Clone, Debug)]
pub struct Pair {
    today: Day,
    pub candidates: Vec<(Order, Order)>,
    pub broken: Vec<u64>,
}

impl Pair {
    pub fn new(today: Day, starts: &[Order], ends: &[Order]) -> Self {
        let candidates: Vec<_> =
            starts.iter().flat_map(|start| ends.iter().map(|end| (*start, *end))).collect();
        Self { today, broken: vec![0; candidates.len()], candidates }
    }

    /// No start in the future, no end before its start, no eighty years in one place.
    pub fn note(&mut self, start: Parts, end: Parts, is_ended: bool) {
        for ((start_order, end_order), broken) in self.candidates.iter().zip(&mut self.broken) {
            let first = read(start, *start_order, Field::StartedOn, self.today).ok().flatten();
            let last = read(end, *end_order, Field::EndedOn, self.today).ok().flatten();
            *broken += u64::from(!fits(first, last.filter(|_| is_ended), self.today));
        }
    }

    /// The orders that no row contradicts, or those that the fewest do if those are hardly any.
    pub fn best(&self) -> Vec<(Order, Order)> {
        let least = self.broken.iter().min().copied().unwrap_or_default();
        let fits = self.candidates.iter().zip(&self.broken).filter(|(_, broken)| **broken == least);
        fits.map(|(orders, _)| *orders).collect()
    }
}

#[cfg(test)]
mod tests {
    use keel::sheet::Cell;

    use super::*;

    fn text(text: &str) -> Parts {
        Parts::of(&Cell::Text(text.to_owned()), false)
    }

    fn today() -> Day {
        Day::parse("2026-11-25").expect("a day")
    }

    #[test]
    fn one_impossible_value_decides_the_column() {
        let mut evidence = Evidence::default();
        for written in ["3/7/2015", "12/31/2006 0:00", "1/1/1900"] {
            evidence.note(text(written));
        }
        assert_eq!(evidence.possible(), [Order::MonthDayYear]);
        let mut open = Evidence::default();
        open.note(text("3/7/2015"));
        assert_eq!(open.possible(), [Order::MonthDayYear, Order::DayMonthYear]);
    }

    #[test]
    fn a_last_day_before_the_first_decides_what_single_days_leave_open() {
        let orders = [Order::MonthDayYear, Order::DayMonthYear];
        let mut pair = Pair::new(today(), &orders, &[Order::MonthDayYear]);
        pair.note(text("3/7/2015"), text("4/30/2015"), true);
        assert_eq!(pair.best(), [(Order::MonthDayYear, Order::MonthDayYear)]);
    }
}
