//! Who waits, and the waves there were.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use serde::Deserialize;

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures;
use crate::shell::Shell;
use crate::waves::{Wave, WaveId, sql};

#[derive(Template)]
#[template(path = "waves/templates/index.html")]
struct Index {
    s: Shell,
    waits: i64,
    waiting: String,
    rows: Vec<Row>,
    older: String,
    may_run: bool,
}

struct Row {
    href: String,
    title: String,
    line: String,
    tag: (&'static str, &'static str),
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

const PAGE: usize = 50;

/// `GET /waves`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let before = asked.before.parse().unwrap_or(WaveId(Id([0xff; 16])));
    let mut waves = sql::waves(&mut conn, before, PAGE + 1).await?;
    let goes_on = waves.len() > PAGE;
    waves.truncate(PAGE);
    let older = waves.last().filter(|_| goes_on).map(|last| format!("/waves?before={}", last.wave_id));
    let mut rows = Vec::new();
    for wave in &waves {
        rows.push(row(&cx, &mut conn, wave).await?);
    }
    let waits = departures::count_waiting(&mut conn, cx.today()).await?;
    let page = Index {
        waiting: cx.l().t1("waves-waiting", "count", waits),
        waits,
        rows,
        older: older.unwrap_or_default(),
        may_run: cx.viewer.may(Can::RunDepartures),
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

async fn row(cx: &Cx, conn: &mut Conn, wave: &Wave) -> Result<Row> {
    let l = cx.l();
    let done: i64 = sql::tally(conn, wave.wave_id).await?.into_iter().map(|(_, count)| count).sum();
    let day = l.day(wave.asked_at.day_in(&cx.zone()));
    let far = l.t2("waves-done-of", "done", l.number(done), "total", l.number(wave.total()));
    Ok(Row {
        href: format!("/waves/{}", wave.wave_id),
        title: format!("{day} · {}", words::meant(cx, conn, wave).await?),
        line: format!("{far} · {}", words::rhythm(l, wave.rhythm())),
        tag: words::state(wave.state),
    })
}
