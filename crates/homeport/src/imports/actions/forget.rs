//! Forgetting what a file said, when it is over or somebody in it is deleted. That it came, and what came of it, stays.

use keel::db::Conn;
use keel::error::Result;
use keel::jobs::enqueue;

use crate::app::{App, Cx};
use crate::imports::jobs::ForgetImport;
use crate::imports::model::{Import, ImportId};
use crate::imports::profile::Profile;
use crate::imports::sql;
use crate::people::PersonId;

/// So many days a file that is done with stays, to fetch the rows that did not go in.
const KEPT_DAYS: i64 = 30;

/// The values that a column shows are people's; they go with the file.
pub(super) fn without_samples(mut profile: Profile) -> Profile {
    for column in &mut profile.columns {
        column.samples = Vec::new();
        column.values = Vec::new();
    }
    for column in &mut profile.dates {
        column.samples = Vec::new();
    }
    profile
}

/// Somebody is deleted: the files they came in, and whatever is shown of their rows, go with them and do not wait for
/// their month. A file that is still on its way in stays until it is over.
pub async fn forget(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    for import in sql::over_with(conn, person).await? {
        enqueue(conn, &cx.app.ids, cx.now, &ForgetImport { import }).await?;
    }
    Ok(())
}

/// The file first: killed after the row is changed, nobody would know of it any more.
pub async fn forget_words(app: &App, id: ImportId) -> Result<()> {
    let cx = app.machine();
    if let Some(file) = sql::import(&mut cx.read().await?, id).await?.file_id {
        app.files.delete(file).await?;
    }
    let mut conn = cx.begin().await?;
    let import = sql::import(&mut conn, id).await?;
    let seen_in = import.state;
    let profile = without_samples(import.profile.clone());
    sql::update(&mut conn, seen_in, &Import { profile, ..import }).await?;
    sql::forget_file(&mut conn, id, cx.now).await?;
    conn.commit().await
}

/// Imports that are over for a month, and their words.
pub async fn sweep(app: &App) -> Result<()> {
    let cx = app.machine();
    let before = cx.now.plus_days(-KEPT_DAYS);
    let over = sql::ended_before(&mut cx.read().await?, before).await?;
    for import in &over {
        forget_words(app, *import).await?;
    }
    if over.is_empty() { Ok(()) } else { app.db.truncate_log().await }
}
