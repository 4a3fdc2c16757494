//! The form that narrows many departures to those meant, on every page that asks whom.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::Result;
use serde::Deserialize;

use super::words;
use crate::access::{Can, Viewer};
use crate::app::Cx;
use crate::departures::{Kind, Sieve};
use crate::people::directory::{self, Eye};
use crate::people::{self, PersonKind};
use crate::shell::Choice;

/// As it stands in an address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SieveForm {
    pub from: String,
    pub to: String,
    pub entity: String,
    pub department: String,
    pub person: String,
    pub kind: String,
    /// With or without a contact, for a wave.
    pub reach: String,
}

impl SieveForm {
    /// What was asked for, as far as this viewer may ask: the kind of leaving is HR's alone.
    pub fn read(&self, viewer: &Viewer) -> Sieve {
        let year = |typed: &str| typed.trim().parse::<i16>().ok();
        let department = self.department.trim();
        Sieve {
            from: year(&self.from).and_then(|year| Day::new(year, 1, 1)),
            to: year(&self.to).and_then(|year| Day::new(year, 12, 31)),
            entity: self.entity.parse().ok(),
            department: (!department.is_empty()).then(|| department.to_owned()),
            person: PersonKind::from_word(&self.person),
            kind: Kind::from_word(&self.kind).filter(|_| viewer.may(Can::SeeLeaving)),
        }
    }

    /// The same as the query of an address, without what is empty.
    pub fn query(&self) -> String {
        let all = [
            ("from", &self.from),
            ("to", &self.to),
            ("entity", &self.entity),
            ("department", &self.department),
            ("person", &self.person),
            ("kind", &self.kind),
            ("reach", &self.reach),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in all.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        query.finish()
    }
}

/// The form as `_sieve.html` draws it.
pub struct SieveView {
    pub from: String,
    pub to: String,
    pub entities: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub persons: Vec<Choice>,
    /// Empty for whoever is not HR.
    pub kinds: Vec<Choice>,
}

impl SieveView {
    pub async fn new(cx: &Cx, conn: &mut Conn, form: &SieveForm) -> Result<Self> {
        let l = cx.l();
        let entities = people::entities(conn).await?;
        let entities = entities.iter().map(|known| Choice {
            value: known.entity_id.to_string(),
            label: known.name_in(cx.lang).to_owned(),
            is_chosen: known.entity_id.to_string() == form.entity,
        });
        let departments = directory::departments(conn, &Eye::of(&cx.viewer)).await?;
        let departments = departments.into_iter().map(|name| Choice {
            is_chosen: name == form.department,
            value: name.clone(),
            label: name,
        });
        let person = PersonKind::from_word(&form.person);
        let persons = words::choices(l, PersonKind::ALL, person, PersonKind::word, words::person_kind);
        let kinds = match cx.viewer.may(Can::SeeLeaving) {
            true => words::choices(l, Kind::ALL, Kind::from_word(&form.kind), Kind::word, words::kind),
            false => Vec::new(),
        };
        Ok(Self {
            from: form.from.clone(),
            to: form.to.clone(),
            entities: with_any(cx, entities.collect()),
            departments: with_any(cx, departments.collect()),
            persons: with_any(cx, persons),
            kinds: if kinds.is_empty() { kinds } else { with_any(cx, kinds) },
        })
    }
}

/// The options after one that keeps everybody.
fn with_any(cx: &Cx, mut options: Vec<Choice>) -> Vec<Choice> {
    let is_chosen = !options.iter().any(|option| option.is_chosen);
    let label = cx.l().t("departures-sieve-any").into_owned();
    options.insert(0, Choice { value: String::new(), label, is_chosen });
    options
}

/// What a sieve keeps, in words.
pub async fn said(cx: &Cx, conn: &mut Conn, sieve: &Sieve) -> Result<Vec<String>> {
    let l = cx.l();
    // As text: a year has no separator of thousands.
    let year = |day: Day| day.year().to_string();
    let mut parts = Vec::new();
    match (sieve.from, sieve.to) {
        (Some(from), Some(to)) if from.year() == to.year() => {
            parts.push(l.t1("departures-sieve-year", "year", year(from)));
        }
        (Some(from), Some(to)) => {
            parts.push(l.t2("departures-sieve-years", "from", year(from), "to", year(to)));
        }
        (Some(from), None) => parts.push(l.t1("departures-sieve-since", "year", year(from))),
        (None, Some(to)) => parts.push(l.t1("departures-sieve-until", "year", year(to))),
        (None, None) => {}
    }
    if let Some(entity) = sieve.entity {
        let all = people::entities(conn).await?;
        let found = all.iter().find(|known| known.entity_id == entity);
        parts.extend(found.map(|known| known.name_in(cx.lang).to_owned()));
    }
    parts.extend(sieve.department.clone());
    parts.extend(sieve.person.map(|kind| l.t(words::person_kind(kind)).into_owned()));
    let kind = sieve.kind.filter(|_| cx.viewer.may(Can::SeeLeaving));
    parts.extend(kind.map(|kind| l.t(words::kind(kind)).into_owned()));
    Ok(parts)
}
