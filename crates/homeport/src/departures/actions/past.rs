//! Those who had left before their departure was written down: what a file or an HR system tells.

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::{Error, Problems, Result};

use super::{check_last_day, judged, record, sql, states};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::{
    Departure, DepartureId, Kind, NewDeparture, State, Verdict, Who, hindrance, of_tenure,
};
use crate::invitations::{self, InvitationId};
use crate::journal::{self, Act};
use crate::people::{self, SilenceKind, Tenure, TenureId};
use crate::settings::Key;

/// What became of a departure that was told rather than watched.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub departure: DepartureId,
    pub verdict: Verdict,
    /// Whether it was recorded by this very call.
    pub is_new: bool,
    /// Left so long ago that nobody is written to before an officer says so.
    pub is_past: bool,
}

/// Records that somebody left, or will, on a day that is certain. A last day ahead is agreed; one of
/// the last days is complete, and whoever is to be invited is; one longer ago than the settings say is
/// complete as well, but waits for a wave. Recorded already, nothing changes.
pub async fn tell(cx: &Cx, conn: &mut Conn, tenure: TenureId, last_day: Day, kind: Kind) -> Result<Told> {
    cx.viewer.must(Can::RunDepartures)?;
    if let Some(recorded) = of_tenure(conn, tenure).await? {
        let Departure { departure_id, verdict, is_past, .. } = recorded;
        return Ok(Told { departure: departure_id, verdict, is_new: false, is_past });
    }
    if last_day.days_until(cx.today()) > past_days(cx) {
        return record_past(cx, conn, tenure, last_day, kind).await;
    }
    let new = NewDeparture {
        who: Who::Known(tenure),
        last_day: Some(last_day),
        kind,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    let departure = record::record(cx, conn, &new).await?;
    if last_day <= cx.today() {
        states::complete(cx, conn, departure).await?;
    }
    let verdict = super::read::departure(conn, departure).await?.verdict;
    Ok(Told { departure, verdict, is_new: true, is_past: false })
}

fn past_days(cx: &Cx) -> i32 {
    i32::try_from(cx.app.settings().number(Key::PastDays)).unwrap_or(i32::MAX)
}

async fn record_past(cx: &Cx, conn: &mut Conn, tenure: TenureId, last_day: Day, kind: Kind) -> Result<Told> {
    let tenure = people::tenure(conn, tenure).await?;
    let mut problems = Problems::new();
    check_last_day(cx, &mut problems, tenure.started_on, Some(last_day));
    problems.ok()?;
    if tenure.ended_on != Some(last_day) {
        people::actions::end_tenure(cx, conn, tenure.tenure_id, last_day).await?;
    }
    let departure = new_past(cx, conn, &tenure, last_day, kind).await?;
    sql::insert(conn, &departure, cx.viewer.person).await?;
    sql::insert_leaving(conn, departure.departure_id, kind).await?;
    let detail = departure.verdict.word();
    journal::note(cx, conn, Act::DepartureRecorded, departure.departure_id.0, Some(detail)).await?;
    if kind == Kind::Deceased {
        people::actions::silence(cx, conn, tenure.person_id, SilenceKind::Deceased).await?;
    }
    Ok(Told { departure: departure.departure_id, verdict: departure.verdict, is_new: true, is_past: true })
}

async fn new_past(cx: &Cx, conn: &mut Conn, tenure: &Tenure, last_day: Day, kind: Kind) -> Result<Departure> {
    let (verdict, ground) = judged(cx, conn, tenure, kind, Some(last_day)).await?;
    Ok(Departure {
        departure_id: DepartureId::next(&cx.app.ids, cx.now),
        person_id: tenure.person_id,
        tenure_id: tenure.tenure_id,
        state: State::Complete,
        last_day: Some(last_day),
        recorded_at: cx.now,
        completed_at: Some(end_of(cx, last_day)),
        withdrawn_at: None,
        verdict,
        ground,
        role: None,
        verdict_at: Some(cx.now),
        appealed_at: None,
        is_past: true,
    })
}

/// When the formalities of a last day long gone are taken to have been complete.
fn end_of(cx: &Cx, last_day: Day) -> Time {
    Time::at(last_day, 18, 0, &cx.zone())
}

/// An officer says so: one who left long ago is written to. Whoever is no longer to be invited, or was
/// invited meanwhile, is a conflict.
pub async fn release(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<InvitationId> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = super::read::departure(conn, id).await?;
    if let Some(hindrance) = hindrance(conn, &departure, cx.today()).await? {
        return Err(Error::Conflict(hindrance.text()));
    }
    let invitation = invitations::actions::invite(cx, conn, departure.person_id, Some(id)).await?;
    settle(cx, conn, &departure).await?;
    Ok(invitation)
}

/// Nobody waits any more, whatever this person left: they have an answer or an invitation.
pub async fn settle(cx: &Cx, conn: &mut Conn, departure: &Departure) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    sql::update_released(conn, departure.person_id, cx.now).await?;
    Ok(())
}

/// Why somebody left, as a file has it: HR's alone.
pub async fn note_reason(cx: &Cx, conn: &mut Conn, id: DepartureId, reason: &str) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    sql::update_reason(conn, id, reason).await?;
    Ok(())
}

/// What was told was a mistake: the departure is as if it had never been recorded. `was_open` opens the
/// run of employment again.
pub async fn untell(cx: &Cx, conn: &mut Conn, id: DepartureId, was_open: bool) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = super::read::departure(conn, id).await?;
    if invitations::of_departure(conn, id).await?.is_some() {
        invitations::actions::withdraw(cx, conn, id).await?;
    }
    let kind = super::read::leaving(conn, id).await?.kind;
    states::lift_death(cx, conn, departure.person_id, kind).await?;
    sql::delete(conn, id).await?;
    if was_open {
        people::actions::reopen_tenure(cx, conn, departure.tenure_id).await?;
    }
    journal::note(cx, conn, Act::DepartureWithdrawn, departure.person_id.0, Some("undone")).await
}
