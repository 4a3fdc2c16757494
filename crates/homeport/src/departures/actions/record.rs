//! Writing a departure down.

use keel::db::Conn;
use keel::error::{Error, OnUnique, Problems, Result, Text};

use super::{check_last_day, judged, sql, steps};
use crate::access::Can;
use crate::app::Cx;
use crate::departures::{Departure, DepartureId, Kind, NewDeparture, State, Who, of_tenure};
use crate::journal::{self, Act};
use crate::people::{self, NewPerson, SilenceKind, Tenure};

/// Records that somebody leaves, or thinks of it. Recorded already, it is that departure: a form sent
/// twice makes one. Nobody is told.
pub async fn record(cx: &Cx, conn: &mut Conn, new: &NewDeparture) -> Result<DepartureId> {
    cx.viewer.must(Can::RunDepartures)?;
    let tenure = match &new.who {
        Who::Known(tenure) => people::tenure(conn, *tenure).await?,
        Who::New(person) => newcomer(cx, conn, new, person).await?,
    };
    if let Some(recorded) = of_tenure(conn, tenure.tenure_id).await? {
        return Ok(recorded.departure_id);
    }
    check(cx, new, &tenure)?;
    let tenure = filled_in(cx, conn, new, tenure).await?;

    let (verdict, ground) = judged(cx, conn, &tenure, new.kind, new.last_day).await?;
    let departure = Departure {
        departure_id: DepartureId::next(&cx.app.ids, cx.now),
        person_id: tenure.person_id,
        tenure_id: tenure.tenure_id,
        state: if new.last_day.is_some() { State::Agreed } else { State::Intended },
        last_day: new.last_day,
        recorded_at: cx.now,
        completed_at: None,
        withdrawn_at: None,
        verdict,
        ground,
        role: None,
        verdict_at: Some(cx.now),
        appealed_at: None,
        is_past: false,
    };
    let again = Text::new("departures-problem-recorded-now");
    sql::insert(conn, &departure, cx.viewer.person).await.on_unique("departures_departure", "", again)?;
    sql::insert_leaving(conn, departure.departure_id, new.kind).await?;
    steps::copy(cx, conn, departure.departure_id).await?;
    journal::note(cx, conn, Act::DepartureRecorded, departure.departure_id.0, Some(departure.state.word()))
        .await?;
    if new.kind == Kind::Deceased {
        people::actions::silence(cx, conn, tenure.person_id, SilenceKind::Deceased).await?;
    }
    Ok(departure.departure_id)
}

/// The run of employment of somebody nobody wrote down yet, or of the same person written down a
/// moment ago: same name, entity and first day, and no two numbers.
pub(super) async fn newcomer(
    cx: &Cx,
    conn: &mut Conn,
    new: &NewDeparture,
    person: &NewPerson,
) -> Result<Tenure> {
    check_new(cx, new, person)?;
    people::actions::hold_entity(conn, person.entity).await?;
    let number = person.number.as_deref().and_then(people::number);
    let alike = people::same_person(conn, &person.name, person.entity, person.started_on).await?;
    let is_same = |tenure: &Tenure| tenure.number.is_none() || number.is_none() || tenure.number == number;
    if let Some(tenure) = alike.into_iter().find(is_same) {
        return Ok(tenure);
    }
    let person = people::actions::add(cx, conn, person).await?;
    people::tenures(conn, person).await?.into_iter().next().ok_or(Error::NotFound)
}

fn check_new(cx: &Cx, new: &NewDeparture, person: &NewPerson) -> Result<()> {
    let mut problems = Problems::new();
    if person.name.trim().is_empty() {
        problems.add("name", Text::new("people-problem-name"));
    }
    if person.started_on > cx.today() {
        problems.add("started_on", Text::new("departures-problem-start-ahead"));
    }
    check_last_day(cx, &mut problems, person.started_on, new.last_day);
    check_contacts(cx, &mut problems, &person.contacts);
    problems.ok()
}

fn check(cx: &Cx, new: &NewDeparture, tenure: &Tenure) -> Result<()> {
    let mut problems = Problems::new();
    check_last_day(cx, &mut problems, tenure.started_on, new.last_day);
    check_contacts(cx, &mut problems, &new.contacts);
    problems.ok()
}

/// An address of the company's own stops working when its owner leaves.
fn check_contacts(cx: &Cx, problems: &mut Problems, contacts: &[keel::contact::Contact]) {
    let settings = cx.app.settings();
    if contacts.iter().any(|contact| !people::is_private(&settings, contact)) {
        problems.add("mail", Text::new("departures-problem-company-address"));
    }
}

/// What the form says about somebody who was on file already.
async fn filled_in(cx: &Cx, conn: &mut Conn, new: &NewDeparture, tenure: Tenure) -> Result<Tenure> {
    let person = tenure.person_id;
    for contact in &new.contacts {
        people::actions::add_contact(cx, conn, person, contact, "departure", false).await?;
    }
    if let Some(language) = new.language
        && people::person(conn, person).await?.language != Some(language)
    {
        people::actions::set_language(cx, conn, person, language).await?;
    }
    if let Some(manager) = new.manager.filter(|manager| tenure.manager_id != Some(*manager)) {
        people::actions::set_manager(cx, conn, tenure.tenure_id, manager).await?;
    }
    people::tenure(conn, tenure.tenure_id).await
}
