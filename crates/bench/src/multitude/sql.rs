use homeport::careers::{self, LearntId, LearntKind, PositionId, Source};
use homeport::members::Purpose;
use homeport::organisations::{self, OrganisationId};
use homeport::people::{ContactKind, EntityId, PersonId, PersonKind, TenureId, folded, sort_key};
use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::partial::Partial;
use keel::{args, sql};

pub async fn members(conn: &mut Conn) -> Result<i64> {
    conn.one(sql!("select coalesce(max(ordinal), 0) from members_member"), args![]).await
}

pub async fn people(conn: &mut Conn) -> Result<i64> {
    conn.count(sql!("select count(*) from people_person"), args![]).await
}

pub async fn insert_entity(
    conn: &mut Conn,
    entity: EntityId,
    name: &str,
    name_en: &str,
    position: usize,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_entity (entity_id, name, name_en, telephone, position, created_at)
             values ($1, $2, $3, null, $4, $5)"
        ),
        args![entity, name, name_en, position, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_person(
    conn: &mut Conn,
    person: PersonId,
    name: &str,
    place: Option<&str>,
    at: Time,
) -> Result<()> {
    let town = place.and_then(keel::places::town).map(|town| town.name);
    conn.run(
        sql!(
            "insert into people_person
                 (person_id, name, folded, sort_key, language, place, photo_id, source, created_at, changed_at,
                  town)
             values ($1, $2, $3, $4, null, $5, null, 'file', $6, $6, $7)"
        ),
        args![person, name, folded(name), sort_key(name), place, at, town],
    )
    .await?;
    Ok(())
}

pub async fn insert_word(conn: &mut Conn, person: PersonId, word: &str, is_number: bool) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_word (word, person_id, is_number)
             values ($1, $2, $3)
             on conflict do nothing"
        ),
        args![word, person, is_number],
    )
    .await?;
    Ok(())
}

pub async fn insert_number(conn: &mut Conn, entity: EntityId, number: &str, person: PersonId) -> Result<()> {
    conn.run(
        sql!("insert into people_number (entity_id, number, person_id) values ($1, $2, $3)"),
        args![entity, number, person],
    )
    .await?;
    Ok(())
}

pub struct Tenure {
    pub id: TenureId,
    pub person: PersonId,
    pub entity: EntityId,
    pub number: Option<String>,
    pub kind: PersonKind,
    pub department: &'static str,
    pub title: &'static str,
    pub from: Day,
    pub to: Option<Day>,
}

pub async fn insert_tenure(conn: &mut Conn, tenure: &Tenure, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_tenure
                 (tenure_id, person_id, entity_id, number, kind, department, title, manager_id,
                  started_on, ended_on, source, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, null, $8, $9, 'file', $10)"
        ),
        args![
            tenure.id,
            tenure.person,
            tenure.entity,
            tenure.number.clone(),
            tenure.kind,
            tenure.department,
            tenure.title,
            tenure.from,
            tenure.to,
            at
        ],
    )
    .await?;
    Ok(())
}

pub async fn insert_contact(
    conn: &mut Conn,
    contact: Id,
    person: PersonId,
    address: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_contact
                 (contact_id, person_id, kind, address, source, confirmed_at, failed_at, created_at)
             values ($1, $2, $3, $4, 'file', null, null, $5)"
        ),
        args![contact, person, ContactKind::Mail, address, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_member(conn: &mut Conn, person: PersonId, ordinal: i64, at: Time) -> Result<()> {
    conn.run(
        sql!(
            "insert into members_member (person_id, ordinal, joined_at, joined_by)
             values ($1, $2, $3, 'invitation')"
        ),
        args![person, ordinal, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_consent(
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    version: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into members_consent (person_id, purpose, is_given, version, at)
             values ($1, $2, $3, $4, $5)"
        ),
        args![person, purpose, true, version, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_organisation(
    conn: &mut Conn,
    organisation: OrganisationId,
    alias: Id,
    name: &str,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into organisations_organisation
                 (organisation_id, name, sort_key, place, is_open, created_at, changed_at)
             values ($1, $2, $3, null, $4, $5, $5)"
        ),
        args![organisation, name, sort_key(name), true, at],
    )
    .await?;
    conn.run(
        sql!(
            "insert into organisations_name (name_id, organisation_id, name, folded, created_at)
             values ($1, $2, $3, $4, $5)
             on conflict do nothing"
        ),
        args![alias, organisation, name, organisations::folded(name), at],
    )
    .await?;
    Ok(())
}

pub async fn insert_position(
    conn: &mut Conn,
    position: PositionId,
    person: PersonId,
    (organisation, title, started): (OrganisationId, &str, Option<Partial>),
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into careers_position
                 (position_id, person_id, organisation_id, title, is_founder, started, source, recorded_at,
                  confirmed_at)
             values ($1, $2, $3, $4, $5, $6, 'file', $7, $7)"
        ),
        args![position, person, organisation, title, false, started, at],
    )
    .await?;
    Ok(())
}

pub async fn insert_learnt(
    conn: &mut Conn,
    (learnt, person): (LearntId, PersonId),
    kind: LearntKind,
    name: &str,
    source: Source,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into careers_learnt (learnt_id, person_id, kind, name, folded, source, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![learnt, person, kind, name, careers::folded(name), source, at],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
pub async fn words(conn: &mut Conn) -> Result<i64> {
    conn.count(sql!("select count(*) from people_word"), args![]).await
}
