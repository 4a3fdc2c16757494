//! What is new with former colleagues, for the officers.

use askama::Template;
use axum::extract::Query;
use keel::id::Id;
use serde::Deserialize;

use super::words::{NewsLine, news_line};
use crate::app::{Answer, Cx};
use crate::careers::{NewsId, sql};
use crate::shell::Shell;

const PAGE: usize = 50;
const LAST: NewsId = NewsId(Id([0xff; 16]));

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: String,
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "careers/templates/index.html")]
struct Index {
    s: Shell,
    is_all: bool,
    lines: Vec<NewsLine>,
    newer: String,
    older: String,
}

/// `GET /careers`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let is_all = asked.show == "all";
    let before = asked.before.parse().unwrap_or(LAST);
    let mut conn = cx.read().await?;
    let mut news = sql::news::list(&mut conn, is_all, before, PAGE + 1).await?;
    drop(conn);
    let has_older = news.len() > PAGE;
    news.truncate(PAGE);
    let here = if is_all { "/careers?show=all" } else { "/careers?" };
    let older = news.last().filter(|_| has_older).map(|last| format!("{here}&before={}", last.news_id));
    cx.show(&Index {
        is_all,
        lines: news.iter().map(|one| news_line(&cx, one)).collect(),
        newer: if asked.before.is_empty() { String::new() } else { here.to_owned() },
        older: older.unwrap_or_default(),
        s: cx.shell("people"),
    })
}
