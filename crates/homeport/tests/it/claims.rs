//! "I used to work here": whoever left long ago tells, proves a contact, and is found, vouched for or refused.

mod deciding;
mod telling;
mod vouching;

use homeport::members::{self, Purpose};
use homeport::people::{self, NewPerson, PersonId};
use homeport::settings::{self, Key};

use crate::support::{Cast, House, Person, Reply, Sent, day, newcomer, reached};

/// Gu Yuan worked beside most of the cast, and is on no record.
pub const TOLD: [(&str, &str); 6] = [
    ("name", "顾远"),
    ("from", "2019"),
    ("to", "2021"),
    ("department", "英语教学部"),
    ("colleague", ""),
    ("contact", "yuan@claims.example.org"),
];

/// The form with some of its fields filled in otherwise.
pub fn told<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<(&str, &str)> = TOLD.to_vec();
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend_from_slice(changes);
    form
}

pub async fn tell(t: &House, form: &[(&str, &str)]) -> Reply {
    t.post(&Cast::visitor(), "/claims/new", form).await
}

/// The latest message about a claim to an address.
pub async fn mail(t: &House, to: &str) -> Option<Sent> {
    t.mails().await.into_iter().find(|mail| mail.to == to && mail.purpose == "claim")
}

/// A link in any message about a claim to an address: what was sent in one moment has no order.
pub async fn linked(t: &House, to: &str, start: &str) -> Option<String> {
    t.mails()
        .await
        .iter()
        .filter(|mail| mail.to == to && mail.purpose == "claim")
        .find_map(|mail| mail.link(start))
}

/// Six digits; those of a ticket in a link are none.
pub fn code(mail: &Sent) -> String {
    let words = mail.text.split_whitespace().filter(|word| !word.contains("http"));
    let mut runs = words.flat_map(|word| word.split(|char: char| !char.is_ascii_digit()));
    runs.find(|run| run.len() == 6).expect("a code of six digits").to_owned()
}

fn contact_of<'a>(form: &[(&str, &'a str)]) -> &'a str {
    form.iter().find(|(name, _)| *name == "contact").map(|(_, contact)| *contact).expect("a contact")
}

/// Tells, types the code that was mailed, and stands on the page of the claim.
pub async fn confirmed(t: &House, form: &[(&str, &str)]) -> String {
    t.forget_mails().await;
    let sent = tell(t, form).await.must_be(303);
    t.drain().await;
    let mail = mail(t, contact_of(form)).await.expect("a message with the code");
    t.forget_mails().await;
    let done = t.post(&Cast::visitor(), sent.location(), &[("code", &code(&mail))]).await.must_be(303);
    t.drain().await;
    done.location().to_owned()
}

/// The paths of the claims on the officer's list.
pub async fn queue(t: &House, show: &str) -> Vec<String> {
    let page = t.get(&t.cast.officer, &format!("/claims?show={show}")).await.must_be(200);
    let mut found = Vec::new();
    let mut rest = page.body.as_str();
    while let Some(at) = rest.find("href=\"/claims/0") {
        let path = &rest[at + 6..];
        let end = path.find('"').expect("a closed attribute");
        found.push(path[..end].to_owned());
        rest = &path[end..];
    }
    found
}

pub async fn set(t: &House, key: Key, value: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    settings::actions::set(&cx, &mut conn, key, value).await.expect("set");
    conn.commit().await.expect("kept");
    t.app.reload_settings().await.expect("settings");
}

pub async fn allow(t: &House, person: &Person, purpose: Purpose) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    members::actions::set_consent(&cx, &mut conn, person.id, purpose, true).await.expect("allowed");
    conn.commit().await.expect("kept");
}

/// Somebody on record from an old file.
pub async fn on_record(t: &House, name: &str, years: (&str, &str), contacts: &[&str]) -> PersonId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let new = NewPerson {
        department: Some("英语教学部".to_owned()),
        started_on: day(years.0),
        ended_on: Some(day(years.1)),
        contacts: reached(contacts),
        ..newcomer(t.cast.school, name)
    };
    let person = people::actions::add(&cx, &mut conn, &new).await.expect("a person");
    conn.commit().await.expect("kept");
    person
}

/// Follows the invitation and joins; who it is.
pub async fn join(t: &House, link: &str) -> String {
    let joined = t.post(&Cast::visitor(), link, &[]).await.must_be(303);
    t.drain().await;
    joined.cookie("homeport").expect("a session")
}
