//! One segment, and who is in it now.

use askama::Template;
use axum::extract::{Path, Query};
use keel::db::Conn;
use keel::error::Result;
use serde::Deserialize;

use super::edit::LOOKS;
use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::freshness;
use crate::people::directory::{self, Eye, PAGE};
use crate::people::pages::{Line, dotted, line};
use crate::segments::count::{self, Stretch};
use crate::segments::{Segment, SegmentId, segment};
use crate::shell::Shell;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template)]
#[template(path = "segments/templates/show.html")]
struct Show {
    s: Shell,
    id: SegmentId,
    name: String,
    by: String,
    said: Vec<String>,
    count: String,
    aside: String,
    rows: Vec<Line>,
    /// It looked as far as a page may.
    is_cut: bool,
    first: String,
    next: String,
    may_export: bool,
    /// Its people can be asked whether what is kept is still right.
    may_ask: bool,
}

/// `GET /segments/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, id.parse()?, &asked).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, id: SegmentId, asked: &Asked) -> Result<Show> {
    let l = cx.l();
    let kept = segment(conn, &cx.viewer, id).await?;
    let after = asked.after.parse().ok();
    // Counted with the first page only; whoever goes on has read it.
    let found = count::stretch(cx, conn, &kept.filter, after, (LOOKS, PAGE, after.is_none())).await?;
    let (count, aside) =
        if after.is_some() { (String::new(), String::new()) } else { counted(cx, &kept, &found) };
    let next = next(&found).map(|last| format!("/segments/{id}?after={last}"));
    let rows = directory::rows(conn, &Eye::of(&cx.viewer), &found.people).await?;
    let whose = if kept.is_shared { "segments-shared" } else { "segments-own" };
    let by = kept.made_by_name.map(|name| l.t1("segments-made-by", "name", name));
    let parts = [Some(l.t(whose).into_owned()), by, Some(l.ago(cx.now, kept.made_at))];
    Ok(Show {
        s: cx.shell("people"),
        id,
        by: dotted(parts),
        said: words::said(cx, conn, &kept.filter).await?,
        name: kept.name,
        count,
        aside,
        is_cut: next.is_some() && rows.len() < PAGE,
        rows: rows.into_iter().map(|row| line(cx, row, true)).collect(),
        first: if after.is_some() { format!("/segments/{id}") } else { String::new() },
        next: next.unwrap_or_default(),
        may_export: cx.viewer.may(Can::ExportPeople),
        may_ask: freshness::is_on(cx),
    })
}

/// How many there are, as far as one answer looks.
fn counted(cx: &Cx, kept: &Segment, found: &Stretch) -> (String, String) {
    let l = cx.l();
    match (found.is_whole, kept.counted) {
        (true, _) => words::counted(cx, found.tally),
        (false, Some((tally, at))) => {
            let (count, aside) = words::counted(cx, tally);
            let ago = l.t1("segments-counted", "ago", l.ago(cx.now, at));
            (count, format!("{aside} · {ago}"))
        }
        (false, None) => {
            let so_far = l.t1("segments-so-far", "count", found.tally.people);
            (so_far, l.t("segments-counting").into_owned())
        }
    }
}

/// How many a segment holds, for the pages of whoever takes one.
pub struct Counted {
    pub count: String,
    /// It looked at all of them and nobody fits.
    pub is_nobody: bool,
}

pub async fn counted_now(cx: &Cx, conn: &mut Conn, kept: &Segment) -> Result<Counted> {
    let found = count::stretch(cx, conn, &kept.filter, None, (LOOKS, 0, true)).await?;
    let (count, _) = counted(cx, kept, &found);
    Ok(Counted { count, is_nobody: found.is_whole && found.tally.people == 0 })
}

/// Where the next page begins.
pub(super) fn next(found: &Stretch) -> Option<crate::people::PersonId> {
    let shown = i64::try_from(found.people.len()).unwrap_or(i64::MAX);
    if found.tally.people > shown { found.people.last().copied() } else { found.last }
}
