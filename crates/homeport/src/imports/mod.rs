//! Files from HR systems: a spreadsheet that nobody cleaned becomes people, runs of employment and
//! departures. A file is looked through, its columns are understood and corrected, everything is checked
//! without writing, and then taken in, a few people a transaction; afterwards it can be taken back as a
//! whole until somebody built on it. A file may also tell of jobs elsewhere, of people on file: a table with a row
//! for each, business cards or résumés, which become one.
//!
//! Owns `imports_import`, `imports_mapping`, `imports_problem`, `imports_person`, `imports_change`. The
//! same file twice changes nothing; a run that was killed goes on where it was; nobody is written to
//! because of a last day long ago.

pub mod actions;
mod careers;
pub mod command;
mod dates;
mod decide;
mod evidence;
mod find;
mod groups;
mod headers;
pub mod jobs;
mod lines;
mod model;
pub mod pages;
mod plan;
mod profile;
mod sheets;
mod sql;
mod table;
mod unfold;
mod values;
mod vocabulary;
mod words;

pub use dates::Order;
pub use model::{About, Basis, Counts, Field, Import, ImportId, Mapping, Problem, Reason, Sensitive, State};
pub use profile::{Column, DateColumn, Profile};
pub use values::Meaning;

use keel::db::Conn;
use keel::error::Result;

use crate::people::PersonId;

pub async fn import(conn: &mut Conn, import: ImportId) -> Result<Import> {
    sql::import(conn, import).await
}

/// Where what is kept of somebody was taken from, in the officer's words; `None` for whoever came in no file,
/// or in one of which nothing but its name was said.
pub async fn source_of(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    sql::source_of(conn, person).await
}

/// What somebody should know about its rows, from a row on.
pub async fn problems(conn: &mut Conn, import: ImportId, after: i64, limit: i64) -> Result<Vec<Problem>> {
    sql::problems(conn, import, after, limit).await
}
