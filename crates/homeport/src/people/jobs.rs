//! What a search index has followed is forgotten.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

/// Forgets all but the latest changes of people.
#[derive(Serialize, Deserialize)]
pub struct SweepChanges;

impl Job for SweepChanges {
    type App = App;
    const NAME: &'static str = "people.sweep_changes";

    async fn run(self, app: App) -> Result<()> {
        let mut conn = app.db.begin().await?;
        actions::sweep_changes(&mut conn).await?;
        conn.commit().await
    }
}
