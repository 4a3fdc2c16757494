//! One's own sessions, password and ways in.

use askama::Template;
use axum::extract::Path;
use keel::clock::Time;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::secret::password;
use serde::Deserialize;

use crate::accounts::sql::OpenSession;
use crate::accounts::{SessionId, actions, limits, model, sql};
use crate::app::{Answer, Cx};
use crate::people::{self, ContactId, ContactKind, OnFile};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "accounts/templates/security.html")]
struct Security {
    s: Shell,
    sessions: Vec<SessionLine>,
    has_others: bool,
    has_password: bool,
    contacts: Vec<ContactLine>,
    contact: String,
    problems: Vec<Problem>,
}

struct SessionLine {
    id: SessionId,
    device: String,
    line: String,
    is_this: bool,
}

struct ContactLine {
    id: ContactId,
    shown: String,
    icon: &'static str,
    /// Empty when it is confirmed and works.
    state: String,
    is_confirmed: bool,
    is_failed: bool,
    /// The id and the words beside the field of its code.
    field: String,
    error: String,
}

impl Security {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn security(cx: Cx) -> Answer {
    let page = page(&cx).await?;
    cx.show(&page)
}

async fn page(cx: &Cx) -> Result<Security> {
    let person = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    let sessions = sql::sessions(&mut conn, person, cx.now).await?;
    let contacts = people::contacts(&mut conn, person).await?;
    let has_password = sql::password(&mut conn, person).await?.is_some();
    drop(conn);
    Ok(Security {
        has_others: sessions.iter().any(|session| Some(session.session_id) != cx.session),
        sessions: sessions.into_iter().map(|session| session_line(cx, session)).collect(),
        has_password,
        contacts: contacts.into_iter().map(|on_file| contact_line(cx, on_file)).collect::<Result<_>>()?,
        contact: String::new(),
        problems: Vec::new(),
        s: cx.narrow("me"),
    })
}

fn session_line(cx: &Cx, session: OpenSession) -> SessionLine {
    let l = cx.l();
    let is_this = Some(session.session_id) == cx.session;
    let seen = |at: Time| l.ago(cx.now, at);
    SessionLine {
        id: session.session_id,
        device: if session.device.is_empty() {
            l.t("accounts-device-unknown").into()
        } else {
            session.device
        },
        line: l.t2(
            "accounts-session-line",
            "seen",
            seen(session.seen_at),
            "since",
            l.day_time(session.created_at, &cx.zone()),
        ),
        is_this,
    }
}

fn contact_line(cx: &Cx, on_file: OnFile) -> Result<ContactLine> {
    let l = cx.l();
    let contact = on_file.contact()?;
    let state = match (on_file.confirmed_at, on_file.failed_at) {
        (_, Some(_)) => l.t("accounts-contact-failed").into_owned(),
        (None, None) => l.t("accounts-contact-unconfirmed").into_owned(),
        (Some(_), None) => l.t("accounts-contact-confirmed").into_owned(),
    };
    Ok(ContactLine {
        id: on_file.contact_id,
        shown: contact.mobile().map_or_else(|| contact.as_str().to_owned(), keel::contact::Mobile::shown),
        icon: if on_file.kind == ContactKind::Mail { "mail" } else { "phone" },
        state,
        is_confirmed: on_file.confirmed_at.is_some(),
        is_failed: on_file.failed_at.is_some(),
        field: format!("code-{}", on_file.contact_id),
        error: String::new(),
    })
}

/// The page again, with what went wrong.
async fn again(cx: &Cx, error: Error, change: impl FnOnce(&mut Security)) -> Answer {
    let Error::Invalid(problems) = error else { return Err(error) };
    let mut page = page(cx).await?;
    const LABELS: [(&str, &str); 4] = [
        ("contact", "accounts-contact"),
        ("password", "accounts-new-password"),
        ("current", "accounts-current-password"),
        ("code", "accounts-code"),
    ];
    page.problems = cx.problems(&problems, &LABELS);
    change(&mut page);
    cx.invalid(&page)
}

pub async fn close(cx: Cx, Path(session): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    actions::close_session(&cx, &mut conn, session.parse()?).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-closed"))
}

pub async fn close_others(cx: Cx) -> Answer {
    let mut conn = cx.begin().await?;
    actions::close_other_sessions(&cx, &mut conn).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-closed-others"))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewPassword {
    current: String,
    password: String,
}

/// A password is long; what it is made of is its owner's affair (NIST SP 800-63B, section 3.1.1).
pub fn check_password(problems: &mut Problems, given: &str) {
    if given.chars().count() < model::PASSWORD_LEAST {
        let least = Text::new("accounts-password-short").with("least", model::PASSWORD_LEAST);
        problems.add("password", least);
    } else if given.len() > password::MAX_BYTES {
        problems.add("password", Text::new("accounts-password-long"));
    }
}

pub async fn set_password(cx: Cx, Form(form): Form<NewPassword>) -> Answer {
    let person = cx.viewer.somebody()?;
    limits::hit(&cx, model::PASSWORD_ADDRESS, &person.to_string()).await?;
    let mut problems = Problems::new();
    let mut conn: Conn = cx.read().await?;
    let old = sql::password(&mut conn, person).await?;
    drop(conn);
    if old.is_some() && !password::verify_async(form.current, old).await? {
        problems.add("current", Text::new("accounts-current-wrong"));
    }
    check_password(&mut problems, &form.password);
    if let Err(error) = problems.ok() {
        return again(&cx, error, |_| {}).await;
    }
    let hash = password::hash_async(form.password).await?;
    let mut conn = cx.begin().await?;
    actions::set_password(&cx, &mut conn, &hash).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-password"))
}

pub async fn remove_password(cx: Cx) -> Answer {
    let mut conn = cx.begin().await?;
    actions::remove_password(&cx, &mut conn).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-password-removed"))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewContact {
    contact: String,
}

pub async fn add_contact(cx: Cx, Form(form): Form<NewContact>) -> Answer {
    let contact = match Contact::parse(&form.contact, "CN") {
        Ok(contact) => contact,
        Err(error) => return again(&cx, error, |page| page.contact = form.contact).await,
    };
    limits::hit(&cx, model::ASK_PERSON, &cx.viewer.somebody()?.to_string()).await?;
    limits::hit(&cx, model::ASK_ADDRESS, &model::address_of(&contact)).await?;
    let mut conn = cx.begin().await?;
    actions::add_contact(&cx, &mut conn, &contact).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-contact"))
}

pub async fn send_again(cx: Cx, Path(contact): Path<String>) -> Answer {
    let person = cx.viewer.somebody()?;
    let contact: ContactId = contact.parse()?;
    let on_file = people::contact(&mut cx.read().await?, contact).await?;
    if on_file.person_id != person {
        return Err(Error::NotFound);
    }
    limits::hit(&cx, model::ASK_PERSON, &person.to_string()).await?;
    limits::hit(&cx, model::ASK_ADDRESS, &on_file.address).await?;
    let mut conn = cx.begin().await?;
    actions::send_confirmation(&cx, &mut conn, person, contact).await?;
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-contact"))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Code {
    code: String,
}

pub async fn confirm_contact(cx: Cx, Path(contact): Path<String>, Form(form): Form<Code>) -> Answer {
    let contact: ContactId = contact.parse()?;
    limits::hit(&cx, model::CODE_PERSON, &cx.viewer.somebody()?.to_string()).await?;
    let code: String = form.code.chars().filter(char::is_ascii_digit).take(12).collect();
    let mut conn = cx.begin().await?;
    let is_right = actions::confirm_by_code(&cx, &mut conn, contact, &code).await?;
    cx.commit(conn).await?;
    if is_right {
        return cx.done("/me/security", &Text::new("accounts-done-confirmed"));
    }
    let wrong = cx.l().t("accounts-code-wrong").into_owned();
    let error = Error::invalid("", Text::new("accounts-code-wrong"));
    again(&cx, error, |page| {
        let line = page.contacts.iter_mut().find(|line| line.id == contact);
        line.into_iter().for_each(|line| line.error.clone_from(&wrong));
    })
    .await
}

pub async fn remove_contact(cx: Cx, Path(contact): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::remove_contact(&cx, &mut conn, contact.parse()?).await {
        Err(Error::Conflict(text)) => return cx.sorry("/me/security", &text),
        removed => removed?,
    }
    cx.commit(conn).await?;
    cx.done("/me/security", &Text::new("accounts-done-contact-removed"))
}
