//! A wave, its rhythm, and how a turn in it ends.

use std::time::Duration;

use keel::clock::{Day, Time, TimeZone};
use keel::row;

use crate::departures::{DepartureId, Hindrance, Sieve};
use crate::people::{EntityId, OnFile, PersonId, PersonKind};

keel::id!(WaveId);

keel::words! {
    pub enum State {
        /// Whom it means is being gathered.
        Gathering = "gathering",
        /// Gathered; so many that somebody says yes once more.
        Ready = "ready",
        Running = "running",
        Paused = "paused",
        /// Whoever had no turn goes on waiting.
        Stopped = "stopped",
        Done = "done",
    }
}

keel::words! {
    pub enum Pace {
        AtOnce = "at_once",
        Hourly = "hourly",
        Daily = "daily",
    }
}

keel::words! {
    /// Whether whoever is meant can be reached without a hand that brings it.
    pub enum Reachable {
        Any = "any",
        With = "with",
        Without = "without",
    }
}

keel::words! {
    /// What somebody will hear by.
    pub enum Reach {
        Mail = "mail",
        Sms = "sms",
        Both = "both",
        /// Nothing: the hand-over kit has them.
        Kit = "kit",
    }
}

impl Reach {
    /// Of contacts that work, by whether one is a mail address and one a mobile number.
    pub const fn of(has_mail: bool, has_mobile: bool) -> Self {
        match (has_mail, has_mobile) {
            (true, true) => Self::Both,
            (true, false) => Self::Mail,
            (false, true) => Self::Sms,
            (false, false) => Self::Kit,
        }
    }

    pub fn of_contacts(contacts: &[OnFile]) -> Self {
        use crate::people::ContactKind::{Mail, Mobile};
        let has = |kind| contacts.iter().any(|contact| contact.kind == kind);
        Self::of(has(Mail), has(Mobile))
    }

    pub const fn fits(self, wanted: Reachable) -> bool {
        match wanted {
            Reachable::Any => true,
            Reachable::With => !matches!(self, Self::Kit),
            Reachable::Without => matches!(self, Self::Kit),
        }
    }
}

keel::words! {
    /// How somebody's turn ended: invited, by what; or skipped, and why.
    pub enum Outcome {
        Mail = "mail",
        Sms = "sms",
        Both = "both",
        Kit = "kit",
        Stays = "stays",
        Decided = "decided",
        Silent = "silent",
        Joined = "joined",
        Invited = "invited",
        Here = "here",
        /// Tried three times in vain.
        Failed = "failed",
    }
}

impl Outcome {
    pub const fn is_sent(self) -> bool {
        matches!(self, Self::Mail | Self::Sms | Self::Both | Self::Kit)
    }
}

impl From<Reach> for Outcome {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Mail => Self::Mail,
            Reach::Sms => Self::Sms,
            Reach::Both => Self::Both,
            Reach::Kit => Self::Kit,
        }
    }
}

impl From<Hindrance> for Outcome {
    fn from(hindrance: Hindrance) -> Self {
        match hindrance {
            Hindrance::Stays => Self::Stays,
            Hindrance::Decided => Self::Decided,
            Hindrance::Silent => Self::Silent,
            Hindrance::Joined => Self::Joined,
            Hindrance::Invited => Self::Invited,
            Hindrance::Here => Self::Here,
        }
    }
}

/// How fast a wave goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    pub pace: Pace,
    /// People an hour or a day.
    pub size: i64,
    /// Of the day, for a daily wave.
    pub hour: u8,
    /// Monday to Friday only.
    pub working_days: bool,
}

/// What the rhythm lets a wave do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// One goes; with them a period may begin.
    Go { begins: bool },
    /// Nobody before then.
    Wait(Time),
}

/// How far a period is: how many went in it, when the last one did, and when the next one begins; none
/// while one runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub sent: i64,
    pub last_at: Option<Time>,
    pub next_at: Option<Time>,
}

/// Nobody's phone rings before or after; a daily wave begins at its own hour.
const DAY_BEGINS: u8 = 9;
const DAY_ENDS: u8 = 21;
const HOUR: Duration = Duration::from_hours(1);

impl Rhythm {
    pub const fn is_paced(self) -> bool {
        !matches!(self.pace, Pace::AtOnce)
    }

    /// Whether `sent` is all that a period takes.
    pub const fn is_full(self, sent: i64) -> bool {
        self.is_paced() && sent >= self.size
    }

    const fn begins(self) -> u8 {
        match self.pace {
            Pace::Daily => self.hour,
            Pace::Hourly | Pace::AtOnce => DAY_BEGINS,
        }
    }

    fn is_day(self, day: Day) -> bool {
        !self.working_days || day.date().weekday().to_monday_zero_offset() < 5
    }

    /// Whether anything may leave at this moment.
    pub fn is_open(self, now: Time, zone: &TimeZone) -> bool {
        let hour = now.hour_minute_in(zone).0;
        !self.is_paced()
            || (self.is_day(now.day_in(zone))
                && (self.begins()..DAY_ENDS.max(self.begins() + 1)).contains(&hour))
    }

    /// Whether somebody may go now.
    pub fn beat(self, period: Period, now: Time, zone: &TimeZone) -> Beat {
        let sent = match period.next_at {
            Some(next) if now < next => return Beat::Wait(next),
            Some(_) => 0,
            None => period.sent,
        };
        if self.is_full(sent) || !self.is_open(now, zone) {
            return Beat::Wait(self.next(period.last_at, now, zone));
        }
        Beat::Go { begins: period.next_at.is_some() }
    }

    /// When the next period begins: not before `now`, and not in the period of whoever went last.
    pub fn next(self, last: Option<Time>, now: Time, zone: &TimeZone) -> Time {
        match self.pace {
            Pace::AtOnce => now,
            Pace::Hourly => {
                let at = last.map_or(now, |last| (last + HOUR).max(now));
                if self.is_open(at, zone) { at } else { self.morning(at, zone) }
            }
            Pace::Daily => {
                let over = last.map(|last| Time::at(last.day_in(zone).plus_days(1), 0, 0, zone));
                self.morning(over.map_or(now, |over| over.max(now)), zone)
            }
        }
    }

    /// The first beginning of a day's work at or after `from`.
    fn morning(self, from: Time, zone: &TimeZone) -> Time {
        let first = from.day_in(zone);
        (0..8)
            .map(|days| first.plus_days(days))
            .filter(|day| self.is_day(*day))
            .map(|day| Time::at(day, self.begins(), 0, zone))
            .find(|at| *at >= from)
            .unwrap_or(from)
    }

    /// When the last of so many has their turn, as far as one can say; none where that is years away.
    pub fn ends(self, left: i64, period: Period, now: Time, zone: &TimeZone) -> Option<Time> {
        const PERIODS: i64 = 3_000;
        if !self.is_paced() || left <= 0 {
            return None;
        }
        // The rest of the period that runs, or the first one that is planned.
        let (mut at, mut left) = match period.next_at {
            Some(next) => (next.max(now), left - self.size),
            None => (now, left - (self.size - period.sent).max(0)),
        };
        for _ in 0..PERIODS {
            if left <= 0 {
                return Some(at);
            }
            at = self.next(Some(at), at, zone);
            left -= self.size;
        }
        None
    }
}

/// A wave as an officer asks for it.
#[derive(Clone, Debug)]
pub struct NewWave {
    pub wave_id: WaveId,
    pub sieve: Sieve,
    pub reachable: Reachable,
    pub rhythm: Rhythm,
}

/// The largest size of a period.
pub const MOST: i64 = 100_000;
/// With more people than this, somebody says yes once more when they are counted.
pub const SURE: i64 = 1_000;

/// A wave as it is kept.
#[derive(Clone, Debug)]
pub struct Wave {
    pub wave_id: WaveId,
    pub state: State,
    pub left_from: Option<Day>,
    pub left_to: Option<Day>,
    pub entity_id: Option<EntityId>,
    pub department: Option<String>,
    pub person_kind: Option<PersonKind>,
    pub reachable: Reachable,
    pub pace: Pace,
    pub size: i64,
    pub hour: u8,
    pub working_days: bool,
    pub looked_on: Option<Day>,
    pub looked_id: Option<DepartureId>,
    pub planned_mail: i64,
    pub planned_sms: i64,
    pub planned_both: i64,
    pub planned_kit: i64,
    /// How many went in the period that runs.
    pub in_period: i64,
    /// When the last one went.
    pub last_at: Option<Time>,
    /// When the next period begins; none while one runs.
    pub next_at: Option<Time>,
    pub asked_at: Time,
    pub asked_by: Option<PersonId>,
    pub begun_at: Option<Time>,
    pub ended_at: Option<Time>,
}
row!(Wave {
    wave_id,
    state,
    left_from,
    left_to,
    entity_id,
    department,
    person_kind,
    reachable,
    pace,
    size,
    hour,
    working_days,
    looked_on,
    looked_id,
    planned_mail,
    planned_sms,
    planned_both,
    planned_kit,
    in_period,
    last_at,
    next_at,
    asked_at,
    asked_by,
    begun_at,
    ended_at
});

impl Wave {
    pub const fn rhythm(&self) -> Rhythm {
        Rhythm { pace: self.pace, size: self.size, hour: self.hour, working_days: self.working_days }
    }

    pub const fn period(&self) -> Period {
        Period { sent: self.in_period, last_at: self.last_at, next_at: self.next_at }
    }

    pub const fn total(&self) -> i64 {
        self.planned_mail + self.planned_sms + self.planned_both + self.planned_kit
    }

    /// What it was narrowed to, but for what is HR's.
    pub fn sieve(&self) -> Sieve {
        Sieve {
            from: self.left_from,
            to: self.left_to,
            entity: self.entity_id,
            department: self.department.clone(),
            person: self.person_kind,
            kind: None,
        }
    }
}

/// Somebody whose turn comes next.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub departure_id: DepartureId,
    pub person_id: PersonId,
    pub tries: i64,
}
row!(Turn { departure_id, person_id, tries });

#[cfg(test)]
mod tests;
