//! Keeps the index at what the database says: fills it when it has to, then follows the log of changes.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use keel::clock::Time;
use keel::error::{Error, Result};
use keel::id::Id;
use keel::jobs::Stop;
use keel::search::{Doc, Index, Opened, Place, Why};

use super::{Work, document, sql};
use crate::app::App;
use crate::people::{PersonId, actions};

/// Changes with what a document holds, so that an index of an older version is filled anew.
const FORM: &str = "2";
/// How often the log is looked at: what was changed is found within a second.
const EVERY: Duration = Duration::from_millis(250);
/// People read at once while filling.
const BATCH: usize = 2_000;
/// What is gone is written out of the files this often at most, for a million people are copied for it.
const PURGE_MS: i64 = 60_000;
/// What was only replaced waits as long as a day.
const TIDY_MS: i64 = 86_400_000;
/// How often a folder that somebody else writes to is asked for again.
const PATIENCE: u32 = 8;

/// As long as the process serves.
pub async fn follow(app: App, mut stop: Stop) {
    app.index.is_followed.store(true, Ordering::Relaxed);
    while !stop.is_asked() {
        if let Err(error) = catch_up(&app).await {
            tracing::warn!(%error, "following changes for the search");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.asked() => {}
        }
    }
    app.index.is_followed.store(false, Ordering::Relaxed);
}

/// Everything that has come to last until now is found when this returns.
pub async fn catch_up(app: &App) -> Result<()> {
    let mut work = app.index.work.lock().await;
    match app.index.current() {
        Some(index) if index.is_sound() => read_on(app, &index, &mut work).await,
        Some(index) if index.is_there() => {
            tracing::warn!("the search index is damaged and is filled anew");
            app.index.set(None);
            index.condemn()?;
            drop(index);
            open(app, &mut work).await
        }
        Some(_) => {
            // Deleted while it was in use: what is in memory goes on answering until the new one is full.
            tracing::warn!("the search index was deleted and is filled anew");
            open(app, &mut work).await
        }
        None => open(app, &mut work).await,
    }
}

async fn open(app: &App, work: &mut Work) -> Result<()> {
    let place = if work.tries > PATIENCE { Place::Memory } else { app.index.place.clone() };
    let stamp = stamp(app).await?;
    let opened = blocking(move || Index::open(place, &stamp)).await?;
    let index = match opened {
        Opened::Whole(index) if is_reachable(app, index.position()).await? => {
            app.index.set(Some(Arc::new(index)));
            work.early.clear();
            work.tries = 0;
            return Ok(());
        }
        Opened::Whole(index) => {
            tracing::info!("the search index is further behind than the log reaches, or of another database");
            index.condemn()?;
            drop(index);
            return Box::pin(open(app, work)).await;
        }
        Opened::ToFill(index, why) => {
            if why != Why::Missing {
                tracing::warn!(why = why.word(), "the search index is filled anew");
            }
            Arc::new(index)
        }
        Opened::InUse => {
            work.tries += 1;
            if work.tries > PATIENCE {
                tracing::warn!(
                    "another process keeps its search index there; this one keeps its own in memory"
                );
            }
            return Ok(());
        }
    };
    let began = app.clock.now();
    work.early.clear();
    fill(app, &index).await?;
    let ms = app.clock.now().ms_since(began);
    tracing::info!(rows = index.rows(), ms, "the search index is filled");
    work.is_scattered = app.index.is_followed.load(Ordering::Relaxed);
    app.index.set(Some(index));
    Ok(())
}

/// Whose index it is. A new year is a new form: it ends where somebody still works.
async fn stamp(app: &App) -> Result<String> {
    let known = sql::log_name(&mut app.db.read().await?).await?;
    let name = match known {
        Some(name) => name,
        None => {
            let cx = app.machine();
            let mut conn = cx.begin().await?;
            actions::name_log(&cx, &mut conn).await?;
            conn.commit().await?;
            sql::log_name(&mut app.db.read().await?).await?.ok_or(Error::NotFound)?
        }
    };
    Ok(format!("{FORM}|{}|{name}", app.index.this_year(app)))
}

/// Whether the log still has everything since, and is the one that the position counts in.
async fn is_reachable(app: &App, position: i64) -> Result<bool> {
    let mut conn = app.db.read().await?;
    let is_ours = position <= sql::horizon(&mut conn).await?;
    let oldest = sql::oldest(&mut conn).await?;
    Ok(is_ours && oldest.is_none_or(|oldest| oldest <= position))
}

async fn fill(app: &App, index: &Arc<Index>) -> Result<()> {
    let this_year = app.index.this_year(app);
    let horizon = sql::horizon(&mut app.db.read().await?).await?;
    let mut after = PersonId(Id([0; 16]));
    loop {
        // A connection of its own each time: the log of the database is not held up.
        let mut conn = app.db.read().await?;
        let people = sql::people_after(&mut conn, after, BATCH).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else { break };
        let facts = sql::between(&mut conn, *first, *last).await?;
        drop(conn);
        after = *last;
        let index = index.clone();
        blocking(move || {
            document::documents(facts, this_year).iter().try_for_each(|(key, docs)| index.add(*key, docs))
        })
        .await?;
    }
    let index = index.clone();
    blocking(move || index.commit(horizon)).await
}

async fn read_on(app: &App, index: &Arc<Index>, work: &mut Work) -> Result<()> {
    let followed = read_changes(app, index, work).await;
    if followed.is_err() {
        // What was put and not committed is read again.
        work.early.clear();
    }
    followed?;
    tidy(app, index, work).await
}

async fn read_changes(app: &App, index: &Arc<Index>, work: &mut Work) -> Result<()> {
    let mut conn = app.db.read().await?;
    let horizon = sql::horizon(&mut conn).await?;
    let mut at = (index.position(), PersonId(Id([0; 16])));
    let (mut is_changed, mut is_passed) = (false, false);
    loop {
        let mut changes = sql::changes(&mut conn, at, BATCH).await?;
        let Some(last) = changes.last() else { break };
        at = *last;
        // Whatever is written while this goes on is read next time, or nobody would see any of it.
        let is_last = changes.len() < BATCH;
        is_passed |= changes.iter().any(|(nth, _)| *nth < horizon);
        // Beyond the horizon another may still come in between, so the position stays behind it; what has
        // come to last is found all the same, and read once.
        changes.retain(|change| !work.early.contains(change));
        work.early.extend(changes.iter().filter(|(nth, _)| *nth >= horizon).copied());
        is_changed |= !changes.is_empty();
        let mut people: Vec<PersonId> = changes.into_iter().map(|(_, person)| person).collect();
        people.sort_unstable();
        people.dedup();
        for few in people.chunks(sql::FEW) {
            let docs = document::documents(sql::of_these(&mut conn, few).await?, app.index.this_year(app));
            let put = put(few, docs);
            work.is_gone |= put.iter().any(|(_, docs)| docs.is_empty());
            let index = index.clone();
            blocking(move || put.iter().try_for_each(|(key, docs)| index.put(*key, docs))).await?;
        }
        if is_last {
            break;
        }
    }
    drop(conn);
    if is_changed || is_passed {
        work.is_untidy |= is_changed;
        work.early.retain(|(nth, _)| *nth >= horizon);
        let index = index.clone();
        blocking(move || index.commit(horizon)).await?;
    }
    Ok(())
}

/// Everybody who was changed, whoever is gone without rows.
fn put(people: &[PersonId], docs: Vec<(Id, Vec<Doc>)>) -> Vec<(Id, Vec<Doc>)> {
    let mut docs: std::collections::HashMap<Id, Vec<Doc>> = docs.into_iter().collect();
    people.iter().map(|person| (person.0, docs.remove(&person.0).unwrap_or_default())).collect()
}

/// Leaves nothing in the files of who is gone, and by and by of what was replaced. What was filled is put
/// into one piece.
async fn tidy(app: &App, index: &Arc<Index>, work: &mut Work) -> Result<()> {
    let now = app.clock.now();
    let age = work.tidied_at.map_or(i64::MAX, |at: Time| now.ms_since(at));
    let is_asked = work.is_gone || work.is_scattered;
    let is_late = work.is_untidy && age >= TIDY_MS && work.tidied_at.is_some();
    if work.tidied_at.is_none() && !is_asked {
        work.tidied_at = Some(now);
    }
    if !(is_late || (is_asked && age >= PURGE_MS)) {
        return Ok(());
    }
    work.tidied_at = Some(now);
    let is_whole = work.is_scattered || is_late;
    let tidying = index.clone();
    let done = tokio::task::spawn_blocking(move || {
        if is_whole {
            tidying.settle()?;
        }
        tidying.purge()
    });
    if app.index.is_followed.load(Ordering::Relaxed) {
        // Copying may take long; changes go on being followed, and what fails is tried again.
        let was = (work.is_gone, work.is_scattered);
        (work.is_gone, work.is_untidy, work.is_scattered) = (false, false, false);
        let app = app.clone();
        tokio::spawn(async move {
            if !matches!(done.await, Ok(Ok(()))) {
                tracing::warn!(
                    "the search index is not tidied, and may still hold what was deleted; tried again"
                );
                let mut work = app.index.work.lock().await;
                work.is_gone |= was.0;
                work.is_scattered |= was.1;
            }
        });
        return Ok(());
    }
    done.await??;
    (work.is_gone, work.is_untidy, work.is_scattered) = (false, false, false);
    Ok(())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}
