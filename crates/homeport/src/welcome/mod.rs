//! The welcome: a greeting in somebody's own words, wishes from those who worked with the new
//! member, and the member's first page.
//!
//! Owns `welcome_greeting`, `welcome_exclusion`, `welcome_wish`. Nobody signs what they did not
//! approve; who has left signs only what they approved for this very person; a colleague of old is
//! asked for a wish at most once a week, and only if they agreed to such messages.

pub mod actions;
pub mod jobs;
mod model;
mod news;
pub mod pages;
mod sql;

pub use model::{Colleague, Greeting, GreetingId, GreetingState, Wish, WishId, WishState};
pub use news::{approval_link, reach, wish_link};

use keel::db::Conn;
use keel::error::Result;

use crate::app::{App, Cx};
use crate::departures::DepartureId;
use crate::people::PersonId;

/// The approved greeting for a departure: written for this person, else the standing one of their
/// manager, else of another manager of the house.
pub async fn greeting(app: &App, conn: &mut Conn, departure: DepartureId) -> Result<Option<Greeting>> {
    let today = app.clock.now().day_in(app.settings().zone());
    let found = match sql::own_greeting(conn, departure).await? {
        Some(found) => Some(found),
        None => sql::standing_greeting(conn, departure, today).await?,
    };
    Ok(found.and_then(|found| found.spoken(&app.settings())))
}

/// The wishes a member was sent, newest first.
pub async fn wishes(conn: &mut Conn, person: PersonId) -> Result<Vec<Wish>> {
    sql::wishes(conn, person).await
}

/// Members who let themselves be listed and worked with this person, longest first.
pub async fn colleagues(cx: &Cx, conn: &mut Conn, person: PersonId, limit: usize) -> Result<Vec<Colleague>> {
    let mut found = model::together(sql::listed_colleagues(conn, person).await?, cx.today(), 1);
    found.truncate(limit);
    Ok(found)
}
