//! The journal's word about what was done to everything at once.

use keel::error::Result;

use super::ArchiveId;
use crate::app::App;
use crate::journal::{self, Act};

/// Writes down that the whole was backed up, restored or moved, and under which archive's id.
pub async fn note(app: &App, act: Act, archive: ArchiveId) -> Result<()> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    journal::note(&cx, &mut conn, act, archive.0, None).await?;
    cx.commit(conn).await
}
