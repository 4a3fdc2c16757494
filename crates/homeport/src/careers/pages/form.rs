//! The form of a position, new or corrected.

use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::partial::Partial;
use serde::Deserialize;

use super::whose;
use super::words::source;
use crate::app::{Answer, Cx};
use crate::careers::{Entry, Position, PositionId, Source, actions, sql};
use crate::people::{Person, PersonId};
use crate::shell::{Choice, Form, Problem, Shell, beside};

/// A position as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PositionForm {
    organisation: String,
    title: String,
    place: String,
    is_founder: String,
    started: String,
    ended: String,
    what: String,
    source: String,
}

const LABELS: [(&str, &str); 6] = [
    ("organisation", "careers-organisation"),
    ("title", "careers-title-of"),
    ("place", "careers-place"),
    ("started", "careers-started"),
    ("ended", "careers-ended"),
    ("what", "careers-what"),
];

/// So much of what was typed is repeated in a message.
const ECHO: usize = 40;

impl PositionForm {
    fn of(position: &Position) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let date = |date: Option<Partial>| date.map(|date| date.to_string()).unwrap_or_default();
        Self {
            organisation: position.organisation.clone(),
            title: text(&position.title),
            place: text(&position.place),
            is_founder: if position.is_founder { "1".to_owned() } else { String::new() },
            started: date(position.started),
            ended: date(position.ended),
            what: text(&position.what),
            // Whoever corrects it says anew whom it is from.
            source: String::new(),
        }
    }

    /// What was typed; every mistake at once.
    fn read(&self, cx: &Cx, is_own: bool) -> Result<Entry> {
        let mut problems = Problems::new();
        let entry = Entry {
            organisation: self.organisation.clone(),
            title: Some(self.title.clone()),
            place: Some(self.place.clone()),
            is_founder: self.is_founder == "1",
            started: date(&mut problems, "started", &self.started),
            ended: date(&mut problems, "ended", &self.ended),
            what: Some(self.what.clone()),
            source: self.source(is_own),
        }
        .tidied();
        problems.merge(entry.problems(cx.today()));
        problems.ok()?;
        Ok(entry)
    }

    /// One's own word is one's own; an officer says whom it is from.
    fn source(&self, is_own: bool) -> Source {
        match Source::from_word(&self.source) {
            _ if is_own => Source::Own,
            Some(Source::File) | None => Source::Officer,
            Some(source) => source,
        }
    }
}

/// Nothing typed is none.
pub fn date(problems: &mut Problems, field: &'static str, typed: &str) -> Option<Partial> {
    let found = Partial::parse(typed);
    if found.is_none() && !keel::names::tidy(typed).is_empty() {
        let typed: String = keel::names::tidy(typed).chars().take(ECHO).collect();
        problems.add(field, Text::new("careers-problem-date").with("typed", typed));
    }
    found
}

#[derive(Template)]
#[template(path = "careers/templates/form.html")]
struct Page {
    s: Shell,
    id: PersonId,
    name: String,
    is_own: bool,
    /// Where it is sent.
    action: String,
    is_new: bool,
    form: PositionForm,
    sources: Vec<Choice>,
    problems: Vec<Problem>,
}

impl Page {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

fn page(
    cx: &Cx,
    person: Person,
    position: Option<PositionId>,
    form: PositionForm,
    problems: &Problems,
) -> Page {
    let id = person.person_id;
    let is_own = cx.viewer.person == Some(id);
    let chosen = form.source(is_own);
    // A file is a source that nobody types.
    let offered = [Source::Officer, Source::Colleague, Source::Letter, Source::Own];
    let choice = |one: Source| Choice {
        value: one.word().to_owned(),
        label: source(cx.l(), one),
        is_chosen: one == chosen,
    };
    Page {
        s: cx.narrow(if is_own { "" } else { "people" }),
        id,
        name: person.name,
        is_own,
        action: match position {
            Some(position) => format!("/careers/{id}/{position}"),
            None => format!("/careers/{id}"),
        },
        is_new: position.is_none(),
        sources: if is_own { Vec::new() } else { offered.map(choice).into() },
        problems: cx.problems(problems, &LABELS),
        form,
    }
}

/// `GET /careers/{person}/new`
pub async fn new(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = whose(&cx, &mut cx.read().await?, &id).await?;
    cx.show(&page(&cx, person, None, PositionForm::default(), &Problems::new()))
}

/// `GET /careers/{person}/{position}`
pub async fn position(cx: Cx, Path((id, position)): Path<(String, String)>) -> Answer {
    let mut conn = cx.read().await?;
    let person = whose(&cx, &mut conn, &id).await?;
    let position: PositionId = position.parse()?;
    let found = sql::position(&mut conn, person.person_id, position).await?;
    if found.removed_at.is_some() {
        return cx.to(&format!("/careers/{}", person.person_id));
    }
    cx.show(&page(&cx, person, Some(position), PositionForm::of(&found), &Problems::new()))
}

/// `POST /careers/{person}`
pub async fn add(cx: Cx, Path(id): Path<String>, Form(form): Form<PositionForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let person = whose(&cx, &mut conn, &id).await?;
    let done = written(&cx, &mut conn, &person, None, &form).await;
    answered(&cx, conn, person, None, form, done).await
}

/// `POST /careers/{person}/{position}`
pub async fn correct(
    cx: Cx,
    Path((id, position)): Path<(String, String)>,
    Form(form): Form<PositionForm>,
) -> Answer {
    let mut conn = cx.begin().await?;
    let person = whose(&cx, &mut conn, &id).await?;
    let position: PositionId = position.parse()?;
    let done = written(&cx, &mut conn, &person, Some(position), &form).await;
    answered(&cx, conn, person, Some(position), form, done).await
}

async fn written(
    cx: &Cx,
    conn: &mut Conn,
    person: &Person,
    position: Option<PositionId>,
    form: &PositionForm,
) -> Result<()> {
    let id = person.person_id;
    if let Some(position) = position {
        // Somebody else's is not there, whatever was typed.
        sql::position(conn, id, position).await?;
    }
    let entry = form.read(cx, cx.viewer.person == Some(id))?;
    match position {
        Some(position) => actions::correct(cx, conn, id, position, entry).await,
        None => actions::add(cx, conn, id, entry).await.map(drop),
    }
}

async fn answered(
    cx: &Cx,
    conn: Conn,
    person: Person,
    position: Option<PositionId>,
    form: PositionForm,
    done: Result<()>,
) -> Answer {
    let back = format!("/careers/{}", person.person_id);
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            let said = if position.is_some() { "careers-done-saved" } else { "careers-done-added" };
            cx.done(&back, &Text::new(said))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            cx.invalid(&page(cx, person, position, form, &problems))
        }
        Err(Error::Conflict(text)) => cx.sorry(&back, &text),
        Err(other) => Err(other),
    }
}
