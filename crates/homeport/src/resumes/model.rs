//! What a file tells of somebody.

use keel::clock::{Day, Time};
use keel::error::{Problems, Result, Text};
use keel::names::tidy;
use keel::partial::Partial;
use keel::row;
use serde::{Deserialize, Serialize};

use super::Kind;
use super::dates::date;
use crate::careers::{self, Entry, LearntKind, NewLearnt, Source};
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
/// So many schools, and so many skills.
pub const MOST_LEARNT: usize = 200;

/// One person, as a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resume {
    pub name: String,
    pub mails: Vec<String>,
    pub mobiles: Vec<String>,
    pub place: Option<String>,
    pub stints: Vec<Stint>,
    pub schools: Vec<School>,
    pub skills: Vec<String>,
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

/// A school as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct School {
    pub name: String,
    pub detail: String,
    pub started: String,
    pub ended: String,
}

/// How much of what does not come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    /// Of a file about many people: each tells their own.
    pub schools: u64,
    pub skills: u64,
    pub photos: u64,
    /// Projects, prizes, publications.
    pub others: u64,
    /// Stints, schools and skills beyond the most that are looked at.
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

    pub fn note_school(&mut self, school: School) {
        if self.schools.len() < MOST_LEARNT {
            self.schools.push(school);
        } else {
            self.left_out.beyond += 1;
        }
    }

    /// A file may name a skill in several places; it is one.
    pub fn note_skill(&mut self, name: &str) {
        let name = tidy(name);
        let folded = careers::folded(&name);
        if name.is_empty() || self.skills.iter().any(|known| careers::folded(known) == folded) {
            return;
        }
        if self.skills.len() < MOST_LEARNT {
            self.skills.push(name);
        } else {
            self.left_out.beyond += 1;
        }
    }
}

/// A date as it is written; what is none is a problem.
fn read(problems: &mut Problems, field: &'static str, text: &str) -> Option<Partial> {
    date(text).unwrap_or_else(|()| {
        let typed: String = tidy(text).chars().take(ECHO).collect();
        problems.add(field, Text::new("careers-problem-date").with("typed", typed));
        None
    })
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

impl School {
    /// As something learnt, or everything that is wrong with it.
    pub fn learnt(&self, today: Day) -> Result<NewLearnt> {
        let mut problems = Problems::new();
        let school = NewLearnt {
            kind: LearntKind::School,
            name: self.name.clone(),
            detail: some(&self.detail).map(|detail| detail.chars().take(careers::LONGEST_LEARNT).collect()),
            started: read(&mut problems, "started", &self.started),
            ended: read(&mut problems, "ended", &self.ended),
            source: Source::File,
        }
        .tidied();
        problems.merge(school.problems(today));
        problems.ok()?;
        Ok(school)
    }
}

impl Stint {
    /// As a position, or everything that is wrong with it.
    pub fn entry(&self, today: Day) -> Result<Entry> {
        let mut problems = Problems::new();
        let started = read(&mut problems, "started", &self.started);
        let ended = read(&mut problems, "ended", &self.ended);
        let entry = Entry {
            organisation: self.organisation.clone(),
            title: some(&self.title),
            place: some(&self.place),
            is_founder: false,
            started,
            ended,
            what: some(&self.what).map(|what| what.chars().take(careers::LONGEST_WHAT).collect()),
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

/// What somebody ticked, by its place in the file; skills come all or not.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub stints: Vec<usize>,
    pub schools: Vec<usize>,
    pub skills: bool,
    pub place: bool,
}

/// What a file changed beside positions and what was learnt.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Taken {
    /// The place it brought, and the one before.
    pub place: Option<String>,
    pub was: Option<String>,
}
