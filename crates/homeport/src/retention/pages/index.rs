//! Whose time runs out, what runs out first on top.

use askama::Template;
use axum::extract::{Path, Query};
use keel::clock::Time;
use keel::error::{Error, Problems, Result, Text};
use keel::id::Id;
use serde::Deserialize;

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::people::{self, PersonId};
use crate::retention::model::Line;
use crate::retention::{Purpose, actions, sql};
use crate::settings::Key;
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "retention/templates/index.html")]
struct Index {
    s: Shell,
    lead: String,
    rows: Vec<Row>,
    older: String,
    newer: String,
    may_extend: bool,
    problems: Vec<Problem>,
}

struct Row {
    id: PersonId,
    name: String,
    href: String,
    line: String,
    tag: (&'static str, String),
    reason: String,
    purpose: Purpose,
    months: Vec<Choice>,
    /// What was typed, where the form came back.
    typed: String,
    is_open: bool,
}

impl Index {
    fn beside(&self, row: &Row, field: &str) -> String {
        if row.is_open { beside(&self.problems, field) } else { String::new() }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    after: String,
}

const PAGE: usize = 50;
/// What an officer may add at once.
const MONTHS: [i32; 4] = [3, 6, 12, 24];

/// `GET /retention`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let page = page(&cx, &asked.after, None, &Problems::new()).await?;
    cx.show(&page)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ExtendForm {
    purpose: String,
    months: String,
    reason: String,
}

/// `POST /retention/{id}/extend`
pub async fn extend(cx: Cx, Path(id): Path<PersonId>, Form(form): Form<ExtendForm>) -> Answer {
    match extended(&cx, id, &form).await {
        Ok(text) => cx.done("/retention", &text),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, "", Some((id, &form)), &problems).await?;
            cx.invalid(&page)
        }
        Err(error) => Err(error),
    }
}

async fn extended(cx: &Cx, id: PersonId, form: &ExtendForm) -> Result<Text> {
    let purpose = Purpose::from_word(&form.purpose).ok_or(Error::NotFound)?;
    let months = form.months.trim().parse().unwrap_or_default();
    let mut conn = cx.begin().await?;
    let name = people::person(&mut conn, id).await?.name;
    let until = actions::extend(cx, &mut conn, id, purpose, (months, &form.reason)).await?;
    cx.commit(conn).await?;
    let day = cx.l().day(until.day_in(&cx.zone()));
    Ok(Text::new("retention-done-extended").with("name", name).with("day", day))
}

/// `MILLISECONDS.ID` of the last line of the page before.
fn place(after: &str) -> (Time, PersonId) {
    let read = after.split_once('.').and_then(|(at, id)| Some((Time(at.parse().ok()?), id.parse().ok()?)));
    read.unwrap_or((Time(i64::MIN), PersonId(Id([0; 16]))))
}

async fn page(
    cx: &Cx,
    after: &str,
    typed: Option<(PersonId, &ExtendForm)>,
    problems: &Problems,
) -> Result<Index> {
    let mut conn = cx.read().await?;
    // A form that came back stands on top, wherever its line would be.
    let start = match typed {
        Some((id, _)) => sql::before(&mut conn, id).await?,
        None => place(after),
    };
    let mut lines = sql::lines(&mut conn, start, PAGE + 1).await?;
    let goes_on = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| goes_on);
    let settings = cx.app.settings();
    let (months, days) = (settings.number(Key::RetentionMonths), settings.number(Key::RetentionWarnDays));
    let labels = [("months", "retention-months"), ("reason", "retention-reason")];
    Ok(Index {
        lead: cx.l().t2("retention-lead", "months", months, "days", days),
        older: older
            .map(|last| format!("/retention?after={}.{}", last.due_at.ms(), last.person_id))
            .unwrap_or_default(),
        newer: if after.is_empty() && typed.is_none() { String::new() } else { "/retention".to_owned() },
        rows: lines.iter().map(|line| row(cx, line, typed)).collect(),
        may_extend: cx.viewer.may(Can::EditPeople),
        problems: cx.problems(problems, &labels),
        s: cx.shell("people"),
    })
}

fn row(cx: &Cx, line: &Line, typed: Option<(PersonId, &ExtendForm)>) -> Row {
    let l = cx.l();
    let zone = cx.zone();
    let day = |at: Time| l.day(at.day_in(&zone));
    let typed = typed.filter(|(id, _)| *id == line.person_id).map(|(_, form)| form);
    let chosen = typed.and_then(|form| form.months.parse().ok()).unwrap_or(12);
    let first = l.t1("retention-first-contact", "day", day(line.starts_at));
    let tag = match (line.warned_at, line.has_contact) {
        (Some(_), true) => ("lamp", l.t1("retention-tag-warned", "day", day(line.due_at))),
        (Some(_), false) => ("alarm", l.t1("retention-tag-unreachable", "day", day(line.due_at))),
        (None, _) => ("", l.t1("retention-tag-until", "day", day(line.due_at))),
    };
    Row {
        id: line.person_id,
        name: line.name.clone(),
        href: format!("/people/{}", line.person_id),
        line: line.number.iter().cloned().chain([first]).collect::<Vec<_>>().join(" · "),
        tag,
        reason: line.reason.as_ref().map(|why| l.t1("retention-because", "reason", why)).unwrap_or_default(),
        purpose: line.purpose,
        months: MONTHS.iter().map(|months| months_of(cx, *months, chosen)).collect(),
        typed: typed.map(|form| form.reason.clone()).unwrap_or_default(),
        is_open: typed.is_some(),
    }
}

fn months_of(cx: &Cx, months: i32, chosen: i32) -> Choice {
    Choice { value: months.to_string(), label: cx.l().months(months), is_chosen: months == chosen }
}
