mod facts;
mod lines;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::{Segment, SegmentId, Tally};
use crate::people::PersonId;

pub use facts::{Fact, Known, Terms, contacts, facts};
pub use lines::{Line, lines};

macro_rules! segment {
    () => {
        "select g.segment_id, g.name, g.filter, g.is_shared, g.made_at, g.made_by, p.name, g.people, g.silent,
                g.unreachable, g.counted_at
         from segments_segment g
         left join people_person p on p.person_id = g.made_by "
    };
}

/// For whoever may use it; a machine by itself uses all.
pub async fn segment(
    conn: &mut Conn,
    segment: SegmentId,
    viewer: Option<PersonId>,
    is_machine: bool,
) -> Result<Segment> {
    conn.one(
        sql!(
            segment!(),
            "where g.segment_id = $1 and g.removed_at is null and (g.is_shared or g.made_by = $2 or $3)"
        ),
        args![segment, viewer, is_machine],
    )
    .await
}

/// By name; there are never more than some hundreds.
pub async fn all(conn: &mut Conn, viewer: Option<PersonId>) -> Result<Vec<Segment>> {
    conn.all(
        sql!(
            segment!(),
            "where g.removed_at is null and (g.is_shared or g.made_by = $1)
             order by g.sort_key, g.segment_id
             limit 1000"
        ),
        args![viewer],
    )
    .await
}

/// Those that were counted longest ago, before a moment.
pub async fn uncounted(conn: &mut Conn, before: Time, limit: usize) -> Result<Vec<SegmentId>> {
    conn.all(
        sql!(
            "select segment_id
             from segments_segment
             where removed_at is null and coalesce(counted_at, 0) < $1
             order by coalesce(counted_at, 0), segment_id
             limit $2"
        ),
        args![before, limit],
    )
    .await
}

pub async fn count_segments(conn: &mut Conn) -> Result<i64> {
    conn.count(sql!("select count(*) from segments_segment where removed_at is null"), args![]).await
}

/// What a segment says.
pub struct Said<'a> {
    pub name: &'a str,
    pub sort_key: &'a str,
    pub filter: &'a str,
    pub is_shared: bool,
}

/// Nothing when it is there already: a form was sent twice.
pub async fn insert(
    conn: &mut Conn,
    segment: SegmentId,
    said: &Said<'_>,
    at: Time,
    by: Option<PersonId>,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into segments_segment
                     (segment_id, name, sort_key, filter, is_shared, made_at, made_by, changed_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $6)
                 on conflict do nothing"
            ),
            args![segment, said.name, said.sort_key, said.filter, said.is_shared, at, by],
        )
        .await?;
    Ok(changed > 0)
}

/// What was counted is forgotten where something else is asked.
pub async fn update(conn: &mut Conn, segment: SegmentId, said: &Said<'_>, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update segments_segment
             set name = $2, sort_key = $3, is_shared = $5, changed_at = $6,
                 counted_at = case when filter = $4 then counted_at end, filter = $4
             where segment_id = $1 and removed_at is null"
        ),
        args![segment, said.name, said.sort_key, said.filter, said.is_shared, at],
    )
    .await
}

/// Removed, or taken back, by whoever may use it; none where it is not so now.
pub async fn update_removed(
    conn: &mut Conn,
    segment: SegmentId,
    viewer: Option<PersonId>,
    removed_at: Option<Time>,
) -> Result<u64> {
    conn.run(
        sql!(
            "update segments_segment
             set removed_at = $3
             where segment_id = $1 and (is_shared or made_by = $2) and (removed_at is null) = $4"
        ),
        args![segment, viewer, removed_at, removed_at.is_some()],
    )
    .await
}

/// If it still asks what was counted.
pub async fn update_count(
    conn: &mut Conn,
    segment: SegmentId,
    filter: &str,
    tally: Tally,
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!(
            "update segments_segment
             set people = $3, silent = $4, unreachable = $5, counted_at = $6
             where segment_id = $1 and filter = $2"
        ),
        args![segment, filter, tally.people, tally.silent, tally.unreachable, at],
    )
    .await
}

/// What was removed before a moment, and what somebody kept to themselves who is gone.
pub async fn sweep(conn: &mut Conn, before: Time) -> Result<u64> {
    conn.run(
        sql!(
            "delete from segments_segment
             where removed_at < $1
                or (not is_shared and not exists (
                    select 1 from people_person p where p.person_id = segments_segment.made_by
                ))"
        ),
        args![before],
    )
    .await
}
