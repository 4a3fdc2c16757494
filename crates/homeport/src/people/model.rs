//! The nouns of the talent pool.

use keel::clock::{Day, Time};
use keel::contact::Contact;
use keel::l10n::Lang;
use keel::row;

keel::id!(PersonId);
keel::id!(EntityId);
keel::id!(TenureId);
keel::id!(ContactId);
keel::id!(NameId);
keel::id!(PhotoId);

keel::words! {
    /// How somebody was engaged.
    pub enum PersonKind {
        Employee = "employee",
        Intern = "intern",
        Dispatched = "dispatched",
        Contractor = "contractor",
        /// A file says something that nobody has explained yet.
        Unknown = "unknown",
    }
}

keel::words! {
    pub enum ContactKind {
        Mobile = "mobile",
        Mail = "mail",
    }
}

keel::words! {
    /// Why nobody writes to a person any more.
    pub enum SilenceKind {
        Deceased = "deceased",
        DoNotContact = "do_not_contact",
        /// They leave the alliance and wait to be erased; only taking that back lifts it.
        Exit = "exit",
    }
}

keel::words! {
    /// Who may see a field, from the narrowest.
    pub enum Audience {
        Me = "me",
        Officers = "officers",
        Members = "members",
        Colleagues = "colleagues",
        Everyone = "everyone",
    }
}

impl Audience {
    /// How wide it is: whoever belongs to one belongs to every wider one.
    pub const fn width(self) -> u8 {
        match self {
            Self::Me => 0,
            Self::Officers => 1,
            Self::Members => 2,
            Self::Colleagues => 3,
            Self::Everyone => 4,
        }
    }
}

keel::words! {
    /// What a further name is to its bearer.
    pub enum NameKind {
        /// In use beside the first: another script, a name among friends.
        Other = "other",
        /// No longer in use.
        Former = "former",
    }
}

keel::words! {
    /// What a keyed hash remembers of somebody.
    pub enum TombstoneKind {
        Deleted = "deleted",
        DoNotContact = "do_not_contact",
    }
}

/// Anyone known to the alliance.
#[derive(Clone, Debug)]
pub struct Person {
    pub person_id: PersonId,
    pub name: String,
    /// The language they want to be written to in, once known.
    pub language: Option<Lang>,
    /// Where they live or work, as precise as known.
    pub place: Option<String>,
    pub photo_id: Option<PhotoId>,
    pub source: String,
    pub created_at: Time,
}
row!(Person { person_id, name, language, place, photo_id, source, created_at });

/// When a record was last said to be right, and by whom: an id that leads nowhere once they are deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub at: Time,
    pub by: Option<PersonId>,
}

/// A name beside the first.
#[derive(Clone, Debug)]
pub struct Name {
    pub name_id: NameId,
    pub name: String,
    pub kind: NameKind,
    pub audience: Audience,
}
row!(Name { name_id, name, kind, audience });

/// A legal entity of the group.
#[derive(Clone, Debug)]
pub struct Entity {
    pub entity_id: EntityId,
    pub name: String,
    pub name_en: Option<String>,
    pub telephone: Option<String>,
}
row!(Entity { entity_id, name, name_en, telephone });

impl Entity {
    pub fn name_in(&self, lang: Lang) -> &str {
        in_language(lang, &self.name, self.name_en.as_deref())
    }
}

/// One run of employment, with the name of its entity.
#[derive(Clone, Debug)]
pub struct Tenure {
    pub tenure_id: TenureId,
    pub person_id: PersonId,
    pub entity_id: EntityId,
    pub entity: String,
    pub entity_en: Option<String>,
    pub number: Option<String>,
    pub kind: PersonKind,
    pub department: Option<String>,
    pub title: Option<String>,
    pub manager_id: Option<PersonId>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}
row!(Tenure {
    tenure_id,
    person_id,
    entity_id,
    entity,
    entity_en,
    number,
    kind,
    department,
    title,
    manager_id,
    started_on,
    ended_on
});

impl Tenure {
    pub fn entity_in(&self, lang: Lang) -> &str {
        in_language(lang, &self.entity, self.entity_en.as_deref())
    }

    /// Whether it still runs on `today`; the last day counts.
    pub fn is_open(&self, today: Day) -> bool {
        self.ended_on.is_none_or(|last| last >= today)
    }

    /// Days worked up to `until`, first and last counted.
    pub fn days(&self, until: Day) -> i32 {
        (self.started_on.days_until(until) + 1).max(0)
    }
}

fn in_language<'a>(lang: Lang, name: &'a str, name_en: Option<&'a str>) -> &'a str {
    match lang {
        Lang::Zh => name,
        Lang::En => name_en.filter(|name| !name.is_empty()).unwrap_or(name),
    }
}

/// A way to reach somebody, as it is on file.
#[derive(Clone, Debug)]
pub struct OnFile {
    pub contact_id: ContactId,
    pub person_id: PersonId,
    pub kind: ContactKind,
    /// As `keel::contact` keeps it.
    pub address: String,
    pub source: String,
    pub confirmed_at: Option<Time>,
    /// Since when nothing arrives there.
    pub failed_at: Option<Time>,
}
row!(OnFile { contact_id, person_id, kind, address, source, confirmed_at, failed_at });

impl OnFile {
    /// Whether it lets its reader sign in: its holder confirmed it, or somebody else told us of it. One that came with
    /// another record opens nothing before it is confirmed here.
    pub fn is_way_in(&self) -> bool {
        self.confirmed_at.is_some() || !matches!(self.source.as_str(), "self" | "merge")
    }

    /// The contact itself; what is on file was read by `keel::contact` before.
    pub fn contact(&self) -> keel::error::Result<Contact> {
        Contact::parse(&self.address, "CN")
    }
}

/// Nobody writes to this person, since when and why.
#[derive(Clone, Copy, Debug)]
pub struct Silence {
    pub kind: SilenceKind,
    pub since_at: Time,
    pub by_id: Option<PersonId>,
}
row!(Silence { kind, since_at, by_id });

/// A person whom a search found, with the latest run of employment.
#[derive(Clone, Debug)]
pub struct Found {
    pub person_id: PersonId,
    pub name: String,
    pub tenure_id: TenureId,
    pub number: Option<String>,
    pub department: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}
row!(Found { person_id, name, tenure_id, number, department, started_on, ended_on });

/// Somebody new, with the first run of employment.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: String,
    pub other_names: Vec<String>,
    pub language: Option<Lang>,
    /// Where they live or work, as precise as known.
    pub place: Option<String>,
    pub entity: EntityId,
    pub number: Option<String>,
    pub kind: PersonKind,
    pub department: Option<String>,
    pub title: Option<String>,
    pub manager: Option<PersonId>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
    pub contacts: Vec<Contact>,
    pub source: String,
}

/// A further run of employment.
#[derive(Clone, Debug)]
pub struct NewTenure {
    pub entity: EntityId,
    pub number: Option<String>,
    pub kind: PersonKind,
    pub department: Option<String>,
    pub title: Option<String>,
    pub manager: Option<PersonId>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
    pub source: String,
}

impl NewPerson {
    pub fn tenure(&self) -> NewTenure {
        NewTenure {
            entity: self.entity,
            number: self.number.clone(),
            kind: self.kind,
            department: self.department.clone(),
            title: self.title.clone(),
            manager: self.manager,
            started_on: self.started_on,
            ended_on: self.ended_on,
            source: self.source.clone(),
        }
    }
}

/// Whole days that two runs of employment share; `None` for an end means still running on `today`.
pub fn days_together(first: (Day, Option<Day>), second: (Day, Option<Day>), today: Day) -> i32 {
    let start = first.0.max(second.0);
    let end = first.1.unwrap_or(today).min(second.1.unwrap_or(today));
    start.days_until(end).max(-1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn two_who_never_met_shared_no_day() {
        let first = (day("2020-01-01"), Some(day("2020-06-30")));
        let second = (day("2020-07-01"), None);
        assert_eq!(days_together(first, second, day("2026-01-01")), 0);
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        let first = (day("2020-01-01"), None);
        let second = (day("2020-03-01"), Some(day("2020-03-01")));
        assert_eq!(days_together(first, second, day("2026-01-01")), 1);
    }
}
