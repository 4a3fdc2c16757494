use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use crate::invitations::InvitationId;
use crate::invitations::model::{Channel, Filter, HandoverState, IN_TIME, State};
use crate::people::latest_tenure;

/// A line of the officer's list.
pub struct Line {
    pub invitation_id: InvitationId,
    pub state: State,
    pub send_at: Time,
    pub handed_at: Option<Time>,
    pub handed_by: Option<Channel>,
    pub opened_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub completed_at: Option<Time>,
    pub name: String,
    pub number: Option<String>,
    pub department: Option<String>,
}

row!(Line {
    invitation_id,
    state,
    send_at,
    handed_at,
    handed_by,
    opened_at,
    ended_at,
    completed_at,
    name,
    number,
    department,
});

/// Newest first, a page at a time, those that a filter keeps. Whoever left long ago and has no contact is
/// no alarm: nobody could be quicker than the hand that brings it. Every branch reads its own index and stops
/// after a page; only that of `$1` runs.
pub async fn lines(
    conn: &mut Conn,
    filter: Filter,
    now: Time,
    before: InvitationId,
    limit: i64,
) -> Result<Vec<Line>> {
    conn.all(
        sql!(
            "with page as (
                 select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'all' and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) a union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'late' and i.handed_at is null and i.state in ('waiting', 'open') and i.send_at <= $2
                         and (exists (select 1 from people_contact c where c.person_id = i.person_id and c.failed_at is null)
                             or not exists (select 1 from departures_departure d where d.departure_id = i.departure_id and d.is_past = true))
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) b union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'unopened' and i.state = 'open' and i.handed_at is not null and i.opened_at is null
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) c union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'no-contact' and i.handed_at is null and i.state in ('waiting', 'open') and not exists (
                         select 1 from people_contact c where c.person_id = i.person_id and c.failed_at is null)
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) d union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'failed' and i.state in ('waiting', 'open') and i.opened_at is null
                         and i.invitation_id in (select invitation_id from invitations_handover where state = 'failed')
                         and not exists (select 1 from invitations_handover h
                             where h.invitation_id = i.invitation_id and h.state in ('handed', 'sending'))
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) e union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'declined' and i.state in ('declined', 'never')
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) f union all select invitation_id from (
                     select i.invitation_id from invitations_invitation i
                     where $1 = 'waiting' and i.state = 'waiting'
                         and i.invitation_id < $3 order by i.invitation_id desc limit $4
                 ) g
             )
             select i.invitation_id, i.state, i.send_at, i.handed_at, i.handed_by,
                    i.opened_at, i.ended_at, case when d.is_past = false then d.completed_at end, p.name, t.number, t.department
             from page
             join invitations_invitation i on i.invitation_id = page.invitation_id
             join people_person p on p.person_id = i.person_id
             left join departures_departure d on d.departure_id = i.departure_id
             left join people_tenure t on ",
            latest_tenure!("i"),
            " order by i.invitation_id desc"
        ),
        args![filter, bound(filter, now), before, limit],
    )
    .await
}

/// How many a filter keeps, up to a thousand; along the same indexes.
pub async fn count(conn: &mut Conn, filter: Filter, now: Time) -> Result<i64> {
    conn.count(
        sql!(
            "select count(*) from (
                 select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'all' limit 1000
                 ) a union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'late' and i.handed_at is null and i.state in ('waiting', 'open') and i.send_at <= $2
                         and (exists (select 1 from people_contact c where c.person_id = i.person_id and c.failed_at is null)
                             or not exists (select 1 from departures_departure d where d.departure_id = i.departure_id and d.is_past = true))
                     limit 1000
                 ) b union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'unopened' and i.state = 'open' and i.handed_at is not null and i.opened_at is null
                     limit 1000
                 ) c union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'no-contact' and i.handed_at is null and i.state in ('waiting', 'open') and not exists (
                         select 1 from people_contact c where c.person_id = i.person_id and c.failed_at is null)
                     limit 1000
                 ) d union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'failed' and i.state in ('waiting', 'open') and i.opened_at is null
                         and i.invitation_id in (select invitation_id from invitations_handover where state = 'failed')
                         and not exists (select 1 from invitations_handover h
                             where h.invitation_id = i.invitation_id and h.state in ('handed', 'sending'))
                     limit 1000
                 ) e union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'declined' and i.state in ('declined', 'never') limit 1000
                 ) f union all select 1 from (
                     select 1 from invitations_invitation i
                     where $1 = 'waiting' and i.state = 'waiting' limit 1000
                 ) g
             ) n"
        ),
        args![filter, bound(filter, now)],
    )
    .await
}

/// What was sent before this is late; other filters ask nothing of the time.
fn bound(filter: Filter, now: Time) -> Time {
    if filter == Filter::Late { now - IN_TIME } else { now }
}

/// One way an invitation was handed over, or was not.
pub struct Handover {
    pub channel: Channel,
    pub state: HandoverState,
    pub at: Time,
    /// Of the contact, or nothing where a person handed it over.
    pub address: Option<String>,
    pub by: Option<String>,
}

row!(Handover { channel, state, at, address, by });

pub async fn handovers(conn: &mut Conn, invitation: InvitationId) -> Result<Vec<Handover>> {
    conn.all(
        sql!(
            "select h.channel, h.state, h.at, c.address, p.name
             from invitations_handover h
             left join people_contact c on c.contact_id = h.contact_id
             left join people_person p on p.person_id = h.by_id
             where h.invitation_id = $1
             order by h.at desc, h.handover_id desc
             limit 50"
        ),
        args![invitation],
    )
    .await
}

/// When the formalities were complete: the start of the clock.
pub async fn completed_at(conn: &mut Conn, invitation: InvitationId) -> Result<Option<Time>> {
    conn.one(
        sql!(
            "select case when d.is_past = false then d.completed_at end
             from invitations_invitation i
             left join departures_departure d on d.departure_id = i.departure_id
             where i.invitation_id = $1"
        ),
        args![invitation],
    )
    .await
}
