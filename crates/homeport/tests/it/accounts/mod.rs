//! Signing in, one's own security, lost contacts, roles, the first start.

mod attacks;
mod changes;
mod found;
mod recovery;
mod roles;
mod security;
mod sign_in;

use keel::post::{Content, Kept};

use crate::support::{Cast, House, Person, Reply};

/// The latest message to an address, as the outbox keeps it.
async fn latest(t: &House, to: &str) -> Option<Kept> {
    t.drain().await;
    let mut conn = t.app.db.read().await.expect("a connection");
    let kept = keel::post::mailbox(&mut conn, 100).await.expect("the mailbox");
    kept.into_iter().find(|kept| kept.to == to)
}

async fn messages(t: &House) -> usize {
    t.drain().await;
    let mut conn = t.app.db.read().await.expect("a connection");
    keel::post::mailbox(&mut conn, 1000).await.expect("the mailbox").len()
}

fn words(kept: &Kept) -> String {
    match &kept.content {
        Content::Mail(wording) => wording.text.clone(),
        Content::Text(text) => text.clone(),
    }
}

/// The path of the first link of ours in a message.
fn link(kept: &Kept) -> String {
    let text = words(kept);
    let at = text.find("http://homeport.test").expect("a link");
    let path: String =
        text[at + "http://homeport.test".len()..].chars().take_while(|c| !c.is_whitespace()).collect();
    path
}

/// The six digits in a message.
fn code(kept: &Kept) -> String {
    let text = words(kept);
    let found = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
    found.expect("six digits").to_owned()
}

/// Somebody with another session token.
fn with_token(token: String) -> Person {
    Person { token, ..Cast::visitor() }
}

/// A browser that asked for a way in: it holds a ticket.
async fn post_with_ticket(t: &House, ticket: &str, path: &str, form: &[(&str, &str)]) -> Reply {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let request = t
        .request("POST", &Cast::visitor(), path)
        .header("cookie", format!("homeport-asked={ticket}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    t.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

/// Whether a token opens a page that needs somebody.
async fn is_in(t: &House, token: &str) -> bool {
    t.get(&with_token(token.to_owned()), "/me/security").await.status == 200
}
