//! The form of a segment, with who is in it while it is being asked.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::form::{self, FilterView};
use super::words;
use crate::app::{Answer, Cx};
use crate::people::PersonId;
use crate::people::directory::{self, Eye};
use crate::people::pages::{Line, line};
use crate::segments::actions::{self, NewSegment};
use crate::segments::{Filter, SegmentId, Tally, count, segment};
use crate::shell::{Form, Problem, Shell, beside};

const LABELS: [(&str, &str); 2] = [("name", "segments-name"), ("shared", "segments-for-whom")];
/// People looked at for one answer.
pub(super) const LOOKS: usize = 5_000;
/// People shown beneath the form.
const FIRST: usize = 10;

type Pairs = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "segments/templates/edit.html")]
struct Edit {
    s: Shell,
    title: String,
    /// Where it is kept, and where it is only looked at.
    action: String,
    here: String,
    /// Made with the page, so that the same page sent twice is one segment.
    segment: String,
    name: String,
    is_shared: bool,
    f: FilterView,
    b: Body,
    problems: Vec<Problem>,
}

impl Edit {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// What changes while somebody chooses.
#[derive(Template)]
#[template(path = "segments/templates/_count.html")]
struct Part {
    s: Shell,
    b: Body,
}

pub(super) struct Body {
    count: String,
    aside: String,
    /// Where counting goes on, until it has come to the end.
    more: String,
    rows: Vec<Line>,
}

/// `GET /segments/new?FILTER`
pub async fn new(cx: Cx, Form(pairs): Form<Pairs>) -> Answer {
    shown(&cx, None, pairs).await
}

/// `GET /segments/{id}/edit?FILTER`: as it is kept, or as the address asks.
pub async fn edit(cx: Cx, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let id: SegmentId = id.parse()?;
    let mut conn = cx.read().await?;
    let kept = segment(&mut conn, &cx.viewer, id).await?;
    drop(conn);
    let pairs = if pairs.is_empty() {
        let mut pairs: Pairs =
            url::form_urlencoded::parse(kept.filter.query().as_bytes()).into_owned().collect();
        pairs.push(("name".to_owned(), kept.name));
        pairs.push(("shared".to_owned(), if kept.is_shared { "1".to_owned() } else { String::new() }));
        pairs
    } else {
        pairs
    };
    shown(&cx, Some(id), pairs).await
}

fn one<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

async fn shown(cx: &Cx, id: Option<SegmentId>, pairs: Pairs) -> Answer {
    if one(&pairs, "part") == "count" {
        let filter = Filter::from_pairs(&pairs);
        let mut conn = cx.read().await?;
        let b = body(cx, &mut conn, id, &filter, &pairs).await?;
        return cx.show(&Part { s: cx.shell("people"), b });
    }
    let page = page(cx, id, pairs, &Problems::new()).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, id: Option<SegmentId>, pairs: Pairs, problems: &Problems) -> Result<Edit> {
    let filter = Filter::from_pairs(&pairs);
    let mut conn = cx.read().await?;
    let (action, here) = match id {
        Some(id) => (format!("/segments/{id}"), format!("/segments/{id}/edit")),
        None => ("/segments".to_owned(), "/segments/new".to_owned()),
    };
    let given = one(&pairs, "segment");
    let made = || SegmentId::next(&cx.app.ids, cx.now).to_string();
    Ok(Edit {
        s: cx.shell("people"),
        title: cx.l().t(if id.is_some() { "segments-change-title" } else { "segments-new" }).into_owned(),
        action,
        here,
        segment: if given.is_empty() { made() } else { given.to_owned() },
        name: one(&pairs, "name").to_owned(),
        // Offered to all unless somebody said otherwise.
        is_shared: one(&pairs, "shared") == "1" || !pairs.iter().any(|(name, _)| name == "name"),
        f: form::view(cx, &mut conn, &filter).await?,
        b: body(cx, &mut conn, id, &filter, &pairs).await?,
        problems: cx.problems(problems, &LABELS),
    })
}

/// How many, as far as one answer looks; the next one goes on from there.
async fn body(
    cx: &Cx,
    conn: &mut Conn,
    id: Option<SegmentId>,
    filter: &Filter,
    pairs: &[(String, String)],
) -> Result<Body> {
    let after: Option<PersonId> = one(pairs, "after").parse().ok();
    let keep = if after.is_none() { FIRST } else { 0 };
    let stretch = count::stretch(cx, conn, filter, after, (LOOKS, keep, true)).await?;
    let before = |name: &str| one(pairs, name).parse::<i64>().unwrap_or(0).max(0);
    let before = match after {
        Some(_) => {
            Tally { people: before("people"), silent: before("silent"), unreachable: before("unreachable") }
        }
        None => Tally::default(),
    };
    let tally = before.plus(stretch.tally);
    let l = cx.l();
    let (mut count, mut aside) = words::counted(cx, tally);
    let mut more = String::new();
    if let Some(last) = stretch.last.filter(|_| !stretch.is_whole) {
        count = l.t1("segments-so-far", "count", tally.people);
        aside = l.t("segments-so-far-text").into_owned();
        let path = id.map_or_else(|| "/segments/new".to_owned(), |id| format!("/segments/{id}/edit"));
        let Tally { people, silent, unreachable } = tally;
        more = format!(
            "{path}?{}&part=count&after={last}&people={people}&silent={silent}&unreachable={unreachable}",
            filter.query()
        );
    }
    let eye = Eye::of(&cx.viewer);
    let rows = directory::rows(conn, &eye, &stretch.people).await?;
    Ok(Body { count, aside, more, rows: rows.into_iter().map(|row| line(cx, row, true)).collect() })
}

/// `POST /segments`
pub async fn make(cx: Cx, Form(pairs): Form<Pairs>) -> Answer {
    let id = one(&pairs, "segment").parse().unwrap_or_else(|_| SegmentId::next(&cx.app.ids, cx.now));
    let mut conn = cx.begin().await?;
    let filter = Filter::from_pairs(&pairs);
    let new = asked(&pairs, &filter);
    let done = actions::make(&cx, &mut conn, id, &new).await;
    answered(&cx, conn, (id, None), pairs, done).await
}

/// `POST /segments/{id}`
pub async fn change(cx: Cx, Path(id): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    let id: SegmentId = id.parse()?;
    let mut conn = cx.begin().await?;
    let filter = Filter::from_pairs(&pairs);
    let new = asked(&pairs, &filter);
    let done = actions::change(&cx, &mut conn, id, &new).await;
    answered(&cx, conn, (id, Some(id)), pairs, done).await
}

fn asked<'a>(pairs: &'a [(String, String)], filter: &'a Filter) -> NewSegment<'a> {
    NewSegment { name: one(pairs, "name"), filter, is_shared: one(pairs, "shared") == "1" }
}

async fn answered(
    cx: &Cx,
    conn: Conn,
    (id, known): (SegmentId, Option<SegmentId>),
    pairs: Pairs,
    done: Result<()>,
) -> Answer {
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&format!("/segments/{id}"), &Text::new("segments-done-kept"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let page = page(cx, known, pairs, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

/// `POST /segments/{id}/remove`
pub async fn remove(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: SegmentId = id.parse()?;
    let mut conn = cx.begin().await?;
    actions::remove(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.undoable("/segments", &Text::new("segments-done-removed"), &format!("/segments/{id}/restore"))
}

/// `POST /segments/{id}/restore`
pub async fn restore(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: SegmentId = id.parse()?;
    let mut conn = cx.begin().await?;
    actions::restore(&cx, &mut conn, id).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/segments/{id}"), &Text::new("segments-done-restored"))
}
