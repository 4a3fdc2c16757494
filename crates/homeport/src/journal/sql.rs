use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::{args, sql};

use super::{Act, EntryId};
use crate::people::PersonId;

pub async fn insert(
    conn: &mut Conn,
    entry: EntryId,
    at: Time,
    actor: Option<PersonId>,
    act: Act,
    about: Id,
    detail: Option<&str>,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into journal_entry (entry_id, at, actor_id, act, about_id, detail)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![entry, at, actor, act, about, detail],
    )
    .await?;
    Ok(())
}
