//! Opening and closing sessions.

use keel::db::Conn;
use keel::error::{Error, Result};
use keel::secret::{hash_token, random_token};

use crate::accounts::model::{self, SessionId};
use crate::accounts::sql;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::PersonId;

/// Opens a session; the token is what [`crate::accounts::session_cookie`] gives the browser. Whatever
/// session the browser had before is closed, so nobody goes on in one that somebody else prepared.
pub async fn open_session(cx: &Cx, conn: &mut Conn, person: PersonId, device: &str) -> Result<String> {
    if let Some(old) = cx.session {
        sql::delete_this_session(conn, old).await?;
    }
    let token = random_token();
    let session = SessionId::next(&cx.app.ids, cx.now);
    let until = cx.now + model::session_life(&sql::roles(conn, person).await?);
    let device = model::device(device);
    sql::insert_session(conn, session, &hash_token(&token), person, &device, (cx.now, until)).await?;
    journal::note_as(cx, conn, Some(person), Act::SignedIn, person.0, None).await?;
    Ok(token)
}

/// Ends the session of this request.
pub async fn sign_out(cx: &Cx, conn: &mut Conn) -> Result<()> {
    let (Some(session), Some(person)) = (cx.session, cx.viewer.person) else { return Ok(()) };
    sql::delete_this_session(conn, session).await?;
    journal::note(cx, conn, Act::SignedOut, person.0, None).await
}

/// Ends one of the viewer's own sessions.
pub async fn close_session(cx: &Cx, conn: &mut Conn, session: SessionId) -> Result<()> {
    let person = cx.viewer.somebody()?;
    if !sql::delete_session(conn, person, session).await? {
        return Err(Error::NotFound);
    }
    journal::note(cx, conn, Act::SessionRevoked, person.0, None).await
}

/// Ends all of the viewer's sessions but this one; how many.
pub async fn close_other_sessions(cx: &Cx, conn: &mut Conn) -> Result<u64> {
    let person = cx.viewer.somebody()?;
    let closed = sql::delete_sessions(conn, person, cx.session).await?;
    journal::note(cx, conn, Act::SessionRevoked, person.0, Some("others")).await?;
    Ok(closed)
}

/// Ends every session of a person: they are deleted, or have died.
pub async fn close_sessions(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    if sql::delete_sessions(conn, person, None).await? > 0 {
        journal::note(cx, conn, Act::SessionRevoked, person.0, Some("all")).await?;
    }
    Ok(())
}
