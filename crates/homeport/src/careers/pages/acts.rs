//! What is done to a position, and to news, with one press.

use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Result, Text};

use super::whose;
use crate::app::{Answer, Cx};
use crate::careers::{NewsId, PositionId, actions};
use crate::people::PersonId;

type At = Path<(String, String)>;

/// Still right.
pub async fn confirm(cx: Cx, Path(at): At) -> Answer {
    let mut conn = cx.begin().await?;
    let (person, position) = which(&cx, &mut conn, &at).await?;
    actions::confirm(&cx, &mut conn, person, position).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/careers/{person}"), &Text::new("careers-done-confirmed"))
}

pub async fn remove(cx: Cx, Path(at): At) -> Answer {
    let mut conn = cx.begin().await?;
    let (person, position) = which(&cx, &mut conn, &at).await?;
    actions::remove(&cx, &mut conn, person, position).await?;
    cx.commit(conn).await?;
    let said = Text::new("careers-done-removed");
    cx.undoable(&format!("/careers/{person}"), &said, &format!("/careers/{person}/{position}/restore"))
}

pub async fn restore(cx: Cx, Path(at): At) -> Answer {
    let mut conn = cx.begin().await?;
    let (person, position) = which(&cx, &mut conn, &at).await?;
    let back = format!("/careers/{person}");
    let done = actions::restore(&cx, &mut conn, person, position).await;
    cx.after(conn, done, &back, &Text::new("careers-done-restored")).await
}

async fn which(
    cx: &Cx,
    conn: &mut Conn,
    (person, position): &(String, String),
) -> Result<(PersonId, PositionId)> {
    let person = whose(cx, conn, person).await?.person_id;
    Ok((person, position.parse()?))
}

/// An officer has taken note of a piece of news.
pub async fn see(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: NewsId = id.parse()?;
    let mut conn = cx.begin().await?;
    actions::see(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done("/careers", &Text::new("careers-done-seen"))
}
