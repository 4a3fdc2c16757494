//! The only writers of what was written to whom.

use keel::db::Conn;
use keel::error::Result;

use super::{MessageId, Permit, has_room, since, sql};
use crate::app::Cx;
use crate::people::{self, PersonId};

/// Asks to write to somebody, for the purpose that the outbox shows; with the permit the message counts.
/// `None` if they have had enough for now.
pub async fn ask(cx: &Cx, conn: &mut Conn, person: PersonId, purpose: &str) -> Result<Option<Permit>> {
    // Two who ask at the same moment do so one after the other.
    people::actions::hold(conn, person).await?;
    if !has_room(cx, conn, person).await? {
        return Ok(None);
    }
    sql::insert(conn, MessageId::next(&cx.app.ids, cx.now), person, purpose, cx.now).await?;
    Ok(Some(Permit { person }))
}

/// The latest message for this purpose never arrived.
pub async fn give_back(conn: &mut Conn, person: PersonId, purpose: &str) -> Result<()> {
    sql::delete_latest(conn, person, purpose).await?;
    Ok(())
}

/// Forgets what counts no more.
pub(super) async fn sweep(cx: &Cx, conn: &mut Conn) -> Result<()> {
    sql::delete_before(conn, since(cx)).await?;
    Ok(())
}
