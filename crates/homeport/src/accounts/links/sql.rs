use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;
use keel::{args, row, sql};

use crate::accounts::model::{LinkId, Purpose};
use crate::people::{ContactId, PersonId};

pub struct NewLink<'a> {
    pub link: LinkId,
    pub token_hash: Vec<u8>,
    pub purpose: Purpose,
    pub person: Option<PersonId>,
    pub contact: Option<ContactId>,
    pub ticket_hash: Option<&'a [u8]>,
    pub code_hash: Option<Vec<u8>>,
    pub created_at: Time,
    pub expires_at: Time,
}

pub async fn insert_link(conn: &mut Conn, link: NewLink<'_>) -> Result<()> {
    conn.run(
        sql!(
            "insert into accounts_link
                 (link_id, token_hash, purpose, person_id, contact_id, ticket_hash, code_hash, tries,
                  created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)"
        ),
        args![
            link.link,
            link.token_hash,
            link.purpose,
            link.person,
            link.contact,
            link.ticket_hash.map(<[u8]>::to_vec),
            link.code_hash,
            link.created_at,
            link.expires_at
        ],
    )
    .await?;
    Ok(())
}

#[derive(Clone, Debug)]
pub struct Link {
    pub link_id: LinkId,
    pub person_id: Option<PersonId>,
    pub contact_id: Option<ContactId>,
    pub expires_at: Time,
    pub used_at: Option<Time>,
}
row!(Link { link_id, person_id, contact_id, expires_at, used_at });

pub async fn link(conn: &mut Conn, token_hash: &[u8], purpose: Purpose) -> Result<Option<Link>> {
    conn.maybe(
        sql!(
            "select link_id, person_id, contact_id, expires_at, used_at
             from accounts_link
             where token_hash = $1 and purpose = $2"
        ),
        args![token_hash, purpose],
    )
    .await
}

/// Whether we were the ones to use it.
pub async fn use_link(conn: &mut Conn, link: LinkId, now: Time) -> Result<bool> {
    let used = conn
        .run(
            sql!(
                "update accounts_link set used_at = $2
                 where link_id = $1 and used_at is null and expires_at > $2"
            ),
            args![link, now],
        )
        .await?;
    Ok(used > 0)
}

pub struct Code {
    pub link_id: LinkId,
    pub person_id: PersonId,
    pub contact_id: Option<ContactId>,
    pub code_hash: Vec<u8>,
    pub tries: i64,
}
row!(Code { link_id, person_id, contact_id, code_hash, tries });

/// The codes that the holder of a ticket may type: one for each person with the address.
pub async fn codes_of_ticket(conn: &mut Conn, ticket_hash: &[u8], since: Time) -> Result<Vec<Code>> {
    conn.all(
        sql!(
            "select link_id, person_id, contact_id, code_hash, tries
             from accounts_link
             where ticket_hash = $1 and purpose = 'sign_in' and used_at is null and created_at > $2
               and person_id is not null and code_hash is not null
             order by link_id limit 5"
        ),
        args![ticket_hash, since],
    )
    .await
}

/// The latest code sent to confirm a contact.
pub async fn code_of_contact(conn: &mut Conn, contact: ContactId, now: Time) -> Result<Option<Code>> {
    conn.maybe(
        sql!(
            "select link_id, person_id, contact_id, code_hash, tries
             from accounts_link
             where contact_id = $1 and purpose = 'confirm' and used_at is null and expires_at > $2
               and person_id is not null and code_hash is not null
             order by link_id desc limit 1"
        ),
        args![contact, now],
    )
    .await
}

pub async fn is_ticket_served(conn: &mut Conn, ticket_hash: &[u8]) -> Result<bool> {
    let count = conn
        .count(sql!("select count(*) from accounts_link where ticket_hash = $1"), args![ticket_hash])
        .await?;
    Ok(count > 0)
}

pub async fn count_try(conn: &mut Conn, link: LinkId) -> Result<()> {
    conn.run(sql!("update accounts_link set tries = tries + 1 where link_id = $1"), args![link]).await?;
    Ok(())
}

/// Ends what was handed out for one purpose, so that only the newest works.
pub async fn delete_links(conn: &mut Conn, person: PersonId, purpose: Purpose) -> Result<u64> {
    conn.run(
        sql!("delete from accounts_link where purpose = $2 and person_id = $1 and used_at is null"),
        args![person, purpose],
    )
    .await
}

/// As [`delete_links`], of those that are nobody's.
pub async fn delete_links_of_nobody(conn: &mut Conn, purpose: Purpose) -> Result<u64> {
    conn.run(
        sql!("delete from accounts_link where purpose = $1 and person_id is null and used_at is null"),
        args![purpose],
    )
    .await
}

pub async fn delete_old_links(conn: &mut Conn, before: Time) -> Result<u64> {
    conn.run(sql!("delete from accounts_link where expires_at < $1"), args![before]).await
}

/// Whoever an address can sign in: confirmed by its holder, or told us by somebody else than the holder.
pub struct Reached {
    pub person_id: PersonId,
    pub contact_id: ContactId,
    pub language: Option<Lang>,
}
row!(Reached { person_id, contact_id, language });

pub async fn reached_by(conn: &mut Conn, address: &str) -> Result<Vec<Reached>> {
    conn.all(
        sql!(
            "select c.person_id, c.contact_id, p.language
             from people_contact c
             join people_person p on p.person_id = c.person_id
             where c.address = $1 and (c.confirmed_at is not null or c.source not in ('self', 'merge'))
               and not exists (
                   select 1 from people_silence s where s.person_id = c.person_id and s.kind = 'deceased')
             order by c.contact_id limit 5"
        ),
        args![address],
    )
    .await
}
