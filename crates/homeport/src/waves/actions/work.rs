//! The work of a wave, a short transaction at a time.

use keel::clock::{Day, Time};
use keel::contact::Contact;
use keel::db::{Conn, DbError};
use keel::error::{Error, Result};
use keel::id::Id;
use keel::jobs;

use crate::app::{App, Cx};
use crate::departures::{self, DepartureId, Waiting};
use crate::desk;
use crate::people::{self, ContactKind};
use crate::waves::jobs::RunWave;
use crate::waves::model::{Beat, Outcome, Reach, SURE, State, Turn, Wave};
use crate::waves::{WaveId, sql};

/// So many steps are done in one job; the next job does the next, so that others have their turn.
const SLICE: usize = 100;
/// So many who wait are looked at in one step.
const STRETCH: usize = 500;
/// So often somebody's turn is tried.
const TRIES: i64 = 3;

/// What a step left to do.
enum After {
    /// More, at once.
    More,
    /// More, at a later time.
    At(Time),
    /// Nothing.
    Rest,
}

/// Does what a wave has to do now. A crash between two steps loses nothing: each is done or is not.
pub async fn work(app: &App, wave: WaveId) -> Result<()> {
    for _ in 0..SLICE {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        let Some(held) = sql::hold(&mut conn, wave).await? else { return Ok(()) };
        let after = match held.state {
            State::Gathering => gather(&cx, &mut conn, &held).await?,
            State::Running => match due(&cx, &mut conn, &held).await? {
                Due::Turn(turn) => {
                    let ended = take_turn(&cx, &mut conn, &held, &turn).await;
                    match ended {
                        Ok(()) => After::More,
                        Err(error) => {
                            drop(conn);
                            stumble(&cx, wave, &turn, error).await?;
                            continue;
                        }
                    }
                }
                Due::Nobody(after) => after,
            },
            State::Stopped => let_go(&mut conn, wave).await?,
            State::Ready | State::Paused | State::Done => After::Rest,
        };
        if let After::At(at) = after {
            jobs::enqueue_at(&mut conn, &app.ids, cx.now, at, &RunWave { wave }).await?;
        }
        cx.commit(conn).await?;
        if !matches!(after, After::More) {
            return Ok(());
        }
    }
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    jobs::enqueue(&mut conn, &app.ids, cx.now, &RunWave { wave }).await?;
    cx.commit(conn).await
}

/// Gives a turn to the next stretch of those who wait and are meant, who left last first.
async fn gather(cx: &Cx, conn: &mut Conn, wave: &Wave) -> Result<After> {
    let mut sieve = wave.sieve();
    sieve.kind = sql::leaving(conn, wave.wave_id).await?;
    let before = wave.looked_on.zip(wave.looked_id).unwrap_or_else(latest);
    let found = departures::waiting(conn, &sieve, before, cx.today(), STRETCH).await?;
    let mut planned = [0_i64; 4];
    let mut looked_at = 0;
    let mut position = wave.total();
    for lines in found.chunk_by(|one, next| one.departure_id == next.departure_id) {
        looked_at += 1;
        let reach = reach(cx, lines);
        let one = &lines[0];
        let is_meant = one.is_meant && reach.fits(wave.reachable);
        if is_meant && sql::insert_turn(conn, wave.wave_id, one.departure_id, one.person_id, position).await?
        {
            position += 1;
            planned[reach as usize] += 1;
        }
    }
    if let Some(last) = found.last() {
        let place = (last.last_day, last.departure_id);
        sql::update_looked(conn, wave.wave_id, place, planned).await?;
    }
    if looked_at == STRETCH {
        return Ok(After::More);
    }
    gathered(cx, conn, wave.wave_id, position).await
}

/// Where looking through those who wait begins.
pub fn latest() -> (Day, DepartureId) {
    (Day::from(jiff::civil::Date::constant(9999, 12, 31)), DepartureId(Id([0xff; 16])))
}

/// What somebody will hear by, of the lines with their contacts.
pub fn reach(cx: &Cx, lines: &[Waiting]) -> Reach {
    let settings = cx.app.settings();
    let is_private = |address: &Option<String>| {
        let contact = address.as_deref().map(|address| Contact::parse(address, "CN"));
        contact.is_some_and(|contact| contact.is_ok_and(|contact| people::is_private(&settings, &contact)))
    };
    let of = |kind| lines.iter().filter(move |line| line.contact_kind == Some(kind));
    let has_mail = of(ContactKind::Mail).any(|line| is_private(&line.address));
    Reach::of(has_mail, of(ContactKind::Mobile).next().is_some())
}

/// All who are meant have a turn: it begins, or waits for another yes, or there is nobody.
async fn gathered(cx: &Cx, conn: &mut Conn, wave: WaveId, total: i64) -> Result<After> {
    desk::actions::recount(cx, conn).await?;
    if total == 0 {
        sql::update_state(conn, wave, (State::Gathering, State::Done), Some(cx.now)).await?;
        return Ok(After::Rest);
    }
    if total > SURE {
        sql::update_state(conn, wave, (State::Gathering, State::Ready), None).await?;
        return Ok(After::Rest);
    }
    let rhythm = sql::wave(conn, wave).await?.rhythm();
    sql::begin(conn, wave, cx.now, rhythm.next(None, cx.now, &cx.zone())).await?;
    Ok(After::More)
}

/// Whose turn it is, if the rhythm lets anybody go now.
enum Due {
    Turn(Turn),
    Nobody(After),
}

async fn due(cx: &Cx, conn: &mut Conn, wave: &Wave) -> Result<Due> {
    let id = wave.wave_id;
    match wave.rhythm().beat(wave.period(), cx.now, &cx.zone()) {
        Beat::Wait(next) => {
            sql::end_period(conn, id, next).await?;
            return Ok(Due::Nobody(After::At(next)));
        }
        Beat::Go { begins: true } => drop(sql::begin_period(conn, id).await?),
        Beat::Go { begins: false } => {}
    }
    if let Some(turn) = sql::next_turn(conn, id).await? {
        return Ok(Due::Turn(turn));
    }
    sql::update_state(conn, id, (State::Running, State::Done), Some(cx.now)).await?;
    Ok(Due::Nobody(After::Rest))
}

/// One person: invited, or skipped with the reason. Either way this turn is over.
async fn take_turn(cx: &Cx, conn: &mut Conn, wave: &Wave, turn: &Turn) -> Result<()> {
    let id = wave.wave_id;
    let departure = departures::departure(conn, turn.departure_id).await?;
    let (outcome, invitation) = match departures::hindrance(conn, &departure, cx.today()).await? {
        Some(hindrance) => {
            if hindrance.is_for_good() {
                departures::actions::settle(cx, conn, &departure).await?;
            }
            (Outcome::from(hindrance), None)
        }
        None => {
            let invitation = departures::actions::release(cx, conn, turn.departure_id).await?;
            let contacts = people::private_contacts(conn, &cx.app.settings(), turn.person_id).await?;
            sql::note_sent(conn, id, cx.now).await?;
            (Outcome::from(Reach::of_contacts(&contacts)), Some(invitation))
        }
    };
    if sql::end_turn(conn, (id, turn.departure_id), outcome, invitation, cx.now).await? {
        sql::count_outcome(conn, id, outcome).await?;
    }
    Ok(())
}

/// A turn went wrong. What is wrong with the house is for the job to try again; what is wrong with this
/// one person must not keep the others waiting.
async fn stumble(cx: &Cx, wave: WaveId, turn: &Turn, error: Error) -> Result<()> {
    match error.db() {
        Some(DbError::Busy | DbError::Unreachable(_) | DbError::Full) => return Err(error),
        _ if error.is_full() => return Err(error),
        _ => tracing::warn!(%wave, departure = %turn.departure_id, %error, "somebody's turn in a wave"),
    }
    let mut conn = cx.begin().await?;
    sql::add_try(&mut conn, wave, turn.departure_id).await?;
    let is_last = turn.tries + 1 >= TRIES;
    if is_last && sql::end_turn(&mut conn, (wave, turn.departure_id), Outcome::Failed, None, cx.now).await? {
        sql::count_outcome(&mut conn, wave, Outcome::Failed).await?;
    }
    cx.commit(conn).await
}

/// Whoever had no turn when a wave was stopped can be meant by another.
async fn let_go(conn: &mut Conn, wave: WaveId) -> Result<After> {
    let gone = sql::delete_unturned(conn, wave, STRETCH).await?;
    Ok(if gone == 0 { After::Rest } else { After::More })
}
