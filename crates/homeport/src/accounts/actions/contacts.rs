//! Proving that a contact is one's own.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::secret::{hash_token, random_code, random_token};

use crate::accounts::letters;
use crate::accounts::links::{self, NewLink, code_hash, use_up};
use crate::accounts::model::{self, LinkId, Purpose};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, ContactId, PersonId};

/// Sends a code and a link to a contact; whoever has them holds it.
pub async fn send_confirmation(cx: &Cx, conn: &mut Conn, person: PersonId, contact: ContactId) -> Result<()> {
    let (token, code) = (random_token(), random_code());
    let link = LinkId::next(&cx.app.ids, cx.now);
    let new = NewLink {
        link,
        token_hash: hash_token(&token),
        purpose: Purpose::Confirm,
        person: Some(person),
        contact: Some(contact),
        ticket_hash: None,
        code_hash: Some(code_hash(cx, link, &code)),
        created_at: cx.now,
        expires_at: cx.now + model::CONFIRM_LIFE,
    };
    links::insert_link(conn, new).await?;
    journal::note(cx, conn, Act::LinkAsked, person.0, Some("confirm")).await?;
    let lang = people::person(conn, person).await?.language.unwrap_or(cx.lang);
    let note = letters::confirm(cx, lang, &cx.app.url(&format!("/confirm/{token}")), &code);
    let to = people::contact(conn, contact).await?;
    letters::send(cx, conn, &to, lang, note, link.0).await
}

/// Confirms the contact a link was sent to.
pub async fn confirm_by_link(cx: &Cx, conn: &mut Conn, token: &str) -> Result<PersonId> {
    let found = links::link(conn, &hash_token(token), Purpose::Confirm).await?;
    let link = found.ok_or(Error::NotFound)?;
    let (Some(person), Some(contact)) = (link.person_id, link.contact_id) else {
        return Err(Error::NotFound);
    };
    use_up(cx, conn, &link).await?;
    people::actions::confirm_contact(&cx.app.machine(), conn, contact).await?;
    Ok(person)
}

/// Confirms one of the viewer's contacts by its code: false when it is wrong, which the caller commits,
/// for the try counts.
pub async fn confirm_by_code(cx: &Cx, conn: &mut Conn, contact: ContactId, code: &str) -> Result<bool> {
    let person = cx.viewer.somebody()?;
    own(conn, person, contact).await?;
    let Some(sent) = links::code_of_contact(conn, contact, cx.now).await? else { return Ok(false) };
    let is_right = sent.tries < model::CODE_TRIES && sent.code_hash == code_hash(cx, sent.link_id, code);
    if !is_right || !links::use_link(conn, sent.link_id, cx.now).await? {
        links::count_try(conn, sent.link_id).await?;
        journal::note(cx, conn, Act::LinkRefused, person.0, Some("code")).await?;
        return Ok(false);
    }
    people::actions::confirm_contact(&cx.app.machine(), conn, contact).await?;
    Ok(true)
}

/// Puts a contact of the viewer on file, to be confirmed.
pub async fn add_contact(cx: &Cx, conn: &mut Conn, contact: &Contact) -> Result<ContactId> {
    let person = cx.viewer.somebody()?;
    let added = people::actions::add_contact(cx, conn, person, contact, "self", false).await?;
    send_confirmation(cx, conn, person, added).await?;
    Ok(added)
}

/// Takes a contact of the viewer off the file. One that signs in must stay.
pub async fn remove_contact(cx: &Cx, conn: &mut Conn, contact: ContactId) -> Result<()> {
    let person = cx.viewer.somebody()?;
    own(conn, person, contact).await?;
    let others = people::contacts(conn, person).await?;
    let is_way_in =
        |on_file: &people::OnFile| on_file.contact_id != contact && on_file.confirmed_at.is_some();
    if !others.iter().any(is_way_in) {
        return Err(Error::Conflict(Text::new("accounts-last-contact")));
    }
    people::actions::remove_contact(cx, conn, contact).await
}

async fn own(conn: &mut Conn, person: PersonId, contact: ContactId) -> Result<()> {
    let on_file = people::contact(conn, contact).await?;
    if on_file.person_id == person { Ok(()) } else { Err(Error::NotFound) }
}
