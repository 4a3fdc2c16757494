//! The only writers of pairs and merges.

mod apply;
mod back;
mod merge;
mod undo;

pub use merge::{account, merge};
pub use undo::{Edit, Placing, edits, undo};

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs::enqueue;

use super::find;
use super::jobs::{ErasePhoto, FindDuplicates};
use super::model::{Pair, State, ordered};
use super::sql;
use crate::access::Can;
use crate::app::{App, Cx};
use crate::journal::{self, Act};
use crate::people::{PersonId, photos};

/// Looks for duplicates soon: somebody new came in.
pub async fn ask_to_find(cx: &Cx, conn: &mut Conn) -> Result<()> {
    enqueue(conn, &cx.app.ids, cx.now, &FindDuplicates {}).await
}

/// The pair of two people, whether it was found or an officer puts them side by side.
pub async fn pair(app: &App, conn: &mut Conn, first: PersonId, second: PersonId) -> Result<Pair> {
    let (one, other) = ordered(first, second);
    if one == other {
        return Err(Error::NotFound);
    }
    if let Some(pair) = sql::pair(conn, one, other).await? {
        return Ok(pair);
    }
    let (Some(one), Some(other)) = (find::facts(conn, one).await?, find::facts(conn, other).await?) else {
        return Err(Error::NotFound);
    };
    find::weighed(app, conn, &one, &other).await
}

/// They are two, for good: nobody proposes them again.
pub async fn keep_apart(cx: &Cx, conn: &mut Conn, first: PersonId, second: PersonId) -> Result<()> {
    decide(cx, conn, (first, second), State::Apart, Act::KeptApart).await
}

/// It is asked again whether they are one.
pub async fn reopen(cx: &Cx, conn: &mut Conn, first: PersonId, second: PersonId) -> Result<()> {
    decide(cx, conn, (first, second), State::Open, Act::PairReopened).await
}

async fn decide(
    cx: &Cx,
    conn: &mut Conn,
    (first, second): (PersonId, PersonId),
    state: State,
    act: Act,
) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let pair = pair(&cx.app, conn, first, second).await?;
    if sql::decide(conn, &pair, state, (cx.viewer.person, cx.now)).await? == 0 {
        return Err(Error::Conflict(Text::new("duplicates-error-decided")));
    }
    journal::note(cx, conn, act, pair.one_id, None).await?;
    journal::note(cx, conn, act, pair.other_id, None).await
}

/// Somebody is deleted: what was kept of their merges goes with them, and the pictures after it.
pub async fn forget(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    for photo in sql::merges::photos(conn, person).await? {
        enqueue(conn, &cx.app.ids, cx.now, &ErasePhoto { photo }).await?;
    }
    Ok(())
}

/// So many at once, so that the writer is free in between.
const BATCH: usize = 100;

/// Forgets what was kept to undo merges whose day has come.
pub async fn sweep(app: &App) -> Result<()> {
    let mut is_any_gone = false;
    loop {
        let now: Time = app.clock.now();
        let over = sql::merges::over(&mut app.db.read().await?, now, BATCH).await?;
        if over.is_empty() {
            break;
        }
        for (merge, photo) in &over {
            // The file first: killed after the row is gone, nobody would know of it any more.
            if let Some(photo) = photo {
                photos::forget(app, *photo).await?;
            }
            let mut conn = app.db.begin().await?;
            sql::merges::delete_rows(&mut conn, *merge).await?;
            sql::merges::forget_photo(&mut conn, *merge).await?;
            conn.commit().await?;
        }
        is_any_gone = true;
    }
    if is_any_gone { app.db.truncate_log().await } else { Ok(()) }
}
