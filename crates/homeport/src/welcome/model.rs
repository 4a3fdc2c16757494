//! Greetings, wishes, and how long two people worked together.

use std::collections::BTreeMap;

use keel::clock::{Day, Time};
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::Lang;
use keel::row;

use crate::people::{PersonId, days_together};
use crate::settings::Settings;

keel::id!(GreetingId);
keel::id!(WishId);

keel::words! {
    pub enum GreetingState {
        /// Waits for its signer.
        Asked = "asked",
        Approved = "approved",
        Refused = "refused",
    }
}

keel::words! {
    pub enum WishState {
        Asked = "asked",
        Written = "written",
        Declined = "declined",
    }
}

/// So many are asked for a wish at most.
pub const ASKED_AT_MOST: usize = 12;
/// Fewer days together are no reason to ask.
pub const DAYS_AT_LEAST: i32 = 90;
/// The longest wish or greeting, in characters.
pub const LONGEST: usize = 1_000;

/// A greeting ready to be read.
#[derive(Clone, Debug)]
pub struct Greeting {
    pub signer_id: PersonId,
    pub signer_name: String,
    pub signer_title: String,
    pub words: String,
}

/// A greeting as it is kept, and who it is for.
pub struct Kept {
    pub signer_id: PersonId,
    pub signer_name: String,
    pub signer_title: Option<String>,
    pub words: String,
    pub language: Option<String>,
    pub name: String,
    pub department: Option<String>,
    pub started_on: Day,
    pub last_day: Option<Day>,
}

row!(Kept { signer_id, signer_name, signer_title, words, language, name, department, started_on, last_day });

impl Kept {
    /// With the names filled in. Words that no longer fit their template are not sent at all.
    pub fn spoken(self, settings: &Settings) -> Option<Greeting> {
        let lang = self.language.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::Zh);
        let years = self.last_day.map_or(0, |last| self.started_on.months_until(last) / 12);
        let words = filled(&self.words, &self.name, settings.company(lang), &self.department, years).ok()?;
        Some(Greeting {
            signer_id: self.signer_id,
            signer_name: self.signer_name,
            signer_title: self.signer_title.unwrap_or_default(),
            words,
        })
    }
}

/// Fills `{{ name }}`, `{{ company }}`, `{{ department }}`, `{{ years }}` into words that a person wrote.
fn filled(words: &str, name: &str, company: &str, department: &Option<String>, years: i32) -> Result<String> {
    let mut engine = minijinja::Environment::empty();
    engine.set_fuel(Some(10_000));
    let context =
        minijinja::context! { name, company, department => department.as_deref().unwrap_or(""), years };
    engine.render_str(words, context).map_err(Error::broken)
}

/// Words as they may be kept: there, not endless, and their places for names right.
pub fn words(field: &'static str, text: &str) -> Result<String> {
    let mut problems = Problems::default();
    let text = text.trim();
    if text.is_empty() {
        problems.add(field, Text::new("welcome-words-missing"));
    } else if text.chars().count() > LONGEST {
        problems.add(field, Text::new("welcome-words-long").with("most", LONGEST as i64));
    }
    problems.ok()?;
    Ok(text.to_owned())
}

/// As [`words`], for a greeting with places for names.
pub fn greeting_words(field: &'static str, text: &str) -> Result<String> {
    let text = words(field, text)?;
    if filled(&text, "陈彤", "", &None, 1).is_err() {
        return Err(Error::invalid(field, Text::new("welcome-words-places")));
    }
    Ok(text)
}

/// A wish as its reader sees it.
#[derive(Clone, Debug)]
pub struct Wish {
    pub from_id: PersonId,
    pub from_name: String,
    pub department: Option<String>,
    pub days_together: i64,
    pub words: String,
    pub written_at: Time,
}

row!(Wish { from_id, from_name, department, days_together, words, written_at });

/// A wish that was asked for, as its writer sees it.
pub struct Asked {
    pub wish_id: WishId,
    pub to_id: PersonId,
    pub to_name: String,
    pub from_id: PersonId,
    pub from_name: String,
    pub state: WishState,
    pub days_together: i64,
    pub department: Option<String>,
    pub words: Option<String>,
}

row!(Asked { wish_id, to_id, to_name, from_id, from_name, state, days_together, department, words });

/// A greeting as its signer and the officer see it.
pub struct Draft {
    pub greeting_id: GreetingId,
    pub signer_id: PersonId,
    pub signer_name: String,
    pub words: String,
    pub state: GreetingState,
    pub name: Option<String>,
}

row!(Draft { greeting_id, signer_id, signer_name, words, state, name });

/// One overlap of two tenures, as the database finds it.
pub struct Overlap {
    pub person_id: PersonId,
    pub name: String,
    pub department: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
    pub their_start: Day,
    pub their_end: Option<Day>,
}

row!(Overlap { person_id, name, department, started_on, ended_on, their_start, their_end });

/// Somebody who worked with somebody.
#[derive(Clone, Debug)]
pub struct Colleague {
    pub person_id: PersonId,
    pub name: String,
    pub department: Option<String>,
    pub days: i32,
    pub from: Day,
    /// `None`: both still work there.
    pub to: Option<Day>,
}

/// One line a person, days of all shared tenures added up, longest first.
pub fn together(overlaps: Vec<Overlap>, today: Day, at_least: i32) -> Vec<Colleague> {
    let mut people: BTreeMap<PersonId, Colleague> = BTreeMap::new();
    for overlap in overlaps {
        let mine = (overlap.started_on, overlap.ended_on);
        let theirs = (overlap.their_start, overlap.their_end);
        let days = days_together(mine, theirs, today);
        let from = mine.0.max(theirs.0);
        let to = match (mine.1, theirs.1) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let line = people.entry(overlap.person_id).or_insert_with(|| Colleague {
            person_id: overlap.person_id,
            name: overlap.name,
            department: overlap.department,
            days: 0,
            from,
            to,
        });
        line.days += days;
        line.from = line.from.min(from);
        line.to = line.to.max(to);
    }
    let mut found: Vec<Colleague> = people.into_values().filter(|line| line.days >= at_least).collect();
    found.sort_by(|one, other| other.days.cmp(&one.days).then(one.person_id.cmp(&other.person_id)));
    found
}

#[cfg(test)]
mod tests {
    use keel::id::Id;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn overlap(person: u8, theirs: (&str, &str)) -> Overlap {
        Overlap {
            person_id: PersonId(Id([person; 16])),
            name: String::new(),
            department: None,
            started_on: day("2020-01-01"),
            ended_on: Some(day("2022-12-31")),
            their_start: day(theirs.0),
            their_end: Some(day(theirs.1)),
        }
    }

    #[test]
    fn two_stints_together_add_up_and_the_longest_comes_first() {
        let found = together(
            vec![
                overlap(1, ("2020-01-01", "2020-02-29")),
                overlap(2, ("2020-01-01", "2020-03-10")),
                overlap(1, ("2022-12-01", "2023-06-30")),
            ],
            day("2026-01-01"),
            1,
        );
        let days: Vec<_> = found.iter().map(|line| (line.person_id.0.0[0], line.days)).collect();
        assert_eq!(days, [(1, 91), (2, 70)]);
    }

    #[test]
    fn who_shared_too_few_days_is_not_asked() {
        let found =
            together(vec![overlap(1, ("2022-12-31", "2024-01-01"))], day("2026-01-01"), DAYS_AT_LEAST);
        assert!(found.is_empty());
    }

    #[test]
    fn a_greeting_with_a_broken_place_is_refused() {
        assert!(greeting_words("words", "谢谢你，{{ name }}。").is_ok());
        assert!(greeting_words("words", "谢谢你，{{ name ").is_err());
        assert!(greeting_words("words", "   ").is_err());
    }
}
