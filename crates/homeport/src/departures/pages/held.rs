//! Those a decision is waited for, to decide singly or together.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::id::Id;
use serde::Deserialize;

use super::index::PAGE;
use super::sieve::{SieveForm, SieveView};
use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::departures::{Decision, DepartureId, List, Row, Sieve, Verdict, actions, sql};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/held.html")]
struct Held {
    s: Shell,
    sieve: SieveView,
    is_narrowed: bool,
    /// How many a decision about all of them is about; empty where there are not several.
    all: String,
    all_href: String,
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
                Some(day) => l.t1("departures-tag-agreed", "day", l.short_day(day, cx.today())),
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

pub const NEWEST: DepartureId = DepartureId(Id([0xff; 16]));

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

pub async fn held(cx: Cx, Query(sieve): Query<SieveForm>, Query(asked): Query<Asked>) -> Answer {
    let before = asked.before.parse().unwrap_or(NEWEST);
    let page = page(&cx, &sieve, before, &BatchForm::default(), &Problems::new()).await?;
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
        Ok((count, decision)) => cx.done("/departures/held", &said(decision, count)),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &SieveForm::default(), NEWEST, &form, &problems).await?;
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry("/departures/held", &text),
        Err(other) => Err(other),
    }
}

/// What was decided about how many.
pub fn said(decision: Decision, count: usize) -> Text {
    let key = match decision {
        Decision::Invite => "departures-done-batch-invite",
        Decision::Decline => "departures-done-batch-decline",
    };
    Text::new(key).with("count", count)
}

pub fn decision_of(word: &str) -> Result<Decision> {
    Decision::from_word(word)
        .ok_or_else(|| Error::invalid("decision", Text::new("departures-problem-decision")))
}

async fn decided(cx: &Cx, form: &BatchForm) -> Result<(usize, Decision)> {
    let decision = decision_of(&form.decision)?;
    let mut conn = cx.begin().await?;
    let count = actions::decide(cx, &mut conn, &form.ids(), decision, &form.note).await?;
    cx.commit(conn).await?;
    Ok((count, decision))
}

async fn page(
    cx: &Cx,
    form: &SieveForm,
    before: DepartureId,
    batch: &BatchForm,
    problems: &Problems,
) -> Result<Held> {
    let mut conn = cx.read().await?;
    let sieve = form.read(&cx.viewer);
    let is_narrowed = !sieve.is_empty();
    let (rows, goes_on) = match is_narrowed {
        true => sifted(&mut conn, &sieve, before).await?,
        false => everybody(&mut conn, before).await?,
    };
    let may_run = cx.viewer.may(Can::RunDepartures);
    let count = sql::many::count_held(&mut conn, &sieve).await?;
    let query = form.query();
    let labels = [("departures", "departures-held-whom"), ("note", "departures-held-reason")];
    let chosen = batch.ids();
    Ok(Held {
        all: match may_run && (count > 1 || (count > 0 && is_narrowed)) {
            true => cx.l().t1("departures-held-all", "count", count),
            false => String::new(),
        },
        all_href: format!("/departures/held/all?{query}"),
        older: goes_on.map(|last| format!("/departures/held?{query}&before={last}")).unwrap_or_default(),
        rows: rows.iter().map(|row| HeldView::of(cx, row, &chosen)).collect(),
        sieve: SieveView::new(cx, &mut conn, form).await?,
        is_narrowed,
        note: batch.note.clone(),
        problems: cx.problems(problems, &labels),
        may_run,
        s: cx.shell("departures"),
    })
}

/// Held, or not invited and asking again; and where the list goes on.
async fn everybody(conn: &mut Conn, before: DepartureId) -> Result<(Vec<Row>, Option<DepartureId>)> {
    let rows = sql::page(conn, List::Held.word(), before, ("", "")).await?;
    Ok(cut(rows))
}

/// Those of a stretch whom the sieve keeps; after it the list goes on, even where nobody was kept.
async fn sifted(
    conn: &mut Conn,
    sieve: &Sieve,
    before: DepartureId,
) -> Result<(Vec<Row>, Option<DepartureId>)> {
    let rows = sql::many::held(conn, sieve, before, PAGE + 1).await?;
    match cut(rows) {
        (rows, Some(last)) => Ok((rows, Some(last))),
        (rows, None) => Ok((rows, sql::many::end_of_stretch(conn, before).await?)),
    }
}

fn cut(mut rows: Vec<Row>) -> (Vec<Row>, Option<DepartureId>) {
    let goes_on = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| goes_on).map(|last| last.departure_id);
    (rows, last)
}
