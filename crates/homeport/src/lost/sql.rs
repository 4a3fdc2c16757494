use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::{Colleague, HintId, Lost};
use crate::people::directory::Eye;
use crate::people::{PersonId, choices, is_listed, then, unreachable_by_any, width, worked_beside};

/// Those whom nothing reaches, whoever was lost last first. Each by the address that failed last.
pub async fn lost(conn: &mut Conn, before: (Time, PersonId), limit: usize) -> Result<Vec<Lost>> {
    conn.all(
        sql!(
            "select c.person_id, p.name, c.failed_at, ",
            is_listed!("2"),
            " from people_contact c
             join people_person p on p.person_id = c.person_id
             ",
            choices!(),
            "where c.failed_at is not null and (c.failed_at, c.person_id) < ($1, $2)
               and s.person_id is null
               and not exists (
                   select 1
                   from people_contact o
                   where o.person_id = c.person_id
                     and (o.failed_at is null or (o.failed_at, o.contact_id) > (c.failed_at, c.contact_id))
               )
             order by c.failed_at desc, c.person_id desc
             limit $3"
        ),
        args![before.0, before.1, limit],
    )
    .await
}

/// One of them; nothing if something reaches them, or nobody writes to them.
pub async fn one(conn: &mut Conn, person: PersonId) -> Result<Option<Lost>> {
    conn.maybe(
        sql!(
            "select p.person_id, p.name,
                    (select max(c.failed_at) from people_contact c where c.person_id = p.person_id), ",
            is_listed!("2"),
            " from people_person p
             ",
            choices!(),
            "where p.person_id = $1 and s.person_id is null and ",
            unreachable_by_any!("p.person_id")
        ),
        args![person],
    )
    .await
}

/// Of those who worked beside the viewer, $1, and are shown to an audience of width $2.
pub async fn beside(conn: &mut Conn, eye: &Eye, limit: usize) -> Result<Vec<String>> {
    let found: Vec<(String, String)> = conn
        .all(
            sql!(
                "select distinct p.sort_key, p.name
                 from ",
                worked_beside!(),
                choices!(),
                "where o.person_id = $1 and ",
                then!(),
                "and s.person_id is null and ",
                unreachable_by_any!("p.person_id"),
                "and ",
                is_listed!("$2"),
                " order by p.sort_key, p.name
                 limit $3"
            ),
            args![eye.me(), eye.audience().width(), limit],
        )
        .await?;
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

type Dates = (PersonId, Day, Option<Day>, Day, Option<Day>);

/// Members who worked beside somebody, allow to be asked, and were not asked about them yet.
pub async fn colleagues(conn: &mut Conn, person: PersonId) -> Result<Vec<Colleague>> {
    let found: Vec<Dates> = conn
        .all(
            sql!(
                "select p.person_id, o.started_on, o.ended_on, t.started_on, t.ended_on
                 from ",
                worked_beside!(),
                "join members_member m on m.person_id = p.person_id and m.suspended_at is null
                 where o.person_id = $1 and ",
                then!(),
                "and exists (
                     select 1
                     from members_consent c
                     where c.person_id = p.person_id and c.purpose = 'freshness' and c.is_given
                 )
                 and not exists (
                     select 1
                     from lost_hint h
                     where h.person_id = $1 and h.colleague_id = p.person_id
                 )
                 order by p.person_id
                 limit 500"
            ),
            args![person],
        )
        .await?;
    let colleague = |(person_id, from, to, other_from, other_to): Dates| Colleague {
        person_id,
        theirs: (from, to),
        ours: (other_from, other_to),
    };
    Ok(found.into_iter().map(colleague).collect())
}

pub async fn insert(
    conn: &mut Conn,
    hint: HintId,
    person: PersonId,
    colleague: PersonId,
    at: Time,
) -> Result<bool> {
    let inserted = conn
        .run(
            sql!(
                "insert into lost_hint (hint_id, person_id, colleague_id, asked_at)
                 values ($1, $2, $3, $4)
                 on conflict do nothing"
            ),
            args![hint, person, colleague, at],
        )
        .await?;
    Ok(inserted > 0)
}

/// How many were asked about somebody.
pub async fn count_asked(conn: &mut Conn, person: PersonId) -> Result<i64> {
    conn.count(sql!("select count(*) from lost_hint where person_id = $1"), args![person]).await
}
