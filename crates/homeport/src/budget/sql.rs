use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::MessageId;
use crate::people::PersonId;

pub async fn count_since(conn: &mut Conn, person: PersonId, since: Time) -> Result<i64> {
    conn.count(
        sql!("select count(*) from budget_message where person_id = $1 and at > $2"),
        args![person, since],
    )
    .await
}

/// When the latest messages went, the latest first.
pub async fn latest(conn: &mut Conn, person: PersonId, limit: usize) -> Result<Vec<Time>> {
    conn.all(
        sql!("select at from budget_message where person_id = $1 order by at desc limit $2"),
        args![person, limit],
    )
    .await
}

pub async fn insert(
    conn: &mut Conn,
    message: MessageId,
    person: PersonId,
    purpose: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!("insert into budget_message (message_id, person_id, purpose, at) values ($1, $2, $3, $4)"),
        args![message, person, purpose, at],
    )
    .await?;
    Ok(())
}

pub async fn delete_latest(conn: &mut Conn, person: PersonId, purpose: &str) -> Result<u64> {
    conn.run(
        sql!(
            "delete from budget_message
             where message_id = (
                 select message_id
                 from budget_message
                 where person_id = $1 and purpose = $2
                 order by at desc, message_id desc
                 limit 1
             )"
        ),
        args![person, purpose],
    )
    .await
}

pub async fn delete_before(conn: &mut Conn, before: Time) -> Result<u64> {
    conn.run(sql!("delete from budget_message where at <= $1"), args![before]).await
}
