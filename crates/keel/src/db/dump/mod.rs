//! A whole database, table by table, the same whichever engine keeps it: what backup, restore and move
//! are made of.
//!
//! Values are told in their plainest form, so that both engines say the same of the same row: an id is
//! its sixteen bytes, a flag is 0 or 1. Rows come in the order of their key, by bytes.
//!
//! Tables and columns are not known while compiling, so this is the one file where statements are made
//! at run time. The names in them come from the engine's own catalog ([`tables`]), never from outside,
//! and the values are bound or copied as anywhere else.

mod fill;
pub mod some;
mod sql;

pub use fill::Filler;

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;

use super::{Conn, DbError, Engine, Kind, Value, postgres, sqlite};
use crate::error::{Error, Result};

/// The ledger of migrations, which [`super::migrate`] keeps.
pub const LEDGER: &str = "keel_migration";
/// A fresh process writes down here when it will do what recurs; it is nobody's data.
const TIMETABLE: &str = "keel_timetable";

/// A table as the engine's catalog describes it.
#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    columns: Vec<Column>,
    key: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    name: String,
    /// Only PostgreSQL sorts text by a locale unless told otherwise.
    is_collated: bool,
}

impl Table {
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The same table with its columns in the order of another database's; `None` when it has others.
    pub fn in_order(&self, names: &[String]) -> Option<Self> {
        let found: Option<Vec<Column>> = names
            .iter()
            .map(|name| self.columns.iter().find(|column| column.name == *name).cloned())
            .collect();
        let columns = found.filter(|columns| columns.len() == self.columns.len())?;
        Some(Self { columns, ..self.clone() })
    }

    fn column_list(&self) -> String {
        self.columns().map(quoted).collect::<Vec<_>>().join(", ")
    }

    fn select(&self) -> String {
        let key: Vec<String> = self
            .key
            .iter()
            .map(|column| quoted(&column.name) + if column.is_collated { " collate \"C\"" } else { "" })
            .collect();
        format!("select {} from {} order by {}", self.column_list(), quoted(&self.name), key.join(", "))
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Every table, each after those its rows point to: in this order they can be filled.
pub async fn tables(conn: &mut Conn) -> Result<Vec<Table>> {
    let mut keys: BTreeMap<String, Vec<(i64, Column)>> = BTreeMap::new();
    let mut left: BTreeMap<String, Table> = BTreeMap::new();
    for (table, name, place, is_collated) in sql::columns(conn).await? {
        let column = Column { name, is_collated };
        if place > 0 {
            keys.entry(table.clone()).or_default().push((place, column.clone()));
        }
        let new = || Table { name: table.clone(), columns: Vec::new(), key: Vec::new() };
        left.entry(table.clone()).or_insert_with(new).columns.push(column);
    }
    for table in left.values_mut() {
        let mut key = keys.remove(&table.name).ok_or_else(|| keyless(&table.name))?;
        key.sort_by_key(|(place, _)| *place);
        table.key = key.into_iter().map(|(_, column)| column).collect();
    }
    let references = sql::references(conn).await?;
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |table: &str| {
            references.iter().any(|(from, to)| from == table && to != table && left.contains_key(to))
        };
        let ready: Vec<String> = left.keys().filter(|name| !waits(name)).cloned().collect();
        if ready.is_empty() {
            return Err(Error::broken("tables point at each other in a circle"));
        }
        ordered.extend(ready.iter().filter_map(|name| left.remove(name)));
    }
    Ok(ordered)
}

fn keyless(table: &str) -> Error {
    Error::broken(format!("table {table} has no primary key, so its rows have no order"))
}

/// How many rows a table has.
pub async fn count(conn: &mut Conn, table: &Table) -> Result<u64> {
    let text = format!("select count(*) from {}", quoted(&table.name));
    let count: Option<i64> = if let Some(conn) = conn.sqlite()? {
        sqlite::maybe(conn, &text, &[])?
    } else {
        postgres::maybe(conn.postgres()?, &text, &[]).await?
    };
    u64::try_from(count.unwrap_or_default()).map_err(Error::broken)
}

/// Hands every row to `each`, in the order of the key. Memory does not grow with the table. On SQLite
/// the rows are read on the caller's thread, which must not be a worker of the runtime.
pub async fn rows(
    conn: &mut Conn,
    table: &Table,
    mut each: impl AsyncFnMut(&[Value]) -> Result<()>,
) -> Result<()> {
    let text = table.select();
    let mut plain = Vec::with_capacity(table.columns.len());
    if let Some(conn) = conn.sqlite()? {
        let mut statement = conn.prepare(&text).map_err(DbError::from)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(DbError::from)? {
            plain.clear();
            for at in 0..table.columns.len() {
                plain.push(plainly(sqlite::column(row.get_ref(at).map_err(DbError::from)?)?));
            }
            each(&plain).await?;
        }
        return Ok(());
    }
    let none: [&(dyn tokio_postgres::types::ToSql + Sync); 0] = [];
    let stream = conn.postgres()?.query_raw(&text, none).await.map_err(DbError::from)?;
    let mut stream = std::pin::pin!(stream);
    while let Some(row) = stream.try_next().await.map_err(DbError::from)? {
        plain.clear();
        for at in 0..table.columns.len() {
            plain.push(plainly(postgres::column(&row, at)?));
        }
        each(&plain).await?;
    }
    Ok(())
}

fn plainly(value: Value) -> Value {
    match value {
        Value::Flag(flag) => Value::Int(i64::from(flag)),
        Value::Id(id) => Value::Bytes(id.to_vec()),
        Value::Null | Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Bytes(_) => value,
    }
}

/// Whether a database may be filled: it has no table yet, or it is ours and nobody wrote into it.
pub async fn is_empty(conn: &mut Conn) -> Result<bool> {
    let tables = tables(conn).await?;
    if tables.is_empty() {
        return Ok(true);
    }
    if !tables.iter().any(|table| table.name == LEDGER) {
        return Ok(false);
    }
    for table in tables.iter().filter(|table| table.name != LEDGER && table.name != TIMETABLE) {
        if count(conn, table).await? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes the tables away, rows and all. Only for a database that [`is_empty`].
pub async fn drop_all(conn: &mut Conn) -> Result<()> {
    for table in tables(conn).await?.iter().rev() {
        conn.batch(&format!("drop table {}", quoted(&table.name))).await?;
    }
    Ok(())
}

/// Takes every row out of the tables: what migrations wrote into them.
pub async fn clear(conn: &mut Conn, tables: &[Table]) -> Result<()> {
    for table in tables.iter().rev() {
        conn.batch(&format!("delete from {}", quoted(&table.name))).await?;
    }
    Ok(())
}

/// Nobody else writes to the tables until this transaction ends; `Busy` when somebody does just now.
/// SQLite has one writer, so whoever has begun holds it.
async fn hold(conn: &mut Conn, tables: &[Table]) -> Result<()> {
    if conn.engine() == Engine::Postgres && !tables.is_empty() {
        let names: Vec<String> = tables.iter().map(|table| quoted(&table.name)).collect();
        conn.batch("set local lock_timeout = '10s'").await?;
        conn.batch(&format!("lock table {} in share mode", names.join(", "))).await?;
    }
    Ok(())
}

/// Takes away what only slows filling down; the statements that [`dress`] makes it again with.
pub async fn strip(conn: &mut Conn) -> Result<Vec<String>> {
    if conn.engine() == Engine::Sqlite {
        // Sorting for an index of millions belongs onto the disk.
        conn.batch("pragma temp_store = file").await?;
    }
    let mut again = Vec::new();
    for (away, made) in sql::trimmings(conn).await? {
        conn.batch(&away).await?;
        again.push(made);
    }
    Ok(again)
}

/// Makes again what [`strip`] took away. Fails when a row breaks a unique rule or points nowhere.
pub async fn dress(conn: &mut Conn, again: &[String]) -> Result<()> {
    for statement in again {
        conn.batch(statement).await?;
    }
    Ok(())
}

impl super::Db {
    /// A connection that reads one moment of the whole database, however long it takes, while others
    /// go on writing. While it lives, SQLite's log grows and PostgreSQL's vacuum waits.
    pub async fn snapshot(&self) -> Result<Conn> {
        let kind = match &*self.inner {
            super::Inner::Sqlite(sqlite) => Kind::SqliteRead(sqlite.read().await?),
            super::Inner::Postgres(postgres) => {
                Kind::PostgresWrite(postgres.begin_with("begin isolation level repeatable read").await?)
            }
        };
        Ok(Conn { kind })
    }

    /// As [`Db::snapshot`](super::Db::snapshot), and nobody else writes meanwhile: `Busy` if somebody does
    /// for longer than a few seconds. Nothing is to be written through it either.
    pub async fn still(&self) -> Result<Conn> {
        let tables = tables(&mut self.read().await?).await?;
        if self.engine() == Engine::Sqlite {
            return self.begin().await;
        }
        // Locked before its first read, which is what fixes its moment.
        let mut conn = self.snapshot().await?;
        hold(&mut conn, &tables).await?;
        Ok(conn)
    }
}
