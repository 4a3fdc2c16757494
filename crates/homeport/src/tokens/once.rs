//! A request with a key of its own happens once, however often it is sent
//! (draft-ietf-httpapi-idempotency-key-header). What was answered is kept in the transaction of the
//! change itself, so a crash leaves both or neither.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use keel::db::Conn;
use keel::error::Result;

use super::refusal::Refusal;
use super::reply::Reply;
use super::{TokenId, model, sql};
use crate::app::{App, Cx};
use crate::people::PersonId;

/// Keys whose first request this process has not answered yet. On another node the same key waits at its
/// row, and then is told what was answered.
#[derive(Default)]
pub struct Running(Mutex<HashSet<Vec<u8>>>);

impl Running {
    fn enter(&self, key: &[u8]) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_vec())
    }

    fn leave(&self, key: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// One request; without a key it may happen again.
pub struct Once(Option<Keyed>);

struct Keyed {
    app: App,
    token: TokenId,
    key_hash: Vec<u8>,
    body_hash: Vec<u8>,
}

impl Drop for Keyed {
    fn drop(&mut self) {
        self.app.running.leave(&self.key_hash);
    }
}

impl Once {
    /// Reads the key. Lives until the answer is out, so it is made before the transaction.
    pub fn of(cx: &Cx, headers: &HeaderMap, body: &[u8]) -> std::result::Result<Self, Refusal> {
        let mut lines = headers.get_all("idempotency-key").iter();
        let (Some(line), Some(bearer)) = (lines.next(), &cx.viewer.bearer) else { return Ok(Self(None)) };
        let key = line.to_str().ok().and_then(key).filter(|_| lines.next().is_none()).ok_or(Refusal::Key)?;
        // A key belongs to its token and its address: elsewhere the same one is another.
        let whole = format!("{}|{}|{key}", bearer.token, cx.path);
        let key_hash = cx.app.key.hash("tokens.key", &whole);
        if !cx.app.running.enter(&key_hash) {
            return Err(Refusal::Running);
        }
        let body_hash = cx.app.key.sign("tokens.body", body).to_vec();
        Ok(Self(Some(Keyed { app: cx.app.clone(), token: bearer.token, key_hash, body_hash })))
    }

    /// What the same request was answered before, if it came before.
    pub async fn told(&self, cx: &Cx, conn: &mut Conn) -> std::result::Result<Option<Reply>, Refusal> {
        let Some(Keyed { token, key_hash, body_hash, .. }) = &self.0 else { return Ok(None) };
        sql::forget_request(conn, *token, key_hash, cx.now - model::MEMORY).await?;
        if sql::insert_request(conn, *token, (key_hash, body_hash), cx.now).await? > 0 {
            return Ok(None);
        }
        let before = sql::request(conn, *token, key_hash).await?;
        match (before.status, before.answer) {
            _ if before.body_hash != *body_hash => Err(Refusal::KeyReused),
            (Some(status), Some(answer)) => Ok(Some(Reply::again(status, answer))),
            _ => Err(Refusal::Running),
        }
    }

    /// Remembers the answer for a day, or for as long as the person it is about is known.
    pub async fn keep(&self, conn: &mut Conn, reply: &Reply, about: PersonId) -> Result<()> {
        let Some(Keyed { token, key_hash, .. }) = &self.0 else { return Ok(()) };
        sql::answer_request(conn, *token, key_hash, (reply.status, &reply.body), about).await?;
        Ok(())
    }
}

/// A string of structured fields (RFC 9651), or the bare key that many clients send.
fn key(line: &str) -> Option<&str> {
    let line = line.trim();
    let key = line.strip_prefix('"').map_or(Some(line), |rest| rest.strip_suffix('"'))?;
    let is_key = (1..=255).contains(&key.len()) && key.bytes().all(|b| (0x20..0x7f).contains(&b));
    is_key.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_with_and_without_quotes() {
        assert_eq!(key("\"8e03978e\""), Some("8e03978e"));
        assert_eq!(key(" 8e03978e "), Some("8e03978e"));
        for wrong in ["", "\"\"", "\"", "\"abc", "a\u{7f}", &"x".repeat(256)] {
            assert_eq!(key(wrong), None, "{wrong}");
        }
    }
}
