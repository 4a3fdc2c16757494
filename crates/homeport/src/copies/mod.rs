//! A copy of everything that is kept about somebody, for them to take along: as a page to read and print, and as
//! JSON for another program. Made at once, whenever they ask, also while a membership rests or an exit waits.
//!
//! Owns no table; it reads everybody's, through `sql` alone. Each thing says why it is kept and until when, and
//! where it came from where that is known. A table that holds something about people is either in the copy or in
//! [`LEFT_OUT`], with the reason, which the copy says; a test compares both with docs/privacy.md. What HR alone may
//! know of how somebody left is not in it: docs/privacy.md says so, and the copy says whom to ask.

mod actions;
mod columns;
mod file;
mod left_out;
mod model;
pub mod pages;
mod sql;
mod words;

pub use left_out::{LEFT_OUT, LeftOut, Why};
pub use model::Format;

/// The tables that a copy has rows of.
pub fn tables() -> Vec<&'static str> {
    sql::all().iter().map(|held| held.table).collect()
}
