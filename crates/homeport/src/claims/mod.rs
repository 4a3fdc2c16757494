//! "I used to work here": whoever left long before there was a Homeport claims their place.
//!
//! Owns `claims_claim`, `claims_vouch`. What somebody tells counts once they have shown that the contact is
//! theirs. Nobody who claims is told who is on record: the page says the same to all, in the same time, and
//! whatever depends on it happens in a job or before an officer's eyes. An officer decides, or two members
//! who worked there then say that they know them. A refusal has a reason, a role and an appeal. A claim goes
//! at its day, whatever became of it.

pub mod actions;
mod find;
pub mod jobs;
mod letters;
mod model;
pub mod pages;
mod sql;

pub use model::{ClaimId, State, Told, VouchId, VouchState, appeal_words};

use keel::db::Conn;
use keel::error::Result;

use crate::app::App;
use crate::settings::Key;

const SENT: &str = "claims.sent";
const MINE: &str = "claims.mine";
const VOUCH: &str = "claims.vouch";

/// Whether the public page is there.
pub fn is_open(app: &App) -> bool {
    app.settings().get(Key::ClaimsOpen) == "yes"
}

/// How many claims wait for a decision; counted up to a thousand.
pub async fn count_open(conn: &mut Conn) -> Result<i64> {
    sql::count_open(conn).await
}

/// The path where the browser that claims types the code it was sent. It says nothing about the claim.
pub fn sent_link(app: &App, claim: ClaimId) -> String {
    format!("/claims/sent/{}", app.key.ticket(SENT, claim.0))
}

/// The path of one's own claim, for whoever reads the contact it names.
pub fn own_link(app: &App, claim: ClaimId) -> String {
    format!("/claims/mine/{}", app.key.ticket(MINE, claim.0))
}

/// The path where one member says whether they know who claims, without signing in.
pub fn vouch_link(app: &App, vouch: VouchId) -> String {
    format!("/v/{}", app.key.ticket(VOUCH, vouch.0))
}
