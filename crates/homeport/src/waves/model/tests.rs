use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("a zone")
}

fn time(text: &str) -> Time {
    Time::parse(text).expect("a time")
}

fn daily(size: i64, hour: u8, working_days: bool) -> Rhythm {
    Rhythm { pace: Pace::Daily, size, hour, working_days }
}

#[test]
fn a_daily_wave_begins_at_its_hour_and_again_the_day_after() {
    // Saturday, 09:41 in Shanghai.
    let now = time("2026-11-21T01:41:00Z");
    let first = daily(50, 10, false).next(None, now, &zone());
    assert_eq!(first, time("2026-11-21T02:00:00Z"));
    assert_eq!(daily(50, 10, false).next(Some(first), first, &zone()), time("2026-11-22T02:00:00Z"));
    assert_eq!(daily(50, 9, false).next(None, now, &zone()), time("2026-11-22T01:00:00Z"), "nine is over");
    assert_eq!(daily(50, 10, true).next(None, now, &zone()), time("2026-11-23T02:00:00Z"), "on Monday");
}

#[test]
fn nobody_is_woken_by_an_hourly_wave() {
    let hourly = Rhythm { pace: Pace::Hourly, size: 5, hour: 0, working_days: false };
    let late = time("2026-11-21T12:30:00Z");
    assert_eq!(hourly.next(None, late, &zone()), late, "half past eight in the evening is early enough");
    assert_eq!(hourly.next(Some(late), late, &zone()), time("2026-11-22T01:00:00Z"));
    assert!(!hourly.is_open(time("2026-11-21T18:00:00Z"), &zone()));
}

#[test]
fn the_end_of_a_wave_is_when_its_last_period_begins() {
    let now = time("2026-11-23T00:00:00Z");
    let rhythm = daily(50, 10, true);
    let next = Some(rhythm.next(None, now, &zone()));
    let period = Period { sent: 0, last_at: None, next_at: next };
    assert_eq!(rhythm.ends(50, period, now, &zone()), Some(time("2026-11-23T02:00:00Z")));
    assert_eq!(rhythm.ends(251, period, now, &zone()), Some(time("2026-11-30T02:00:00Z")));
}

/// What happens to a wave besides its own steps: time passes, and nobody works meanwhile.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Minutes(i64),
    /// A batch is cut short after so many, as by a pause or a crash.
    Cut(i64),
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        4 => (1_i64..2_000).prop_map(Happening::Minutes),
        1 => (0_i64..4).prop_map(Happening::Cut),
    ];
    prop::collection::vec(one, 1..120)
}

/// A wave by its rhythm alone: who went when.
fn sent(rhythm: Rhythm, happenings: &[Happening]) -> Vec<Time> {
    let zone = zone();
    let mut now = time("2026-11-20T00:00:00Z");
    let mut period = Period { sent: 0, last_at: None, next_at: Some(rhythm.next(None, now, &zone)) };
    let mut all = Vec::new();
    let mut most = i64::MAX;
    for happening in happenings {
        match *happening {
            Happening::Minutes(minutes) => now += Duration::from_mins(minutes.unsigned_abs()),
            Happening::Cut(after) => most = after,
        }
        for _ in 0..most.min(rhythm.size * 3) {
            match rhythm.beat(period, now, &zone) {
                Beat::Wait(at) => {
                    period.next_at = Some(at);
                    break;
                }
                Beat::Go { begins } => {
                    let sent = if begins { 1 } else { period.sent + 1 };
                    period = Period { sent, last_at: Some(now), next_at: None };
                }
            }
            all.push(now);
            now += Duration::from_secs(1);
        }
        most = i64::MAX;
    }
    all
}

proptest! {
    #[test]
    fn never_more_than_its_size_in_any_hour(size in 1_i64..9, working_days: bool, happenings in happenings()) {
        let rhythm = Rhythm { pace: Pace::Hourly, size, hour: 0, working_days };
        let all = sent(rhythm, &happenings);
        for (place, begin) in all.iter().enumerate() {
            let within = all[place..].iter().take_while(|at| at.ms_since(*begin) < 3_600_000).count();
            prop_assert!(within as i64 <= size, "{within} within an hour of {begin}");
        }
    }

    #[test]
    fn never_more_than_its_size_on_any_day_nor_outside_its_hours(
        size in 1_i64..9,
        hour in 7_u8..21,
        working_days: bool,
        happenings in happenings(),
    ) {
        let rhythm = daily(size, hour, working_days);
        let mut days: BTreeMap<Day, i64> = BTreeMap::new();
        for at in sent(rhythm, &happenings) {
            let day = at.day_in(&zone());
            *days.entry(day).or_default() += 1;
            prop_assert!(at.hour_minute_in(&zone()).0 >= hour);
            prop_assert!(!working_days || day.date().weekday().to_monday_zero_offset() < 5);
        }
        prop_assert!(days.values().all(|sent| *sent <= size), "{days:?}");
    }

    #[test]
    fn the_next_period_is_never_in_the_past_and_always_open(
        size in 1_i64..9, hour in 7_u8..22, working_days: bool, daily_or_not: bool,
        last in prop::option::of(1_790_000_000_000_i64..1_800_000_000_000), now in 1_790_000_000_000_i64..1_800_000_000_000,
    ) {
        let pace = if daily_or_not { Pace::Daily } else { Pace::Hourly };
        let rhythm = Rhythm { pace, size, hour, working_days };
        let next = rhythm.next(last.map(Time), Time(now), &zone());
        prop_assert!(next >= Time(now));
        prop_assert!(rhythm.is_open(next, &zone()));
    }
}
