use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use super::model::{Channel, HandoverId, HandoverState, Invitation, State};
use super::{InvitationId, RequestId};
use crate::departures::DepartureId;
use crate::people::{ContactId, PersonId};

pub mod lists;
pub mod requests;

pub async fn invitation(conn: &mut Conn, invitation: InvitationId) -> Result<Invitation> {
    conn.one(
        sql!(
            "select invitation_id, person_id, departure_id, state, version, reminders, created_at, send_at,
                    expires_at, handed_at, handed_by, opened_at, ended_at
             from invitations_invitation
             where invitation_id = $1"
        ),
        args![invitation],
    )
    .await
}

pub async fn of_departure(conn: &mut Conn, departure: DepartureId) -> Result<Option<Invitation>> {
    conn.maybe(
        sql!(
            "select invitation_id, person_id, departure_id, state, version, reminders, created_at, send_at,
                    expires_at, handed_at, handed_by, opened_at, ended_at
             from invitations_invitation
             where departure_id = $1"
        ),
        args![departure],
    )
    .await
}

/// The living one, or else the latest.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Option<Invitation>> {
    conn.maybe(
        sql!(
            "select invitation_id, person_id, departure_id, state, version, reminders, created_at, send_at,
                    expires_at, handed_at, handed_by, opened_at, ended_at
             from invitations_invitation
             where person_id = $1
             order by case when state in ('waiting', 'open') then 0 else 1 end, created_at desc, invitation_id
             limit 1"
        ),
        args![person],
    )
    .await
}

/// Nothing when the person has a living invitation, or the departure its own.
pub async fn insert(conn: &mut Conn, new: &Invitation) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "insert into invitations_invitation
                     (invitation_id, person_id, departure_id, state, version, reminders, created_at, send_at,
                      expires_at, ended_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 on conflict do nothing"
            ),
            args![
                new.invitation_id,
                new.person_id,
                new.departure_id,
                new.state,
                new.version,
                new.reminders,
                new.created_at,
                new.send_at,
                new.expires_at,
                new.ended_at,
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Begins an invitation anew: a later link, a clock at its start.
pub async fn restart(
    conn: &mut Conn,
    invitation: InvitationId,
    departure: Option<DepartureId>,
    send_at: Time,
    expires_at: Time,
) -> Result<()> {
    conn.run(
        sql!(
            "update invitations_invitation
             set state = 'waiting', version = version + 1, reminders = 0,
                 departure_id = coalesce($2, departure_id), send_at = $3, expires_at = $4,
                 handed_at = null, handed_by = null, opened_at = null, ended_at = null
             where invitation_id = $1"
        ),
        args![invitation, departure, send_at, expires_at],
    )
    .await?;
    Ok(())
}

/// Ends a living invitation; false if it does not live any more.
pub async fn end(conn: &mut Conn, invitation: InvitationId, state: State, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update invitations_invitation
                 set state = $2, ended_at = $3
                 where invitation_id = $1 and state in ('waiting', 'open')"
            ),
            args![invitation, state, at],
        )
        .await?;
    Ok(changed > 0)
}

/// Takes the place that only one answer to an invitation gets; joining is also having opened it.
pub async fn claim(conn: &mut Conn, invitation: InvitationId, version: i64, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update invitations_invitation
                 set state = 'joined', ended_at = $3, opened_at = coalesce(opened_at, $3)
                 where invitation_id = $1 and version = $2 and state in ('waiting', 'open') and expires_at > $3"
            ),
            args![invitation, version, at],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn note_opened(conn: &mut Conn, invitation: InvitationId, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update invitations_invitation set opened_at = $2
                 where invitation_id = $1 and opened_at is null and state in ('waiting', 'open')"
            ),
            args![invitation, at],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn note_sent(conn: &mut Conn, invitation: InvitationId, reminders: i64) -> Result<()> {
    conn.run(
        sql!("update invitations_invitation set state = 'open', reminders = $2 where invitation_id = $1"),
        args![invitation, reminders],
    )
    .await?;
    Ok(())
}

/// The first hand-over counts.
pub async fn note_handed(conn: &mut Conn, invitation: InvitationId, by: Channel, at: Time) -> Result<bool> {
    let changed = conn
        .run(
            sql!(
                "update invitations_invitation set handed_at = $3, handed_by = $2
                 where invitation_id = $1 and handed_at is null"
            ),
            args![invitation, by, at],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn renumber(conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    conn.run(
        sql!("update invitations_invitation set version = version + 1 where invitation_id = $1"),
        args![invitation],
    )
    .await?;
    Ok(())
}

/// What has run out by now, a batch at a time.
pub async fn expire(conn: &mut Conn, now: Time, limit: i64) -> Result<u64> {
    conn.run(
        sql!(
            "update invitations_invitation set state = 'expired', ended_at = expires_at
             where invitation_id in (
                 select invitation_id from invitations_invitation
                 where state in ('waiting', 'open') and expires_at <= $1
                 limit $2
             )"
        ),
        args![now, limit],
    )
    .await
}

/// A hand-over on its way into the table.
pub struct NewHandover {
    pub handover: HandoverId,
    pub invitation: InvitationId,
    pub contact: Option<ContactId>,
    pub channel: Channel,
    pub state: HandoverState,
}

pub async fn insert_handover(
    conn: &mut Conn,
    new: &NewHandover,
    at: Time,
    by: Option<PersonId>,
) -> Result<()> {
    conn.run(
        sql!(
            "insert into invitations_handover (handover_id, invitation_id, contact_id, channel, state, at, by_id)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![new.handover, new.invitation, new.contact, new.channel, new.state, at, by],
    )
    .await?;
    Ok(())
}

/// The invitation and contact of a hand-over.
pub async fn handover(
    conn: &mut Conn,
    handover: HandoverId,
) -> Result<Option<(InvitationId, Option<ContactId>, Channel)>> {
    conn.maybe(
        sql!("select invitation_id, contact_id, channel from invitations_handover where handover_id = $1"),
        args![handover],
    )
    .await
}

pub async fn settle(conn: &mut Conn, handover: HandoverId, state: HandoverState, at: Time) -> Result<()> {
    conn.run(
        sql!("update invitations_handover set state = $2, at = $3 where handover_id = $1"),
        args![handover, state, at],
    )
    .await?;
    Ok(())
}

/// What is on its way and has not arrived at a server.
pub async fn on_the_way(conn: &mut Conn, invitation: InvitationId) -> Result<Vec<HandoverId>> {
    conn.all(
        sql!("select handover_id from invitations_handover where invitation_id = $1 and state = 'sending'"),
        args![invitation],
    )
    .await
}

pub async fn last_day(conn: &mut Conn, departure: DepartureId) -> Result<Option<Day>> {
    conn.one(sql!("select last_day from departures_departure where departure_id = $1"), args![departure])
        .await
}

pub async fn open_requests(conn: &mut Conn) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from invitations_request where state = 'open' limit 1000) r"),
        args![],
    )
    .await
}

pub async fn count(conn: &mut Conn, filter: super::Filter, now: Time) -> Result<i64> {
    lists::count(conn, filter, now).await
}

/// Who asked.
pub async fn requester(conn: &mut Conn, request: RequestId) -> Result<PersonId> {
    conn.one(
        sql!("select person_id from invitations_request where request_id = $1 and state = 'open'"),
        args![request],
    )
    .await
}

/// Of the entity where somebody worked last.
pub async fn telephone(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    let found: Option<Option<String>> = conn
        .maybe(
            sql!(
                "select e.telephone
                 from people_tenure t
                 join people_entity e on e.entity_id = t.entity_id
                 where t.person_id = $1
                 order by t.started_on desc, t.tenure_id desc
                 limit 1"
            ),
            args![person],
        )
        .await?;
    Ok(found.flatten())
}

/// Whoever has this contact on file, with every number they had: few share one, so all are read.
pub async fn reached_at(
    conn: &mut Conn,
    address: &str,
) -> Result<Vec<(PersonId, ContactId, Option<String>)>> {
    conn.all(
        sql!(
            "select c.person_id, c.contact_id, n.number
             from people_contact c
             join people_number n on n.person_id = c.person_id
             where c.address = $1
             order by c.person_id
             limit 50"
        ),
        args![address],
    )
    .await
}
