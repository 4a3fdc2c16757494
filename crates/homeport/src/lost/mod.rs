//! Those whom no message reaches any more, and who might know where they went.
//!
//! Owns `lost_hint`. Somebody is lost when there are ways to reach them on file and none works. Officers see
//! all of them; members see those who worked beside them and let themselves be listed. What is passed on is a
//! link to the public ways in, which says nothing about anybody; nobody enters somebody else's address or
//! number.

pub mod actions;
mod letters;
pub mod pages;
mod sql;

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::row;

use crate::app::App;
use crate::people::PersonId;
use crate::people::directory::Eye;

keel::id!(HintId);

/// What its messages are called in the outbox and in the contact budget.
pub const PURPOSE: &str = "lost";

/// Where whoever is lost finds the way in; the same for all.
pub const WAY: &str = "/lost/way";

/// Somebody whom nothing reaches.
#[derive(Clone, Debug)]
pub struct Lost {
    pub person_id: PersonId,
    pub name: String,
    /// Since when nothing arrives at the last address that worked.
    pub failed_at: Time,
    /// Members see them, so that others may be asked about them.
    pub is_listed: bool,
}
row!(Lost { person_id, name, failed_at, is_listed });

/// A member who worked beside somebody.
#[derive(Clone, Debug)]
struct Colleague {
    person_id: PersonId,
    theirs: (Day, Option<Day>),
    ours: (Day, Option<Day>),
}

/// What is passed on: the whole address.
pub fn url(app: &App) -> String {
    app.url(WAY)
}

/// Names of those who worked beside the viewer, whom they may see and nothing reaches.
pub async fn beside(conn: &mut Conn, eye: &Eye, limit: usize) -> Result<Vec<String>> {
    sql::beside(conn, eye, limit).await
}
