//! Erasing whoever left, when their days are over.

use keel::error::{Error, Result};
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{ExitId, actions, sql};
use crate::app::App;
use crate::people::{self, photos};

/// Erases one person, unless they took it back.
#[derive(Serialize, Deserialize)]
pub struct EraseExit {
    pub exit: ExitId,
}

impl Job for EraseExit {
    type App = App;
    const NAME: &'static str = "exits.erase";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.read().await?;
        let Some(exit) = sql::exit(&mut conn, self.exit).await? else { return Ok(()) };
        if exit.erase_at > cx.now {
            return Err(Error::broken("an exit before its day: the clock was set back"));
        }
        // The files first: killed after the row is gone, nobody would know of them any more.
        let photo = people::person(&mut conn, exit.person_id).await?.photo_id;
        drop(conn);
        if let Some(photo) = photo {
            photos::forget(&app, photo).await?;
        }
        let mut conn = cx.begin().await?;
        let newer = actions::erase(&cx, &mut conn, &exit).await?;
        cx.commit(conn).await?;
        if let Some(newer) = newer.filter(|newer| Some(*newer) != photo) {
            photos::forget(&app, newer).await?;
        }
        app.db.truncate_log().await
    }
}
