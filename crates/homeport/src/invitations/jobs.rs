//! What happens by itself: an invitation goes out at its hour, two reminders, then silence; links run out.

use keel::error::{Error, Result};
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{InvitationId, send, sql};
use crate::app::App;

/// Sends an invitation when its hour has come.
#[derive(Serialize, Deserialize)]
pub struct SendInvitation {
    pub invitation: InvitationId,
    /// Of the link; a later one makes this job a thing of the past.
    pub version: i64,
}

impl Job for SendInvitation {
    type App = App;
    const NAME: &'static str = "invitations.send";

    fn key(&self) -> Option<String> {
        Some(format!("{} {}", self.invitation, self.version))
    }

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        match send::first(&cx, &mut conn, self.invitation, self.version).await {
            // The person was deleted since.
            Err(Error::NotFound) => return Ok(()),
            sent => sent?,
        }
        cx.commit(conn).await
    }
}

/// Reminds once; `round` is 1 or 2.
#[derive(Serialize, Deserialize)]
pub struct RemindInvited {
    pub invitation: InvitationId,
    pub version: i64,
    pub round: i64,
}

impl Job for RemindInvited {
    type App = App;
    const NAME: &'static str = "invitations.remind";

    fn key(&self) -> Option<String> {
        Some(format!("{} {} {}", self.invitation, self.version, self.round))
    }

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        match send::reminder(&cx, &mut conn, self.invitation, self.version, self.round).await {
            Err(Error::NotFound) => return Ok(()),
            sent => sent?,
        }
        cx.commit(conn).await
    }
}

/// Answers somebody who followed the common link; what is found never changes how long the page takes.
#[derive(Serialize, Deserialize)]
pub struct AnswerKnock {
    pub number: String,
    pub address: String,
    pub lang: String,
}

impl Job for AnswerKnock {
    type App = App;
    const NAME: &'static str = "invitations.answer_knock";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        send::answer_knock(&cx, &mut conn, &self).await?;
        cx.commit(conn).await
    }
}

/// Marks what has run out.
#[derive(Serialize, Deserialize)]
pub struct ExpireInvitations {}

/// So many at once, so that the writer is free in between.
const BATCH: i64 = 500;

impl Job for ExpireInvitations {
    type App = App;
    const NAME: &'static str = "invitations.expire";

    async fn run(self, app: App) -> Result<()> {
        loop {
            let cx = app.machine();
            let mut conn = cx.begin().await?;
            let expired = sql::expire(&mut conn, cx.now, BATCH).await?;
            cx.commit(conn).await?;
            if expired == 0 {
                return Ok(());
            }
        }
    }
}
