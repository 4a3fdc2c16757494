//! What the index holds of somebody: for each run of employment a row, in which each audience has what
//! `people_listing` says it may see, and nothing else.

use std::collections::{BTreeSet, HashMap};

use keel::id::Id;
use keel::names::{self, Forms};
use keel::search::{Doc, FACETS, View};

use super::sql::{Entry, Facts};
use super::{query, term};
use crate::people::{Audience, PersonId, words};

const DAY_MS: i64 = 86_400_000;
/// Years are counted in spans of so many.
pub const SPAN: u16 = 5;

/// The values that are counted, by their place among the facets.
pub const ENTITY: usize = 0;
pub const DEPARTMENT: usize = 1;
pub const PLACE: usize = 2;
pub const YEARS: usize = 3;

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
    facts
        .entries
        .chunk_by(|one, other| one.person_id == other.person_id)
        .filter_map(|entries| {
            let person = entries.first()?.person_id;
            let known = Known {
                name: names::of_name(&entries.first()?.name),
                others: names.remove(&person).unwrap_or_default(),
                numbers: numbers.remove(&person).unwrap_or_default(),
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
    this_year: u16,
}

impl Known {
    fn document(&self, row: &[Entry]) -> Doc {
        // By days: the order of a list does not tell at which moment somebody changed what is hidden.
        let changed = row.first().map_or(0, |entry| entry.changed_at.ms() / DAY_MS);
        let freshness = u64::try_from(changed).unwrap_or_default();
        Doc { freshness, views: row.iter().map(|entry| self.view(entry)).collect() }
    }

    /// What one audience finds somebody by. Whatever else is to find people, such as organisations, titles,
    /// skills and schools, joins here: its words into `forms`, its exact values into `terms`, each only
    /// where the audience of the row may see it.
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

        let mut terms: BTreeSet<String> = forms.terms.iter().map(|form| term::typed(form)).collect();
        let mut facets: [Vec<String>; FACETS] = Default::default();
        if let Some(place) = &entry.place {
            terms.insert(term::place(place));
            facets[PLACE].push(place.clone());
        }
        terms.extend(entry.language.as_deref().map(term::language));
        self.work(entry, &mut terms, &mut facets);
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
