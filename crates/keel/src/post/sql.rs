//! The statements of keel_delivery.

use super::{Before, Channel, Draft, Entry, State};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::{Id, Ids};
use crate::{args, either, row, sql};

/// A delivery in our hands. Whoever takes it over raises `attempt`, which shows that it is ours no more.
pub(super) struct Claimed {
    pub(super) delivery_id: Id,
    pub(super) channel: Channel,
    pub(super) purpose: String,
    pub(super) about: Option<Id>,
    pub(super) recipient: Option<Id>,
    pub(super) to: String,
    pub(super) body: String,
    pub(super) attempt: u32,
    pub(super) created_at: Time,
}
row!(Claimed { delivery_id, channel, purpose, about, recipient, to, body, attempt, created_at });

pub(super) async fn insert(conn: &mut Conn, ids: &Ids, now: Time, draft: &Draft<'_>) -> Result<Id> {
    let delivery_id = ids.next(now);
    conn.run(
        sql!(
            "insert into keel_delivery (delivery_id, channel, purpose, rank, about_id, recipient_id,
                 to_address, body, state, attempts, next_at, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $9)"
        ),
        args![
            delivery_id,
            draft.channel.word(),
            draft.purpose,
            draft.rank,
            draft.about,
            draft.recipient,
            draft.to,
            &draft.body,
            now
        ],
    )
    .await?;
    Ok(delivery_id)
}

pub(super) async fn anything_due(conn: &mut Conn, channel: Channel, now: Time) -> Result<bool> {
    let found = conn
        .count(
            sql!(
                "select count(*) from (
                     select delivery_id from (
                         select delivery_id from keel_delivery
                         where state = 'waiting' and channel = $1 and next_at <= $2 limit 1) as due
                     union all
                     select delivery_id from (
                         select delivery_id from keel_delivery
                         where state = 'sending' and channel = $1 and lease_until < $2
                           and body is not null limit 1) as left_behind
                 ) as found"
            ),
            args![channel.word(), now],
        )
        .await?;
    Ok(found > 0)
}

pub(super) async fn claim(
    conn: &mut Conn,
    channel: Channel,
    now: Time,
    until: Time,
    node: &str,
) -> Result<Option<Claimed>> {
    conn.maybe(
        either!(
            sqlite:
            "update keel_delivery
             set state = 'sending', lease_until = $3, node = $4, attempts = attempts + 1
             where delivery_id = (
                 select delivery_id from keel_delivery
                 where state = 'waiting' and channel = $1 and next_at <= $2
                 order by rank, next_at limit 1)
             returning delivery_id, channel, purpose, about_id, recipient_id, to_address, body, attempts,
                 created_at",
            postgres:
            "update keel_delivery
             set state = 'sending', lease_until = $3, node = $4, attempts = attempts + 1
             where delivery_id = (
                 select delivery_id from keel_delivery
                 where state = 'waiting' and channel = $1 and next_at <= $2
                 order by rank, next_at limit 1 for update skip locked)
             returning delivery_id, channel, purpose, about_id, recipient_id, to_address, body, attempts,
                 created_at",
        ),
        args![channel.word(), now, until, node],
    )
    .await
}

/// What a sender began and did not live to finish. On PostgreSQL the outer condition is asked again when
/// another node was faster, so that one of them gets it.
pub(super) async fn take_over(
    conn: &mut Conn,
    channel: Channel,
    now: Time,
    until: Time,
    node: &str,
) -> Result<Option<Claimed>> {
    conn.maybe(
        sql!(
            "update keel_delivery set lease_until = $3, node = $4, attempts = attempts + 1
             where state = 'sending' and lease_until < $2 and body is not null and delivery_id = (
                 select delivery_id from keel_delivery
                 where state = 'sending' and channel = $1 and lease_until < $2 and body is not null
                 order by lease_until limit 1)
             returning delivery_id, channel, purpose, about_id, recipient_id, to_address, body, attempts,
                 created_at"
        ),
        args![channel.word(), now, until, node],
    )
    .await
}

pub(super) async fn release_all(conn: &mut Conn) -> Result<()> {
    conn.run(sql!("update keel_delivery set lease_until = 0 where state = 'sending'"), args![]).await?;
    Ok(())
}

/// Accepted is accepted, even if meanwhile somebody else took the delivery over.
pub(super) async fn mark_sent(conn: &mut Conn, delivery_id: Id, now: Time, reply: &str) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set state = 'sent', sent_at = $2, reply = $3, to_address = null, body = null,
                 lease_until = null, node = null
             where delivery_id = $1 and state in ('waiting', 'sending')"
        ),
        args![delivery_id, now, reply],
    )
    .await
}

pub(super) async fn mark_kept(conn: &mut Conn, delivery_id: Id, now: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set state = 'kept', sent_at = $2, lease_until = null, node = null
             where delivery_id = $1 and state = 'sending' and body is not null"
        ),
        args![delivery_id, now],
    )
    .await
}

pub(super) async fn mark_failed(conn: &mut Conn, claimed: &Claimed, reply: &str) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set state = 'failed', reply = $3, to_address = null, body = null,
                 lease_until = null, node = null
             where delivery_id = $1 and attempts = $2 and state = 'sending'"
        ),
        args![claimed.delivery_id, claimed.attempt, reply],
    )
    .await
}

pub(super) async fn put_back(conn: &mut Conn, claimed: &Claimed, next_at: Time, reply: &str) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set state = 'waiting', next_at = $3, reply = $4, lease_until = null, node = null
             where delivery_id = $1 and attempts = $2 and state = 'sending' and body is not null"
        ),
        args![claimed.delivery_id, claimed.attempt, next_at, reply],
    )
    .await
}

/// A delivery withdrawn while it was in flight goes when the flight ends.
pub(super) async fn delete_withdrawn(conn: &mut Conn, delivery_id: Id) -> Result<()> {
    conn.run(
        sql!("delete from keel_delivery where delivery_id = $1 and state = 'sending' and body is null"),
        args![delivery_id],
    )
    .await?;
    Ok(())
}

pub(super) async fn delete_waiting_about(conn: &mut Conn, about: Id) -> Result<u64> {
    conn.run(sql!("delete from keel_delivery where about_id = $1 and state = 'waiting'"), args![about]).await
}

pub(super) async fn delete_waiting_to(conn: &mut Conn, recipient: Id) -> Result<u64> {
    conn.run(
        sql!("delete from keel_delivery where recipient_id = $1 and state = 'waiting'"),
        args![recipient],
    )
    .await
}

pub(super) async fn forget_flying_about(conn: &mut Conn, about: Id) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set body = null, to_address = null
             where about_id = $1 and state = 'sending'"
        ),
        args![about],
    )
    .await
}

pub(super) async fn forget_flying_to(conn: &mut Conn, recipient: Id) -> Result<u64> {
    conn.run(
        sql!(
            "update keel_delivery set body = null, to_address = null
             where recipient_id = $1 and state = 'sending'"
        ),
        args![recipient],
    )
    .await
}

pub(super) async fn delete_kept_to(conn: &mut Conn, recipient: Id) -> Result<u64> {
    conn.run(sql!("delete from keel_delivery where recipient_id = $1 and state = 'kept'"), args![recipient])
        .await
}

pub(super) async fn list(conn: &mut Conn, state: State, before: Before, limit: u32) -> Result<Vec<Entry>> {
    conn.all(
        sql!(
            "select delivery_id, channel, purpose, about_id, recipient_id, state, attempts, next_at, reply,
                 created_at, sent_at
             from keel_delivery
             where state = $1 and (created_at, delivery_id) < ($2, $3)
             order by created_at desc, delivery_id desc
             limit $4"
        ),
        args![state.word(), before.0, before.1, limit],
    )
    .await
}

pub(super) async fn counts(conn: &mut Conn) -> Result<Vec<(State, u32)>> {
    conn.all(sql!("select state, count(*) from keel_delivery group by state order by state"), args![]).await
}

pub(super) async fn hasten(conn: &mut Conn, delivery_id: Id, now: Time) -> Result<u64> {
    conn.run(
        sql!("update keel_delivery set next_at = $2 where delivery_id = $1 and state = 'waiting'"),
        args![delivery_id, now],
    )
    .await
}

pub(super) struct KeptRow {
    pub(super) delivery_id: Id,
    pub(super) channel: Channel,
    pub(super) purpose: String,
    pub(super) recipient: Option<Id>,
    pub(super) to: String,
    pub(super) created_at: Time,
    pub(super) kept_at: Time,
    pub(super) body: String,
}
row!(KeptRow { delivery_id, channel, purpose, recipient, to, created_at, kept_at, body });

pub(super) async fn kept(conn: &mut Conn, before: Before, limit: u32) -> Result<Vec<KeptRow>> {
    conn.all(
        sql!(
            "select delivery_id, channel, purpose, recipient_id, to_address, created_at, sent_at, body
             from keel_delivery
             where state = 'kept' and (created_at, delivery_id) < ($1, $2)
             order by created_at desc, delivery_id desc
             limit $3"
        ),
        args![before.0, before.1, limit],
    )
    .await
}

pub(super) async fn one_kept(conn: &mut Conn, delivery_id: Id) -> Result<KeptRow> {
    conn.one(
        sql!(
            "select delivery_id, channel, purpose, recipient_id, to_address, created_at, sent_at, body
             from keel_delivery where state = 'kept' and delivery_id = $1"
        ),
        args![delivery_id],
    )
    .await
}

pub(super) async fn delete_ended(conn: &mut Conn, before: Time) -> Result<u64> {
    conn.run(
        sql!(
            "delete from keel_delivery
             where created_at < $1
               and (state in ('sent', 'failed', 'kept') or (state = 'sending' and body is null))"
        ),
        args![before],
    )
    .await
}

#[cfg(test)]
pub(super) async fn count_personal(conn: &mut Conn) -> Result<i64> {
    let sql = sql!("select count(*) from keel_delivery where to_address is not null or body is not null");
    conn.count(sql, args![]).await
}
