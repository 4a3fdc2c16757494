//! The checklist of leaving: the alliance's own, copied when a departure is recorded.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::{living, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::{DepartureId, StepId};
use crate::journal::{self, Act};
use crate::settings::Key;

/// A line longer than this is not a step but a letter.
const LONGEST: usize = 120;

/// A later change of the setting changes no departure that was recorded before.
pub(super) async fn copy(cx: &Cx, conn: &mut Conn, departure: DepartureId) -> Result<()> {
    let settings = cx.app.settings();
    for title in settings.get(Key::Steps).lines().map(str::trim).filter(|line| !line.is_empty()) {
        sql::insert_step(conn, StepId::next(&cx.app.ids, cx.now), departure, title).await?;
    }
    Ok(())
}

pub async fn add_step(cx: &Cx, conn: &mut Conn, departure: DepartureId, title: &str) -> Result<StepId> {
    cx.viewer.must(Can::RunDepartures)?;
    living(conn, departure).await?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() || title.chars().count() > LONGEST {
        return Err(Error::invalid("title", Text::new("departures-problem-step")));
    }
    let step = StepId::next(&cx.app.ids, cx.now);
    sql::insert_step(conn, step, departure, &title).await?;
    journal::note(cx, conn, Act::StepAdded, departure.0, None).await?;
    Ok(step)
}

/// Done, or not done after all; who and when is noted.
pub async fn tick(cx: &Cx, conn: &mut Conn, step: StepId, is_done: bool) -> Result<DepartureId> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = sql::step_of(conn, step).await?;
    let done = is_done.then_some((cx.now, cx.viewer.person));
    if sql::update_step(conn, step, done).await? > 0 {
        let act = if is_done { Act::StepDone } else { Act::StepUndone };
        journal::note(cx, conn, act, departure.0, None).await?;
    }
    Ok(departure)
}

pub async fn remove_step(cx: &Cx, conn: &mut Conn, step: StepId) -> Result<DepartureId> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = sql::step_of(conn, step).await?;
    sql::delete_step(conn, step).await?;
    journal::note(cx, conn, Act::StepRemoved, departure.0, None).await?;
    Ok(departure)
}
