//! The first start: the page behind the link that the terminal printed, and what everybody else sees
//! until somebody has used it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use keel::clock::TimeZone;
use keel::contact::Contact;
use keel::error::{Error, Problems, Result, Text};
use keel::secret::{hash_token, password};
use serde::Deserialize;

use super::security::check_password;
use super::sign_in::gone;
use super::with_session;
use crate::accounts::links::{self, Standing, standing};
use crate::accounts::model::Purpose;
use crate::accounts::{Device, actions};
use crate::app::{Answer, Cx};
use crate::settings::Key;
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Draft {
    alliance: String,
    alliance_en: String,
    company: String,
    company_en: String,
    telephone: String,
    domains: String,
    zone: String,
    entity: String,
    name: String,
    contact: String,
    password: String,
    officer: String,
    hr: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/found.html")]
struct Found {
    s: Shell,
    token: String,
    draft: Draft,
    problems: Vec<Problem>,
}

impl Found {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

const LABELS: [(&str, &str); 9] = [
    ("alliance", "accounts-found-alliance"),
    ("company", "accounts-found-company"),
    ("telephone", "accounts-found-telephone"),
    ("domains", "accounts-found-domains"),
    ("zone", "accounts-found-zone"),
    ("entity", "accounts-found-entity"),
    ("name", "accounts-found-name"),
    ("contact", "accounts-contact"),
    ("password", "accounts-password"),
];

pub async fn founding(cx: Cx, Path(token): Path<String>) -> Answer {
    let found = links::link(&mut cx.read().await?, &hash_token(&token), Purpose::Found).await?;
    match found.map(|link| standing(&link, cx.now)) {
        Some(Standing::Good) => {}
        Some(Standing::Used) => return gone(&cx, "accounts-link-used", StatusCode::GONE),
        Some(Standing::Expired) => return gone(&cx, "accounts-found-expired", StatusCode::GONE),
        None => return gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
    }
    let draft = Draft { zone: Key::TimeZone.default_value().to_owned(), ..Draft::default() };
    cx.show(&Found { s: cx.narrow("found"), token, draft, problems: Vec::new() })
}

pub async fn found(cx: Cx, device: Device, Path(token): Path<String>, Form(draft): Form<Draft>) -> Answer {
    let founding = match read(&cx, &draft).await {
        Ok(founding) => founding,
        Err(Error::Invalid(problems)) => {
            let problems = cx.problems(&problems, &LABELS);
            let draft = Draft { password: String::new(), ..draft };
            return cx.invalid(&Found { s: cx.narrow("found"), token, draft, problems });
        }
        Err(other) => return Err(other),
    };
    let mut conn = cx.begin().await?;
    let person = match actions::found(&cx, &mut conn, &token, &founding).await {
        Ok(person) => person,
        Err(Error::Conflict(text)) => return gone(&cx, text.key, StatusCode::GONE),
        Err(Error::NotFound) => return gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
        Err(other) => return Err(other),
    };
    let session = actions::open_session(&cx, &mut conn, person, &device.0).await?;
    cx.commit(conn).await?;
    cx.app.reload_settings().await?;
    let onward = if founding.is_officer || founding.is_hr { "/desk" } else { "/settings" };
    with_session(&cx, cx.done(onward, &Text::new("accounts-done-founded"))?, &session)
}

async fn read(cx: &Cx, draft: &Draft) -> Result<actions::Founding> {
    let mut problems = Problems::new();
    for (field, value) in [("alliance", &draft.alliance), ("company", &draft.company), ("name", &draft.name)]
    {
        if value.trim().is_empty() || value.chars().count() > 100 {
            problems.add(field, Text::new("accounts-found-missing"));
        }
    }
    if TimeZone::get(draft.zone.trim()).is_err() {
        problems.add("zone", Text::new("settings-zone-wrong"));
    }
    let contact = problems.take_in("contact", Contact::parse(&draft.contact, "CN"))?;
    let wants_password = !draft.password.is_empty();
    if wants_password {
        check_password(&mut problems, &draft.password);
    }
    let (Some(contact), true) = (contact, problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let password =
        if wants_password { Some(password::hash_async(draft.password.clone()).await?) } else { None };
    let entity = if draft.entity.trim().is_empty() { &draft.company } else { &draft.entity };
    let settings = [
        (Key::AllianceName, &draft.alliance),
        (Key::AllianceNameEn, &draft.alliance_en),
        (Key::CompanyName, &draft.company),
        (Key::CompanyNameEn, &draft.company_en),
        (Key::CompanyTelephone, &draft.telephone),
        (Key::CompanyDomains, &draft.domains),
        (Key::TimeZone, &draft.zone),
    ];
    Ok(actions::Founding {
        settings: settings.into_iter().map(|(key, value)| (key, value.trim().to_owned())).collect(),
        entity: entity.trim().to_owned(),
        entity_en: draft.company_en.trim().to_owned(),
        name: draft.name.trim().to_owned(),
        contact,
        started_on: cx.today(),
        password,
        is_officer: !draft.officer.is_empty(),
        is_hr: !draft.hr.is_empty(),
    })
}

#[derive(Template)]
#[template(path = "accounts/templates/not_founded.html")]
struct NotFounded {
    s: Shell,
}

/// What a visitor sees of an alliance that is not set up, whatever they ask for: nothing.
pub fn not_founded(cx: &Cx) -> Option<Response> {
    let is_founded = !cx.app.settings().get(Key::Founded).is_empty();
    let word = cx.path.split(['/', '?']).nth(1).unwrap_or_default();
    let is_open = matches!(word, "found" | "language" | "assets" | "healthz" | "readyz" | "metrics");
    if is_founded || is_open || cx.viewer.person.is_some() {
        return None;
    }
    let page = cx.page(StatusCode::SERVICE_UNAVAILABLE, &NotFounded { s: cx.narrow("found") });
    Some(page.unwrap_or_else(IntoResponse::into_response))
}
