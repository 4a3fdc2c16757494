//! Days as files write them. What one value leaves open (is 03/07 in March or in July?) is decided for
//! the whole column by what is possible; what stays open is asked, never guessed.

use jiff::civil::Date;
use keel::clock::Day;
use keel::sheet::Cell;

use super::model::Field;

keel::words! {
    /// In which order a date names its parts.
    pub enum Order {
        YearMonthDay = "ymd",
        MonthDayYear = "mdy",
        DayMonthYear = "dmy",
    }
}

/// A value before the order is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    Nothing,
    /// A word or a date that means "not ended", "not known": N/A, 至今, 9999-12-31, 1/1/1900.
    Sentinel,
    /// A day whichever the order.
    Whole(Day),
    /// Three numbers; whether the year, wherever it is, has only two digits.
    Open {
        numbers: [u16; 3],
        is_short: bool,
    },
    /// No date.
    Not,
}

/// What stands for "no end" or "unknown", folded.
const SENTINELS: &[&str] = &[
    "na",
    "none",
    "null",
    "nil",
    "nastillemployed",
    "stillemployed",
    "present",
    "current",
    "now",
    "today",
    "notapplicable",
    "active",
    "至今",
    "现在",
    "目前",
    "在职",
    "长期",
    "无",
    "无固定期限",
    "9999",
    "0",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Parts {
    /// `is_1904`: its workbook counts days from 1904.
    pub fn of(cell: &Cell, is_1904: bool) -> Self {
        match cell {
            Cell::Empty | Cell::Error => Self::Nothing,
            Cell::Day(day) => whole(*day),
            Cell::Number(number) => serial(*number, is_1904),
            Cell::Flag(_) => Self::Not,
            Cell::Text(text) => Self::of_text(text),
        }
    }

    fn of_text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '—' | '/' | '.' | ' ')) {
            return Self::Nothing;
        }
        let day = without_time(text);
        if let Some(found) = of_numbers(day).or_else(|| with_month_name(day)) {
            return found;
        }
        if SENTINELS.contains(&crate::people::folded(text).as_str()) { Self::Sentinel } else { Self::Not }
    }

    /// The day in this order; a short year is of the century in which the day is not after `latest`.
    pub fn day(self, order: Order, latest: Day) -> Option<Day> {
        match self {
            Self::Whole(day) => Some(day),
            Self::Open { numbers: [a, b, c], is_short } => {
                let (year, month, day) = match order {
                    Order::YearMonthDay => (a, b, c),
                    Order::MonthDayYear => (c, a, b),
                    Order::DayMonthYear => (c, b, a),
                };
                let of_year = |year: u16| {
                    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                };
                if !is_short {
                    return of_year(year);
                }
                let late = of_year(2000 + year).filter(|day| *day <= latest);
                late.or_else(|| of_year(1900 + year))
            }
            Self::Nothing | Self::Sentinel | Self::Not => None,
        }
    }

    /// As [`Parts::day`], with those dates taken out that stand for none.
    pub fn is_sentinel(self, order: Order) -> bool {
        match self {
            Self::Sentinel => true,
            _ => self.day(order, last_day()).is_some_and(|day| day.year() <= 1901 || day.year() >= 2900),
        }
    }
}

pub fn last_day() -> Day {
    Day::from(Date::constant(9999, 12, 31))
}

fn whole(day: Day) -> Parts {
    Parts::Whole(day)
}

/// `12/31/2006 0:00`, `7 Mar 2020 10:00` and `2006-12-31T00:00:00Z` are days with a time that nobody asked for.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| {
        let rest = rest.trim_start();
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        after.len() < rest.len() && after.starts_with(':')
    };
    let begins = |(at, c): &(usize, char)| match c {
        ' ' => is_time(&text[at + 1..]),
        'T' => text[..*at].ends_with(|c: char| c.is_ascii_digit()) && is_time(&text[at + 1..]),
        _ => false,
    };
    let at = text.char_indices().find(begins);
    at.map_or(text, |(at, _)| text[..at].trim_end_matches([',', ' ']))
}

/// Days since 30 December 1899, or since 1904, as spreadsheets count; or a day written as one number, 20150307.
fn serial(number: f64, is_1904: bool) -> Parts {
    if number.fract().abs() > 0.999_999 || !(1.0..=99_999_999.0).contains(&number) {
        return Parts::Not;
    }
    let days = number.trunc() as i32;
    let first = if is_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    match days {
        // A year alone is no day, nor is a number that would be one of the first years there are.
        3..=731 | 1_900..=2_100 => Parts::Not,
        1..=2_956_000 => Parts::Whole(Day::from(first).plus_days(days)),
        // The last years there are, which mean no end.
        2_956_001..=2_958_465 => Parts::Whole(last_day()),
        _ => together(days).map_or(Parts::Not, whole),
    }
}

fn together(digits: i32) -> Option<Day> {
    Day::new(
        i16::try_from(digits / 10_000).ok()?,
        i8::try_from(digits / 100 % 100).ok()?,
        i8::try_from(digits % 100).ok()?,
    )
}

/// `2015-03-07`, `2015年3月7日`, `3/7/2015`, `07.03.15`, `20150307`, `41091`.
fn of_numbers(text: &str) -> Option<Parts> {
    let text = text.trim_end_matches(['日', '号']);
    let mut pieces =
        text.split(['-', '/', '.', '年', '月', ' ']).map(str::trim).filter(|piece| !piece.is_empty());
    let (Some(a), b, c, None) = (pieces.next(), pieces.next(), pieces.next(), pieces.next()) else {
        return None;
    };
    let is_digits = |piece: &str| piece.len() <= 4 && piece.bytes().all(|b| b.is_ascii_digit());
    match (b, c) {
        (None, None) if a.len() <= 8 && a.bytes().all(|b| b.is_ascii_digit()) => {
            Some(serial(a.parse().ok()?, false))
        }
        (Some(b), Some(c)) if is_digits(a) && is_digits(b) && is_digits(c) => {
            let numbers = [a.parse().ok()?, b.parse().ok()?, c.parse().ok()?];
            Some(match (a.len(), c.len()) {
                (4, _) => of_year_first(numbers).map_or(Parts::Not, whole),
                (_, 4) => Parts::Open { numbers, is_short: false },
                (1 | 2, 2) => Parts::Open { numbers, is_short: true },
                _ => Parts::Not,
            })
        }
        _ => None,
    }
}

fn of_year_first([year, month, day]: [u16; 3]) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// `7 Mar 2015`, `07-Mar-15`, `March 7, 2015`: the name says which number is the month.
fn with_month_name(text: &str) -> Option<Parts> {
    let folded = text.to_lowercase();
    let mut pieces = folded.split(['-', '/', '.', ',', ' ']).filter(|piece| !piece.is_empty());
    let (Some(a), Some(b), Some(c), None) = (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return None;
    };
    let month = |piece: &str| {
        let at = MONTHS.iter().position(|name| piece.len() >= 3 && piece.starts_with(name))?;
        u16::try_from(at + 1).ok()
    };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), None) => (month, b.parse().ok()?),
        (None, Some(month)) => (month, a.parse().ok()?),
        _ => return None,
    };
    let year: u16 = c.parse().ok()?;
    Some(match c.len() {
        4 => of_year_first([year, month, day]).map_or(Parts::Not, whole),
        2 => Parts::Open { numbers: [day, month, year], is_short: true }.named(),
        _ => return None,
    })
}

impl Parts {
    /// The month was written out, so only the century is open: the later one that is not ahead is meant.
    fn named(self) -> Self {
        let latest = Day::from(Date::constant(2069, 12, 31));
        self.day(Order::DayMonthYear, latest).map_or(Self::Not, Self::Whole)
    }
}

/// The longest anybody works anywhere.
const LONGEST_DAYS: i32 = 80 * 366;
/// So many days ahead a last day can be known.
const AHEAD: i32 = 2 * 366;

/// The day a field of a row holds, where the order is decided. `Err` for what is no possible date.
pub fn read(parts: Parts, order: Order, field: Field, today: Day) -> Result<Option<Day>, Parts> {
    match parts {
        Parts::Nothing => return Ok(None),
        Parts::Not => return Err(parts),
        _ if parts.is_sentinel(order) => return Ok(None),
        _ => {}
    }
    let latest = match field {
        Field::EndedOn => today.plus_days(AHEAD),
        _ => today,
    };
    parts.day(order, latest).map(Some).ok_or(parts)
}

/// Whether a run of employment can have these days.
pub fn fits(first: Option<Day>, last: Option<Day>, today: Day) -> bool {
    let Some(first) = first else { return true };
    if first > today.plus_days(AHEAD) {
        return false;
    }
    match last {
        Some(last) => last >= first && first.days_until(last) <= LONGEST_DAYS,
        None => first <= today && first.days_until(today) <= LONGEST_DAYS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Parts {
        Parts::of(&Cell::Text(text.to_owned()), false)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn today() -> Day {
        day("2026-11-25")
    }

    #[test]
    fn what_needs_no_order_is_a_day_at_once() {
        for (written, meant) in [
            ("2015-03-07", "2015-03-07"),
            ("2015/3/7", "2015-03-07"),
            ("2015年3月7日", "2015-03-07"),
            ("2015.03.07", "2015-03-07"),
            ("20150307", "2015-03-07"),
            ("2015-03-07T00:00:00Z", "2015-03-07"),
            ("2015-03-07 12:30", "2015-03-07"),
            ("7-Mar-2015", "2015-03-07"),
            ("March 7, 2015", "2015-03-07"),
            ("07-Mar-15", "2015-03-07"),
            ("7 Mar 2015 10:00", "2015-03-07"),
            ("07-MAR-2015 10:00:00", "2015-03-07"),
            ("07-OCT-2015 10:00:00", "2015-10-07"),
            ("Mar  7 2015 12:00AM", "2015-03-07"),
            ("42070", "2015-03-07"),
        ] {
            assert_eq!(text(written), Parts::Whole(day(meant)), "{written}");
        }
        assert_eq!(Parts::of(&Cell::Number(42070.0), false), Parts::Whole(day("2015-03-07")));
        assert_eq!(Parts::of(&Cell::Number(40608.0), true), Parts::Whole(day("2015-03-07")));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in ["2015", "31/02", "Zürich", "2015-02-30", "12/13/14/15", "20223-01-01", "365"] {
            assert_eq!(text(written), Parts::Not, "{written}");
        }
        for written in ["", " ", "-", "--"] {
            assert_eq!(text(written), Parts::Nothing, "{written}");
        }
    }

    #[test]
    fn sentinels_end_nothing() {
        for written in ["N/A", "N/A-StillEmployed", "9999-12-31", "1/1/1900", "至今", "01.01.1900"] {
            let read = read(text(written), Order::MonthDayYear, Field::EndedOn, today());
            assert_eq!(read, Ok(None), "{written}");
        }
    }

    #[test]
    fn a_short_year_is_of_the_century_that_is_possible() {
        let read = |written, field| read(text(written), Order::MonthDayYear, field, today());
        assert_eq!(read("07/05/11", Field::StartedOn), Ok(Some(day("2011-07-05"))));
        assert_eq!(read("07/05/85", Field::StartedOn), Ok(Some(day("1985-07-05"))));
        assert_eq!(read("01/05/27", Field::EndedOn), Ok(Some(day("2027-01-05"))));
        assert_eq!(read("01/05/27", Field::StartedOn), Ok(Some(day("1927-01-05"))));
    }
}
