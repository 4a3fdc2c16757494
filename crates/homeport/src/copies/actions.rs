//! The only writer of copies, which writes that one was made.

use std::time::Duration;

use keel::error::{Error, Result};

use super::model::{Copy, Found};
use super::sql;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, photos};

/// So many a day, for each person: enough for whoever lost one, too few to keep the machine busy.
const MOST: u32 = 10;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Everything about somebody, gathered at one moment. Whoever calls this is the person, or was sent their link.
pub async fn make(cx: &Cx, person: PersonId) -> Result<Copy> {
    let bucket = cx.app.key.hash("copies", &person.to_string());
    keel::limit::hit_alone(&cx.app.db, cx.now, &bucket, MOST, DAY).await?;
    let mut conn = cx.begin().await?;
    journal::note(cx, &mut conn, Act::CopyMade, person, None).await?;
    let kept = people::person(&mut conn, person).await?;
    let mut found = Vec::new();
    for held in sql::all() {
        let rows = sql::rows(&mut conn, &held, person).await?;
        found.push(Found { held, rows });
    }
    cx.commit(conn).await?;
    let photo = match kept.photo_id {
        Some(photo) => match photos::bytes(&cx.app, photo).await {
            // Taken away since.
            Err(Error::NotFound) => None,
            bytes => Some(bytes?),
        },
        None => None,
    };
    Ok(Copy { made_at: cx.now, name: kept.name, photo, found })
}
