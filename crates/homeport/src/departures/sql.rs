use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::{DecidedBy, Departure, DepartureId, Leaving, Standing, State, Step};
use crate::people::{PersonId, TenureId};

pub async fn departure(conn: &mut Conn, departure: DepartureId) -> Result<Departure> {
    conn.one(
        sql!(
            "select departure_id, person_id, tenure_id, state, last_day, recorded_at, completed_at,
                    withdrawn_at, verdict, verdict_ground, verdict_role, verdict_at, appealed_at
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
                    withdrawn_at, verdict, verdict_ground, verdict_role, verdict_at, appealed_at
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
