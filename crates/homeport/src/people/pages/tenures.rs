//! One run of employment: opened, closed, corrected.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, OnUnique, Problems, Result, Text};
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::people::{self, EntityId, NewTenure, PersonId, PersonKind, Tenure, TenureId, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};

/// A run of employment as typed; part of two forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TenureForm {
    pub entity: String,
    pub number: String,
    pub kind: String,
    pub department: String,
    pub title: String,
    pub manager: String,
    pub started_on: String,
    pub last_day: String,
}

/// The labels of its fields.
pub const LABELS: [(&str, &str); 8] = [
    ("entity", "people-entity"),
    ("number", "people-number"),
    ("kind", "people-kind"),
    ("department", "people-department"),
    ("title", "people-job"),
    ("manager", "people-manager"),
    ("started_on", "people-started-on"),
    ("last_day", "people-last-day"),
];

impl TenureForm {
    /// What was typed, as far as it makes sense; the rest is noted.
    pub async fn read(&self, cx: &Cx, conn: &mut Conn, problems: &mut Problems) -> Result<Option<NewTenure>> {
        let started_on = words::day(problems, "started_on", &self.started_on);
        if self.started_on.trim().is_empty() {
            problems.add("started_on", Text::new("people-problem-start-missing"));
        }
        let ended_on = words::day(problems, "last_day", &self.last_day);
        let manager = words::manager(conn, problems, &self.manager).await?;
        let entity = match self.entity.parse::<EntityId>() {
            Ok(entity) => entity,
            Err(_) => actions::first_entity(cx, conn).await?,
        };
        let known = people::entities(conn).await?;
        if !known.iter().any(|one| one.entity_id == entity) {
            problems.add("entity", Text::new("people-problem-no-entity"));
        }
        let Some(started_on) = started_on else { return Ok(None) };
        Ok(Some(NewTenure {
            entity,
            number: words::line(&self.number),
            kind: PersonKind::from_word(&self.kind).unwrap_or(PersonKind::Employee),
            department: words::line(&self.department),
            title: words::line(&self.title),
            manager,
            started_on,
            ended_on,
            source: "officer".to_owned(),
        }))
    }

    pub fn kinds(&self, cx: &Cx) -> Vec<Choice> {
        words::kinds(cx.l(), PersonKind::from_word(&self.kind).unwrap_or(PersonKind::Employee))
    }
}

#[derive(Template)]
#[template(path = "people/templates/tenure_new.html")]
struct New {
    s: Shell,
    id: PersonId,
    name: String,
    tenure: TenureForm,
    kinds: Vec<Choice>,
    entities: Vec<Choice>,
    problems: Vec<Problem>,
}

impl New {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn new_tenure(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let page = new_page(&cx, &mut conn, id.parse()?, TenureForm::default(), &Problems::new()).await?;
    cx.show(&page)
}

async fn new_page(
    cx: &Cx,
    conn: &mut Conn,
    id: PersonId,
    tenure: TenureForm,
    problems: &Problems,
) -> Result<New> {
    Ok(New {
        s: cx.narrow("people"),
        id,
        name: people::person(conn, id).await?.name,
        kinds: tenure.kinds(cx),
        entities: words::entities(cx, conn, &tenure.entity).await?,
        problems: cx.problems(problems, &LABELS),
        tenure,
    })
}

pub async fn open(cx: Cx, Path(id): Path<String>, Form(form): Form<TenureForm>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    match write(&cx, &mut conn, id, &form).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/people/{id}/edit"), &Text::new("people-done-saved"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let page = new_page(&cx, &mut conn, id, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, conn: &mut Conn, id: PersonId, form: &TenureForm) -> Result<()> {
    people::person(conn, id).await?;
    let mut problems = Problems::new();
    let new = form.read(cx, conn, &mut problems).await?;
    problems.ok()?;
    if let Some(new) = new {
        let twice = Text::new("people-problem-number-now");
        actions::open_tenure(cx, conn, id, &new).await.on_unique("people_number", "number", twice)?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "people/templates/tenure.html")]
struct Show {
    s: Shell,
    name: String,
    base: String,
    back: String,
    title: String,
    line: String,
    last_day: String,
    is_ended: bool,
    manager: String,
    manager_now: String,
    problems: Vec<Problem>,
}

impl Show {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// What came back with a problem.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    last_day: String,
    manager: String,
}

pub async fn tenure(cx: Cx, Path(at): Path<(String, String)>) -> Answer {
    let mut conn = cx.read().await?;
    let tenure = theirs(&mut conn, &at).await?;
    let page = page(&cx, &mut conn, &tenure, Entered::default(), &Problems::new()).await?;
    cx.show(&page)
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    tenure: &Tenure,
    entered: Entered,
    problems: &Problems,
) -> Result<Show> {
    let id = tenure.person_id;
    let years = words::years(cx.l(), tenure.started_on, tenure.ended_on, cx.today());
    let manager_now = match tenure.manager_id {
        Some(manager) => people::person(conn, manager).await?.name,
        None => String::new(),
    };
    Ok(Show {
        s: cx.narrow("people"),
        name: people::person(conn, id).await?.name,
        base: format!("/people/{id}/tenures/{}", tenure.tenure_id),
        back: format!("/people/{id}/edit"),
        title: words::dotted([tenure.title.clone(), tenure.department.clone()]),
        line: words::dotted([Some(years), Some(tenure.entity_in(cx.lang).to_owned()), tenure.number.clone()]),
        is_ended: tenure.ended_on.is_some(),
        last_day: match entered.last_day.as_str() {
            "" => tenure.ended_on.map(|day| day.to_string()).unwrap_or_default(),
            typed => typed.to_owned(),
        },
        manager: entered.manager,
        manager_now,
        problems: cx.problems(problems, &LABELS),
    })
}

pub async fn end(cx: Cx, Path(at): Path<(String, String)>, Form(form): Form<Entered>) -> Answer {
    let mut conn = cx.begin().await?;
    let tenure = theirs(&mut conn, &at).await?;
    let mut problems = Problems::new();
    let last_day = words::day(&mut problems, "last_day", &form.last_day);
    if form.last_day.trim().is_empty() {
        problems.add("last_day", Text::new("people-problem-last-day-missing"));
    }
    let done = match (last_day, problems.ok()) {
        (Some(last_day), Ok(())) => actions::end_tenure(&cx, &mut conn, tenure.tenure_id, last_day).await,
        (_, refused) => refused,
    };
    answered(&cx, conn, &tenure, form, done).await
}

/// The last day was a mistake: it is still running.
pub async fn reopen(cx: Cx, Path(at): Path<(String, String)>) -> Answer {
    let mut conn = cx.begin().await?;
    let tenure = theirs(&mut conn, &at).await?;
    let done = actions::reopen_tenure(&cx, &mut conn, tenure.tenure_id).await;
    answered(&cx, conn, &tenure, Entered::default(), done).await
}

pub async fn manage(cx: Cx, Path(at): Path<(String, String)>, Form(form): Form<Entered>) -> Answer {
    let mut conn = cx.begin().await?;
    let tenure = theirs(&mut conn, &at).await?;
    let mut problems = Problems::new();
    let manager = words::manager(&mut conn, &mut problems, &form.manager).await?;
    if form.manager.trim().is_empty() {
        problems.add("manager", Text::new("people-problem-manager-unknown"));
    }
    let done = match (manager, problems.ok()) {
        (Some(manager), Ok(())) => actions::set_manager(&cx, &mut conn, tenure.tenure_id, manager).await,
        (_, refused) => refused,
    };
    answered(&cx, conn, &tenure, form, done).await
}

async fn answered(cx: &Cx, conn: Conn, tenure: &Tenure, form: Entered, done: Result<()>) -> Answer {
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/people/{}/edit", tenure.person_id), &Text::new("people-done-saved"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let page = page(cx, &mut conn, tenure, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

/// A run of employment of this person; of anybody else it is not found.
async fn theirs(conn: &mut Conn, (person, tenure): &(String, String)) -> Result<Tenure> {
    let person: PersonId = person.parse()?;
    let tenure = people::tenure(conn, tenure.parse::<TenureId>()?).await?;
    if tenure.person_id == person { Ok(tenure) } else { Err(Error::NotFound) }
}
