use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::WaveId;
use super::model::{NewWave, Outcome, State, Turn, Wave};
use crate::departures::{DepartureId, Kind};
use crate::invitations::InvitationId;
use crate::people::PersonId;

/// Nothing when it is there already: a form was sent twice.
pub async fn insert(conn: &mut Conn, new: &NewWave, at: Time, by: Option<PersonId>) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into waves_wave
                     (wave_id, state, left_from, left_to, entity_id, department, person_kind, reach, pace, size,
                      hour, working_days, planned_mail, planned_sms, planned_both, planned_kit, in_period,
                      asked_at, asked_by)
                 values ($1, 'gathering', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0, 0, $12, $13)
                 on conflict do nothing"
            ),
            args![
                new.wave_id,
                new.sieve.from,
                new.sieve.to,
                new.sieve.entity,
                new.sieve.department.clone(),
                new.sieve.person,
                new.reachable,
                new.rhythm.pace,
                new.rhythm.size,
                new.rhythm.hour,
                new.rhythm.working_days,
                at,
                by
            ],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn insert_leaving(conn: &mut Conn, wave: WaveId, kind: Kind) -> Result<u64> {
    conn.run(sql!("insert into waves_leaving (wave_id, kind) values ($1, $2)"), args![wave, kind]).await
}

pub async fn leaving(conn: &mut Conn, wave: WaveId) -> Result<Option<Kind>> {
    conn.maybe(sql!("select kind from waves_leaving where wave_id = $1"), args![wave]).await
}

pub async fn wave(conn: &mut Conn, wave: WaveId) -> Result<Wave> {
    conn.one(
        sql!(
            "select wave_id, state, left_from, left_to, entity_id, department, person_kind, reach, pace, size,
                    hour, working_days, looked_on, looked_id, planned_mail, planned_sms, planned_both,
                    planned_kit, in_period, last_at, next_at, asked_at, asked_by, begun_at, ended_at
             from waves_wave
             where wave_id = $1"
        ),
        args![wave],
    )
    .await
}

/// The wave, held until the transaction ends, so that nobody pauses it or works on it meanwhile.
pub async fn hold(conn: &mut Conn, wave: WaveId) -> Result<Option<Wave>> {
    conn.maybe(
        sql!(
            "update waves_wave set in_period = in_period
             where wave_id = $1
             returning wave_id, state, left_from, left_to, entity_id, department, person_kind, reach, pace, size,
                    hour, working_days, looked_on, looked_id, planned_mail, planned_sms, planned_both,
                    planned_kit, in_period, last_at, next_at, asked_at, asked_by, begun_at, ended_at"
        ),
        args![wave],
    )
    .await
}

/// The latest first.
pub async fn waves(conn: &mut Conn, before: WaveId, limit: usize) -> Result<Vec<Wave>> {
    conn.all(
        sql!(
            "select wave_id, state, left_from, left_to, entity_id, department, person_kind, reach, pace, size,
                    hour, working_days, looked_on, looked_id, planned_mail, planned_sms, planned_both,
                    planned_kit, in_period, last_at, next_at, asked_at, asked_by, begun_at, ended_at
             from waves_wave
             where wave_id < $1
             order by wave_id desc
             limit $2"
        ),
        args![before, limit],
    )
    .await
}

/// From one state to another, if it is still the one.
pub async fn update_state(
    conn: &mut Conn,
    wave: WaveId,
    (from, to): (State, State),
    ended_at: Option<Time>,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update waves_wave set state = $3, ended_at = coalesce($4, ended_at)
                 where wave_id = $1 and state = $2"
            ),
            args![wave, from, to, ended_at],
        )
        .await?;
    Ok(changed > 0)
}

/// Everybody is gathered and somebody said yes: it runs from here on.
pub async fn begin(conn: &mut Conn, wave: WaveId, at: Time, next_at: Time) -> Result<u64> {
    conn.run(
        sql!("update waves_wave set state = 'running', begun_at = $2, next_at = $3 where wave_id = $1"),
        args![wave, at, next_at],
    )
    .await
}

/// How far gathering is.
pub async fn update_looked(
    conn: &mut Conn,
    wave: WaveId,
    (day, departure): (Day, DepartureId),
    [mail, sms, both, kit]: [i64; 4],
) -> Result<u64> {
    conn.run(
        sql!(
            "update waves_wave
             set looked_on = $2, looked_id = $3, planned_mail = planned_mail + $4,
                 planned_sms = planned_sms + $5, planned_both = planned_both + $6,
                 planned_kit = planned_kit + $7
             where wave_id = $1"
        ),
        args![wave, day, departure, mail, sms, both, kit],
    )
    .await
}

/// Nothing for whoever waits in another wave, or has a turn in this one.
pub async fn insert_turn(
    conn: &mut Conn,
    wave: WaveId,
    departure: DepartureId,
    person: PersonId,
    position: i64,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into waves_turn (wave_id, departure_id, person_id, position, tries)
                 values ($1, $2, $3, $4, 0)
                 on conflict do nothing"
            ),
            args![wave, departure, person, position],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn next_turn(conn: &mut Conn, wave: WaveId) -> Result<Option<Turn>> {
    conn.maybe(
        sql!(
            "select departure_id, person_id, tries
             from waves_turn
             where wave_id = $1 and outcome is null
             order by tries, position
             limit 1"
        ),
        args![wave],
    )
    .await
}

/// A turn ends once; false if it had ended.
pub async fn end_turn(
    conn: &mut Conn,
    (wave, departure): (WaveId, DepartureId),
    outcome: Outcome,
    invitation: Option<InvitationId>,
    at: Time,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update waves_turn set outcome = $3, invitation_id = $4, at = $5
                 where wave_id = $1 and departure_id = $2 and outcome is null"
            ),
            args![wave, departure, outcome, invitation, at],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn add_try(conn: &mut Conn, wave: WaveId, departure: DepartureId) -> Result<u64> {
    conn.run(
        sql!(
            "update waves_turn set tries = tries + 1
             where wave_id = $1 and departure_id = $2 and outcome is null"
        ),
        args![wave, departure],
    )
    .await
}

pub async fn count_outcome(conn: &mut Conn, wave: WaveId, outcome: Outcome) -> Result<u64> {
    conn.run(
        sql!(
            "insert into waves_tally (wave_id, outcome, count) values ($1, $2, 1)
             on conflict (wave_id, outcome) do update set count = waves_tally.count + 1"
        ),
        args![wave, outcome],
    )
    .await
}

/// One more went in the period that runs.
pub async fn note_sent(conn: &mut Conn, wave: WaveId, at: Time) -> Result<u64> {
    conn.run(
        sql!("update waves_wave set in_period = in_period + 1, last_at = $2 where wave_id = $1"),
        args![wave, at],
    )
    .await
}

pub async fn begin_period(conn: &mut Conn, wave: WaveId) -> Result<u64> {
    conn.run(sql!("update waves_wave set next_at = null, in_period = 0 where wave_id = $1"), args![wave])
        .await
}

pub async fn end_period(conn: &mut Conn, wave: WaveId, next_at: Time) -> Result<u64> {
    conn.run(sql!("update waves_wave set next_at = $2 where wave_id = $1"), args![wave, next_at]).await
}

/// A batch of those who had no turn in a wave that was stopped: they wait as before.
pub async fn delete_unturned(conn: &mut Conn, wave: WaveId, limit: usize) -> Result<u64> {
    conn.run(
        sql!(
            "delete from waves_turn
             where wave_id = $1 and departure_id in (
                 select departure_id from waves_turn where wave_id = $1 and outcome is null limit $2
             )"
        ),
        args![wave, limit],
    )
    .await
}

pub async fn tally(conn: &mut Conn, wave: WaveId) -> Result<Vec<(Outcome, i64)>> {
    conn.all(sql!("select outcome, count from waves_tally where wave_id = $1 order by outcome"), args![wave])
        .await
}

/// How many of a wave's people a message did not reach; counted up to a thousand, from what failed.
pub async fn count_failed(conn: &mut Conn, wave: WaveId) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1
                 from invitations_handover h
                 join waves_turn t on t.invitation_id = h.invitation_id
                 where h.state = 'failed' and t.wave_id = $1
                 limit 1000
             ) f"
        ),
        args![wave],
    )
    .await
}

/// Those without a contact whom nobody handed their invitation yet, in the order of their turns.
pub async fn kit(conn: &mut Conn, wave: WaveId, limit: usize) -> Result<Vec<InvitationId>> {
    conn.all(
        sql!(
            "select i.invitation_id
             from waves_turn t
             join invitations_invitation i on i.invitation_id = t.invitation_id
             where t.wave_id = $1 and t.outcome = 'kit'
                 and i.state in ('waiting', 'open') and i.handed_at is null
             order by t.position
             limit $2"
        ),
        args![wave, limit],
    )
    .await
}
