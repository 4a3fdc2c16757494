//! Forward-only migrations, one file for both engines.
//!
//! Six column words are the house's own and stand for each engine's type, in type position only
//! (one column a line): `id` 16 bytes, `time` milliseconds UTC, `day` yyyy-mm-dd, `flag`, `bytes`,
//! `doc` JSON text.

use super::{Conn, Db, Engine};
use crate::clock::Clock;
use crate::error::Result;
use crate::{args, sql};

/// One file of the migrations folder.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The file's name without its ending: `0001_people`.
    pub name: &'static str,
    pub text: &'static str,
}

/// Runs what has not run yet, in order, all of it or nothing; the names of what ran. Two processes
/// that start at once do not run it twice.
pub async fn migrate(db: &Db, migrations: &[Migration], clock: &Clock) -> Result<Vec<&'static str>> {
    let mut conn = db.begin().await?;
    // Held until the commit. SQLite has only one writer anyway.
    if conn.engine() == Engine::Postgres {
        conn.batch("select pg_advisory_xact_lock(4046)").await?;
    }
    let ran = migrate_named(&mut conn, migrations, clock, |_| true).await?;
    conn.commit().await?;
    Ok(ran)
}

/// As [`migrate`], inside the caller's transaction, only the migrations that `is_wanted` says by name.
pub async fn migrate_named(
    conn: &mut Conn,
    migrations: &[Migration],
    clock: &Clock,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<&'static str>> {
    conn.batch(LEDGER).await?;
    let mut ran = Vec::new();
    for migration in migrations.iter().filter(|migration| is_wanted(migration.name)) {
        if is_done(conn, migration.name).await? {
            continue;
        }
        let text = translated(migration.text, conn.engine());
        conn.batch(&text).await?;
        conn.run(
            sql!("insert into keel_migration (name, at) values ($1, $2)"),
            args![migration.name, clock.now()],
        )
        .await?;
        ran.push(migration.name);
    }
    Ok(ran)
}

/// The names of the migrations that have run.
pub async fn done(conn: &mut Conn) -> Result<Vec<String>> {
    conn.all(sql!("select name from keel_migration order by name"), args![]).await
}

/// Whether every migration has run: what `/readyz` and `check` ask.
pub async fn is_current(db: &Db, migrations: &[Migration]) -> Result<bool> {
    let mut conn = db.read().await?;
    let done = conn.count(sql!("select count(*) from keel_migration"), args![]).await?;
    Ok(usize::try_from(done).is_ok_and(|done| done >= migrations.len()))
}

const LEDGER: &str = "create table if not exists keel_migration (name text primary key, at bigint not null)";

async fn is_done(conn: &mut Conn, name: &str) -> Result<bool> {
    let found = conn.count(sql!("select count(*) from keel_migration where name = $1"), args![name]).await?;
    Ok(found > 0)
}

/// A migration as the engine reads it. SQLite's tables become strict; PostgreSQL's text compares by
/// bytes as SQLite's does, whatever locale the server was made with.
pub fn translated(text: &str, engine: Engine) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    for line in text.lines() {
        match engine {
            Engine::Sqlite if line == ");" => out.push_str(") strict;"),
            _ => out.push_str(&typed(line, engine)),
        }
        out.push('\n');
    }
    out
}

/// The word after a column's name, if this line defines a column.
fn typed(line: &str, engine: Engine) -> String {
    let indent = line.len() - line.trim_start().len();
    let column_at = match line.find(" add column ") {
        Some(at) => at + " add column ".len(),
        None if indent > 0 => indent,
        None => return line.to_owned(),
    };
    let rest = &line[column_at..];
    let Some((name, after)) = rest.split_once(' ') else { return line.to_owned() };
    let end = after.find([' ', ',', ';']).unwrap_or(after.len());
    let Some(word) = engine_type(&after[..end], engine) else { return line.to_owned() };
    format!("{}{name} {word}{}", &line[..column_at], &after[end..])
}

fn engine_type(word: &str, engine: Engine) -> Option<&'static str> {
    let (sqlite, postgres) = match word {
        "id" => ("blob", "uuid"),
        "time" => ("integer", "bigint"),
        "day" => ("text", "text collate \"C\""),
        "flag" => ("integer", "boolean"),
        "bytes" => ("blob", "bytea"),
        "doc" => ("text", "text"),
        "text" => ("text", "text collate \"C\""),
        "integer" => ("integer", "bigint"),
        _ => return None,
    };
    Some(match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_word_is_translated_in_type_position_only() {
        let text = "create table a_b (\n    day day not null,\n    id id primary key,\n    note text,\n    check (day <> '')\n);";
        let sqlite = translated(text, Engine::Sqlite);
        assert!(
            sqlite.contains("    day text not null,\n    id blob primary key,\n    note text,"),
            "{sqlite}"
        );
        assert!(sqlite.ends_with(") strict;\n"));
        let postgres = translated(text, Engine::Postgres);
        assert!(postgres.contains("    id uuid primary key,\n    note text collate \"C\","), "{postgres}");
        assert!(postgres.contains("check (day <> '')"));
    }

    #[test]
    fn an_added_column_is_translated_too() {
        let line = translated("alter table a_b add column seen_at time;", Engine::Postgres);
        assert_eq!(line, "alter table a_b add column seen_at bigint;\n");
    }
}
