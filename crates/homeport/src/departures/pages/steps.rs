//! The checklist of one departure.

use axum::extract::Path;
use keel::error::{Result, Text};
use serde::Deserialize;

use super::words::told;
use crate::app::{Answer, Cx};
use crate::departures::{DepartureId, StepId, actions};
use crate::shell::Form;

#[derive(Deserialize)]
pub struct StepForm {
    #[serde(default)]
    title: String,
}

pub async fn add_step(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<StepForm>) -> Answer {
    let back = format!("/departures/{id}#steps");
    let done = async {
        let mut conn = cx.begin().await?;
        actions::add_step(&cx, &mut conn, id, &form.title).await?;
        cx.commit(conn).await?;
        cx.to(&back)
    };
    told(&cx, &back, done.await)
}

pub async fn step_done(cx: Cx, Path((_, step)): Path<(DepartureId, StepId)>) -> Answer {
    tick(&cx, step, true).await
}

pub async fn step_undone(cx: Cx, Path((_, step)): Path<(DepartureId, StepId)>) -> Answer {
    tick(&cx, step, false).await
}

async fn tick(cx: &Cx, step: StepId, is_done: bool) -> Answer {
    let mut conn = cx.begin().await?;
    let departure = actions::tick(cx, &mut conn, step, is_done).await?;
    cx.commit(conn).await?;
    cx.to(&format!("/departures/{departure}#steps"))
}

pub async fn remove_step(cx: Cx, Path((_, step)): Path<(DepartureId, StepId)>) -> Answer {
    let removed: Result<DepartureId> = async {
        let mut conn = cx.begin().await?;
        let departure = actions::remove_step(&cx, &mut conn, step).await?;
        cx.commit(conn).await?;
        Ok(departure)
    }
    .await;
    cx.done(&format!("/departures/{}#steps", removed?), &Text::new("departures-done-step-removed"))
}
