//! What a search index has followed is forgotten; places are looked up that nobody knew before.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{PersonId, actions};
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

/// Finds the towns of those whose place was written down before there were any, or before theirs was known.
#[derive(Serialize, Deserialize)]
pub struct LocatePeople;

impl Job for LocatePeople {
    type App = App;
    const NAME: &'static str = "people.locate";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        let mut after = PersonId(keel::id::Id([0; 16]));
        loop {
            let mut conn = app.db.begin().await?;
            let last = actions::locate(&mut conn, after, 200).await?;
            conn.commit().await?;
            let Some(last) = last else { return Ok(()) };
            after = last;
        }
    }
}
