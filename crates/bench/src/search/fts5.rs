//! SQLite FTS5 with the trigram tokenizer. Shorter pieces than three characters it does not find; these are
//! looked for row by row.

use std::path::Path;

use keel::error::{Error, Result};
use rusqlite::{Connection, ToSql};

use super::rivals::{Question, Row, rows, selected};

const SCHEMA: &str = "
    pragma journal_mode = off;
    pragma synchronous = off;
    pragma cache_size = -200000;
    create table s (id integer primary key, words text, from_year int, to_year int, fresh int);
    create virtual table f using fts5(words, content='s', content_rowid='id', tokenize='trigram');";

pub struct Fts5(Connection);

impl Fts5 {
    #[expect(clippy::disallowed_methods, reason = "raw SQL is what the search is measured beside")]
    pub fn fill(database: &Path, path: &Path) -> Result<Self> {
        let db = Connection::open(path).map_err(Error::broken)?;
        db.execute_batch(SCHEMA).map_err(Error::broken)?;
        db.execute_batch("begin").map_err(Error::broken)?;
        {
            let mut insert = db.prepare("insert into s values (?, ?, ?, ?, ?)").map_err(Error::broken)?;
            rows(database, |Row { id, words, from, to, fresh, .. }| {
                insert.execute((id, words, from, to, fresh)).map_err(Error::broken)?;
                Ok(())
            })?;
        }
        let rest =
            "insert into f (f) values ('rebuild'); commit; create index s_fresh on s (fresh); analyze;";
        db.execute_batch(rest).map_err(Error::broken)?;
        Ok(Self(db))
    }

    /// How many rows there are of ten, or how many in all.
    pub fn ask(&self, question: &Question, counts: bool) -> Result<usize> {
        let (sql, all) = statement(question, counts);
        let mut asked = self.0.prepare_cached(&sql).map_err(Error::broken)?;
        let found = asked.query_map(rusqlite::params_from_iter(all), |row| row.get::<_, i64>(0));
        let found: Vec<i64> =
            found.and_then(|rows| rows.collect::<rusqlite::Result<_>>()).map_err(Error::broken)?;
        let count = if counts { found.first().copied().unwrap_or(0) } else { found.len() as i64 };
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// What is asked for ten, and how that is looked up.
    pub fn plan(&self, question: &Question) -> Result<Vec<String>> {
        let (sql, all) = statement(question, false);
        let mut asked = self.0.prepare(&format!("explain query plan {sql}")).map_err(Error::broken)?;
        let steps = asked.query_map(rusqlite::params_from_iter(all), |row| row.get::<_, String>(3));
        let steps: Vec<String> =
            steps.and_then(|rows| rows.collect::<rusqlite::Result<_>>()).map_err(Error::broken)?;
        Ok(std::iter::once(sql).chain(steps).collect())
    }
}

fn statement(question: &Question, counts: bool) -> (String, Vec<Box<dyn ToSql>>) {
    let long: Vec<String> = question
        .parts
        .iter()
        .filter(|part| part.chars().count() >= 3)
        .map(|part| format!("\"{}\"", part.replace('"', "")))
        .collect();
    let mut all: Vec<Box<dyn ToSql>> = Vec::new();
    let mut and = Vec::new();
    let from = if long.is_empty() {
        "s"
    } else {
        all.push(Box::new(long.join(" AND ")));
        and.push("f match ?".to_owned());
        "f join s on s.id = f.rowid"
    };
    for part in question.parts.iter().filter(|part| part.chars().count() < 3) {
        all.push(Box::new(format!("%{part}%")));
        and.push("s.words like ?".to_owned());
    }
    if let Some((from, to)) = question.years {
        all.push(Box::new(to));
        all.push(Box::new(from));
        and.push("s.from_year <= ? and s.to_year >= ?".to_owned());
    }
    (selected(from, &and, counts), all)
}
