//! What was written to whom is forgotten once it counts no more.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct SweepMessages;

impl Job for SweepMessages {
    type App = App;
    const NAME: &'static str = "budget.sweep";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::sweep(&cx, &mut conn).await?;
        cx.commit(conn).await
    }
}
