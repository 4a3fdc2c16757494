//! "Still right", on a person's page by an officer, on one's own by oneself.

use axum::extract::Path;
use keel::error::{Error, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::freshness::{Rhythm, actions};
use crate::people::PersonId;
use crate::shell::Form;

/// `POST /people/{id}/confirm`
pub async fn confirm_person(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse()?;
    let mut conn = cx.begin().await?;
    actions::confirm(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/people/{id}"), &Text::new("freshness-done-confirmed"))
}

/// `POST /me/confirm`
pub async fn confirm_me(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.begin().await?;
    actions::confirm(&cx, &mut conn, me).await?;
    cx.commit(conn).await?;
    cx.done("/me", &Text::new("freshness-done-confirmed-me"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RhythmForm {
    rhythm: String,
}

impl RhythmForm {
    pub(super) fn read(&self) -> keel::error::Result<Rhythm> {
        Rhythm::from_word(&self.rhythm)
            .ok_or_else(|| Error::invalid("rhythm", Text::new("freshness-problem-rhythm")))
    }
}

/// `POST /me/rhythm`
pub async fn set_rhythm(cx: Cx, Form(form): Form<RhythmForm>) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.begin().await?;
    actions::set_rhythm(&cx, &mut conn, me, form.read()?).await?;
    cx.commit(conn).await?;
    cx.done("/me", &Text::new("freshness-done-rhythm"))
}
