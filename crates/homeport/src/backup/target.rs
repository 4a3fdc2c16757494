//! An empty database that is about to hold everything, or nothing.

use keel::archive::{ArchiveError, Sum};
use keel::clock::Clock;
use keel::db::dump::{self, Filler, Table};
use keel::db::{Conn, Db, migrate_named};
use keel::error::{Error, Result};
use keel::{jobs, post};

use super::{Progress, sum};
use crate::embedded::MIGRATIONS;
use crate::people;

pub struct Target {
    conn: Conn,
    tables: Vec<Table>,
    trimmings: Vec<String>,
}

/// A table that was filled, and what it must add up to.
pub struct Filled {
    pub table: Table,
    pub sum: Sum,
}

impl Target {
    /// Makes the tables as they were after `migrations`, without what slows filling down.
    pub async fn open(db: &Db, clock: &Clock, migrations: &[String]) -> Result<Self> {
        if !are_known(migrations) {
            return Err(ArchiveError::Newer.into());
        }
        let mut conn = db.begin().await?;
        if !dump::is_empty(&mut conn).await? {
            return Err(Error::broken(
                "that database is not empty, and nothing is ever put over what is there",
            ));
        }
        dump::drop_all(&mut conn).await?;
        migrate_named(&mut conn, MIGRATIONS, clock, |name| migrations.iter().any(|done| done == name))
            .await?;
        let tables = dump::tables(&mut conn).await?;
        dump::clear(&mut conn, &tables).await?;
        let trimmings = dump::strip(&mut conn).await?;
        Ok(Self { conn, tables, trimmings })
    }

    /// The table of this name, with its columns in that order.
    pub fn table<'a>(&self, name: &str, columns: impl Iterator<Item = &'a str>) -> Result<Table> {
        let columns: Vec<String> = columns.map(str::to_owned).collect();
        let table = self.tables.iter().find(|table| table.name == name);
        let table = table.and_then(|table| table.in_order(&columns));
        table.ok_or_else(|| ArchiveError::Damaged("its tables are not those of its version").into())
    }

    pub async fn filler(&mut self, table: &Table) -> Result<Filler<'_>> {
        Filler::open(&mut self.conn, table).await
    }

    /// Reads everything again and compares; keys, unique rules and foreign keys hold as well.
    pub async fn verify(&mut self, filled: &[Filled], progress: &mut Progress) -> Result<()> {
        dump::dress(&mut self.conn, &self.trimmings)
            .await
            .map_err(|error| error.context("checking the rows"))?;
        if filled.len() != self.tables.len() {
            return Err(ArchiveError::Damaged("tables are missing").into());
        }
        progress.next("rows compared", filled.iter().map(|filled| filled.sum.rows).sum());
        for Filled { table, sum: wanted } in filled {
            if sum(&mut self.conn, table, progress).await? != *wanted {
                let name = &table.name;
                return Err(Error::broken(format!("{name} is not the same afterwards; nothing was changed")));
            }
        }
        Ok(())
    }

    /// Brings it up to date, lets work that was going on wait again, and makes it last.
    pub async fn commit(mut self, clock: &Clock) -> Result<()> {
        migrate_named(&mut self.conn, MIGRATIONS, clock, |_| true).await?;
        jobs::release_all(&mut self.conn).await?;
        post::release_all(&mut self.conn).await?;
        people::actions::forget_changes(&mut self.conn).await?;
        self.conn.commit().await
    }
}

/// What this program does not know was made by a later one.
pub fn are_known(migrations: &[String]) -> bool {
    migrations.iter().all(|name| MIGRATIONS.iter().any(|migration| migration.name == name))
}
