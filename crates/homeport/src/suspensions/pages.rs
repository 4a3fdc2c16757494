//! Suspending somebody from their page, the list of those that run, and what its holder reads.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::id::Id;
use serde::Deserialize;

use super::model::{State, days};
use super::{Ground, PURPOSE, Suspension, SuspensionId, actions, letters, link, sql};
use crate::app::{Answer, Cx};
use crate::people::{self, PersonId};
use crate::settings::Key;
use crate::shell::{Choice, Form, Problem, Shell, beside};
use crate::{accounts, members};

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "suspensions/templates/index.html")]
struct Index {
    s: Shell,
    rows: Vec<Row>,
    newer: String,
    older: String,
}

struct Row {
    href: String,
    name: String,
    line: String,
    has_appeal: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct After {
    after: String,
}

/// `GET /suspensions`
pub async fn index(cx: Cx, Query(asked): Query<After>) -> Answer {
    let after = asked.after.parse().unwrap_or(SuspensionId(Id([0; 16])));
    let mut found = sql::all_running(&mut cx.read().await?, after, PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| goes_on).map(|last| format!("?after={}", last.suspension_id));
    let page = Index {
        newer: if asked.after.is_empty() { String::new() } else { "/suspensions".to_owned() },
        older: older.unwrap_or_default(),
        rows: found
            .into_iter()
            .map(|one| Row {
                href: format!("/people/{}/suspension", one.person_id),
                name: one.name,
                line: cx.l().t1("suspensions-until", "day", day(&cx, one.until_at)),
                has_appeal: one.has_appeal,
            })
            .collect(),
        s: cx.shell("people"),
    };
    cx.show(&page)
}

fn day(cx: &Cx, at: Time) -> String {
    cx.l().day(at.day_in(&cx.zone()))
}

#[derive(Template)]
#[template(path = "suspensions/templates/person.html")]
struct OfPerson {
    s: Shell,
    id: PersonId,
    name: String,
    /// Why somebody cannot be suspended; empty where they can, or are.
    hindered: &'static str,
    running: Option<Running>,
    past: Vec<String>,
    grounds: Vec<Choice>,
    days: String,
    problems: Vec<Problem>,
}

struct Running {
    why: String,
    until: String,
    appeal: String,
    has_open_appeal: bool,
}

impl OfPerson {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// `GET /people/{id}/suspension`
pub async fn of_person(cx: Cx, Path(id): Path<String>) -> Answer {
    let form = SuspendForm { ground: String::new(), days: "30".to_owned() };
    let page = person_page(&cx, id.parse()?, form, Vec::new()).await?;
    cx.show(&page)
}

async fn person_page(cx: &Cx, id: PersonId, form: SuspendForm, problems: Vec<Problem>) -> Result<OfPerson> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let name = people::person(&mut conn, id).await?.name;
    let all = sql::of_person(&mut conn, id).await?;
    let running = all.iter().find(|one| one.is_running()).map(|one| Running {
        why: letters::why(l, one),
        until: l.t1("suspensions-until", "day", day(cx, one.until_at)),
        appeal: one.appeal.clone().unwrap_or_default(),
        has_open_appeal: one.has_open_appeal(),
    });
    let hindered = match &running {
        Some(_) => "",
        None => hindered(&mut conn, id).await?,
    };
    Ok(OfPerson {
        s: cx.narrow("people"),
        id,
        name,
        hindered,
        running,
        past: all.iter().filter(|one| !one.is_running()).map(|one| past(cx, one)).collect(),
        grounds: Ground::ALL
            .iter()
            .map(|ground| Choice {
                value: ground.word().to_owned(),
                label: l.t(ground.key()).into_owned(),
                is_chosen: ground.word() == form.ground,
            })
            .collect(),
        days: form.days,
        problems,
    })
}

async fn hindered(conn: &mut Conn, person: PersonId) -> Result<&'static str> {
    if !accounts::roles(conn, person).await?.is_empty() {
        return Ok("suspensions-error-role");
    }
    let is_member = members::is_member(conn, person).await?;
    Ok(if is_member { "" } else { "suspensions-error-no-member" })
}

fn past(cx: &Cx, one: &Suspension) -> String {
    let key = match one.state {
        State::Running | State::Over => "suspensions-past-over",
        State::Lifted => "suspensions-past-lifted",
    };
    let ended = day(cx, one.ended_at.unwrap_or(one.until_at));
    cx.l().t2(key, "from", day(cx, one.began_at), "to", ended)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SuspendForm {
    ground: String,
    days: String,
}

/// `POST /people/{id}/suspension`
pub async fn suspend(cx: Cx, Path(id): Path<String>, Form(form): Form<SuspendForm>) -> Answer {
    let id: PersonId = id.parse()?;
    match suspended(&cx, id, &form).await {
        Ok(name) => {
            cx.done(&format!("/people/{id}"), &Text::new("suspensions-done-began").with("name", name))
        }
        Err(Error::Invalid(problems)) => {
            let labels = [("ground", "suspensions-ground"), ("days", "suspensions-days")];
            let problems = cx.problems(&problems, &labels);
            let page = person_page(&cx, id, form, problems).await?;
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/people/{id}/suspension"), &text),
        Err(error) => Err(error),
    }
}

async fn suspended(cx: &Cx, id: PersonId, form: &SuspendForm) -> Result<String> {
    let mut problems = Problems::new();
    let ground = Ground::from_word(&form.ground);
    if ground.is_none() {
        problems.add("ground", Text::new("suspensions-error-ground"));
    }
    let days = problems.take(days(&form.days))?;
    problems.ok()?;
    let (Some(ground), Some(days)) = (ground, days) else { return Err(Error::NotFound) };
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    actions::suspend(cx, &mut conn, id, ground, days).await?;
    cx.commit(conn).await?;
    Ok(name)
}

/// `POST /people/{id}/suspension/lift`
pub async fn lift(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    match actions::lift(&cx, &mut conn, id).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/people/{id}"), &Text::new("suspensions-done-lifted").with("name", name))
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/people/{id}/suspension"), &text),
        Err(error) => Err(error),
    }
}

/// `POST /people/{id}/suspension/answer`: it stays as it is.
pub async fn answer(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    let back = format!("/people/{id}/suspension");
    let done = actions::uphold(&cx, &mut conn, id).await;
    cx.after(conn, done, &back, &Text::new("suspensions-done-upheld").with("name", name)).await
}

/// `GET /me/suspension`: whoever is signed in needs no link.
pub async fn own(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    match sql::running(&mut cx.read().await?, me).await? {
        Some(suspension) => cx.to(&link(&cx.app, suspension.suspension_id)),
        None => cx.to("/me"),
    }
}

#[derive(Template)]
#[template(path = "suspensions/templates/told.html")]
struct Told {
    s: Shell,
    here: String,
    title: &'static str,
    text: String,
    why: String,
    is_running: bool,
    /// They look at it themselves, signed in: then their papers and the way out are a tap away.
    is_me: bool,
    receipts: Vec<(String, String)>,
    words: String,
    has_open_appeal: bool,
    answered: bool,
    telephone: String,
    problems: Vec<Problem>,
}

impl Told {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// Of whoever was erased nothing is left to say.
fn gone(cx: &Cx) -> Answer {
    let page = Told {
        s: cx.narrow(""),
        here: String::new(),
        title: "suspensions-over",
        text: cx.l().t("suspensions-gone-text").into_owned(),
        why: String::new(),
        is_running: false,
        is_me: false,
        receipts: Vec::new(),
        words: String::new(),
        has_open_appeal: false,
        answered: false,
        telephone: String::new(),
        problems: Vec::new(),
    };
    cx.page(StatusCode::GONE, &page)
}

async fn told_page(
    cx: &Cx,
    conn: &mut Conn,
    suspension: &Suspension,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Result<Told> {
    let l = cx.l();
    let is_running = suspension.is_running();
    let is_me = cx.viewer.person == Some(suspension.person_id);
    let receipts = if is_me { members::receipts(conn, suspension.person_id).await? } else { Vec::new() };
    let alliance = cx.app.settings().alliance(cx.lang).to_owned();
    let text = if is_running { "suspensions-told-text" } else { "suspensions-over-text" };
    Ok(Told {
        here: link(&cx.app, suspension.suspension_id),
        title: if is_running { "suspensions-told" } else { "suspensions-over" },
        text: l.t2(text, "alliance", alliance, "day", day(cx, suspension.until_at)),
        why: letters::why(l, suspension),
        is_running,
        is_me,
        receipts: receipts
            .into_iter()
            .map(|one| (format!("/receipts/{}", one.receipt_id), l.day_time(one.at, &cx.zone())))
            .collect(),
        words: typed.or_else(|| suspension.appeal.clone()).unwrap_or_default(),
        has_open_appeal: suspension.has_open_appeal(),
        answered: suspension.answered_at.is_some() && !suspension.has_open_appeal(),
        telephone: cx.app.settings().get(Key::CompanyTelephone).to_owned(),
        problems,
        s: cx.narrow(""),
    })
}

async fn followed(cx: &Cx, conn: &mut Conn, ticket: &str) -> Result<Option<Suspension>> {
    let id = cx.app.key.redeem(PURPOSE, ticket).map(SuspensionId).ok_or(Error::NotFound)?;
    sql::suspension(conn, id).await
}

/// `GET /suspensions/{ticket}`
pub async fn told(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let Some(suspension) = followed(&cx, &mut conn, &ticket).await? else { return gone(&cx) };
    let page = told_page(&cx, &mut conn, &suspension, None, Vec::new()).await?;
    cx.show(&page)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    words: String,
}

/// `POST /suspensions/{ticket}/appeal`
pub async fn appeal(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AppealForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(suspension) = followed(&cx, &mut conn, &ticket).await? else { return gone(&cx) };
    let here = link(&cx.app, suspension.suspension_id);
    match actions::appeal(&cx, &mut conn, &suspension, &form.words).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&here, &Text::new("suspensions-done-appealed"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &[("words", "claims-appeal-words")]);
            let mut conn = cx.read().await?;
            let page = told_page(&cx, &mut conn, &suspension, Some(form.words), problems).await?;
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry(&here, &text),
        Err(error) => Err(error),
    }
}
