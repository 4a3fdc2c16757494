//! Every import there was, and sending a file.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::{bases, entities};
use crate::app::{Answer, Cx};
use crate::imports::actions::{self, Terms};
use crate::imports::{About, Basis, Import, ImportId, State, sql, words};
use crate::people::{self, EntityId};
use crate::shell::{Choice, FileUpload, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "imports/templates/index.html")]
struct Index {
    s: Shell,
    rows: Vec<Line>,
    older: String,
    entities: Vec<Choice>,
    bases: Vec<Choice>,
    abouts: Vec<Choice>,
    source: String,
    problems: Vec<Problem>,
}

impl Index {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct Line {
    href: String,
    name: String,
    line: String,
    tag: (&'static str, String),
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    before: String,
}

const PAGE: usize = 20;
const LABELS: [(&str, &str); 4] = [
    ("file", "imports-file"),
    ("entity", "imports-entity"),
    ("source", "imports-source"),
    ("sheet", "imports-file"),
];

/// `GET /imports`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, &asked.before).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, before: &str) -> Result<Index> {
    let newest = ImportId(keel::id::Id([0xff; 16]));
    let before = before.parse().unwrap_or(newest);
    let mut rows = sql::latest(conn, before, PAGE as i64 + 1).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| is_more).map(|last| format!("/imports?before={}", last.import_id));
    Ok(Index {
        rows: rows.iter().map(|import| line(cx, import)).collect(),
        older: older.unwrap_or_default(),
        entities: entities(cx, conn, "").await?,
        bases: bases(cx, Basis::Contract.word()),
        abouts: abouts(cx, About::People.word()),
        source: String::new(),
        problems: Vec::new(),
        s: cx.shell("departures"),
    })
}

fn line(cx: &Cx, import: &Import) -> Line {
    let l = cx.l();
    let rows = l.t1("imports-rows", "count", import.rows);
    let tone = match import.state {
        State::Done => "calm",
        State::Checking | State::Running | State::Undoing | State::Checked | State::Paused => "lamp",
        State::Mapped | State::Undone | State::Dropped => "",
    };
    Line {
        href: format!("/imports/{}", import.import_id),
        name: import.name.clone(),
        line: format!("{rows} · {}", l.ago(cx.now, import.created_at)),
        tag: (tone, l.t(words::state(import.state)).into_owned()),
    }
}

/// What the rows may tell of.
fn abouts(cx: &Cx, chosen: &str) -> Vec<Choice> {
    let choice = |about: &About| Choice {
        value: about.word().to_owned(),
        label: cx.l().t(words::about(*about)).into_owned(),
        is_chosen: about.word() == chosen,
    };
    About::ALL.iter().map(choice).collect()
}

/// `POST /imports`
pub async fn upload(cx: Cx, upload: FileUpload) -> Answer {
    match take(&cx, &upload).await {
        Ok(id) => cx.to(&format!("/imports/{id}")),
        Err(Error::Invalid(problems)) => {
            let mut conn = cx.read().await?;
            let mut page = page(&cx, &mut conn, "").await?;
            page.entities = entities(&cx, &mut conn, upload.field("entity")).await?;
            page.bases = bases(&cx, upload.field("basis"));
            page.abouts = abouts(&cx, upload.field("about"));
            page.source = upload.field("source").to_owned();
            page.problems = cx.problems(&problems, &LABELS);
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn take(cx: &Cx, upload: &FileUpload) -> Result<ImportId> {
    let mut problems = Problems::new();
    let source = people::cleaned(upload.field("source")).unwrap_or_default();
    if source.is_empty() || source.chars().count() > 200 {
        problems.add("source", Text::new("imports-problem-source"));
    }
    let Some(file) = &upload.file else {
        problems.add("file", Text::new("imports-problem-no-file"));
        return Err(Error::Invalid(problems));
    };
    problems.ok()?;
    let terms = Terms {
        about: About::from_word(upload.field("about")).unwrap_or(About::People),
        entity: entity(cx, upload.field("entity")).await?,
        basis: basis(upload.field("basis")),
        source,
    };
    actions::upload(cx, file.path(), &upload.name, None, terms).await
}

pub(super) fn basis(word: &str) -> Basis {
    Basis::from_word(word).unwrap_or(Basis::Contract)
}

/// The company chosen; where there is none yet, the alliance's own.
pub(super) async fn entity(cx: &Cx, chosen: &str) -> Result<EntityId> {
    let all = people::entities(&mut cx.read().await?).await?;
    if all.is_empty() {
        let mut conn = cx.begin().await?;
        let first = people::actions::first_entity(cx, &mut conn).await?;
        cx.commit(conn).await?;
        return Ok(first);
    }
    let found = all.iter().find(|entity| entity.entity_id.to_string() == chosen);
    found
        .map(|entity| entity.entity_id)
        .ok_or_else(|| Error::invalid("entity", Text::new("people-problem-no-entity")))
}
