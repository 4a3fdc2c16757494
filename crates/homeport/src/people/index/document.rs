//! What the index holds of somebody: for each run of employment a row, in which each audience has what
//! `people_listing` says it may see, and nothing else.

use std::collections::{BTreeSet, HashMap};

use keel::clock::Time;
use keel::id::Id;
use keel::names::{self, Forms};
use keel::search::{Doc, FACETS, View};

use super::sql::{Entry, Facts};
use super::{query, term};
use crate::careers::{self, LearntKind};
use crate::members::Field;
use crate::organisations::OrganisationId;
use crate::people::{Audience, PersonId, words};

const DAY_MS: i64 = 86_400_000;
/// Days are counted from 1970 up to here.
const LAST_DAY: u64 = 0xffff;
/// Years are counted in spans of so many.
pub const SPAN: u16 = 5;

/// The values that are counted, by their place among the facets.
pub const ENTITY: usize = 0;
pub const DEPARTMENT: usize = 1;
pub const PLACE: usize = 2;
pub const YEARS: usize = 3;
pub const ORGANISATION: usize = 4;
pub const SKILL: usize = 5;
pub const SCHOOL: usize = 6;

/// The lane of the index that an audience reads.
pub fn lane(audience: Audience) -> usize {
    usize::from(audience.width().saturating_sub(1))
}

/// Everybody of whom there are facts, each with their rows.
pub fn documents(facts: Facts, this_year: u16) -> Vec<(Id, Vec<Doc>)> {
    let mut names: HashMap<PersonId, Vec<(String, Audience)>> = HashMap::new();
    for (person, name, audience) in facts.names {
        names.entry(person).or_default().push((name, audience));
    }
    let mut numbers: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, number) in facts.numbers {
        numbers.entry(person).or_default().push(number);
    }
    let mut careers: HashMap<PersonId, Career> = HashMap::new();
    for (person, audience) in facts.career_audiences {
        careers.entry(person).or_default().audience = Some(audience);
    }
    for (person, organisation, name) in facts.organisations {
        careers.entry(person).or_default().organisations.push((organisation, name));
    }
    for (person, title) in facts.titles {
        careers.entry(person).or_default().titles.push(title);
    }
    for (person, kind, name) in facts.learnt {
        careers.entry(person).or_default().learnt.push((kind, name));
    }
    facts
        .entries
        .chunk_by(|one, other| one.person_id == other.person_id)
        .filter_map(|entries| {
            let person = entries.first()?.person_id;
            let known = Known {
                name: names::of_name(&entries.first()?.name),
                others: names.remove(&person).unwrap_or_default(),
                numbers: numbers.remove(&person).unwrap_or_default(),
                career: careers.remove(&person).unwrap_or_default(),
                this_year,
            };
            let rows = entries.chunk_by(|one, other| one.nth == other.nth);
            Some((person.0, rows.map(|row| known.document(row)).collect()))
        })
        .collect()
}

/// What is the same in every row of somebody.
struct Known {
    name: Forms,
    others: Vec<(String, Audience)>,
    numbers: Vec<String>,
    career: Career,
    this_year: u16,
}

/// Where somebody is or was elsewhere and what they learnt, for one audience.
#[derive(Default)]
struct Career {
    audience: Option<Audience>,
    organisations: Vec<(OrganisationId, String)>,
    titles: Vec<String>,
    learnt: Vec<(LearntKind, String)>,
}

/// Whoever was confirmed last stands first, so that a record sinks the longer nobody says that it is right;
/// those whom nobody ever confirmed come after, who was changed last first. By days: the order of a list does
/// not tell at which moment somebody changed what is hidden.
fn freshness(confirmed_at: Option<Time>, changed_at: Time) -> u64 {
    let day = |at: Time| u64::try_from(at.ms() / DAY_MS).unwrap_or_default().min(LAST_DAY);
    confirmed_at.map_or(0, day) * (LAST_DAY + 1) + day(changed_at)
}

impl Known {
    fn document(&self, row: &[Entry]) -> Doc {
        let freshness = row.first().map_or(0, |entry| freshness(entry.confirmed_at, entry.changed_at));
        Doc { freshness, views: row.iter().map(|entry| self.view(entry)).collect() }
    }

    /// What one audience finds somebody by. Whatever else is to find people joins here: its words into
    /// `forms`, its exact values into `terms`, each only where the audience of the row may see it.
    fn view(&self, entry: &Entry) -> View {
        let mut forms = self.name.clone();
        let sees = |audience: Audience| i64::from(audience.width()) >= entry.audience;
        for (name, _) in self.others.iter().filter(|(_, audience)| sees(*audience)) {
            forms.extend(names::of_name(name));
        }
        if entry.shows_number {
            let words = self.numbers.iter().flat_map(|number| words::of_number(number));
            words.for_each(|word| forms.extend(names::of_word(&word)));
        }
        let town = entry.place.as_deref().and_then(keel::places::named).map(|town| town.name_en);
        let phrases = [entry.department.as_deref(), entry.place.as_deref(), entry.own_place.as_deref(), town];
        for phrase in phrases.into_iter().flatten() {
            forms.extend(names::of_phrase(phrase));
        }

        let career = self.career.audience.unwrap_or(Field::Career.usual());
        let career = sees(career).then_some(&self.career);
        career.into_iter().for_each(|career| career.words(&mut forms));

        let mut terms: BTreeSet<String> = forms.terms.iter().map(|form| term::typed(form)).collect();
        let mut facets: [Vec<String>; FACETS] = Default::default();
        if let Some(place) = &entry.place {
            terms.insert(term::place(place));
            facets[PLACE].push(place.clone());
        }
        terms.extend(entry.language.as_deref().map(term::language));
        self.work(entry, &mut terms, &mut facets);
        career.into_iter().for_each(|career| career.values(&mut terms, &mut facets));
        View {
            lane: usize::try_from(entry.audience - 1).unwrap_or(usize::MAX),
            terms: terms.into_iter().collect(),
            words: forms.words.into_iter().collect(),
            facets,
        }
    }

    fn work(&self, entry: &Entry, terms: &mut BTreeSet<String>, facets: &mut [Vec<String>; FACETS]) {
        let (Some(entity), Some(from), Some(to)) = (entry.entity_id, entry.from_year, entry.to_year) else {
            return;
        };
        let year = |year: i64| u16::try_from(year.clamp(0, 9_999)).unwrap_or_default();
        let years = query::covered(year(from), year(to), self.this_year);
        terms.insert(term::entity(entity));
        facets[ENTITY].push(entity.to_string());
        if year(to) > self.this_year {
            terms.insert(term::still_here());
        }
        terms.insert(term::left(year(to)));
        for year in years.clone() {
            terms.insert(term::year(year));
            let span = (year - year % SPAN).to_string();
            if facets[YEARS].last() != Some(&span) {
                facets[YEARS].push(span);
            }
        }
        if let Some(department) = &entry.department {
            terms.insert(term::department(department));
            facets[DEPARTMENT].push(department.clone());
            terms.extend(years.map(|year| term::together(entity, department, year)));
        }
    }
}

impl Career {
    fn words(&self, forms: &mut Forms) {
        let organisations = self.organisations.iter().map(|(_, name)| name);
        let learnt = self.learnt.iter().map(|(_, name)| name);
        for phrase in organisations.chain(&self.titles).chain(learnt) {
            forms.extend(names::of_phrase(phrase));
        }
    }

    fn values(&self, terms: &mut BTreeSet<String>, facets: &mut [Vec<String>; FACETS]) {
        for (organisation, _) in &self.organisations {
            if terms.insert(term::organisation(*organisation)) {
                facets[ORGANISATION].push(organisation.to_string());
            }
        }
        for (kind, name) in &self.learnt {
            let facet = match kind {
                LearntKind::Skill => SKILL,
                LearntKind::School => SCHOOL,
            };
            if terms.insert(term::learnt(*kind, &careers::folded(name))) {
                facets[facet].push(name.clone());
            }
        }
    }
}
