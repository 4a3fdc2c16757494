//! The front page, the language switch, assets, health, and the page of every error.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keel::error::Error;
use keel::http::set_cookie;
use keel::l10n::Lang;
use serde::Deserialize;

use super::{Form, Shell};
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::embedded::{ASSETS, MIGRATIONS};

/// Everybody's first page is the one that needs them.
pub async fn front(cx: Cx) -> Answer {
    if cx.viewer.may(Can::SeeDesk) {
        return cx.to("/desk");
    }
    if cx.viewer.person.is_some() {
        return cx.to(if cx.viewer.may(Can::BeMember) { "/home" } else { "/me" });
    }
    cx.to("/sign-in")
}

#[derive(Deserialize)]
pub struct LanguageForm {
    lang: String,
    #[serde(default)]
    to: String,
}

pub async fn language(cx: Cx, Form(form): Form<LanguageForm>) -> Answer {
    let lang = Lang::from_tag(&form.lang).ok_or(Error::NotFound)?;
    let mut response = cx.to(own_path(&form.to))?;
    if let Some(line) = set_cookie("lang", lang.code(), 365 * 24 * 3600, cx.app.is_https()) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}

/// A path of ours to go back to; anything else would send people to a stranger's page.
pub fn own_path(to: &str) -> &str {
    let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\n', '\r']);
    if is_ours { to } else { "/" }
}

pub async fn asset(Path(name): Path<String>) -> Answer {
    let found = ASSETS.iter().find(|(plain, hashed, _)| *hashed == name || *plain == name);
    let (plain, hashed, bytes) = found.ok_or(Error::NotFound)?;
    let kind = match plain.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/manifest+json",
    };
    let keep = if *hashed == name { "public, max-age=31536000, immutable" } else { "public, max-age=60" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    Ok((headers, *bytes).into_response())
}

/// The process lives.
pub async fn healthz() -> Answer {
    Ok("ok\n".into_response())
}

/// The process can serve: the database answers and has every migration.
pub async fn readyz(cx: Cx) -> Answer {
    if keel::db::is_current(&cx.app.db, MIGRATIONS).await.unwrap_or(false) {
        return Ok("ready\n".into_response());
    }
    Ok((StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response())
}

pub async fn nowhere() -> Answer {
    Err(Error::NotFound)
}

#[derive(Template)]
#[template(path = "shell/templates/error.html")]
struct ErrorPage {
    s: Shell,
    title: String,
    text: String,
    request_id: String,
    ways: Vec<Way>,
}

/// A way onward.
struct Way {
    href: &'static str,
    label: String,
}

/// The page of an error in the reader's language. What is broken is logged here, once.
pub fn error_page(cx: &Cx, error: &Error) -> Response {
    let request_id = cx.app.ids.next(cx.now).to_string();
    if let Error::Broken(broken) = error {
        tracing::error!(%request_id, %broken, "broken");
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let s = cx.narrow("");
    let (title, text) = words(error);
    let way = match error {
        Error::SignIn => ("/sign-in", "shell-way-sign-in"),
        _ => ("/", "shell-way-home"),
    };
    let page = ErrorPage {
        title: s.t(title).into_owned(),
        text: text.map_or_else(|| s.l.text(&error.text()), |key| s.t(key).into_owned()),
        ways: vec![Way { href: way.0, label: s.t(way.1).into_owned() }],
        request_id,
        s,
    };
    cx.page(status, &page).unwrap_or_else(|_| status.into_response())
}

/// The title of an error's page and its text, unless the error has words of its own.
fn words(error: &Error) -> (&'static str, Option<&'static str>) {
    match error {
        Error::SignIn => ("shell-401-title", Some("shell-401-text")),
        Error::Forbidden => ("shell-403-title", Some("shell-403-text")),
        Error::NotFound => ("shell-404-title", Some("shell-404-text")),
        Error::Conflict(_) => ("shell-409-title", None),
        Error::Invalid(_) => ("shell-422-title", None),
        Error::TooMany => ("shell-429-title", Some("shell-429-text")),
        Error::Broken(_) if error.status() == 500 => ("shell-500-title", Some("shell-500-text")),
        Error::Broken(_) => ("shell-500-title", None),
    }
}
