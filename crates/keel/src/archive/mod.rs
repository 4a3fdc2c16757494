//! One file that holds a whole alliance: its key, every table, every file, closed by a passphrase.
//!
//! Outside it is an age file (age-encryption.org/v1, scrypt), so that a part that was changed or is
//! missing is noticed while it is read, and any age program opens it. Inside is a zlib stream of frames:
//!
//! ```text
//! "homeport archive\n"  format: u32
//! 'H' the head (JSON): what made it, when, which migrations, which tables with which columns
//! 'K' the secret key
//! 'T' table: u16 … 'R' rows … 'S' the table's sum      for each table, after those it points to
//! 'F' a file's id … 'C' a part … 'D' the file's sum    for each file
//! 'E' the end: how many of each
//! ```
//!
//! A frame is its letter, its length as u32 and its bytes; numbers are little-endian. Rows say the same
//! whichever engine they come from ([`row`]), so their sum does, too. Reading and writing hold one frame
//! in memory, never more.

mod frame;
mod read;
pub mod row;
mod seal;
mod write;

pub use frame::{Head, Item, TableHead, Totals};
pub use read::Reader;
pub use row::Sum;
pub use write::Writer;

use crate::error::Error;

/// What this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// Why an archive cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    NotOne,
    Newer,
    WrongPassphrase,
    CutOff,
    Damaged(&'static str),
}

impl std::fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOne => f.write_str("this is not an archive of Homeport"),
            Self::Newer => f.write_str(
                "the archive was written by a newer Homeport: take one at least as new to read it",
            ),
            Self::WrongPassphrase => f.write_str("that is not the passphrase of this archive"),
            Self::CutOff => f.write_str("the archive is cut off: its end is missing"),
            Self::Damaged(what) => write!(f, "the archive is damaged or cut off: {what}"),
        }
    }
}

impl std::error::Error for ArchiveError {}

impl From<ArchiveError> for Error {
    fn from(error: ArchiveError) -> Self {
        Error::broken(error)
    }
}

#[cfg(test)]
mod tests;
