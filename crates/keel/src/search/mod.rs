//! Finding things by words, in process: an index that is a cache of the database and never a second
//! truth. It may be deleted at any moment; whoever owns it fills it again.
//!
//! A thing is an [`Id`] with one or more [`Doc`]s, a row each of what is known about it. A row has a
//! [`View`] for every lane, that is, for every kind of reader; a search reads the fields of its own lane
//! and no other, so that what a lane does not hold neither matches nor is counted nor helps to forgive
//! a slip of the keyboard.
//!
//! Words are exact as they are put in: whoever fills the index decides what a word is, folds it, and says
//! which of its beginnings are words too.

mod collect;
mod facets;
mod index;
mod rows;
mod schema;
#[cfg(test)]
mod tests;
mod union;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use index::{Index, Opened, Why, search_among};
pub use schema::{FACETS, LANES};

use crate::id::Id;

/// Where an index lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Gone with the process.
    Memory,
    Folder(PathBuf),
}

/// One row of what is known about a thing.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    /// The more, the sooner it is shown among equals.
    pub freshness: u64,
    pub views: Vec<View>,
}

/// What the readers of one lane may see of a row; without a view they do not find it.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub lane: usize,
    /// What [`Leaf::Is`] compares with.
    pub terms: Vec<String>,
    /// What [`Leaf::Begins`] and [`Leaf::Near`] compare with.
    pub words: Vec<String>,
    /// What is counted, a list for each of the [`FACETS`] facets.
    pub facets: [Vec<String>; FACETS],
}

/// One way in which a row may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// It has this term.
    Is(String),
    /// One of its words begins so.
    Begins(String),
    /// One of its words begins so but for one letter more, less, wrong or swapped with its neighbour.
    Near(String),
}

/// What is looked for: a row that for each of `all` is meant in one of its ways.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub lane: usize,
    pub all: Vec<Vec<Leaf>>,
    /// Things with one of these terms come first.
    pub nearer: Vec<String>,
    /// Things that may have changed since: they are neither found nor counted, but named, so that the
    /// caller asks the database about them.
    pub stale: Arc<HashSet<Id>>,
    pub offset: usize,
    pub limit: usize,
    /// The facets are counted of so many things at most; beyond, and with 0, they are not.
    pub counts: usize,
}

/// Where something stands among what was found: the greater, the sooner it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    pub is_nearer: bool,
    pub freshness: u64,
    /// Among equals the id decides, so that the order is the same each time.
    pub key: Id,
}

/// The values of each facet with how many things have it, most first.
pub type Facets = [Vec<(String, usize)>; FACETS];

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub count: usize,
    /// From `offset` on, `limit` at most.
    pub hits: Vec<Rank>,
    /// `None` where more things were found than are counted.
    pub facets: Option<Facets>,
    /// Those of the stale things that would have been found.
    pub stale: Vec<Id>,
}
