use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use crate::duplicates::model::{Merge, MergeId};
use crate::people::{PersonId, PhotoId};

/// Who stayed in place of whom; a chain is one step, for a later merge moves the earlier along.
pub async fn stayed(conn: &mut Conn, person: PersonId) -> Result<Option<PersonId>> {
    conn.maybe(
        sql!("select stayed_id from duplicates_merge where gone_id = $1 and undone_at is null"),
        args![person],
    )
    .await
}

pub async fn insert(conn: &mut Conn, merge: &Merge, photo: Option<PhotoId>) -> Result<()> {
    conn.run(
        sql!(
            "insert into duplicates_merge (merge_id, stayed_id, gone_id, merged_at, merged_by, until_at, photo_id)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            merge.merge_id,
            merge.stayed_id,
            merge.gone_id,
            merge.merged_at,
            merge.merged_by,
            merge.until_at,
            photo
        ],
    )
    .await?;
    Ok(())
}

pub async fn merge(conn: &mut Conn, merge: MergeId) -> Result<Option<Merge>> {
    conn.maybe(
        sql!(
            "select merge_id, stayed_id, gone_id, merged_at, merged_by, until_at, undone_at,
                    exists (select 1 from duplicates_row r where r.merge_id = m.merge_id)
             from duplicates_merge m
             where merge_id = $1"
        ),
        args![merge],
    )
    .await
}

/// The last of one who stayed that was not undone: the one that can be.
pub async fn latest(conn: &mut Conn, person: PersonId) -> Result<Option<MergeId>> {
    conn.maybe(
        sql!(
            "select merge_id
             from duplicates_merge
             where stayed_id = $1 and undone_at is null
             order by merged_at desc, merge_id desc
             limit 1"
        ),
        args![person],
    )
    .await
}

/// The last of one who stayed, undone or not.
pub async fn last(conn: &mut Conn, person: PersonId) -> Result<Option<Merge>> {
    conn.maybe(
        sql!(
            "select merge_id, stayed_id, gone_id, merged_at, merged_by, until_at, undone_at,
                    exists (select 1 from duplicates_row r where r.merge_id = m.merge_id)
             from duplicates_merge m
             where stayed_id = $1
             order by merged_at desc, merge_id desc
             limit 1"
        ),
        args![person],
    )
    .await
}

/// A merge in the officer's list.
pub struct Line {
    pub merge_id: MergeId,
    pub name: String,
    pub merged_at: Time,
    pub undone_at: Option<Time>,
}
row!(Line { merge_id, name, merged_at, undone_at });

/// The latest first.
pub async fn list(conn: &mut Conn, before: MergeId, limit: usize) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select m.merge_id, p.name, m.merged_at, m.undone_at
             from duplicates_merge m
             join people_person p on p.person_id = m.stayed_id
             where m.merge_id < $1
             order by m.merge_id desc
             limit $2"
        ),
        args![before, limit],
    )
    .await
}

/// Once: nothing when it was undone already.
pub async fn undo(conn: &mut Conn, merge: MergeId, by: Option<PersonId>, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update duplicates_merge
             set undone_at = $2, undone_by = $3, photo_id = null
             where merge_id = $1 and undone_at is null"
        ),
        args![merge, at, by],
    )
    .await
}

/// One row of what a merge did, as it is kept.
pub struct Kept {
    pub about: String,
    pub row_key: String,
    pub before: Option<String>,
    pub after: Option<String>,
}
row!(Kept { about, row_key, before, after });

pub async fn insert_row(conn: &mut Conn, merge: MergeId, nth: usize, kept: &Kept) -> Result<()> {
    conn.run(
        sql!(
            "insert into duplicates_row (merge_id, nth, about, row_key, before, after)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![merge, nth, &kept.about, &kept.row_key, kept.before.clone(), kept.after.clone()],
    )
    .await?;
    Ok(())
}

pub async fn rows(conn: &mut Conn, merge: MergeId) -> Result<Vec<Kept>> {
    conn.all(
        sql!(
            "select about, row_key, before, after
             from duplicates_row
             where merge_id = $1
             order by nth"
        ),
        args![merge],
    )
    .await
}

pub async fn delete_rows(conn: &mut Conn, merge: MergeId) -> Result<u64> {
    conn.run(sql!("delete from duplicates_row where merge_id = $1"), args![merge]).await
}

/// The pictures that are kept for somebody's merges.
pub async fn photos(conn: &mut Conn, person: PersonId) -> Result<Vec<PhotoId>> {
    conn.all(
        sql!("select photo_id from duplicates_merge where stayed_id = $1 and photo_id is not null"),
        args![person],
    )
    .await
}

/// Merges whose day has come and of which something is still kept.
pub async fn over(conn: &mut Conn, now: Time, limit: usize) -> Result<Vec<(MergeId, Option<PhotoId>)>> {
    conn.all(
        sql!(
            "select m.merge_id, m.photo_id
             from duplicates_merge m
             where m.until_at <= $1
                   and (m.photo_id is not null or exists (
                       select 1 from duplicates_row r where r.merge_id = m.merge_id
                   ))
             limit $2"
        ),
        args![now, limit],
    )
    .await
}

pub async fn forget_photo(conn: &mut Conn, merge: MergeId) -> Result<u64> {
    conn.run(sql!("update duplicates_merge set photo_id = null where merge_id = $1"), args![merge]).await
}
