//! The only writers of files of one's own.

use std::path::Path;
use std::time::Duration;

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::model::{Chosen, Resume, Sent, Taken};
use super::{Kind, ResumeId, State, each, kind_of, sql};
use crate::app::Cx;
use crate::careers::{self, LearntKind, NewLearnt, Source};
use crate::journal::{self, Act};
use crate::people::{self, PersonId, folded};

/// The largest file: a whole export with its messages.
const LARGEST: u64 = 100 << 20;
/// So many a day.
const MOST: u32 = 20;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Reads a file that the viewer sent about themselves. Nothing is written down but what was understood.
pub async fn read(cx: &Cx, path: &Path) -> Result<ResumeId> {
    let person = cx.viewer.somebody()?;
    let bucket = cx.app.key.hash("resumes", &person.to_string());
    keel::limit::hit_alone(&cx.app.db, cx.now, &bucket, MOST, DAY).await?;
    let path = path.to_owned();
    let (kind, all) = tokio::task::spawn_blocking(move || understood(&path)).await??;
    let mut conn = cx.begin().await?;
    let resume = whose(&mut conn, person, all).await?;
    sql::delete_read(&mut conn, person).await?;
    let sent = Sent {
        resume_id: ResumeId::next(&cx.app.ids, cx.now),
        person_id: person,
        kind,
        state: State::Read,
        told: serde_json::to_string(&resume)?,
        created_at: cx.now,
        taken_at: None,
    };
    sql::insert(&mut conn, &sent).await?;
    cx.commit(conn).await?;
    Ok(sent.resume_id)
}

/// So many people of one file are looked at for the one who sent it.
const MOST_PEOPLE: usize = 2_000;

fn understood(path: &Path) -> Result<(Kind, Vec<Resume>)> {
    if std::fs::metadata(path)?.len() > LARGEST {
        return Err(Error::invalid("file", Text::new("keel-sheet-too-large")));
    }
    let kind = kind_of(path)?.ok_or_else(|| Error::invalid("file", Text::new("resumes-problem-kind")))?;
    let mut all = Vec::new();
    each(path, kind, &mut |resume| {
        if all.len() < MOST_PEOPLE {
            all.push(resume);
        }
        Ok(())
    })?;
    Ok((kind, all))
}

/// The one the viewer is, where a file tells of several.
async fn whose(conn: &mut Conn, person: PersonId, mut all: Vec<Resume>) -> Result<Resume> {
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return Ok(only);
    }
    let mut names = vec![folded(&people::person(conn, person).await?.name)];
    names.extend(people::names(conn, person).await?.iter().map(|name| folded(&name.name)));
    let contacts: Vec<String> =
        people::contacts(conn, person).await?.into_iter().map(|contact| contact.address).collect();
    let is_mine = |resume: &Resume| {
        names.contains(&folded(&resume.name))
            || resume.mails.iter().any(|mail| contacts.contains(&mail.to_lowercase()))
    };
    let mut mine = all.into_iter().filter(is_mine);
    match (mine.next(), mine.next()) {
        (Some(resume), None) => Ok(resume),
        _ => Err(Error::invalid("file", Text::new("resumes-problem-several"))),
    }
}

/// What came of choosing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub added: usize,
    pub known: usize,
    /// What does not go in: it is wrong, or there are too many.
    pub out: usize,
}

/// Takes what was chosen.
pub async fn take(cx: &Cx, conn: &mut Conn, id: ResumeId, chosen: &Chosen) -> Result<Outcome> {
    let person = cx.viewer.somebody()?;
    let sent = sql::sent(conn, person, id).await?;
    if sent.state != State::Read {
        return Err(Error::Conflict(Text::new("resumes-problem-taken")));
    }
    let resume: Resume = serde_json::from_str(&sent.told)?;
    let mut outcome = Outcome::default();
    take_stints(cx, conn, id, (&resume, &chosen.stints), &mut outcome).await?;
    take_learnt(cx, conn, id, (&resume, chosen), &mut outcome).await?;
    let mut taken = Taken::default();
    if let Some(place) = resume.place.filter(|_| chosen.place) {
        taken.was = people::person(conn, person).await?.place;
        people::actions::set_place(cx, conn, person, Some(&place)).await?;
        taken.place = people::person(conn, person).await?.place;
    }
    let told = serde_json::to_string(&taken)?;
    if sql::update(conn, id, (State::Read, State::Taken), &told, cx.now).await? == 0 {
        return Err(Error::Conflict(Text::new("resumes-problem-taken")));
    }
    journal::note(cx, conn, Act::ResumeTaken, person, Some(sent.kind.word())).await?;
    Ok(outcome)
}

async fn take_stints(
    cx: &Cx,
    conn: &mut Conn,
    id: ResumeId,
    (resume, chosen): (&Resume, &[usize]),
    outcome: &mut Outcome,
) -> Result<()> {
    let person = cx.viewer.somebody()?;
    for stint in chosen.iter().filter_map(|at| resume.stints.get(*at)) {
        let Ok(entry) = stint.entry(cx.today()) else {
            outcome.out += 1;
            continue;
        };
        if careers::known(conn, person, &entry).await?.is_some() {
            outcome.known += 1;
        } else if careers::count(conn, person).await? >= careers::MOST {
            outcome.out += 1;
        } else {
            let position = careers::actions::add(cx, conn, person, entry).await?;
            sql::insert_position(conn, id, position).await?;
            outcome.added += 1;
        }
    }
    Ok(())
}

async fn take_learnt(
    cx: &Cx,
    conn: &mut Conn,
    id: ResumeId,
    (resume, chosen): (&Resume, &Chosen),
    outcome: &mut Outcome,
) -> Result<()> {
    let person = cx.viewer.somebody()?;
    let schools = chosen.schools.iter().filter_map(|at| resume.schools.get(*at));
    let skills = resume.skills.iter().filter(|_| chosen.skills);
    let all: Vec<Result<NewLearnt>> = schools
        .map(|school| school.learnt(cx.today()))
        .chain(skills.map(|name| Ok(NewLearnt::skill(name, Source::File))))
        .collect();
    if all.is_empty() {
        return Ok(());
    }
    // Whoever adds to the same person at the same moment waits, so that what was there before is never taken back.
    people::actions::found_anew(conn, person).await?;
    let mut told = careers::told(conn, person).await?;
    let of = |told: &[careers::Learnt], kind: LearntKind| told.iter().filter(|one| one.kind == kind).count();
    for new in all {
        let Ok(new) = new else {
            outcome.out += 1;
            continue;
        };
        if careers::is_told(conn, &told, &new).await? {
            outcome.known += 1;
        } else if of(&told, new.kind) >= careers::MOST_LEARNT || new.problems(cx.today()).ok().is_err() {
            outcome.out += 1;
        } else {
            let learnt = careers::actions::learnt::add(cx, conn, person, new).await?;
            sql::insert_learnt(conn, id, learnt).await?;
            told = careers::told(conn, person).await?;
            outcome.added += 1;
        }
    }
    Ok(())
}

/// What it brought is as if never told; how many stay, because they were corrected since.
pub async fn take_back(cx: &Cx, conn: &mut Conn, id: ResumeId) -> Result<usize> {
    let person = cx.viewer.somebody()?;
    let sent = sql::sent(conn, person, id).await?;
    if sent.state != State::Taken {
        return Err(Error::Conflict(Text::new("resumes-problem-taken-back")));
    }
    let mut stay = 0;
    for position in sql::positions(conn, id).await? {
        stay += usize::from(!careers::actions::take_back(cx, conn, person, position).await?);
    }
    for learnt in sql::learnt(conn, id).await? {
        careers::actions::learnt::take_back(cx, conn, person, learnt).await?;
    }
    let taken: Taken = serde_json::from_str(&sent.told)?;
    if taken.place.is_some() && people::person(conn, person).await?.place == taken.place {
        people::actions::set_place(cx, conn, person, taken.was.as_deref()).await?;
    }
    if sql::update(conn, id, (State::Taken, State::TakenBack), "{}", cx.now).await? == 0 {
        return Err(Error::Conflict(Text::new("resumes-problem-taken-back")));
    }
    journal::note(cx, conn, Act::ResumeTakenBack, person, Some(sent.kind.word())).await?;
    Ok(stay)
}

/// Nothing of it is wanted.
pub async fn discard(cx: &Cx, conn: &mut Conn) -> Result<()> {
    sql::delete_read(conn, cx.viewer.somebody()?).await?;
    Ok(())
}

/// What nobody chose from for a day.
pub(super) async fn sweep(cx: &Cx) -> Result<()> {
    let mut conn = cx.begin().await?;
    let gone = sql::delete_read_before(&mut conn, cx.now.plus_days(-1)).await?;
    conn.commit().await?;
    if gone > 0 { cx.app.db.truncate_log().await } else { Ok(()) }
}
