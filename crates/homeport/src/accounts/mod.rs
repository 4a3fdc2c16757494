//! Who is who: sessions, sign-in by mailed link, code or password, roles, lost contacts.
//!
//! Owns `accounts_role`, `accounts_password`, `accounts_session`, `accounts_link`,
//! `accounts_recovery`. Tokens and codes are kept as hashes only; whether an address is known is
//! never told.

pub mod actions;
mod model;
pub mod pages;
mod sql;

pub use model::{LinkId, RecoveryId, Seen, SessionId};

use keel::clock::Time;
use keel::error::Result;
use keel::secret::hash_token;

use crate::app::App;

/// The session's cookie.
pub const COOKIE: &str = "homeport";

/// Who holds this session token, if it lives.
pub async fn viewer_of(app: &App, token: &str, now: Time) -> Result<Option<Seen>> {
    let today = now.day_in(app.settings().zone());
    let rows = sql::session(&mut app.db.read().await?, &hash_token(token), now, today).await?;
    Ok(sql::Session::seen(rows))
}
