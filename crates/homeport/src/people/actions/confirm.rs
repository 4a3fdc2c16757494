//! The word that a record is right: its owner's or an officer's.

use keel::db::Conn;
use keel::error::{Error, Result};

use super::{must_edit, sql};
use crate::app::Cx;
use crate::people::PersonId;

/// What is kept about somebody is right today. The search index learns of it: who was confirmed lately stands
/// before who was not.
pub async fn confirm(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    must_edit(cx, person)?;
    if sql::update_confirmed(conn, person, cx.now, cx.viewer.person).await? == 0 {
        return Err(Error::NotFound);
    }
    sql::listing::note_change(conn, person, person).await
}

/// Whoever changes their own record had it before their eyes. What an officer changes about somebody, or the
/// house by itself, says nothing about the rest of it.
pub async fn confirm_own(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    if cx.viewer.person == Some(person) { confirm(cx, conn, person).await } else { Ok(()) }
}

/// Whoever joins has just read what is kept about them. The caller lists them anew.
pub async fn joined(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    sql::update_confirmed(conn, person, cx.now, Some(person)).await?;
    Ok(())
}

/// Whoever does something about the same person at the same moment waits for the end of the transaction.
pub async fn hold(conn: &mut Conn, person: PersonId) -> Result<()> {
    sql::listing::hold(conn, person).await?;
    Ok(())
}
