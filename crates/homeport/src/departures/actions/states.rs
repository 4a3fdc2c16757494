//! From thinking it over to the formalities, and back.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Problems, Result, Text};

use super::{check_last_day, judge_again, living, sql};
use crate::access::{Can, Role};
use crate::app::Cx;
use crate::departures::{Departure, DepartureId, Kind, State, Verdict, sql as read};
use crate::journal::{self, Act};
use crate::people::{self, PersonId, SilenceKind, Tenure};
use crate::{accounts, invitations};

/// The last day is agreed.
pub async fn agree(cx: &Cx, conn: &mut Conn, id: DepartureId, last_day: Day) -> Result<()> {
    move_to(cx, conn, id, Some(last_day), Act::DepartureAgreed).await
}

/// Another last day, or none yet. What was not sent is withdrawn, and the formalities are open again.
pub async fn put_off(cx: &Cx, conn: &mut Conn, id: DepartureId, last_day: Option<Day>) -> Result<()> {
    move_to(cx, conn, id, last_day, Act::DepartureMoved).await
}

async fn move_to(cx: &Cx, conn: &mut Conn, id: DepartureId, last_day: Option<Day>, act: Act) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = living(conn, id).await?;
    let tenure = people::tenure(conn, departure.tenure_id).await?;
    let mut problems = Problems::new();
    check_last_day(cx, &mut problems, tenure.started_on, last_day);
    problems.ok()?;

    let state = if last_day.is_some() { State::Agreed } else { State::Intended };
    sql::update_state(conn, id, (state, last_day), None).await?;
    undo(cx, conn, &departure).await?;
    judge_again(cx, conn, &departure, &tenure, last_day).await?;
    journal::note(cx, conn, act, id.0, Some(state.word())).await
}

/// The formalities are complete: the run of employment ends and whoever is to be invited is. Complete
/// already, nothing happens twice.
pub async fn complete(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<Verdict> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = living(conn, id).await?;
    if departure.state == State::Complete {
        return Ok(departure.verdict);
    }
    let tenure = people::tenure(conn, departure.tenure_id).await?;
    let last_day = last_day(cx, &departure, &tenure)?;
    people::actions::end_tenure(cx, conn, tenure.tenure_id, last_day).await?;
    sql::update_state(conn, id, (State::Complete, Some(last_day)), Some((cx.now, cx.viewer.person))).await?;
    let (verdict, _) = judge_again(cx, conn, &departure, &tenure, Some(last_day)).await?;
    journal::note(cx, conn, Act::DepartureCompleted, id.0, Some(verdict.word())).await?;
    accounts::actions::drop_roles(cx, conn, tenure.person_id).await?;
    if verdict == Verdict::Invite {
        invitations::actions::invite(cx, conn, tenure.person_id, Some(id)).await?;
    }
    Ok(verdict)
}

/// The day agreed on; today, if nobody named one.
fn last_day(cx: &Cx, departure: &Departure, tenure: &Tenure) -> Result<Day> {
    let last_day = departure.last_day.unwrap_or_else(|| cx.today());
    let mut problems = Problems::new();
    if last_day < tenure.started_on {
        problems.add("last_day", Text::new("departures-problem-start-ahead"));
    }
    problems.ok()?;
    Ok(last_day)
}

/// They stay after all. What was not sent is withdrawn; who has joined stays a member, as a colleague.
pub async fn withdraw(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = read::departure(conn, id).await?;
    if departure.state == State::Withdrawn {
        return Ok(());
    }
    sql::withdraw(conn, id, cx.now).await?;
    undo(cx, conn, &departure).await?;
    let kind = read::leaving(conn, id).await?.kind;
    lift_death(cx, conn, departure.person_id, kind).await?;
    journal::note(cx, conn, Act::DepartureWithdrawn, id.0, Some(departure.state.word())).await
}

/// A departure is no longer what `kind` said: a death recorded by mistake silences nobody.
pub(super) async fn lift_death(cx: &Cx, conn: &mut Conn, person: PersonId, kind: Kind) -> Result<()> {
    if kind != Kind::Deceased {
        return Ok(());
    }
    let silence = people::silence_of(conn, person).await?;
    if silence.is_some_and(|silence| silence.kind == SilenceKind::Deceased) {
        people::actions::lift_silence(cx, conn, person).await?;
    }
    Ok(())
}

/// Takes back what completing did, as far as it has not left the house.
async fn undo(cx: &Cx, conn: &mut Conn, departure: &Departure) -> Result<()> {
    if departure.state == State::Complete {
        people::actions::reopen_tenure(cx, conn, departure.tenure_id).await?;
    }
    invitations::actions::withdraw(cx, conn, departure.departure_id).await
}

/// The role in which a decision was made, as the person may be told.
pub(super) fn role_of(cx: &Cx) -> Option<Role> {
    [Role::Hr, Role::Officer].into_iter().find(|role| cx.viewer.is(*role))
}
