//! Ways to reach somebody, as the officer keeps them.

use axum::extract::Path;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use super::edit::{Entered, again};
use crate::app::{Answer, Cx};
use crate::people::{self, ContactId, OnFile, PersonId, actions};
use crate::shell::Form;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    contact: String,
}

pub async fn add_contact(cx: Cx, Path(id): Path<String>, Form(form): Form<ContactForm>) -> Answer {
    let id: PersonId = id.parse()?;
    let contact = match Contact::parse(&form.contact, "CN") {
        Ok(contact) => contact,
        Err(Error::Invalid(problems)) => {
            return again(&cx, id, Entered { contact: form.contact, ..Entered::default() }, &problems).await;
        }
        Err(other) => return Err(other),
    };
    let mut conn = cx.begin().await?;
    people::person(&mut conn, id).await?;
    actions::add_contact(&cx, &mut conn, id, &contact, "officer", false).await?;
    cx.commit(conn).await?;
    let is_private = people::is_private(&cx.app.settings(), &contact);
    let key = if is_private { "people-done-contact" } else { "people-done-contact-company" };
    cx.done(&back(id), &Text::new(key))
}

pub async fn remove_contact(cx: Cx, Path((id, contact)): Path<(String, String)>) -> Answer {
    let mut conn = cx.begin().await?;
    let on_file = theirs(&mut conn, &id, &contact).await?;
    actions::remove_contact(&cx, &mut conn, on_file.contact_id).await?;
    cx.commit(conn).await?;
    cx.done(&back(on_file.person_id), &Text::new("people-done-contact-removed"))
}

/// Somebody tried it, and nothing arrives there.
pub async fn fail_contact(cx: Cx, Path((id, contact)): Path<(String, String)>) -> Answer {
    let mut conn = cx.begin().await?;
    let on_file = theirs(&mut conn, &id, &contact).await?;
    actions::fail_contact(&cx, &mut conn, on_file.person_id, &on_file.address).await?;
    cx.commit(conn).await?;
    cx.done(&back(on_file.person_id), &Text::new("people-done-contact-failed"))
}

/// A contact of this person; of anybody else it is not found.
async fn theirs(conn: &mut Conn, person: &str, contact: &str) -> Result<OnFile> {
    let person: PersonId = person.parse()?;
    let on_file = people::contact(conn, contact.parse::<ContactId>()?).await?;
    if on_file.person_id == person { Ok(on_file) } else { Err(Error::NotFound) }
}

fn back(id: PersonId) -> String {
    format!("/people/{id}/edit")
}
