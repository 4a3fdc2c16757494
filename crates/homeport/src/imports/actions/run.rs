//! The long work: every part of the people in turn, a few a transaction, from where it was left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keel::db::Conn;
use keel::error::{Error, Result};
use tokio::task::spawn_blocking;

use super::{apply, blocking, companies, note, open, terms_of, undo};
use crate::app::{App, Cx};
use crate::departures::Verdict;
use crate::desk;
use crate::duplicates;
use crate::imports::careers;
use crate::imports::groups::Group;
use crate::imports::model::{About, Counts, Import, ImportId, Place, Problem, Reason, State};
use crate::imports::plan::{Plan, Who, plan};
use crate::imports::sql;
use crate::imports::table::Table;

/// People of one transaction, which waits once for the disk: the writer is held for about a hundredth of a second.
const BATCH: usize = 128;

/// Does what the import's state says is to be done, to its end or until somebody says otherwise.
/// `path` is where the file lies, if it was not kept.
pub async fn work(app: &App, id: ImportId, path: Option<PathBuf>) -> Result<()> {
    let import = sql::import(&mut app.db.read().await?, id).await?;
    match import.state {
        State::Checking | State::Running => go(app, import, path.as_deref()).await,
        State::Undoing => undo::work(app, import).await,
        State::Mapped | State::Checked | State::Paused | State::Done | State::Undone | State::Dropped => {
            Ok(())
        }
    }
}

async fn go(app: &App, mut import: Import, path: Option<&Path>) -> Result<()> {
    if import.about == About::Careers {
        return careers::go(app, import, path).await;
    }
    let file = open(app, &import, path).await?;
    let cx = app.machine_for(import.by);
    let companies = companies(&mut cx.read().await?, &import).await?;
    let table = {
        let (import, path, today) = (import.clone(), file.path().to_owned(), cx.today());
        Arc::new(blocking(move || Table::open(&import, &path, today, companies)).await?)
    };
    let shared = {
        let table = table.clone();
        Arc::new(blocking(move || table.shared()).await?)
    };
    let parts = table.parts();
    let read = |part: u32| {
        let (table, shared) = (table.clone(), shared.clone());
        (part < parts).then(|| spawn_blocking(move || table.part(part, &shared)))
    };
    let mut ahead = read(import.place.part);
    while let Some(reading) = ahead {
        let (groups, problems) = reading.await??;
        // The file is read while what was read before goes in.
        ahead = read(import.place.part + 1);
        if !part(app, &mut import, &groups, problems).await? {
            return Ok(());
        }
        import.place = Place { part: import.place.part + 1, done: 0 };
    }
    finish(app, import).await
}

/// Whether it went to the end of the part: somebody may ask it to wait.
async fn part(app: &App, import: &mut Import, groups: &[Group], problems: Vec<Problem>) -> Result<bool> {
    let mut first = Some(problems).filter(|_| import.place.done == 0);
    let begin = usize::try_from(import.place.done).unwrap_or(usize::MAX).min(groups.len());
    let mut rest = &groups[begin..];
    // A part without a person may still have rows to tell of.
    while !rest.is_empty() || first.is_some() {
        let (batch, later) = rest.split_at(rest.len().min(BATCH));
        let cx = app.machine_for(import.by);
        let said = first.take().unwrap_or_default();
        let mut next = import.clone();
        next.done += count_rows(batch, &said);
        next.place.done += u32::try_from(batch.len()).unwrap_or_default();
        let went = match import.state {
            State::Checking => look_at(&cx, &mut next, batch, &said).await?,
            _ => take_in(&cx, &mut next, batch, &said).await?,
        };
        if !went {
            return Ok(false);
        }
        *import = next;
        rest = later;
    }
    Ok(true)
}

/// Rows that are done with: those of these people, and those that stay out.
fn count_rows(batch: &[Group], said: &[Problem]) -> i64 {
    let mut out: Vec<i64> =
        said.iter().filter(|problem| problem.reason.keeps_out()).map(|problem| problem.row).collect();
    out.sort_unstable();
    out.dedup();
    let rows: usize = batch.iter().map(|group| group.rows.len()).sum();
    i64::try_from(rows + out.len()).unwrap_or_default()
}

/// Plans without writing anything but what is said about it.
async fn look_at(cx: &Cx, import: &mut Import, batch: &[Group], said: &[Problem]) -> Result<bool> {
    let terms = terms_of(cx);
    let mut read = cx.read().await?;
    let mut plans = Vec::with_capacity(batch.len());
    for group in batch {
        plans.push(plan(cx, &mut read, &terms, group).await?);
    }
    drop(read);
    let mut conn = cx.begin().await?;
    tell(&mut conn, import.import_id, said, 0).await?;
    for (group, plan) in batch.iter().zip(&plans) {
        tell(&mut conn, import.import_id, &of_all_rows(group, plan), OF_PEOPLE).await?;
        foresee(plan, &mut import.counts);
    }
    progress(cx, conn, import).await
}

/// What a plan would count.
fn foresee(plan: &Plan, counts: &mut Counts) {
    match &plan.who {
        Who::Nobody => return,
        Who::New(_) => counts.created += 1,
        Who::Known(_) if plan.changes.is_empty() => counts.unchanged += 1,
        Who::Known(_) => counts.updated += 1,
    }
    for (verdict, is_past) in &plan.verdicts {
        counts.departures += 1;
        counts.eligible += i64::from(*verdict == Verdict::Invite);
        counts.held += i64::from(*verdict == Verdict::Held);
        counts.written_to += i64::from(*verdict == Verdict::Invite && !is_past && plan.has_private_contact);
    }
    counts.no_contact += i64::from(plan.has_left && !plan.has_private_contact);
}

/// A batch in one transaction; where one person does not go in, each in one of their own.
async fn take_in(cx: &Cx, import: &mut Import, batch: &[Group], said: &[Problem]) -> Result<bool> {
    let mut together = import.clone();
    match some_in(cx, &mut together, batch, said, true).await {
        Ok(went) => {
            *import = together;
            return Ok(went);
        }
        Err(error) if is_the_files(&error) => {}
        Err(error) => return Err(error),
    }
    // The progress counts the whole batch with its last transaction; killed before, those who are in
    // are found in and change nothing.
    let mut alone = import.clone();
    for (at, group) in batch.iter().enumerate() {
        let is_last = at + 1 == batch.len();
        let before = alone.clone();
        let said = if at == 0 { said } else { &[] };
        let one = std::slice::from_ref(group);
        let went = match some_in(cx, &mut alone, one, said, is_last).await {
            Err(error) if is_the_files(&error) => {
                alone = before;
                let mut conn = cx.begin().await?;
                tell(&mut conn, import.import_id, said, 0).await?;
                tell(&mut conn, import.import_id, &refused(group), OF_PEOPLE).await?;
                if is_last {
                    progress(cx, conn, &alone).await?
                } else {
                    cx.commit(conn).await.map(|()| true)?
                }
            }
            other => other?,
        };
        if !went {
            return Ok(false);
        }
    }
    *import = alone;
    Ok(true)
}

pub fn is_the_files(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::Conflict(_) | Error::NotFound)
}

fn refused(group: &Group) -> Vec<Problem> {
    let problem =
        |row: &i64| Problem { row: *row, column: String::new(), value: String::new(), reason: Reason::Other };
    group.rows.iter().map(problem).collect()
}

async fn some_in(
    cx: &Cx,
    import: &mut Import,
    batch: &[Group],
    said: &[Problem],
    is_last: bool,
) -> Result<bool> {
    let terms = terms_of(cx);
    let mut conn = cx.begin().await?;
    tell(&mut conn, import.import_id, said, 0).await?;
    for group in batch {
        let plan = plan(cx, &mut conn, &terms, group).await?;
        tell(&mut conn, import.import_id, &of_all_rows(group, &plan), OF_PEOPLE).await?;
        apply::apply(cx, &mut conn, import.import_id, &plan, &mut import.counts).await?;
    }
    if is_last {
        return progress(cx, conn, import).await;
    }
    cx.commit(conn).await?;
    Ok(true)
}

/// What keeps a person out keeps all their rows out.
fn of_all_rows(group: &Group, plan: &Plan) -> Vec<Problem> {
    let mut all = Vec::new();
    for problem in &plan.problems {
        let rows: &[i64] = if problem.reason.keeps_out() { &group.rows } else { &[problem.row] };
        all.extend(rows.iter().map(|row| Problem { row: *row, ..problem.clone() }));
    }
    all
}

/// A row's own problems come first; those that comparing it showed follow.
const OF_PEOPLE: usize = 1_000_000_000;

/// The position keeps two problems of a row apart, and a batch that is done again tells nothing twice.
pub async fn tell(conn: &mut Conn, import: ImportId, problems: &[Problem], first: usize) -> Result<()> {
    for (at, problem) in problems.iter().enumerate() {
        sql::insert_problem(conn, import, first + at, problem).await?;
    }
    Ok(())
}

/// Commits what was done with how far it is; whether it goes on.
pub async fn progress(cx: &Cx, mut conn: Conn, import: &Import) -> Result<bool> {
    if sql::update_progress(&mut conn, import.state, import).await? == 0 {
        // Somebody asked it to wait: this batch is done again when it goes on.
        return Ok(false);
    }
    cx.commit(conn).await?;
    Ok(true)
}

pub async fn finish(app: &App, import: Import) -> Result<()> {
    let cx = app.machine_for(import.by);
    let seen_in = import.state;
    let mut conn = cx.begin().await?;
    let failed = sql::count_failed(&mut conn, import.import_id).await?;
    let state = if seen_in == State::Checking { State::Checked } else { State::Done };
    let import = Import {
        state,
        done: import.rows,
        counts: Counts { failed, ..import.counts },
        ended_at: Some(cx.now),
        ..import
    };
    if sql::update(&mut conn, seen_in, &import).await? > 0 {
        note(&cx, &mut conn, &import).await?;
        desk::actions::recount(&cx, &mut conn).await?;
        if import.state == State::Done {
            duplicates::actions::ask_to_find(&cx, &mut conn).await?;
        }
        cx.commit(conn).await?;
    }
    Ok(())
}
