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

pub use letters::Note;
pub use link::{link, read_link, url};
pub use model::{Channel, Filter, Ground, Invitation, InvitationId, RequestId, State};

use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;

use crate::app::Cx;
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

/// What somebody would get who is not invited yet: the letter, the text message, their language. Its link
/// is nobody's.
pub async fn sample(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    departure: DepartureId,
) -> Result<(Note, String, Lang)> {
    let invitation = Invitation {
        invitation_id: InvitationId(Id([0; 16])),
        person_id: person,
        departure_id: Some(departure),
        state: State::Waiting,
        version: 1,
        reminders: 0,
        created_at: cx.now,
        send_at: cx.now,
        expires_at: cx.now,
        handed_at: None,
        handed_by: None,
        opened_at: None,
        ended_at: None,
    };
    let whom = whom::whom(cx, conn, &invitation).await?;
    let (note, sms) = letters::sample(cx, &invitation, &whom);
    Ok((note, sms, whom.lang))
}
