mod touched;

pub use touched::*;

use keel::clock::Time;
use keel::db::{Conn, FromRow, Row};
use keel::error::Result;
use keel::{args, sql};

use super::model::{Import, ImportId, Problem, Reason, State};
use crate::people::PersonId;

impl FromRow for Import {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self {
            import_id: row.take()?,
            state: row.take()?,
            about: row.take()?,
            name: row.take()?,
            file_id: row.take()?,
            sheet: row.take()?,
            header_row: row.take()?,
            headers_key: row.take()?,
            profile: serde_json::from_str(&row.take::<String>()?)?,
            mapping: serde_json::from_str(&row.take::<String>()?)?,
            entity_id: row.take()?,
            basis: row.take()?,
            source: row.take()?,
            rows: row.take()?,
            done: row.take()?,
            place: serde_json::from_str(&row.take::<String>()?)?,
            counts: serde_json::from_str(&row.take::<String>()?)?,
            created_at: row.take()?,
            by: row.take()?,
            started_at: row.take()?,
            ended_at: row.take()?,
        })
    }
}

pub async fn insert(conn: &mut Conn, import: &Import) -> Result<()> {
    conn.run(
        sql!(
            "insert into imports_import
                 (import_id, state, name, file_id, sheet, header_row, headers_key, profile, mapping, entity_id,
                  basis, source, rows, done, place, counts, created_at, created_by, started_at, ended_at, about)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                     $21)"
        ),
        args![
            import.import_id,
            import.state,
            &import.name,
            import.file_id,
            &import.sheet,
            import.header_row,
            &import.headers_key,
            serde_json::to_string(&import.profile)?,
            serde_json::to_string(&import.mapping)?,
            import.entity_id,
            import.basis,
            &import.source,
            import.rows,
            import.done,
            serde_json::to_string(&import.place)?,
            serde_json::to_string(&import.counts)?,
            import.created_at,
            import.by,
            import.started_at,
            import.ended_at,
            import.about
        ],
    )
    .await?;
    Ok(())
}

pub async fn import(conn: &mut Conn, import: ImportId) -> Result<Import> {
    conn.one(
        sql!(
            "select import_id, state, about, name, file_id, sheet, header_row, headers_key, profile, mapping, entity_id,
                    basis, source, rows, done, place, counts, created_at, created_by, started_at, ended_at
             from imports_import
             where import_id = $1"
        ),
        args![import],
    )
    .await
}

/// The latest, as many as a page shows.
pub async fn latest(conn: &mut Conn, before: ImportId, limit: i64) -> Result<Vec<Import>> {
    conn.all(
        sql!(
            "select import_id, state, about, name, file_id, sheet, header_row, headers_key, profile, mapping, entity_id,
                    basis, source, rows, done, place, counts, created_at, created_by, started_at, ended_at
             from imports_import
             where import_id < $1
             order by import_id desc
             limit $2"
        ),
        args![before, limit],
    )
    .await
}

/// Everything about it that may change. No row changes where it is no longer in the state it was seen in.
pub async fn update(conn: &mut Conn, seen_in: State, import: &Import) -> Result<u64> {
    conn.run(
        sql!(
            "update imports_import
             set state = $3, sheet = $4, header_row = $5, profile = $6, mapping = $7, entity_id = $8, basis = $9,
                 source = $10, rows = $11, done = $12, place = $13, counts = $14, started_at = $15,
                 ended_at = $16, file_id = $17, headers_key = $18
             where import_id = $1 and state = $2"
        ),
        args![
            import.import_id,
            seen_in,
            import.state,
            &import.sheet,
            import.header_row,
            serde_json::to_string(&import.profile)?,
            serde_json::to_string(&import.mapping)?,
            import.entity_id,
            import.basis,
            &import.source,
            import.rows,
            import.done,
            serde_json::to_string(&import.place)?,
            serde_json::to_string(&import.counts)?,
            import.started_at,
            import.ended_at,
            import.file_id,
            &import.headers_key
        ],
    )
    .await
}

/// How far it is, which is written with every batch.
pub async fn update_progress(conn: &mut Conn, seen_in: State, import: &Import) -> Result<u64> {
    conn.run(
        sql!(
            "update imports_import
             set done = $3, place = $4, counts = $5
             where import_id = $1 and state = $2"
        ),
        args![
            import.import_id,
            seen_in,
            import.done,
            serde_json::to_string(&import.place)?,
            serde_json::to_string(&import.counts)?
        ],
    )
    .await
}

pub async fn delete(conn: &mut Conn, import: ImportId) -> Result<u64> {
    conn.run(sql!("delete from imports_import where import_id = $1"), args![import]).await
}

pub async fn remembered(conn: &mut Conn, headers_key: &str) -> Result<Option<String>> {
    conn.maybe(sql!("select mapping from imports_mapping where headers_key = $1"), args![headers_key]).await
}

pub async fn remember(conn: &mut Conn, headers_key: &str, mapping: &str, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into imports_mapping (headers_key, mapping, changed_at)
             values ($1, $2, $3)
             on conflict (headers_key) do update
             set mapping = excluded.mapping, changed_at = excluded.changed_at"
        ),
        args![headers_key, mapping, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_problem(
    conn: &mut Conn,
    import: ImportId,
    position: usize,
    problem: &Problem,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into imports_problem (import_id, line, position, header, value, reason)
             values ($1, $2, $3, $4, $5, $6)
             on conflict do nothing"
        ),
        args![import, problem.row, position, &problem.column, &problem.value, problem.reason],
    )
    .await?;
    Ok(())
}

pub async fn delete_problems(conn: &mut Conn, import: ImportId) -> Result<u64> {
    conn.run(sql!("delete from imports_problem where import_id = $1"), args![import]).await
}

pub async fn problems(conn: &mut Conn, import: ImportId, after: i64, limit: i64) -> Result<Vec<Problem>> {
    conn.all(
        sql!(
            "select line, header, value, reason
             from imports_problem
             where import_id = $1 and line > $2
             order by line, position
             limit $3"
        ),
        args![import, after, limit],
    )
    .await
}

/// Rows that stayed out.
pub async fn count_failed(conn: &mut Conn, import: ImportId) -> Result<i64> {
    conn.count(
        sql!(
            "select count(distinct line)
             from imports_problem
             where import_id = $1 and reason not in ('mail', 'mobile', 'shared', 'other_start', 'other_end')"
        ),
        args![import],
    )
    .await
}

/// How often each reason is there.
pub async fn reasons(conn: &mut Conn, import: ImportId) -> Result<Vec<(Reason, i64)>> {
    conn.all(
        sql!(
            "select reason, count(distinct line)
             from imports_problem
             where import_id = $1
             group by reason
             order by count(distinct line) desc, reason"
        ),
        args![import],
    )
    .await
}

/// Imports that are over, or were never begun, since before a moment, and whose words are still kept.
pub async fn ended_before(conn: &mut Conn, at: Time) -> Result<Vec<ImportId>> {
    conn.all(
        sql!(
            "select import_id
             from imports_import
             where forgotten_at is null and coalesce(ended_at, created_at) < $1
             order by import_id
             limit 100"
        ),
        args![at],
    )
    .await
}

/// Imports that are over, touched somebody, and whose words are still kept.
pub async fn over_with(conn: &mut Conn, person: PersonId) -> Result<Vec<ImportId>> {
    conn.all(
        sql!(
            "select i.import_id
             from imports_person p
             join imports_import i on i.import_id = p.import_id
             where p.person_id = $1 and i.state in ('done', 'undone', 'dropped') and i.forgotten_at is null
             order by i.import_id"
        ),
        args![person],
    )
    .await
}

/// The file is gone, and with it the words of rows that did not go in.
pub async fn forget_file(conn: &mut Conn, import: ImportId, at: Time) -> Result<()> {
    conn.run(
        sql!("update imports_import set file_id = null, forgotten_at = $2 where import_id = $1"),
        args![import, at],
    )
    .await?;
    conn.run(
        sql!("update imports_problem set value = '' where import_id = $1 and value <> ''"),
        args![import],
    )
    .await?;
    Ok(())
}
