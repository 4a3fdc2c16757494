//! One decision about everybody held whom a sieve keeps: a page of its own, so that nobody decides about
//! hundreds by a slip.

use askama::Template;
use axum::extract::Query;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::held::{NEWEST, decision_of, said};
use super::sieve::{self, SieveForm};
use crate::app::{Answer, Cx};
use crate::departures::actions::{self, Batch};
use crate::departures::{Decision, sql};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/held_all.html")]
struct All {
    s: Shell,
    title: String,
    meant: String,
    names: String,
    sure: String,
    count: i64,
    note: String,
    action: String,
    back: String,
    problems: Vec<Problem>,
}

impl All {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// So many are named.
const NAMED: usize = 8;

pub async fn held_all(cx: Cx, Query(sieve): Query<SieveForm>) -> Answer {
    match page(&cx, &sieve, String::new(), &Problems::new()).await? {
        Some(page) => cx.show(&page),
        None => cx.to(&back(&sieve)),
    }
}

fn back(form: &SieveForm) -> String {
    format!("/departures/held?{}", form.query())
}

/// Nothing where nobody is meant.
async fn page(cx: &Cx, form: &SieveForm, note: String, problems: &Problems) -> Result<Option<All>> {
    let mut conn = cx.read().await?;
    let l = cx.l();
    let sieve = form.read(&cx.viewer);
    let count = sql::many::count_held(&mut conn, &sieve).await?;
    if count == 0 {
        return Ok(None);
    }
    let first = sql::many::held(&mut conn, &sieve, NEWEST, NAMED).await?;
    let names: Vec<String> = first.into_iter().map(|row| row.name).collect();
    let names = match count - i64::try_from(names.len()).unwrap_or(count) {
        ..=0 => l.list(&names),
        more => l.t2(
            "departures-held-named",
            "names",
            names.join(l.t("departures-held-comma").as_ref()),
            "count",
            more,
        ),
    };
    let said = sieve::said(cx, &mut conn, &sieve).await?;
    // Beyond the stretch looked through there may be more.
    let is_more = sql::many::end_of_stretch(&mut conn, NEWEST).await?.is_some();
    let title = if is_more { "departures-held-all-title-more" } else { "departures-held-all-title" };
    let labels = [("note", "departures-held-reason"), ("sure", "departures-held-sure-label")];
    Ok(Some(All {
        title: l.t1(title, "count", count),
        meant: match said.is_empty() {
            true => l.t("departures-held-everybody").into_owned(),
            false => said.join(" · "),
        },
        names,
        sure: l.t1("departures-held-sure", "count", count),
        count,
        note,
        action: format!("/departures/held/all?{}", form.query()),
        back: back(form),
        problems: cx.problems(problems, &labels),
        s: cx.narrow("departures"),
    }))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AllForm {
    decision: String,
    note: String,
    sure: String,
    count: String,
}

pub async fn decide_all(cx: Cx, Query(sieve): Query<SieveForm>, Form(form): Form<AllForm>) -> Answer {
    match decided(&cx, &sieve, &form).await {
        Ok((Some(count), decision)) => cx.done("/departures/held", &said(decision, count)),
        Ok((None, _)) => cx.done("/departures/held", &Text::new("departures-done-batch-begun")),
        Err(Error::Invalid(problems)) => match page(&cx, &sieve, form.note, &problems).await? {
            Some(page) => cx.invalid(&page),
            None => cx.sorry("/departures/held", &Text::new("departures-problem-decided")),
        },
        Err(Error::Conflict(text)) => cx.sorry(&back(&sieve), &text),
        Err(other) => Err(other),
    }
}

async fn decided(cx: &Cx, form: &SieveForm, answer: &AllForm) -> Result<(Option<usize>, Decision)> {
    let decision = decision_of(&answer.decision)?;
    let sieve = form.read(&cx.viewer);
    let mut problems = Problems::new();
    if answer.note.trim().is_empty() {
        problems.add("note", Text::new("departures-problem-no-reason"));
    }
    if answer.sure != "yes" {
        problems.add("sure", Text::new("departures-problem-not-sure"));
    }
    let mut conn = cx.begin().await?;
    let count = sql::many::count_held(&mut conn, &sieve).await?;
    // Since the page was shown some were decided, or more were recorded: whoever decides should know.
    if answer.count.trim() != count.to_string() {
        problems.add("sure", Text::new("departures-problem-count").with("count", count));
    }
    problems.ok()?;
    let batch = Batch { sieve, decision, note: answer.note.clone() };
    let done = actions::decide_all(cx, &mut conn, &batch).await?;
    cx.commit(conn).await?;
    Ok((done, decision))
}
