pub mod find;
pub mod merges;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

pub use merges::stayed;

use super::model::{Pair, State};
use crate::people::PersonId;

/// Where a page of the list goes on.
#[derive(Clone, Copy, Debug)]
pub struct After {
    pub score: i64,
    pub one_id: PersonId,
    pub other_id: PersonId,
}

/// A pair with what a row of the list says of both.
pub struct Line {
    pub one_id: PersonId,
    pub other_id: PersonId,
    pub score: i64,
    pub reasons: String,
    pub one: String,
    pub other: String,
}
row!(Line { one_id, other_id, score, reasons, one, other });

/// The likeliest first, of those with at least this score.
pub async fn list(
    conn: &mut Conn,
    state: State,
    least: i64,
    after: After,
    limit: usize,
) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select d.one_id, d.other_id, d.score, d.reasons, p.name, q.name
             from duplicates_pair d
             join people_person p on p.person_id = d.one_id
             join people_person q on q.person_id = d.other_id
             where d.state = $1 and d.score >= $2 and d.score <= $3
                   and (d.score < $3 or (d.one_id, d.other_id) > ($4, $5))
             order by d.score desc, d.one_id, d.other_id
             limit $6"
        ),
        args![state, least, after.score, after.one_id, after.other_id, limit],
    )
    .await
}

pub async fn count_open(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from duplicates_pair where state = 'open' limit 1000) d"),
        args![],
    )
    .await
}

/// Counted up to a thousand.
pub async fn count(conn: &mut Conn, state: State, least: i64) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from duplicates_pair where state = $1 and score >= $2 limit 1000) d"),
        args![state, least],
    )
    .await
}

pub async fn pair(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<Option<Pair>> {
    conn.maybe(
        sql!(
            "select one_id, other_id, state, score, reasons, found_at, decided_at
             from duplicates_pair
             where one_id = $1 and other_id = $2"
        ),
        args![one, other],
    )
    .await
}

/// The other of every open pair of somebody.
pub async fn open_with(conn: &mut Conn, person: PersonId) -> Result<Vec<PersonId>> {
    // The state is not asked for here: an index by it would be taken, and that has everybody's.
    let all: Vec<(PersonId, State)> = conn
        .all(
            sql!(
                "select other_id, state from duplicates_pair where one_id = $1
                 union all
                 select one_id, state from duplicates_pair where other_id = $1"
            ),
            args![person],
        )
        .await?;
    Ok(all.into_iter().filter(|(_, state)| *state == State::Open).map(|(other, _)| other).collect())
}

/// What was kept apart stays so; an open one gets the score of today. Whoever was deleted meanwhile is in none.
pub async fn propose(conn: &mut Conn, pair: &Pair) -> Result<u64> {
    conn.run(
        sql!(
            "insert into duplicates_pair (one_id, other_id, state, score, reasons, found_at)
             select $1, $2, 'open', $3, $4, $5
             where exists (select 1 from people_person where person_id = $1)
               and exists (select 1 from people_person where person_id = $2)
             on conflict (one_id, other_id) do update
             set score = excluded.score, reasons = excluded.reasons
             where duplicates_pair.state = 'open'"
        ),
        args![pair.one_id, pair.other_id, pair.score, &pair.reasons, pair.found_at],
    )
    .await
}

pub async fn withdraw(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<u64> {
    conn.run(
        sql!("delete from duplicates_pair where one_id = $1 and other_id = $2 and state = 'open'"),
        args![one, other],
    )
    .await
}

/// Nothing when it stands so already.
pub async fn decide(
    conn: &mut Conn,
    pair: &Pair,
    state: State,
    (by, at): (Option<PersonId>, Time),
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into duplicates_pair (one_id, other_id, state, score, reasons, found_at, decided_at, decided_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (one_id, other_id) do update
             set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by
             where duplicates_pair.state <> excluded.state"
        ),
        args![pair.one_id, pair.other_id, state, pair.score, &pair.reasons, pair.found_at, at, by],
    )
    .await
}
