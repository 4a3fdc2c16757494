//! A lost phone or mailbox: the officer decides, after a wait in which its old holder can object.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::secret::{hash_token, random_token};

use crate::access::Can;
use crate::accounts::jobs::AnswerRecovery;
use crate::accounts::letters;
use crate::accounts::links::{self, NewLink, use_up};
use crate::accounts::model::{LinkId, Purpose, RecoveryId, RecoveryState, address_of};
use crate::accounts::sql::{self, NewRecovery};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, OnFile, PersonId, SilenceKind};
use crate::settings::Key;

/// Notes a request for a new contact, if it names somebody on file, and tells their old contacts. One
/// at a time: a second would only hide the first.
pub async fn ask_recovery(cx: &Cx, conn: &mut Conn, ask: &AnswerRecovery) -> Result<()> {
    let Some(person) = named(conn, ask).await? else { return Ok(()) };
    let contact = Contact::parse(&ask.address, "CN")?;
    open_recovery(cx, conn, person, &contact).await
}

/// Whoever reads this contact says that the account is theirs.
pub async fn open_recovery(cx: &Cx, conn: &mut Conn, person: PersonId, contact: &Contact) -> Result<()> {
    let silence = people::silence_of(conn, person).await?;
    if silence.is_some_and(|silence| silence.kind == SilenceKind::Deceased) {
        return Ok(());
    }
    if sql::recovery_of(conn, person).await?.is_some() {
        return Ok(());
    }
    let recovery = RecoveryId::next(&cx.app.ids, cx.now);
    let new = NewRecovery {
        recovery,
        person,
        kind: if contact.mail().is_some() { "mail" } else { "mobile" },
        address: &address_of(contact),
        requested_at: cx.now,
        ripe_at: cx.now.plus_days(cx.app.settings().number(Key::RecoveryDays).max(1)),
    };
    sql::insert_recovery(conn, new).await?;
    journal::note(cx, conn, Act::RecoveryAsked, person.0, None).await?;
    tell_old_contacts(cx, conn, person, contact).await
}

/// Whom a former contact or a number, together with the name, means.
async fn named(conn: &mut Conn, ask: &AnswerRecovery) -> Result<Option<PersonId>> {
    let mut found = Vec::new();
    if let Ok(known) = Contact::parse(&ask.known, "CN") {
        found.extend(people::find_by_contact(conn, &address_of(&known)).await?);
    }
    for entity in people::entities(conn).await? {
        found.extend(people::find_by_number(conn, entity.entity_id, &ask.known).await?);
    }
    let wanted = people::folded(&ask.name);
    for person in found {
        let mut names = vec![people::person(conn, person).await?.name];
        names.extend(people::names(conn, person).await?.into_iter().map(|name| name.name));
        if !wanted.is_empty() && names.iter().any(|name| people::folded(name) == wanted) {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

async fn tell_old_contacts(cx: &Cx, conn: &mut Conn, person: PersonId, new: &Contact) -> Result<()> {
    let holder = people::person(conn, person).await?;
    let lang = holder.language.unwrap_or(cx.lang);
    for old in people::contacts(conn, person).await?.into_iter().take(5) {
        let token = random_token();
        let link = LinkId::next(&cx.app.ids, cx.now);
        let stop = NewLink {
            link,
            token_hash: hash_token(&token),
            purpose: Purpose::Stop,
            person: Some(person),
            contact: None,
            ticket_hash: None,
            code_hash: None,
            created_at: cx.now,
            expires_at: cx.now.plus_days(60),
        };
        links::insert_link(conn, stop).await?;
        let stop = cx.app.url(&format!("/recover/stop/{token}"));
        let note = letters::recovery_notice(cx, lang, &holder.name, &new.masked(), &stop);
        letters::send(cx, conn, &old, lang, note, link.0).await?;
    }
    Ok(())
}

/// "That was not me": from an old contact's link. Nobody gets in, and the officer sees why.
pub async fn stop_recovery(cx: &Cx, conn: &mut Conn, token: &str) -> Result<()> {
    let found = links::link(conn, &hash_token(token), Purpose::Stop).await?;
    let link = found.ok_or(Error::NotFound)?;
    let person = link.person_id.ok_or(Error::NotFound)?;
    use_up(cx, conn, &link).await?;
    if let Some(recovery) = sql::recovery_of(conn, person).await? {
        sql::decide_recovery(conn, recovery, RecoveryState::Stopped, cx.now, Some(person)).await?;
        journal::note(cx, conn, Act::RecoveryDecided, person.0, Some(RecoveryState::Stopped.word())).await?;
    }
    links::delete_links(conn, person, Purpose::Stop).await?;
    Ok(())
}

/// The officer believes the person, after the wait: the contact goes on file and is sent a link.
pub async fn approve_recovery(cx: &Cx, conn: &mut Conn, recovery: RecoveryId) -> Result<String> {
    cx.viewer.must(Can::EditPeople)?;
    let asked = sql::recovery(conn, recovery).await?;
    if asked.ripe_at > cx.now {
        return Err(Error::Conflict(Text::new("accounts-recovery-unripe")));
    }
    decide(cx, conn, &asked, RecoveryState::Approved).await?;
    let contact = Contact::parse(&asked.address, "CN")?;
    let on_file = people::contacts(conn, asked.person_id).await?;
    let known = on_file.iter().find(|on_file: &&OnFile| on_file.address == address_of(&contact));
    let added = match known {
        Some(known) => known.contact_id,
        None => people::actions::add_contact(cx, conn, asked.person_id, &contact, "recovery", false).await?,
    };
    let token = random_token();
    let link = LinkId::next(&cx.app.ids, cx.now);
    let new = NewLink {
        link,
        token_hash: hash_token(&token),
        purpose: Purpose::SignIn,
        person: Some(asked.person_id),
        contact: Some(added),
        ticket_hash: None,
        code_hash: None,
        created_at: cx.now,
        expires_at: cx.now.plus_days(7),
    };
    links::insert_link(conn, new).await?;
    let lang = people::person(conn, asked.person_id).await?.language.unwrap_or(cx.lang);
    let note = letters::recovered(cx, lang, &asked.name, &cx.app.url(&format!("/sign-in/{token}")));
    let to = people::contact(conn, added).await?;
    letters::send(cx, conn, &to, lang, note, link.0).await?;
    Ok(asked.name)
}

/// The officer does not believe it, or reached the person another way.
pub async fn refuse_recovery(cx: &Cx, conn: &mut Conn, recovery: RecoveryId) -> Result<String> {
    cx.viewer.must(Can::EditPeople)?;
    let asked = sql::recovery(conn, recovery).await?;
    decide(cx, conn, &asked, RecoveryState::Refused).await?;
    Ok(asked.name)
}

async fn decide(cx: &Cx, conn: &mut Conn, asked: &sql::Recovery, state: RecoveryState) -> Result<()> {
    if !sql::decide_recovery(conn, asked.recovery_id, state, cx.now, cx.viewer.person).await? {
        return Err(Error::Conflict(Text::new("accounts-recovery-decided")));
    }
    links::delete_links(conn, asked.person_id, Purpose::Stop).await?;
    journal::note(cx, conn, Act::RecoveryDecided, asked.person_id.0, Some(state.word())).await
}
