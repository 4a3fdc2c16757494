//! Departures as HR systems tell of them and ask about them.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::json::{Faults, Given, Object};
use serde::Serialize;

use super::actions::{self, Report};
use super::{DepartureId, Ground, Kind, State, Verdict, Who, sql};
use crate::app::Cx;
use crate::people::{self, EntityId, PersonId, Tenure, Told};
use crate::tokens::{self, Answer, Body, Once, Refusal, Reply};

/// How far a departure and its invitation are. Who it is about, as whoever asks wrote it; how and why
/// they left is HR's to write and nobody's to read here.
#[derive(Serialize)]
struct Resource {
    id: DepartureId,
    person: Whom,
    state: State,
    last_day: Option<Day>,
    verdict: Verdict,
    ground: Ground,
    /// Left long ago: nobody writes before an officer says so.
    waits_for_wave: bool,
    recorded_at: String,
    clock: Clock,
}

#[derive(Serialize)]
struct Whom {
    id: PersonId,
    entity: EntityId,
    number: Option<String>,
}

#[derive(Serialize)]
struct Clock {
    completed_at: Option<String>,
    send_at: Option<String>,
    handed_at: Option<String>,
    opened_at: Option<String>,
    joined_at: Option<String>,
}

pub async fn show(cx: Cx, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let id: DepartureId = id.parse()?;
    let mut conn = cx.read().await?;
    let resource = resource(&mut conn, id).await?;
    Ok(Reply::ok(&resource)?.unless_known(&headers))
}

pub async fn report(cx: Cx, body: Body) -> Answer {
    let Body { object, bytes, headers } = body;
    let said = Said::read(object)?;
    let once = Once::of(&cx, &headers, &bytes)?;
    let mut conn = tokens::actions::begin(&cx).await?;
    if let Some(told) = once.told(&cx, &mut conn).await? {
        return Ok(told.into_response());
    }
    let (id, is_new) = write(&cx, &mut conn, said).await?;
    let resource = resource(&mut conn, id).await?;
    let reply = match is_new {
        true => Reply::created(&resource, format!("/api/departures/{id}"))?,
        false => Reply::ok(&resource)?,
    };
    once.keep(&mut conn, &reply, resource.person.id).await?;
    cx.commit(conn).await?;
    Ok(reply.into_response())
}

async fn write(cx: &Cx, conn: &mut Conn, said: Said) -> std::result::Result<(DepartureId, bool), Refusal> {
    let who = who(conn, &said).await.map_err(|error| Refusal::placed(error, pointer))?;
    let report = Report { who, state: said.state, last_day: said.last_day, kind: said.kind };
    let reported = actions::report(cx, conn, &report).await;
    reported.map_err(|error| Refusal::placed(error, pointer))
}

/// The body, as far as it makes sense by itself.
struct Said {
    entity: String,
    number: Option<String>,
    /// Somebody who may not be on file, with all that is said about them.
    newcomer: Option<Told>,
    last_day: Option<Day>,
    kind: Option<Kind>,
    state: Option<State>,
}

impl Said {
    fn read(mut body: Object) -> std::result::Result<Self, Refusal> {
        let mut faults = Faults::default();
        let person = body.object("person", &mut faults);
        let last_day = body.day("last_day", &mut faults).value();
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| (kind.word(), *kind)).collect();
        let kind = body.word("kind", &mut faults, &kinds);
        let states: Vec<_> = STATES.iter().map(|state| (state.word(), *state)).collect();
        let state = body.word("state", &mut faults, &states);
        let kind = body.not_null("kind", kind, &mut faults);
        let state = body.not_null("state", state, &mut faults);
        let person = body.needed("person", person, &mut faults).and_then(|whom| whom_of(whom, &mut faults));
        body.end(&mut faults);
        match person {
            Some((entity, number, newcomer)) if faults.is_empty() => {
                Ok(Self { entity, number, newcomer, last_day, kind, state })
            }
            _ => Err(Refusal::Body(faults)),
        }
    }
}

/// What a system may say; taking a departure back is for people.
pub const STATES: [State; 3] = [State::Intended, State::Agreed, State::Complete];

/// Company and number of somebody on file, or everything about somebody who is not.
fn whom_of(mut whom: Object, faults: &mut Faults) -> Option<(String, Option<String>, Option<Told>)> {
    let entity = whom.text("entity", faults);
    let entity = whom.needed("entity", entity, faults);
    let number = whom.text("number", faults);
    let number = whom.not_null("number", number, faults);
    let is_described = number.is_none() || !whom.is_empty();
    let told = is_described.then(|| {
        for name in ["name", "started_on"].into_iter().filter(|name| !whom.has(name)) {
            faults.add(whom.pointer(name), Text::new("keel-json-missing"));
        }
        Told::read(&mut whom, faults)
    });
    // The run of employment ends on the last day, which stands outside.
    if told.as_ref().is_some_and(|told| !told.ended_on.is_nothing()) {
        faults.add(whom.pointer("ended_on"), Text::new("keel-json-unknown"));
    }
    whom.end(faults);
    Some((entity?, number, told))
}

/// Somebody on file is not changed by what is said here beside the number.
async fn who(conn: &mut Conn, said: &Said) -> Result<Who> {
    let entity = match people::entity_called(conn, &said.entity).await {
        Err(Error::NotFound) => {
            return Err(Error::invalid("entity", Text::new("people-problem-entity-unknown")));
        }
        found => found?.entity_id,
    };
    let holder = match &said.number {
        Some(number) => people::holder(conn, entity, number).await?,
        None => None,
    };
    let name = said.newcomer.as_ref().and_then(|told| told.name.as_deref());
    match (holder, &said.newcomer) {
        (Some(None), _) => Err(people::actions::closed()),
        (Some(Some(person)), _) if people::is_going(conn, person).await? => Err(people::actions::closed()),
        (Some(Some(person)), _) if !people::actions::goes_by(conn, person, name).await? => {
            Err(people::actions::other_name())
        }
        (Some(Some(person)), _) => Ok(Who::Known(run(conn, person, entity, said).await?)),
        (None, Some(told)) => {
            let manager = manager(conn, entity, &told.manager).await?;
            Ok(Who::New(Box::new(told.newcomer(entity, said.number.clone(), manager)?)))
        }
        (None, None) => Err(Error::invalid("number", Text::new("departures-problem-no-such-number"))),
    }
}

/// The run of employment under this number that the last day lies in, or else the latest.
async fn run(conn: &mut Conn, person: PersonId, entity: EntityId, said: &Said) -> Result<people::TenureId> {
    let number = said.number.as_deref().and_then(people::number);
    let all = people::tenures(conn, person).await?;
    let mine = || all.iter().filter(|tenure| tenure.entity_id == entity && tenure.number == number);
    let is_within = |tenure: &&Tenure| said.last_day.is_none_or(|day| tenure.started_on <= day);
    let found = mine().find(is_within).or_else(|| mine().next());
    found.map(|tenure| tenure.tenure_id).ok_or(Error::NotFound)
}

async fn manager(conn: &mut Conn, entity: EntityId, given: &Given<String>) -> Result<Option<PersonId>> {
    let Given::Value(number) = given else { return Ok(None) };
    let found = people::find_by_number(conn, entity, number).await?;
    let unknown = || Error::invalid("manager", Text::new("people-problem-manager-unknown"));
    found.map(Some).ok_or_else(unknown)
}

/// Where a field of an action stands in the body.
fn pointer(field: &str) -> String {
    match field {
        "" => String::new(),
        "last_day" | "kind" | "state" => format!("/{field}"),
        "contact" | "mail" => "/person/contacts".to_owned(),
        other => format!("/person/{other}"),
    }
}

async fn resource(conn: &mut Conn, id: DepartureId) -> Result<Resource> {
    let departure = sql::departure(conn, id).await?;
    let row = sql::row(conn, id).await?;
    let tenure = people::tenure(conn, departure.tenure_id).await?;
    let at = |time: Option<Time>| time.map(|time| time.to_string());
    Ok(Resource {
        id,
        person: Whom { id: departure.person_id, entity: tenure.entity_id, number: tenure.number },
        state: departure.state,
        last_day: departure.last_day,
        verdict: departure.verdict,
        ground: departure.ground,
        waits_for_wave: departure.is_past && departure.verdict == Verdict::Invite && row.send_at.is_none(),
        recorded_at: departure.recorded_at.to_string(),
        clock: Clock {
            completed_at: at(departure.completed_at),
            send_at: at(row.send_at),
            handed_at: at(row.handed_at),
            opened_at: at(row.opened_at),
            joined_at: at(row.joined_at),
        },
    })
}
