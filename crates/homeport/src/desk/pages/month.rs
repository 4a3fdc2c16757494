use askama::Template;
use axum::extract::Query;
use keel::clock::{Day, Time};
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
    left: Vec<Line>,
    joined: Vec<Line>,
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
    cx.show(&Month {
        title: l.month(first),
        left: left
            .into_iter()
            .map(|one| {
                let span =
                    l.span(one.started_on, one.ended_on.unwrap_or(first).max(one.started_on).plus_days(1));
                let line = [one.department, Some(span)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                Line { href: href(one.person_id), name: one.name, line }
            })
            .collect(),
        joined: joined
            .into_iter()
            .map(|(person, name, at)| Line { name, line: l.day_time(at, &zone), href: href(person) })
            .collect(),
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

/// A month as the address writes it.
fn word(first: Day) -> String {
    first.to_string().chars().take(7).collect()
}
