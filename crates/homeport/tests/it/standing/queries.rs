//! Every query prepares on both engines, and every query is seen.

use keel::db::Sql;

use super::fragments::Fragments;
use super::source::{Source, literal, read};
use crate::support::{Engine, House};

/// A statement found in the source.
struct Found {
    place: String,
    sqlite: String,
    postgres: String,
}

fn found() -> Vec<Found> {
    let mut homes = read(&["crates/keel/src", "crates/homeport/src"], &["rs"]);
    homes.retain(|source| {
        let is_home = source.path.ends_with("/sql.rs") || source.path.contains("/sql/");
        is_home && !source.path.ends_with("db/sql.rs")
    });
    let fragments = Fragments::of(&homes);
    let mut all = Vec::new();
    for source in &homes {
        statements(source, &fragments, &mut all);
    }
    all
}

fn statements(source: &Source, fragments: &Fragments, all: &mut Vec<Found>) {
    let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
    for (at, _) in code.match_indices("sql!(") {
        let place = place(source, at);
        let text = fragments.written(&code[at + 5..]).unwrap_or_else(|why| panic!("{place}: {why}"));
        all.push(Found { place, sqlite: text.clone(), postgres: text });
    }
    for (at, _) in code.match_indices("either!(") {
        let rest = &code[at..];
        let after = |word: &str| {
            let start = rest.find(word).unwrap_or_else(|| panic!("{}: either! without {word}", source.path));
            literal(&rest[start + word.len()..])
                .unwrap_or_else(|| panic!("{}: {word} is no literal", source.path))
                .0
        };
        all.push(Found { place: place(source, at), sqlite: after("sqlite:"), postgres: after("postgres:") });
    }
}

fn place(source: &Source, at: usize) -> String {
    format!("{}:{}", source.path, source.text[..at].lines().count())
}

async fn prepare_all(engine: Engine) {
    let Some((app, _folder, _)) = House::bare(engine, |_| {}).await else { return };
    let mut conn = app.db.read().await.expect("a connection");
    let mut wrong = Vec::new();
    for query in found() {
        // A test may keep what it makes until the process ends.
        let sqlite: &'static str = query.sqlite.replace('$', "?").leak();
        let postgres: &'static str = query.postgres.leak();
        if let Err(error) = conn.prepare(Sql::new(sqlite, postgres)).await {
            wrong.push(format!("{}: {error}", query.place));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_query_prepares_on_sqlite() {
    prepare_all(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_query_prepares_on_postgres() {
    prepare_all(Engine::Postgres).await;
}

#[test]
fn the_engines_are_told_different_words_in_few_places() {
    let apart = found().iter().filter(|query| query.sqlite != query.postgres).count();
    assert!(apart <= 12, "{apart} either! in the tree");
}

#[test]
fn sql_is_written_in_the_house_dialect() {
    let forbidden = ["now()", "ilike", "any($", "::", "select *", "current_timestamp", "serial", "random()"];
    let mut wrong = Vec::new();
    for query in found() {
        // The words an engine needs for itself are what either! is for.
        if query.sqlite != query.postgres {
            continue;
        }
        for word in forbidden.iter().filter(|word| query.sqlite.contains(**word)) {
            wrong.push(format!("{}: {word}", query.place));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
