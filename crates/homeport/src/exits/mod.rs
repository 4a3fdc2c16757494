//! Leaving the alliance: whoever is on file asks, by themselves, to be erased.
//!
//! Owns `exits_exit`. From the moment of asking no member finds them, no message but the one about it goes
//! to them and every session has ended; after seven days a job erases them through
//! `people::actions::delete`. Until then signing in, or the link in that message, leads to the one button
//! that takes it back, and everything is as it was. Whoever has a role gives it back first. An exit is
//! never a departure: that ends a job, not a membership.

pub mod actions;
pub mod jobs;
mod letters;
pub mod pages;
mod sql;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::row;

use crate::app::App;
use crate::people::PersonId;

keel::id!(ExitId);

/// Days in which it can be taken back.
pub const DAYS: i64 = 7;

const PURPOSE: &str = "exits.exit";

/// Somebody on their way out.
#[derive(Clone, Copy, Debug)]
pub struct Exit {
    pub exit_id: ExitId,
    pub person_id: PersonId,
    /// Whether there is a membership to give back.
    pub was_member: bool,
    pub asked_at: Time,
    pub erase_at: Time,
}
row!(Exit { exit_id, person_id, was_member, asked_at, erase_at });

/// The exit of somebody who is on their way out.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Option<Exit>> {
    sql::of_person(conn, person).await
}

/// The path where an exit is looked at and taken back, by whoever was sent it.
pub fn link(app: &App, exit: ExitId) -> String {
    format!("/exits/{}", app.key.ticket(PURPOSE, exit.0))
}

fn redeemed(app: &App, ticket: &str) -> Option<ExitId> {
    app.key.redeem(PURPOSE, ticket).map(ExitId)
}
