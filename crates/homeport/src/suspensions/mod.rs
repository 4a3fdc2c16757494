//! A membership that rests for a while on an officer's word: with a reason, a term and an appeal.
//!
//! Owns `suspensions_suspension`. Meanwhile its holder is no member to anybody: no member finds them, and the
//! members' pages are closed to them. They read why and until when, appeal, keep their papers, and may leave.
//! It ends by itself at its term, or when an officer lifts it; then all is as it was. Whoever has a role
//! gives it back first. A suspension is never a silence: what they must know is still written to them.

pub mod actions;
pub mod jobs;
mod letters;
mod model;
pub mod pages;
mod sql;

pub use model::{Ground, Suspension, SuspensionId};

use keel::db::Conn;
use keel::error::Result;

use crate::app::App;
use crate::people::PersonId;

const PURPOSE: &str = "suspensions.told";

/// The suspension of somebody whose membership rests now.
pub async fn running(conn: &mut Conn, person: PersonId) -> Result<Option<Suspension>> {
    sql::running(conn, person).await
}

/// How many appeals wait for an answer; counted up to a thousand.
pub async fn count_appeals(conn: &mut Conn) -> Result<i64> {
    sql::count_appeals(conn).await
}

/// The path where whoever is suspended reads why, and appeals.
pub fn link(app: &App, suspension: SuspensionId) -> String {
    format!("/suspensions/{}", app.key.ticket(PURPOSE, suspension.0))
}
