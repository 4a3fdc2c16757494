//! What is kept about people is written down: docs/privacy.md names every table, and no other.

use std::collections::BTreeSet;

use homeport::copies;

use super::source::{read, root};

#[test]
fn every_table_stands_in_the_privacy_document() {
    let migrations = read(&["migrations"], &["sql"]);
    let lines = migrations.iter().flat_map(|migration| migration.text.lines());
    let tables: BTreeSet<&str> = lines
        .filter_map(|line| line.strip_prefix("create table "))
        .filter_map(|rest| rest.split([' ', '(']).next())
        .collect();

    let document = std::fs::read_to_string(root().join("docs/privacy.md")).expect("the privacy document");
    let named: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|rest| rest.split('`').next())
        .filter(|name| name.contains('_'))
        .collect();

    let missing: Vec<_> = tables.difference(&named).collect();
    assert!(missing.is_empty(), "say in docs/privacy.md why they are kept: {missing:?}");
    let gone: Vec<_> = named.difference(&tables).collect();
    assert!(gone.is_empty(), "docs/privacy.md still has {gone:?}");
}

/// What a table's rows point to, as the migrations say: whether it is a person.
fn names_people(table: &str, migrations: &str) -> bool {
    let begin = format!("create table {table} (");
    let Some((_, rest)) = migrations.split_once(&begin) else { return false };
    let body = rest.split("\n);").next().unwrap_or_default();
    body.contains("references people_person") || body.contains("person_id id")
}

#[test]
fn a_copy_has_every_table_or_says_why_not() {
    let document = std::fs::read_to_string(root().join("docs/privacy.md")).expect("the privacy document");
    let tables: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|rest| rest.split('`').next())
        .filter(|name| name.contains('_'))
        .collect();
    let held: BTreeSet<&str> = copies::tables().into_iter().collect();
    let left: BTreeSet<&str> = copies::LEFT_OUT.iter().map(|left| left.table).collect();
    let all: BTreeSet<&str> = held.union(&left).copied().collect();
    let missing: Vec<_> = tables.difference(&all).collect();
    assert!(
        missing.is_empty(),
        "give people a copy of it (copies/sql) or say why not (copies/left_out.rs): {missing:?}"
    );
    let gone: Vec<_> = all.difference(&tables).collect();
    assert!(gone.is_empty(), "no such table any more: {gone:?}");

    let migrations: String = read(&["migrations"], &["sql"]).into_iter().map(|one| one.text).collect();
    let nobody = copies::LEFT_OUT.iter().filter(|left| left.why == copies::Why::Nobody);
    let wrong: Vec<_> =
        nobody.map(|left| left.table).filter(|table| names_people(table, &migrations)).collect();
    assert!(wrong.is_empty(), "they do name people: {wrong:?}");
}
