//! Somebody not invited asks why, asks to be, and appeals. They are told a neutral ground and a role,
//! never a name, and that the number stays theirs.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Result};
use serde::Deserialize;

use super::standing;
use crate::access::Role;
use crate::app::{Answer, Cx};
use crate::departures::{self, Verdict};
use crate::duplicates;
use crate::invitations::link::read_asking;
use crate::invitations::model::{Ground, RequestState};
use crate::invitations::sql::requests;
use crate::invitations::{actions, letters};
use crate::people::{self, PersonId};
use crate::settings::Key;
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "invitations/templates/ask.html")]
struct Ask {
    s: Shell,
    action: String,
    title: String,
    lead: String,
    /// What was answered, and by which role; empty while nothing was.
    answer: String,
    number: String,
    words: String,
    label: &'static str,
    act: &'static str,
    /// A question waits: it can be reworded.
    is_waiting: bool,
    check: String,
    dial: String,
    problems: Vec<Problem>,
}

impl Ask {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    words: String,
}

/// `GET /join/ask/{token}`
pub async fn asking(cx: Cx, Path(token): Path<String>) -> Answer {
    let Some(person) = read_asking(&cx.app.key, &token, cx.now) else { return gone(&cx).await };
    let mut conn = cx.read().await?;
    let person = duplicates::now(&mut conn, person).await?;
    let page = page(&cx, &mut conn, &token, person, None, Vec::new()).await?;
    cx.show(&page)
}

/// `POST /join/ask/{token}`
pub async fn ask(cx: Cx, Path(token): Path<String>, Form(form): Form<AskForm>) -> Answer {
    let Some(person) = read_asking(&cx.app.key, &token, cx.now) else { return gone(&cx).await };
    super::door::limit(&cx, "invitations.ask", &person.to_string(), 10).await?;
    let mut conn = cx.begin().await?;
    let person = duplicates::now(&mut conn, person).await?;
    match actions::ask(&cx, &mut conn, person, &form.words).await {
        Ok(_) => {
            cx.commit(conn).await?;
            standing::said(&cx, "invitations-said-asked", "invitations-said-asked-text").await
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let told = cx.problems(&problems, &[("words", "invitations-ask-words")]);
            let mut conn = cx.read().await?;
            cx.invalid(&page(&cx, &mut conn, &token, person, Some(form.words), told).await?)
        }
        Err(error) => Err(error),
    }
}

async fn gone(cx: &Cx) -> Answer {
    let followed =
        standing::Followed { invitation: None, standing: crate::invitations::model::Standing::Forged };
    standing::ended(cx, &mut cx.read().await?, "", &followed).await
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    token: &str,
    person: PersonId,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Result<Ask> {
    let name = people::person(conn, person).await?.name;
    let departure = departures::standing(conn, person).await?;
    let latest = requests::latest(conn, person).await?;
    let number = departure.as_ref().and_then(|found| found.number.clone()).unwrap_or_default();
    let l = cx.l();
    let lead = match departure.as_ref().map(|found| found.verdict) {
        Some(Verdict::NotInvited) => l.t("invitations-ask-refused"),
        _ => l.t("invitations-ask-lead"),
    };
    let is_waiting = latest.as_ref().is_some_and(|request| request.state == RequestState::Open);
    let is_refused = latest.as_ref().is_some_and(|request| request.state == RequestState::Refused);
    let answer = match latest.as_ref().map(|request| (request.state, request.ground, request.answered_role)) {
        Some((RequestState::Refused, Some(ground), role)) => {
            l.t2("invitations-ask-answer", "role", l.t(role_word(role)), "ground", l.t(ground_word(ground)))
        }
        Some((RequestState::Invited, ..)) => l.t("invitations-ask-invited").into_owned(),
        _ => String::new(),
    };
    let telephone = cx.app.settings().get(Key::CompanyTelephone).to_owned();
    Ok(Ask {
        s: cx.narrow(""),
        action: format!("/join/ask/{token}"),
        title: l.t1("invitations-ask-title", "name", name),
        lead: lead.into_owned(),
        answer,
        number,
        words: typed.or(latest.filter(|_| is_waiting).and_then(|request| request.words)).unwrap_or_default(),
        label: if is_refused { "invitations-appeal-words" } else { "invitations-ask-words" },
        act: if is_refused { "invitations-appeal-act" } else { "invitations-ask-act" },
        is_waiting,
        check: match telephone.as_str() {
            "" => String::new(),
            telephone => l.t1("invitations-questions", "telephone", telephone),
        },
        dial: letters::dialled(&telephone),
        problems,
    })
}

pub const fn role_word(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Hr) => "invitations-role-hr",
        Some(Role::Manager | Role::Officer | Role::Administrator) | None => "invitations-role-officer",
    }
}

pub const fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::Rule => "invitations-ground-rule",
        Ground::Unsettled => "invitations-ground-unsettled",
        Ground::Tenure => "invitations-ground-tenure",
        Ground::Unproven => "invitations-ground-unproven",
    }
}
