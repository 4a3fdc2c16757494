//! Carrying everything from one database to another. Files and key stay where they are.

use keel::archive::Sum;
use keel::archive::row::Adding;
use keel::clock::Clock;
use keel::db::{Db, DbError, dump};
use keel::error::{Error, Result};

use super::target::{Filled, Target};
use super::{Progress, apart};

/// A table on both sides.
pub struct Carried {
    pub table: String,
    pub sum: Sum,
}

/// Fills the empty database `to` with everything in `from`, where nobody writes meanwhile, and proves it:
/// what is told was read on the one side and read again on the other.
pub async fn carry(from: Db, to: Db, clock: Clock) -> Result<Vec<Carried>> {
    apart(move || async move {
        let mut source = from.still().await.map_err(busy)?;
        let tables = dump::tables(&mut source).await?;
        if !tables.iter().any(|table| table.name == dump::LEDGER) {
            return Err(Error::broken("there is nothing to move: the database has no tables of Homeport"));
        }
        let migrations = keel::db::done(&mut source).await?;
        let mut rows = 0;
        for table in &tables {
            rows += dump::count(&mut source, table).await?;
        }
        let mut progress = Progress::new("rows", rows);
        let mut target = Target::open(&to, &clock, &migrations).await?;
        let mut filled = Vec::with_capacity(tables.len());
        for table in &tables {
            let there = target.table(&table.name, table.columns())?;
            let mut adding = Adding::default();
            let mut filler = target.filler(&there).await?;
            let carried = dump::rows(&mut source, table, async |row| {
                adding.row(row);
                progress.step();
                filler.push(row).await
            });
            carried.await.map_err(|error| error.context(table.name.clone()))?;
            filler.finish().await.map_err(|error| error.context(table.name.clone()))?;
            filled.push(Filled { table: there, sum: adding.sum() });
        }
        target.verify(&filled, &mut progress).await?;
        target.commit(&clock).await?;
        to.truncate_log().await?;
        drop(source);
        Ok(filled.into_iter().map(|filled| Carried { table: filled.table.name, sum: filled.sum }).collect())
    })
    .await
}

fn busy(error: Error) -> Error {
    match error.db() {
        Some(DbError::Busy) => Error::broken("somebody is writing to the database: stop the server first"),
        _ => error,
    }
}
