//! The body of a request: JSON, an object, not larger than any that is meant well.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use keel::json::{self, Faults, Object};

use super::refusal::Refusal;
use crate::app::App;

/// In bytes. The largest person with the largest departure is a hundredth of it.
pub const LARGEST: usize = 256 * 1024;

/// An object, with what a handler must know of the request around it.
pub struct Body {
    pub object: Object,
    pub bytes: Bytes,
    pub headers: HeaderMap,
}

impl FromRequest<App> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &App) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(Refusal::NotJson);
        }
        let said =
            parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if said.is_some_and(|length: usize| length > LARGEST) {
            return Err(Refusal::TooLarge);
        }
        let bytes = to_bytes(body, LARGEST).await.map_err(|_| Refusal::TooLarge)?;
        let value = json::read(&bytes).map_err(Refusal::Unreadable)?;
        let mut faults = Faults::default();
        match Object::whole(value, &mut faults) {
            Some(object) => Ok(Self { object, bytes, headers: parts.headers }),
            None => Err(Refusal::Body(faults)),
        }
    }
}

/// JSON and nothing around it; JSON is UTF-8 whatever a parameter says.
fn is_json(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    let is_plain =
        text(header::CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    kind.eq_ignore_ascii_case("application/json") && is_plain
}
