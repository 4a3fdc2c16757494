//! What is kept about people is written down: docs/privacy.md names every table, and no other.

use std::collections::BTreeSet;

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
