//! Tasks: those that gave up, those being done, those that wait.

use askama::Template;
use axum::extract::{Path, Query};
use keel::clock::Time;
use keel::error::Text;
use keel::id::Id;
use keel::jobs::{Counts, Entry, State};
use serde::Deserialize;

use super::{place, place_word};
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::journal::{self, Act};
use crate::shell::Shell;

const PAGE: u32 = 50;

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "operations/templates/jobs.html")]
struct Jobs {
    s: Shell,
    figures: Vec<Figure>,
    chips: Vec<Chip>,
    rows: Vec<Line>,
    is_dead: bool,
    newer: String,
    older: String,
}

struct Figure {
    number: String,
    key: &'static str,
    href: String,
}

struct Chip {
    href: String,
    key: &'static str,
    is_current: bool,
}

struct Line {
    id: Id,
    name: String,
    line: String,
    at: Time,
    when: String,
    error: String,
    tone: &'static str,
}

fn href(state: State) -> String {
    format!("/jobs?state={state}")
}

pub async fn jobs(cx: Cx, Query(filter): Query<Filter>) -> Answer {
    let state = State::from_word(&filter.state).unwrap_or(State::Dead);
    let mut conn = cx.read().await?;
    let counts = keel::jobs::counts(&mut conn, cx.now).await?;
    let mut found = keel::jobs::list(&mut conn, state, place(&filter.after), PAGE + 1).await?;
    drop(conn);
    let has_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let older = found
        .last()
        .filter(|_| has_more)
        .map(|last| format!("{}&after={}", href(state), place_word((last.run_at, last.job_id))));
    let page = Jobs {
        figures: figures(&cx, counts),
        chips: [
            (State::Dead, "operations-jobs-dead"),
            (State::Running, "operations-jobs-running"),
            (State::Waiting, "operations-jobs-waiting"),
        ]
        .into_iter()
        .map(|(one, key)| Chip { href: href(one), key, is_current: one == state })
        .collect(),
        rows: found.into_iter().map(|job| line(&cx, state, job)).collect(),
        is_dead: state == State::Dead,
        newer: if filter.after.is_empty() { String::new() } else { href(state) },
        older: older.unwrap_or_default(),
        s: cx.shell("settings"),
    };
    cx.show(&page)
}

/// Each number leads to its list; what is due stands first among what waits.
fn figures(cx: &Cx, counts: Counts) -> Vec<Figure> {
    [
        (counts.dead, "operations-jobs-dead-count", State::Dead),
        (counts.due, "operations-jobs-due-count", State::Waiting),
        (counts.running, "operations-jobs-running-count", State::Running),
        (counts.waiting, "operations-jobs-waiting-count", State::Waiting),
    ]
    .into_iter()
    .map(|(count, key, state)| Figure { number: cx.l().number(i64::from(count)), key, href: href(state) })
    .collect()
}

fn line(cx: &Cx, state: State, job: Entry) -> Line {
    let l = cx.l();
    let tries = (job.attempts > 0).then(|| l.t1("operations-tries", "n", job.attempts));
    let parts: Vec<String> = std::iter::once(l.ago(cx.now, job.run_at)).chain(tries).collect();
    let tone = match state {
        State::Dead => " d",
        State::Running => " c",
        State::Waiting if !job.error.is_empty() => " b",
        State::Waiting => "",
    };
    Line {
        id: job.job_id,
        name: job.name,
        line: parts.join(" · "),
        at: job.run_at,
        when: l.day_time(job.run_at, &cx.zone()),
        error: job.error,
        tone,
    }
}

pub async fn retry(cx: Cx, Path(job): Path<String>) -> Answer {
    cx.viewer.must(Can::Administer)?;
    let job: Id = job.parse()?;
    let mut conn = cx.begin().await?;
    keel::jobs::retry(&mut conn, job, cx.now).await?;
    journal::note(&cx, &mut conn, Act::JobRetried, job, None).await?;
    cx.commit(conn).await?;
    cx.done("/jobs", &Text::new("operations-done-retried"))
}

pub async fn discard(cx: Cx, Path(job): Path<String>) -> Answer {
    cx.viewer.must(Can::Administer)?;
    let job: Id = job.parse()?;
    let mut conn = cx.begin().await?;
    keel::jobs::discard(&mut conn, job).await?;
    journal::note(&cx, &mut conn, Act::JobDiscarded, job, None).await?;
    cx.commit(conn).await?;
    cx.done("/jobs", &Text::new("operations-done-discarded"))
}
