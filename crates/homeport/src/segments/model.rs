//! A segment, and what comes of asking for its people.

use keel::clock::Time;
use keel::db::{FromRow, Row};
use keel::error::Result;

use super::{Filter, Tally};
use crate::people::PersonId;

keel::id!(SegmentId);

/// Segments that an alliance may have.
pub const MOST: i64 = 500;
/// The longest name, in characters.
pub const LONGEST: usize = 100;
/// Days that a removed one waits to be taken back.
pub const KEPT_DAYS: i64 = 30;

/// A filter under a name.
#[derive(Clone, Debug)]
pub struct Segment {
    pub segment_id: SegmentId,
    pub name: String,
    pub filter: Filter,
    /// For all officers; else for whoever made it.
    pub is_shared: bool,
    pub made_at: Time,
    /// An id that leads nowhere once they are deleted.
    pub made_by: Option<PersonId>,
    pub made_by_name: Option<String>,
    /// How many it held when it was last counted.
    pub counted: Option<(Tally, Time)>,
}

impl FromRow for Segment {
    fn from_row(row: &mut Row) -> Result<Self> {
        let segment_id = row.take()?;
        let name = row.take()?;
        let filter = Filter::from_query(&row.take::<String>()?);
        let (is_shared, made_at, made_by, made_by_name) =
            (row.take()?, row.take()?, row.take()?, row.take()?);
        let (people, silent, unreachable): (Option<i64>, Option<i64>, Option<i64>) =
            (row.take()?, row.take()?, row.take()?);
        let at: Option<Time> = row.take()?;
        let tally = people.zip(silent).zip(unreachable);
        let counted =
            tally.map(|((people, silent), unreachable)| Tally { people, silent, unreachable }).zip(at);
        Ok(Self { segment_id, name, filter, is_shared, made_at, made_by, made_by_name, counted })
    }
}

/// Some people of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Who may be written to.
    pub people: Vec<PersonId>,
    pub left_out: LeftOut,
    /// Where the next batch goes on; `None` when this was the last.
    pub next: Option<PersonId>,
}

/// How many are in a segment and not to be written to; each is counted once, by the first reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They want no contact, or are leaving the alliance.
    pub silent: i64,
    /// They did not agree to what is to be sent.
    pub no_consent: i64,
    /// No address and no number of theirs works.
    pub no_contact: i64,
}
