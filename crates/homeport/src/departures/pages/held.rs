//! Those a decision is waited for, to decide singly or together.

use askama::Template;
use axum::extract::Query;
use keel::error::{Error, Problems, Text};
use keel::id::Id;
use serde::Deserialize;

use super::index::PAGE;
use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::{Decision, DepartureId, List, Row, Verdict, actions, sql};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/held.html")]
struct Held {
    s: Shell,
    rows: Vec<HeldView>,
    note: String,
    problems: Vec<Problem>,
    older: String,
    may_run: bool,
}

impl Held {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct HeldView {
    id: String,
    name: String,
    line: String,
    href: String,
    note: String,
    is_chosen: bool,
}

impl HeldView {
    fn of(cx: &Cx, row: &Row, chosen: &[DepartureId]) -> Self {
        let l = cx.l();
        let note = match (row.verdict, row.completed_at) {
            (Verdict::NotInvited, _) => l.t("departures-held-appealed").into_owned(),
            (_, Some(at)) => l.t1("departures-held-since", "ago", l.ago(cx.now, at)),
            (_, None) => match row.last_day {
                Some(day) => l.t1("departures-tag-agreed", "day", words::short_day(l, cx, day)),
                None => l.t("departures-tag-intended").into_owned(),
            },
        };
        Self {
            id: row.departure_id.to_string(),
            name: row.name.clone(),
            line: words::line(l, cx, row),
            href: format!("/departures/{}", row.departure_id),
            note,
            is_chosen: chosen.contains(&row.departure_id),
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

pub async fn held(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let before = asked.before.parse().unwrap_or(DepartureId(Id([0xff; 16])));
    let page = page(&cx, before, &BatchForm::default(), &Problems::new()).await?;
    cx.show(&page)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct BatchForm {
    departures: Vec<String>,
    decision: String,
    note: String,
}

impl BatchForm {
    fn ids(&self) -> Vec<DepartureId> {
        self.departures.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

pub async fn decide_batch(cx: Cx, Form(form): Form<BatchForm>) -> Answer {
    match decided(&cx, &form).await {
        Ok((count, decision)) => {
            let key = match decision {
                Decision::Invite => "departures-done-batch-invite",
                Decision::Decline => "departures-done-batch-decline",
            };
            cx.done("/departures/held", &Text::new(key).with("count", count))
        }
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, DepartureId(Id([0xff; 16])), &form, &problems).await?;
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry("/departures/held", &text),
        Err(other) => Err(other),
    }
}

async fn decided(cx: &Cx, form: &BatchForm) -> keel::error::Result<(usize, Decision)> {
    let decision = Decision::from_word(&form.decision)
        .ok_or_else(|| Error::invalid("decision", Text::new("departures-problem-decision")))?;
    let mut conn = cx.begin().await?;
    let count = actions::decide(cx, &mut conn, &form.ids(), decision, &form.note).await?;
    cx.commit(conn).await?;
    Ok((count, decision))
}

async fn page(
    cx: &Cx,
    before: DepartureId,
    form: &BatchForm,
    problems: &Problems,
) -> keel::error::Result<Held> {
    let mut conn = cx.read().await?;
    let mut rows = sql::page(&mut conn, List::Held.word(), before, ("", "")).await?;
    let goes_on = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| goes_on);
    let labels = [("departures", "departures-held-whom"), ("note", "departures-held-reason")];
    let chosen = form.ids();
    Ok(Held {
        older: older.map(|last| format!("/departures/held?before={}", last.departure_id)).unwrap_or_default(),
        rows: rows.iter().map(|row| HeldView::of(cx, row, &chosen)).collect(),
        note: form.note.clone(),
        problems: cx.problems(problems, &labels),
        may_run: cx.viewer.may(Can::RunDepartures),
        s: cx.shell("departures"),
    })
}
