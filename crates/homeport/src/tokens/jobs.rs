//! What was answered is remembered for a day.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{model, sql};
use crate::app::App;

/// Forgets requests whose key counts no more.
#[derive(Serialize, Deserialize)]
pub struct SweepRequests;

impl Job for SweepRequests {
    type App = App;
    const NAME: &'static str = "tokens.sweep";

    async fn run(self, app: App) -> Result<()> {
        let mut conn = app.db.begin().await?;
        sql::forget_requests(&mut conn, app.clock.now() - model::MEMORY).await?;
        conn.commit().await
    }
}
