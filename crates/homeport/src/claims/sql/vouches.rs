use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use crate::claims::model::{ClaimId, Vouch, VouchId, VouchState};
use crate::people::{EntityId, PersonId};

/// A member who worked in a department in those years.
pub struct Neighbour {
    pub person_id: PersonId,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}
row!(Neighbour { person_id, started_on, ended_on });

/// Who may be asked: a member who agreed to such messages, can be reached, is not silent, and was sent no
/// such message since `$5`, neither this one nor one that asks for a wish.
pub async fn may_be_asked(
    conn: &mut Conn,
    entity: EntityId,
    department: &str,
    (from, to): (Day, Day),
    since: Time,
) -> Result<Vec<Neighbour>> {
    conn.all(
        sql!(
            "select t.person_id, t.started_on, t.ended_on
             from people_tenure t
             join members_member m on m.person_id = t.person_id and m.suspended_at is null
             join members_consent c on c.person_id = t.person_id and c.purpose = 'vouching' and c.is_given
             where t.entity_id = $1 and t.department = $2
               and t.started_on <= $4 and (t.ended_on is null or t.ended_on >= $3)
               and not exists (select 1 from people_silence s where s.person_id = t.person_id)
               and exists (select 1 from people_contact k where k.person_id = t.person_id and k.failed_at is null)
               and not exists (select 1 from claims_vouch v where v.person_id = t.person_id and v.asked_at > $5)
               and not exists (select 1 from welcome_wish w where w.from_id = t.person_id and w.asked_at > $5)
             order by t.started_on
             limit 500"
        ),
        args![entity, department, from, to, since],
    )
    .await
}

pub async fn insert(
    conn: &mut Conn,
    vouch: VouchId,
    claim: ClaimId,
    person: PersonId,
    at: Time,
) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into claims_vouch (vouch_id, claim_id, person_id, state, asked_at)
                 values ($1, $2, $3, 'asked', $4)
                 on conflict do nothing"
            ),
            args![vouch, claim, person, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Nothing for one whose claim is gone.
pub async fn vouch(conn: &mut Conn, vouch: VouchId) -> Result<Option<Vouch>> {
    conn.maybe(
        sql!(
            "select v.vouch_id, v.claim_id, v.person_id, p.name, v.state, v.asked_at, v.answered_at
             from claims_vouch v
             join people_person p on p.person_id = v.person_id
             where v.vouch_id = $1"
        ),
        args![vouch],
    )
    .await
}

pub async fn of_claim(conn: &mut Conn, claim: ClaimId) -> Result<Vec<Vouch>> {
    conn.all(
        sql!(
            "select v.vouch_id, v.claim_id, v.person_id, p.name, v.state, v.asked_at, v.answered_at
             from claims_vouch v
             join people_person p on p.person_id = v.person_id
             where v.claim_id = $1
             order by v.vouch_id
             limit 50"
        ),
        args![claim],
    )
    .await
}

/// False when they answered before.
pub async fn answer(conn: &mut Conn, vouch: VouchId, state: VouchState, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update claims_vouch set state = $2, answered_at = $3
                 where vouch_id = $1 and state = 'asked'"
            ),
            args![vouch, state, at],
        )
        .await?;
    Ok(changed > 0)
}
