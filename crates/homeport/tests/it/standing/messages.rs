//! Every message exists in both languages, and every message is used.

use std::collections::BTreeSet;

use super::source::{literal, read};

#[test]
fn every_message_exists_in_both_languages_with_the_same_variables() {
    let differences = homeport::locales().expect("the messages parse").differences();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Every string in the source that has the shape of a key.
fn mentioned() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in read(&["crates/keel/src", "crates/homeport/src"], &["rs", "html", "txt", "subject"]) {
        for (at, _) in source.text.match_indices('"') {
            if let Some((text, _)) = literal(&source.text[at..]) {
                found.insert(text);
            }
        }
    }
    found
}

#[test]
fn every_message_is_used() {
    let mentioned = mentioned();
    let catalog = homeport::locales().expect("the messages parse");
    let unused: Vec<_> = catalog.keys().into_iter().filter(|key| !mentioned.contains(*key)).collect();
    assert!(unused.is_empty(), "nobody says: {unused:?}");
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let catalog = homeport::locales().expect("the messages parse");
    let keys = catalog.keys();
    let mut missing = BTreeSet::new();
    for source in read(&["crates/keel/src", "crates/homeport/src"], &["rs", "html", "txt", "subject"]) {
        if source.path.ends_with("/tests.rs") {
            continue;
        }
        let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in [".t(", ".t1(", ".t2(", ".t3(", "Text::new("] {
            for (at, _) in code.match_indices(call) {
                if let Some((key, _)) = literal(&code[at + call.len()..])
                    && !keys.contains(key.as_str())
                {
                    missing.insert(format!("{}: {key}", source.path));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
