use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use super::model::{State, Suspension, SuspensionId};
use crate::people::PersonId;

pub async fn running(conn: &mut Conn, person: PersonId) -> Result<Option<Suspension>> {
    conn.maybe(
        sql!(
            "select suspension_id, person_id, state, ground, role, began_at, until_at, ended_at, appeal,
                    appealed_at, answered_at
             from suspensions_suspension
             where person_id = $1 and state = 'running'"
        ),
        args![person],
    )
    .await
}

/// Nothing when its holder was erased.
pub async fn suspension(conn: &mut Conn, suspension: SuspensionId) -> Result<Option<Suspension>> {
    conn.maybe(
        sql!(
            "select suspension_id, person_id, state, ground, role, began_at, until_at, ended_at, appeal,
                    appealed_at, answered_at
             from suspensions_suspension
             where suspension_id = $1"
        ),
        args![suspension],
    )
    .await
}

/// The latest first.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Suspension>> {
    conn.all(
        sql!(
            "select suspension_id, person_id, state, ground, role, began_at, until_at, ended_at, appeal,
                    appealed_at, answered_at
             from suspensions_suspension
             where person_id = $1
             order by began_at desc, suspension_id desc
             limit 20"
        ),
        args![person],
    )
    .await
}

/// No row changes when one runs already.
pub async fn insert(conn: &mut Conn, new: &Suspension, by: Option<PersonId>) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into suspensions_suspension
                     (suspension_id, person_id, state, ground, role, began_at, began_by, until_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)
                 on conflict do nothing"
            ),
            args![
                new.suspension_id,
                new.person_id,
                new.state,
                new.ground,
                new.role,
                new.began_at,
                by,
                new.until_at
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Whether we were the ones to end it.
pub async fn end(
    conn: &mut Conn,
    suspension: SuspensionId,
    state: State,
    at: Time,
    by: Option<PersonId>,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update suspensions_suspension set state = $2, ended_at = $3, ended_by = $4
                 where suspension_id = $1 and state = 'running'"
            ),
            args![suspension, state, at, by],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn appeal(conn: &mut Conn, suspension: SuspensionId, words: &str, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update suspensions_suspension set appeal = $2, appealed_at = $3
                 where suspension_id = $1 and state = 'running'"
            ),
            args![suspension, words, at],
        )
        .await?;
    Ok(changed > 0)
}

/// False when no appeal waits any more.
pub async fn answer(conn: &mut Conn, suspension: SuspensionId, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update suspensions_suspension set answered_at = $2
                 where suspension_id = $1 and state = 'running' and appealed_at is not null
                   and (answered_at is null or answered_at < appealed_at)"
            ),
            args![suspension, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Somebody whose membership rests.
pub struct Line {
    pub suspension_id: SuspensionId,
    pub person_id: PersonId,
    pub name: String,
    pub until_at: Time,
    pub has_appeal: bool,
}
row!(Line { suspension_id, person_id, name, until_at, has_appeal });

/// Those that run, the oldest first.
pub async fn all_running(conn: &mut Conn, after: SuspensionId, limit: usize) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select s.suspension_id, s.person_id, p.name, s.until_at,
                    (s.appealed_at is not null and (s.answered_at is null or s.answered_at < s.appealed_at))
             from suspensions_suspension s
             join people_person p on p.person_id = s.person_id
             where s.state = 'running' and s.suspension_id > $1
             order by s.suspension_id
             limit $2"
        ),
        args![after, limit],
    )
    .await
}

pub async fn count_appeals(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1 from suspensions_suspension
                 where state = 'running' and appealed_at is not null
                   and (answered_at is null or answered_at < appealed_at)
                 limit 1000
             ) s"
        ),
        args![],
    )
    .await
}
