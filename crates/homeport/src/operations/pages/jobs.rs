//! Tasks that gave up, and those that wait.

use askama::Template;
use axum::extract::Path;
use keel::error::Text;
use keel::id::Id;

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::journal::{self, Act};
use crate::operations::sql;
use crate::shell::Shell;

const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "operations/templates/jobs.html")]
struct Jobs {
    s: Shell,
    figures: Vec<(String, &'static str)>,
    dead: Vec<Dead>,
    waiting: Vec<Waiting>,
}

struct Dead {
    id: Id,
    name: String,
    line: String,
    error: String,
}

struct Waiting {
    name: String,
    line: String,
    error: String,
    is_retried: bool,
}

pub async fn jobs(cx: Cx) -> Answer {
    let mut conn = cx.read().await?;
    let counts = keel::jobs::counts(&mut conn, cx.now).await?;
    let dead = keel::jobs::dead(&mut conn, PAGE).await?;
    let waiting = sql::waiting(&mut conn, 50).await?;
    drop(conn);
    let l = cx.l();
    let tries = |attempts: i64| l.t1("operations-tries", "n", attempts);
    let page = Jobs {
        figures: vec![
            (l.number(i64::from(counts.dead)), "operations-jobs-dead-count"),
            (l.number(i64::from(counts.due)), "operations-jobs-due-count"),
            (l.number(i64::from(counts.running)), "operations-jobs-running-count"),
            (l.number(i64::from(counts.waiting)), "operations-jobs-waiting-count"),
        ],
        dead: dead
            .into_iter()
            .map(|job| Dead {
                id: job.job_id,
                line: format!("{} · {}", l.ago(cx.now, job.died_at), tries(i64::from(job.attempts))),
                name: job.name,
                error: job.error,
            })
            .collect(),
        waiting: waiting
            .into_iter()
            .map(|job| Waiting {
                line: l.ago(cx.now, job.run_at),
                is_retried: job.attempts > 0,
                name: job.name,
                error: job.error.unwrap_or_default(),
            })
            .collect(),
        s: cx.shell("settings"),
    };
    cx.show(&page)
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
