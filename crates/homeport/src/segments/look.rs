//! Looking at people one page's worth after another: who fits what is asked, and what keeps them from being
//! written to.

use std::collections::HashMap;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;

use super::filter::Reached;
use super::sql::{self, Fact, Known, Terms};
use super::{Batch, Filter};
use crate::app::Cx;
use crate::careers::{self, LearntKind};
use crate::members::Purpose;
use crate::organisations::{self, OrganisationId};
use crate::people::directory::{self, Along, Eye, PAGE};
use crate::people::{self, ContactKind, PersonId, SilenceKind};

/// People looked at for one batch.
const BATCH: usize = 500;
/// So many are held at once, to be put in the order of ids.
const FEW: usize = 1_000;

/// Somebody who fits and lives.
pub struct Looked {
    pub person_id: PersonId,
    pub is_silent: bool,
    pub agrees: bool,
    pub has_contact: bool,
}

/// A filter as it is asked now.
pub struct Look<'a> {
    cx: &'a Cx,
    pub eye: Eye,
    filter: &'a Filter,
    terms: Terms,
}

impl<'a> Look<'a> {
    pub async fn of(
        cx: &'a Cx,
        conn: &mut Conn,
        filter: &'a Filter,
        purpose: Option<Purpose>,
    ) -> Result<Self> {
        let mut known = Known::default();
        if let Some(name) = &filter.organisation {
            let organisation = organisations::called(conn, name).await?;
            known.organisation = Some(organisation.unwrap_or(OrganisationId(Id([0; 16]))));
        }
        if let Some(name) = &filter.skill {
            known.skill = Some(careers::folded(&careers::named(conn, LearntKind::Skill, name).await?));
        }
        if let Some(name) = &filter.school {
            known.school = Some(careers::folded(&careers::named(conn, LearntKind::School, name).await?));
        }
        let zone = cx.zone();
        let starts = [filter.fresh_on, filter.seen_on].map(|day| day.map(|day| Time::at(day, 0, 0, &zone)));
        let terms = Terms::of(filter, cx.today(), known, starts, purpose);
        Ok(Self { cx, eye: Eye::of(&cx.viewer), filter, terms })
    }

    /// Those of a page's worth of people who fit, in the order given. That they fit `who` the caller knows.
    pub async fn at(&self, conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Looked>> {
        let mut out = Vec::new();
        if !self.filter.except.is_empty() {
            out = directory::among(conn, &self.eye, &self.filter.except, people).await?;
        }
        let facts = sql::facts(conn, &self.terms, people).await?;
        let mut facts: HashMap<PersonId, Fact> =
            facts.into_iter().map(|fact| (fact.person_id, fact)).collect();
        let fits = |person: &PersonId| {
            !out.contains(person)
                && facts
                    .get(person)
                    .is_some_and(|fact| fact.fits && fact.silence != Some(SilenceKind::Deceased))
        };
        let fitting: Vec<PersonId> = people.iter().copied().filter(fits).collect();
        let contacts = self.contacts(conn, &fitting).await?;
        let wanted = self.filter.wanted(super::filter::Asked::Contact);
        let mut looked = Vec::new();
        for person_id in fitting {
            let reached = contacts.get(&person_id).copied().unwrap_or_default();
            let is_reached = self.filter.contact.is_none_or(|by| reached.by(by));
            let Some(fact) = facts.remove(&person_id) else { continue };
            if wanted.is_none_or(|wanted| wanted == is_reached) {
                looked.push(Looked {
                    person_id,
                    is_silent: fact.silence.is_some(),
                    agrees: fact.agrees,
                    has_contact: reached.by(Reached::Any),
                });
            }
        }
        Ok(looked)
    }

    /// By what each is reached: nothing of the company's own, which ends with the job.
    async fn contacts(&self, conn: &mut Conn, people: &[PersonId]) -> Result<HashMap<PersonId, Ways>> {
        let mut all: HashMap<PersonId, Ways> = HashMap::new();
        if people.is_empty() {
            return Ok(all);
        }
        let settings = self.cx.app.settings();
        for (person, kind, address) in sql::contacts(conn, people).await? {
            let is_private = keel::contact::Contact::parse(&address, "CN")
                .is_ok_and(|contact| people::is_private(&settings, &contact));
            if is_private {
                let ways = all.entry(person).or_default();
                match kind {
                    ContactKind::Mail => ways.mail = true,
                    ContactKind::Mobile => ways.mobile = true,
                }
            }
        }
        Ok(all)
    }
}

#[derive(Clone, Copy, Default)]
struct Ways {
    mail: bool,
    mobile: bool,
}

impl Ways {
    const fn by(self, by: Reached) -> bool {
        match by {
            Reached::Any => self.mail || self.mobile,
            Reached::Mail => self.mail,
            Reached::Mobile => self.mobile,
        }
    }
}

/// Those of some people who fit, whether or not they may be written to, in the order given.
pub async fn among(cx: &Cx, conn: &mut Conn, filter: &Filter, people: &[PersonId]) -> Result<Vec<PersonId>> {
    let look = Look::of(cx, conn, filter, None).await?;
    let mut fitting = Vec::new();
    for page in people.chunks(PAGE) {
        fitting.extend(look.at(conn, page).await?.into_iter().map(|looked| looked.person_id));
    }
    Ok(fitting)
}

/// The next people in the order of ids.
pub async fn batch(
    cx: &Cx,
    conn: &mut Conn,
    filter: &Filter,
    purpose: Option<Purpose>,
    after: Option<PersonId>,
) -> Result<Batch> {
    let look = Look::of(cx, conn, filter, purpose).await?;
    let after = after.unwrap_or(PersonId(Id([0; 16])));
    let (people, next) = match few(conn, &look, after).await? {
        Some(few) => few,
        None => {
            let people = people::after(conn, after, BATCH).await?;
            let next = people.last().copied().filter(|_| people.len() == BATCH);
            (people, next)
        }
    };
    let mut batch = Batch { next, ..Batch::default() };
    for page in people.chunks(PAGE) {
        let among = directory::among(conn, &look.eye, &filter.who, page).await?;
        let page: Vec<PersonId> = page.iter().copied().filter(|person| among.contains(person)).collect();
        for looked in look.at(conn, &page).await? {
            let out = &mut batch.left_out;
            match looked {
                Looked { is_silent: true, .. } => out.silent += 1,
                Looked { agrees: false, .. } => out.no_consent += 1,
                Looked { has_contact: false, .. } => out.no_contact += 1,
                Looked { person_id, .. } => batch.people.push(person_id),
            }
        }
        tokio::task::yield_now().await;
    }
    Ok(batch)
}

/// Where a list is so short that it can be held, its next people in the order of ids.
async fn few(
    conn: &mut Conn,
    look: &Look<'_>,
    after: PersonId,
) -> Result<Option<(Vec<PersonId>, Option<PersonId>)>> {
    let mut along = Along::of(conn, &look.eye, &look.filter.who, None).await?;
    if along.is_long() {
        return Ok(None);
    }
    let mut people = Vec::new();
    while !along.is_done() {
        people.extend(along.next(conn, FEW).await?);
    }
    people.retain(|person| *person > after);
    people.sort_unstable();
    let has_more = people.len() > BATCH;
    people.truncate(BATCH);
    let next = people.last().copied().filter(|_| has_more);
    Ok(Some((people, next)))
}
