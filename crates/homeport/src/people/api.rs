//! People as HR systems read and write them: one person, by company and number.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use keel::clock::Day;
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::json::Faults;
use serde::Serialize;

use super::told::SOURCE;
use super::{
    Audience, ContactKind, EntityId, NameKind, OnFile, PersonId, PersonKind, Tenure, Told, actions, reads,
    words,
};
use crate::app::Cx;
use crate::tokens::{self, Answer, Body, Refusal, Reply, is_changed_since};

/// What HR has said or is good to know for it. Nothing that people told the alliance: neither whether
/// they joined, nor what they added to themselves.
#[derive(Serialize)]
struct Resource {
    id: PersonId,
    entity: Company,
    number: String,
    name: String,
    other_names: Vec<String>,
    language: Option<&'static str>,
    place: Option<String>,
    contacts: Contacts,
    kind: PersonKind,
    department: Option<String>,
    title: Option<String>,
    /// By number, where the manager has one in the same company.
    manager: Option<String>,
    started_on: Day,
    ended_on: Option<Day>,
}

#[derive(Serialize)]
struct Company {
    id: EntityId,
    name: String,
    name_en: Option<String>,
}

#[derive(Serialize)]
struct Contacts {
    mail: Option<String>,
    mobile: Option<String>,
}

pub async fn show(cx: Cx, Path((entity, number)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let mut conn = cx.read().await?;
    let entity = reads::entity_called(&mut conn, &entity).await?.entity_id;
    let reply = known(&mut conn, entity, &number).await?.ok_or(Error::NotFound)?;
    Ok(reply.unless_known(&headers))
}

pub async fn tell(cx: Cx, Path((entity, number)): Path<(String, String)>, body: Body) -> Answer {
    let Body { object: mut said, headers, .. } = body;
    let mut faults = Faults::default();
    let told = Told::read(&mut said, &mut faults);
    said.end(&mut faults);
    if !faults.is_empty() {
        return Err(Refusal::Body(faults));
    }
    let mut conn = tokens::actions::begin(&cx).await?;
    let entity = reads::entity_called(&mut conn, &entity).await?.entity_id;
    let before = known(&mut conn, entity, &number).await?;
    if is_changed_since(&headers, before.as_ref()) {
        return Err(Refusal::Changed);
    }
    let written = actions::tell(&cx, &mut conn, entity, &number, &told).await;
    let (person, is_new) = written.map_err(|error| Refusal::placed(error, pointer))?;
    let now = resource(&mut conn, person, entity, &number).await?.ok_or(Error::NotFound)?;
    cx.commit(conn).await?;
    let reply = if is_new { Reply::created(&now, cx.path.clone())? } else { Reply::ok(&now)? };
    Ok(reply.into_response())
}

/// Where a field of an action stands in the body.
pub(crate) fn pointer(field: &str) -> String {
    match field {
        "last_day" => "/ended_on".to_owned(),
        "contact" | "mail" => "/contacts".to_owned(),
        // Both stand in the address.
        "number" | "entity" | "" => String::new(),
        other => format!("/{other}"),
    }
}

/// Whoever has this number, as they are on file.
async fn known(conn: &mut Conn, entity: EntityId, number: &str) -> Result<Option<Reply>> {
    let Some(person) = reads::find_by_number(conn, entity, number).await? else { return Ok(None) };
    resource(conn, person, entity, number).await?.map(|now| Reply::ok(&now)).transpose()
}

async fn resource(
    conn: &mut Conn,
    person: PersonId,
    entity: EntityId,
    number: &str,
) -> Result<Option<Resource>> {
    let number = words::number(number);
    let all = reads::tenures(conn, person).await?;
    let is_meant = |tenure: &Tenure| tenure.entity_id == entity && tenure.number == number;
    let Some(run) = all.into_iter().find(is_meant) else { return Ok(None) };
    if reads::is_going(conn, person).await? {
        return Ok(None);
    }
    let kept = reads::person(conn, person).await?;
    let names = reads::names(conn, person).await?;
    let open =
        names.into_iter().filter(|name| name.kind == NameKind::Other && name.audience >= Audience::Members);
    let on_file = reads::contacts(conn, person).await?;
    let manager = match run.manager_id {
        Some(manager) => number_of(conn, manager, entity).await?,
        None => None,
    };
    Ok(Some(Resource {
        id: person,
        entity: Company { id: entity, name: run.entity, name_en: run.entity_en },
        number: run.number.unwrap_or_default(),
        name: kept.name,
        other_names: open.map(|name| name.name).collect(),
        language: kept.language.map(keel::l10n::Lang::code),
        place: kept.place,
        contacts: Contacts {
            mail: from_hr(&on_file, ContactKind::Mail),
            mobile: from_hr(&on_file, ContactKind::Mobile),
        },
        kind: run.kind,
        department: run.department,
        title: run.title,
        manager,
        started_on: run.started_on,
        ended_on: run.ended_on,
    }))
}

/// The latest that a file or a system of HR's gave; what the person gave is not for HR.
fn from_hr(on_file: &[OnFile], kind: ContactKind) -> Option<String> {
    let theirs =
        on_file.iter().filter(|one| one.kind == kind && matches!(one.source.as_str(), SOURCE | "file"));
    theirs.max_by_key(|one| one.contact_id).map(|one| one.address.clone())
}

async fn number_of(conn: &mut Conn, person: PersonId, entity: EntityId) -> Result<Option<String>> {
    let tenures = reads::tenures(conn, person).await?;
    Ok(tenures.into_iter().filter(|tenure| tenure.entity_id == entity).find_map(|tenure| tenure.number))
}
