//! What a copy is made of.

use keel::clock::Time;
use keel::db::{FromRow, Row, Sql, Value};
use keel::error::Result;

use super::words::{Part, Until};

keel::words! {
    /// In what form a copy comes.
    pub enum Format {
        /// To read and to print.
        Html = "html",
        /// For another program.
        Json = "json",
    }
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// One of a few words of ours, which has a translation.
    Word,
    /// What was done, in the journal's words.
    Act,
    Number,
    Flag,
    Time,
    Json,
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub label: &'static str,
    pub shape: Shape,
}

/// What one table holds about a person, whose id is `$1`.
pub struct Held {
    pub table: &'static str,
    pub part: Part,
    pub until: Until,
    pub columns: &'static [Column],
    pub sql: Sql,
}

/// One row, as it is kept.
pub struct Cells(pub Vec<Value>);

impl FromRow for Cells {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self(row.rest()))
    }
}

/// What was found in one table.
pub struct Found {
    pub held: Held,
    pub rows: Vec<Cells>,
}

/// Everything about one person.
pub struct Copy {
    pub made_at: Time,
    pub name: String,
    /// The picture itself.
    pub photo: Option<Vec<u8>>,
    pub found: Vec<Found>,
}
