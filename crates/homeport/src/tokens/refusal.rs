//! Why a machine did not get what it asked for.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use keel::error::{Error, Problems, Text};
use keel::json::{Faults, Unreadable};

use crate::access::Scope;

#[derive(Clone, Debug)]
pub enum Refusal {
    /// No token at all: here is how.
    NoToken,
    /// One that opens nothing: unknown, revoked or past its day.
    BadToken,
    Scope(Scope),
    NotAllowed,
    /// Larger than any request here.
    TooLarge,
    NotJson,
    Unreadable(Unreadable),
    /// Read, but not as the document describes it.
    Body(Faults),
    /// A key that is none.
    Key,
    /// The same key with another body.
    KeyReused,
    /// The same key, and the first request has not been answered.
    Running,
    /// Changed by somebody else since it was read.
    Changed,
    /// So many seconds until the next try.
    TooMany(u64),
    /// As anywhere in the house.
    House(Arc<Error>),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::House(Arc::new(error))
    }
}

impl Refusal {
    /// The problems of an action, each where it stands in the body: `place` makes a pointer of the name
    /// that the action has for a field.
    pub fn placed(error: Error, place: impl Fn(&str) -> String) -> Self {
        match error {
            Error::Invalid(problems) => Self::Body(faults(problems, place)),
            other => other.into(),
        }
    }
}

pub(super) fn faults(problems: Problems, place: impl Fn(&str) -> String) -> Faults {
    let mut faults = Faults::default();
    for problem in problems.0 {
        faults.add(place(problem.field), problem.text);
    }
    faults
}

/// As [`keel::http::Failure`]: left on the response for the door, which knows the language.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self);
        response
    }
}

/// The words for one of them and its status.
pub(super) struct Said {
    pub status: u16,
    pub text: Text,
    pub faults: Faults,
}

impl Refusal {
    pub(super) fn said(&self) -> Said {
        let plain = |status, key| Said { status, text: Text::new(key), faults: Faults::default() };
        match self {
            Self::NoToken => plain(401, "tokens-refused-no-token"),
            Self::BadToken => plain(401, "tokens-refused-bad-token"),
            Self::Scope(scope) => {
                let text = Text::new("tokens-refused-scope").with("scope", scope.word());
                Said { text, ..plain(403, "") }
            }
            Self::NotAllowed => plain(405, "tokens-refused-not-allowed"),
            Self::TooLarge => plain(413, "tokens-refused-too-large"),
            Self::NotJson => plain(415, "tokens-refused-not-json"),
            Self::Unreadable(why) => Said { text: why.text(), ..plain(400, "") },
            Self::Body(faults) => Said { faults: faults.clone(), ..plain(422, "tokens-refused-body") },
            Self::Key => plain(400, "tokens-refused-key"),
            Self::KeyReused => plain(422, "tokens-refused-key-reused"),
            Self::Running => plain(409, "tokens-refused-running"),
            Self::Changed => plain(412, "tokens-refused-changed"),
            Self::TooMany(seconds) => {
                let text = Text::new("tokens-refused-too-many").with("seconds", *seconds);
                Said { text, ..plain(429, "") }
            }
            Self::House(error) => house(error),
        }
    }
}

fn house(error: &Error) -> Said {
    let said = |text| Said { status: error.status(), text, faults: Faults::default() };
    match error {
        // A token that was good at the door was revoked before the end.
        Error::SignIn => said(Text::new("tokens-refused-bad-token")),
        Error::Forbidden => said(Text::new("tokens-refused-forbidden")),
        Error::NotFound => said(Text::new("tokens-refused-not-found")),
        Error::Invalid(problems) => {
            let place = |field: &str| if field.is_empty() { String::new() } else { format!("/{field}") };
            let faults = faults(problems.clone(), place);
            Said { faults, ..said(Text::new("tokens-refused-body")) }
        }
        Error::TooMany | Error::Conflict(_) | Error::Broken(_) => said(error.text()),
    }
}
