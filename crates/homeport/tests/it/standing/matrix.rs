//! Every route × role against a committed matrix, so that any change of who may do what shows in review.
//! `UPDATE_MATRIX=1` writes the file anew.

use std::fmt::Write as _;

use homeport::routes;

use crate::support::{Engine, House, Reply};

/// ✔ may, ✘ may not, → must sign in first.
fn mark(reply: &Reply) -> char {
    match reply.status.as_u16() {
        401 => '→',
        303 if reply.location().starts_with("/sign-in?to=") => '→',
        403 => '✘',
        _ => '✔',
    }
}

async fn drawn(t: &House) -> String {
    let everybody = t.cast.everybody();
    let mut out = String::new();
    let names: Vec<&str> = everybody.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "{:<6}{:<52}{}", "", "", names.join(" "));
    for row in routes::table().rows {
        let path = filled(row.path);
        let _ = write!(out, "{:<6}{:<52}", row.method, row.path);
        for (name, person) in &everybody {
            // Signing out would end the session of those who come after.
            let reply = if row.path == "/sign-out" {
                continue;
            } else if row.method == "GET" {
                t.get(person, &path).await
            } else if row.method == "POST" {
                t.post(person, &path, &[]).await
            } else {
                let empty = axum::body::Body::empty();
                t.send(t.request(row.method, person, &path).body(empty).expect("a request")).await
            };
            let status = reply.status.as_u16();
            assert!(status != 500, "{} {path} as {name}: {:?}", row.method, reply.texts("main"));
            let _ = write!(out, "{} {}", mark(&reply), " ".repeat(name.len().saturating_sub(1)));
        }
        out.push('\n');
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// A path with an id that nobody has.
fn filled(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('/').skip(1) {
        out.push('/');
        out.push_str(if part.starts_with('{') { "00000000-0000-7000-8000-000000000000" } else { part });
    }
    out
}

/// Whether whoever runs the tests wants the file written anew.
#[expect(clippy::disallowed_methods, reason = "a switch for the developer, not a setting")]
fn is_wanted_anew() -> bool {
    std::env::var("UPDATE_MATRIX").is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_do_what_is_what_the_matrix_says() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let drawn = drawn(&t).await;
    let path = super::source::root().join("crates/homeport/tests/it/matrix.txt");
    if is_wanted_anew() {
        std::fs::write(&path, &drawn).expect("the matrix is written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == drawn, "who may do what has changed; UPDATE_MATRIX=1 and review it:\n{drawn}");
}
