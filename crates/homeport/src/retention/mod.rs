//! How long somebody is kept who never answered, and what happens when that time is over.
//!
//! Owns `retention_clock`: a clock a purpose, begun by the first contact for it. A while before it runs
//! out, the person is told, if they can be written to, and the officer is; then everything about the
//! person goes, as `people::actions::delete` does it. Nobody is deleted who was not warned, who joined,
//! who works here, who answered, or for whom the clock of another purpose still runs.

pub mod actions;
pub mod jobs;
mod letters;
mod model;
pub mod pages;
mod sql;

pub use model::{Kept, Purpose, Wish};

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;

use crate::app::{App, Cx};
use crate::people::PersonId;

const TICKET: &str = "retention 1";

/// Where somebody looks at what is kept about them, and keeps or deletes it: by whoever has the link.
pub fn path(app: &App, person: PersonId, wish: Wish) -> String {
    format!("/k/{}?want={wish}", app.key.ticket(TICKET, person.0))
}

pub fn url(app: &App, person: PersonId, wish: Wish) -> String {
    app.url(&path(app, person, wish))
}

/// Who a ticket is about.
fn person_of(app: &App, ticket: &str) -> Option<PersonId> {
    app.key.redeem(TICKET, ticket).map(PersonId)
}

/// Until when somebody is kept who does not answer; who was not written to yet, counted from now.
pub async fn until(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Time> {
    let latest = sql::running(conn, person).await?.into_iter().map(|clock| clock.due_at).max();
    Ok(latest.unwrap_or_else(|| model::due_at(cx.now, cx.app.settings().retention_months(), &cx.zone())))
}

/// The clocks that run for somebody.
pub async fn running(conn: &mut Conn, person: PersonId) -> Result<Vec<Kept>> {
    sql::running(conn, person).await
}

/// How many were warned and will be deleted if nothing happens; counted up to a thousand.
pub async fn count_warned(conn: &mut Conn) -> Result<i64> {
    sql::count_warned(conn).await
}
