//! Warning and deleting, once a day.

use keel::clock::Time;
use keel::error::{Error, Result};
use keel::id::Id;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{actions, sql};
use crate::app::App;
use crate::people::{PersonId, photos};

/// Warns whose time is nearly over, then deletes whose time is over.
#[derive(Serialize, Deserialize)]
pub struct Sweep {}

/// So many are looked for at once; each is warned or deleted in a transaction of its own.
const BATCH: usize = 100;

impl Job for Sweep {
    type App = App;
    const NAME: &'static str = "retention.sweep";

    async fn run(self, app: App) -> Result<()> {
        let now = app.clock.now();
        let soon = now.plus_days(actions::warn_days(&app.machine()));
        let mut after = FIRST;
        while let Some(people) = due(&app, soon, &mut after).await? {
            for person in people {
                warn(&app, person).await?;
            }
        }
        let mut after = FIRST;
        let mut is_anybody_gone = false;
        while let Some(people) = due(&app, now, &mut after).await? {
            for person in people {
                is_anybody_gone |= end(&app, person).await?;
            }
        }
        // Deleted is deleted in the log of the database, too.
        if is_anybody_gone { app.db.truncate_log().await } else { Ok(()) }
    }
}

const FIRST: (Time, PersonId) = (Time(i64::MIN), PersonId(Id([0; 16])));

/// The next few whose clock runs out by then; `after` moves on, so that whoever is spared stops nobody.
async fn due(app: &App, by: Time, after: &mut (Time, PersonId)) -> Result<Option<Vec<PersonId>>> {
    let found = sql::due(&mut app.db.read().await?, by, *after, BATCH).await?;
    let Some(last) = found.last() else { return Ok(None) };
    *after = *last;
    Ok(Some(found.into_iter().map(|(_, person)| person).collect()))
}

async fn warn(app: &App, person: PersonId) -> Result<()> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    match actions::warn(&cx, &mut conn, person).await {
        Ok(()) => cx.commit(conn).await,
        // Deleted by somebody else in this very moment.
        Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn end(app: &App, person: PersonId) -> Result<bool> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    match actions::end(&cx, &mut conn, person).await {
        Ok(Some(photo)) => {
            cx.commit(conn).await?;
            if let Some(photo) = photo {
                photos::forget(app, photo).await?;
            }
            Ok(true)
        }
        Ok(None) => {
            cx.commit(conn).await?;
            Ok(false)
        }
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
