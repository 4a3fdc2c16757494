//! Time and civil days, handed in rather than fetched.
//!
//! A [`Time`] is an instant in UTC milliseconds, the unit of every `time` column. A [`Day`] is a
//! calendar day without a zone, the unit of every `day` column; which instant it starts at depends on
//! the alliance's time zone, so every step between the two takes one. [`Clock`] is the only place that
//! asks the machine for the time: everything else is given `now`, which is what makes the whole program
//! repeatable under test.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

pub use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use crate::day::Day;

/// An instant: milliseconds since 1970-01-01T00:00:00Z, negative before it.
///
/// Arithmetic saturates instead of wrapping. Displayed as RFC 3339 in UTC, `2026-11-21T08:00:00Z`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// The instant `ms` milliseconds after the epoch.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the epoch.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, with any offset.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<Timestamp>().ok().map(|t| Self(t.as_millisecond()))
    }

    /// This instant `days` times 24 hours later: for deadlines counted in hours. A deadline on a
    /// calendar day goes through [`Time::day_in`] and [`Time::at`].
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(86_400_000)))
    }

    /// The calendar day it is at this instant in `zone`.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        Day::from(zone.to_datetime(self.timestamp()).date())
    }

    /// Hour and minute of the day at this instant in `zone`.
    pub fn hour_minute_in(self, zone: &TimeZone) -> (u8, u8) {
        let at = zone.to_datetime(self.timestamp());
        (at.hour().unsigned_abs(), at.minute().unsigned_abs())
    }

    /// The instant when `zone` shows `hour:minute` on `day`. An hour past 23 counts as 23 and a minute
    /// past 59 as 59. A wall time that summer time skips lies after the gap; one that happens twice is
    /// the first of the two (RFC 5545, section 3.3.5).
    pub fn at(day: Day, hour: u8, minute: u8, zone: &TimeZone) -> Self {
        let (hour, minute) = (hour.min(23).cast_signed(), minute.min(59).cast_signed());
        let wall = day.date().at(hour, minute, 0, 0);
        // Only a day at the very end of the calendar, in a zone behind UTC, has no timestamp.
        zone.to_timestamp(wall).map_or(Self(Timestamp::MAX.as_millisecond()), |t| Self(t.as_millisecond()))
    }

    /// Time passed since `earlier`; zero if `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0).max(0).unsigned_abs())
    }

    /// Milliseconds passed since `earlier`; negative if `earlier` is later.
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The same instant for jiff; one outside jiff's calendar (years ±9999) becomes the nearest inside.
    pub fn timestamp(self) -> Timestamp {
        let bounded = self.0.clamp(Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond());
        Timestamp::from_millisecond(bounded).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

fn duration_ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl Add<Duration> for Time {
    type Output = Self;
    fn add(self, later: Duration) -> Self {
        Self(self.0.saturating_add(duration_ms(later)))
    }
}

impl AddAssign<Duration> for Time {
    fn add_assign(&mut self, later: Duration) {
        *self = *self + later;
    }
}

impl Sub<Duration> for Time {
    type Output = Self;
    fn sub(self, earlier: Duration) -> Self {
        Self(self.0.saturating_sub(duration_ms(earlier)))
    }
}

impl SubAssign<Duration> for Time {
    fn sub_assign(&mut self, earlier: Duration) {
        *self = *self - earlier;
    }
}

impl Sub for Time {
    type Output = SignedDuration;
    fn sub(self, earlier: Self) -> SignedDuration {
        SignedDuration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.timestamp(), f)
    }
}

/// Where `now` comes from: the machine, or a hand that a test moves.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `now` until it is moved; clones move together.
    pub fn fixed(now: Time) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(now.0))))
    }

    /// The present instant.
    pub fn now(&self) -> Time {
        match &self.0 {
            Source::System => Time(machine_time().as_millisecond()),
            Source::Fixed(hand) => Time(hand.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock forward.
    ///
    /// # Panics
    /// The machine's clock cannot be moved.
    pub fn advance(&self, by: Duration) {
        self.hand().fetch_add(duration_ms(by), Ordering::SeqCst);
    }

    /// Puts a fixed clock to `now`.
    ///
    /// # Panics
    /// The machine's clock cannot be moved.
    pub fn set(&self, now: Time) {
        self.hand().store(now.0, Ordering::SeqCst);
    }

    fn hand(&self) -> &AtomicI64 {
        match &self.0 {
            Source::Fixed(hand) => hand,
            Source::System => panic!("only a fixed clock can be moved"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

/// Measures how long something takes, for metrics and logs. Monotonic: never affected by a clock change
/// and unrelated to [`Clock`], so it must not decide anything that a test would want to repeat.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    pub fn start() -> Self {
        Self(monotonic())
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that measures")]
fn monotonic() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a known zone")
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn an_instant_has_its_day_in_a_zone() {
        let late = Time::parse("2026-11-21T20:00:00Z").expect("a time");
        assert_eq!(late.day_in(&zone("Asia/Shanghai")), day("2026-11-22"));
        assert_eq!(late.day_in(&zone("America/New_York")), day("2026-11-21"));
        assert_eq!(late.hour_minute_in(&zone("Asia/Shanghai")), (4, 0));
        assert_eq!(Time::at(day("2026-11-22"), 4, 0, &zone("Asia/Shanghai")), late);
        assert_eq!(late.to_string(), "2026-11-21T20:00:00Z");
    }

    #[test]
    fn a_wall_time_that_summer_time_skips_comes_after_the_gap() {
        let skipped = Time::at(day("2026-03-29"), 2, 30, &zone("Europe/Berlin"));
        assert_eq!(skipped.to_string(), "2026-03-29T01:30:00Z");
        let twice = Time::at(day("2026-10-25"), 2, 30, &zone("Europe/Berlin"));
        assert_eq!(twice.to_string(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(Time(i64::MAX) + Duration::from_secs(1), Time(i64::MAX));
        assert_eq!(Time(5).since(Time(9)), Duration::ZERO);
        assert_eq!(Time(5).ms_since(Time(9)), -4);
        assert_eq!((Time(9) - Time(5)).as_millis(), 4);
        assert!(!Time(i64::MIN).to_string().is_empty());
    }

    #[test]
    fn clones_of_a_fixed_clock_move_together() {
        let clock = Clock::fixed(Time(1_000));
        let other = clock.clone();
        clock.advance(Duration::from_secs(2));
        assert_eq!(other.now(), Time(3_000));
        other.set(Time(7));
        assert_eq!(clock.now(), Time(7));
    }

    #[test]
    fn a_day_travels_as_text_and_a_time_as_a_number() {
        assert_eq!(
            serde_json::to_string(&(day("2026-11-21"), Time(5))).expect("json"),
            r#"["2026-11-21",5]"#
        );
        assert!(serde_json::from_str::<Day>("\"2026-2-1\"").is_err());
    }
}
