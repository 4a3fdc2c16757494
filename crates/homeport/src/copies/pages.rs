//! Asking for a copy.

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use keel::error::Error;
use serde::Deserialize;

use super::model::Format;
use super::{actions, file};
use crate::app::{Answer, Cx};
use crate::people::PersonId;
use crate::shell::{Form, Shell};

#[derive(Template)]
#[template(path = "copies/templates/index.html")]
struct Index {
    s: Shell,
}

/// `GET /me/copy`: what a copy is, and the two forms it comes in.
pub async fn index(cx: Cx) -> Answer {
    cx.viewer.somebody()?;
    cx.show(&Index { s: cx.narrow("") })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    format: String,
}

/// `POST /me/copy`: the file.
pub async fn make(cx: Cx, Form(wanted): Form<Wanted>) -> Answer {
    let person = cx.viewer.somebody()?;
    answer(&cx, person, &wanted).await
}

/// The copy of somebody who is the viewer, or whose link the viewer was sent.
pub async fn answer(cx: &Cx, person: PersonId, wanted: &Wanted) -> Answer {
    let format = Format::from_word(&wanted.format).ok_or(Error::NotFound)?;
    let copy = actions::make(cx, person).await?;
    let (content, name, body) = match format {
        Format::Html => {
            ("text/html; charset=utf-8", "attachment; filename=\"about-me.html\"", file::html(cx, &copy)?)
        }
        Format::Json => {
            ("application/json", "attachment; filename=\"about-me.json\"", file::json(cx, &copy)?)
        }
    };
    let headers = [
        (header::CONTENT_TYPE, content),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}
