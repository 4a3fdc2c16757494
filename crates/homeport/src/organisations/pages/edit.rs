//! The officer's forms: a new organisation, another place, one more name.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::organisations::{
    Alias, AliasId, Industry, NewOrganisation, OrganisationId, Relation, actions, seen, sql,
};
use crate::people::directory::Eye;
use crate::shell::{Choice, Form, Problem, Shell, beside};

const LABELS: [(&str, &str); 4] = [
    ("name", "organisations-name"),
    ("place", "organisations-place"),
    ("alias", "organisations-alias"),
    ("other", "organisations-other"),
];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    name: String,
    place: String,
    relations: Vec<String>,
    is_open: String,
    industry: String,
}

impl OrganisationForm {
    fn relations(&self) -> Vec<Relation> {
        self.relations.iter().filter_map(|word| Relation::from_word(word)).collect()
    }

    fn industry(&self) -> Option<Industry> {
        Industry::from_word(&self.industry)
    }

    fn read(&self) -> NewOrganisation {
        NewOrganisation {
            name: self.name.clone(),
            place: Some(self.place.clone()),
            relations: self.relations(),
            is_open: self.is_open == "1",
            industry: self.industry(),
        }
    }
}

#[derive(Template)]
#[template(path = "organisations/templates/new.html")]
struct New {
    s: Shell,
    form: OrganisationForm,
    relations: Vec<Choice>,
    industries: Vec<Choice>,
    problems: Vec<Problem>,
}

impl New {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

fn new_page(cx: &Cx, form: OrganisationForm, problems: &Problems) -> New {
    New {
        s: cx.narrow("people"),
        relations: words::relations(cx.l(), &form.relations()),
        industries: words::industries(cx.l(), "organisations-no-industry", form.industry()),
        problems: cx.problems(problems, &LABELS),
        form,
    }
}

/// `GET /organisations/new`
pub async fn new(cx: Cx) -> Answer {
    let form = OrganisationForm { is_open: "1".to_owned(), ..OrganisationForm::default() };
    cx.show(&new_page(&cx, form, &Problems::new()))
}

/// `POST /organisations`
pub async fn add(cx: Cx, Form(form): Form<OrganisationForm>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::add(&cx, &mut conn, &form.read()).await {
        Ok(id) => {
            cx.commit(conn).await?;
            cx.done(&format!("/organisations/{id}"), &Text::new("organisations-done-added"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            cx.invalid(&new_page(&cx, form, &problems))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "organisations/templates/edit.html")]
struct Edit {
    s: Shell,
    id: OrganisationId,
    title: String,
    form: OrganisationForm,
    relations: Vec<Choice>,
    industries: Vec<Choice>,
    names: Vec<Alias>,
    alias: String,
    other: String,
    problems: Vec<Problem>,
}

impl Edit {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// What came back with a problem.
#[derive(Default)]
pub struct Entered {
    pub form: Option<OrganisationForm>,
    pub alias: String,
    pub other: String,
}

/// `GET /organisations/{id}/edit`
pub async fn edit(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id.parse()?, Entered::default(), &Problems::new()).await?;
    cx.show(&page)
}

/// The page again, values kept.
pub async fn again(cx: &Cx, id: OrganisationId, entered: Entered, problems: &Problems) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(cx, &mut conn, id, entered, problems).await?;
    cx.invalid(&page)
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    id: OrganisationId,
    entered: Entered,
    problems: &Problems,
) -> Result<Edit> {
    let organisation = seen(conn, &Eye::of(&cx.viewer), id).await?;
    let form = match entered.form {
        Some(form) => form,
        None => OrganisationForm {
            name: organisation.name.clone(),
            place: organisation.place.clone().unwrap_or_default(),
            relations: sql::relations(conn, id).await?.iter().map(ToString::to_string).collect(),
            is_open: if organisation.is_open { "1".to_owned() } else { String::new() },
            industry: organisation.industry.map(|industry| industry.to_string()).unwrap_or_default(),
        },
    };
    let mut names = sql::names(conn, id).await?;
    names.retain(|one| one.name != organisation.name);
    Ok(Edit {
        s: cx.shell("people"),
        id,
        title: organisation.name,
        relations: words::relations(cx.l(), &form.relations()),
        industries: words::industries(cx.l(), "organisations-no-industry", form.industry()),
        names,
        alias: entered.alias,
        other: entered.other,
        problems: cx.problems(problems, &LABELS),
        form,
    })
}

/// `POST /organisations/{id}`
pub async fn change(cx: Cx, Path(id): Path<String>, Form(form): Form<OrganisationForm>) -> Answer {
    let id: OrganisationId = id.parse()?;
    let mut conn = cx.begin().await?;
    let done = actions::change(&cx, &mut conn, id, &form.read()).await;
    let entered = Entered { form: Some(form), ..Entered::default() };
    answered(&cx, conn, id, entered, done).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AliasForm {
    alias: String,
}

/// `POST /organisations/{id}/names`
pub async fn add_name(cx: Cx, Path(id): Path<String>, Form(form): Form<AliasForm>) -> Answer {
    let id: OrganisationId = id.parse()?;
    let mut conn = cx.begin().await?;
    let done = actions::add_alias(&cx, &mut conn, id, &form.alias).await;
    answered(&cx, conn, id, Entered { alias: form.alias, ..Entered::default() }, done).await
}

/// `POST /organisations/{id}/names/{name}/remove`
pub async fn remove_name(cx: Cx, Path((id, name)): Path<(String, String)>) -> Answer {
    let id: OrganisationId = id.parse()?;
    let name: AliasId = name.parse()?;
    let mut conn = cx.begin().await?;
    match actions::remove_alias(&cx, &mut conn, id, name).await {
        Ok(removed) => {
            cx.commit(conn).await?;
            let said = Text::new("organisations-done-removed").with("name", removed);
            cx.done(&format!("/organisations/{id}/edit"), &said)
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/organisations/{id}/edit"), &text),
        Err(other) => Err(other),
    }
}

async fn answered(cx: &Cx, conn: Conn, id: OrganisationId, entered: Entered, done: Result<()>) -> Answer {
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/organisations/{id}/edit"), &Text::new("organisations-done-saved"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            again(cx, id, entered, &problems).await
        }
        Err(other) => Err(other),
    }
}
