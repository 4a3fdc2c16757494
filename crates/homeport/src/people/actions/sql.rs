pub mod listing;
pub mod towns;

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;
use keel::{args, sql};

use crate::people::{
    ContactId, ContactKind, Entity, EntityId, Name, NewTenure, PersonId, PhotoId, Silence, SilenceKind,
    TenureId, TombstoneKind,
};

/// Makes whoever adds people to this entity at the same moment wait for the end of the transaction.
pub async fn hold_entity(conn: &mut Conn, entity: EntityId) -> Result<u64> {
    conn.run(sql!("update people_entity set position = position where entity_id = $1"), args![entity]).await
}

pub async fn insert_entity(conn: &mut Conn, entity: &Entity, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_entity (entity_id, name, name_en, telephone, position, created_at)
             values ($1, $2, $3, $4, (select count(*) from people_entity), $5)"
        ),
        args![entity.entity_id, &entity.name, entity.name_en.clone(), entity.telephone.clone(), at],
    )
    .await?;
    Ok(())
}

pub async fn update_entity(conn: &mut Conn, entity: &Entity) -> Result<u64> {
    conn.run(
        sql!("update people_entity set name = $2, name_en = $3, telephone = $4 where entity_id = $1"),
        args![entity.entity_id, &entity.name, entity.name_en.clone(), entity.telephone.clone()],
    )
    .await
}

/// A name as the table keeps it.
pub struct Spelled<'a> {
    pub name: &'a str,
    pub folded: String,
    pub sort_key: String,
}

pub async fn insert_person(
    conn: &mut Conn,
    person: PersonId,
    name: &Spelled<'_>,
    (language, place): (Option<Lang>, Option<&str>),
    source: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_person
                 (person_id, name, folded, sort_key, language, place, photo_id, source, created_at, changed_at,
                  town)
             values ($1, $2, $3, $4, $5, $6, null, $7, $8, $8, $9)"
        ),
        args![
            person,
            name.name,
            &name.folded,
            &name.sort_key,
            language.map(Lang::code),
            place,
            source,
            at,
            towns::town(place)
        ],
    )
    .await?;
    Ok(())
}

pub async fn update_name(conn: &mut Conn, person: PersonId, name: &Spelled<'_>, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update people_person
             set name = $2, folded = $3, sort_key = $4, changed_at = $5
             where person_id = $1"
        ),
        args![person, name.name, &name.folded, &name.sort_key, at],
    )
    .await
}

pub async fn update_language(
    conn: &mut Conn,
    person: PersonId,
    language: Option<Lang>,
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!("update people_person set language = $2, changed_at = $3 where person_id = $1"),
        args![person, language.map(Lang::code), at],
    )
    .await
}

pub async fn update_photo(
    conn: &mut Conn,
    person: PersonId,
    photo: Option<PhotoId>,
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!("update people_person set photo_id = $2, changed_at = $3 where person_id = $1"),
        args![person, photo, at],
    )
    .await
}

pub async fn update_confirmed(
    conn: &mut Conn,
    person: PersonId,
    at: Time,
    by: Option<PersonId>,
) -> Result<u64> {
    conn.run(
        sql!("update people_person set confirmed_at = $2, confirmed_by = $3 where person_id = $1"),
        args![person, at, by],
    )
    .await
}

pub async fn delete_person(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from people_person where person_id = $1"), args![person]).await
}

pub async fn insert_name(
    conn: &mut Conn,
    person: PersonId,
    name: &Name,
    folded: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_name (name_id, person_id, name, folded, kind, audience, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![name.name_id, person, &name.name, folded, name.kind, name.audience, at],
    )
    .await?;
    Ok(())
}

pub async fn delete_names(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from people_name where person_id = $1"), args![person]).await
}

pub async fn delete_words(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from people_word where person_id = $1"), args![person]).await
}

pub async fn insert_word(conn: &mut Conn, person: PersonId, word: &str, is_number: bool) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_word (word, person_id, is_number)
             values ($2, $1, $3)
             on conflict do nothing"
        ),
        args![person, word, is_number],
    )
    .await?;
    Ok(())
}

pub async fn insert_tenure(
    conn: &mut Conn,
    tenure_id: TenureId,
    person: PersonId,
    tenure: &NewTenure,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_tenure
                 (tenure_id, person_id, entity_id, number, kind, department, title, manager_id,
                  started_on, ended_on, source, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            tenure_id,
            person,
            tenure.entity,
            tenure.number.clone(),
            tenure.kind,
            tenure.department.clone(),
            tenure.title.clone(),
            tenure.manager,
            tenure.started_on,
            tenure.ended_on,
            &tenure.source,
            at
        ],
    )
    .await?;
    Ok(())
}

pub async fn update_ended_on(conn: &mut Conn, tenure: TenureId, ended_on: Option<Day>) -> Result<u64> {
    conn.run(sql!("update people_tenure set ended_on = $2 where tenure_id = $1"), args![tenure, ended_on])
        .await
}

pub async fn update_work(
    conn: &mut Conn,
    tenure: TenureId,
    department: Option<&str>,
    title: Option<&str>,
) -> Result<u64> {
    conn.run(
        sql!("update people_tenure set department = $2, title = $3 where tenure_id = $1"),
        args![tenure, department, title],
    )
    .await
}

pub async fn correct_tenure(conn: &mut Conn, tenure: TenureId, work: &super::Work) -> Result<u64> {
    conn.run(
        sql!(
            "update people_tenure
             set kind = $2, department = $3, title = $4, manager_id = $5
             where tenure_id = $1"
        ),
        args![tenure, work.kind, work.department.clone(), work.title.clone(), work.manager],
    )
    .await
}

pub async fn delete_tenure(conn: &mut Conn, tenure: TenureId) -> Result<u64> {
    conn.run(sql!("delete from people_tenure where tenure_id = $1"), args![tenure]).await
}

/// A number that no run of employment has any more, so that it was never given.
pub async fn free_number(conn: &mut Conn, entity: EntityId, number: &str, person: PersonId) -> Result<u64> {
    conn.run(
        sql!(
            "delete from people_number
             where entity_id = $1 and number = $2 and person_id = $3 and not exists (
                 select 1 from people_tenure t
                 where t.person_id = $3 and t.entity_id = $1 and t.number = $2
             )"
        ),
        args![entity, number, person],
    )
    .await
}

pub async fn delete_name(conn: &mut Conn, name: crate::people::NameId) -> Result<u64> {
    conn.run(sql!("delete from people_name where name_id = $1"), args![name]).await
}

pub async fn update_manager(conn: &mut Conn, tenure: TenureId, manager: PersonId) -> Result<u64> {
    conn.run(sql!("update people_tenure set manager_id = $2 where tenure_id = $1"), args![tenure, manager])
        .await
}

/// No row changes when the number is somebody else's, or was.
pub async fn take_number(conn: &mut Conn, entity: EntityId, number: &str, person: PersonId) -> Result<u64> {
    conn.run(
        sql!(
            "insert into people_number (entity_id, number, person_id)
             values ($1, $2, $3)
             on conflict (entity_id, number) do update
             set person_id = excluded.person_id
             where people_number.person_id = excluded.person_id"
        ),
        args![entity, number, person],
    )
    .await
}

pub async fn insert_contact(
    conn: &mut Conn,
    contact: ContactId,
    person: PersonId,
    (kind, address): (ContactKind, &str),
    source: &str,
    (confirmed_at, at): (Option<Time>, Time),
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into people_contact
                 (contact_id, person_id, kind, address, source, confirmed_at, failed_at, created_at)
             values ($1, $2, $3, $4, $5, $6, null, $7)
             on conflict (person_id, address) do nothing"
        ),
        args![contact, person, kind, address, source, confirmed_at, at],
    )
    .await
}

pub async fn contact_at(conn: &mut Conn, person: PersonId, address: &str) -> Result<Option<ContactId>> {
    conn.maybe(
        sql!("select contact_id from people_contact where person_id = $1 and address = $2"),
        args![person, address],
    )
    .await
}

pub async fn confirm_contact(conn: &mut Conn, contact: ContactId, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update people_contact
             set confirmed_at = coalesce(confirmed_at, $2), failed_at = null
             where contact_id = $1"
        ),
        args![contact, at],
    )
    .await
}

pub async fn fail_contact(conn: &mut Conn, contact: ContactId, at: Time) -> Result<u64> {
    conn.run(
        sql!("update people_contact set failed_at = $2 where contact_id = $1 and failed_at is null"),
        args![contact, at],
    )
    .await
}

pub async fn delete_contact(conn: &mut Conn, contact: ContactId) -> Result<u64> {
    conn.run(sql!("delete from people_contact where contact_id = $1"), args![contact]).await
}

/// Death is not undone by somebody who wanted no letters, and neither by somebody who leaves.
pub async fn insert_silence(conn: &mut Conn, person: PersonId, silence: &Silence) -> Result<u64> {
    conn.run(
        sql!(
            "insert into people_silence (person_id, kind, since_at, by_id)
             values ($1, $2, $3, $4)
             on conflict (person_id) do update
             set kind = excluded.kind, since_at = excluded.since_at, by_id = excluded.by_id
             where excluded.kind <> people_silence.kind and people_silence.kind <> $5 and excluded.kind <> $6"
        ),
        args![
            person,
            silence.kind,
            silence.since_at,
            silence.by_id,
            SilenceKind::Deceased,
            SilenceKind::Exit
        ],
    )
    .await
}

pub async fn delete_silence(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from people_silence where person_id = $1"), args![person]).await
}

/// What was deleted stays so, whatever is remembered beside it.
pub async fn insert_tombstone(conn: &mut Conn, hash: &[u8], kind: TombstoneKind, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_tombstone (hash, kind, at)
             values ($1, $2, $3)
             on conflict (hash) do update
             set kind = excluded.kind, at = excluded.at
             where people_tombstone.kind <> $4"
        ),
        args![hash, kind, at, TombstoneKind::Deleted],
    )
    .await?;
    Ok(())
}

pub async fn delete_tombstone(conn: &mut Conn, hash: &[u8], kind: TombstoneKind) -> Result<u64> {
    conn.run(sql!("delete from people_tombstone where hash = $1 and kind = $2"), args![hash, kind]).await
}
