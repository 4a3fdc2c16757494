//! Dates, spans, numbers and lists as each language writes them. The time zone is handed in: it is the
//! alliance's, never the machine's.

use std::time::Duration;

use super::{L, Lang};
use crate::clock::{Day, Time, TimeZone};
use crate::partial::Partial;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_ZH: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

fn english_month(day: Day) -> &'static str {
    let index = usize::from(day.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}

impl L {
    /// "21 November 2026", "2026年11月21日".
    pub fn day(self, day: Day) -> String {
        match self.lang {
            Lang::En => format!("{} {} {}", day.day(), english_month(day), day.year()),
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        }
    }

    /// "November 2026", "2026年11月".
    pub fn month(self, day: Day) -> String {
        match self.lang {
            Lang::En => format!("{} {}", english_month(day), day.year()),
            Lang::Zh => format!("{}年{}月", day.year(), day.month()),
        }
    }

    /// A date as precise as it is known: "2015", "March 2015", "9 March 2015"; "2015年", "2015年3月",
    /// "2015年3月9日".
    pub fn partial(self, date: Partial) -> String {
        match self.lang {
            _ if date.has_day() => self.day(date.first()),
            _ if date.has_month() => self.month(date.first()),
            Lang::En => date.year().to_string(),
            Lang::Zh => format!("{}年", date.year()),
        }
    }

    /// "21 Nov", "11月21日", and the year only where it is not that of `today`: for columns a word wide.
    pub fn short_day(self, day: Day, today: Day) -> String {
        let month: String = english_month(day).chars().take(3).collect();
        match (self.lang, day.year() == today.year()) {
            (Lang::En, true) => format!("{} {month}", day.day()),
            (Lang::En, false) => format!("{} {month} {}", day.day(), day.year()),
            (Lang::Zh, true) => format!("{}月{}日", day.month(), day.day()),
            (Lang::Zh, false) => self.day(day),
        }
    }

    /// "Saturday", "星期六".
    pub fn weekday(self, day: Day) -> &'static str {
        let names = match self.lang {
            Lang::En => WEEKDAYS_EN,
            Lang::Zh => WEEKDAYS_ZH,
        };
        let index = usize::from(day.date().weekday().to_monday_zero_offset().unsigned_abs());
        names.get(index).copied().unwrap_or_default()
    }

    /// "14:05" in `zone`.
    pub fn time(self, at: Time, zone: &TimeZone) -> String {
        let (hour, minute) = at.hour_minute_in(zone);
        format!("{hour:02}:{minute:02}")
    }

    /// "21 November 2026, 14:05", "2026年11月21日 14:05".
    pub fn day_time(self, at: Time, zone: &TimeZone) -> String {
        let gap = if self.lang == Lang::En { ", " } else { " " };
        format!("{}{gap}{}", self.day(at.day_in(zone)), self.time(at, zone))
    }

    /// How long something took, `ms` in milliseconds: "6 min", "1 h 5 min", "3 days"; "6 分钟".
    /// Rounded down, since "within ten minutes" must not be claimed by rounding.
    pub fn minutes(self, ms: i64) -> String {
        let minutes = ms.max(0) / 60_000;
        match minutes {
            0 => self.t("keel-under-a-minute").into_owned(),
            1..60 => self.t1("keel-minutes", "n", minutes),
            60..1_440 if minutes % 60 == 0 => self.t1("keel-hours", "n", minutes / 60),
            60..1_440 => self.t2("keel-hours-minutes", "h", minutes / 60, "m", minutes % 60),
            _ => self.t1("keel-days", "n", minutes / 1_440),
        }
    }

    /// As [`L::minutes`], of a duration.
    pub fn took(self, duration: Duration) -> String {
        self.minutes(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
    }

    /// "6 minutes ago", "in 3 days"; "6 分钟前", "3 天后".
    pub fn ago(self, now: Time, at: Time) -> String {
        let passed = now.ms_since(at);
        let minutes = (passed.saturating_abs()) / 60_000;
        let (past, future, n) = match minutes {
            0 => return self.t("keel-just-now").into_owned(),
            1..60 => ("keel-minutes-ago", "keel-minutes-ahead", minutes),
            60..1_440 => ("keel-hours-ago", "keel-hours-ahead", minutes / 60),
            1_440..43_200 => ("keel-days-ago", "keel-days-ahead", minutes / 1_440),
            43_200..525_600 => ("keel-months-ago", "keel-months-ahead", minutes / 43_200),
            _ => ("keel-years-ago", "keel-years-ahead", minutes / 525_600),
        };
        self.t1(if passed > 0 { past } else { future }, "n", n)
    }

    /// The time between two days as people count service: "5 years 4 months", "12 days";
    /// "5 年 4 个月". The order of the two does not matter.
    pub fn span(self, from: Day, to: Day) -> String {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        match from.months_until(to) {
            0 => self.t1("keel-days", "n", from.days_until(to)),
            months => self.months(months),
        }
    }

    /// A number of months: "5 years 4 months", "2 years", "1 month".
    pub fn months(self, months: i32) -> String {
        match (months / 12, months % 12) {
            (0, months) => self.t1("keel-months", "n", months),
            (years, 0) => self.t1("keel-years", "n", years),
            (years, months) => self.t2("keel-years-months", "y", years, "m", months),
        }
    }

    /// A number with separators from 10,000 on: "9999", "12,345".
    pub fn number(self, number: i64) -> String {
        grouped(number)
    }

    /// "A", "A and B", "A, B and C"; "A、B和C".
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let (comma, and) = match self.lang {
            Lang::En => (", ", " and "),
            Lang::Zh => ("、", "和"),
        };
        let mut text = String::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(if index + 1 == items.len() { and } else { comma });
            }
            text.push_str(item.as_ref());
        }
        text
    }
}

/// Groups of three from 10,000 on. Four digits stay together, as a year must.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return number.to_string();
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// As [`grouped`], for Fluent, whose numbers are floats; a fraction keeps its digits.
pub(super) fn grouped_f64(number: f64) -> String {
    // 2^53: up to here a float holds every whole number.
    if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
        format!("{number:.0}").parse().map_or_else(|_| number.to_string(), grouped)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_catalog;
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn both() -> (L, L) {
        (test_catalog().l(Lang::En), test_catalog().l(Lang::Zh))
    }

    #[test]
    fn days_are_written_as_each_language_does() {
        let (en, zh) = both();
        assert_eq!(
            (en.day(day("2026-11-21")), zh.day(day("2026-11-21"))),
            ("21 November 2026".into(), "2026年11月21日".into())
        );
        assert_eq!(
            (en.month(day("2026-01-02")), zh.month(day("2026-01-02"))),
            ("January 2026".into(), "2026年1月".into())
        );
        let today = day("2026-01-02");
        assert_eq!(
            (en.short_day(day("2026-12-31"), today), zh.short_day(day("2026-12-31"), today)),
            ("31 Dec".into(), "12月31日".into())
        );
        assert_eq!(
            (en.short_day(day("2025-12-31"), today), zh.short_day(day("2025-12-31"), today)),
            ("31 Dec 2025".into(), "2025年12月31日".into())
        );
        let partial = |text| {
            let date = Partial::parse(text).expect("a date");
            (en.partial(date), zh.partial(date))
        };
        assert_eq!(partial("2015"), ("2015".into(), "2015年".into()));
        assert_eq!(partial("2015-03"), ("March 2015".into(), "2015年3月".into()));
        assert_eq!(partial("2015-03-09"), ("9 March 2015".into(), "2015年3月9日".into()));
        assert_eq!((en.weekday(day("2026-11-21")), zh.weekday(day("2026-11-22"))), ("Saturday", "星期日"));
    }

    #[test]
    fn an_instant_is_shown_in_the_zone_it_is_given() {
        let (en, zh) = both();
        let at = Time::parse("2026-11-21T20:05:59Z").expect("a time");
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        assert_eq!(en.day_time(at, &zone), "22 November 2026, 04:05");
        assert_eq!(zh.day_time(at, &TimeZone::UTC), "2026年11月21日 20:05");
    }

    #[test]
    fn lengths_of_time_round_down() {
        let (en, zh) = both();
        let cases = [
            (-5, "under 1 min", "不到 1 分钟"),
            (59_999, "under 1 min", "不到 1 分钟"),
            (6 * 60_000 + 59_000, "6 min", "6 分钟"),
            (60 * 60_000, "1 h", "1 小时"),
            (65 * 60_000, "1 h 5 min", "1 小时 5 分钟"),
            (24 * 60 * 60_000, "1 day", "1 天"),
            (3 * 24 * 60 * 60_000 + 1, "3 days", "3 天"),
        ];
        for (ms, in_en, in_zh) in cases {
            assert_eq!((en.minutes(ms).as_str(), zh.minutes(ms).as_str()), (in_en, in_zh));
        }
        assert_eq!(en.took(Duration::from_secs(360)), "6 min");
    }

    #[test]
    fn how_long_ago_counts_in_the_largest_unit() {
        let (en, zh) = both();
        let now = Time(1_795_000_000_000);
        let cases = [
            (0, "just now", "刚刚"),
            (60, "1 minute ago", "1 分钟前"),
            (7_300, "2 hours ago", "2 小时前"),
            (86_400, "1 day ago", "1 天前"),
            (40 * 86_400, "1 month ago", "1 个月前"),
            (800 * 86_400, "2 years ago", "2 年前"),
            (-3 * 86_400, "in 3 days", "3 天后"),
            (-120, "in 2 minutes", "2 分钟后"),
            (-7_200, "in 2 hours", "2 小时后"),
            (-60 * 86_400, "in 2 months", "2 个月后"),
            (-366 * 86_400, "in 1 year", "1 年后"),
        ];
        for (seconds, in_en, in_zh) in cases {
            let at = Time(now.ms() - seconds * 1_000);
            assert_eq!((en.ago(now, at).as_str(), zh.ago(now, at).as_str()), (in_en, in_zh));
        }
    }

    #[test]
    fn service_is_counted_in_years_and_months() {
        let (en, zh) = both();
        let cases = [
            ("2021-07-15", "2026-11-21", "5 years 4 months", "5 年 4 个月"),
            ("2024-11-21", "2026-11-21", "2 years", "2 年"),
            ("2025-10-21", "2026-11-21", "1 year 1 month", "1 年 1 个月"),
            ("2026-10-21", "2026-11-21", "1 month", "1 个月"),
            ("2026-11-09", "2026-11-21", "12 days", "12 天"),
            ("2026-11-22", "2026-11-21", "1 day", "1 天"),
            ("2026-11-21", "2026-11-21", "0 days", "0 天"),
        ];
        for (from, to, in_en, in_zh) in cases {
            let (from, to) = (day(from), day(to));
            assert_eq!((en.span(from, to).as_str(), zh.span(from, to).as_str()), (in_en, in_zh));
        }
    }

    #[test]
    fn lists_and_numbers_are_joined_and_grouped() {
        let (en, zh) = both();
        assert_eq!(en.list::<&str>(&[]), "");
        assert_eq!(en.list(&["A"]), "A");
        assert_eq!(en.list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(zh.list(&["甲", "乙", "丙"]), "甲、乙和丙");
        let grouped: Vec<String> =
            [0, 9_999, 10_000, -1_234_567, i64::MIN].into_iter().map(|n| en.number(n)).collect();
        assert_eq!(grouped, ["0", "9999", "10,000", "-1,234,567", "-9,223,372,036,854,775,808"]);
        assert_eq!(grouped_f64(1.5), "1.5");
    }
}
