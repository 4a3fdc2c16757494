//! What every page and form needs from HTTP: errors that find their page, form bodies, cookies, the
//! headers that keep a browser from being used against its owner.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::error::Error;

/// The error that a handler ended with, left on its response for the boundary, which knows the
/// reader's language and renders the page.
#[derive(Clone)]
pub struct Failure(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// What `Authorization` says.
#[derive(Debug, PartialEq, Eq)]
pub enum Authorization<'a> {
    Nothing,
    /// A bearer token (RFC 6750, section 2.1).
    Bearer(&'a str),
    /// Another scheme, two headers, or bytes that are no token.
    Other,
}

/// Reads the one place where a token may stand: not the query, which is logged, and not the body.
pub fn authorization(headers: &HeaderMap) -> Authorization<'_> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Authorization::Nothing };
    let words = line.to_str().ok().and_then(|line| line.trim().split_once(' '));
    match (words, lines.next()) {
        (Some((scheme, token)), None) if scheme.eq_ignore_ascii_case("bearer") => {
            Authorization::Bearer(token.trim())
        }
        _ => Authorization::Other,
    }
}

/// A `Set-Cookie` line: HttpOnly, SameSite=Lax, for the whole site. `seconds` 0 deletes it.
pub fn set_cookie(name: &str, value: &str, seconds: i64, is_secure: bool) -> Option<HeaderValue> {
    let secure = if is_secure { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&line).ok()
}

/// Whether a request that changes something was sent by a page of another site.
///
/// `Sec-Fetch-Site` (W3C Fetch Metadata) decides where the browser sends it; older browsers send
/// `Origin` (RFC 6454) with every POST. A request with neither comes from no browser, or from one so
/// old that only SameSite cookies protect it.
pub fn is_cross_site(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(&header::ORIGIN) else { return false };
    let host = text(&header::HOST).unwrap_or_default();
    origin.split_once("://").is_none_or(|(_, from)| !from.eq_ignore_ascii_case(host))
}

macro_rules! policy {
    () => {
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         manifest-src 'self'"
    };
}

/// What a page may load and do. Nothing from elsewhere, nothing inline.
const POLICY: &str = policy!();

/// As every page's, of one that shows something else of ours in a frame.
pub const FRAMING_POLICY: &str = concat!(policy!(), "; frame-src 'self'");

/// For the HTML of a mail in such a frame: it may look like itself and do nothing at all (CSP Level 3,
/// `sandbox`). Whoever opens it by itself is as safe.
pub const FRAMED_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                                 form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Headers of every response. Nothing is loaded from elsewhere, nothing inline runs, nobody frames us.
pub fn guard_headers(headers: &mut HeaderMap) {
    const FIXED: [(HeaderName, &str); 7] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
    ];
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_form_of_another_site_is_told_from_our_own() {
        let post = Method::POST;
        assert!(is_cross_site(&post, &headers(&[("sec-fetch-site", "cross-site")])));
        assert!(is_cross_site(&post, &headers(&[("sec-fetch-site", "same-site")])));
        assert!(!is_cross_site(&post, &headers(&[("sec-fetch-site", "same-origin")])));
        assert!(is_cross_site(
            &post,
            &headers(&[("origin", "https://evil.example"), ("host", "home.example")])
        ));
        assert!(is_cross_site(&post, &headers(&[("origin", "null"), ("host", "home.example")])));
        assert!(!is_cross_site(
            &post,
            &headers(&[("origin", "https://home.example"), ("host", "home.example")])
        ));
        assert!(!is_cross_site(&Method::GET, &headers(&[("sec-fetch-site", "cross-site")])));
    }

    #[test]
    fn a_bearer_token_is_told_from_everything_else() {
        let said = |line: &'static str| headers(&[("authorization", line)]);
        assert_eq!(authorization(&HeaderMap::new()), Authorization::Nothing);
        assert_eq!(authorization(&said("Bearer abc")), Authorization::Bearer("abc"));
        assert_eq!(authorization(&said("bearer  abc ")), Authorization::Bearer("abc"));
        for other in ["Basic YTpi", "abc", "Bearer"] {
            assert_eq!(authorization(&said(other)), Authorization::Other, "{other}");
        }
        let mut twice = said("Bearer abc");
        twice.append("authorization", HeaderValue::from_static("Bearer def"));
        assert_eq!(authorization(&twice), Authorization::Other);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = headers(&[("cookie", "a=1; homeport=x.y; b=2")]);
        assert_eq!(cookie(&headers, "homeport"), Some("x.y"));
        assert_eq!(cookie(&headers, "port"), None);
    }
}
