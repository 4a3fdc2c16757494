//! The legal entities of the group.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::people::{self, EntityId};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Draft {
    name: String,
    name_en: String,
    telephone: String,
}

impl Draft {
    fn english(&self) -> Option<&str> {
        Some(self.name_en.trim()).filter(|text| !text.is_empty())
    }

    fn telephone(&self) -> Option<&str> {
        Some(self.telephone.trim()).filter(|text| !text.is_empty())
    }
}

#[derive(Template)]
#[template(path = "settings/templates/entities.html")]
struct Entities {
    s: Shell,
    rows: Vec<Line>,
    draft: Draft,
    problems: Vec<Problem>,
}

/// An entity and the form that changes it; its fields have names of their own.
struct Line {
    id: EntityId,
    draft: Draft,
    is_open: bool,
}

impl Entities {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

const LABELS: [(&str, &str); 3] = [
    ("name", "settings-entity-name"),
    ("name_en", "settings-entity-name-en"),
    ("telephone", "settings-telephone"),
];

async fn page(cx: &Cx) -> keel::error::Result<Entities> {
    let found = people::entities(&mut cx.read().await?).await?;
    let rows = found.into_iter().map(|entity| Line {
        id: entity.entity_id,
        draft: Draft {
            name: entity.name,
            name_en: entity.name_en.unwrap_or_default(),
            telephone: entity.telephone.unwrap_or_default(),
        },
        is_open: false,
    });
    let rows = rows.collect();
    Ok(Entities { s: cx.narrow("settings"), rows, draft: Draft::default(), problems: Vec::new() })
}

pub async fn entities(cx: Cx) -> Answer {
    let page = page(&cx).await?;
    cx.show(&page)
}

pub async fn add(cx: Cx, Form(draft): Form<Draft>) -> Answer {
    let mut conn = cx.begin().await?;
    let added =
        people::actions::add_entity(&cx, &mut conn, &draft.name, draft.english(), draft.telephone()).await;
    match added {
        Ok(_) => {
            cx.commit(conn).await?;
            cx.done("/settings/entities", &Text::new("settings-done-entity").with("name", draft.name))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut page = page(&cx).await?;
            page.problems = cx.problems(&problems, &LABELS);
            page.draft = draft;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

pub async fn change(cx: Cx, Path(entity): Path<String>, Form(draft): Form<Draft>) -> Answer {
    let entity: EntityId = entity.parse()?;
    let mut conn = cx.begin().await?;
    let (english, telephone) = (draft.english(), draft.telephone());
    match people::actions::change_entity(&cx, &mut conn, entity, &draft.name, english, telephone).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/settings/entities", &Text::new("settings-done-entity").with("name", draft.name))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut page = page(&cx).await?;
            page.problems = cx.problems(&problems, &LABELS);
            for problem in &mut page.problems {
                problem.field = "";
            }
            for row in page.rows.iter_mut().filter(|row| row.id == entity) {
                row.draft = draft.clone();
                row.is_open = true;
            }
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}
