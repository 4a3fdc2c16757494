//! The house rules, read off the source.

use super::source::{Source, read};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

fn code(source: &Source) -> &str {
    source.text.split("#[cfg(test)]").next().unwrap_or_default()
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let long: Vec<_> = read(&["crates", "browser"], &["rs", "html", "css", "js", "mjs"])
        .into_iter()
        .filter(|source| source.text.lines().count() > LONGEST_FILE)
        .map(|source| source.path)
        .collect();
    assert!(long.is_empty(), "split by noun: {long:?}");
}

#[test]
fn no_function_is_longer_than_sixty_lines() {
    let mut long = Vec::new();
    for source in read(&["crates"], &["rs"]) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let indent = &line[..line.len() - line.trim_start().len()];
            let head = line.trim_start();
            let is_function =
                ["fn ", "pub fn ", "async fn ", "pub async fn ", "pub(super) fn ", "pub(crate) fn "]
                    .iter()
                    .any(|start| head.starts_with(start));
            if !is_function {
                continue;
            }
            let end = format!("{indent}}}");
            let length = lines[at..].iter().position(|line| *line == end).unwrap_or(0);
            if length > LONGEST_FUNCTION {
                long.push(format!("{}:{} ({length} lines)", source.path, at + 1));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn sql_lives_in_sql_files_only() {
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src", "crates/keel/src"], &["rs"]) {
        let is_home = source.path.ends_with("/sql.rs")
            || source.path.contains("/sql/")
            || source.path.contains("keel/src/db/");
        if !is_home && (code(&source).contains("sql!(") || code(&source).contains("either!(")) {
            wrong.push(source.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A dump reads and fills whatever tables there are, which nobody knows while compiling. What it puts into
/// a statement is the catalog's own names, quoted; values are bound or copied.
const MADE_AT_RUN_TIME: [&str; 3] =
    ["crates/keel/src/db/dump/mod.rs", "crates/keel/src/db/dump/fill.rs", "crates/keel/src/db/dump/some.rs"];

#[test]
fn statements_are_made_at_run_time_by_the_dump_only() {
    let verbs = ["select ", "insert ", "update ", "delete ", "drop ", "copy ", "lock ", "create ", "alter "];
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src", "crates/keel/src"], &["rs"]) {
        // Only compiled for tests, which make databases to work in.
        if source.path.ends_with("/testing.rs") {
            continue;
        }
        let is_made = verbs.iter().any(|verb| code(&source).contains(&format!("format!(\"{verb}")));
        if is_made != MADE_AT_RUN_TIME.contains(&source.path.as_str()) {
            wrong.push(source.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn only_actions_and_jobs_begin_from_pages_and_no_page_writes_sql() {
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src"], &["rs"]) {
        if source.path.contains("/pages") && code(&source).contains(".run(sql!") {
            wrong.push(source.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_table_is_written_by_its_own_feature_only() {
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src", "crates/keel/src"], &["rs"]) {
        if !source.path.ends_with("/sql.rs") && !source.path.contains("/sql/") {
            continue;
        }
        let feature = match source.path.strip_prefix("crates/homeport/src/") {
            Some(rest) => rest.split('/').next().unwrap_or_default().to_owned(),
            None => "keel".to_owned(),
        };
        for verb in ["insert into ", "update ", "delete from "] {
            for (at, _) in source.text.match_indices(verb) {
                let table: String = source.text[at + verb.len()..]
                    .chars()
                    .take_while(|char| char.is_ascii_lowercase() || *char == '_')
                    .collect();
                if table.contains('_') && !table.starts_with(&format!("{feature}_")) {
                    wrong.push(format!("{}: {verb}{table}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_table_is_claimed_by_the_feature_it_is_named_after() {
    let mut wrong = Vec::new();
    let heads = read(&["crates/homeport/src", "crates/keel/src"], &["rs"]);
    for migration in read(&["migrations"], &["sql"]) {
        for line in migration.text.lines() {
            let Some(table) = line.strip_prefix("create table ").and_then(|rest| rest.split(' ').next())
            else {
                continue;
            };
            let feature = table.split('_').next().unwrap_or_default();
            let place = format!("crates/homeport/src/{feature}/mod.rs");
            let is_claimed = heads.iter().any(|source| {
                (source.path == place || (feature == "keel" && source.path.starts_with("crates/keel/")))
                    && source.text.lines().any(|line| line.starts_with("//!") && line.contains(table))
            });
            if !is_claimed {
                wrong.push(format!("{table}: say it in the head of {place}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_allowed_that_should_be_expected_and_nothing_is_left_to_do() {
    let marks = [concat!("#[al", "low("), concat!("TO", "DO"), concat!("FIX", "ME"), concat!("un", "safe {")];
    let mut wrong = Vec::new();
    for source in read(&["crates"], &["rs", "html", "css", "js"]) {
        for mark in marks.iter().filter(|mark| source.text.contains(**mark)) {
            wrong.push(format!("{}: {mark}", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pages_carry_no_inline_style_or_script() {
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src"], &["html"]) {
        // A mail has no other way to look like anything, nor has a file that somebody takes home.
        if source.path.contains("mail") || source.path.ends_with("copies/templates/copy.html") {
            continue;
        }
        for mark in [" style=", "<style", " onclick=", "javascript:", "<script>"] {
            if source.text.contains(mark) {
                wrong.push(format!("{}: {mark}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
