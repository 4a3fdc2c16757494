//! Leaving: from the day somebody thinks it over to the day the formalities are complete and the
//! invitation goes out, and who is invited.
//!
//! Owns `departures_departure`, `departures_leaving`, `departures_step`. One departure that is not
//! withdrawn for each run of employment; nothing is handed over before the formalities are complete;
//! what HR alone may know is in `departures_leaving` and on HR's screens, nowhere else.

pub mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod policy;
mod sieve;
mod sql;

pub use model::{
    Case, DecidedBy, Decision, Departure, DepartureId, Ground, Kind, Leaving, List, NewDeparture, Rehire,
    Row, Standing, State, Step, StepId, Verdict, Who,
};
pub use pages::{ClockStep, clock};
pub use policy::{Choice, Policy, Rule};
pub use sieve::{Hindrance, LOOKED_THROUGH, Sieve, Waiting};

use keel::clock::Day;
use keel::db::Conn;
use keel::error::Result;

use crate::people::{PersonId, TenureId};
use crate::settings::Settings;

/// Who is invited, as the settings say now.
pub fn policy(settings: &Settings) -> Policy {
    Policy::read(settings)
}

pub async fn departure(conn: &mut Conn, departure: DepartureId) -> Result<Departure> {
    sql::departure(conn, departure).await
}

/// Where somebody stands who asks about an invitation: the latest departure that was not taken back.
pub async fn standing(conn: &mut Conn, person: PersonId) -> Result<Option<Standing>> {
    sql::standing(conn, person).await
}

/// The departure of a run of employment, if there is one that was not taken back.
pub async fn of_tenure(conn: &mut Conn, tenure: TenureId) -> Result<Option<Departure>> {
    sql::of_tenure(conn, tenure).await
}

/// How many wait for an officer's decision; counted up to a thousand.
pub async fn count_held(conn: &mut Conn) -> Result<i64> {
    sql::count_held(conn).await
}

/// How many are on their way out; counted up to a thousand.
pub async fn count_upcoming(conn: &mut Conn) -> Result<i64> {
    sql::count_upcoming(conn).await
}

/// Those who left long ago and wait for a wave, who left last first: a stretch of them, with whoever of it
/// a sieve keeps.
pub async fn waiting(
    conn: &mut Conn,
    sieve: &Sieve,
    before: (Day, DepartureId),
    today: Day,
    limit: usize,
) -> Result<Vec<Waiting>> {
    sql::many::waiting(conn, sieve, before, today, limit).await
}

/// How many of them there are; counted up to a thousand.
pub async fn count_waiting(conn: &mut Conn, today: Day) -> Result<i64> {
    sql::many::count_waiting(conn, today).await
}

/// What stands in the way of writing to one who left long ago.
pub async fn hindrance(conn: &mut Conn, departure: &Departure, today: Day) -> Result<Option<Hindrance>> {
    if departure.state != State::Complete {
        return Ok(Some(Hindrance::Stays));
    }
    if departure.verdict != Verdict::Invite {
        return Ok(Some(Hindrance::Decided));
    }
    let turn = sql::many::turn(conn, departure.person_id, today).await?;
    Ok(match turn {
        _ if turn.is_silent => Some(Hindrance::Silent),
        _ if turn.is_member => Some(Hindrance::Joined),
        _ if turn.is_here => Some(Hindrance::Here),
        _ if turn.has_answered => Some(Hindrance::Invited),
        _ => None,
    })
}

/// A departure as a list shows it.
pub async fn row(conn: &mut Conn, departure: DepartureId) -> Result<Row> {
    sql::row(conn, departure).await
}

/// The last completed departures and who leaves next, for the desk.
pub async fn recent(conn: &mut Conn) -> Result<Vec<Row>> {
    sql::recent(conn).await
}
