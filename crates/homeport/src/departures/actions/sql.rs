use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use crate::access::Role;
use crate::departures::{Departure, DepartureId, Ground, Kind, Leaving, State, StepId, Verdict};
use crate::people::PersonId;

pub async fn insert(conn: &mut Conn, departure: &Departure, by: Option<PersonId>) -> Result<()> {
    conn.run(
        sql!(
            "insert into departures_departure
                 (departure_id, person_id, tenure_id, state, last_day, recorded_at, recorded_by,
                  verdict, verdict_ground, verdict_at, completed_at, is_past)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $10, $11)"
        ),
        args![
            departure.departure_id,
            departure.person_id,
            departure.tenure_id,
            departure.state,
            departure.last_day,
            departure.recorded_at,
            by,
            departure.verdict,
            departure.ground,
            departure.completed_at,
            departure.is_past
        ],
    )
    .await?;
    Ok(())
}

pub async fn delete(conn: &mut Conn, departure: DepartureId) -> Result<u64> {
    conn.run(sql!("delete from departures_departure where departure_id = $1"), args![departure]).await
}

pub async fn update_reason(conn: &mut Conn, departure: DepartureId, reason: &str) -> Result<u64> {
    conn.run(
        sql!("update departures_leaving set reason = $2 where departure_id = $1 and reason is null"),
        args![departure, reason],
    )
    .await
}

pub async fn insert_leaving(conn: &mut Conn, departure: DepartureId, kind: Kind) -> Result<()> {
    conn.run(
        sql!("insert into departures_leaving (departure_id, kind) values ($1, $2)"),
        args![departure, kind],
    )
    .await?;
    Ok(())
}

/// To a state before the end, or to the end itself (`completed_at`).
pub async fn update_state(
    conn: &mut Conn,
    departure: DepartureId,
    (state, last_day): (State, Option<Day>),
    completed: Option<(Time, Option<PersonId>)>,
) -> Result<u64> {
    let (at, by) = completed.map_or((None, None), |(at, by)| (Some(at), by));
    conn.run(
        sql!(
            "update departures_departure
             set state = $2, last_day = $3, completed_at = $4, completed_by = $5
             where departure_id = $1 and state <> 'withdrawn'"
        ),
        args![departure, state, last_day, at, by],
    )
    .await
}

pub async fn withdraw(conn: &mut Conn, departure: DepartureId, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update departures_departure
             set state = 'withdrawn', withdrawn_at = $2
             where departure_id = $1 and state <> 'withdrawn'"
        ),
        args![departure, at],
    )
    .await
}

pub async fn update_verdict(
    conn: &mut Conn,
    departure: DepartureId,
    (verdict, ground): (Verdict, Ground),
    role: Option<Role>,
    at: Time,
) -> Result<u64> {
    conn.run(
        sql!(
            "update departures_departure
             set verdict = $2, verdict_ground = $3, verdict_role = $4, verdict_at = $5
             where departure_id = $1"
        ),
        args![departure, verdict, ground, role, at],
    )
    .await
}

/// Of every departure long ago of one person.
pub async fn update_released(conn: &mut Conn, person: PersonId, at: Time) -> Result<u64> {
    conn.run(
        sql!(
            "update departures_departure
             set released_at = $2
             where person_id = $1 and is_past = true and verdict = 'invite' and released_at is null"
        ),
        args![person, at],
    )
    .await
}

pub async fn update_appealed(conn: &mut Conn, departure: DepartureId, at: Time) -> Result<u64> {
    conn.run(
        sql!("update departures_departure set appealed_at = $2 where departure_id = $1"),
        args![departure, at],
    )
    .await
}

pub async fn update_leaving(conn: &mut Conn, departure: DepartureId, leaving: &Leaving) -> Result<u64> {
    conn.run(
        sql!(
            "update departures_leaving
             set kind = $2, reason = $3, is_regretted = $4, would_rehire = $5, non_compete_until = $6, note = $7
             where departure_id = $1"
        ),
        args![
            departure,
            leaving.kind,
            leaving.reason.clone(),
            leaving.is_regretted,
            leaving.would_rehire,
            leaving.non_compete_until,
            leaving.note.clone()
        ],
    )
    .await
}

pub async fn update_decided(
    conn: &mut Conn,
    departure: DepartureId,
    by: Option<PersonId>,
    note: Option<&str>,
) -> Result<u64> {
    conn.run(
        sql!("update departures_leaving set decided_by = $2, decided_note = $3 where departure_id = $1"),
        args![departure, by, note],
    )
    .await
}

pub async fn insert_step(conn: &mut Conn, step: StepId, departure: DepartureId, title: &str) -> Result<()> {
    conn.run(
        sql!(
            "insert into departures_step (step_id, departure_id, title, position)
             values ($1, $2, $3, (
                 select coalesce(max(position), 0) + 1
                 from departures_step
                 where departure_id = $2
             ))"
        ),
        args![step, departure, title],
    )
    .await?;
    Ok(())
}

pub async fn step_of(conn: &mut Conn, step: StepId) -> Result<DepartureId> {
    conn.one(sql!("select departure_id from departures_step where step_id = $1"), args![step]).await
}

/// No row changes when it is so already.
pub async fn update_step(
    conn: &mut Conn,
    step: StepId,
    done: Option<(Time, Option<PersonId>)>,
) -> Result<u64> {
    let (at, by) = done.map_or((None, None), |(at, by)| (Some(at), by));
    conn.run(
        sql!(
            "update departures_step
             set done_at = $2, done_by = $3
             where step_id = $1 and (done_at is null) <> (cast($2 as bigint) is null)"
        ),
        args![step, at, by],
    )
    .await
}

pub async fn delete_step(conn: &mut Conn, step: StepId) -> Result<u64> {
    conn.run(sql!("delete from departures_step where step_id = $1"), args![step]).await
}

pub async fn is_handed(conn: &mut Conn, departure: DepartureId) -> Result<bool> {
    let handed = sql!(
        "select count(*)
         from invitations_invitation
         where departure_id = $1 and handed_at is not null"
    );
    Ok(conn.count(handed, args![departure]).await? > 0)
}
