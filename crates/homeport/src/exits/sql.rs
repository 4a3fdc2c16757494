use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::{Exit, ExitId};
use crate::people::PersonId;

pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Option<Exit>> {
    conn.maybe(
        sql!(
            "select exit_id, person_id, was_member, asked_at, erase_at
             from exits_exit
             where person_id = $1"
        ),
        args![person],
    )
    .await
}

pub async fn exit(conn: &mut Conn, exit: ExitId) -> Result<Option<Exit>> {
    conn.maybe(
        sql!(
            "select exit_id, person_id, was_member, asked_at, erase_at
             from exits_exit
             where exit_id = $1"
        ),
        args![exit],
    )
    .await
}

/// No row changes when the person is on their way out already.
pub async fn insert(conn: &mut Conn, exit: &Exit) -> Result<bool> {
    let inserted = conn
        .run(
            sql!(
                "insert into exits_exit (exit_id, person_id, was_member, asked_at, erase_at)
                 values ($1, $2, $3, $4, $5)
                 on conflict do nothing"
            ),
            args![exit.exit_id, exit.person_id, exit.was_member, exit.asked_at, exit.erase_at],
        )
        .await?;
    Ok(inserted > 0)
}

pub async fn set_was_member(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let changed =
        conn.run(sql!("update exits_exit set was_member = true where person_id = $1"), args![person]).await?;
    Ok(changed > 0)
}

/// Whether we were the ones to end it: taken back and erased at the same moment, one of them comes first.
pub async fn delete(conn: &mut Conn, exit: ExitId) -> Result<bool> {
    Ok(conn.run(sql!("delete from exits_exit where exit_id = $1"), args![exit]).await? > 0)
}
