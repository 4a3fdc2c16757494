//! After asking: where to look, and where to type the code. The browser that asked holds a ticket.

use askama::Template;
use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use keel::contact::Contact;
use keel::error::{Error, Text};
use keel::http::{cookie, set_cookie};
use serde::Deserialize;

use super::let_in;
use super::sign_in::To;
use crate::accounts::{Device, actions, limits, model};
use crate::app::{Answer, App, Cx};
use crate::shell::pages::own_path;
use crate::shell::{Form, Problem, Shell, beside};

const TICKET: &str = "homeport-asked";

/// What the browser asked with: by which channel, and its own secret.
pub struct Ticket {
    is_mail: bool,
    secret: String,
}

impl FromRequestParts<App> for Ticket {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let (channel, secret) =
            cookie(&parts.headers, TICKET).and_then(|value| value.split_once('.')).unwrap_or_default();
        Ok(Self { is_mail: channel != "sms", secret: secret.to_owned() })
    }
}

/// Hands the ticket to the browser for as long as a code lives.
pub fn give_ticket(cx: &Cx, response: &mut Response, contact: &Contact, secret: &str) {
    let channel = if contact.mail().is_some() { "mail" } else { "sms" };
    let life = i64::try_from(model::CODE_LIFE.as_secs()).unwrap_or_default();
    if let Some(line) = set_cookie(TICKET, &format!("{channel}.{secret}"), life, cx.app.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

pub fn forget_ticket(cx: &Cx, response: &mut Response) {
    if let Some(line) = set_cookie(TICKET, "", 0, cx.app.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

#[derive(Template)]
#[template(path = "accounts/templates/sent.html")]
struct Sent {
    s: Shell,
    is_mail: bool,
    to: String,
    problems: Vec<Problem>,
}

impl Sent {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn sent(cx: Cx, ticket: Ticket, Query(query): Query<To>) -> Answer {
    if ticket.secret.is_empty() {
        return cx.to("/sign-in");
    }
    let page = Sent {
        s: cx.narrow("sign-in"),
        is_mail: ticket.is_mail,
        to: own_path(&query.to).to_owned(),
        problems: Vec::new(),
    };
    cx.show(&page)
}

#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    to: String,
}

pub async fn by_code(cx: Cx, device: Device, ticket: Ticket, Form(form): Form<Code>) -> Answer {
    if ticket.secret.is_empty() {
        return cx.sorry("/sign-in", &Text::new("accounts-code-late"));
    }
    limits::hit(&cx, model::TRY_NETWORK, &cx.network).await?;
    match limits::hit(&cx, model::CODE, &ticket.secret).await {
        Err(Error::TooMany) => return cx.sorry("/sign-in", &Text::new("accounts-code-tries")),
        counted => counted?,
    }
    let code: String = form.code.chars().filter(char::is_ascii_digit).take(12).collect();
    let mut conn = cx.begin().await?;
    let found = actions::by_code(&cx, &mut conn, &ticket.secret, &code).await?;
    if let Some(person) = found {
        return let_in(&cx, conn, person, &device, &form.to).await;
    }
    cx.commit(conn).await?;
    let Error::Invalid(problems) = Error::invalid("code", Text::new("accounts-code-wrong")) else {
        return Err(Error::NotFound);
    };
    let page = Sent {
        s: cx.narrow("sign-in"),
        is_mail: ticket.is_mail,
        to: own_path(&form.to).to_owned(),
        problems: cx.problems(&problems, &[("code", "accounts-code")]),
    };
    cx.invalid(&page)
}
