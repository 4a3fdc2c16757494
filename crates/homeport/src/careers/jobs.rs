//! Erasing what was removed long enough ago.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct EraseRemoved;

impl Job for EraseRemoved {
    type App = App;
    const NAME: &'static str = "careers.erase";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        loop {
            let mut conn = cx.begin().await?;
            let is_more = actions::erase(&cx, &mut conn).await?;
            cx.commit(conn).await?;
            if !is_more {
                return app.db.truncate_log().await;
            }
        }
    }
}
