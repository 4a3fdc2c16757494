//! Who is invited, where a person decides.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::states::{lift_death, role_of};
use super::{judge_again, living, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::{
    Decision, Departure, DepartureId, Ground, Kind, Leaving, State, Verdict, sql as read,
};
use crate::invitations;
use crate::journal::{self, Act};
use crate::people::{self, SilenceKind};

/// Decides about one or several that wait for it, for one reason that stays with HR. Who is to be
/// invited and has the formalities behind is invited at once. How many were decided.
pub async fn decide(
    cx: &Cx,
    conn: &mut Conn,
    ids: &[DepartureId],
    decision: Decision,
    note: &str,
) -> Result<usize> {
    cx.viewer.must(Can::RunDepartures)?;
    let note = Some(note.trim()).filter(|note| !note.is_empty());
    if ids.is_empty() {
        return Err(Error::invalid("departures", Text::new("departures-problem-nobody-chosen")));
    }
    if decision == Decision::Decline && note.is_none() {
        return Err(Error::invalid("note", Text::new("departures-problem-no-reason")));
    }
    let mut decided = 0;
    for id in ids {
        let departure = read::departure(conn, *id).await?;
        // Somebody else may have decided, or they stay after all: what is left is still to be done.
        if departure.is_waiting_for_a_decision() {
            decide_one(cx, conn, &departure, decision, note).await?;
            decided += 1;
        }
    }
    if decided == 0 {
        return Err(Error::Conflict(Text::new("departures-problem-decided")));
    }
    Ok(decided)
}

async fn decide_one(
    cx: &Cx,
    conn: &mut Conn,
    departure: &Departure,
    decision: Decision,
    note: Option<&str>,
) -> Result<()> {
    let id = departure.departure_id;
    let verdict = match decision {
        Decision::Invite => Verdict::Invite,
        Decision::Decline => Verdict::NotInvited,
    };
    sql::update_verdict(conn, id, (verdict, Ground::Officer), role_of(cx), cx.now).await?;
    sql::update_decided(conn, id, cx.viewer.person, note).await?;
    journal::note(cx, conn, Act::DepartureDecided, id.0, Some(verdict.word())).await?;
    // Who left long ago waits for a wave even then.
    if verdict == Verdict::Invite && departure.state == State::Complete && !departure.is_past {
        invitations::actions::invite(cx, conn, departure.person_id, Some(id)).await?;
    }
    Ok(())
}

/// Somebody who is not invited asks for another look. Who asks was checked by whoever calls this: the
/// person signed in, or a signed link.
pub async fn appeal(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<()> {
    let departure = living(conn, id).await?;
    match departure.verdict {
        Verdict::Held | Verdict::NotInvited if !departure.is_appealed() => {
            sql::update_appealed(conn, id, cx.now).await?;
            journal::note(cx, conn, Act::DepartureAppealed, id.0, None).await
        }
        Verdict::Held | Verdict::NotInvited => Ok(()),
        Verdict::Invite | Verdict::Never => {
            Err(Error::Conflict(Text::new("departures-problem-nothing-to-appeal")))
        }
    }
}

/// What HR alone may know. Another kind of leaving is looked at again by the policy.
pub async fn set_leaving(cx: &Cx, conn: &mut Conn, id: DepartureId, leaving: &Leaving) -> Result<()> {
    cx.viewer.must(Can::SeeLeaving)?;
    let departure = read::departure(conn, id).await?;
    let before = read::leaving(conn, id).await?;
    sql::update_leaving(conn, id, leaving).await?;
    journal::note(cx, conn, Act::LeavingChanged, id.0, None).await?;
    if before.kind == leaving.kind || departure.state == State::Withdrawn {
        return Ok(());
    }
    follow_kind(cx, conn, &departure, before.kind, leaving.kind).await
}

/// How somebody left, where nobody knew it yet; what HR wrote down stays.
pub(super) async fn fill_kind(cx: &Cx, conn: &mut Conn, id: DepartureId, kind: Kind) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = living(conn, id).await?;
    let before = read::leaving(conn, id).await?;
    if before.kind != Kind::Unknown || kind == Kind::Unknown {
        return Ok(());
    }
    sql::update_leaving(conn, id, &Leaving { kind, ..before }).await?;
    journal::note(cx, conn, Act::LeavingChanged, id.0, None).await?;
    follow_kind(cx, conn, &departure, Kind::Unknown, kind).await
}

async fn follow_kind(cx: &Cx, conn: &mut Conn, departure: &Departure, from: Kind, to: Kind) -> Result<()> {
    let person = departure.person_id;
    if to == Kind::Deceased {
        people::actions::silence(cx, conn, person, SilenceKind::Deceased).await?;
    } else {
        lift_death(cx, conn, person, from).await?;
    }
    let tenure = people::tenure(conn, departure.tenure_id).await?;
    let (verdict, _) = judge_again(cx, conn, departure, &tenure, departure.last_day).await?;
    if departure.state != State::Complete || verdict == departure.verdict {
        return Ok(());
    }
    match verdict {
        Verdict::Invite if departure.is_past => Ok(()),
        Verdict::Invite => {
            invitations::actions::invite(cx, conn, person, Some(departure.departure_id)).await?;
            Ok(())
        }
        Verdict::Held | Verdict::NotInvited | Verdict::Never => {
            invitations::actions::withdraw(cx, conn, departure.departure_id).await
        }
    }
}
