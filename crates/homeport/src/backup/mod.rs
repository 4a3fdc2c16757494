//! Backup, restore and move: everything an alliance has, in one file or in another database.
//!
//! An archive holds the key, every table and every file, as they were at one moment, and is closed with a
//! passphrase. It knows no engine: what SQLite kept, PostgreSQL takes back. A restore or a move fills an
//! empty database in one transaction, reads all of it again, compares the sum of each table, and only
//! then makes it last; interrupted anywhere, nothing of it happened. What an older version wrote is
//! brought up to date.
//!
//! Owns no table; it reads them all through `keel::db::dump`, whichever they are.

mod actions;
mod carry;
pub mod command;
mod draft;
mod passphrase;
mod progress;
mod restore;
mod take;
mod target;

pub use carry::{Carried, carry};
pub use progress::Progress;
pub use restore::{Destination, Restored, check, open, restore};
pub use take::{Source, Taken, take};

use keel::db::Conn;
use keel::db::dump::{self, Table};
use keel::error::{Error, Result};

keel::id!(ArchiveId);

/// Lets long reads and the packing of an archive hold a thread of their own instead of a worker.
async fn apart<T, F>(work: impl FnOnce() -> F + Send + 'static) -> Result<T>
where
    T: Send + 'static,
    F: Future<Output = Result<T>>,
{
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || runtime.block_on(work())).await.map_err(Error::broken)?
}

/// What a table adds up to, row by row.
async fn sum(conn: &mut Conn, table: &Table, progress: &mut Progress) -> Result<keel::archive::Sum> {
    let mut adding = keel::archive::row::Adding::default();
    dump::rows(conn, table, async |row| {
        adding.row(row);
        progress.step();
        Ok(())
    })
    .await?;
    Ok(adding.sum())
}
