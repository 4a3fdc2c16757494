//! What is done with an import: a form each, and back to its page.

use std::collections::BTreeMap;

use axum::extract::Path;
use keel::error::{Error, Text};
use serde::Deserialize;

use super::columns;
use crate::app::{Answer, Cx};
use crate::imports::{ImportId, State, actions, sql};
use crate::shell::Form;

const LABELS: [(&str, &str); 3] =
    [("columns", "imports-columns"), ("dates", "imports-dates"), ("entity", "imports-entity")];

/// What the columns mean; then everything is read once, to say what would happen.
pub async fn map(cx: Cx, Path(id): Path<String>, Form(form): Form<BTreeMap<String, String>>) -> Answer {
    let id: ImportId = id.parse()?;
    let before = sql::import(&mut cx.read().await?, id).await?;
    let told = async {
        let (mapping, terms) = columns::said(&cx, &before, &form).await?;
        actions::map(&cx, id, mapping, terms).await?;
        let mut conn = cx.begin().await?;
        actions::check(&cx, &mut conn, id).await?;
        cx.commit(conn).await
    };
    match told.await {
        Ok(()) => cx.to(&format!("/imports/{id}")),
        Err(Error::Invalid(problems)) => {
            let import = sql::import(&mut cx.read().await?, id).await?;
            let mut page = columns::page(&cx, import).await?;
            page.problems = cx.problems(&problems, &LABELS);
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/imports/{id}"), &text),
        Err(other) => Err(other),
    }
}

#[derive(Deserialize)]
pub struct SheetForm {
    sheet: String,
}

/// `POST /imports/{id}/sheet`: another sheet of the book is meant.
pub async fn sheet(cx: Cx, Path(id): Path<String>, Form(form): Form<SheetForm>) -> Answer {
    let id: ImportId = id.parse()?;
    let columns = format!("/imports/{id}/columns");
    match actions::sheet(&cx, id, &form.sheet).await {
        Ok(()) => cx.done(&columns, &Text::new("imports-done-sheet").with("sheet", form.sheet)),
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => cx.sorry(&columns, &error.text()),
        Err(other) => Err(other),
    }
}

macro_rules! act {
    ($name:ident, $action:path, $done:literal) => {
        pub async fn $name(cx: Cx, Path(id): Path<String>) -> Answer {
            let id: ImportId = id.parse()?;
            let mut conn = cx.begin().await?;
            let path = format!("/imports/{id}");
            match $action(&cx, &mut conn, id).await {
                Ok(()) => {
                    cx.commit(conn).await?;
                    cx.done(&path, &Text::new($done))
                }
                Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => cx.sorry(&path, &error.text()),
                Err(other) => Err(other),
            }
        }
    };
}

act!(start, actions::start, "imports-done-start");
act!(pause, actions::pause, "imports-done-pause");
act!(resume, actions::resume, "imports-done-resume");
act!(undo, actions::undo, "imports-done-undo");

pub async fn discard(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ImportId = id.parse()?;
    let mut conn = cx.begin().await?;
    match actions::discard(&cx, &mut conn, id).await {
        Ok(file) => {
            cx.commit(conn).await?;
            if let Some(file) = file {
                cx.app.files.delete(file).await?;
            }
            cx.done("/imports", &Text::new("imports-done-discard").with("state", State::Dropped.word()))
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/imports/{id}"), &text),
        Err(other) => Err(other),
    }
}
