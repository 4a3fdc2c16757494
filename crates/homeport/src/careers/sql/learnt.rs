use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use crate::careers::learnt::{Learnt, LearntId, LearntKind, NewLearnt};
use crate::people::PersonId;

macro_rules! learnt {
    ($which:expr) => {
        concat!(
            "select learnt_id, person_id, kind, name, detail, started, ended, source, recorded_at, removed_at
             from careers_learnt
             where person_id = $1 and ",
            $which
        )
    };
}

pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<Learnt>> {
    conn.all(sql!(learnt!("removed_at is null order by learnt_id")), args![person]).await
}

/// What was taken out and can be taken back.
pub async fn removed(conn: &mut Conn, person: PersonId) -> Result<Vec<Learnt>> {
    let sql = sql!(learnt!("removed_at is not null order by removed_at desc, learnt_id desc limit 100"));
    conn.all(sql, args![person]).await
}

pub async fn one(conn: &mut Conn, person: PersonId, learnt: LearntId) -> Result<Learnt> {
    conn.one(sql!(learnt!("learnt_id = $2")), args![person, learnt]).await
}

pub async fn insert(
    conn: &mut Conn,
    id: LearntId,
    person: PersonId,
    new: &NewLearnt,
    folded: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into careers_learnt
                 (learnt_id, person_id, kind, name, folded, detail, started, ended, source, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            id,
            person,
            new.kind,
            &new.name,
            folded,
            new.detail.as_deref(),
            new.started,
            new.ended,
            new.source,
            at
        ],
    )
    .await?;
    Ok(())
}

/// `None` takes it back.
pub async fn set_removed(
    conn: &mut Conn,
    learnt: LearntId,
    at: Option<Time>,
    by: Option<PersonId>,
) -> Result<u64> {
    conn.run(
        sql!("update careers_learnt set removed_at = $2, removed_by = $3 where learnt_id = $1"),
        args![learnt, at, by],
    )
    .await
}

pub async fn delete(conn: &mut Conn, learnt: LearntId) -> Result<u64> {
    conn.run(sql!("delete from careers_learnt where learnt_id = $1"), args![learnt]).await
}

pub async fn delete_removed_before(conn: &mut Conn, at: Time) -> Result<u64> {
    conn.run(sql!("delete from careers_learnt where removed_at is not null and removed_at < $1"), args![at])
        .await
}

/// How others wrote it before, so that it is one thing wherever it is counted.
pub async fn spelling(conn: &mut Conn, kind: LearntKind, folded: &str) -> Result<Option<String>> {
    conn.maybe(
        sql!(
            "select name
             from careers_learnt
             where kind = $1 and folded = $2 and removed_at is null
             limit 1"
        ),
        args![kind, folded],
    )
    .await
}

/// The name under which the list keeps what is called so.
pub async fn offered(conn: &mut Conn, kind: LearntKind, folded: &str) -> Result<Option<String>> {
    conn.maybe(sql!("select name from careers_offer where kind = $1 and folded = $2"), args![kind, folded])
        .await
}

/// Names whose beginning is typed.
pub async fn offers(conn: &mut Conn, kind: LearntKind, folded: &str, limit: usize) -> Result<Vec<String>> {
    let end = format!("{folded}{}", char::MAX);
    conn.all(
        sql!(
            "select name
             from careers_offer
             where kind = $1 and folded >= $2 and folded < $3
             group by name
             order by min(folded)
             limit $4"
        ),
        args![kind, folded, end, limit],
    )
    .await
}

pub async fn delete_offers(conn: &mut Conn, kind: LearntKind) -> Result<u64> {
    conn.run(sql!("delete from careers_offer where kind = $1"), args![kind]).await
}

/// The first who has a name keeps it.
pub async fn insert_offer(conn: &mut Conn, kind: LearntKind, folded: &str, name: &str) -> Result<u64> {
    conn.run(
        sql!(
            "insert into careers_offer (kind, folded, name) values ($1, $2, $3)
             on conflict do nothing"
        ),
        args![kind, folded, name],
    )
    .await
}
