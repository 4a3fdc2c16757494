//! One career: the way so far, who sees it, and what was there before.

use askama::Template;
use axum::extract::Path;
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Problems, Result};

use super::learnt::{LearntForm, Line, line, lines};
use super::whose;
use super::words::{Stop, elsewhere, note, source, when, who};
use crate::app::{Answer, Cx};
use crate::careers::model::MOST;
use crate::careers::{Change, LearntKind, Position, Step, joined, sql};
use crate::members::{self, Field, Purpose};
use crate::people::pages::dotted;
use crate::people::{self, Person, PersonId, Tenure};
use crate::shell::{Problem, Shell, beside};

#[derive(Template)]
#[template(path = "careers/templates/show.html")]
pub struct Show {
    s: Shell,
    id: PersonId,
    name: String,
    is_own: bool,
    is_full: bool,
    add: String,
    /// Of the one whose career it is and who can choose.
    is_member: bool,
    seen_by: String,
    tells_news: bool,
    stops: Vec<Stop>,
    changes: Vec<Before>,
    removed: Vec<Before>,
    skills: Vec<Line>,
    schools: Vec<Line>,
    unlearnt: Vec<Line>,
    learn: String,
    form: LearntForm,
    problems: Vec<Problem>,
}

impl Show {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

const LABELS: [(&str, &str); 5] = [
    ("skills", "careers-skills"),
    ("school", "careers-school"),
    ("detail", "careers-detail"),
    ("started", "careers-started"),
    ("ended", "careers-ended"),
];

/// Something that stood there once.
struct Before {
    title: String,
    line: String,
    what: String,
    note: String,
    /// Where it is taken back; empty for what was corrected.
    restore: String,
}

/// `GET /careers/{person}`
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let person = whose(&cx, &mut conn, &id).await?;
    let page = page(&cx, &mut conn, person, LearntForm::default(), &Problems::new()).await?;
    cx.show(&page)
}

/// With what was typed about skills and schools, if something is wrong with it.
pub async fn page(
    cx: &Cx,
    conn: &mut Conn,
    person: Person,
    form: LearntForm,
    problems: &Problems,
) -> Result<Show> {
    let id = person.person_id;
    let is_own = cx.viewer.person == Some(id);
    let positions = sql::positions(conn, id).await?;
    let tenures = people::tenures(conn, id).await?;
    let mut stops = Vec::new();
    for step in joined(&tenures, &positions, cx.today()) {
        stops.push(match step {
            Step::Here(tenure) => here(cx, tenure),
            Step::Elsewhere(position) => {
                let note = note(cx, conn, position).await?;
                let base = format!("/careers/{id}/{}", position.position_id);
                Stop { base, ..elsewhere(cx, position, note) }
            }
        });
    }
    let mut changes = Vec::new();
    for change in sql::changes(conn, id).await? {
        changes.push(corrected(cx, conn, id, &change).await?);
    }
    let removed = sql::removed(conn, id).await?;
    let learnt = sql::learnt::of(conn, id).await?;
    let unlearnt = sql::learnt::removed(conn, id).await?;
    let audience = members::audience(conn, id, Field::Career).await?;
    let seen_by = members::options(cx.l(), Field::Career, audience).into_iter().find(|one| one.is_chosen);
    Ok(Show {
        s: cx.shell(if is_own { "" } else { "people" }),
        id,
        is_own,
        add: format!("/careers/{id}/new"),
        is_full: positions.len() >= MOST,
        is_member: members::is_member(conn, id).await?,
        seen_by: seen_by.map(|one| one.label).unwrap_or_default(),
        tells_news: members::consent(conn, id, Purpose::News).await?,
        stops,
        changes,
        removed: removed.iter().map(|position| taken_out(cx, position)).collect(),
        skills: lines(cx, &learnt, LearntKind::Skill),
        schools: lines(cx, &learnt, LearntKind::School),
        unlearnt: unlearnt.iter().map(|one| line(cx, one)).collect(),
        learn: format!("/careers/{id}/learnt"),
        form,
        problems: cx.problems(problems, &LABELS),
        name: person.name,
    })
}

/// Years with us, which are corrected elsewhere.
fn here(cx: &Cx, tenure: &Tenure) -> Stop {
    let entity = tenure.entity_in(cx.lang).to_owned();
    let dates = people::pages::years(cx.l(), tenure.started_on, tenure.ended_on, cx.today());
    Stop {
        is_ours: true,
        title: tenure.title.clone().unwrap_or_default(),
        organisation: entity,
        href: String::new(),
        line: dotted([Some(dates), tenure.department.clone(), tenure.number.clone()]),
        what: String::new(),
        note: String::new(),
        tag: String::new(),
        departure: String::new(),
        base: String::new(),
    }
}

async fn corrected(cx: &Cx, conn: &mut Conn, owner: PersonId, change: &Change) -> Result<Before> {
    let who = who(cx, conn, owner, change.replaced_by).await?;
    Ok(Before {
        title: titled(change.title.as_deref(), &change.organisation),
        line: dotted([
            Some(when(cx.l(), change.started, change.ended, cx.today())),
            change.place.clone(),
            change.is_founder.then(|| cx.l().t("careers-founder-line").into_owned()),
            Some(source(cx.l(), change.source)),
        ]),
        what: change.what.clone().unwrap_or_default(),
        note: cx.l().t2("careers-replaced", "ago", cx.l().ago(cx.now, change.replaced_at), "who", who),
        restore: String::new(),
    })
}

fn taken_out(cx: &Cx, position: &Position) -> Before {
    let Stop { line, what, .. } = elsewhere(cx, position, String::new());
    let until = position.removed_at.map(|at| erased_on(cx, at)).unwrap_or_default();
    Before {
        title: titled(position.title.as_deref(), &position.organisation),
        line,
        what,
        note: cx.l().t1("careers-removed", "day", until),
        restore: format!("/careers/{}/{}/restore", position.person_id, position.position_id),
    }
}

fn erased_on(cx: &Cx, removed_at: Time) -> String {
    let day = removed_at.plus_days(i64::from(crate::careers::KEPT_DAYS)).day_in(&cx.zone());
    cx.l().day(day)
}

fn titled(title: Option<&str>, organisation: &str) -> String {
    dotted([title.map(str::to_owned), Some(organisation.to_owned())])
}
