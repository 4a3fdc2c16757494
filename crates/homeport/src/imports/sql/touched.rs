//! Whom an import touched, what it changed about them, and what was built on it since.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::{args, row, sql};

use crate::imports::model::ImportId;
use crate::people::PersonId;

/// What an import did to somebody before, if it touched them before.
pub async fn outcome(conn: &mut Conn, import: ImportId, person: PersonId) -> Result<Option<String>> {
    conn.maybe(
        sql!("select outcome from imports_person where import_id = $1 and person_id = $2"),
        args![import, person],
    )
    .await
}

pub async fn touch(
    conn: &mut Conn,
    import: ImportId,
    person: PersonId,
    outcome: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into imports_person (import_id, person_id, outcome, at)
             values ($1, $2, $3, $4)
             on conflict (import_id, person_id) do update
             set outcome = excluded.outcome, at = excluded.at"
        ),
        args![import, person, outcome, at],
    )
    .await?;
    Ok(())
}

/// Something that was changed, with what was there before.
pub struct Change {
    pub change_id: Id,
    pub kind: String,
    pub target: Option<Id>,
    pub before: String,
}
row!(Change { change_id, kind, target, before });

pub async fn insert_change(
    conn: &mut Conn,
    import: ImportId,
    person: PersonId,
    change: &Change,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into imports_change (change_id, import_id, person_id, kind, target_id, before)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![change.change_id, import, person, &change.kind, change.target, &change.before],
    )
    .await?;
    Ok(())
}

/// What was done to somebody, the last first.
pub async fn changes(conn: &mut Conn, import: ImportId, person: PersonId) -> Result<Vec<Change>> {
    conn.all(
        sql!(
            "select change_id, kind, target_id, before
             from imports_change
             where import_id = $1 and person_id = $2
             order by change_id desc"
        ),
        args![import, person],
    )
    .await
}

/// The next people whose part of an import is to be taken back.
pub async fn touched(conn: &mut Conn, import: ImportId, limit: i64) -> Result<Vec<(PersonId, String)>> {
    conn.all(
        sql!(
            "select person_id, outcome
             from imports_person
             where import_id = $1
             order by person_id
             limit $2"
        ),
        args![import, limit],
    )
    .await
}

pub async fn forget(conn: &mut Conn, import: ImportId, person: PersonId) -> Result<()> {
    conn.run(
        sql!("delete from imports_change where import_id = $1 and person_id = $2"),
        args![import, person],
    )
    .await?;
    conn.run(
        sql!("delete from imports_person where import_id = $1 and person_id = $2"),
        args![import, person],
    )
    .await?;
    Ok(())
}

/// People with whom something was done since: what stands in the way of taking an import back.
pub async fn built_on(conn: &mut Conn, import: ImportId, limit: i64) -> Result<Vec<(PersonId, String)>> {
    conn.all(
        sql!(
            "select p.person_id, p.name
             from imports_person i
             join people_person p on p.person_id = i.person_id
             where i.import_id = $1 and i.outcome <> 'unchanged' and (
                 exists (
                     select 1 from journal_entry j where j.about_id = i.person_id and j.at > i.at
                 ) or exists (
                     select 1
                     from departures_departure d
                     join journal_entry j on j.about_id = d.departure_id
                     where d.person_id = i.person_id and j.at > i.at
                 )
             )
             order by p.sort_key, p.person_id
             limit $2"
        ),
        args![import, limit],
    )
    .await
}

/// What the latest import that brought something about somebody is said to be from, if more than its file's name
/// was said.
pub async fn source_of(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    conn.maybe(
        sql!(
            "select i.source
             from imports_person p
             join imports_import i on i.import_id = p.import_id
             where p.person_id = $1 and p.outcome <> 'unchanged' and i.source <> i.name
             order by p.import_id desc
             limit 1"
        ),
        args![person],
    )
    .await
}
