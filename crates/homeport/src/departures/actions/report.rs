//! What an HR system says about a departure: written down if it is new, moved on if it is further.

use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::{decisions, past, record, states};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::{Departure, DepartureId, Kind, NewDeparture, State, Who, of_tenure};
use crate::people::{self, TenureId};

/// A departure as a system tells of it.
#[derive(Clone, Debug)]
pub struct Report {
    pub who: Who,
    /// How far it is; where that is not said, the last day tells.
    pub state: Option<State>,
    pub last_day: Option<Day>,
    pub kind: Option<Kind>,
}

/// Which departure it is, and whether it is new. Told twice, nothing happens twice; nothing is taken
/// back, and what HR has written down by hand is not overwritten.
pub async fn report(cx: &Cx, conn: &mut Conn, report: &Report) -> Result<(DepartureId, bool)> {
    cx.viewer.must(Can::RunDepartures)?;
    check(report)?;
    let tenure = tenure(cx, conn, report).await?;
    match of_tenure(conn, tenure).await? {
        Some(recorded) => {
            move_on(cx, conn, &recorded, report).await?;
            Ok((recorded.departure_id, false))
        }
        None => Ok((write_down(cx, conn, tenure, report).await?, true)),
    }
}

/// A state and a last day that go together.
fn check(report: &Report) -> Result<()> {
    match (report.state, report.last_day) {
        (Some(State::Intended), Some(_)) => {
            Err(Error::invalid("last_day", Text::new("departures-problem-intended-day")))
        }
        (Some(State::Agreed | State::Complete), None) => {
            Err(Error::invalid("last_day", Text::new("departures-problem-day-missing")))
        }
        _ => Ok(()),
    }
}

/// The run of employment that ends; nobody else tells of it until the end of the transaction.
async fn tenure(cx: &Cx, conn: &mut Conn, report: &Report) -> Result<TenureId> {
    match &report.who {
        Who::Known(tenure) => {
            let entity = people::tenure(conn, *tenure).await?.entity_id;
            people::actions::hold_entity(conn, entity).await?;
            Ok(*tenure)
        }
        Who::New(person) => {
            let number = person.number.as_deref().map(|number| (person.entity, number));
            let key = &cx.app.key;
            if people::is_tombstoned(conn, key, number, &person.contacts).await?.is_some() {
                return Err(people::actions::closed());
            }
            Ok(record::newcomer(cx, conn, &new(report), person).await?.tenure_id)
        }
    }
}

fn new(report: &Report) -> NewDeparture {
    NewDeparture {
        who: report.who.clone(),
        last_day: report.last_day,
        kind: report.kind.unwrap_or(Kind::Unknown),
        contacts: Vec::new(),
        language: None,
        manager: None,
    }
}

async fn write_down(cx: &Cx, conn: &mut Conn, tenure: TenureId, report: &Report) -> Result<DepartureId> {
    let new = NewDeparture { who: Who::Known(tenure), ..new(report) };
    match (report.state, report.last_day) {
        (Some(State::Complete), Some(last_day)) if last_day > cx.today() => {
            let departure = record::record(cx, conn, &new).await?;
            states::complete(cx, conn, departure).await?;
            Ok(departure)
        }
        (None | Some(State::Complete), Some(last_day)) => {
            Ok(past::tell(cx, conn, tenure, last_day, new.kind).await?.departure)
        }
        _ => record::record(cx, conn, &new).await,
    }
}

async fn move_on(cx: &Cx, conn: &mut Conn, recorded: &Departure, report: &Report) -> Result<()> {
    let id = recorded.departure_id;
    if let Some(kind) = report.kind {
        decisions::fill_kind(cx, conn, id, kind).await?;
    }
    let Some(wanted) = wanted(cx, report) else { return Ok(()) };
    let is_other_day = report.last_day.is_some() && report.last_day != recorded.last_day;
    match (recorded.state, wanted) {
        (State::Complete, State::Complete) if is_other_day => Err(other_day(cx, recorded)),
        (State::Intended, State::Intended) | (State::Complete, State::Complete) => Ok(()),
        (State::Intended, State::Agreed) => agree(cx, conn, id, report).await,
        (State::Agreed, State::Agreed) if is_other_day => {
            states::put_off(cx, conn, id, report.last_day).await
        }
        (State::Agreed, State::Agreed) => Ok(()),
        (State::Intended | State::Agreed, State::Complete) => {
            if is_other_day {
                agree(cx, conn, id, report).await?;
            }
            states::complete(cx, conn, id).await?;
            Ok(())
        }
        (State::Withdrawn, _)
        | (_, State::Withdrawn)
        | (State::Agreed | State::Complete, State::Intended)
        | (State::Complete, State::Agreed) => Err(Error::Conflict(Text::new("departures-problem-backwards"))),
    }
}

async fn agree(cx: &Cx, conn: &mut Conn, id: DepartureId, report: &Report) -> Result<()> {
    match report.last_day {
        Some(last_day) => states::agree(cx, conn, id, last_day).await,
        None => Ok(()),
    }
}

/// How far it is, as far as the report says.
fn wanted(cx: &Cx, report: &Report) -> Option<State> {
    report.state.or_else(|| {
        let is_ahead = report.last_day? > cx.today();
        Some(if is_ahead { State::Agreed } else { State::Complete })
    })
}

fn other_day(cx: &Cx, recorded: &Departure) -> Error {
    let day = recorded.last_day.map_or_else(String::new, |day| cx.l().day(day));
    Error::Conflict(Text::new("departures-problem-other-day").with("day", day))
}
