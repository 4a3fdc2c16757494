//! A claim, who vouches for it, and what speaks for whom it may be.

use std::time::Duration;

use keel::clock::{Day, Time};
use keel::contact::Contact;
use keel::error::{Problems, Result, Text};
use keel::l10n::Lang;
use keel::row;
use unicode_normalization::UnicodeNormalization;

use crate::access::Role;
use crate::invitations::Ground;
use crate::people::{EntityId, PersonId, cleaned, folded};

keel::id!(ClaimId);
keel::id!(VouchId);

keel::words! {
    pub enum State {
        /// Told, and the contact not confirmed yet.
        New = "new",
        Waiting = "waiting",
        /// Refused, and asked to be looked at again.
        Appealed = "appealed",
        Accepted = "accepted",
        Refused = "refused",
    }
}

impl State {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Appealed)
    }
}

keel::words! {
    pub enum VouchState {
        Asked = "asked",
        Yes = "yes",
        No = "no",
        /// "Do not ask me": says nothing about who claims.
        Declined = "declined",
    }
}

/// So many members are asked at most.
pub const ASKED_AT_MOST: usize = 6;
/// So many who know them are enough.
pub const ENOUGH: usize = 2;
/// Days until a claim that nobody confirmed is gone.
pub const CONFIRM_DAYS: i64 = 3;
/// Wrong codes until the code is worth nothing.
pub const CODE_TRIES: i64 = 5;
/// A code is typed at once or never; the link beside it waits for the evening.
pub const CODE_LIFE: Duration = Duration::from_secs(30 * 60);
/// The longest appeal, in characters.
pub const LONGEST: usize = 1_000;
/// The longest name, department or colleague, in characters.
const LONGEST_LINE: usize = 100;
const FIRST_YEAR: i64 = 1950;

/// What somebody tells.
#[derive(Clone, Debug)]
pub struct Told {
    pub name: String,
    pub from_year: i64,
    pub to_year: i64,
    pub entity: Option<EntityId>,
    pub department: Option<String>,
    pub colleague: Option<String>,
    pub contact: Contact,
    pub language: Lang,
    /// Whether former colleagues may be shown name and years.
    pub may_ask: bool,
}

/// One line as it is kept.
pub fn line(problems: &mut Problems, field: &'static str, typed: &str) -> Option<String> {
    if typed.chars().count() > LONGEST_LINE {
        problems.add(field, Text::new("claims-error-long").with("max", LONGEST_LINE));
        return None;
    }
    cleaned(typed)
}

/// The first and the last year, however they are written: `2010`, `２０１０`, `2010年`.
pub fn years(problems: &mut Problems, from: &str, to: &str, this_year: i64) -> Option<(i64, i64)> {
    let read = |typed: &str| {
        let plain: String = typed.nfkc().collect();
        let year = plain.trim().trim_end_matches('年').trim().parse::<i64>().ok()?;
        (FIRST_YEAR..=this_year).contains(&year).then_some(year)
    };
    let (first, last) = (read(from), read(to));
    for (field, year) in [("from", first), ("to", last)] {
        if year.is_none() {
            let text = Text::new("claims-error-year").with("from", FIRST_YEAR.to_string());
            problems.add(field, text.with("to", this_year.to_string()));
        }
    }
    let (first, last) = first.zip(last)?;
    if first > last {
        problems.add("to", Text::new("claims-error-years"));
        return None;
    }
    Some((first, last))
}

/// An appeal in somebody's words, against a refused claim or a suspension.
pub fn appeal_words(typed: &str) -> Result<String> {
    let mut problems = Problems::new();
    let typed = typed.trim();
    if typed.is_empty() {
        problems.add("words", Text::new("claims-error-words"));
    } else if typed.chars().count() > LONGEST {
        problems.add("words", Text::new("claims-error-long").with("max", LONGEST));
    }
    problems.ok()?;
    Ok(typed.to_owned())
}

#[derive(Clone, Debug)]
pub struct Claim {
    pub claim_id: ClaimId,
    pub state: State,
    pub name: String,
    pub from_year: i64,
    pub to_year: i64,
    pub entity_id: Option<EntityId>,
    pub department: Option<String>,
    pub colleague: Option<String>,
    pub address: String,
    pub language: Lang,
    pub may_ask: bool,
    pub told_at: Time,
    pub confirmed_at: Option<Time>,
    pub until_at: Time,
    pub decided_at: Option<Time>,
    pub decided_role: Option<Role>,
    pub ground: Option<Ground>,
    pub is_vouched: bool,
    pub appeal: Option<String>,
    pub person_id: Option<PersonId>,
}

row!(Claim {
    claim_id,
    state,
    name,
    from_year,
    to_year,
    entity_id,
    department,
    colleague,
    address,
    language,
    may_ask,
    told_at,
    confirmed_at,
    until_at,
    decided_at,
    decided_role,
    ground,
    is_vouched,
    appeal,
    person_id,
});

impl Claim {
    pub fn contact(&self) -> Result<Contact> {
        Contact::parse(&self.address, "CN")
    }

    pub fn years(&self) -> String {
        match self.from_year == self.to_year {
            true => self.from_year.to_string(),
            false => format!("{}–{}", self.from_year, self.to_year),
        }
    }

    /// Whether both tell the same of the same person.
    pub fn says_as(&self, other: &Self) -> bool {
        let lines = |claim: &Self| {
            let department = claim.department.as_deref().map(folded);
            let colleague = claim.colleague.as_deref().map(folded);
            (folded(&claim.name), claim.from_year, claim.to_year, claim.entity_id, department, colleague)
        };
        lines(self) == lines(other)
    }
}

/// Who was asked to vouch, and what they said.
#[derive(Clone, Debug)]
pub struct Vouch {
    pub vouch_id: VouchId,
    pub claim_id: ClaimId,
    pub person_id: PersonId,
    pub person_name: String,
    pub state: VouchState,
    pub asked_at: Time,
    pub answered_at: Option<Time>,
}

row!(Vouch { vouch_id, claim_id, person_id, person_name, state, asked_at, answered_at });

/// One run of employment of somebody on record whose name fits.
#[derive(Clone, Debug)]
pub struct Tenure {
    pub person_id: PersonId,
    pub name: String,
    pub is_member: bool,
    pub entity_id: EntityId,
    pub number: Option<String>,
    pub department: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}

row!(Tenure { person_id, name, is_member, entity_id, number, department, started_on, ended_on });

impl Tenure {
    fn last_year(&self) -> i64 {
        self.ended_on.map_or(i64::MAX, |day| i64::from(day.year()))
    }

    fn first_year(&self) -> i64 {
        i64::from(self.started_on.year())
    }

    fn touches(&self, claim: &Claim) -> bool {
        self.first_year() <= claim.to_year && self.last_year() >= claim.from_year
    }

    fn is_at(&self, claim: &Claim) -> bool {
        claim.entity_id.is_none_or(|entity| entity == self.entity_id)
    }
}

/// What speaks for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The contact is on their file.
    Contact,
    SameName,
    /// Another of their names, or one that sounds the same.
    AlikeName,
    /// First and last year are right, give or take one.
    Years,
    SomeYears,
    Department,
    /// The colleague named worked there then.
    Colleague,
}

impl Reason {
    /// Of a hundred: nothing alone is enough but name and years together.
    const fn weight(self) -> i64 {
        match self {
            Self::Contact => 50,
            Self::SameName => 40,
            Self::AlikeName => 25,
            Self::Years => 35,
            Self::SomeYears => 20,
            Self::Department | Self::Colleague => 15,
        }
    }
}

/// From here on somebody is it, if nobody else is as likely.
pub const LIKELY: i64 = 75;

/// Somebody on record who may be the one.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub person_id: PersonId,
    pub name: String,
    pub is_member: bool,
    pub reasons: Vec<Reason>,
    pub tenures: Vec<Tenure>,
}

impl Candidate {
    /// How well they fit, of a hundred.
    pub fn score(&self) -> i64 {
        self.reasons.iter().map(|reason| reason.weight()).sum::<i64>().min(100)
    }
}

/// Whoever fits, the best first. `known` have the contact on file, `colleagues` are runs of employment of
/// those who have the name of the colleague.
pub fn weigh(
    claim: &Claim,
    tenures: Vec<Tenure>,
    colleagues: &[Tenure],
    known: &[PersonId],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for tenure in tenures {
        match found.iter_mut().find(|one| one.person_id == tenure.person_id) {
            Some(one) => one.tenures.push(tenure),
            None => found.push(Candidate {
                person_id: tenure.person_id,
                name: tenure.name.clone(),
                is_member: tenure.is_member,
                reasons: Vec::new(),
                tenures: vec![tenure],
            }),
        }
    }
    for one in &mut found {
        one.reasons = reasons(claim, one, colleagues, known.contains(&one.person_id));
    }
    found.sort_by(|one, other| other.score().cmp(&one.score()).then(one.person_id.cmp(&other.person_id)));
    found
}

fn reasons(claim: &Claim, one: &Candidate, colleagues: &[Tenure], is_known: bool) -> Vec<Reason> {
    let mut all = Vec::new();
    if is_known {
        all.push(Reason::Contact);
    }
    if folded(&one.name) == folded(&claim.name) {
        all.push(Reason::SameName);
    } else if !is_known {
        all.push(Reason::AlikeName);
    }
    let there: Vec<&Tenure> =
        one.tenures.iter().filter(|tenure| tenure.is_at(claim) && tenure.touches(claim)).collect();
    let is_right = |tenure: &&&Tenure| {
        (tenure.first_year() - claim.from_year).abs() <= 1 && tenure.last_year().abs_diff(claim.to_year) <= 1
    };
    if there.iter().any(|tenure| is_right(&tenure)) {
        all.push(Reason::Years);
    } else if !there.is_empty() {
        all.push(Reason::SomeYears);
    }
    let departments = || there.iter().filter_map(|tenure| tenure.department.as_deref());
    if claim.department.as_deref().is_some_and(|told| departments().any(|known| is_alike(told, known))) {
        all.push(Reason::Department);
    }
    let beside = |tenure: &Tenure| {
        colleagues.iter().any(|other| {
            other.person_id != tenure.person_id
                && other.entity_id == tenure.entity_id
                && other.started_on <= tenure.ended_on.unwrap_or(other.started_on)
                && other.ended_on.is_none_or(|last| last >= tenure.started_on)
        })
    };
    if there.iter().any(|tenure| beside(tenure)) {
        all.push(Reason::Colleague);
    }
    all
}

/// Whether two names of a department mean the same: one may be written shorter, or in one language of two.
pub fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let shorter = one.chars().count().min(other.chars().count());
    one == other || (shorter >= 2 && (one.contains(&other) || other.contains(&one)))
}

#[cfg(test)]
mod tests;
