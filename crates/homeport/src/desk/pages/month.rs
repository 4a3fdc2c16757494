use askama::Template;
use axum::extract::Query;
use keel::clock::{Day, Time};
use keel::l10n::L;
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::desk::model::median;
use crate::desk::sql;
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "desk/templates/month.html")]
struct Month {
    s: Shell,
    title: String,
    left_count: usize,
    left: Vec<Line>,
    left_more: String,
    joined_count: usize,
    joined: Vec<Line>,
    joined_more: String,
    median: String,
    timed: usize,
    thanks: Vec<Line>,
    before: String,
    after: Option<String>,
}

struct Line {
    name: String,
    line: String,
    href: String,
}

#[derive(Deserialize)]
pub struct Asked {
    /// `2026-11`; this month where it is missing or no month.
    #[serde(default)]
    month: String,
}

/// More than anybody reads; the median is of all of them.
const MOST: u32 = 1_000;
/// So many have a row of their own; the others are named in one paragraph, so that a month stays one page.
const ROWS: usize = 10;

pub async fn month(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let this = cx.today().month_start();
    let first = Day::parse(&format!("{}-01", asked.month)).filter(|day| *day <= this).unwrap_or(this);
    let next = first.plus_months(1);
    let zone = cx.zone();
    let (from, to) = (Time::at(first, 0, 0, &zone), Time::at(next, 0, 0, &zone));
    let l = cx.l();
    let mut conn = cx.read().await?;
    let left = sql::left_between(&mut conn, from, to).await?;
    let joined = sql::joined_between(&mut conn, from, to).await?;
    let times = sql::times_to_joined(&mut conn, from, to, MOST).await?;
    let thanks = sql::wrote_most(&mut conn, from, to).await?;
    let href = |person| format!("/people/{person}");
    let left = left.into_iter().map(|one| {
        let until = one.ended_on.unwrap_or(first).max(one.started_on);
        let span = l.span(one.started_on, until.plus_days(1));
        let line = [one.department, Some(span)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Line { href: href(one.person_id), name: one.name, line }
    });
    let joined = joined.into_iter().map(|(person, name, at)| {
        let line = l.day_time(at, &zone);
        Line { name, line, href: href(person) }
    });
    let (left_count, left, left_more) = folded(l, left.collect());
    let (joined_count, joined, joined_more) = folded(l, joined.collect());
    cx.show(&Month {
        title: l.month(first),
        left_count,
        left,
        left_more,
        joined_count,
        joined,
        joined_more,
        timed: times.len(),
        median: median(times).map_or_else(|| "–".to_owned(), |middle| l.minutes(middle)),
        thanks: thanks
            .into_iter()
            .map(|(person, name, count)| Line {
                name,
                line: l.t1("desk-month-wrote", "count", count),
                href: href(person),
            })
            .collect(),
        before: word(first.plus_months(-1)),
        after: (first < this).then(|| word(next)),
        s: cx.shell("desk"),
    })
}

/// How many there are, those with a row, and the names of the others.
fn folded(l: L, mut lines: Vec<Line>) -> (usize, Vec<Line>, String) {
    let count = lines.len();
    let rest = lines.split_off(count.min(ROWS));
    let names: Vec<String> = rest.into_iter().map(|line| line.name).collect();
    (count, lines, l.list(&names))
}

/// A month as the address writes it.
fn word(first: Day) -> String {
    first.to_string().chars().take(7).collect()
}
