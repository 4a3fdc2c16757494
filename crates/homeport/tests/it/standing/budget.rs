//! Whatever is written to somebody asks the contact budget, or is on a short list of what does not.

use super::source::read;

/// Where messages are made that nobody's budget counts. A new one is argued for in review, and in
/// docs/operating/messages.md.
const TRANSACTIONAL: [&str; 6] = [
    "crates/homeport/src/accounts/letters.rs",
    "crates/homeport/src/invitations/letters.rs",
    "crates/homeport/src/invitations/send.rs",
    "crates/homeport/src/post.rs",
    "crates/homeport/src/retention/letters.rs",
    "crates/homeport/src/welcome/news.rs",
];

#[test]
fn what_the_budget_does_not_count_is_on_a_short_list() {
    let mut found: Vec<_> = read(&["crates/homeport/src"], &["rs"])
        .into_iter()
        .filter(|source| source.text.contains("Transactional"))
        .map(|source| source.path)
        .collect();
    found.sort();
    assert_eq!(found, TRANSACTIONAL);
}

#[test]
fn nothing_is_sent_around_the_one_door() {
    let doors = ["crates/homeport/src/post.rs", "crates/homeport/src/settings/actions.rs"];
    let mut found: Vec<_> = read(&["crates/homeport/src"], &["rs"])
        .into_iter()
        .filter(|source| source.text.contains("send_letter") || source.text.contains("send_text"))
        .map(|source| source.path)
        .collect();
    found.sort();
    assert_eq!(found, doors, "the second is a try of the gateway, to a number that an administrator types");
}
