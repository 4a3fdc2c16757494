//! A date as precise as somebody knows it: a year, a month or a day.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::contact::is_invisible;
use crate::day::Day;
use crate::db::{FromValue, Value as Column};
use crate::error::{Error, Result};

/// A year, a month or a day, written `2015`, `2015-03` or `2015-03-09` wherever it is stored or sent. It is
/// ordered as that text is, so a list sorts alike here and in the database: by when it begins, and the less
/// precise first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partial {
    first: Day,
    known: Known,
}

/// How much of it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Known {
    Year,
    Month,
    Day,
}

impl Partial {
    /// Reads what people type: `2015`, `2015-3`, `2015/03/09`, `2015.3`, 2015年3月, in any width of digit. The
    /// year has four digits; a month or day that the calendar does not have is nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c) && !c.is_whitespace()).collect();
        let (body, wanted) = match plain.char_indices().last()? {
            (at, '年') => (plain.get(..at)?, Some(1)),
            (at, '月') => (plain.get(..at)?, Some(2)),
            (at, '日' | '号') => (plain.get(..at)?, Some(3)),
            _ => (plain.as_str(), None),
        };
        let parts: Vec<&str> = body.split(['年', '月', '-', '/', '.']).collect();
        if wanted.is_some_and(|wanted| wanted != parts.len()) {
            return None;
        }
        match parts.as_slice() {
            [year] => Self::new(number(year, 4..=4)?, None, None),
            [year, month] => Self::new(number(year, 4..=4)?, Some(number(month, 1..=2)?), None),
            [year, month, day] => {
                Self::new(number(year, 4..=4)?, Some(number(month, 1..=2)?), Some(number(day, 1..=2)?))
            }
            _ => None,
        }
    }

    /// The calendar decides whether there is such a day.
    fn new(year: i16, month: Option<i16>, day: Option<i16>) -> Option<Self> {
        let small = |part: Option<i16>| i8::try_from(part.unwrap_or(1)).ok();
        let first = Day::new(year, small(month)?, small(day)?).filter(|_| year > 0)?;
        let known = match (month, day) {
            (None, _) => Known::Year,
            (Some(_), None) => Known::Month,
            (Some(_), Some(_)) => Known::Day,
        };
        Some(Self { first, known })
    }

    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Whether more than the year is known.
    pub fn has_month(self) -> bool {
        self.known >= Known::Month
    }

    pub fn has_day(self) -> bool {
        self.known == Known::Day
    }

    /// The first day it may mean.
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last day it may mean.
    pub fn last(self) -> Day {
        match self.known {
            Known::Year => Day::from(self.first.date().last_of_year()),
            Known::Month => Day::from(self.first.date().last_of_month()),
            Known::Day => self.first,
        }
    }

    /// Whole months from here to the end of `later`, both ends counted: March to March is one. `None` where
    /// either is known by its year only, since nobody can tell then.
    pub fn months_until(self, later: Self) -> Option<i32> {
        let is_known = self.has_month() && later.has_month();
        is_known.then(|| self.first.months_until(later.last().plus_days(1)))
    }
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let is_plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

impl From<Day> for Partial {
    fn from(day: Day) -> Self {
        Self { first: day, known: Known::Day }
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.known {
            Known::Year => write!(f, "{year:04}"),
            Known::Month => write!(f, "{year:04}-{month:02}"),
            Known::Day => write!(f, "{}", self.first),
        }
    }
}

impl From<Partial> for Column {
    fn from(date: Partial) -> Self {
        Self::Text(date.to_string())
    }
}

impl FromValue for Partial {
    fn from_value(value: Column) -> Result<Self> {
        let text = String::from_value(value)?;
        Self::parse(&text).ok_or_else(|| Error::broken("a column holds no date"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Partial {
        Partial::parse(text).unwrap_or_else(|| panic!("{text} is a date"))
    }

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for (typed, kept) in [
            ("2015", "2015"),
            (" 2015 年 ", "2015"),
            ("2015-03", "2015-03"),
            ("2015-3", "2015-03"),
            ("2015/3", "2015-03"),
            ("2015.03", "2015-03"),
            ("2015年3月", "2015-03"),
            ("２０１５年３月", "2015-03"),
            ("2015-03-09", "2015-03-09"),
            ("2015年3月9日", "2015-03-09"),
            ("2015年12月31号", "2015-12-31"),
            ("2015 年 3 月 9 日", "2015-03-09"),
            ("\u{200f}2015\u{200d}-03", "2015-03"),
            ("2016-02-29", "2016-02-29"),
        ] {
            assert_eq!(date(typed).to_string(), kept, "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_nothing() {
        for wrong in [
            "",
            " ",
            "年",
            "15",
            "20223",
            "2015-13",
            "2015-00",
            "2015-02-29",
            "2015-3-32",
            "0000",
            "-2015",
            "2015-",
            "2015--03",
            "2015-03-09-01",
            "2015年3日",
            "March",
            "2015-03-09T00:00",
            "+2015",
            "२०१५",
        ] {
            assert_eq!(Partial::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn months_are_counted_with_both_ends_and_only_where_they_are_known() {
        assert_eq!(date("2015-03").months_until(date("2015-03")), Some(1));
        assert_eq!(date("2015-03").months_until(date("2016-02")), Some(12));
        assert_eq!(date("2015-03-09").months_until(date("2015-06-08")), Some(3));
        assert_eq!(date("2015").months_until(date("2016-02")), None);
        assert_eq!(date("2015-03").months_until(date("2016")), None);
    }

    #[test]
    fn the_days_it_may_mean() {
        let days = |text: &str| (date(text).first().to_string(), date(text).last().to_string());
        assert_eq!(days("2015"), ("2015-01-01".to_owned(), "2015-12-31".to_owned()));
        assert_eq!(days("2016-02"), ("2016-02-01".to_owned(), "2016-02-29".to_owned()));
        assert_eq!(days("9999-12"), ("9999-12-01".to_owned(), "9999-12-31".to_owned()));
        assert_eq!(days("2015-03-09").0, days("2015-03-09").1);
    }

    fn dates() -> impl Strategy<Value = Partial> {
        (1i16..=9999, prop::option::of((1i16..=12, prop::option::of(1i16..=31))))
            .prop_filter_map("the calendar has it", |(year, rest)| {
                Partial::new(year, rest.map(|it| it.0), rest.and_then(|it| it.1))
            })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(date in dates()) {
            prop_assert_eq!(Partial::parse(&date.to_string()), Some(date));
            let chinese = date.to_string();
            let mut parts = chinese.split('-');
            let year = parts.next().map(|year| format!("{year}年")).unwrap_or_default();
            let month = parts.next().map(|month| format!("{month}月")).unwrap_or_default();
            let day = parts.next().map(|day| format!("{day}日")).unwrap_or_default();
            prop_assert_eq!(Partial::parse(&format!("{year}{month}{day}")), Some(date));
        }

        #[test]
        fn it_is_ordered_as_its_text_and_by_its_first_day(one in dates(), other in dates()) {
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
            if one.first() < other.first() {
                prop_assert!(one < other);
            }
        }

        #[test]
        fn it_begins_before_it_ends_and_a_day_is_itself(date in dates()) {
            prop_assert!(date.first() <= date.last());
            prop_assert_eq!(Partial::from(date.first()).last(), date.first());
            prop_assert_eq!(date.first().year(), date.last().year());
        }

        #[test]
        fn a_longer_time_has_no_fewer_months(mut all in prop::array::uniform3(dates())) {
            all.sort();
            let [from, near, far] = all;
            if let (Some(short), Some(long)) = (from.months_until(near), from.months_until(far)) {
                prop_assert!(0 <= short);
                // Of two that begin alike, the less precise comes first and may end later.
                prop_assert!(short <= long || near.last() > far.last());
            }
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,24}") {
            if let Some(date) = Partial::parse(&text) {
                prop_assert_eq!(Partial::parse(&date.to_string()), Some(date));
            }
        }
    }
}
