//! What a machine is answered when it got what it asked for.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keel::error::Result;
use keel::secret::hash_token;
use serde::Serialize;

/// A JSON text on its way out.
pub struct Reply {
    pub status: u16,
    pub body: String,
    /// Where the new thing is.
    location: Option<String>,
    is_again: bool,
}

impl Reply {
    pub fn ok(resource: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(resource)?;
        Ok(Self { status: 200, body, location: None, is_again: false })
    }

    /// Something that was not there before.
    pub fn created(resource: &impl Serialize, location: String) -> Result<Self> {
        Ok(Self { status: 201, location: Some(location), ..Self::ok(resource)? })
    }

    /// What was answered before.
    pub(super) const fn again(status: u16, body: String) -> Self {
        Self { status, body, location: None, is_again: true }
    }

    /// Names this state of the resource (RFC 9110, section 8.8.3).
    pub fn etag(&self) -> String {
        format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash_token(&self.body)[..12]))
    }

    /// 304 instead, where whoever asks has this state already.
    pub fn unless_known(self, headers: &HeaderMap) -> Response {
        let etag = self.etag();
        if names(headers, &header::IF_NONE_MATCH, &etag) == Some(true) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
        }
        self.into_response()
    }
}

/// Whether somebody asks for a change of another state than `now`.
pub fn is_changed_since(headers: &HeaderMap, now: Option<&Reply>) -> bool {
    let etag = now.map_or_else(String::new, Reply::etag);
    names(headers, &header::IF_MATCH, &etag) == Some(false)
}

/// Whether a header names this state; `None` where there is no such header.
fn names(headers: &HeaderMap, name: &HeaderName, etag: &str) -> Option<bool> {
    let mut lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).peekable();
    lines.peek()?;
    let mut tags = lines.flat_map(|line| line.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    Some(tags.any(|tag| !etag.is_empty() && (tag == "*" || tag == etag)))
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let more = [
            (header::ETAG, Some(self.etag())),
            (header::LOCATION, self.location),
            (HeaderName::from_static("idempotent-replayed"), self.is_again.then(|| "true".to_owned())),
        ];
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in more {
            if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&value)) {
                headers.insert(name, value);
            }
        }
        response
    }
}
