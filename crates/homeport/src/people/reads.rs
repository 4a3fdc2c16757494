//! What other features may ask about people.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::secret::Key;

use super::{
    Confirmed, ContactId, Entity, EntityId, Found, Name, OnFile, Person, PersonId, Silence, SilenceKind,
    Tenure, TenureId, TombstoneKind, sql, words,
};
use crate::settings::{self, Settings};

pub async fn person(conn: &mut Conn, person: PersonId) -> Result<Person> {
    sql::person(conn, person).await
}

/// When somebody's record was last said to be right, and by whom; `None` if nobody ever did.
pub async fn confirmed(conn: &mut Conn, person: PersonId) -> Result<Option<Confirmed>> {
    let (at, by) = sql::confirmed(conn, person).await?;
    Ok(at.map(|at| Confirmed { at, by }))
}

/// The next people after one of them, in the order of ids.
pub async fn after(conn: &mut Conn, person: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    sql::after(conn, person, limit).await
}

/// Names beside the first.
pub async fn names(conn: &mut Conn, person: PersonId) -> Result<Vec<Name>> {
    sql::names(conn, person).await
}

/// What some people, a page of them, are called beside the first name; nothing of the past, and nothing that
/// somebody keeps to themselves.
pub async fn names_in_use(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    sql::names_in_use(conn, people).await
}

/// Every run of employment, the latest first.
pub async fn tenures(conn: &mut Conn, person: PersonId) -> Result<Vec<Tenure>> {
    sql::tenures(conn, person).await
}

pub async fn tenure(conn: &mut Conn, tenure: TenureId) -> Result<Tenure> {
    sql::tenure(conn, tenure).await
}

/// Every way to reach somebody: confirmed ones first, failed ones last.
pub async fn contacts(conn: &mut Conn, person: PersonId) -> Result<Vec<OnFile>> {
    sql::contacts(conn, person).await
}

pub async fn contact(conn: &mut Conn, contact: ContactId) -> Result<OnFile> {
    sql::contact(conn, contact).await
}

/// The ways that stay when somebody leaves the company, and that still work.
pub async fn private_contacts(conn: &mut Conn, settings: &Settings, person: PersonId) -> Result<Vec<OnFile>> {
    let all = sql::contacts(conn, person).await?;
    Ok(all
        .into_iter()
        .filter(|on_file| on_file.failed_at.is_none())
        .filter(|on_file| on_file.contact().is_ok_and(|contact| is_private(settings, &contact)))
        .collect())
}

/// Whether a contact stays when somebody leaves: an address of the company's own domains does not.
pub fn is_private(settings: &Settings, contact: &Contact) -> bool {
    let Some(mail) = contact.mail() else { return true };
    let domains = settings.get(settings::Key::CompanyDomains);
    let mut domains =
        domains.split([',', '，', ' ', '\n']).map(|domain| domain.trim().trim_start_matches('@'));
    !domains.any(|domain| !domain.is_empty() && mail.is_within(domain))
}

pub async fn entities(conn: &mut Conn) -> Result<Vec<Entity>> {
    sql::entities(conn).await
}

/// A company by its id or by its exact name in either language.
pub async fn entity_called(conn: &mut Conn, text: &str) -> Result<Entity> {
    let wanted = text.trim();
    let is_meant = |entity: &Entity| {
        entity.entity_id.to_string() == wanted
            || entity.name == wanted
            || entity.name_en.as_deref() == Some(wanted)
    };
    let mut meant = sql::entities(conn).await?.into_iter().filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(entity), None) => Ok(entity),
        (None, _) => Err(Error::NotFound),
        _ => Err(Error::Conflict(Text::new("people-problem-entity-twice"))),
    }
}

pub async fn silence_of(conn: &mut Conn, person: PersonId) -> Result<Option<Silence>> {
    sql::silence(conn, person).await
}

/// Whether somebody leaves the alliance and waits to be erased: as good as not on file any more.
pub async fn is_going(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let silence = sql::silence(conn, person).await?;
    Ok(silence.is_some_and(|silence| silence.kind == SilenceKind::Exit))
}

/// Whoever has this contact on file, the one who confirmed it first. The address is as
/// `keel::contact` keeps it, in any case.
pub async fn find_by_contact(conn: &mut Conn, address: &str) -> Result<Option<PersonId>> {
    sql::by_contact(conn, &address.to_lowercase()).await
}

/// A contact as the table keeps it: what is compared.
pub(super) fn kept(contact: &Contact) -> String {
    contact.as_str().to_lowercase()
}

pub async fn find_by_number(conn: &mut Conn, entity: EntityId, number: &str) -> Result<Option<PersonId>> {
    let Some(number) = words::number(number) else { return Ok(None) };
    Ok(sql::by_number(conn, entity, &number).await?.flatten())
}

/// Outside: whether this number was ever given; inside: whose it is, if they are still known.
pub async fn holder(conn: &mut Conn, entity: EntityId, number: &str) -> Result<Option<Option<PersonId>>> {
    let Some(number) = words::number(number) else { return Ok(None) };
    sql::by_number(conn, entity, &number).await
}

/// Everybody who has this contact on file; nobody if three or more do, since it tells nothing then.
pub async fn holders(conn: &mut Conn, address: &str) -> Result<Vec<PersonId>> {
    let found = sql::holders(conn, &address.to_lowercase()).await?;
    Ok(if found.len() < 3 { found } else { Vec::new() })
}

/// People whose name or number begins with what was typed, in any of its parts or in pinyin.
pub async fn search(conn: &mut Conn, typed: &str, limit: u32) -> Result<Vec<Found>> {
    let word = words::folded(typed);
    if word.is_empty() {
        return Ok(Vec::new());
    }
    sql::search(conn, &word, &format!("{word}\u{10ffff}"), limit).await
}

/// Whoever may go by a name, in whatever script and order of its parts: a few, to be looked at.
pub async fn called(conn: &mut Conn, name: &str) -> Result<Vec<PersonId>> {
    let sounds = words::sort_key(name);
    let turned: Vec<&str> = sounds.split(' ').rev().collect();
    sql::called(conn, &words::folded(name), &words::folded(&sounds), &words::folded(&turned.concat())).await
}

/// Runs of employment that began the same day in the same entity under the same name.
pub async fn same_person(
    conn: &mut Conn,
    name: &str,
    entity: EntityId,
    started_on: keel::clock::Day,
) -> Result<Vec<Tenure>> {
    sql::same_person(conn, &words::folded(name), entity, started_on).await
}

/// Whether somebody with this number or one of these contacts was deleted, or wants no message.
/// Deleted weighs more.
pub async fn is_tombstoned(
    conn: &mut Conn,
    key: &Key,
    number: Option<(EntityId, &str)>,
    contacts: &[Contact],
) -> Result<Option<TombstoneKind>> {
    let mut found = None;
    for hash in hashes(key, number, contacts) {
        match sql::tombstone(conn, &hash).await? {
            Some(TombstoneKind::Deleted) => return Ok(Some(TombstoneKind::Deleted)),
            Some(TombstoneKind::DoNotContact) => found = Some(TombstoneKind::DoNotContact),
            None => {}
        }
    }
    Ok(found)
}

/// What is remembered of somebody: keyed hashes of the number within its entity and of each contact.
pub(super) fn hashes(key: &Key, number: Option<(EntityId, &str)>, contacts: &[Contact]) -> Vec<Vec<u8>> {
    let number = number.map(|(entity, number)| key.hash("people.number", &format!("{entity}|{number}")));
    let contacts = contacts.iter().map(|contact| key.hash("people.contact", &kept(contact)));
    number.into_iter().chain(contacts).collect()
}
