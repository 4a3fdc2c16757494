//! The long work of a file of jobs: some rows a transaction, from where it was left.

use std::collections::HashMap;
use std::path::Path;

use keel::db::Conn;
use keel::error::Result;

use super::plan::{Plan, plan};
use super::rows::{Line, Lines};
use crate::app::{App, Cx};
use crate::careers::{self, Entry};
use crate::imports::actions::{blocking, companies, count, finish, is_the_files, open, progress, tell};
use crate::imports::model::{Counts, Import, ImportId, Problem, Reason, State};
use crate::imports::sql;
use crate::imports::table::Companies;
use crate::organisations;
use crate::people::{self, PersonId};

/// Rows of one transaction.
const BATCH: usize = 128;

pub async fn go(app: &App, mut import: Import, path: Option<&Path>) -> Result<()> {
    let file = open(app, &import, path).await?;
    let cx = app.machine_for(import.by);
    let companies = companies(&mut cx.read().await?, &import).await?;
    let (from, path, today) = (import.clone(), file.path().to_owned(), cx.today());
    let mut lines = blocking(move || Lines::open(&from, &path, today)).await?;
    let mut foreseen = Foreseen::default();
    loop {
        let (back, some) = blocking(move || {
            let some = lines.some(BATCH)?;
            Ok((lines, some))
        })
        .await?;
        lines = back;
        if some.is_empty() {
            return finish(app, import).await;
        }
        let cx = app.machine_for(import.by);
        let mut next = import.clone();
        next.place.done += u32::try_from(some.len()).unwrap_or_default();
        next.done += i64::try_from(some.len()).unwrap_or_default();
        let went = match import.state {
            State::Checking => look_at(&cx, &mut next, &companies, &some, &mut foreseen).await?,
            _ => take_in(&cx, &mut next, &companies, &some).await?,
        };
        if !went {
            return Ok(());
        }
        import = next;
    }
}

/// What a check would have written by now.
#[derive(Default)]
struct Foreseen {
    told: HashMap<PersonId, Vec<(String, Entry)>>,
}

impl Foreseen {
    /// Whether a row before tells of the same stint.
    fn knows(&self, person: PersonId, organisation: &str, entry: &Entry) -> bool {
        let told = self.told.get(&person).into_iter().flatten();
        told.into_iter().any(|(known, one)| known == organisation && careers::is_told_of(one, entry))
    }

    fn count(&self, person: PersonId) -> usize {
        self.told.get(&person).map_or(0, Vec::len)
    }
}

async fn look_at(
    cx: &Cx,
    import: &mut Import,
    companies: &Companies,
    lines: &[Line],
    foreseen: &mut Foreseen,
) -> Result<bool> {
    let mut conn = cx.begin().await?;
    for line in lines {
        match plan(cx, &mut conn, companies, line).await? {
            Plan::Out(problem) => tell(&mut conn, import.import_id, &[problem], 0).await?,
            Plan::Known(_) => import.counts.known += 1,
            Plan::Add(person, entry) => {
                let organisation = match organisations::called(&mut conn, &entry.organisation).await? {
                    Some(known) => known.to_string(),
                    None => people::folded(&entry.organisation),
                };
                let before = foreseen.count(person);
                if foreseen.knows(person, &organisation, entry) {
                    import.counts.known += 1;
                } else if careers::count(&mut conn, person).await? + before >= careers::MOST {
                    tell(&mut conn, import.import_id, &[full(line)], 0).await?;
                } else {
                    import.counts.positions += 1;
                    import.counts.updated += i64::from(before == 0);
                    let entry = Entry { what: None, place: None, ..entry.clone() };
                    foreseen.told.entry(person).or_default().push((organisation, entry));
                }
            }
        }
    }
    progress(cx, conn, import).await
}

fn full(line: &Line) -> Problem {
    Problem { row: line.row, column: String::new(), value: line.name.clone(), reason: Reason::Full }
}

/// A batch in one transaction; where one row does not go in, each in one of its own.
async fn take_in(cx: &Cx, import: &mut Import, companies: &Companies, lines: &[Line]) -> Result<bool> {
    let mut together = import.clone();
    match some_in(cx, &mut together, companies, lines, true).await {
        Ok(went) => {
            *import = together;
            return Ok(went);
        }
        Err(error) if is_the_files(&error) => {}
        Err(error) => return Err(error),
    }
    for (at, line) in lines.iter().enumerate() {
        let is_last = at + 1 == lines.len();
        let before = import.clone();
        let went = match some_in(cx, import, companies, std::slice::from_ref(line), is_last).await {
            Err(error) if is_the_files(&error) => {
                *import = before;
                let other = Problem { reason: Reason::Other, ..full(line) };
                let mut conn = cx.begin().await?;
                tell(&mut conn, import.import_id, &[other], 0).await?;
                if is_last {
                    progress(cx, conn, import).await?
                } else {
                    cx.commit(conn).await.map(|()| true)?
                }
            }
            went => went?,
        };
        if !went {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn some_in(
    cx: &Cx,
    import: &mut Import,
    companies: &Companies,
    lines: &[Line],
    is_last: bool,
) -> Result<bool> {
    let mut conn = cx.begin().await?;
    for line in lines {
        one(cx, &mut conn, import.import_id, companies, line, &mut import.counts).await?;
    }
    if is_last {
        return progress(cx, conn, import).await;
    }
    cx.commit(conn).await?;
    Ok(true)
}

async fn one(
    cx: &Cx,
    conn: &mut Conn,
    import: ImportId,
    companies: &Companies,
    line: &Line,
    counts: &mut Counts,
) -> Result<()> {
    match plan(cx, conn, companies, line).await? {
        Plan::Out(problem) => tell(conn, import, &[problem], 0).await,
        Plan::Known(person) => {
            counts.known += 1;
            count(cx, conn, import, person, "unchanged", counts).await
        }
        Plan::Add(person, _) if careers::count(conn, person).await? >= careers::MOST => {
            tell(conn, import, &[full(line)], 0).await?;
            count(cx, conn, import, person, "unchanged", counts).await
        }
        Plan::Add(person, entry) => {
            let position = careers::actions::add(cx, conn, person, entry.clone()).await?;
            let change = sql::Change {
                change_id: cx.app.ids.next(cx.now),
                kind: "position".to_owned(),
                target: Some(position.0),
                before: "{}".to_owned(),
            };
            sql::insert_change(conn, import, person, &change).await?;
            counts.positions += 1;
            count(cx, conn, import, person, "updated", counts).await
        }
    }
}
