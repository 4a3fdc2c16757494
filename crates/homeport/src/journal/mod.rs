//! The journal: who did what, when. Append-only, ids only, never a name or an address.
//!
//! Owns `journal_entry`. Every action writes one entry in its own transaction through [`note`].

mod details;
mod model;
pub mod pages;
mod sql;
mod words;

pub use details::detail;
pub use model::{Act, EntryId};
pub use words::{Group, act as words_of};

use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;

use crate::app::Cx;
use crate::people::PersonId;

/// Writes down that the viewer did `act` to `about`. `detail` is a word such as a state or a role,
/// never a name, an address or anybody's words.
pub async fn note(
    cx: &Cx,
    conn: &mut Conn,
    act: Act,
    about: impl Into<Id>,
    detail: Option<&str>,
) -> Result<()> {
    let entry = EntryId::next(&cx.app.ids, cx.now);
    sql::insert(conn, entry, cx.now, cx.viewer.actor(), act, (about.into(), detail)).await
}

/// As [`note`], of somebody who is not the viewer yet: they prove who they are in this very act.
pub async fn note_as(
    cx: &Cx,
    conn: &mut Conn,
    actor: Option<PersonId>,
    act: Act,
    about: impl Into<Id>,
    detail: Option<&str>,
) -> Result<()> {
    let entry = EntryId::next(&cx.app.ids, cx.now);
    sql::insert(conn, entry, cx.now, actor.map(|person| person.0), act, (about.into(), detail)).await
}

/// When the last entry was written: what the clock is held against.
pub async fn latest(conn: &mut Conn) -> Result<Option<keel::clock::Time>> {
    sql::latest(conn).await
}
