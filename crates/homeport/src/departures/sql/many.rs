//! Many departures at once: who waits, who is held.

use keel::clock::{Day, Time};
use keel::db::{Conn, Value};
use keel::error::Result;
use keel::{args, sql};

use crate::departures::sieve::{LOOKED_THROUGH, Sieve, Turn, Waiting};
use crate::departures::{DepartureId, Row};
use crate::people::PersonId;

/// The values of a sieve, in the order in which every query here takes them.
fn values(sieve: &Sieve) -> [Value; 6] {
    [
        sieve.from.into(),
        sieve.to.into(),
        sieve.entity.into(),
        sieve.department.clone().into(),
        sieve.person.into(),
        sieve.kind.into(),
    ]
}

/// Those who wait for a wave, who left last first, a stretch of the index at a time. Everybody looked at
/// is told, so that the caller knows where to go on.
pub async fn waiting(
    conn: &mut Conn,
    sieve: &Sieve,
    before: (Day, DepartureId),
    today: Day,
    limit: usize,
) -> Result<Vec<Waiting>> {
    let args = [values(sieve).as_slice(), args![before.0, before.1, today, limit]].concat();
    conn.all(
        sql!(
            "with looked as (
                 select departure_id, person_id, tenure_id, last_day
                 from departures_departure
                 where is_past = true and state = 'complete' and verdict = 'invite' and released_at is null
                     and (last_day, departure_id) < ($7, $8)
                     and last_day >= coalesce($1, '') and last_day <= coalesce($2, '9999-12-31')
                 order by last_day desc, departure_id desc
                 limit $10
             ), seen as (
                 select k.departure_id, k.person_id, k.last_day,
                        t.entity_id = coalesce($3, t.entity_id)
                        and coalesce(t.department, '') = coalesce($4, t.department, '')
                        and t.kind = coalesce($5, t.kind)
                        and l.kind = coalesce($6, l.kind)
                        and not exists (select 1 from people_silence s where s.person_id = k.person_id)
                        and not exists (select 1 from members_member m where m.person_id = k.person_id)
                        and not exists (
                            select 1 from people_tenure o
                            where o.person_id = k.person_id and (o.ended_on is null or o.ended_on >= $9)
                        )
                        and not exists (
                            select 1 from invitations_invitation i
                            where i.person_id = k.person_id and i.state not in ('expired', 'revoked')
                        )
                        and not exists (
                            select 1 from waves_turn w where w.departure_id = k.departure_id and w.outcome is null
                        ) as is_meant
                 from looked k
                 join people_tenure t on t.tenure_id = k.tenure_id
                 join departures_leaving l on l.departure_id = k.departure_id
             )
             select s.departure_id, s.person_id, s.last_day, s.is_meant, c.kind, c.address
             from seen s
             left join people_contact c on c.person_id = s.person_id and c.failed_at is null and s.is_meant
             order by s.last_day desc, s.departure_id desc"
        ),
        &args,
    )
    .await
}

/// How many wait for a wave and are in none, of the first thousand.
pub async fn count_waiting(conn: &mut Conn, today: Day) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select departure_id, person_id
                 from departures_departure
                 where is_past = true and state = 'complete' and verdict = 'invite' and released_at is null
                 limit 1000
             ) k
             where not exists (select 1 from people_silence s where s.person_id = k.person_id)
                 and not exists (select 1 from members_member m where m.person_id = k.person_id)
                 and not exists (
                     select 1 from people_tenure o
                     where o.person_id = k.person_id and (o.ended_on is null or o.ended_on >= $1)
                 )
                 and not exists (
                     select 1 from invitations_invitation i
                     where i.person_id = k.person_id and i.state not in ('expired', 'revoked')
                 )
                 and not exists (
                     select 1 from waves_turn w where w.departure_id = k.departure_id and w.outcome is null
                 )"
        ),
        args![today],
    )
    .await
}

/// Where somebody stands whose turn has come.
pub async fn turn(conn: &mut Conn, person: PersonId, today: Day) -> Result<Turn> {
    conn.one(
        sql!(
            "select exists (select 1 from people_silence s where s.person_id = p.person_id),
                    exists (select 1 from members_member m where m.person_id = p.person_id),
                    exists (
                        select 1 from people_tenure o
                        where o.person_id = p.person_id and (o.ended_on is null or o.ended_on >= $2)
                    ),
                    exists (
                        select 1 from invitations_invitation i
                        where i.person_id = p.person_id and i.state not in ('expired', 'revoked')
                    )
             from people_person p
             where p.person_id = $1"
        ),
        args![person, today],
    )
    .await
}

/// Of those held, the ones a sieve keeps, the latest recorded first. `$8` ends the stretch looked
/// through. Whoever wants no message is for a person to look at, not for a batch.
pub async fn held(conn: &mut Conn, sieve: &Sieve, before: DepartureId, limit: usize) -> Result<Vec<Row>> {
    let args = [values(sieve).as_slice(), args![before, LOOKED_THROUGH, limit]].concat();
    conn.all(
        sql!(
            "with looked as (
                 select departure_id
                 from departures_departure
                 where verdict = 'held' and state <> 'withdrawn' and departure_id < $7
                 order by departure_id desc
                 limit $8
             )
             select d.departure_id, d.person_id, p.name, t.number, t.department, t.started_on, d.state,
                    d.last_day, d.completed_at, d.verdict, d.verdict_at, d.appealed_at, d.is_past, i.send_at,
                    i.handed_at, i.opened_at, m.joined_at
             from looked k
             join departures_departure d on d.departure_id = k.departure_id
             join people_person p on p.person_id = d.person_id
             join people_tenure t on t.tenure_id = d.tenure_id
             join departures_leaving l on l.departure_id = d.departure_id
             left join invitations_invitation i on i.departure_id = d.departure_id
             left join members_member m on m.person_id = d.person_id
             where coalesce(d.last_day, '') >= coalesce($1, '')
                 and coalesce(d.last_day, '') <= coalesce($2, '9999-12-31')
                 and t.entity_id = coalesce($3, t.entity_id)
                 and coalesce(t.department, '') = coalesce($4, t.department, '')
                 and t.kind = coalesce($5, t.kind)
                 and l.kind = coalesce($6, l.kind)
                 and not exists (select 1 from people_silence s where s.person_id = d.person_id)
             order by d.departure_id desc
             limit $9"
        ),
        &args,
    )
    .await
}

/// How many of those held a sieve keeps, of the stretch looked through.
pub async fn count_held(conn: &mut Conn, sieve: &Sieve) -> Result<i64> {
    let args = [values(sieve).as_slice(), args![LOOKED_THROUGH]].concat();
    conn.count(
        sql!(
            "with looked as (
                 select departure_id
                 from departures_departure
                 where verdict = 'held' and state <> 'withdrawn'
                 order by departure_id desc
                 limit $7
             )
             select count(*)
             from looked k
             join departures_departure d on d.departure_id = k.departure_id
             join people_tenure t on t.tenure_id = d.tenure_id
             join departures_leaving l on l.departure_id = d.departure_id
             where coalesce(d.last_day, '') >= coalesce($1, '')
                 and coalesce(d.last_day, '') <= coalesce($2, '9999-12-31')
                 and t.entity_id = coalesce($3, t.entity_id)
                 and coalesce(t.department, '') = coalesce($4, t.department, '')
                 and t.kind = coalesce($5, t.kind)
                 and l.kind = coalesce($6, l.kind)
                 and not exists (select 1 from people_silence s where s.person_id = d.person_id)"
        ),
        &args,
    )
    .await
}

/// The last of the stretch that a page of those held looks through, if the list goes on after it.
pub async fn end_of_stretch(conn: &mut Conn, before: DepartureId) -> Result<Option<DepartureId>> {
    conn.maybe(
        sql!(
            "select departure_id
             from departures_departure
             where verdict = 'held' and state <> 'withdrawn' and departure_id < $1
             order by departure_id desc
             limit 1 offset $2"
        ),
        args![before, LOOKED_THROUGH - 1],
    )
    .await
}

/// A batch of those held whom a sieve keeps, recorded by then; decided, they are held no more.
pub async fn held_by_then(
    conn: &mut Conn,
    sieve: &Sieve,
    then: Time,
    limit: usize,
) -> Result<Vec<DepartureId>> {
    let args = [values(sieve).as_slice(), args![then, limit]].concat();
    conn.all(
        sql!(
            "select d.departure_id
             from departures_departure d
             join people_tenure t on t.tenure_id = d.tenure_id
             join departures_leaving l on l.departure_id = d.departure_id
             where d.verdict = 'held' and d.state <> 'withdrawn' and d.recorded_at <= $7
                 and coalesce(d.last_day, '') >= coalesce($1, '')
                 and coalesce(d.last_day, '') <= coalesce($2, '9999-12-31')
                 and t.entity_id = coalesce($3, t.entity_id)
                 and coalesce(t.department, '') = coalesce($4, t.department, '')
                 and t.kind = coalesce($5, t.kind)
                 and l.kind = coalesce($6, l.kind)
                 and not exists (select 1 from people_silence s where s.person_id = d.person_id)
             order by d.departure_id desc
             limit $8"
        ),
        &args,
    )
    .await
}
