//! A refusal as a problem document (RFC 9457), in the asker's language.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keel::error::Error;
use serde::Serialize;

use super::model;
use super::refusal::Refusal;
use crate::app::Cx;

#[derive(Serialize)]
struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// The id of this request, which the log has as well if something broke.
    instance: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    /// RFC 6901, into the body that was sent.
    pointer: String,
    detail: String,
}

impl Refusal {
    pub(super) fn problem(&self, cx: &Cx) -> Response {
        let request_id = cx.app.ids.next(cx.now);
        if let Self::House(error) = self
            && let Error::Broken(broken) = &**error
        {
            tracing::error!(%request_id, %broken, "broken");
        }
        let said = self.said();
        let l = cx.l();
        let (name, title) = kind(said.status);
        let place =
            |fault: &keel::json::Fault| Place { pointer: fault.pointer.clone(), detail: l.text(&fault.text) };
        let problem = Problem {
            r#type: cx.app.url(&format!("/api/openapi.json#/components/responses/{name}")),
            title: l.t(title).into_owned(),
            status: said.status,
            detail: l.text(&said.text),
            instance: format!("urn:uuid:{request_id}"),
            problems: said.faults.0.iter().map(place).collect(),
        };
        let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let Ok(body) = serde_json::to_string(&problem) else { return status.into_response() };
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(cx.lang.code()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
        for (name, value) in self.headers(said.status) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }

    /// What the refused one needs to go on.
    fn headers(&self, status: u16) -> Vec<(HeaderName, String)> {
        const REALM: &str = "Bearer realm=\"Homeport\"";
        let wait = |seconds: u64| (header::RETRY_AFTER, seconds.to_string());
        match self {
            // RFC 6750, section 3: whoever said nothing wrong is told nothing but the way in.
            Self::NoToken => vec![(header::WWW_AUTHENTICATE, REALM.to_owned())],
            Self::Scope(scope) => vec![(
                header::WWW_AUTHENTICATE,
                format!("{REALM}, error=\"insufficient_scope\", scope=\"{scope}\""),
            )],
            Self::Running => vec![wait(1)],
            Self::TooMany(seconds) => {
                let (name, window) = (HeaderName::from_static("ratelimit"), model::WRITES_WINDOW.as_secs());
                let policy = HeaderName::from_static("ratelimit-policy");
                vec![
                    wait(*seconds),
                    (policy, format!("\"writes\";q={};w={window}", model::WRITES)),
                    (name, format!("\"writes\";r=0;t={seconds}")),
                ]
            }
            _ if status == 401 => {
                vec![(header::WWW_AUTHENTICATE, format!("{REALM}, error=\"invalid_token\""))]
            }
            _ if status == 429 => vec![wait(60)],
            _ if status == 503 => vec![wait(5)],
            _ => Vec::new(),
        }
    }
}

/// The name of a status among the responses of the document, and its title.
const fn kind(status: u16) -> (&'static str, &'static str) {
    match status {
        400 => ("BadRequest", "tokens-title-400"),
        401 => ("Unauthorized", "tokens-title-401"),
        403 => ("Forbidden", "tokens-title-403"),
        404 => ("NotFound", "tokens-title-404"),
        405 => ("NotAllowed", "tokens-title-405"),
        409 => ("Conflict", "tokens-title-409"),
        412 => ("Changed", "tokens-title-412"),
        413 => ("TooLarge", "tokens-title-413"),
        415 => ("NotJson", "tokens-title-415"),
        422 => ("Invalid", "tokens-title-422"),
        429 => ("TooMany", "tokens-title-429"),
        503 | 507 => ("Unavailable", "tokens-title-503"),
        _ => ("Broken", "tokens-title-500"),
    }
}
