//! Whoever holds an account hears when its ways in change, at the contacts that were there before, and
//! can say with one tap that it was not they.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::id::Id;
use keel::secret::{hash_token, random_token};

use super::{close_sessions, recovery};
use crate::accounts::links::{self, NewLink, use_up};
use crate::accounts::model::{self, LinkId, Purpose};
use crate::accounts::{letters, sql};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, ContactId, OnFile, Person, PersonId, SilenceKind};

/// So many contacts are told at most.
const TOLD: usize = 5;

/// What changed about the ways into an account.
pub enum Change<'a> {
    ContactAdded(&'a OnFile),
    ContactRemoved(&'a OnFile),
    PasswordSet,
    PasswordRemoved,
}

impl Change<'_> {
    fn words(&self) -> Result<Text> {
        let about = |key, on_file: &OnFile| Ok(Text::new(key).with("contact", on_file.contact()?.masked()));
        match self {
            Self::ContactAdded(added) => about("accounts-changed-contact-added", added),
            Self::ContactRemoved(removed) => about("accounts-changed-contact-removed", removed),
            Self::PasswordSet => Ok(Text::new("accounts-changed-password-set")),
            Self::PasswordRemoved => Ok(Text::new("accounts-changed-password-removed")),
        }
    }
}

/// What "that was not me" takes back, beside ending every session. It travels in the link, so that
/// nothing of it is kept here: a contact that was removed is gone from the database the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// A contact is taken off again.
    Added(ContactId),
    /// Whoever reads a contact that was removed asks for it back. It may have a new holder, as telephone
    /// numbers do, so the officer decides, after the usual wait.
    Removed(Contact),
    /// A password is worth nothing.
    Password,
    Nothing,
}

impl Undo {
    /// A token that says what it undoes, and that nobody guesses.
    fn token(&self) -> String {
        let mut said = Vec::new();
        match self {
            Self::Added(contact) => {
                said.push(b'a');
                said.extend_from_slice(&contact.0.0);
            }
            Self::Removed(contact) => {
                said.push(b'r');
                said.extend_from_slice(contact.as_str().as_bytes());
            }
            Self::Password => said.push(b'p'),
            Self::Nothing => said.push(b'n'),
        }
        format!("{}.{}", random_token(), URL_SAFE_NO_PAD.encode(said))
    }

    /// What a token undoes. That it is ours is for its hash in the database to say.
    pub fn of(token: &str) -> Self {
        let said = token.split_once('.').and_then(|(_, said)| URL_SAFE_NO_PAD.decode(said).ok());
        let said = said.unwrap_or_default();
        match said.split_first() {
            Some((b'a', id)) => id.try_into().map_or(Self::Nothing, |id| Self::Added(ContactId(Id(id)))),
            Some((b'r', address)) => std::str::from_utf8(address)
                .ok()
                .and_then(|address| Contact::parse(address, "CN").ok())
                .map_or(Self::Nothing, Self::Removed),
            Some((b'p', _)) => Self::Password,
            _ => Self::Nothing,
        }
    }
}

/// Tells whoever holds the account what changed: at the contacts it had before, one that was removed
/// among them.
/// Silence does not hold this back; only the dead are not written to.
pub async fn tell_of_change(cx: &Cx, conn: &mut Conn, person: PersonId, change: &Change<'_>) -> Result<()> {
    let silence = people::silence_of(conn, person).await?;
    if silence.is_some_and(|silence| silence.kind == SilenceKind::Deceased) {
        return Ok(());
    }
    let holder = people::person(conn, person).await?;
    let (new, undo) = match change {
        Change::ContactAdded(added) => (Some(added.contact_id), Undo::Added(added.contact_id)),
        Change::PasswordSet => (None, Undo::Password),
        Change::ContactRemoved(_) | Change::PasswordRemoved => (None, Undo::Nothing),
    };
    let mut known = people::contacts(conn, person).await?;
    known.retain(|known| Some(known.contact_id) != new);
    for contact in told(&known) {
        tell(cx, conn, &holder, contact, (change, &undo)).await?;
    }
    if let Change::ContactRemoved(removed) = change
        && removed.failed_at.is_none()
    {
        let undo = Undo::Removed(removed.contact()?);
        tell(cx, conn, &holder, removed, (change, &undo)).await?;
    }
    Ok(())
}

/// The contacts at which the holder is reached for sure: those confirmed; else what else lets them in.
pub fn told(known: &[OnFile]) -> Vec<&OnFile> {
    let working = || known.iter().filter(|known| known.failed_at.is_none());
    let confirmed: Vec<_> = working().filter(|known| known.confirmed_at.is_some()).take(TOLD).collect();
    if confirmed.is_empty() {
        working().filter(|known| known.is_way_in()).take(TOLD).collect()
    } else {
        confirmed
    }
}

async fn tell(
    cx: &Cx,
    conn: &mut Conn,
    holder: &Person,
    to: &OnFile,
    (change, undo): (&Change<'_>, &Undo),
) -> Result<()> {
    let token = undo.token();
    let link = LinkId::next(&cx.app.ids, cx.now);
    let new = NewLink {
        link,
        token_hash: hash_token(&token),
        purpose: Purpose::Undo,
        person: Some(holder.person_id),
        contact: None,
        ticket_hash: None,
        code_hash: None,
        created_at: cx.now,
        expires_at: cx.now + model::UNDO_LIFE,
    };
    links::insert_link(conn, new).await?;
    let lang = holder.language.unwrap_or(cx.lang);
    let note =
        letters::changed(cx, lang, &holder.name, &change.words()?, &cx.app.url(&format!("/undo/{token}")));
    letters::send(cx, conn, to, lang, note, link.0).await
}

/// "That was not me": every session ends, no way in that was handed out works any more, and what the
/// link is about is taken back.
pub async fn undo_change(cx: &Cx, conn: &mut Conn, token: &str) -> Result<Undo> {
    let found = links::link(conn, &hash_token(token), Purpose::Undo).await?;
    let link = found.ok_or(Error::NotFound)?;
    let person = link.person_id.ok_or(Error::NotFound)?;
    use_up(cx, conn, &link).await?;
    close_sessions(cx, conn, person).await?;
    links::delete_links(conn, person, Purpose::SignIn).await?;
    let machine = cx.app.machine();
    let undo = Undo::of(token);
    match &undo {
        Undo::Added(contact) => {
            let known = people::contacts(conn, person).await?;
            if known.iter().any(|known| known.contact_id == *contact) {
                people::actions::remove_contact(&machine, conn, *contact).await?;
            }
        }
        Undo::Removed(contact) => recovery::open_recovery(&machine, conn, person, contact).await?,
        Undo::Password => {
            if sql::delete_password(conn, person).await? {
                journal::note(cx, conn, Act::PasswordRemoved, person.0, None).await?;
            }
        }
        Undo::Nothing => {}
    }
    journal::note(cx, conn, Act::ChangeUndone, person.0, None).await?;
    Ok(undo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_it_undoes() {
        let contact = Contact::parse("138 0013 8000", "CN").expect("a number");
        for undo in [
            Undo::Added(ContactId(Id([7; 16]))),
            Undo::Removed(contact),
            Undo::Removed(Contact::parse("tong@example.net", "CN").expect("an address")),
            Undo::Password,
            Undo::Nothing,
        ] {
            let token = undo.token();
            assert_eq!(Undo::of(&token), undo);
            assert_ne!(token, undo.token(), "no two are the same");
            // A mail program takes a dot at the end for the end of a sentence.
            assert!(!token.ends_with('.'), "{token}");
        }
    }

    #[test]
    fn nonsense_undoes_nothing() {
        for nonsense in ["", ".", "x.!!", "x.YQ", "x.cg", "x.cv8"] {
            assert_eq!(Undo::of(nonsense), Undo::Nothing, "{nonsense}");
        }
    }
}
