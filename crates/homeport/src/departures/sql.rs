use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::{Deed, Row};
use super::{DecidedBy, Departure, DepartureId, Leaving, Standing, State, Step};
use crate::people::{PersonId, TenureId};

pub mod many;

pub async fn departure(conn: &mut Conn, departure: DepartureId) -> Result<Departure> {
    conn.one(
        sql!(
            "select departure_id, person_id, tenure_id, state, last_day, recorded_at, completed_at,
                    withdrawn_at, verdict, verdict_ground, verdict_role, verdict_at, appealed_at, is_past
             from departures_departure
             where departure_id = $1"
        ),
        args![departure],
    )
    .await
}

pub async fn of_tenure(conn: &mut Conn, tenure: TenureId) -> Result<Option<Departure>> {
    conn.maybe(
        sql!(
            "select departure_id, person_id, tenure_id, state, last_day, recorded_at, completed_at,
                    withdrawn_at, verdict, verdict_ground, verdict_role, verdict_at, appealed_at, is_past
             from departures_departure
             where tenure_id = $1 and state <> 'withdrawn'"
        ),
        args![tenure],
    )
    .await
}

pub async fn standing(conn: &mut Conn, person: PersonId) -> Result<Option<Standing>> {
    conn.maybe(
        sql!(
            "select d.departure_id, d.state, d.verdict, d.verdict_ground, d.verdict_role, d.verdict_at,
                    d.appealed_at, t.number
             from departures_departure d
             join people_tenure t on t.tenure_id = d.tenure_id
             where d.person_id = $1 and d.state <> $2
             order by d.departure_id desc
             limit 1"
        ),
        args![person, State::Withdrawn],
    )
    .await
}

pub async fn leaving(conn: &mut Conn, departure: DepartureId) -> Result<Leaving> {
    conn.one(
        sql!(
            "select kind, reason, is_regretted, would_rehire, non_compete_until, note
             from departures_leaving
             where departure_id = $1"
        ),
        args![departure],
    )
    .await
}

pub async fn decided_by(conn: &mut Conn, departure: DepartureId) -> Result<Option<DecidedBy>> {
    conn.maybe(
        sql!(
            "select p.name, l.decided_note
             from departures_leaving l
             left join people_person p on p.person_id = l.decided_by
             where l.departure_id = $1 and (l.decided_by is not null or l.decided_note is not null)"
        ),
        args![departure],
    )
    .await
}

pub async fn steps(conn: &mut Conn, departure: DepartureId) -> Result<Vec<Step>> {
    conn.all(
        sql!(
            "select s.step_id, s.title, s.done_at, p.name
             from departures_step s
             left join people_person p on p.person_id = s.done_by
             where s.departure_id = $1
             order by s.position, s.step_id"
        ),
        args![departure],
    )
    .await
}

/// A page of departures, the latest recorded first. `list` is a word of [`super::model::List`]; every
/// branch reads its own index and stops after a page.
pub async fn page(
    conn: &mut Conn,
    list: &str,
    before: DepartureId,
    (from, to): (&str, &str),
) -> Result<Vec<Row>> {
    conn.all(
        sql!(
            "with page as (
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'all' and departure_id < $2 order by departure_id desc limit 51
                 ) a union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'upcoming' and state in ('intended', 'agreed') and departure_id < $2
                     order by departure_id desc limit 51
                 ) c union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'complete' and state = 'complete' and departure_id < $2 order by departure_id desc limit 51
                 ) d union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'withdrawn' and state = 'withdrawn' and departure_id < $2 order by departure_id desc limit 51
                 ) e union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'held' and verdict = 'held' and state <> 'withdrawn' and departure_id < $2 order by departure_id desc limit 51
                 ) f union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'held' and verdict = 'not_invited' and state <> 'withdrawn'
                         and appealed_at >= verdict_at and departure_id < $2
                     order by departure_id desc limit 51
                 ) g union all
                 select departure_id from (
                     select departure_id from departures_departure
                     where $1 = 'found' and departure_id < $2
                         and person_id in (select person_id from people_word where word >= $3 and word < $4 limit 500)
                     order by departure_id desc limit 51
                 ) h
             )
             select d.departure_id, d.person_id, p.name, t.number, t.department, t.started_on, d.state,
                    d.last_day, d.completed_at, d.verdict, d.verdict_at, d.appealed_at, d.is_past, i.send_at,
                    i.handed_at, i.opened_at, m.joined_at
             from page
             join departures_departure d on d.departure_id = page.departure_id
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             left join invitations_invitation i on i.departure_id = d.departure_id
             left join members_member m on m.person_id = d.person_id
             order by d.departure_id desc
             limit 51"
        ),
        args![list, before, from, to],
    )
    .await
}

pub async fn row(conn: &mut Conn, departure: DepartureId) -> Result<Row> {
    conn.one(
        sql!(
            "select d.departure_id, d.person_id, p.name, t.number, t.department, t.started_on, d.state,
                    d.last_day, d.completed_at, d.verdict, d.verdict_at, d.appealed_at, d.is_past, i.send_at,
                    i.handed_at, i.opened_at, m.joined_at
             from departures_departure d
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             left join invitations_invitation i on i.departure_id = d.departure_id
             left join members_member m on m.person_id = d.person_id
             where d.departure_id = $1"
        ),
        args![departure],
    )
    .await
}

/// Who leaves next, so many of them.
pub async fn count_upcoming(conn: &mut Conn) -> Result<i64> {
    let upcoming = sql!(
        "select count(*)
         from (select 1 from departures_departure where state in ('intended', 'agreed') limit 1000) u"
    );
    conn.count(upcoming, args![]).await
}

/// Whom a decision is waited for.
pub async fn count_held(conn: &mut Conn) -> Result<i64> {
    let held = sql!(
        "select count(*)
         from (
             select 1
             from departures_departure
             where state <> 'withdrawn'
                 and (verdict = 'held' or (verdict = 'not_invited' and appealed_at >= verdict_at))
             limit 1000
         ) h"
    );
    conn.count(held, args![]).await
}

/// What was done about a departure and its invitation, the latest first.
pub async fn deeds(conn: &mut Conn, departure: DepartureId) -> Result<Vec<Deed>> {
    conn.all(
        sql!(
            "select j.at, j.act, coalesce(p.name, k.name)
             from journal_entry j
             left join people_person p on p.person_id = j.actor_id
             left join tokens_token k on k.token_id = j.actor_id
             where j.about_id in (
                 select departure_id from departures_departure where departure_id = $1
                 union all
                 select invitation_id from invitations_invitation where departure_id = $1
                 union all
                 select person_id from departures_departure where departure_id = $1
             ) and (
                 (j.act >= 'departures.' and j.act < 'departures/')
                 or (j.act >= 'invitations.' and j.act < 'invitations/')
                 or j.act in ('members.joined', 'people.silenced', 'people.silence_lifted')
             )
             order by j.entry_id desc
             limit 50"
        ),
        args![departure],
    )
    .await
}

/// What the desk shows: the last completed, then who leaves next. The state is wrapped so that the last are
/// walked along their time, not all complete ones sorted.
pub async fn recent(conn: &mut Conn) -> Result<Vec<Row>> {
    conn.all(
        sql!(
            "with page as (
                 select departure_id, place, moment from (
                     select departure_id, 0 as place, completed_at as moment from departures_departure
                     where completed_at is not null and coalesce(state, '') = 'complete'
                     order by completed_at desc limit 4
                 ) a union all
                 select departure_id, place, moment from (
                     select departure_id, 1 as place, recorded_at as moment from departures_departure
                     where state = 'agreed'
                     order by last_day, departure_id limit 3
                 ) b
             )
             select d.departure_id, d.person_id, p.name, t.number, t.department, t.started_on, d.state,
                    d.last_day, d.completed_at, d.verdict, d.verdict_at, d.appealed_at, d.is_past, i.send_at,
                    i.handed_at, i.opened_at, m.joined_at
             from page
             join departures_departure d on d.departure_id = page.departure_id
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             left join invitations_invitation i on i.departure_id = d.departure_id
             left join members_member m on m.person_id = d.person_id
             order by page.place, page.moment desc"
        ),
        args![],
    )
    .await
}
