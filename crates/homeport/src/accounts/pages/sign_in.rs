//! The way in.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::http::set_cookie;
use keel::jobs::enqueue;
use keel::secret::{hash_token, random_token};
use serde::Deserialize;

use super::code::give_ticket;
use super::{let_in, onward};
use crate::accounts::jobs::AnswerSignIn;
use crate::accounts::links::{self, Standing, standing};
use crate::accounts::model::{self, Purpose, address_of};
use crate::accounts::{COOKIE, Device, actions, limits};
use crate::app::{Answer, Cx};
use crate::claims;
use crate::people;
use crate::shell::pages::own_path;
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Deserialize)]
pub struct To {
    #[serde(default)]
    pub to: String,
}

#[derive(Deserialize, Default)]
pub struct Ask {
    #[serde(default)]
    contact: String,
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
pub struct Login {
    #[serde(default)]
    who: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/sign_in.html")]
struct SignIn {
    s: Shell,
    contact: String,
    who: String,
    to: String,
    problems: Vec<Problem>,
    /// The password form stands open: it was used.
    with_password: bool,
    /// Whether there is a page for whoever left long ago.
    may_claim: bool,
}

impl SignIn {
    fn new(cx: &Cx, to: &str) -> Self {
        Self {
            s: cx.narrow("sign-in"),
            contact: String::new(),
            who: String::new(),
            to: own_path(to).to_owned(),
            problems: Vec::new(),
            with_password: false,
            may_claim: claims::is_open(&cx.app),
        }
    }

    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

const LABELS: [(&str, &str); 3] =
    [("contact", "accounts-contact"), ("who", "accounts-contact"), ("password", "accounts-password")];

pub async fn sign_in(cx: Cx, Query(query): Query<To>) -> Answer {
    if cx.viewer.person.is_some() {
        return cx.to(own_path(&query.to));
    }
    cx.show(&SignIn::new(&cx, &query.to))
}

/// Takes an address and answers the same whether it is known or not: what depends on it is a job's.
pub async fn ask_link(cx: Cx, Form(form): Form<Ask>) -> Answer {
    let contact = match Contact::parse(&form.contact, "CN") {
        Ok(contact) => contact,
        Err(Error::Invalid(problems)) => {
            let mut page = SignIn::new(&cx, &form.to);
            page.problems = cx.problems(&problems, &LABELS);
            page.contact = form.contact;
            return cx.invalid(&page);
        }
        Err(other) => return Err(other),
    };
    let address = address_of(&contact);
    limits::hit(&cx, model::ASK_NETWORK, &cx.network).await?;
    limits::hit(&cx, model::ASK_ADDRESS, &address).await?;
    let ticket = random_token();
    let job =
        AnswerSignIn { address, ticket: ticket.clone(), to: own_path(&form.to).to_owned(), lang: cx.lang };
    let mut conn = cx.begin().await?;
    enqueue(&mut conn, &cx.app.ids, cx.now, &job).await?;
    cx.commit(conn).await?;
    let mut response = cx.to(&format!("/sign-in/sent{}", onward(&form.to)))?;
    give_ticket(&cx, &mut response, &contact, &ticket);
    Ok(response)
}

pub async fn by_password(cx: Cx, device: Device, Form(form): Form<Login>) -> Answer {
    let mut page = SignIn::new(&cx, &form.to);
    page.with_password = true;
    page.who.clone_from(&form.who);
    let contact = match Contact::parse(&form.who, "CN") {
        Ok(contact) => contact,
        Err(Error::Invalid(problems)) => {
            let problems = Error::Invalid(problems).in_field("who");
            return refused(&cx, page, problems);
        }
        Err(other) => return Err(other),
    };
    let address = address_of(&contact);
    limits::hit(&cx, model::PASSWORD_NETWORK, &cx.network).await?;
    limits::hit(&cx, model::PASSWORD_ADDRESS, &address).await?;
    match actions::by_password(&cx, &address, form.password).await? {
        Some(person) => {
            let mut conn = cx.begin().await?;
            let bucket = limits::bucket(&cx, model::PASSWORD_ADDRESS, &address);
            keel::limit::forget(&mut conn, &bucket).await?;
            let_in(&cx, conn, person, &device, &form.to).await
        }
        None => refused(&cx, page, Error::invalid("password", Text::new("accounts-password-wrong"))),
    }
}

fn refused(cx: &Cx, mut page: SignIn, error: Error) -> Answer {
    let Error::Invalid(problems) = error else { return Err(error) };
    page.problems = cx.problems(&problems, &LABELS);
    cx.invalid(&page)
}

#[derive(Template)]
#[template(path = "accounts/templates/link.html")]
struct LinkPage {
    s: Shell,
    title: String,
    text: String,
    /// What the one button posts to, and its words; empty for none.
    action: String,
    act: String,
    /// Where else to go.
    href: String,
    way: String,
}

/// The page of a link: opening it changes nothing, its button does.
pub async fn link(cx: Cx, Path(token): Path<String>, Query(query): Query<To>) -> Answer {
    let mut conn = cx.read().await?;
    let found = links::link(&mut conn, &hash_token(&token), Purpose::SignIn).await?;
    let Some(link) = found else { return gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND) };
    let name = name_of(&mut conn, &link).await?;
    drop(conn);
    let s = cx.narrow("sign-in");
    match standing(&link, cx.now) {
        Standing::Good => cx.show(&LinkPage {
            title: s.t1("accounts-link-title", "name", name),
            text: s.t("accounts-link-text").into_owned(),
            action: format!("/sign-in/{token}{}", onward(&query.to)),
            act: s.t("accounts-link-act").into_owned(),
            href: String::new(),
            way: String::new(),
            s,
        }),
        Standing::Used => gone(&cx, "accounts-link-used", StatusCode::GONE),
        Standing::Expired => gone(&cx, "accounts-link-expired", StatusCode::GONE),
    }
}

async fn name_of(conn: &mut Conn, link: &links::Link) -> Result<String> {
    match link.person_id {
        Some(person) => Ok(people::person(conn, person).await?.name),
        None => Ok(String::new()),
    }
}

/// Says what a link is that does not work, and offers the next step.
pub fn gone(cx: &Cx, key: &'static str, status: StatusCode) -> Answer {
    let s = cx.narrow("sign-in");
    let title = match key {
        "accounts-link-used" | "accounts-undo-used" => "accounts-link-used-title",
        "accounts-link-expired" => "accounts-link-expired-title",
        _ => "accounts-link-unknown-title",
    };
    let page = LinkPage {
        title: s.t(title).into_owned(),
        text: s.t(key).into_owned(),
        action: String::new(),
        act: String::new(),
        href: "/sign-in".to_owned(),
        way: s.t("accounts-link-new").into_owned(),
        s,
    };
    cx.page(status, &page)
}

pub async fn by_link(cx: Cx, device: Device, Path(token): Path<String>, Query(query): Query<To>) -> Answer {
    limits::hit(&cx, model::TRY_NETWORK, &cx.network).await?;
    let mut conn = cx.begin().await?;
    match actions::by_link(&cx, &mut conn, &token).await {
        Ok(person) => let_in(&cx, conn, person, &device, &query.to).await,
        Err(Error::Conflict(text)) => gone(&cx, text.key, StatusCode::GONE),
        Err(Error::NotFound) => gone(&cx, "accounts-link-unknown", StatusCode::NOT_FOUND),
        Err(other) => Err(other),
    }
}

pub async fn sign_out(cx: Cx) -> Answer {
    let mut conn = cx.begin().await?;
    actions::sign_out(&cx, &mut conn).await?;
    cx.commit(conn).await?;
    let mut response = cx.done("/sign-in", &Text::new("accounts-done-signed-out"))?;
    if let Some(line) = set_cookie(COOKIE, "", 0, cx.app.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}
