//! The only writers of invitations.

mod answers;
mod requests;

pub use answers::{Accepted, Answer, accept, decline, never, open, send_anew};
pub use requests::{answer_request, ask, invite_from_request};

use keel::clock::Time;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs::enqueue_at;
use keel::post::{self, Delivered, Fate};

use super::jobs::SendInvitation;
use super::model::{Channel, HandoverId, HandoverState, Invitation, State, send_at};
use super::{InvitationId, send, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::DepartureId;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, SilenceKind};
use crate::retention::Purpose;
use crate::settings::Key;
use crate::{members, retention, suspensions, welcome};

/// Invites somebody: because they leave, or a colleague without a departure. Sent at once, or on the
/// last day at the hour that the settings name.
///
/// Whoever is a member already is not asked again; the departure's invitation says that they joined.
pub async fn invite(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    departure: Option<DepartureId>,
) -> Result<InvitationId> {
    cx.viewer.must(Can::RunDepartures)?;
    if people::silence_of(conn, person).await?.is_some() {
        return Err(Error::Conflict(Text::new("invitations-error-silent")));
    }
    let is_suspended = suspensions::running(conn, person).await?.is_some();
    if is_suspended && departure.is_none() {
        return Err(Error::Conflict(Text::new("suspensions-error-invite")));
    }
    if is_suspended || members::is_member(conn, person).await? {
        return stays_a_member(cx, conn, person, departure).await;
    }
    let last_day = match departure {
        Some(departure) => sql::last_day(conn, departure).await?,
        None => None,
    };
    let settings = cx.app.settings();
    let at = send_at(settings.get(Key::InviteWhen), last_day, cx.now, settings.zone());
    let before = match departure {
        Some(departure) => sql::of_departure(conn, departure).await?,
        None => None,
    };
    let before = match before {
        Some(before) => Some(before),
        None => sql::of_person(conn, person).await?.filter(|latest| latest.state.is_living()),
    };
    let (invitation, version) = match before {
        Some(before) => (begin_anew(cx, conn, &before, departure, at).await?, before.version + 1),
        None => (insert(cx, conn, person, departure, at).await?, 1),
    };
    enqueue_at(conn, &cx.app.ids, cx.now, at, &SendInvitation { invitation, version }).await?;
    journal::note(cx, conn, Act::Invited, person, None).await?;
    Ok(invitation)
}

fn expires_at(cx: &Cx, from: Time) -> Time {
    from.plus_days(cx.app.settings().number(Key::InviteDays).max(1))
}

async fn insert(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    departure: Option<DepartureId>,
    at: Time,
) -> Result<InvitationId> {
    let new = new_invitation(cx, person, departure, at);
    if sql::insert(conn, &new).await? {
        return Ok(new.invitation_id);
    }
    // Somebody invited the same person in this very moment.
    Err(Error::Conflict(Text::new("invitations-error-invited")))
}

fn new_invitation(cx: &Cx, person: PersonId, departure: Option<DepartureId>, at: Time) -> Invitation {
    Invitation {
        invitation_id: InvitationId::next(&cx.app.ids, cx.now),
        person_id: person,
        departure_id: departure,
        state: State::Waiting,
        version: 1,
        reminders: 0,
        created_at: cx.now,
        send_at: at,
        expires_at: expires_at(cx, at),
        handed_at: None,
        handed_by: None,
        opened_at: None,
        ended_at: None,
    }
}

async fn begin_anew(
    cx: &Cx,
    conn: &mut Conn,
    before: &Invitation,
    departure: Option<DepartureId>,
    at: Time,
) -> Result<InvitationId> {
    take_back(cx, conn, before.invitation_id).await?;
    sql::restart(conn, before.invitation_id, departure, at, expires_at(cx, at)).await?;
    Ok(before.invitation_id)
}

/// A member who leaves stays one: nothing is sent, old colleagues are asked for their wishes.
async fn stays_a_member(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    departure: Option<DepartureId>,
) -> Result<InvitationId> {
    if let Some(latest) = sql::of_person(conn, person).await?
        && (departure.is_none() || latest.departure_id == departure)
    {
        return Ok(latest.invitation_id);
    }
    let mut new = new_invitation(cx, person, departure, cx.now);
    new.state = State::Joined;
    new.ended_at = Some(cx.now);
    sql::insert(conn, &new).await?;
    if members::is_member(conn, person).await? {
        welcome::actions::ask_for_wishes(cx, conn, person).await?;
    }
    Ok(new.invitation_id)
}

/// She stays after all, or the day was put off: the invitation ends and nothing more of it leaves.
pub async fn withdraw(cx: &Cx, conn: &mut Conn, departure: DepartureId) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let Some(invitation) = sql::of_departure(conn, departure).await? else { return Ok(()) };
    end(cx, conn, &invitation, State::Revoked, Act::InvitationRevoked).await?;
    Ok(())
}

/// Nobody writes to this person any more; called by people, who asked whether the viewer may.
pub async fn stop(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    retention::actions::answered(cx, conn, person, Purpose::Invitation).await?;
    let Some(invitation) = sql::of_person(conn, person).await? else { return Ok(()) };
    let (state, act) = match people::silence_of(conn, person).await?.map(|silence| silence.kind) {
        Some(SilenceKind::DoNotContact) => (State::Never, Act::InvitationDeclined),
        Some(SilenceKind::Deceased | SilenceKind::Exit) | None => (State::Revoked, Act::InvitationRevoked),
    };
    end(cx, conn, &invitation, state, act).await?;
    Ok(())
}

/// Takes an invitation back by hand: its link ends.
pub async fn revoke(cx: &Cx, conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let invitation = sql::invitation(conn, invitation).await?;
    if !end(cx, conn, &invitation, State::Revoked, Act::InvitationRevoked).await? {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    Ok(())
}

/// A new link; the one before ends. What ended by declining, by time or by us begins anew.
pub async fn renew(cx: &Cx, conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let invitation = sql::invitation(conn, invitation).await?;
    match invitation.state {
        State::Waiting | State::Open => {
            take_back(cx, conn, invitation.invitation_id).await?;
            sql::renumber(conn, invitation.invitation_id).await?;
            let again = sql::invitation(conn, invitation.invitation_id).await?;
            let job = SendInvitation { invitation: again.invitation_id, version: again.version };
            if again.state == State::Waiting {
                enqueue_at(conn, &cx.app.ids, cx.now, again.send_at, &job).await?;
            } else {
                send::again(cx, conn, &again).await?;
                send::remind_later(cx, conn, &again).await?;
            }
        }
        State::Declined | State::Revoked | State::Expired => {
            reopen(cx, conn, &invitation).await?;
        }
        State::Joined | State::Never => return Err(Error::Conflict(Text::new("invitations-error-ended"))),
    }
    journal::note(cx, conn, Act::Invited, invitation.person_id, Some("new link")).await
}

/// Begins an ended invitation anew, now.
pub(super) async fn reopen(cx: &Cx, conn: &mut Conn, invitation: &Invitation) -> Result<()> {
    if people::silence_of(conn, invitation.person_id).await?.is_some() {
        return Err(Error::Conflict(Text::new("invitations-error-silent")));
    }
    let living = sql::of_person(conn, invitation.person_id).await?.filter(|latest| latest.state.is_living());
    let invitation = living.as_ref().unwrap_or(invitation);
    begin_anew(cx, conn, invitation, None, cx.now).await?;
    let job = SendInvitation { invitation: invitation.invitation_id, version: invitation.version + 1 };
    enqueue_at(conn, &cx.app.ids, cx.now, cx.now, &job).await
}

/// Sends the same link once more, to every private contact that works.
pub async fn send_again(cx: &Cx, conn: &mut Conn, invitation: InvitationId) -> Result<u32> {
    cx.viewer.must(Can::RunDepartures)?;
    let invitation = sql::invitation(conn, invitation).await?;
    if !invitation.state.is_living() {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    send::again(cx, conn, &invitation).await
}

/// The officer found another way to reach somebody: it is kept, and the invitation goes there.
pub async fn send_to(cx: &Cx, conn: &mut Conn, invitation: InvitationId, contact: &Contact) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let invitation = sql::invitation(conn, invitation).await?;
    if !people::is_private(&cx.app.settings(), contact) {
        return Err(Error::invalid("contact", Text::new("invitations-error-company-address")));
    }
    people::actions::add_contact(cx, conn, invitation.person_id, contact, "officer", false).await?;
    if !invitation.state.is_living() {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    send::to_contact(cx, conn, &invitation, contact.as_str()).await
}

/// A person handed it over: pasted into WeChat, on paper, as a line of a file.
pub async fn note_handed(cx: &Cx, conn: &mut Conn, invitation: InvitationId, channel: Channel) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let invitation = sql::invitation(conn, invitation).await?;
    if !invitation.state.is_living() {
        return Err(Error::Conflict(Text::new("invitations-error-ended")));
    }
    let handover = sql::NewHandover {
        handover: HandoverId::next(&cx.app.ids, cx.now),
        invitation: invitation.invitation_id,
        contact: None,
        channel,
        state: HandoverState::Handed,
    };
    sql::insert_handover(conn, &handover, cx.now, cx.viewer.person).await?;
    sql::note_handed(conn, invitation.invitation_id, channel, cx.now).await?;
    retention::actions::begin(cx, conn, invitation.person_id, Purpose::Invitation, cx.now).await?;
    journal::note(cx, conn, Act::InvitationHanded, invitation.person_id, Some(channel.word())).await
}

/// What became of a delivery, told by the outbox in the transaction that marks it.
pub async fn delivered(cx: &Cx, conn: &mut Conn, delivered: &Delivered) -> Result<()> {
    let Some(handover) = delivered.about.map(HandoverId) else { return Ok(()) };
    let Some((invitation, contact, channel)) = sql::handover(conn, handover).await? else { return Ok(()) };
    let invitation = sql::invitation(conn, invitation).await?;
    match &delivered.fate {
        Fate::Accepted => {
            sql::settle(conn, handover, HandoverState::Handed, delivered.at).await?;
            sql::note_handed(conn, invitation.invitation_id, channel, delivered.at).await?;
            let (person, at) = (invitation.person_id, delivered.at);
            retention::actions::begin(cx, conn, person, Purpose::Invitation, at).await?;
            journal::note(cx, conn, Act::InvitationHanded, invitation.person_id, Some(channel.word())).await
        }
        Fate::Failed { .. } => {
            sql::settle(conn, handover, HandoverState::Failed, delivered.at).await?;
            if let Some(contact) = contact {
                let on_file = people::contact(conn, contact).await?;
                people::actions::fail_contact(cx, conn, invitation.person_id, &on_file.address).await?;
            }
            journal::note(cx, conn, Act::InvitationFailed, invitation.person_id, Some(channel.word())).await
        }
    }
}

/// Ends a living invitation and takes back what has not left yet.
async fn end(cx: &Cx, conn: &mut Conn, invitation: &Invitation, state: State, act: Act) -> Result<bool> {
    if !sql::end(conn, invitation.invitation_id, state, cx.now).await? {
        return Ok(false);
    }
    take_back(cx, conn, invitation.invitation_id).await?;
    journal::note(cx, conn, act, invitation.person_id, Some(state.word())).await?;
    Ok(true)
}

/// Nothing of it that still lies in the outbox leaves.
async fn take_back(cx: &Cx, conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    for handover in sql::on_the_way(conn, invitation).await? {
        post::withdraw(conn, handover).await?;
        sql::settle(conn, handover, HandoverState::Withdrawn, cx.now).await?;
    }
    Ok(())
}
