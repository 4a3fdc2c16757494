//! A lost phone or mailbox: asking, objecting, deciding.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use keel::contact::Contact;
use keel::error::{Error, Problems, Text};
use keel::id::Id;
use keel::jobs::enqueue;
use keel::secret::hash_token;
use serde::Deserialize;

use super::short;
use super::sign_in::gone;
use crate::accounts::jobs::AnswerRecovery;
use crate::accounts::links::{self, Standing, standing};
use crate::accounts::model::{self, Purpose, address_of};
use crate::accounts::sql::Recovery;
use crate::accounts::{RecoveryId, actions, limits, sql};
use crate::app::{Answer, Cx};
use crate::settings::Key;
use crate::shell::{Form, Problem, Shell, beside};

const PAGE: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Ask {
    name: String,
    known: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/recover.html")]
struct Recover {
    s: Shell,
    days: i64,
    ask: Ask,
    problems: Vec<Problem>,
}

impl Recover {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn recover(cx: Cx) -> Answer {
    let days = cx.app.settings().number(Key::RecoveryDays).max(1);
    cx.show(&Recover { s: cx.narrow("sign-in"), days, ask: Ask::default(), problems: Vec::new() })
}

/// Takes a request and answers the same whether it names somebody or not.
pub async fn ask(cx: Cx, Form(form): Form<Ask>) -> Answer {
    let mut problems = Problems::new();
    let name = short(&form.name, 100)?.to_owned();
    let known = short(&form.known, 254)?.to_owned();
    for (field, value) in [("name", &name), ("known", &known)] {
        if value.is_empty() {
            problems.add(field, Text::new("accounts-found-missing"));
        }
    }
    let contact = problems.take_in("contact", Contact::parse(&form.contact, "CN"))?;
    let (Some(contact), true) = (contact, problems.is_empty()) else {
        let labels = [
            ("name", "accounts-recover-name"),
            ("known", "accounts-recover-known"),
            ("contact", "accounts-recover-contact"),
        ];
        let problems = cx.problems(&problems, &labels);
        let days = cx.app.settings().number(Key::RecoveryDays).max(1);
        return cx.invalid(&Recover { s: cx.narrow("sign-in"), days, ask: form, problems });
    };
    limits::hit(&cx, model::ASK_NETWORK, &cx.network).await?;
    limits::hit(&cx, model::RECOVER, &address_of(&contact)).await?;
    limits::hit(&cx, model::RECOVER, &known).await?;
    let job = AnswerRecovery { known, name, address: address_of(&contact) };
    let mut conn = cx.begin().await?;
    enqueue(&mut conn, &cx.app.ids, cx.now, &job).await?;
    cx.commit(conn).await?;
    cx.to("/recover/asked")
}

#[derive(Template)]
#[template(path = "accounts/templates/asked.html")]
struct Asked {
    s: Shell,
    days: i64,
}

pub async fn asked(cx: Cx) -> Answer {
    let days = cx.app.settings().number(Key::RecoveryDays).max(1);
    cx.show(&Asked { s: cx.narrow("sign-in"), days })
}

#[derive(Template)]
#[template(path = "accounts/templates/stop.html")]
pub(super) struct Stop {
    pub s: Shell,
    /// What happened, and what the button does about it.
    pub text: &'static str,
    pub action: String,
    pub act: &'static str,
}

pub async fn stop_page(cx: Cx, Path(token): Path<String>) -> Answer {
    let found = links::link(&mut cx.read().await?, &hash_token(&token), Purpose::Stop).await?;
    match found.map(|link| standing(&link, cx.now)) {
        Some(Standing::Good) => cx.show(&Stop {
            s: cx.narrow("sign-in"),
            text: "accounts-stop-text",
            action: format!("/recover/stop/{token}"),
            act: "accounts-stop-act",
        }),
        Some(Standing::Used) => gone(&cx, "accounts-link-used", StatusCode::GONE),
        Some(Standing::Expired) => gone(&cx, "accounts-link-expired", StatusCode::GONE),
        None => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
    }
}

pub async fn stop(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::stop_recovery(&cx, &mut conn, &token).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/sign-in", &Text::new("accounts-done-stopped"))
        }
        Err(Error::Conflict(text)) => gone(&cx, text.key, StatusCode::GONE),
        Err(Error::NotFound) => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
        Err(other) => Err(other),
    }
}

#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/recoveries.html")]
struct Recoveries {
    s: Shell,
    rows: Vec<Line>,
    newer: String,
    older: String,
}

struct Line {
    id: RecoveryId,
    name: String,
    href: String,
    line: String,
    /// Until when it must wait; empty when it is ripe.
    waits: String,
}

/// What the officer has to decide.
pub async fn recoveries(cx: Cx, Query(query): Query<After>) -> Answer {
    let after = query.after.parse().unwrap_or(RecoveryId(Id([0; 16])));
    let mut found = sql::recoveries(&mut cx.read().await?, after, PAGE + 1).await?;
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| has_more).map(|last| format!("?after={}", last.recovery_id));
    let page = Recoveries {
        newer: if query.after.is_empty() { String::new() } else { "/accounts/recoveries".to_owned() },
        older: older.unwrap_or_default(),
        rows: found.into_iter().map(|one| line(&cx, one)).collect(),
        s: cx.shell("desk"),
    };
    cx.show(&page)
}

fn line(cx: &Cx, one: Recovery) -> Line {
    let l = cx.l();
    let asked = l.ago(cx.now, one.requested_at);
    let waits = if one.ripe_at > cx.now {
        l.t1("accounts-recovery-waits", "until", l.day_time(one.ripe_at, &cx.zone()))
    } else {
        String::new()
    };
    Line {
        id: one.recovery_id,
        line: l.t2("accounts-recovery-line", "contact", &one.address, "asked", asked),
        href: format!("/people/{}", one.person_id),
        name: one.name,
        waits,
    }
}

pub async fn approve(cx: Cx, Path(recovery): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::approve_recovery(&cx, &mut conn, recovery.parse()?).await {
        Ok(name) => {
            cx.commit(conn).await?;
            cx.done("/accounts/recoveries", &Text::new("accounts-done-approved").with("name", name))
        }
        Err(Error::Conflict(text)) => cx.sorry("/accounts/recoveries", &text),
        Err(other) => Err(other),
    }
}

pub async fn refuse(cx: Cx, Path(recovery): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::refuse_recovery(&cx, &mut conn, recovery.parse()?).await {
        Ok(name) => {
            cx.commit(conn).await?;
            cx.done("/accounts/recoveries", &Text::new("accounts-done-refused").with("name", name))
        }
        Err(Error::Conflict(text)) => cx.sorry("/accounts/recoveries", &text),
        Err(other) => Err(other),
    }
}
