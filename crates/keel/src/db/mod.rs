//! The database door: one SQL text, two engines (SQLite embedded, PostgreSQL when one machine is
//! not enough), the verbs `all · one · maybe · run · count`.
//!
//! Reads run on the caller's thread. A write transaction holds the one writer of SQLite, so between
//! `begin` and `commit` nothing but its `Conn` may be awaited. After an error a transaction can only
//! be dropped, which undoes it.

pub mod dump;
mod error;
mod migrate;
mod postgres;
mod row;
mod sql;
mod sqlite;
#[cfg(test)]
mod tests;
mod value;
mod words;

use std::path::Path;
use std::sync::Arc;

pub use error::DbError;
pub use migrate::{Migration, done, is_current, migrate, migrate_named, translated};
pub use row::{FromRow, Row};
pub use sql::{Sql, numbered};
pub use value::{FromValue, Value};

use crate::error::{Error, Result};

/// Which engine answers; only `check` and the migrations ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// One alliance's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

enum Inner {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// Connections that may read at once.
const READERS: usize = 16;

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`. SQLite's file and folder are made where missing;
    /// PostgreSQL is first spoken to by the first statement.
    pub fn open(url: &str) -> Result<Self> {
        let inner = if let Some(path) = url.strip_prefix("sqlite:") {
            Inner::Sqlite(sqlite::Sqlite::open(Path::new(path), READERS)?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Inner::Postgres(postgres::Postgres::open(url, READERS)?)
        } else {
            return Err(Error::broken("a database URL begins with sqlite: or postgres://"));
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Empties what the engine keeps of deleted rows beside its file, as far as that is ours to do:
    /// SQLite's log. What PostgreSQL keeps until its vacuum is named in docs/privacy.md.
    pub async fn truncate_log(&self) -> Result<()> {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.truncate_log().await,
            Inner::Postgres(_) => Ok(()),
        }
    }

    pub fn engine(&self) -> Engine {
        match &*self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection that reads. On SQLite its statements see one moment, that of the first; on PostgreSQL
    /// each sees its own. What was written since is read through a new one.
    pub async fn read(&self) -> Result<Conn> {
        let kind = match &*self.inner {
            Inner::Sqlite(sqlite) => Kind::SqliteRead(sqlite.read().await?),
            Inner::Postgres(postgres) => Kind::PostgresRead(postgres.read().await?),
        };
        Ok(Conn { kind })
    }

    /// A transaction. Dropped without [`Conn::commit`], nothing of it happened.
    pub async fn begin(&self) -> Result<Conn> {
        let kind = match &*self.inner {
            Inner::Sqlite(sqlite) => Kind::SqliteWrite(sqlite.begin().await?),
            Inner::Postgres(postgres) => Kind::PostgresWrite(postgres.begin().await?),
        };
        Ok(Conn { kind })
    }
}

/// A pooled connection or a transaction.
pub struct Conn {
    kind: Kind,
}

enum Kind {
    SqliteRead(sqlite::ReadConn),
    SqliteWrite(sqlite::WriteConn),
    PostgresRead(deadpool_postgres::Object),
    PostgresWrite(postgres::WriteConn),
}

impl Conn {
    fn sqlite(&self) -> Result<Option<&rusqlite::Connection>> {
        match &self.kind {
            Kind::SqliteRead(read) => read.conn().map(Some),
            Kind::SqliteWrite(write) => write.conn().map(Some),
            Kind::PostgresRead(_) | Kind::PostgresWrite(_) => Ok(None),
        }
    }

    fn postgres(&self) -> Result<&deadpool_postgres::Object> {
        match &self.kind {
            Kind::PostgresRead(client) => Ok(client),
            Kind::PostgresWrite(write) => write.client(),
            Kind::SqliteRead(_) | Kind::SqliteWrite(_) => Err(Error::broken("not a PostgreSQL connection")),
        }
    }

    pub fn engine(&self) -> Engine {
        match &self.kind {
            Kind::SqliteRead(_) | Kind::SqliteWrite(_) => Engine::Sqlite,
            Kind::PostgresRead(_) | Kind::PostgresWrite(_) => Engine::Postgres,
        }
    }

    /// Every row.
    pub async fn all<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Vec<T>> {
        if let Some(conn) = self.sqlite()? {
            return sqlite::all(conn, sql.sqlite, args);
        }
        postgres::all(self.postgres()?, sql.postgres, args).await
    }

    /// The first row; `NotFound` when there is none.
    pub async fn one<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<T> {
        self.maybe(sql, args).await?.ok_or(Error::NotFound)
    }

    /// The first row, if any.
    pub async fn maybe<T: FromRow>(&mut self, sql: Sql, args: &[Value]) -> Result<Option<T>> {
        if let Some(conn) = self.sqlite()? {
            return sqlite::maybe(conn, sql.sqlite, args);
        }
        postgres::maybe(self.postgres()?, sql.postgres, args).await
    }

    /// Runs a statement; how many rows it changed.
    pub async fn run(&mut self, sql: Sql, args: &[Value]) -> Result<u64> {
        if let Some(conn) = self.sqlite()? {
            return sqlite::run(conn, sql.sqlite, args);
        }
        postgres::run(self.postgres()?, sql.postgres, args).await
    }

    /// The one number of a `select count(*) …`.
    pub async fn count(&mut self, sql: Sql, args: &[Value]) -> Result<i64> {
        self.one(sql, args).await
    }

    /// Makes the transaction last; on return it survives a loss of power.
    pub async fn commit(self) -> Result<()> {
        match self.kind {
            Kind::SqliteWrite(write) => write.commit().await,
            Kind::PostgresWrite(write) => write.commit().await,
            Kind::SqliteRead(_) | Kind::PostgresRead(_) => Err(Error::broken("a read has nothing to commit")),
        }
    }

    /// Lets the engine read the statement without running it.
    pub async fn prepare(&mut self, sql: Sql) -> Result<()> {
        if let Some(conn) = self.sqlite()? {
            conn.prepare(sql.sqlite).map_err(DbError::from)?;
            return Ok(());
        }
        self.postgres()?.prepare(sql.postgres).await.map_err(DbError::from)?;
        Ok(())
    }

    /// Runs the statements of a migration, several in one text.
    async fn batch(&mut self, text: &str) -> Result<()> {
        if let Some(conn) = self.sqlite()? {
            return Ok(conn.execute_batch(text).map_err(DbError::from)?);
        }
        self.postgres()?.batch_execute(text).await.map_err(DbError::from)?;
        Ok(())
    }
}
