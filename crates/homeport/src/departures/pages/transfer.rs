//! Moving within the group, which is no departure.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, OnUnique as _, Problems, Result, Text};
use serde::Deserialize;

use super::record::manager;
use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::of_tenure;
use crate::people::{self, EntityId, NewTenure, PersonKind, TenureId};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/transfer.html")]
struct Transfer {
    s: Shell,
    action: String,
    name: String,
    line: String,
    entities: Vec<Choice>,
    form: TransferForm,
    problems: Vec<Problem>,
}

impl Transfer {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }

    fn kind_of(&self, typed: &str) -> &'static str {
        words::input_kind(typed)
    }
}

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct TransferForm {
    entity: String,
    number: String,
    department: String,
    title: String,
    manager: String,
    started_on: String,
}

pub async fn transfer(cx: Cx, Path(id): Path<TenureId>) -> Answer {
    let page = page(&cx, id, TransferForm::default(), &Problems::new()).await?;
    cx.show(&page)
}

pub async fn set_transfer(cx: Cx, Path(id): Path<TenureId>, Form(form): Form<TransferForm>) -> Answer {
    match write(&cx, id, &form).await {
        Ok(name) => cx.done("/departures", &Text::new("departures-done-transferred").with("name", name)),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, id, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, id: TenureId, form: &TransferForm) -> Result<String> {
    cx.viewer.must(Can::EditPeople)?;
    let mut conn = cx.begin().await?;
    let tenure = people::tenure(&mut conn, id).await?;
    if of_tenure(&mut conn, id).await?.is_some() {
        return Err(Error::invalid("", Text::new("departures-problem-transfer-leaving")));
    }
    let to = read(&mut conn, tenure.kind, form).await?;
    let taken = Text::new("departures-problem-number-now");
    people::actions::transfer(cx, &mut conn, id, &to).await.on_unique("people_number", "number", taken)?;
    let name = people::person(&mut conn, tenure.person_id).await?.name;
    cx.commit(conn).await?;
    Ok(name)
}

async fn read(conn: &mut Conn, kind: PersonKind, form: &TransferForm) -> Result<NewTenure> {
    let mut problems = Problems::new();
    let entity = form.entity.parse::<EntityId>().ok();
    if entity.is_none() {
        problems.add("entity", Text::new("people-problem-no-entity"));
    }
    let started_on = words::day_of(&mut problems, "started_on", &form.started_on);
    if started_on.is_none() && form.started_on.trim().is_empty() {
        problems.add("started_on", Text::new("departures-problem-start-missing"));
    }
    let manager = manager(conn, &mut problems, &form.manager).await?;
    let (Some(entity), Some(started_on), true) = (entity, started_on, problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(NewTenure {
        entity,
        number: line(&form.number),
        kind,
        department: line(&form.department),
        title: line(&form.title),
        manager,
        started_on,
        ended_on: None,
        source: "transfer".to_owned(),
    })
}

async fn page(cx: &Cx, id: TenureId, form: TransferForm, problems: &Problems) -> Result<Transfer> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let tenure = people::tenure(&mut conn, id).await?;
    let name = people::person(&mut conn, tenure.person_id).await?.name;
    let chosen = form.entity.parse::<EntityId>().ok();
    let entities = people::entities(&mut conn).await?;
    let option = |entity: &people::Entity| Choice {
        value: entity.entity_id.to_string(),
        label: entity.name_in(l.lang()).to_owned(),
        is_chosen: Some(entity.entity_id) == chosen,
    };
    let labels = [
        ("entity", "departures-entity"),
        ("number", "departures-number"),
        ("started_on", "departures-transfer-day"),
        ("manager", "departures-manager"),
    ];
    let parts =
        [tenure.number.clone(), Some(tenure.entity_in(l.lang()).to_owned()), tenure.department.clone()];
    Ok(Transfer {
        action: format!("/departures/transfer/{id}"),
        name,
        line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        entities: entities.iter().map(option).collect(),
        problems: cx.problems(problems, &labels),
        form,
        s: cx.narrow("departures"),
    })
}
