//! Two records that are one person: found, compared side by side, put together or kept apart for good.
//!
//! Owns `duplicates_pair`, `duplicates_block`, `duplicates_search`, `duplicates_merge`, `duplicates_row`. A pair is
//! only proposed: an officer decides. Of two records that are put together one stays and the other goes, and every
//! way to it leads to the one that stays; whatever allows something is the narrower of the two afterwards, and whoever
//! had a way into the one that goes has none into the other before they prove it anew. Until its day a merge can be
//! undone, to exactly the two that were. What was kept apart is not proposed again.
//!
//! A merge moves rows of every table that names a person, which [`merge::tables`] lists, so it writes tables of other
//! features as a restore does. A standing test holds that list against the database.

pub mod actions;
pub mod command;
mod find;
pub mod jobs;
pub mod merge;
mod model;
pub mod pages;
mod score;
mod sql;

pub use model::{MergeId, Pair, State};

use keel::db::Conn;
use keel::error::Result;

use crate::people::PersonId;

/// How many pairs wait for an officer; counted up to a thousand.
pub async fn count_open(conn: &mut Conn) -> Result<i64> {
    sql::count_open(conn).await
}

/// Who somebody is now: themselves, or whoever stayed when their record was put together with another.
pub async fn now(conn: &mut Conn, person: PersonId) -> Result<PersonId> {
    Ok(sql::stayed(conn, person).await?.unwrap_or(person))
}

/// Who stayed, if this was the id of a record that went.
pub async fn stayed(conn: &mut Conn, person: PersonId) -> Result<Option<PersonId>> {
    sql::stayed(conn, person).await
}
