//! The calendar day: what a form, a file and a `day` column hold.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// A calendar day, written `yyyy-mm-dd` wherever it is stored or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Day `day` of `month` in `year`, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Reads exactly `yyyy-mm-dd`, years 0001 to 9999: no signs, no short forms, no spaces, ASCII only.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let year = text.get(0..4)?.parse().ok().filter(|year| *year > 0)?;
        Self::new(year, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?)
    }

    /// The day as jiff has it.
    pub const fn date(self) -> Date {
        self.0
    }

    /// The year, 2026.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The first day of the same month.
    pub fn month_start(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The day `days` later, earlier if negative; the calendar's last or first day if beyond it.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(i64::from(days).days()))
    }

    /// The day `months` later, earlier if negative: 31 January plus one month is the last of February.
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(i64::from(months).months()))
    }

    /// Days from this one to `later`; negative if `later` comes before.
    pub fn days_until(self, later: Self) -> i32 {
        // Both days are within jiff's calendar of 7.3 million days, so the number always fits.
        i32::try_from(self.0.duration_until(later.0).as_hours() / 24).unwrap_or(i32::MAX)
    }

    /// Whole months from this day to `later`: 2021-07-15 to 2026-11-14 is 63. Negative if before.
    pub fn months_until(self, later: Self) -> i32 {
        let span = self.0.until((jiff::Unit::Month, later.0));
        span.map_or(0, |span| span.get_months())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl FromStr for Day {
    type Err = Error;
    /// As [`Day::parse`]; anything else is [`Error::NotFound`], which is what a wrong day in a URL is.
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text).ok_or(Error::NotFound)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a day as yyyy-mm-dd"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn a_day_is_read_only_as_yyyy_mm_dd() {
        assert_eq!(day("2026-11-21").to_string(), "2026-11-21");
        assert_eq!(day("0001-01-01").to_string(), "0001-01-01");
        for wrong in [
            "",
            "2026-11-1",
            "2026-02-29",
            "2026-13-01",
            " 2026-11-21",
            "2026/11/21",
            "20261121",
            "+026-11-21",
            "0000-01-01",
            "2026-11-21T",
            "２０２６-11-21",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_and_months_are_counted() {
        assert_eq!(day("2026-11-21").days_until(day("2026-12-01")), 10);
        assert_eq!(day("2026-11-21").days_until(day("2025-11-21")), -365);
        assert_eq!(day("2026-12-31").plus_days(1), day("2027-01-01"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2021-07-15").months_until(day("2026-11-14")), 63);
        assert_eq!(day("2021-07-15").months_until(day("2026-11-15")), 64);
        assert_eq!(day("2026-11-21").month_start(), day("2026-11-01"));
        assert_eq!(day("9999-12-31").plus_days(9).year(), 9999);
    }
}
