//! One organisation, and who of us is there or was.

use askama::Template;
use axum::extract::{Path, Query};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use serde::Deserialize;

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::careers::{self, Placed, PositionId, There, pages::when};
use crate::organisations::{OrganisationId, seen, sql};
use crate::people::directory::Eye;
use crate::shell::Shell;

const PAGE: usize = 50;
const LAST: PositionId = PositionId(Id([0xff; 16]));

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    before: String,
}

#[derive(Template)]
#[template(path = "organisations/templates/show.html")]
struct Show {
    s: Shell,
    id: OrganisationId,
    name: String,
    place: String,
    industry: String,
    aliases: Vec<String>,
    /// For officers.
    relations: Vec<&'static str>,
    is_open: bool,
    may_edit: bool,
    is_now: bool,
    rows: Vec<Row>,
    newer: String,
    older: String,
}

struct Row {
    name: String,
    line: String,
    href: String,
}

/// `GET /organisations/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id.parse()?, &asked).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, id: OrganisationId, asked: &Asked) -> Result<Show> {
    let eye = Eye::of(&cx.viewer);
    let may_edit = cx.viewer.may(Can::EditPeople);
    let organisation = seen(conn, &eye, id).await?;
    let names = sql::names(conn, id).await?;
    let relations = if may_edit { sql::relations(conn, id).await? } else { Vec::new() };
    let is_now = asked.show != "was";
    let before = asked.before.parse().unwrap_or(LAST);
    let at = There { is_now, today: cx.today(), before };
    let mut there = careers::at_organisation(conn, &eye, id, &at, PAGE + 1).await?;
    let here = if is_now { format!("/organisations/{id}?") } else { format!("/organisations/{id}?show=was") };
    let has_older = there.len() > PAGE;
    there.truncate(PAGE);
    let older = there.last().filter(|_| has_older).map(|last| format!("{here}&before={}", last.position_id));
    Ok(Show {
        s: cx.shell("people"),
        id,
        aliases: names.into_iter().map(|one| one.name).filter(|name| *name != organisation.name).collect(),
        industry: organisation
            .industry
            .map(|industry| cx.l().t(words::industry(industry)).into_owned())
            .unwrap_or_default(),
        place: organisation.place.unwrap_or_default(),
        is_open: organisation.is_open,
        name: organisation.name,
        relations: relations.into_iter().map(words::relation).collect(),
        may_edit,
        is_now,
        rows: there.iter().map(|placed| row(cx, placed)).collect(),
        newer: if asked.before.is_empty() { String::new() } else { here },
        older: older.unwrap_or_default(),
    })
}

fn row(cx: &Cx, placed: &Placed) -> Row {
    let dates = when(cx.l(), placed.started, placed.ended, cx.today());
    let parts = [placed.title.clone().unwrap_or_default(), dates];
    Row {
        name: placed.name.clone(),
        line: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        href: format!("/people/{}", placed.person_id),
    }
}
