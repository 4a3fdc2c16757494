//! One claim before an officer's eyes: what was told, who it may be and why, who vouches, and the decision.

use askama::Template;
use axum::extract::{Path, Query};
use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::tell::day;
use crate::app::{Answer, Cx};
use crate::claims::actions::Entry;
use crate::claims::model::{Candidate, Claim, ClaimId, LIKELY, Reason, State, Vouch, VouchState, line};
use crate::claims::sql::vouches;
use crate::claims::{actions, find, letters, sql};
use crate::invitations::{self, Ground};
use crate::people::{self, Entity, TombstoneKind};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "claims/templates/show.html")]
struct Show {
    s: Shell,
    id: ClaimId,
    name: String,
    line: String,
    told: Vec<(&'static str, String)>,
    /// How it stands, where it was decided.
    standing: String,
    person: String,
    appeal: String,
    is_open: bool,
    /// They had themselves deleted, or wanted no message, and come by themselves now.
    remembered: &'static str,
    candidates: Vec<Likely>,
    typed: String,
    found: Vec<Found>,
    vouches: Vec<Said>,
    entities: Vec<Choice>,
    entry: EntryForm,
    grounds: Vec<Choice>,
    problems: Vec<Problem>,
}

impl Show {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct Likely {
    id: String,
    name: String,
    line: String,
    score: i64,
    is_likely: bool,
    is_member: bool,
    reasons: Vec<&'static str>,
}

struct Found {
    id: String,
    name: String,
    line: String,
}

struct Said {
    name: String,
    /// When they answered, or were asked.
    ago: String,
    href: String,
    tag: (&'static str, &'static str),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// `GET /claims/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let claim = seen(&mut cx.read().await?, &id).await?;
    let entry = EntryForm::of(&claim, cx.today());
    let page = page(&cx, &claim, entry, asked.q, Vec::new()).await?;
    cx.show(&page)
}

/// What nobody confirmed is on no page.
async fn seen(conn: &mut Conn, id: &str) -> Result<Claim> {
    let found = sql::claim(conn, id.parse()?).await?;
    found.filter(|claim| claim.state != State::New).ok_or(Error::NotFound)
}

async fn page(
    cx: &Cx,
    claim: &Claim,
    entry: EntryForm,
    typed: String,
    problems: Vec<Problem>,
) -> Result<Show> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let is_open = claim.state.is_open();
    let candidates = if is_open { find::candidates(&mut conn, claim).await? } else { Vec::new() };
    let found = match typed.trim() {
        "" => Vec::new(),
        typed => people::search(&mut conn, typed, 10).await?,
    };
    let entities = people::entities(&mut conn).await?;
    let asked = vouches::of_claim(&mut conn, claim.claim_id).await?;
    Ok(Show {
        id: claim.claim_id,
        name: claim.name.clone(),
        line: l.t2(
            "claims-show-line",
            "ago",
            l.ago(cx.now, claim.confirmed_at.unwrap_or(claim.told_at)),
            "day",
            day(cx, claim.until_at),
        ),
        told: told(cx, claim, &entities),
        standing: standing(cx, claim),
        person: claim.person_id.map(|person| format!("/people/{person}")).unwrap_or_default(),
        appeal: claim.appeal.clone().unwrap_or_default(),
        is_open,
        remembered: if is_open { remembered(cx, &mut conn, claim).await? } else { "" },
        candidates: candidates.into_iter().map(|one| likely(cx, one)).collect(),
        found: found.into_iter().map(found_line).collect(),
        typed,
        vouches: asked.into_iter().map(|vouch| said(cx, vouch)).collect(),
        entities: entities
            .iter()
            .map(|one| Choice {
                value: one.entity_id.to_string(),
                label: one.name_in(cx.lang).to_owned(),
                is_chosen: one.entity_id.to_string() == entry.entity,
            })
            .collect(),
        entry,
        grounds: Ground::ALL
            .iter()
            .map(|ground| Choice {
                value: ground.word().to_owned(),
                label: l.t(invitations::pages::ground_word(*ground)).into_owned(),
                is_chosen: *ground == Ground::Unproven,
            })
            .collect(),
        problems,
        s: cx.shell("desk"),
    })
}

fn told(cx: &Cx, claim: &Claim, entities: &[Entity]) -> Vec<(&'static str, String)> {
    let entity = entities.iter().find(|one| Some(one.entity_id) == claim.entity_id);
    let optional = |label, value: Option<String>| value.map(|value| (label, value));
    let all = [
        Some(("claims-years", claim.years())),
        optional("claims-entity", entity.map(|one| one.name_in(cx.lang).to_owned())),
        optional("claims-department", claim.department.clone()),
        optional("claims-colleague", claim.colleague.clone()),
        Some(("claims-contact-told", claim.address.clone())),
    ];
    all.into_iter().flatten().collect()
}

fn standing(cx: &Cx, claim: &Claim) -> String {
    let l = cx.l();
    let ago = l.ago(cx.now, claim.decided_at.unwrap_or(claim.told_at));
    match claim.state {
        State::New | State::Waiting => String::new(),
        State::Appealed => l.t("claims-standing-appealed").into_owned(),
        State::Accepted if claim.is_vouched => l.t1("claims-standing-vouched", "ago", ago),
        State::Accepted => l.t1("claims-standing-accepted", "ago", ago),
        State::Refused => {
            claim.ground.map(|ground| letters::answer(l, ground, claim.decided_role)).unwrap_or_default()
        }
    }
}

async fn remembered(cx: &Cx, conn: &mut Conn, claim: &Claim) -> Result<&'static str> {
    Ok(match people::is_tombstoned(conn, &cx.app.key, None, &[claim.contact()?]).await? {
        Some(TombstoneKind::Deleted) => "claims-remembered-deleted",
        Some(TombstoneKind::DoNotContact) => "claims-remembered-silent",
        None => "",
    })
}

fn years(from: Day, to: Option<Day>) -> String {
    to.map_or_else(|| format!("{}–", from.year()), |to| format!("{}–{}", from.year(), to.year()))
}

fn likely(cx: &Cx, one: Candidate) -> Likely {
    let lines: Vec<String> = one
        .tenures
        .iter()
        .map(|tenure| {
            let span = Some(years(tenure.started_on, tenure.ended_on));
            let parts = [tenure.number.clone(), tenure.department.clone(), span];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
        .collect();
    Likely {
        score: one.score(),
        is_likely: one.score() >= LIKELY,
        id: one.person_id.to_string(),
        line: cx.l().list(&lines),
        name: one.name,
        is_member: one.is_member,
        reasons: one.reasons.into_iter().map(reason).collect(),
    }
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Contact => "claims-reason-contact",
        Reason::SameName => "claims-reason-name",
        Reason::AlikeName => "claims-reason-alike",
        Reason::Years => "claims-reason-years",
        Reason::SomeYears => "claims-reason-some-years",
        Reason::Department => "claims-reason-department",
        Reason::Colleague => "claims-reason-colleague",
    }
}

fn found_line(one: people::Found) -> Found {
    let parts = [one.number, one.department, Some(years(one.started_on, one.ended_on))];
    Found {
        id: one.person_id.to_string(),
        name: one.name,
        line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    }
}

fn said(cx: &Cx, vouch: Vouch) -> Said {
    Said {
        ago: cx.l().ago(cx.now, vouch.answered_at.unwrap_or(vouch.asked_at)),
        href: format!("/people/{}", vouch.person_id),
        name: vouch.person_name,
        tag: match vouch.state {
            VouchState::Asked => ("", "claims-vouch-tag-asked"),
            VouchState::Yes => ("calm", "claims-vouch-tag-yes"),
            VouchState::No => ("alarm", "claims-vouch-tag-no"),
            VouchState::Declined => ("", "claims-vouch-tag-declined"),
        },
    }
}

/// What comes of a decision: onward, or back with what stands against it.
async fn after(cx: &Cx, id: &str, conn: Conn, done: Result<()>, text: Text) -> Answer {
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/claims", &text)
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/claims/{id}"), &text),
        Err(error) => Err(error),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    person: String,
}

/// `POST /claims/{id}/accept`
pub async fn accept(cx: Cx, Path(id): Path<String>, Form(form): Form<AcceptForm>) -> Answer {
    let person = form.person.parse()?;
    let mut conn = cx.begin().await?;
    let claim = seen(&mut conn, &id).await?;
    let done = actions::accept(&cx, &mut conn, claim.claim_id, person).await;
    let text = Text::new("claims-done-accepted").with("name", claim.name);
    after(&cx, &id, conn, done, text).await
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    entity: String,
    department: String,
    title: String,
    started_on: String,
    last_day: String,
}

impl EntryForm {
    fn of(claim: &Claim, today: Day) -> Self {
        let span = find::span(claim);
        let day = |day: Option<Day>| day.map(|day| day.min(today).to_string()).unwrap_or_default();
        Self {
            entity: claim.entity_id.map(|entity| entity.to_string()).unwrap_or_default(),
            department: claim.department.clone().unwrap_or_default(),
            title: String::new(),
            started_on: day(span.map(|(first, _)| first)),
            last_day: day(span.map(|(_, last)| last)),
        }
    }

    fn read(&self) -> Result<Entry> {
        let mut problems = Problems::new();
        let mut day = |field: &'static str, typed: &str| {
            let found = Day::parse(typed.trim());
            if found.is_none() {
                problems.add(field, Text::new("people-problem-day").with("typed", typed.trim()));
            }
            found
        };
        let (started_on, ended_on) = (day("started_on", &self.started_on), day("last_day", &self.last_day));
        let department = line(&mut problems, "department", &self.department);
        let title = line(&mut problems, "title", &self.title);
        problems.ok()?;
        Ok(Entry {
            entity: self.entity.parse()?,
            department,
            title,
            started_on: started_on.ok_or(Error::NotFound)?,
            ended_on,
        })
    }
}

const LABELS: [(&str, &str); 4] = [
    ("started_on", "people-started-on"),
    ("last_day", "people-last-day"),
    ("department", "claims-department"),
    ("title", "people-job"),
];

/// `POST /claims/{id}/enter`
pub async fn enter(cx: Cx, Path(id): Path<String>, Form(form): Form<EntryForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let claim = seen(&mut conn, &id).await?;
    let done = match form.read() {
        Ok(entry) => actions::enter(&cx, &mut conn, claim.claim_id, &entry).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(Error::Invalid(problems)) = done {
        drop(conn);
        let problems = cx.problems(&problems, &LABELS);
        let page = page(&cx, &claim, form, String::new(), problems).await?;
        return cx.invalid(&page);
    }
    let text = Text::new("claims-done-accepted").with("name", claim.name);
    after(&cx, &id, conn, done, text).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RefuseForm {
    ground: String,
}

/// `POST /claims/{id}/refuse`
pub async fn refuse(cx: Cx, Path(id): Path<String>, Form(form): Form<RefuseForm>) -> Answer {
    let ground = Ground::from_word(&form.ground).ok_or(Error::NotFound)?;
    let mut conn = cx.begin().await?;
    let claim = seen(&mut conn, &id).await?;
    let done = actions::refuse(&cx, &mut conn, claim.claim_id, ground).await;
    let text = Text::new("claims-done-refused").with("name", claim.name);
    after(&cx, &id, conn, done, text).await
}
