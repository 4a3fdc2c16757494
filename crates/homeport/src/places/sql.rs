use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::{args, sql};

use super::model::{Figure, Figures, Kind, MOST, There};
use crate::careers::{PositionId, is_now, position_shown, shown_by};
use crate::organisations::{Industry, OrganisationId};
use crate::people::directory::Eye;
use crate::people::{Audience, PersonId, choices, is_listed, width};

/// Rows of what lists are read from, up to a limit.
pub async fn count_listed(conn: &mut Conn, audience: Audience, limit: usize) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from people_listing where audience = $1 limit $2) y"),
        args![audience.width(), limit],
    )
    .await
}

pub async fn count_positions(conn: &mut Conn, limit: usize) -> Result<i64> {
    conn.count(sql!("select count(*) from (select 1 from careers_position limit $1) k"), args![limit]).await
}

/// Reads everybody whom an audience sees: on a page only where they are few.
pub async fn by_place(conn: &mut Conn, audience: Audience) -> Result<Vec<Figure>> {
    conn.all(
        sql!(
            "select place, count(distinct person_id)
             from people_listing
             where audience = $1 and place is not null
             group by place
             order by 2 desc, place
             limit $2"
        ),
        args![audience.width(), MOST],
    )
    .await
}

/// Whoever left twice counts in both years.
pub async fn by_year(conn: &mut Conn, audience: Audience, this_year: i16) -> Result<Vec<Figure>> {
    conn.all(
        sql!(
            "select cast(to_year as text), count(distinct person_id)
             from people_listing
             where audience = $1 and to_year <= $2
             group by to_year
             order by to_year desc
             limit $3"
        ),
        args![audience.width(), i64::from(this_year), MOST],
    )
    .await
}

/// Who is at an organisation on the day $3, as far as the audience $2 may see; $1 is nobody.
macro_rules! at_work {
    () => {
        concat!(
            "from careers_position k
             join organisations_organisation g on g.organisation_id = k.organisation_id
             join people_person p on p.person_id = k.person_id
             ",
            choices!(),
            shown_by!(),
            "where k.removed_at is null and ($2 = 1 or g.is_open) and ",
            is_now!("k", "$3"),
            " and coalesce(s.kind, '') not in ('exit', 'deceased') and ",
            position_shown!(),
        )
    };
}

const NOBODY: PersonId = PersonId(Id([0; 16]));

pub async fn by_organisation(conn: &mut Conn, audience: Audience, today: Day) -> Result<Vec<Figure>> {
    let all: Vec<(OrganisationId, i64)> = conn
        .all(
            sql!(
                "select k.organisation_id, count(distinct k.person_id) ",
                at_work!(),
                "
                 group by k.organisation_id
                 order by 2 desc, k.organisation_id
                 limit $4"
            ),
            args![NOBODY, audience.width(), today, MOST],
        )
        .await?;
    Ok(all.into_iter().map(|(id, count)| Figure { value: id.to_string(), count }).collect())
}

pub async fn by_industry(conn: &mut Conn, audience: Audience, today: Day) -> Result<Vec<Figure>> {
    conn.all(
        sql!(
            "select g.industry, count(distinct k.person_id) ",
            at_work!(),
            " and g.industry is not null
             group by g.industry
             order by 2 desc, g.industry
             limit $4"
        ),
        args![NOBODY, audience.width(), today, MOST],
    )
    .await
}

/// Who works in an industry, organisation after organisation.
pub async fn there(
    conn: &mut Conn,
    eye: &Eye,
    industry: Industry,
    today: Day,
    (organisation, position): (OrganisationId, PositionId),
    limit: usize,
) -> Result<Vec<There>> {
    conn.all(
        sql!(
            "select k.position_id, g.organisation_id, p.person_id, p.name, g.name, k.title ",
            at_work!(),
            " and g.industry = $4 and (k.organisation_id, k.position_id) > ($5, $6)
             order by k.organisation_id, k.position_id
             limit $7"
        ),
        args![eye.me(), eye.audience().width(), today, industry, organisation, position, limit],
    )
    .await
}

/// What organisations are called, as far as the viewer sees them.
pub async fn organisation(
    conn: &mut Conn,
    organisation: OrganisationId,
    eye: &Eye,
) -> Result<Option<String>> {
    conn.maybe(
        sql!(
            "select name
             from organisations_organisation
             where organisation_id = $1 and ($2 = 1 or is_open)"
        ),
        args![organisation, eye.audience().width()],
    )
    .await
}

pub async fn delete_figures(conn: &mut Conn, audience: Audience, kind: Kind) -> Result<u64> {
    conn.run(
        sql!("delete from places_figure where audience = $1 and kind = $2"),
        args![audience.width(), kind],
    )
    .await
}

pub async fn insert_figure(
    conn: &mut Conn,
    audience: Audience,
    kind: Kind,
    figure: &Figure,
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!(
            "insert into places_figure (audience, kind, value, count, at) values ($1, $2, $3, $4, $5)
             on conflict do nothing"
        ),
        args![audience.width(), kind, &figure.value, figure.count, at],
    )
    .await
}

pub async fn figures(conn: &mut Conn, audience: Audience, kind: Kind) -> Result<Figures> {
    let kept: Vec<(String, i64, Time)> = conn
        .all(
            sql!(
                "select value, count, at
                 from places_figure
                 where audience = $1 and kind = $2
                 order by count desc, value
                 limit 1000"
            ),
            args![audience.width(), kind],
        )
        .await?;
    let at = kept.first().map(|(_, _, at)| *at);
    let all = kept.into_iter().map(|(value, count, _)| Figure { value, count }).collect();
    Ok(Figures { all, at })
}
