//! Ways to reach somebody.

use keel::clock::Time;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::Result;

use super::{confirm_own, must_edit, sql};
use crate::accounts::actions::Change;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{ContactId, ContactKind, PersonId, reads};
use crate::{accounts, members};

/// Puts a way to reach somebody on file; one that is there already stays, and is confirmed if this one is.
pub async fn add_contact(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    contact: &Contact,
    source: &str,
    confirmed: bool,
) -> Result<ContactId> {
    must_edit(cx, person)?;
    let is_known = sql::contact_at(conn, person, &reads::kept(contact)).await?.is_some();
    let id = insert(cx, conn, person, contact, source, confirmed.then_some(cx.now)).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::ContactAdded, person.0, Some(kind(contact).word())).await?;
    if !is_known && is_told(cx, conn, person).await? {
        let added = reads::contact(conn, id).await?;
        accounts::actions::tell_of_change(cx, conn, person, &Change::ContactAdded(&added)).await?;
    }
    Ok(id)
}

/// A contact is a way to sign in, so its owner hears of what happens to it: of their own act always, for
/// it may have been somebody in their place; of an officer's as a member. What the house does by itself,
/// such as keeping the contact of somebody who joins, has words of its own.
async fn is_told(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<bool> {
    match cx.viewer.person {
        None => Ok(false),
        Some(actor) if actor == person => Ok(true),
        Some(_) => members::is_member(conn, person).await,
    }
}

pub(super) async fn insert(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    contact: &Contact,
    source: &str,
    confirmed_at: Option<Time>,
) -> Result<ContactId> {
    let address = reads::kept(contact);
    let id = ContactId::next(&cx.app.ids, cx.now);
    let what = (kind(contact), address.as_str());
    sql::insert_contact(conn, id, person, what, source, (confirmed_at, cx.now)).await?;
    let id = sql::contact_at(conn, person, &address).await?.unwrap_or(id);
    if let Some(at) = confirmed_at {
        sql::confirm_contact(conn, id, at).await?;
    }
    Ok(id)
}

const fn kind(contact: &Contact) -> ContactKind {
    match contact {
        Contact::Mobile(_) => ContactKind::Mobile,
        Contact::Mail(_) => ContactKind::Mail,
    }
}

/// Its owner showed that messages arrive there, by a code or a link; whoever calls this has checked it.
pub async fn confirm_contact(cx: &Cx, conn: &mut Conn, contact: ContactId) -> Result<()> {
    let on_file = reads::contact(conn, contact).await?;
    sql::confirm_contact(conn, contact, cx.now).await?;
    journal::note(cx, conn, Act::ContactConfirmed, on_file.person_id.0, Some(on_file.kind.word())).await
}

/// A message to this address came back.
pub async fn fail_contact(cx: &Cx, conn: &mut Conn, person: PersonId, address: &str) -> Result<()> {
    let Some(contact) = sql::contact_at(conn, person, &address.to_lowercase()).await? else { return Ok(()) };
    if sql::fail_contact(conn, contact, cx.now).await? > 0 {
        journal::note(cx, conn, Act::ContactFailed, person.0, None).await?;
    }
    Ok(())
}

pub async fn remove_contact(cx: &Cx, conn: &mut Conn, contact: ContactId) -> Result<()> {
    let on_file = reads::contact(conn, contact).await?;
    must_edit(cx, on_file.person_id)?;
    sql::delete_contact(conn, contact).await?;
    confirm_own(cx, conn, on_file.person_id).await?;
    journal::note(cx, conn, Act::ContactRemoved, on_file.person_id.0, Some(on_file.kind.word())).await?;
    if on_file.is_way_in() && is_told(cx, conn, on_file.person_id).await? {
        let removed = Change::ContactRemoved(&on_file);
        accounts::actions::tell_of_change(cx, conn, on_file.person_id, &removed).await?;
    }
    Ok(())
}
