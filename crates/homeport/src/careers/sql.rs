use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::partial::Partial;
use keel::{args, sql};

use super::model::{Placed, RevisionId, There};
use super::{Change, Position, PositionId, Source};
use crate::organisations::OrganisationId;
use crate::people::directory::Eye;
use crate::people::{PersonId, choices, is_listed, width};

/// The audience of a career, `fj`; joined after `choices!`.
macro_rules! shown_by {
    () => {
        "left join members_field fj on fj.person_id = p.person_id and fj.field = 'career' "
    };
}

/// Whether the viewer, $1, who belongs to an audience of width $2, may see the positions of `p`.
macro_rules! position_shown {
    () => {
        concat!(
            "($2 = 1 or p.person_id = $1 or (",
            width!("coalesce(fj.audience, 'officers')"),
            " >= $2 and ",
            is_listed!("$2"),
            "))"
        )
    };
}

/// Whether a position goes on at a day: begun by then and not over, dates known to the year, the month or the day.
macro_rules! is_now {
    ($position:literal, $day:literal) => {
        concat!(
            "((",
            $position,
            ".started is null or ",
            $position,
            ".started <= substr(cast(",
            $day,
            " as text), 1, length(",
            $position,
            ".started))) and (",
            $position,
            ".ended is null or ",
            $position,
            ".ended >= substr(cast(",
            $day,
            " as text), 1, length(",
            $position,
            ".ended))))"
        )
    };
}

pub(crate) use {is_now, position_shown, shown_by};

macro_rules! position {
    () => {
        "select k.position_id, k.person_id, k.organisation_id, g.name, k.title, k.place, k.is_founder, k.started,
                k.ended, k.what, k.source, k.confirmed_at, k.confirmed_by, k.removed_at
         from careers_position k
         join organisations_organisation g on g.organisation_id = k.organisation_id "
    };
}

pub async fn positions(conn: &mut Conn, person: PersonId) -> Result<Vec<Position>> {
    conn.all(
        sql!(position!(), "where k.person_id = $1 and k.removed_at is null order by k.position_id desc"),
        args![person],
    )
    .await
}

/// What was taken out and can be taken back.
pub async fn removed(conn: &mut Conn, person: PersonId) -> Result<Vec<Position>> {
    conn.all(
        sql!(
            position!(),
            "where k.person_id = $1 and k.removed_at is not null
             order by k.removed_at desc, k.position_id desc
             limit 100"
        ),
        args![person],
    )
    .await
}

pub async fn position(conn: &mut Conn, person: PersonId, position: PositionId) -> Result<Position> {
    conn.one(sql!(position!(), "where k.position_id = $2 and k.person_id = $1"), args![person, position])
        .await
}

pub async fn changes(conn: &mut Conn, person: PersonId) -> Result<Vec<Change>> {
    conn.all(
        sql!(
            "select g.name, r.title, r.place, r.is_founder, r.started, r.ended, r.what, r.source, r.replaced_at,
                    r.replaced_by
             from careers_revision r
             join organisations_organisation g on g.organisation_id = r.organisation_id
             where r.person_id = $1
             order by r.revision_id desc
             limit 100"
        ),
        args![person],
    )
    .await
}

macro_rules! placed {
    ($when:expr) => {
        concat!(
            "select k.position_id, p.person_id, p.name, k.title, k.started, k.ended
             from careers_position k
             join people_person p on p.person_id = k.person_id
             ",
            choices!(),
            shown_by!(),
            "where k.organisation_id = $3 and k.position_id < $4 and k.removed_at is null
               and coalesce(s.kind, '') not in ('exit', 'deceased') and ",
            $when,
            " and ",
            position_shown!(),
            "
             order by k.position_id desc
             limit $6"
        )
    };
}

pub async fn at_organisation(
    conn: &mut Conn,
    eye: &Eye,
    organisation: OrganisationId,
    at: &There,
    limit: usize,
) -> Result<Vec<Placed>> {
    let sql = if at.is_now {
        sql!(placed!(is_now!("k", "$5")))
    } else {
        sql!(placed!(concat!("not ", is_now!("k", "$5"))))
    };
    conn.all(sql, args![eye.me(), eye.audience().width(), organisation, at.before, at.today, limit]).await
}

/// What a position says, and who says so.
pub struct Said<'a> {
    pub organisation: OrganisationId,
    pub title: Option<&'a str>,
    pub place: Option<&'a str>,
    pub is_founder: bool,
    pub started: Option<Partial>,
    pub ended: Option<Partial>,
    pub what: Option<&'a str>,
    pub source: Source,
    pub at: Time,
    pub by: Option<PersonId>,
}

pub async fn insert(conn: &mut Conn, id: PositionId, person: PersonId, said: &Said<'_>) -> Result<()> {
    conn.run(
        sql!(
            "insert into careers_position
                 (position_id, person_id, organisation_id, title, place, is_founder, started, ended, what, source,
                  recorded_at, confirmed_at, confirmed_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)"
        ),
        args![
            id,
            person,
            said.organisation,
            said.title,
            said.place,
            said.is_founder,
            said.started,
            said.ended,
            said.what,
            said.source,
            said.at,
            said.by
        ],
    )
    .await?;
    Ok(())
}

pub async fn update(conn: &mut Conn, id: PositionId, said: &Said<'_>) -> Result<u64> {
    conn.run(
        sql!(
            "update careers_position
             set organisation_id = $2, title = $3, place = $4, is_founder = $5, started = $6, ended = $7,
                 what = $8, source = $9, confirmed_at = $10, confirmed_by = $11
             where position_id = $1"
        ),
        args![
            id,
            said.organisation,
            said.title,
            said.place,
            said.is_founder,
            said.started,
            said.ended,
            said.what,
            said.source,
            said.at,
            said.by
        ],
    )
    .await
}

/// Keeps what a position says now, before it is changed.
pub async fn keep(
    conn: &mut Conn,
    revision: RevisionId,
    position: PositionId,
    at: Time,
    by: Option<PersonId>,
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into careers_revision
                 (revision_id, position_id, person_id, organisation_id, title, place, is_founder, started, ended,
                  what, source, replaced_at, replaced_by)
             select $1, position_id, person_id, organisation_id, title, place, is_founder, started, ended, what,
                    source, $3, $4
             from careers_position
             where position_id = $2"
        ),
        args![revision, position, at, by],
    )
    .await
}

/// Two who change the same position at the same moment write one after the other.
pub async fn hold(conn: &mut Conn, person: PersonId, position: PositionId) -> Result<u64> {
    conn.run(
        sql!("update careers_position set source = source where position_id = $2 and person_id = $1"),
        args![person, position],
    )
    .await
}

pub async fn is_corrected(conn: &mut Conn, position: PositionId) -> Result<bool> {
    let found: Option<RevisionId> = conn
        .maybe(
            sql!("select revision_id from careers_revision where position_id = $1 limit 1"),
            args![position],
        )
        .await?;
    Ok(found.is_some())
}

pub async fn confirm(conn: &mut Conn, position: PositionId, at: Time, by: Option<PersonId>) -> Result<u64> {
    conn.run(
        sql!("update careers_position set confirmed_at = $2, confirmed_by = $3 where position_id = $1"),
        args![position, at, by],
    )
    .await
}

/// All of somebody's, at once.
pub async fn confirm_all(conn: &mut Conn, person: PersonId, at: Time, by: Option<PersonId>) -> Result<u64> {
    conn.run(
        sql!(
            "update careers_position
             set confirmed_at = $2, confirmed_by = $3
             where person_id = $1 and removed_at is null"
        ),
        args![person, at, by],
    )
    .await
}

/// `None` takes it back.
pub async fn set_removed(
    conn: &mut Conn,
    position: PositionId,
    at: Option<Time>,
    by: Option<PersonId>,
) -> Result<u64> {
    conn.run(
        sql!("update careers_position set removed_at = $2, removed_by = $3 where position_id = $1"),
        args![position, at, by],
    )
    .await
}

/// Removed before a moment, some of them.
pub async fn removed_before(conn: &mut Conn, at: Time, limit: i64) -> Result<Vec<(PositionId, PersonId)>> {
    conn.all(
        sql!(
            "select position_id, person_id
             from careers_position
             where removed_at is not null and removed_at < $1
             order by removed_at
             limit $2"
        ),
        args![at, limit],
    )
    .await
}

/// Where somebody is or was, in any version.
pub async fn organisations_of(conn: &mut Conn, person: PersonId) -> Result<Vec<OrganisationId>> {
    conn.all(
        sql!(
            "select organisation_id from careers_position where person_id = $1
             union
             select organisation_id from careers_revision where person_id = $1"
        ),
        args![person],
    )
    .await
}

/// Everybody who is or was there, as far as that was not taken out.
pub async fn people_at(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<PersonId>> {
    conn.all(
        sql!(
            "select distinct person_id
             from careers_position
             where organisation_id = $1 and removed_at is null
             order by person_id"
        ),
        args![organisation],
    )
    .await
}

pub async fn organisations_at(conn: &mut Conn, position: PositionId) -> Result<Vec<OrganisationId>> {
    conn.all(
        sql!(
            "select organisation_id from careers_position where position_id = $1
             union
             select organisation_id from careers_revision where position_id = $1"
        ),
        args![position],
    )
    .await
}

pub async fn delete(conn: &mut Conn, position: PositionId) -> Result<u64> {
    conn.run(sql!("delete from careers_position where position_id = $1"), args![position]).await
}

pub async fn delete_of(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from careers_position where person_id = $1"), args![person]).await
}

pub async fn move_positions(conn: &mut Conn, from: OrganisationId, to: OrganisationId) -> Result<()> {
    conn.run(
        sql!("update careers_position set organisation_id = $2 where organisation_id = $1"),
        args![from, to],
    )
    .await?;
    conn.run(
        sql!("update careers_revision set organisation_id = $2 where organisation_id = $1"),
        args![from, to],
    )
    .await?;
    Ok(())
}

pub mod learnt;
pub mod news;
