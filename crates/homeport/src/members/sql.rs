use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::{Field, FormerName, Purpose, Receipt, ReceiptId};
use crate::people::{Audience, PersonId};

pub async fn is_member(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let found: Option<PersonId> = conn
        .maybe(
            sql!("select person_id from members_member where person_id = $1 and suspended_at is null"),
            args![person],
        )
        .await?;
    Ok(found.is_some())
}

/// Also of a suspended member: a place in the order is taken once.
pub async fn ordinal(conn: &mut Conn, person: PersonId) -> Result<Option<i64>> {
    conn.maybe(sql!("select ordinal from members_member where person_id = $1"), args![person]).await
}

pub async fn next_ordinal(conn: &mut Conn) -> Result<i64> {
    conn.one(sql!("select coalesce(max(ordinal), 0) + 1 from members_member"), args![]).await
}

/// Nothing when the place was taken by another transaction, or the person is a member already.
pub async fn insert_member(
    conn: &mut Conn,
    person: PersonId,
    ordinal: i64,
    at: Time,
    by: &str,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into members_member (person_id, ordinal, joined_at, joined_by)
                 values ($1, $2, $3, $4)
                 on conflict do nothing"
            ),
            args![person, ordinal, at, by],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn suspend(conn: &mut Conn, person: PersonId, at: Time) -> Result<()> {
    conn.run(
        sql!("update members_member set suspended_at = $2 where person_id = $1 and suspended_at is null"),
        args![person, at],
    )
    .await?;
    Ok(())
}

pub async fn resume(conn: &mut Conn, person: PersonId) -> Result<()> {
    conn.run(sql!("update members_member set suspended_at = null where person_id = $1"), args![person])
        .await?;
    Ok(())
}

pub async fn count(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1 from members_member where suspended_at is null limit 10000
             ) m"
        ),
        args![],
    )
    .await
}

pub async fn consent(conn: &mut Conn, person: PersonId, purpose: Purpose) -> Result<bool> {
    let given: Option<bool> = conn
        .maybe(
            sql!("select is_given from members_consent where person_id = $1 and purpose = $2"),
            args![person, purpose],
        )
        .await?;
    Ok(given.unwrap_or(false))
}

pub async fn consents(conn: &mut Conn, person: PersonId) -> Result<Vec<Purpose>> {
    conn.all(
        sql!("select purpose from members_consent where person_id = $1 and is_given = $2 order by purpose"),
        args![person, true],
    )
    .await
}

pub async fn set_consent(
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    is_given: bool,
    version: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into members_consent (person_id, purpose, is_given, version, at)
             values ($1, $2, $3, $4, $5)
             on conflict (person_id, purpose) do update
             set is_given = excluded.is_given, version = excluded.version, at = excluded.at"
        ),
        args![person, purpose, is_given, version, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_receipt(
    conn: &mut Conn,
    receipt: ReceiptId,
    person: PersonId,
    at: Time,
    body: &str,
) -> Result<()> {
    conn.run(
        sql!("insert into members_receipt (receipt_id, person_id, at, body) values ($1, $2, $3, $4)"),
        args![receipt, person, at, body],
    )
    .await?;
    Ok(())
}

/// Only one's own.
pub async fn receipt(conn: &mut Conn, receipt: ReceiptId, person: PersonId) -> Result<Receipt> {
    conn.one(
        sql!("select receipt_id, at, body from members_receipt where receipt_id = $1 and person_id = $2"),
        args![receipt, person],
    )
    .await
}

pub async fn receipts(conn: &mut Conn, person: PersonId) -> Result<Vec<Receipt>> {
    conn.all(
        sql!(
            "select receipt_id, at, body from members_receipt
             where person_id = $1
             order by at desc, receipt_id desc
             limit 50"
        ),
        args![person],
    )
    .await
}

pub async fn audiences(conn: &mut Conn, person: PersonId) -> Result<Vec<(Field, Audience)>> {
    conn.all(sql!("select field, audience from members_field where person_id = $1"), args![person]).await
}

pub async fn set_audience(conn: &mut Conn, person: PersonId, field: Field, audience: Audience) -> Result<()> {
    conn.run(
        sql!(
            "insert into members_field (person_id, field, audience)
             values ($1, $2, $3)
             on conflict (person_id, field) do update set audience = excluded.audience"
        ),
        args![person, field, audience],
    )
    .await?;
    Ok(())
}

pub async fn former_names(conn: &mut Conn, person: PersonId) -> Result<Vec<FormerName>> {
    conn.all(
        sql!(
            "select name_id, name, audience from people_name
             where person_id = $1 and kind = 'former'
             order by created_at, name_id"
        ),
        args![person],
    )
    .await
}
