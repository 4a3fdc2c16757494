//! Skills and schools, on the page of a career, and what is offered while they are typed.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::names::tidy;
use serde::Deserialize;

use super::form::date;
use super::{show, whose};
use crate::app::{Answer, Cx};
use crate::careers::{Learnt, LearntId, LearntKind, NewLearnt, Source, actions, folded, sql};
use crate::people::PersonId;
use crate::people::pages::dotted;
use crate::shell::Form;

/// Skills typed at once.
const AT_ONCE: usize = 30;
/// Names offered for one beginning.
const OFFERED: usize = 10;

/// As typed: several skills, or one school.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LearntForm {
    pub skills: String,
    pub school: String,
    pub detail: String,
    pub started: String,
    pub ended: String,
}

impl LearntForm {
    /// What was typed; every mistake at once.
    fn read(&self, cx: &Cx, source: Source) -> Result<Vec<NewLearnt>> {
        let mut problems = Problems::new();
        let pieces = self.skills.split([',', '，', '、', ';', '；', '\n']).map(tidy);
        let mut all: Vec<NewLearnt> =
            pieces.filter(|name| !name.is_empty()).map(|name| NewLearnt::skill(&name, source)).collect();
        if all.len() > AT_ONCE {
            problems.add("skills", Text::new("careers-problem-learnt-many"));
        }
        for skill in &all {
            for problem in skill.problems(cx.today()).0 {
                problems.add("skills", problem.text);
            }
        }
        let parts = [&self.school, &self.detail, &self.started, &self.ended];
        let is_empty = parts.iter().all(|part| tidy(part).is_empty());
        if !is_empty || all.is_empty() {
            let school = NewLearnt {
                kind: LearntKind::School,
                name: self.school.clone(),
                detail: Some(self.detail.clone()),
                started: date(&mut problems, "started", &self.started),
                ended: date(&mut problems, "ended", &self.ended),
                source,
            }
            .tidied();
            for problem in school.problems(cx.today()).0 {
                let field = if problem.field == "name" { "school" } else { problem.field };
                problems.add(field, problem.text);
            }
            all.push(school);
        }
        problems.ok()?;
        Ok(all)
    }
}

/// Something learnt as a page shows it.
pub struct Line {
    pub name: String,
    /// The subject, the years.
    pub line: String,
    /// Where others with the same are found.
    pub href: String,
    /// Where it is taken out, or taken back once it is.
    pub remove: String,
    pub restore: String,
}

/// Of one kind, as they are shown to whoever may see them.
pub fn lines(cx: &Cx, learnt: &[Learnt], kind: LearntKind) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for line in learnt.iter().filter(|one| one.kind == kind).map(|one| line(cx, one)) {
        // Two records that were put together may both have told it.
        if !all.iter().any(|known| known.name == line.name && known.line == line.line) {
            all.push(line);
        }
    }
    all
}

pub fn line(cx: &Cx, one: &Learnt) -> Line {
    let base = format!("/careers/{}/learnt/{}", one.person_id, one.learnt_id);
    let years = super::when(cx.l(), one.started, one.ended, cx.today());
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair(one.kind.word(), &one.name);
    let has_dates = one.started.is_some() || one.ended.is_some();
    Line {
        name: one.name.clone(),
        line: dotted([one.detail.clone(), Some(years).filter(|_| has_dates)]),
        href: format!("/people?{}", query.finish()),
        remove: format!("{base}/remove"),
        restore: format!("{base}/restore"),
    }
}

/// `POST /careers/{person}/learnt`
pub async fn learn(cx: Cx, Path(id): Path<String>, Form(form): Form<LearntForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let person = whose(&cx, &mut conn, &id).await?;
    let back = format!("/careers/{}#learnt", person.person_id);
    match written(&cx, &mut conn, person.person_id, &form).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done(&back, &Text::new("careers-done-learnt"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let page = show::page(&cx, &mut cx.read().await?, person, form, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn written(cx: &Cx, conn: &mut Conn, person: PersonId, form: &LearntForm) -> Result<()> {
    let source = if cx.viewer.person == Some(person) { Source::Own } else { Source::Officer };
    for new in form.read(cx, source)? {
        let field = if new.kind == LearntKind::Skill { "skills" } else { "school" };
        actions::learnt::add(cx, conn, person, new).await.map_err(|error| error.in_field(field))?;
    }
    Ok(())
}

type At = Path<(String, String)>;

pub async fn unlearn(cx: Cx, Path((person, id)): At) -> Answer {
    let id: LearntId = id.parse()?;
    let mut conn = cx.begin().await?;
    let person = whose(&cx, &mut conn, &person).await?.person_id;
    actions::learnt::remove(&cx, &mut conn, person, id).await?;
    cx.commit(conn).await?;
    let said = Text::new("careers-done-unlearnt");
    cx.undoable(
        &format!("/careers/{person}#learnt"),
        &said,
        &format!("/careers/{person}/learnt/{id}/restore"),
    )
}

pub async fn relearn(cx: Cx, Path((person, id)): At) -> Answer {
    let id: LearntId = id.parse()?;
    let mut conn = cx.begin().await?;
    let person = whose(&cx, &mut conn, &person).await?.person_id;
    let back = format!("/careers/{person}#learnt");
    let done = actions::learnt::restore(&cx, &mut conn, person, id).await;
    cx.after(conn, done, &back, &Text::new("careers-done-relearnt")).await
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    q: String,
}

/// `GET /careers/offers`: names that begin so, one a line.
pub async fn offers(cx: Cx, Query(typed): Query<Typed>) -> Answer {
    let kind = LearntKind::from_word(&typed.kind).ok_or(Error::NotFound)?;
    let beginning = folded(&typed.q);
    let names = if beginning.is_empty() {
        Vec::new()
    } else {
        sql::learnt::offers(&mut cx.read().await?, kind, &beginning, OFFERED).await?
    };
    Ok(names.join("\n").into_response())
}
