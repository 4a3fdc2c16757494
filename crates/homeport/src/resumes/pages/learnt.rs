//! The schools and skills of a file, as they were understood.

use keel::db::Conn;
use keel::error::{Error, Result};

use super::{Item, joined, shortened, words};
use crate::app::Cx;
use crate::careers::pages::when;
use crate::careers::{self, Learnt, LearntKind, MOST_LEARNT, NewLearnt, Source};
use crate::resumes::model::{Resume, School};

/// All skills of a file are one choice.
#[derive(Default)]
pub struct Skills {
    /// How many are new, and which.
    pub title: String,
    pub names: String,
    /// Of the others, how many and why.
    pub out: Vec<String>,
    pub is_new: bool,
}

fn room(told: &[Learnt], kind: LearntKind) -> usize {
    MOST_LEARNT.saturating_sub(told.iter().filter(|one| one.kind == kind).count())
}

pub async fn schools(cx: &Cx, conn: &mut Conn, told: &[Learnt], resume: &Resume) -> Result<Vec<Item>> {
    let l = cx.l();
    let mut room = room(told, LearntKind::School);
    let mut items = Vec::new();
    for (at, school) in resume.schools.iter().enumerate() {
        let (dates, out, is_wrong) = match school.learnt(cx.today()) {
            Err(Error::Invalid(problems)) => (as_written(school), words(cx, &problems), true),
            Err(other) => return Err(other),
            Ok(new) => {
                let has_dates = new.started.is_some() || new.ended.is_some();
                let years = when(l, new.started, new.ended, cx.today());
                let years = if has_dates { years } else { String::new() };
                if careers::is_told(conn, told, &new).await? {
                    (years, l.t("resumes-out-known").into_owned(), false)
                } else if room == 0 {
                    (years, l.t1("resumes-out-full-schools", "most", MOST_LEARNT), true)
                } else {
                    room -= 1;
                    (years, String::new(), false)
                }
            }
        };
        let line = joined(&[shortened(&school.detail), dates]);
        items.push(Item { at, title: shortened(&school.name), line, out, is_wrong });
    }
    Ok(items)
}

fn as_written(school: &School) -> String {
    let dates = [&school.started, &school.ended].map(|date| shortened(date));
    dates.into_iter().filter(|date| !date.is_empty()).collect::<Vec<_>>().join(" – ")
}

pub async fn skills(cx: &Cx, conn: &mut Conn, told: &[Learnt], resume: &Resume) -> Result<Skills> {
    let l = cx.l();
    let mut room = room(told, LearntKind::Skill);
    let (mut names, mut known, mut full, mut wrong) = (Vec::new(), 0, 0, 0);
    for name in &resume.skills {
        let new = NewLearnt::skill(name, Source::File);
        if new.problems(cx.today()).ok().is_err() {
            wrong += 1;
        } else if careers::is_told(conn, told, &new).await? {
            known += 1;
        } else if room == 0 {
            full += 1;
        } else {
            room -= 1;
            names.push(name.clone());
        }
    }
    let outs =
        [("resumes-skills-known", known), ("resumes-skills-long", wrong), ("resumes-skills-full", full)];
    let some = outs.into_iter().filter(|(_, count)| *count > 0);
    Ok(Skills {
        title: l.t1("resumes-skills", "count", names.len()),
        is_new: !names.is_empty(),
        names: joined(&names),
        out: some.map(|(key, count)| l.t2(key, "count", count, "most", MOST_LEARNT)).collect(),
    })
}
