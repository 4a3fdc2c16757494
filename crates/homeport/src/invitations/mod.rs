//! The offer to join, with its clock: handed over, opened, joined.
//!
//! Owns `invitations_invitation`, `invitations_handover`, `invitations_request`. Nobody has two living
//! invitations; looking at a link changes nothing, only a button or a page in front of somebody's eyes
//! does; what was declined, revoked or has run out never opens a membership, and what could not be
//! delivered comes back to the officer as work.

pub mod actions;
pub mod jobs;
mod letters;
mod link;
mod model;
pub mod pages;
mod send;
mod sql;
mod whom;

pub use link::{link, read_link, url};
pub use model::{Channel, Filter, Invitation, InvitationId, RequestId, State};

use keel::db::Conn;
use keel::error::Result;

use crate::departures::DepartureId;
use crate::people::PersonId;

/// The invitation of a departure, for its page.
pub async fn of_departure(conn: &mut Conn, departure: DepartureId) -> Result<Option<Invitation>> {
    sql::of_departure(conn, departure).await
}

/// The latest invitation of somebody.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Option<Invitation>> {
    sql::of_person(conn, person).await
}

/// How many invitations a list of the officer's holds; counted up to a thousand.
pub async fn count(conn: &mut Conn, filter: Filter, now: keel::clock::Time) -> Result<i64> {
    sql::count(conn, filter, now).await
}

/// How many requests wait for an answer.
pub async fn open_requests(conn: &mut Conn) -> Result<i64> {
    sql::open_requests(conn).await
}
