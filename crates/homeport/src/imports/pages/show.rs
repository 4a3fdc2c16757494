//! An import as it stands: how far it is, what would happen or what did, and which rows need a look.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use keel::error::{Error, Result, Text};
use keel::l10n::L;
use keel::sheet::{Book, Cell, Csv, Kind, Limits, Row, Workbook};

use crate::app::{Answer, Cx};
use crate::imports::actions::{blocking, obstacles, open};
use crate::imports::profile::rows_below;
use crate::imports::{About, Import, ImportId, Sensitive, State, sql, words};
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "imports/templates/show.html")]
struct Show {
    s: Shell,
    id: ImportId,
    name: String,
    line: String,
    state: State,
    tone: &'static str,
    tag: String,
    progress: Option<Progress>,
    numbers: Vec<(String, String, String)>,
    remarks: Vec<String>,
    left_out: Vec<String>,
    let_in: Vec<String>,
    reasons: Vec<String>,
    problems: Vec<ProblemView>,
    has_more: bool,
    has_file: bool,
    obstacles: Vec<(String, String)>,
    waits: i64,
    held: i64,
}

struct Progress {
    done: i64,
    of: i64,
    text: String,
}

struct ProblemView {
    row: String,
    column: String,
    value: String,
    reason: String,
    keeps_out: bool,
}

/// So many rows are told on the page; all of them are in the file.
const TOLD: i64 = 50;

/// `GET /imports/{id}`
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ImportId = id.parse()?;
    let mut conn = cx.read().await?;
    let import = sql::import(&mut conn, id).await?;
    if import.state == State::Mapped {
        return cx.to(&format!("/imports/{id}/columns"));
    }
    let l = cx.l();
    let mut problems = sql::problems(&mut conn, id, 0, TOLD + 1).await?;
    let has_more = problems.len() > usize::try_from(TOLD).unwrap_or_default();
    problems.truncate(usize::try_from(TOLD).unwrap_or_default());
    let reasons = sql::reasons(&mut conn, id).await?;
    let obstacles = match import.state {
        State::Done => obstacles(&mut conn, id).await?,
        _ => Vec::new(),
    };
    let page = Show {
        id,
        name: import.name.clone(),
        line: line(&cx, &import),
        state: import.state,
        tone: if import.state == State::Done { "calm" } else { "lamp" },
        tag: l.t(words::state(import.state)).into_owned(),
        progress: progress(&cx, &import),
        numbers: numbers(&cx, &import),
        remarks: words::remarks(&import.profile).iter().map(|remark| l.text(remark)).collect(),
        left_out: import.profile.left_out(&import.mapping).map(|left| left_out(l, left)).collect(),
        let_in: import.profile.let_in(&import.mapping).map(str::to_owned).collect(),
        reasons: reasons
            .into_iter()
            .map(|(reason, count)| {
                l.t2("imports-reason-count", "count", count, "reason", l.t(words::reason(reason)))
            })
            .collect(),
        problems: problems
            .into_iter()
            .map(|problem| ProblemView {
                row: l.t1("imports-row", "row", problem.row),
                reason: l.t(words::reason(problem.reason)).into_owned(),
                keeps_out: problem.reason.keeps_out(),
                column: problem.column,
                value: problem.value,
            })
            .collect(),
        has_more,
        has_file: import.file_id.is_some(),
        obstacles: obstacles.into_iter().map(|(person, name)| (format!("/people/{person}"), name)).collect(),
        waits: import.counts.eligible - import.counts.written_to,
        held: import.counts.held,
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

fn line(cx: &Cx, import: &Import) -> String {
    let l = cx.l();
    let basis = l.t(words::basis(import.basis));
    format!("{} · {} · {basis}", l.t1("imports-rows", "count", import.rows), import.source)
}

pub(super) fn left_out(l: L, (header, why): (&str, Sensitive)) -> String {
    l.t2("imports-left-out", "header", header, "why", l.t(words::sensitive(why)))
}

/// Done, total, rate, time left: told from the clock and the rows, so that a reload changes nothing.
fn progress(cx: &Cx, import: &Import) -> Option<Progress> {
    let is_under_way = matches!(import.state, State::Checking | State::Running | State::Paused);
    if !is_under_way {
        return None;
    }
    let l = cx.l();
    let ms = import.started_at.map_or(1, |start| cx.now.ms_since(start)).max(1);
    let rate = import.done.saturating_mul(1_000) / ms;
    let mut text = l.t2("imports-progress", "done", l.number(import.done), "of", l.number(import.rows));
    if import.state != State::Paused && rate > 0 {
        let left = (import.rows - import.done).max(0) / rate;
        let rate = l.t2("imports-progress-rate", "rate", l.number(rate), "seconds", left);
        text = format!("{text} · {rate}");
    }
    Some(Progress { done: import.done, of: import.rows.max(1), text })
}

fn numbers(cx: &Cx, import: &Import) -> Vec<(String, String, String)> {
    let l = cx.l();
    let counts = &import.counts;
    let is_foreseen = matches!(import.state, State::Checking | State::Checked);
    if import.about == About::Careers {
        let key = if is_foreseen { "imports-would-add" } else { "imports-did-add" };
        let all = [
            (counts.positions, key, ""),
            (counts.known, "imports-known", ""),
            (counts.failed, "imports-failed", "#rows"),
            (counts.updated, "imports-careers-people", ""),
        ];
        return all.into_iter().map(|number| figure(l, number)).collect();
    }
    let keys = if is_foreseen {
        ["imports-would-create", "imports-would-update", "imports-would-keep"]
    } else {
        ["imports-did-create", "imports-did-update", "imports-did-keep"]
    };
    let [created, updated, unchanged] = keys;
    let all = [
        (counts.created, created, ""),
        (counts.updated, updated, ""),
        (counts.unchanged, unchanged, ""),
        (counts.failed, "imports-failed", "#rows"),
        (counts.departures, "imports-departures", "/departures?list=complete"),
        (counts.eligible, "imports-eligible", ""),
        (counts.held, "imports-held", "/departures/held"),
        (counts.written_to, "imports-written-to", ""),
        (counts.no_contact, "imports-no-contact", ""),
    ];
    all.into_iter().map(|number| figure(l, number)).collect()
}

fn figure(l: L, (count, key, href): (i64, &'static str, &str)) -> (String, String, String) {
    let href = if count > 0 { href } else { "" };
    (l.number(count), l.t1(key, "count", count), href.to_owned())
}

/// The rows that did not go in, as the file has them, to be mended and sent again in a file of its kind:
/// numbers of a workbook would lose their zeros in anything else.
pub async fn problems_file(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ImportId = id.parse()?;
    let mut conn = cx.read().await?;
    let import = sql::import(&mut conn, id).await?;
    let problems = sql::problems(&mut conn, id, 0, 1_000_000).await?;
    drop(conn);
    let bad: HashSet<i64> =
        problems.iter().filter(|problem| problem.reason.keeps_out()).map(|problem| problem.row).collect();
    if bad.is_empty() {
        return Err(Error::NotFound);
    }
    if import.file_id.is_none() {
        return cx.sorry(&format!("/imports/{id}"), &Text::new("imports-problem-file-gone"));
    }
    let file = open(&cx.app, &import, None).await?;
    let (kind, bytes) = blocking(move || bad_rows(&import, file.path(), &bad)).await?;
    let (content, name) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"rows-to-mend.csv\""),
        Kind::Xlsx => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment; filename=\"rows-to-mend.xlsx\"",
        ),
    };
    let headers = [(header::CONTENT_TYPE, content), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn bad_rows(import: &Import, path: &std::path::Path, bad: &HashSet<i64>) -> Result<(Kind, Vec<u8>)> {
    let book = Book::open(path, Limits::default())?;
    let header_row = u64::try_from(import.header_row).unwrap_or_default();
    let rows = rows_below(book.rows(&import.sheet)?, header_row).filter(|row| match row {
        Ok(row) => i64::try_from(row.number).is_ok_and(|number| bad.contains(&number)),
        Err(_) => true,
    });
    let bytes = match book.kind() {
        Kind::Csv => {
            let mut file = Csv::new();
            file.row(import.profile.headers());
            for row in rows {
                let Row { cells, is_torn, .. } = row?;
                // Where its lines end is known, where its cells do is for somebody to say.
                let width = if is_torn { 1 } else { cells.len() };
                for line in cells.chunks(width.max(1)) {
                    file.row(line.iter().map(Cell::text));
                }
            }
            file.end().into_bytes()
        }
        Kind::Xlsx => {
            let mut file = Workbook::new(&import.sheet)?;
            file.row(import.profile.headers())?;
            for row in rows {
                file.row(row?.cells.iter().map(Cell::text))?;
            }
            file.end()?
        }
    };
    Ok((book.kind(), bytes))
}
