//! What a file tells of somebody.

use keel::clock::{Day, Time};
use keel::error::{Problems, Result, Text};
use keel::names::tidy;
use keel::row;
use serde::{Deserialize, Serialize};

use super::Kind;
use super::dates::date;
use crate::careers::{Entry, Source};
use crate::people::PersonId;

keel::id!(ResumeId);

keel::words! {
    /// How far a file of one's own is.
    pub enum State {
        /// Understood; somebody chooses.
        Read = "read",
        Taken = "taken",
        TakenBack = "taken_back",
    }
}

/// So many stints of one person are looked at.
pub const MOST_STINTS: usize = 1_000;

/// One person, as a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resume {
    pub name: String,
    pub mails: Vec<String>,
    pub mobiles: Vec<String>,
    pub place: Option<String>,
    pub stints: Vec<Stint>,
    pub left_out: LeftOut,
}

/// A stint as it is written; nothing was checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stint {
    pub organisation: String,
    pub title: String,
    pub place: String,
    pub started: String,
    pub ended: String,
    pub what: String,
}

/// How much of what there is no place for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    pub schools: u64,
    pub skills: u64,
    pub photos: u64,
    /// Projects, prizes, publications.
    pub others: u64,
    /// Stints beyond the most that are looked at.
    pub beyond: u64,
}

impl LeftOut {
    pub const fn add(&mut self, other: Self) {
        self.schools += other.schools;
        self.skills += other.skills;
        self.photos += other.photos;
        self.others += other.others;
        self.beyond += other.beyond;
    }
}

/// So much of a text is repeated in a message.
const ECHO: usize = 40;

impl Resume {
    pub fn note(&mut self, stint: Stint) {
        if self.stints.len() < MOST_STINTS {
            self.stints.push(stint);
        } else {
            self.left_out.beyond += 1;
        }
    }
}

impl Stint {
    /// As a position, or everything that is wrong with it.
    pub fn entry(&self, today: Day) -> Result<Entry> {
        let mut problems = Problems::new();
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let mut read = |field: &'static str, text: &str| {
            date(text).unwrap_or_else(|()| {
                let typed: String = tidy(text).chars().take(ECHO).collect();
                problems.add(field, Text::new("careers-problem-date").with("typed", typed));
                None
            })
        };
        let (started, ended) = (read("started", &self.started), read("ended", &self.ended));
        let entry = Entry {
            organisation: self.organisation.clone(),
            title: some(&self.title),
            place: some(&self.place),
            is_founder: false,
            started,
            ended,
            what: some(&self.what).map(|what| what.chars().take(crate::careers::LONGEST_WHAT).collect()),
            source: Source::File,
        }
        .tidied();
        problems.merge(entry.problems(today));
        problems.ok()?;
        Ok(entry)
    }
}

/// A file that somebody sent.
pub struct Sent {
    pub resume_id: ResumeId,
    pub person_id: PersonId,
    pub kind: Kind,
    pub state: State,
    /// [`Resume`] while it is chosen from, [`Taken`] afterwards.
    pub told: String,
    pub created_at: Time,
    pub taken_at: Option<Time>,
}
row!(Sent { resume_id, person_id, kind, state, told, created_at, taken_at });

/// What a file changed beside positions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Taken {
    /// The place it brought, and the one before.
    pub place: Option<String>,
    pub was: Option<String>,
}
