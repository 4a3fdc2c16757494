//! What stands in the frames.

use serde::{Deserialize, Serialize};

use super::Sum;
use crate::clock::Time;
use crate::db::Value;
use crate::id::Id;

pub(super) const MAGIC: &[u8] = b"homeport archive\n";
/// A frame of rows is sent off at this size; a part of a file has at most as many.
pub(super) const USUAL: usize = 64 * 1024;
/// No row that the house writes comes near this.
pub(super) const LONGEST: usize = 256 * 1024 * 1024;

pub(super) mod letter {
    pub const HEAD: u8 = b'H';
    pub const KEY: u8 = b'K';
    pub const TABLE: u8 = b'T';
    pub const ROWS: u8 = b'R';
    pub const TABLE_END: u8 = b'S';
    pub const FILE: u8 = b'F';
    pub const PART: u8 = b'C';
    pub const FILE_END: u8 = b'D';
    pub const END: u8 = b'E';
}

/// What stands at the front of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub archive_id: Id,
    /// The version of the program that wrote it.
    pub version: String,
    pub taken_at: Time,
    /// What had run in the database, in order.
    pub migrations: Vec<String>,
    /// In the order in which they can be filled.
    pub tables: Vec<TableHead>,
    /// About how many files; some may be deleted before it is their turn.
    pub files: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: u64,
}

/// What stands at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub tables: u64,
    pub rows: u64,
    pub files: u64,
    /// Of the files.
    pub bytes: u64,
}

/// What a reader comes by, in this order.
#[derive(Debug, PartialEq)]
pub enum Item<'a> {
    /// A table begins, by its place in the head.
    Table(usize),
    Row(&'a [Value]),
    TableEnd(Sum),
    File(Id),
    Part(&'a [u8]),
    FileEnd(Id),
    End(Totals),
}
