//! The officer's list: what waits, what was kept apart, what was put together.

use askama::Template;
use axum::extract::Query;
use keel::error::Result;
use keel::id::Id;
use serde::Deserialize;

use super::reason;
use crate::app::{Answer, Cx};
use crate::duplicates::model::{MergeId, SURE, State};
use crate::duplicates::score::Reason;
use crate::duplicates::sql::{self, After};
use crate::people::PersonId;
use crate::shell::{Shell, Tab};

keel::words! {
    /// What the list shows.
    enum Show {
        Open = "open",
        Sure = "sure",
        Apart = "apart",
        Merged = "merged",
    }
}

#[derive(Template)]
#[template(path = "duplicates/templates/index.html")]
struct Index {
    s: Shell,
    tabs: Vec<Tab>,
    /// How far the search is, or when it was last done.
    progress: String,
    rows: Vec<Row>,
    empty: (&'static str, &'static str),
    newer: String,
    older: String,
}

struct Row {
    href: String,
    name: String,
    line: String,
    tag: (&'static str, String),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    /// Of a pair the score and both ids, of a merge its id.
    after: String,
}

const PAGE: usize = 50;

/// `GET /duplicates`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let show = Show::from_word(&asked.show).unwrap_or(Show::Open);
    let (rows, next) = match show {
        Show::Merged => merges(&cx, &asked.after).await?,
        Show::Open | Show::Sure | Show::Apart => pairs(&cx, show, &asked.after).await?,
    };
    let page = Index {
        tabs: tabs(&cx, show).await?,
        progress: progress(&cx).await?,
        rows,
        empty: match show {
            Show::Open | Show::Sure => ("duplicates-empty", "duplicates-empty-text"),
            Show::Apart => ("duplicates-empty-apart", "duplicates-empty-apart-text"),
            Show::Merged => ("duplicates-empty-merged", "duplicates-empty-merged-text"),
        },
        older: next.map(|after| format!("/duplicates?show={show}&after={after}")).unwrap_or_default(),
        newer: if asked.after.is_empty() { String::new() } else { format!("/duplicates?show={show}") },
        s: cx.shell("desk"),
    };
    cx.show(&page)
}

async fn progress(cx: &Cx) -> Result<String> {
    let l = cx.l();
    let found = sql::find::progress(&mut cx.read().await?).await?;
    Ok(match found.map(|progress| (progress.ended_at, progress.looked)) {
        None => String::new(),
        Some((Some(at), _)) => l.t1("duplicates-looked", "ago", l.ago(cx.now, at)),
        Some((None, looked)) => l.t1("duplicates-looking", "count", l.number(looked)),
    })
}

async fn tabs(cx: &Cx, current: Show) -> Result<Vec<Tab>> {
    let mut conn = cx.read().await?;
    let mut tabs = Vec::new();
    for show in Show::ALL {
        let label = match show {
            Show::Open => {
                cx.l().t1("duplicates-tab-open", "count", sql::count(&mut conn, State::Open, 0).await?)
            }
            Show::Sure => {
                cx.l().t1("duplicates-tab-sure", "count", sql::count(&mut conn, State::Open, SURE).await?)
            }
            Show::Apart => cx.l().t("duplicates-tab-apart").into_owned(),
            Show::Merged => cx.l().t("duplicates-tab-merged").into_owned(),
        };
        tabs.push(Tab { href: format!("/duplicates?show={show}"), label, is_current: *show == current });
    }
    Ok(tabs)
}

fn after(text: &str) -> After {
    let nobody = PersonId(Id([0; 16]));
    let mut parts = text.split('.');
    let score = parts.next().and_then(|score| score.parse().ok());
    let mut person = || parts.next().and_then(|id| id.parse().ok());
    match (score, person(), person()) {
        (Some(score), Some(one_id), Some(other_id)) => After { score, one_id, other_id },
        _ => After { score: i64::from(i32::MAX), one_id: nobody, other_id: nobody },
    }
}

async fn pairs(cx: &Cx, show: Show, from: &str) -> Result<(Vec<Row>, Option<String>)> {
    let (state, least) = match show {
        Show::Sure => (State::Open, SURE),
        Show::Apart => (State::Apart, 0),
        Show::Open | Show::Merged => (State::Open, 0),
    };
    let mut found = sql::list(&mut cx.read().await?, state, least, after(from), PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().filter(|_| goes_on);
    let next = last.map(|last| format!("{}.{}.{}", last.score, last.one_id, last.other_id));
    let row = |pair: &sql::Line| {
        let reasons: Vec<String> = pair
            .reasons
            .split(' ')
            .filter_map(Reason::from_word)
            .map(|word| cx.l().t(reason(word)).into_owned())
            .collect();
        let tone = if pair.score >= SURE { "calm" } else { "" };
        Row {
            href: format!("/duplicates/{}/{}", pair.one_id, pair.other_id),
            name: cx.l().t2("duplicates-both", "one", pair.one.as_str(), "other", pair.other.as_str()),
            line: reasons.join(" · "),
            tag: (tone, cx.l().t1("duplicates-score", "score", pair.score)),
        }
    };
    Ok((found.iter().map(row).collect(), next))
}

async fn merges(cx: &Cx, from: &str) -> Result<(Vec<Row>, Option<String>)> {
    let l = cx.l();
    let before = from.parse().unwrap_or(MergeId(Id([0xff; 16])));
    let mut found = sql::merges::list(&mut cx.read().await?, before, PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| goes_on).map(|last| last.merge_id.to_string());
    let rows = found.iter().map(|merge| Row {
        href: format!("/duplicates/merges/{}", merge.merge_id),
        name: merge.name.clone(),
        line: l.ago(cx.now, merge.merged_at),
        tag: match merge.undone_at {
            Some(_) => ("", l.t("duplicates-tag-undone").into_owned()),
            None => ("", String::new()),
        },
    });
    Ok((rows.collect(), next))
}
