//! The list of departures, each with its clock.

use askama::Template;
use axum::extract::Query;
use keel::error::Result;
use keel::id::Id;
use serde::Deserialize;

use super::words::{self, ClockStep, Tag};
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::{DepartureId, List, Row, State, sql};
use crate::people;
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "departures/templates/index.html")]
struct Index {
    s: Shell,
    may_record: bool,
    q: String,
    lists: Vec<ListLink>,
    rows: Vec<RowView>,
    is_search: bool,
    empty: (&'static str, &'static str),
    newer: String,
    older: String,
}

/// A filter above the list.
struct ListLink {
    href: String,
    label: String,
    is_current: bool,
}

/// A row of a list of departures.
pub struct RowView {
    pub name: String,
    pub line: String,
    pub href: String,
    pub tag: Tag,
    pub steps: Vec<ClockStep>,
    pub id: String,
    pub may_complete: bool,
    /// Asked before the formalities are marked complete ahead of the last day.
    pub confirm: String,
}

impl RowView {
    pub fn of(cx: &Cx, row: &Row) -> Self {
        let l = cx.l();
        let early = row.last_day.filter(|day| *day > cx.today());
        let confirm = |day| l.t2("departures-complete-early", "name", &row.name, "day", l.day(day));
        Self {
            name: row.name.clone(),
            line: words::line(l, cx, row),
            href: format!("/departures/{}", row.departure_id),
            tag: words::tag(l, cx, row),
            steps: if row.has_clock() { words::clock(cx, row) } else { Vec::new() },
            id: row.departure_id.to_string(),
            may_complete: row.state == State::Agreed && cx.viewer.may(Can::RunDepartures),
            confirm: early.map(confirm).unwrap_or_default(),
        }
    }
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    list: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    before: String,
}

/// So many rows are on a page; one more tells whether another page follows.
pub const PAGE: usize = 50;

pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let list = List::from_word(&asked.list).unwrap_or(List::All);
    let word = people::folded(&asked.q);
    let is_search = !word.is_empty();
    let before: Option<DepartureId> = asked.before.parse().ok();
    let start = before.unwrap_or(DepartureId(Id([0xff; 16])));
    let name = if is_search { "found" } else { list.word() };
    let mut rows = sql::page(&mut conn, name, start, (&word, &format!("{word}\u{10ffff}"))).await?;
    let goes_on = rows.len() > PAGE;
    rows.truncate(PAGE);
    let at = |before: Option<DepartureId>| address(list, &asked.q, before);
    let older = rows.last().filter(|_| goes_on).map(|last| at(Some(last.departure_id))).unwrap_or_default();
    let page = Index {
        may_record: cx.viewer.may(Can::RunDepartures),
        lists: lists(&cx, &mut conn, list, is_search).await?,
        rows: rows.iter().map(|row| RowView::of(&cx, row)).collect(),
        is_search,
        empty: empty(list),
        newer: if before.is_some() { at(None) } else { String::new() },
        older,
        q: asked.q,
        s: cx.shell("departures"),
    };
    cx.show(&page)
}

fn address(list: List, q: &str, before: Option<DepartureId>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !q.is_empty() {
        query.append_pair("q", q);
    } else if list != List::All {
        query.append_pair("list", list.word());
    }
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    match query.finish() {
        query if query.is_empty() => "/departures".to_owned(),
        query => format!("/departures?{query}"),
    }
}

async fn lists(cx: &Cx, conn: &mut keel::db::Conn, list: List, is_search: bool) -> Result<Vec<ListLink>> {
    let mut links = Vec::new();
    for each in List::ALL.iter().copied() {
        let count = match each {
            List::Upcoming => Some(sql::count_upcoming(conn).await?),
            List::Held => Some(sql::count_held(conn).await?),
            List::All | List::Complete | List::Withdrawn => None,
        };
        let name = cx.l().t(label(each));
        links.push(ListLink {
            href: address(each, "", None),
            label: count.map_or_else(|| name.to_string(), |count| format!("{name} {count}")),
            is_current: each == list && !is_search,
        });
    }
    Ok(links)
}

const fn label(list: List) -> &'static str {
    match list {
        List::All => "departures-list-all",
        List::Upcoming => "departures-list-upcoming",
        List::Held => "departures-list-held",
        List::Complete => "departures-list-complete",
        List::Withdrawn => "departures-list-withdrawn",
    }
}

/// Title and text of a list with nobody in it.
const fn empty(list: List) -> (&'static str, &'static str) {
    match list {
        List::All => ("departures-empty-all", "departures-empty-all-text"),
        List::Upcoming => ("departures-empty-upcoming", "departures-empty-upcoming-text"),
        List::Held => ("departures-empty-held", "departures-empty-held-text"),
        List::Complete => ("departures-empty-complete", "departures-empty-complete-text"),
        List::Withdrawn => ("departures-empty-withdrawn", "departures-empty-withdrawn-text"),
    }
}
