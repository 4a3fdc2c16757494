//! A segment as a list to call, for paper: who, by which number, what to have in mind. Whoever wants no contact is
//! not on it.

use askama::Template;
use axum::extract::{Path, Query};
use keel::db::Conn;
use keel::error::Result;
use serde::Deserialize;

use super::edit::LOOKS;
use super::show::next;
use crate::app::{Answer, Cx};
use crate::people::directory::PAGE;
use crate::segments::{SegmentId, count, lines, segment};
use crate::shell::Shell;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template)]
#[template(path = "segments/templates/calls.html")]
struct Calls {
    s: Shell,
    id: SegmentId,
    name: String,
    day: String,
    rows: Vec<Row>,
    next: String,
    first: String,
}

struct Row {
    name: String,
    line: String,
    mobile: String,
    mail: String,
    href: String,
}

/// `GET /segments/{id}/calls`
pub async fn calls(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id.parse()?, &asked).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, id: SegmentId, asked: &Asked) -> Result<Calls> {
    let kept = segment(conn, &cx.viewer, id).await?;
    let after = asked.after.parse().ok();
    let found = count::stretch(cx, conn, &kept.filter, after, (LOOKS, PAGE, false)).await?;
    let next = next(&found).map(|last| format!("/segments/{id}/calls?after={last}"));
    let rows = lines::of(cx, conn, &kept.filter, &found.people).await?;
    Ok(Calls {
        s: cx.shell("people"),
        id,
        name: kept.name,
        day: cx.l().day(cx.today()),
        rows: rows
            .into_iter()
            .map(|line| Row {
                line: lines::about(cx, &line),
                href: format!("/people/{}", line.person_id),
                name: line.name,
                mobile: line.mobile.unwrap_or_default(),
                mail: line.mail.unwrap_or_default(),
            })
            .collect(),
        next: next.unwrap_or_default(),
        first: if after.is_some() { format!("/segments/{id}/calls") } else { String::new() },
    })
}
