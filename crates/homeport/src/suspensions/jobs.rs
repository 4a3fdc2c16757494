//! A suspension ends by itself.

use keel::error::{Error, Result};
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{SuspensionId, actions, sql};
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct EndSuspension {
    pub suspension: SuspensionId,
}

impl Job for EndSuspension {
    type App = App;
    const NAME: &'static str = "suspensions.end";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        // Its holder was erased since, or it was lifted.
        let found = sql::suspension(&mut conn, self.suspension).await?;
        let Some(suspension) = found.filter(super::Suspension::is_running) else { return Ok(()) };
        if suspension.until_at > cx.now {
            return Err(Error::broken("a suspension before its term: the clock was set back"));
        }
        actions::end(&cx, &mut conn, &suspension).await?;
        cx.commit(conn).await
    }
}
