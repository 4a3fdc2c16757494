//! Single rows of any table, as names and plain values: for whoever has to move what belongs to one thing
//! over to another, whatever tables there are, and back.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use tokio_postgres::types::ToSql;

use super::fill::Fitted;
use super::{Column, Table, plainly, quoted};
use crate::db::{Conn, DbError, Engine, Value, postgres, sqlite};
use crate::error::{Error, Result};
use crate::id::Id;

/// A row, or some of its columns, by name. An id is its sixteen bytes, a flag is 0 or 1.
pub type Named = BTreeMap<String, Value>;

impl Table {
    /// Of a row, the columns that tell it from all others.
    pub fn key_of(&self, row: &Named) -> Named {
        let own = |column: &Column| Some((column.name.clone(), row.get(&column.name)?.clone()));
        self.key.iter().filter_map(own).collect()
    }

    fn named(&self, values: Vec<Value>) -> Named {
        self.columns().map(str::to_owned).zip(values).collect()
    }
}

/// Every row whose `column` holds this id.
pub async fn pointing(conn: &mut Conn, table: &Table, column: &str, to: Id) -> Result<Vec<Named>> {
    let by = Named::from([(column.to_owned(), Value::Bytes(to.0.to_vec()))]);
    found(conn, table, &by).await
}

/// The row with this key, if it is still there.
pub async fn with_key(conn: &mut Conn, table: &Table, key: &Named) -> Result<Option<Named>> {
    Ok(found(conn, table, key).await?.pop())
}

async fn found(conn: &mut Conn, table: &Table, by: &Named) -> Result<Vec<Named>> {
    let (wanted, values) = conditions(conn.engine(), by, 1);
    let text = format!("select {} from {} where {wanted}", table.column_list(), quoted(&table.name));
    let width = table.columns.len();
    let mut all = Vec::new();
    if let Some(conn) = conn.sqlite()? {
        let mut statement = conn.prepare_cached(&text).map_err(DbError::from)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(DbError::from)?;
        while let Some(row) = rows.next().map_err(DbError::from)? {
            let mut plain = Vec::with_capacity(width);
            for at in 0..width {
                plain.push(plainly(sqlite::column(row.get_ref(at).map_err(DbError::from)?)?));
            }
            all.push(table.named(plain));
        }
        return Ok(all);
    }
    let client = conn.postgres()?;
    let statement = client.prepare_cached(&text).await.map_err(DbError::from)?;
    let fitted: Vec<Fitted> = values.into_iter().map(Fitted).collect();
    for row in client.query(&statement, &bound(&fitted)).await.map_err(DbError::from)? {
        let plain = (0..width).map(|at| Ok(plainly(postgres::column(&row, at)?)));
        all.push(table.named(plain.collect::<Result<Vec<_>>>()?));
    }
    Ok(all)
}

/// Keeps others from pointing to the row with this id, and from changing it, until the transaction ends. False
/// when there is none. SQLite has one writer, so there it is enough to look.
pub async fn hold(conn: &mut Conn, table: &Table, column: &str, id: Id) -> Result<bool> {
    if conn.engine() == Engine::Postgres {
        let text = format!("select 1 from {} where {} = $1 for update", quoted(&table.name), quoted(column));
        let held: Option<i32> = postgres::maybe(conn.postgres()?, &text, &[Value::Id(id.0)]).await?;
        return Ok(held.is_some());
    }
    Ok(!pointing(conn, table, column, id).await?.is_empty())
}

/// Puts a whole row in.
pub async fn put_in(conn: &mut Conn, table: &Table, row: &Named) -> Result<u64> {
    let engine = conn.engine();
    let names: Vec<String> = row.keys().map(|name| quoted(name)).collect();
    let places: Vec<String> = (1..=row.len()).map(|at| place(engine, at)).collect();
    let text =
        format!("insert into {} ({}) values ({})", quoted(&table.name), names.join(", "), places.join(", "));
    run(conn, &text, row.values().collect()).await
}

/// Changes some columns of the row with this key; nothing happens when it is gone.
pub async fn put_over(conn: &mut Conn, table: &Table, key: &Named, changed: &Named) -> Result<u64> {
    if changed.is_empty() {
        return Ok(0);
    }
    let engine = conn.engine();
    let name = |(at, name): (usize, &String)| format!("{} = {}", quoted(name), place(engine, at + 1));
    let sets: Vec<String> = changed.keys().enumerate().map(name).collect();
    let (wanted, last) = conditions(engine, key, changed.len() + 1);
    let text = format!("update {} set {} where {wanted}", quoted(&table.name), sets.join(", "));
    run(conn, &text, changed.values().chain(last).collect()).await
}

/// Takes the row with this key out.
pub async fn take_out(conn: &mut Conn, table: &Table, key: &Named) -> Result<u64> {
    let (wanted, values) = conditions(conn.engine(), key, 1);
    let text = format!("delete from {} where {wanted}", quoted(&table.name));
    run(conn, &text, values).await
}

fn place(engine: Engine, at: usize) -> String {
    match engine {
        Engine::Sqlite => format!("?{at}"),
        Engine::Postgres => format!("${at}"),
    }
}

fn conditions(engine: Engine, by: &Named, first: usize) -> (String, Vec<&Value>) {
    let one = |(at, name): (usize, &String)| format!("{} = {}", quoted(name), place(engine, at + first));
    let texts: Vec<String> = by.keys().enumerate().map(one).collect();
    (texts.join(" and "), by.values().collect())
}

async fn run(conn: &mut Conn, text: &str, values: Vec<&Value>) -> Result<u64> {
    if let Some(conn) = conn.sqlite()? {
        let mut statement = conn.prepare_cached(text).map_err(DbError::from)?;
        let changed = statement.execute(params_from_iter(values)).map_err(DbError::from)?;
        return u64::try_from(changed).map_err(Error::broken);
    }
    let client = conn.postgres()?;
    let statement = client.prepare_cached(text).await.map_err(DbError::from)?;
    let fitted: Vec<Fitted> = values.into_iter().map(Fitted).collect();
    Ok(client.execute(&statement, &bound(&fitted)).await.map_err(DbError::from)?)
}

fn bound<'a>(fitted: &'a [Fitted<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    fitted.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
