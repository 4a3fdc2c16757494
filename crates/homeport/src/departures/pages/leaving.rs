//! HR's own screen: why somebody left and what follows from it.

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::words;
use crate::app::{Answer, Cx};
use crate::departures::{DecidedBy, DepartureId, Kind, Leaving, Rehire, actions, row, sql};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/leaving.html")]
struct LeavingPage {
    s: Shell,
    base: String,
    name: String,
    line: String,
    form: LeavingForm,
    kinds: Vec<Choice>,
    regretted: Vec<Choice>,
    rehire: Vec<Choice>,
    decided: Option<DecidedBy>,
    problems: Vec<Problem>,
}

impl LeavingPage {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }

    fn kind_of(&self, typed: &str) -> &'static str {
        words::input_kind(typed)
    }
}

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct LeavingForm {
    kind: String,
    reason: String,
    is_regretted: String,
    would_rehire: String,
    non_compete_until: String,
    note: String,
}

/// More than this belongs in a file of its own.
const LONGEST: usize = 4_000;

pub async fn leaving(cx: Cx, Path(id): Path<DepartureId>) -> Answer {
    let stored = sql::leaving(&mut cx.read().await?, id).await?;
    let flag = |flag: bool| if flag { "yes" } else { "no" };
    let form = LeavingForm {
        kind: stored.kind.word().to_owned(),
        reason: stored.reason.unwrap_or_default(),
        is_regretted: stored.is_regretted.map(flag).unwrap_or_default().to_owned(),
        would_rehire: stored.would_rehire.map(Rehire::word).unwrap_or_default().to_owned(),
        non_compete_until: stored.non_compete_until.map(|day| day.to_string()).unwrap_or_default(),
        note: stored.note.unwrap_or_default(),
    };
    let page = page(&cx, id, form, &Problems::new()).await?;
    cx.show(&page)
}

pub async fn set_leaving(cx: Cx, Path(id): Path<DepartureId>, Form(form): Form<LeavingForm>) -> Answer {
    match write(&cx, id, &form).await {
        Ok(()) => cx.done(&format!("/departures/{id}"), &Text::new("departures-done-leaving")),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, id, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, id: DepartureId, form: &LeavingForm) -> Result<()> {
    let leaving = read(form)?;
    let mut conn = cx.begin().await?;
    actions::set_leaving(cx, &mut conn, id, &leaving).await?;
    cx.commit(conn).await
}

fn read(form: &LeavingForm) -> Result<Leaving> {
    let mut problems = Problems::new();
    let kind = Kind::from_word(&form.kind);
    if kind.is_none() {
        problems.add("kind", Text::new("departures-problem-kind"));
    }
    let non_compete_until = words::day_of(&mut problems, "non_compete_until", &form.non_compete_until);
    for (field, text) in [("reason", &form.reason), ("note", &form.note)] {
        if text.chars().count() > LONGEST {
            problems.add(field, Text::new("departures-problem-long").with("most", LONGEST));
        }
    }
    problems.ok()?;
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(Leaving {
        kind: kind.unwrap_or(Kind::Unknown),
        reason: text(&form.reason),
        is_regretted: match form.is_regretted.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        would_rehire: Rehire::from_word(&form.would_rehire),
        non_compete_until,
        note: text(&form.note),
    })
}

async fn page(cx: &Cx, id: DepartureId, form: LeavingForm, problems: &Problems) -> Result<LeavingPage> {
    let l = cx.l();
    let mut conn = cx.read().await?;
    let row = row(&mut conn, id).await?;
    let labels = [
        ("kind", "departures-kind"),
        ("reason", "departures-reason"),
        ("non_compete_until", "departures-non-compete"),
        ("note", "departures-note"),
    ];
    let options = |chosen: &str, all: &[(&str, &str)]| -> Vec<Choice> {
        let option = |(value, key): &(&str, &str)| Choice {
            value: (*value).to_owned(),
            label: l.t(key).into_owned(),
            is_chosen: *value == chosen,
        };
        all.iter().map(option).collect()
    };
    let unknown = ("", "departures-not-said");
    let regretted = [("yes", "departures-yes"), ("no", "departures-no"), unknown];
    let rehire = [
        ("yes", "departures-rehire-yes"),
        ("maybe", "departures-rehire-maybe"),
        ("no", "departures-rehire-no"),
        unknown,
    ];
    Ok(LeavingPage {
        base: format!("/departures/{id}"),
        name: row.name.clone(),
        line: words::line(l, cx, &row),
        kinds: words::choices(l, Kind::ALL, Kind::from_word(&form.kind), Kind::word, words::kind),
        regretted: options(&form.is_regretted, &regretted),
        rehire: options(&form.would_rehire, &rehire),
        decided: sql::decided_by(&mut conn, id).await?,
        problems: cx.problems(problems, &labels),
        form,
        s: cx.narrow("departures"),
    })
}
