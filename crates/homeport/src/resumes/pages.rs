//! Sending a file of one's own, choosing from it, taking it back.

mod learnt;

use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use self::learnt::Skills;
use super::model::{self, LeftOut, Resume, Sent, Stint};
use super::{Kind, ResumeId, State, actions, sql};
use crate::app::{Answer, Cx};
use crate::careers::{self, pages::when};
use crate::people::{self, Entity, PersonId, folded};
use crate::shell::{FileUpload, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "resumes/templates/index.html")]
struct Index {
    s: Shell,
    career: String,
    sent: Vec<Line>,
    problems: Vec<Problem>,
}

impl Index {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct Line {
    title: String,
    line: String,
    /// Where it is chosen from; empty once it was.
    choose: String,
    /// Where it is taken back; empty where it cannot be.
    back: String,
}

/// `GET /me/resumes`
pub async fn index(cx: Cx) -> Answer {
    let page = page(&cx, &Problems::new()).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, problems: &Problems) -> Result<Index> {
    let person = cx.viewer.somebody()?;
    let sent = sql::all(&mut cx.read().await?, person).await?;
    Ok(Index {
        career: format!("/careers/{person}"),
        sent: sent.iter().map(|one| line(cx, one)).collect(),
        problems: cx.problems(problems, &[("file", "resumes-file")]),
        s: cx.narrow(""),
    })
}

fn line(cx: &Cx, sent: &Sent) -> Line {
    let l = cx.l();
    let here = format!("/me/resumes/{}", sent.resume_id);
    let is = |state| sent.state == state;
    Line {
        title: l.t(kind(sent.kind)).into_owned(),
        line: format!(
            "{} · {}",
            l.t(state(sent.state)),
            l.ago(cx.now, sent.taken_at.unwrap_or(sent.created_at))
        ),
        choose: if is(State::Read) { here.clone() } else { String::new() },
        back: if is(State::Taken) { format!("{here}/take-back") } else { String::new() },
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::LinkedIn => "resumes-kind-linkedin",
        Kind::JsonResume => "resumes-kind-json",
        Kind::Card => "resumes-kind-card",
    }
}

const fn state(state: State) -> &'static str {
    match state {
        State::Read => "resumes-state-read",
        State::Taken => "resumes-state-taken",
        State::TakenBack => "resumes-state-taken-back",
    }
}

/// `POST /me/resumes`
pub async fn send(cx: Cx, upload: FileUpload) -> Answer {
    let read = match &upload.file {
        Some(file) => actions::read(&cx, file.path()).await,
        None => Err(Error::invalid("file", Text::new("resumes-problem-no-file"))),
    };
    match read {
        Ok(id) => cx.to(&format!("/me/resumes/{id}")),
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &problems).await?;
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "resumes/templates/show.html")]
struct Show {
    s: Shell,
    here: String,
    lead: String,
    /// The name in the file, where it is not the viewer's.
    other: String,
    place: String,
    items: Vec<Item>,
    schools: Vec<Item>,
    skills: Skills,
    left_out: Vec<String>,
    can_take: bool,
}

/// A stint or a school as it was understood.
struct Item {
    at: usize,
    title: String,
    line: String,
    /// Why it stays out; empty where it can be chosen.
    out: String,
    is_wrong: bool,
}

/// `GET /me/resumes/{id}`: what was understood.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let person = cx.viewer.somebody()?;
    let id: ResumeId = id.parse()?;
    let sent = sql::sent(&mut cx.read().await?, person, id).await?;
    if sent.state != State::Read {
        return cx.to("/me/resumes");
    }
    let page = understood(&cx, person, &sent).await?;
    cx.show(&page)
}

async fn understood(cx: &Cx, person: PersonId, sent: &Sent) -> Result<Show> {
    let l = cx.l();
    let resume: Resume = serde_json::from_str(&sent.told)?;
    let mut conn = cx.read().await?;
    let me = people::person(&mut conn, person).await?;
    let names = people::names(&mut conn, person).await?;
    let is_mine = resume.name.is_empty()
        || names
            .iter()
            .map(|name| &name.name)
            .chain([&me.name])
            .any(|name| folded(name) == folded(&resume.name));
    let entities = people::entities(&mut conn).await?;
    let mut room = careers::MOST.saturating_sub(careers::count(&mut conn, person).await?);
    let mut items = Vec::new();
    for (at, stint) in resume.stints.iter().enumerate() {
        let (out, is_wrong) = match stint.entry(cx.today()) {
            Err(Error::Invalid(problems)) => (words(cx, &problems), true),
            Err(other) => return Err(other),
            Ok(_) if is_ours(&entities, stint) => (l.t("resumes-out-ours").into_owned(), false),
            Ok(entry) if careers::known(&mut conn, person, &entry).await?.is_some() => {
                (l.t("resumes-out-known").into_owned(), false)
            }
            Ok(_) if room == 0 => (l.t1("resumes-out-full", "most", careers::MOST), true),
            Ok(_) => {
                room -= 1;
                (String::new(), false)
            }
        };
        items.push(item(cx, at, stint, out, is_wrong));
    }
    let place = resume.place.clone().filter(|place| me.place.as_deref() != Some(place));
    let told = careers::told(&mut conn, person).await?;
    let schools = learnt::schools(cx, &mut conn, &told, &resume).await?;
    let skills = learnt::skills(cx, &mut conn, &told, &resume).await?;
    let fitting = |items: &[Item]| items.iter().filter(|item| item.out.is_empty()).count();
    let fit = fitting(&items);
    Ok(Show {
        here: format!("/me/resumes/{}", sent.resume_id),
        lead: l.t2("resumes-lead-show", "count", items.len(), "new", fit),
        other: if is_mine { String::new() } else { resume.name },
        can_take: fit + fitting(&schools) > 0 || skills.is_new || place.is_some(),
        place: place.unwrap_or_default(),
        items,
        schools,
        skills,
        left_out: left_out(cx, resume.left_out),
        s: cx.narrow(""),
    })
}

/// Our own years stand there already, and are corrected elsewhere.
fn is_ours(entities: &[Entity], stint: &Stint) -> bool {
    let is = |name: &str| folded(name) == folded(&stint.organisation);
    entities.iter().any(|entity| is(&entity.name) || entity.name_en.as_deref().is_some_and(is))
}

fn words(cx: &Cx, problems: &Problems) -> String {
    let texts: Vec<String> = problems.0.iter().map(|problem| cx.l().text(&problem.text)).collect();
    texts.join(" ")
}

fn item(cx: &Cx, at: usize, stint: &Stint, out: String, is_wrong: bool) -> Item {
    let dates = match stint.entry(cx.today()) {
        Ok(entry) => when(cx.l(), entry.started, entry.ended, cx.today()),
        Err(_) => {
            let dates = [&stint.started, &stint.ended].map(|date| shortened(date));
            dates.into_iter().filter(|date| !date.is_empty()).collect::<Vec<_>>().join(" – ")
        }
    };
    let title = [&stint.title, &stint.organisation].map(|text| shortened(text));
    Item { at, title: joined(&title), line: joined(&[dates, shortened(&stint.place)]), out, is_wrong }
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A file may hold anything.
fn shortened(text: &str) -> String {
    keel::names::tidy(text).chars().take(120).collect()
}

fn left_out(cx: &Cx, left: LeftOut) -> Vec<String> {
    let all = [
        ("resumes-left-photos", left.photos),
        ("resumes-left-others", left.others),
        ("resumes-left-beyond", left.beyond),
    ];
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(key, count)| cx.l().t1(key, "count", i64::try_from(count).unwrap_or(i64::MAX))).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    stint: Vec<usize>,
    school: Vec<usize>,
    skills: String,
    place: String,
}

/// `POST /me/resumes/{id}`: takes what was chosen.
pub async fn take(cx: Cx, Path(id): Path<String>, Form(chosen): Form<Chosen>) -> Answer {
    let id: ResumeId = id.parse()?;
    let mut conn = cx.begin().await?;
    let chosen = model::Chosen {
        stints: chosen.stint,
        schools: chosen.school,
        skills: chosen.skills == "1",
        place: chosen.place == "1",
    };
    match actions::take(&cx, &mut conn, id, &chosen).await {
        Ok(outcome) => {
            cx.commit(conn).await?;
            let said = Text::new("resumes-done-taken").with("count", outcome.added);
            let person = cx.viewer.somebody()?;
            cx.done(&format!("/careers/{person}"), &said)
        }
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => cx.sorry("/me/resumes", &error.text()),
        Err(other) => Err(other),
    }
}

/// `POST /me/resumes/{id}/take-back`
pub async fn take_back(cx: Cx, Path(id): Path<String>) -> Answer {
    let id: ResumeId = id.parse()?;
    let mut conn = cx.begin().await?;
    match actions::take_back(&cx, &mut conn, id).await {
        Ok(stay) => {
            cx.commit(conn).await?;
            cx.app.db.truncate_log().await?;
            cx.done("/me/resumes", &Text::new("resumes-done-back").with("stay", stay))
        }
        Err(Error::Conflict(text)) => cx.sorry("/me/resumes", &text),
        Err(other) => Err(other),
    }
}

/// `POST /me/resumes/discard`: nothing of what waits is wanted.
pub async fn discard(cx: Cx) -> Answer {
    let mut conn = cx.begin().await?;
    actions::discard(&cx, &mut conn).await?;
    cx.commit(conn).await?;
    cx.app.db.truncate_log().await?;
    cx.done("/me/resumes", &Text::new("resumes-done-discard"))
}
