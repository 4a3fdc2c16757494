//! Counting segments, and erasing those that were removed.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

/// Counts the segments that were not counted lately.
#[derive(Serialize, Deserialize)]
pub struct CountSegments;

impl Job for CountSegments {
    type App = App;
    const NAME: &'static str = "segments.count";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::count_some(&app.machine()).await
    }
}

#[derive(Serialize, Deserialize)]
pub struct SweepSegments;

impl Job for SweepSegments {
    type App = App;
    const NAME: &'static str = "segments.sweep";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::sweep(&cx, &mut conn).await?;
        cx.commit(conn).await
    }
}
