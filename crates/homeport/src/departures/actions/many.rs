//! A decision about everybody held whom a sieve keeps.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs;

use super::decide;
use crate::access::Can;
use crate::app::Cx;
use crate::departures::jobs::DecideHeld;
use crate::departures::sql::many as read;
use crate::departures::{Decision, Sieve};

/// Up to so many are decided in the transaction of the one who decides; more by a job, in batches.
const AT_ONCE: usize = 500;
const BATCH: usize = 100;

/// What is decided about whom, for which reason.
#[derive(Clone, Debug)]
pub struct Batch {
    pub sieve: Sieve,
    pub decision: Decision,
    pub note: String,
}

/// Decides about everybody held whom the sieve keeps, for one reason. How many, or none if there are so
/// many that a job sees to it.
pub async fn decide_all(cx: &Cx, conn: &mut Conn, batch: &Batch) -> Result<Option<usize>> {
    cx.viewer.must(Can::RunDepartures)?;
    batch.sieve.must(&cx.viewer)?;
    if batch.note.trim().is_empty() {
        return Err(Error::invalid("note", Text::new("departures-problem-no-reason")));
    }
    let ids = read::held_by_then(conn, &batch.sieve, cx.now, AT_ONCE + 1).await?;
    if ids.is_empty() {
        return Err(Error::Conflict(Text::new("departures-problem-decided")));
    }
    if ids.len() > AT_ONCE {
        let by = cx.viewer.somebody()?;
        jobs::enqueue(conn, &cx.app.ids, cx.now, &DecideHeld::new(batch, by, cx.now)).await?;
        return Ok(None);
    }
    decide(cx, conn, &ids, batch.decision, &batch.note).await.map(Some)
}

/// The next of a decision about very many: those recorded when it was made. Whoever is decided about is
/// held no more, so beginning again skips nobody and doubles nobody. Whether there are more.
pub async fn go_on(cx: &Cx, conn: &mut Conn, batch: &Batch, then: Time) -> Result<bool> {
    cx.viewer.must(Can::RunDepartures)?;
    batch.sieve.must(&cx.viewer)?;
    let ids = read::held_by_then(conn, &batch.sieve, then, BATCH).await?;
    if ids.is_empty() {
        return Ok(false);
    }
    decide(cx, conn, &ids, batch.decision, &batch.note).await?;
    Ok(true)
}
