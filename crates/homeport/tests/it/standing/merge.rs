//! Every column that may name a person is one that a merge knows what to do with.

use std::collections::BTreeSet;

use homeport::duplicates::merge::tables::{COLUMNS, NOBODY};

use super::source::read;

/// Table and column of every id, unless it is the table's own or points to something that is no person.
fn ids() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for migration in read(&["migrations"], &["sql"]) {
        let mut table = String::new();
        for line in migration.text.lines() {
            if let Some(rest) = line.strip_prefix("create table ") {
                table = rest.split([' ', '(']).next().unwrap_or_default().to_owned();
            }
            let (table, column) = match line.strip_prefix("alter table ") {
                Some(rest) => {
                    let (table, rest) = rest.split_once(" add column ").unwrap_or_default();
                    (table.to_owned(), rest)
                }
                None => (table.clone(), line.trim_start()),
            };
            let Some((name, rest)) = column.split_once(" id") else { continue };
            let is_type = !name.contains(' ') && !rest.starts_with(char::is_alphanumeric);
            let points_elsewhere = rest.contains("references ") && !rest.contains("references people_person");
            let is_own = rest.contains("primary key") && !rest.contains("references");
            if is_type && !points_elsewhere && !(is_own && table != "people_person") {
                found.insert((table, name.to_owned()));
            }
        }
    }
    found
}

#[test]
fn a_merge_knows_what_becomes_of_every_column_that_names_a_person() {
    let known: BTreeSet<(String, String)> = COLUMNS
        .iter()
        .map(|(table, column, _)| (*table, *column))
        .chain(NOBODY.iter().copied())
        .map(|(table, column)| (table.to_owned(), column.to_owned()))
        .collect();
    let there = ids();
    assert!(there.len() > 60, "the migrations are read");
    let missing: Vec<_> = there.difference(&known).collect();
    assert!(missing.is_empty(), "say in duplicates/merge/tables.rs what a merge does with {missing:?}");
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "duplicates/merge/tables.rs still has {gone:?}");
}
