//! What depends on who is on record, and what goes by itself, happens here, where nobody can time it.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{ClaimId, actions, sql};
use crate::app::App;

/// Sends whoever claims a code and a link; a member, that they are one.
#[derive(Serialize, Deserialize)]
pub struct AnswerClaim {
    pub claim: ClaimId,
}

impl Job for AnswerClaim {
    type App = App;
    const NAME: &'static str = "claims.answer";

    fn key(&self) -> Option<String> {
        Some(self.claim.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::send_code(&cx, &mut conn, self.claim).await?;
        cx.commit(conn).await
    }
}

/// Asks members who worked there then whether they know who claims.
#[derive(Serialize, Deserialize)]
pub struct AskToVouch {
    pub claim: ClaimId,
}

impl Job for AskToVouch {
    type App = App;
    const NAME: &'static str = "claims.ask_to_vouch";

    fn key(&self) -> Option<String> {
        Some(self.claim.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::ask_to_vouch(&cx, &mut conn, self.claim).await?;
        cx.commit(conn).await
    }
}

/// Deletes claims whose day has come.
#[derive(Serialize, Deserialize)]
pub struct SweepClaims;

/// So many at once, so that the writer is free in between.
const BATCH: usize = 200;

impl Job for SweepClaims {
    type App = App;
    const NAME: &'static str = "claims.sweep";

    async fn run(self, app: App) -> Result<()> {
        let mut is_any_gone = false;
        loop {
            let cx = app.machine();
            let mut conn = cx.begin().await?;
            let over = sql::over(&mut conn, cx.now, BATCH).await?;
            for claim in &over {
                is_any_gone |= actions::erase(&mut conn, *claim).await?;
            }
            cx.commit(conn).await?;
            if over.len() < BATCH {
                break;
            }
        }
        if is_any_gone { app.db.truncate_log().await } else { Ok(()) }
    }
}
