//! The nouns of what somebody learnt: skills and schools.

use keel::clock::{Day, Time};
use keel::error::{Problems, Text};
use keel::names::{simplified, tidy};
use keel::partial::Partial;
use keel::row;

use super::Source;
use crate::organisations;
use crate::people::PersonId;

keel::id!(LearntId);

keel::words! {
    pub enum LearntKind {
        Skill = "skill",
        School = "school",
    }
}

/// Of each kind, one person.
pub const MOST: usize = 100;
/// The longest name or detail, in characters.
pub const LONGEST: usize = 100;

/// Something learnt, as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLearnt {
    pub kind: LearntKind,
    pub name: String,
    /// Of a school: the subject, the degree.
    pub detail: Option<String>,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub source: Source,
}

impl NewLearnt {
    pub fn skill(name: &str, source: Source) -> Self {
        let name = name.to_owned();
        Self { kind: LearntKind::Skill, name, detail: None, started: None, ended: None, source }
    }

    /// As it is kept: one line each, nothing invisible.
    pub fn tidied(self) -> Self {
        let detail = self.detail.as_deref().map(tidy).filter(|text| !text.is_empty());
        Self { name: tidy(&self.name), detail, ..self }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self, today: Day) -> Problems {
        let mut problems = Problems::new();
        if self.name.is_empty() {
            problems.add("name", Text::new("careers-problem-nameless"));
        }
        let texts = [("name", Some(&self.name)), ("detail", self.detail.as_ref())];
        for (field, text) in texts {
            if text.is_some_and(|text| text.chars().count() > LONGEST) {
                problems.add(field, Text::new("careers-problem-long").with("most", LONGEST));
            }
        }
        super::model::dates(&mut problems, self.started, self.ended, today);
        problems
    }
}

/// Something that somebody learnt.
#[derive(Clone, Debug)]
pub struct Learnt {
    pub learnt_id: LearntId,
    pub person_id: PersonId,
    pub kind: LearntKind,
    pub name: String,
    pub detail: Option<String>,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub source: Source,
    pub recorded_at: Time,
    pub removed_at: Option<Time>,
}
row!(Learnt { learnt_id, person_id, kind, name, detail, started, ended, source, recorded_at, removed_at });

/// As skills and schools are compared: traditional characters are simplified ones.
pub fn folded(name: &str) -> String {
    simplified(&organisations::folded(name))
}
