//! The JSON interface, as an HR system meets it: with a token, without a cookie.

mod departures;
mod door;
mod once;
mod people;

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use homeport::access::Scope;
use homeport::tokens::{self, NewToken, TokenId};
use serde_json::Value;

use crate::support::{House, Reply};

/// A token for a system of this name.
pub async fn token_named(t: &House, name: &str, scopes: &[Scope]) -> (TokenId, String) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let new = NewToken { name: name.to_owned(), scopes: scopes.to_vec(), expires_on: None };
    let made = tokens::actions::make(&cx, &mut conn, &new).await.expect("a token");
    cx.commit(conn).await.expect("kept");
    made
}

pub async fn token(t: &House, scopes: &[Scope]) -> String {
    token_named(t, "Payroll", scopes).await.1
}

pub fn request(method: &str, path: &str, token: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "homeport.test")
        .header("authorization", format!("Bearer {token}"))
}

pub async fn get(t: &House, token: &str, path: &str) -> Reply {
    t.send(request("GET", path, token).body(Body::empty()).expect("a request")).await
}

pub async fn send(t: &House, method: &str, token: &str, path: &str, body: &Value) -> Reply {
    t.send(with_json(request(method, path, token), body)).await
}

pub fn with_json(request: Builder, body: &Value) -> Request<Body> {
    request.header("content-type", "application/json").body(Body::from(body.to_string())).expect("a request")
}

pub fn json(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("not JSON: {}", reply.body))
}

/// The status, a problem document around it, and where the problems are.
#[track_caller]
pub fn refused(reply: &Reply, status: u16) -> Vec<String> {
    assert_eq!(reply.status.as_u16(), status, "{}", reply.body);
    let kind = reply.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    assert_eq!(kind, Some("application/problem+json"));
    let problem = json(reply);
    assert_eq!(problem["status"], status);
    for name in ["type", "title", "detail", "instance"] {
        assert!(problem[name].as_str().is_some_and(|text| !text.is_empty()), "{name}: {problem}");
    }
    let problems = problem["problems"].as_array().cloned().unwrap_or_default();
    problems.iter().map(|one| one["pointer"].as_str().expect("a pointer").to_owned()).collect()
}

#[track_caller]
pub fn accepted(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status.as_u16(), status, "{}", reply.body);
    json(reply)
}

/// Somebody's address, by the school's name and a number.
pub fn person(number: &str) -> String {
    format!("/api/people/{}/{}", encoded("海帆教育"), encoded(number))
}

pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
