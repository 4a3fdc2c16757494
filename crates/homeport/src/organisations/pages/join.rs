//! Two organisations that are one: asked first, then done.

use askama::Template;
use axum::extract::{Path, Query};
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::edit::{Entered, again};
use crate::app::{Answer, Cx};
use crate::organisations::{Organisation, OrganisationId, actions, called, seen, sql};
use crate::people::directory::Eye;
use crate::shell::{Form, Shell};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The other one's name, as typed.
    other: String,
}

#[derive(Template)]
#[template(path = "organisations/templates/join.html")]
struct Join {
    s: Shell,
    kept: Organisation,
    gone: Organisation,
    names: String,
}

/// `GET /organisations/{id}/join?other=NAME`: says what becomes of the other one; nothing is joined by looking.
pub async fn ask_join(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let id: OrganisationId = id.parse()?;
    if asked.other.trim().is_empty() {
        return cx.to(&format!("/organisations/{id}/edit"));
    }
    let mut conn = cx.read().await?;
    match page(&cx, &mut conn, id, &asked.other).await {
        Ok(page) => cx.show(&page),
        Err(Error::Invalid(problems)) => {
            drop(conn);
            again(&cx, id, Entered { other: asked.other, ..Entered::default() }, &problems).await
        }
        Err(other) => Err(other),
    }
}

async fn page(cx: &Cx, conn: &mut Conn, id: OrganisationId, other: &str) -> Result<Join> {
    let eye = Eye::of(&cx.viewer);
    let kept = seen(conn, &eye, id).await?;
    let mut problems = Problems::new();
    let gone = match called(conn, other).await? {
        Some(same) if same == id => {
            problems.add("other", Text::new("organisations-problem-same"));
            None
        }
        Some(other) => Some(other),
        None => {
            problems.add("other", Text::new("organisations-problem-unknown"));
            None
        }
    };
    problems.ok()?;
    let gone = seen(conn, &eye, gone.ok_or(Error::NotFound)?).await?;
    let names = sql::names(conn, gone.organisation_id).await?;
    let names: Vec<_> = names.into_iter().map(|one| one.name).collect();
    Ok(Join { s: cx.narrow("people"), names: cx.l().list(&names), kept, gone })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    gone: String,
}

/// `POST /organisations/{id}/join`
pub async fn join(cx: Cx, Path(id): Path<String>, Form(form): Form<JoinForm>) -> Answer {
    let id: OrganisationId = id.parse()?;
    let gone: OrganisationId = form.gone.parse()?;
    let mut conn = cx.begin().await?;
    actions::join(&cx, &mut conn, id, gone).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/organisations/{id}"), &Text::new("organisations-done-joined"))
}
