//! Who is who: sessions, sign-in by mailed link, code or password, roles, lost contacts.
//!
//! Owns `accounts_role`, `accounts_password`, `accounts_session`, `accounts_link`,
//! `accounts_recovery`. Tokens and codes are kept as hashes only; whether an address is known is
//! never told, neither by words nor by time: what depends on it happens in a job.

pub mod actions;
mod device;
pub mod jobs;
mod letters;
mod limits;
mod links;
mod model;
pub mod pages;
mod sql;

pub use actions::told;
pub use device::Device;
pub use letters::{Note, send as send_note, send_counted, send_to as send_note_to};
pub use model::{LinkId, Purpose, RecoveryId, RecoveryState, Seen, SessionId};

use axum::http::HeaderValue;
use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::http::set_cookie;
use keel::secret::hash_token;

use crate::access::Role;
use crate::app::{App, Cx};
use crate::people::PersonId;

/// The session's cookie.
pub const COOKIE: &str = "homeport";

/// Who holds this session token, if it lives. A session in use lives on.
pub async fn viewer_of(app: &App, token: &str, now: Time) -> Result<Option<Seen>> {
    let today = now.day_in(app.settings().zone());
    let rows = sql::session(&mut app.db.read().await?, &hash_token(token), now, today).await?;
    let Some((seen, seen_at)) = sql::Session::seen(rows) else { return Ok(None) };
    if now.since(seen_at) >= model::SEEN_EVERY {
        let mut conn = app.db.begin().await?;
        sql::touch_session(&mut conn, seen.session, now, now + model::session_life(&seen.viewer.roles))
            .await?;
        conn.commit().await?;
    }
    Ok(Some(seen))
}

/// What somebody was made.
pub async fn roles(conn: &mut Conn, person: PersonId) -> Result<Vec<Role>> {
    sql::roles(conn, person).await
}

/// The line that gives a browser its session. The browser keeps it longer than the session lives, which
/// only the database decides.
pub fn session_cookie(cx: &Cx, token: &str) -> HeaderValue {
    const LONGEST: i64 = 400 * 24 * 3600;
    let line = set_cookie(COOKIE, token, LONGEST, cx.app.is_https());
    line.unwrap_or_else(|| HeaderValue::from_static(""))
}

/// How many lost contacts wait for an officer; counted up to a thousand.
pub async fn open_recoveries(conn: &mut Conn) -> Result<i64> {
    sql::open_recoveries(conn).await
}
