//! Reads the rows about two people, and writes what they are afterwards.

use std::collections::BTreeMap;

use keel::db::Conn;
use keel::db::dump::some::{self, Named};
use keel::db::dump::{self, Table};
use keel::error::{Error, Result};

use crate::duplicates::merge::tables::{self, FIRST, HANGING, PERSON};
use crate::duplicates::merge::{Line, bytes, id};
use crate::people::PersonId;

/// The tables as the database has them, in the order in which they can be filled.
pub struct Tables(Vec<Table>);

impl Tables {
    pub async fn read(conn: &mut Conn) -> Result<Self> {
        Ok(Self(dump::tables(conn).await?))
    }

    pub fn get(&self, name: &str) -> Result<&Table> {
        let found = self.0.iter().find(|table| table.name == name);
        found.ok_or_else(|| Error::broken(format!("there is no table {name}")))
    }

    /// Where a table stands in that order.
    pub fn place(&self, name: &str) -> usize {
        self.0.iter().position(|table| table.name == name).unwrap_or(usize::MAX)
    }
}

/// Every row about one of the two, and those that hang on a row of who goes and name nobody themselves.
pub async fn lines(conn: &mut Conn, tables: &Tables, stay: PersonId, gone: PersonId) -> Result<Vec<Line>> {
    let mut all: Vec<Line> = Vec::new();
    let mut seen: Vec<(String, Vec<String>)> = Vec::new();
    for (name, column) in tables::leading() {
        let table = tables.get(name)?;
        for person in [stay, gone] {
            for row in some::pointing(conn, table, column, person.0).await? {
                add(&mut all, &mut seen, table, row);
            }
        }
    }
    for (table, column, to) in HANGING {
        let is_theirs = |line: &&Line| line.is(to) && *line.was("person_id") == bytes(gone.0);
        let ids: Vec<_> = all.iter().filter(is_theirs).filter_map(|line| id(line.was(column))).collect();
        let table = tables.get(table)?;
        for one in ids {
            for row in some::pointing(conn, table, column, one).await? {
                add(&mut all, &mut seen, table, row);
            }
        }
    }
    Ok(all)
}

fn add(all: &mut Vec<Line>, seen: &mut Vec<(String, Vec<String>)>, table: &Table, row: Named) {
    let key = table.key_of(&row);
    let name = (table.name.clone(), key.values().map(|value| format!("{value:?}")).collect());
    if seen.contains(&name) {
        return;
    }
    seen.push(name);
    let key = key.into_keys().collect();
    all.push(Line { table: table.name.clone(), key, before: row.clone(), after: Some(row) });
}

/// Writes a plan: what points elsewhere first, then what goes, then what changes, then what is new; the record that
/// goes is the last.
pub async fn apply(conn: &mut Conn, tables: &Tables, lines: &[Line]) -> Result<()> {
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by_key(|line| tables.place(&line.table));
    let is_first = |line: &&&Line| FIRST.contains(&line.table.as_str());
    for line in order.iter().filter(is_first).filter(|line| !line.is_gone()) {
        change(conn, tables, line).await?;
    }
    for line in order.iter().rev().filter(|line| line.is_gone() && !line.is(PERSON)) {
        some::take_out(conn, tables.get(&line.table)?, &line.key_of(&line.before)).await?;
    }
    // What stays where it is first: there is one of some things, and another comes to its place.
    let mut changed: Vec<&&Line> =
        order.iter().filter(|line| !is_first(line) && !line.is_gone() && !line.is_new()).collect();
    changed.sort_by_key(|line| line.changed().contains_key("person_id"));
    for line in changed {
        change(conn, tables, line).await?;
    }
    for line in order.iter().filter(|line| line.is_new()) {
        if let Some(after) = &line.after {
            some::put_in(conn, tables.get(&line.table)?, after).await?;
        }
    }
    for line in order.iter().filter(|line| line.is_gone() && line.is(PERSON)) {
        some::take_out(conn, tables.get(PERSON)?, &line.key_of(&line.before)).await?;
    }
    Ok(())
}

async fn change(conn: &mut Conn, tables: &Tables, line: &Line) -> Result<()> {
    let key = line.key_of(&line.before);
    some::put_over(conn, tables.get(&line.table)?, &key, &line.changed()).await?;
    Ok(())
}

/// Rows by table and key, to look one up.
#[derive(Default)]
pub struct Index(BTreeMap<String, ()>);

impl Index {
    pub fn add(&mut self, table: &str, key: &Named) {
        self.0.insert(Self::name(table, key), ());
    }

    pub fn has(&self, table: &str, key: &Named) -> bool {
        self.0.contains_key(&Self::name(table, key))
    }

    fn name(table: &str, key: &Named) -> String {
        format!("{table} {key:?}")
    }
}
