//! The only writers of departures.

mod decisions;
mod many;
mod past;
mod record;
mod report;
mod sql;
mod states;
mod steps;

pub use decisions::{appeal, decide, set_leaving};
pub use many::{Batch, decide_all, go_on};
pub use past::{Told, note_reason, release, settle, tell, untell};
pub use record::record;
pub use report::{Report, report};
pub use states::{agree, complete, put_off, withdraw};
pub use steps::{add_step, remove_step, tick};

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::{Case, Departure, DepartureId, Ground, Kind, Policy, State, Verdict, sql as read};
use crate::access::Can;
use crate::app::Cx;
use crate::people::{self, Tenure};

/// Where a departure can still be changed: it was not taken back by somebody else meanwhile.
async fn living(conn: &mut Conn, id: DepartureId) -> Result<Departure> {
    let departure = read::departure(conn, id).await?;
    match departure.state {
        State::Withdrawn => Err(Error::Conflict(Text::new("departures-problem-withdrawn"))),
        State::Intended | State::Agreed | State::Complete => Ok(departure),
    }
}

/// How many days ahead a last day can lie before it looks like a slip of the pen.
const FARTHEST: i32 = 2 * 366;

/// A last day that this run of employment can have.
fn check_last_day(cx: &Cx, problems: &mut Problems, started_on: Day, last_day: Option<Day>) {
    let Some(last_day) = last_day else { return };
    if last_day < started_on {
        let start = cx.l().day(started_on);
        problems.add("last_day", Text::new("departures-problem-before-start").with("day", start));
    } else if cx.today().days_until(last_day) > FARTHEST {
        problems.add("last_day", Text::new("departures-problem-far").with("day", cx.l().day(last_day)));
    }
}

/// What the policy says about a departure now.
async fn judged(
    cx: &Cx,
    conn: &mut Conn,
    tenure: &Tenure,
    kind: Kind,
    last_day: Option<Day>,
) -> Result<(Verdict, Ground)> {
    let silence = people::silence_of(conn, tenure.person_id).await?.map(|silence| silence.kind);
    let days = tenure.days(last_day.unwrap_or_else(|| cx.today()));
    let case = Case { silence, person: tenure.kind, kind, days };
    Ok(Policy::read(&cx.app.settings()).verdict(&case))
}

/// Looks again at what follows for somebody after a silence began or was lifted. Nobody is invited by
/// this: after a silence, a person decides.
pub async fn judge(cx: &Cx, conn: &mut Conn, id: DepartureId) -> Result<Verdict> {
    cx.viewer.must(Can::RunDepartures)?;
    let departure = read::departure(conn, id).await?;
    let tenure = people::tenure(conn, departure.tenure_id).await?;
    let (verdict, _) = judge_again(cx, conn, &departure, &tenure, departure.last_day).await?;
    if departure.state == State::Complete && departure.verdict == Verdict::Never && verdict == Verdict::Invite
    {
        sql::update_verdict(conn, id, (Verdict::Held, Ground::Silence), None, cx.now).await?;
        return Ok(Verdict::Held);
    }
    Ok(verdict)
}

/// Looks again at what follows for somebody, unless a person has decided or the invitation is out of
/// the house: a decision stands, and what was handed over cannot be taken back by a rule.
async fn judge_again(
    cx: &Cx,
    conn: &mut Conn,
    departure: &Departure,
    tenure: &Tenure,
    last_day: Option<Day>,
) -> Result<(Verdict, Ground)> {
    let kind = read::leaving(conn, departure.departure_id).await?.kind;
    let fresh = judged(cx, conn, tenure, kind, last_day).await?;
    let stands = departure.ground == Ground::Officer || sql::is_handed(conn, departure.departure_id).await?;
    if fresh.0 != Verdict::Never && stands {
        return Ok((departure.verdict, departure.ground));
    }
    if fresh != (departure.verdict, departure.ground) {
        sql::update_verdict(conn, departure.departure_id, fresh, None, cx.now).await?;
    }
    Ok(fresh)
}
