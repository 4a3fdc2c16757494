//! Taking an import back as a whole, until somebody built on it.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs::enqueue;

use super::{apply, moved, must, note};
use crate::app::{App, Cx};
use crate::desk;
use crate::imports::jobs::WorkOnImport;
use crate::imports::model::{Import, ImportId, State};
use crate::imports::sql;
use crate::people::PersonId;

/// So many names of who stands in the way are told.
const TOLD: i64 = 20;
const BATCH: i64 = 50;

/// People with whom something was done since: an invitation, a decision, a correction. While there are
/// any, the import stays.
pub async fn obstacles(conn: &mut Conn, import: ImportId) -> Result<Vec<(PersonId, String)>> {
    sql::built_on(conn, import, TOLD).await
}

pub async fn undo(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<()> {
    must(cx)?;
    let import = sql::import(conn, id).await?;
    let seen_in = import.state;
    if !matches!(seen_in, State::Done | State::Paused) {
        return Err(Error::Conflict(Text::new("imports-problem-not-done")));
    }
    let count = obstacles(conn, id).await?.len();
    if count > 0 {
        return Err(Error::Conflict(Text::new("imports-problem-built-on").with("count", count)));
    }
    let import = Import { state: State::Undoing, ..import };
    moved(sql::update(conn, seen_in, &import).await?)?;
    note(cx, conn, &import).await?;
    enqueue(conn, &cx.app.ids, cx.now, &WorkOnImport { import: id }).await
}

/// A few people a transaction, until nobody is left whom the import touched.
pub async fn work(app: &App, import: Import) -> Result<()> {
    loop {
        let cx = app.machine_for(import.by);
        let mut conn = cx.begin().await?;
        let people = sql::touched(&mut conn, import.import_id, BATCH).await?;
        if people.is_empty() {
            return end(&cx, conn, import).await;
        }
        for (person, outcome) in people {
            apply::take_back(&cx, &mut conn, import.import_id, person, &outcome).await?;
        }
        cx.commit(conn).await?;
    }
}

async fn end(cx: &Cx, mut conn: Conn, import: Import) -> Result<()> {
    let import = Import { state: State::Undone, ended_at: Some(cx.now), ..import };
    if sql::update(&mut conn, State::Undoing, &import).await? > 0 {
        note(cx, &mut conn, &import).await?;
        desk::actions::recount(cx, &mut conn).await?;
        cx.commit(conn).await?;
    }
    Ok(())
}
