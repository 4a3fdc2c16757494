use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use super::model::{Figure, Name};
use crate::people::PersonId;

pub async fn figures(conn: &mut Conn) -> Result<Vec<Figure>> {
    conn.all(sql!("select name, numerator, denominator, at from desk_figure"), args![]).await
}

/// Counts the whole alliance: for a job, never for a page.
pub async fn count_people(conn: &mut Conn) -> Result<i64> {
    conn.count(sql!("select count(*) from people_person"), args![]).await
}

pub async fn count_members(conn: &mut Conn) -> Result<i64> {
    conn.count(sql!("select count(*) from members_member where suspended_at is null"), args![]).await
}

pub async fn count_handed(conn: &mut Conn) -> Result<(i64, i64)> {
    conn.one(
        sql!(
            "select count(*) filter (where state = 'joined'), count(*)
             from invitations_invitation where handed_at is not null"
        ),
        args![],
    )
    .await
}

pub async fn set_figure(
    conn: &mut Conn,
    name: Name,
    numerator: i64,
    denominator: i64,
    at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into desk_figure (name, numerator, denominator, at) values ($1, $2, $3, $4)
             on conflict (name) do update
             set numerator = excluded.numerator, denominator = excluded.denominator, at = excluded.at"
        ),
        args![name, numerator, denominator, at],
    )
    .await?;
    Ok(())
}

/// Milliseconds from formalities to joined, of the last who joined between two moments. Whoever joined without
/// a departure has none; so of four times as many the last are taken, and no table is read whole.
pub async fn times_to_joined(conn: &mut Conn, from: Time, to: Time, limit: u32) -> Result<Vec<i64>> {
    conn.all(
        sql!(
            "select m.joined_at - d.completed_at
             from (
                 select person_id, joined_at
                 from members_member
                 where joined_at >= $1 and joined_at < $2
                 order by joined_at desc
                 limit $4
             ) m
             join invitations_invitation i on i.person_id = m.person_id and coalesce(i.state, '') = 'joined'
             join departures_departure d on d.departure_id = i.departure_id and not d.is_past
             where m.joined_at >= d.completed_at
             order by m.joined_at desc
             limit $3"
        ),
        args![from, to, limit, 4 * limit],
    )
    .await
}

/// Greetings that wait for their signer.
pub async fn count_unsigned(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from welcome_greeting where state = 'asked' limit 1000) g"),
        args![],
    )
    .await
}

/// Somebody on the page of a month.
pub struct Line {
    pub person_id: PersonId,
    pub name: String,
    pub department: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}

row!(Line { person_id, name, department, started_on, ended_on });

pub async fn left_between(conn: &mut Conn, from: Time, to: Time) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "select p.person_id, p.name, t.department, t.started_on, coalesce(d.last_day, t.ended_on)
             from departures_departure d
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             where d.completed_at >= $1 and d.completed_at < $2 and d.state = 'complete'
             order by d.completed_at
             limit 200"
        ),
        args![from, to],
    )
    .await
}

pub async fn joined_between(conn: &mut Conn, from: Time, to: Time) -> Result<Vec<(PersonId, String, Time)>> {
    conn.all(
        sql!(
            "select p.person_id, p.name, m.joined_at
             from members_member m
             join people_person p on p.person_id = m.person_id
             where m.joined_at >= $1 and m.joined_at < $2
             order by m.joined_at
             limit 200"
        ),
        args![from, to],
    )
    .await
}

/// Who wrote the most wishes: people to thank.
pub async fn wrote_most(conn: &mut Conn, from: Time, to: Time) -> Result<Vec<(PersonId, String, i64)>> {
    conn.all(
        sql!(
            "select p.person_id, p.name, count(*)
             from welcome_wish w
             join people_person p on p.person_id = w.from_id
             where w.written_at >= $1 and w.written_at < $2 and w.state = 'written'
             group by p.person_id, p.name
             order by count(*) desc, p.name
             limit 3"
        ),
        args![from, to],
    )
    .await
}
