//! Many who left long ago, written to together: all at once, or so many an hour or a day.
//!
//! Owns `waves_wave`, `waves_leaving`, `waves_turn`, `waves_tally`. A wave first gathers whom it means;
//! from then on each has one turn, in a short transaction of its own, so a crash loses nobody and doubles
//! nobody. Never more than its size in a period. Paused, nothing more leaves; stopped, whoever had no
//! turn goes on waiting. Who is not to be invited any more when their turn comes is skipped and counted,
//! with the reason. The kind of leaving a wave was narrowed to is HR's alone.

pub mod actions;
pub mod jobs;
mod model;
pub mod pages;
mod sql;

pub use model::{NewWave, Outcome, Pace, Reach, Reachable, Rhythm, State, Wave, WaveId};

use keel::db::Conn;
use keel::error::Result;

use crate::invitations::InvitationId;

/// Those of a wave who have no contact and whom nobody handed their invitation yet: for the kit.
pub async fn kit(conn: &mut Conn, wave: WaveId, limit: usize) -> Result<Vec<InvitationId>> {
    sql::kit(conn, wave, limit).await
}

pub async fn wave(conn: &mut Conn, wave: WaveId) -> Result<Wave> {
    sql::wave(conn, wave).await
}

/// How many turns ended how.
pub async fn tally(conn: &mut Conn, wave: WaveId) -> Result<Vec<(Outcome, i64)>> {
    sql::tally(conn, wave).await
}
