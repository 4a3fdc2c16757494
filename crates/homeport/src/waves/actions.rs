//! The only writers of waves.

mod work;

pub use work::{latest, reach, work};

use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::jobs;

use super::jobs::RunWave;
use super::model::{MOST, NewWave, Pace, State};
use super::{WaveId, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};

/// Asks for a wave: those who wait and fit are gathered, and, unless they are very many, written to. The
/// same form sent twice is one wave.
pub async fn ask(cx: &Cx, conn: &mut Conn, new: &NewWave) -> Result<()> {
    cx.viewer.must(Can::RunDepartures)?;
    new.sieve.must(&cx.viewer)?;
    check(new)?;
    if !sql::insert(conn, new, cx.now, cx.viewer.person).await? {
        return Ok(());
    }
    if let Some(kind) = new.sieve.kind {
        sql::insert_leaving(conn, new.wave_id, kind).await?;
    }
    journal::note(cx, conn, Act::WaveAsked, new.wave_id, Some(new.rhythm.pace.word())).await?;
    enqueue(cx, conn, new.wave_id).await
}

fn check(new: &NewWave) -> Result<()> {
    let mut problems = Problems::new();
    let rhythm = new.rhythm;
    if rhythm.is_paced() && !(1..=MOST).contains(&rhythm.size) {
        problems.add("size", Text::new("waves-problem-size").with("most", MOST));
    }
    if rhythm.pace == Pace::Daily && !(7..=20).contains(&rhythm.hour) {
        problems.add("hour", Text::new("waves-problem-hour"));
    }
    if new.sieve.from.zip(new.sieve.to).is_some_and(|(from, to)| from > to) {
        problems.add("to", Text::new("waves-problem-years"));
    }
    problems.ok()
}

async fn enqueue(cx: &Cx, conn: &mut Conn, wave: WaveId) -> Result<()> {
    jobs::enqueue(conn, &cx.app.ids, cx.now, &RunWave { wave }).await
}

/// Somebody saw how many they are and says yes.
pub async fn start(cx: &Cx, conn: &mut Conn, id: WaveId) -> Result<()> {
    let wave = held(cx, conn, id).await?;
    match wave.state {
        State::Ready => {}
        State::Running => return Ok(()),
        State::Gathering | State::Paused | State::Stopped | State::Done => return Err(too_late()),
    }
    sql::begin(conn, id, cx.now, wave.rhythm().next(None, cx.now, &cx.zone())).await?;
    journal::note(cx, conn, Act::WaveResumed, id, None).await?;
    enqueue(cx, conn, id).await
}

/// Nothing more leaves until somebody resumes it.
pub async fn pause(cx: &Cx, conn: &mut Conn, id: WaveId) -> Result<()> {
    move_to(cx, conn, id, (State::Running, State::Paused), Act::WavePaused).await
}

pub async fn resume(cx: &Cx, conn: &mut Conn, id: WaveId) -> Result<()> {
    move_to(cx, conn, id, (State::Paused, State::Running), Act::WaveResumed).await?;
    enqueue(cx, conn, id).await
}

async fn move_to(cx: &Cx, conn: &mut Conn, id: WaveId, step: (State, State), act: Act) -> Result<()> {
    let wave = held(cx, conn, id).await?;
    if wave.state == step.1 {
        return Ok(());
    }
    if !sql::update_state(conn, id, step, None).await? {
        return Err(too_late());
    }
    journal::note(cx, conn, act, id, None).await
}

/// Nothing more leaves at all; whoever had no turn goes on waiting.
pub async fn stop(cx: &Cx, conn: &mut Conn, id: WaveId) -> Result<()> {
    let wave = held(cx, conn, id).await?;
    match wave.state {
        State::Gathering | State::Ready | State::Running | State::Paused => {}
        State::Stopped => return Ok(()),
        State::Done => return Err(too_late()),
    }
    sql::update_state(conn, id, (wave.state, State::Stopped), Some(cx.now)).await?;
    journal::note(cx, conn, Act::WaveStopped, id, None).await?;
    enqueue(cx, conn, id).await
}

async fn held(cx: &Cx, conn: &mut Conn, id: WaveId) -> Result<super::Wave> {
    cx.viewer.must(Can::RunDepartures)?;
    sql::hold(conn, id).await?.ok_or(Error::NotFound)
}

fn too_late() -> Error {
    Error::Conflict(Text::new("waves-problem-over"))
}
