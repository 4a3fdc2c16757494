//! The only writer of figures.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::jobs::enqueue;

use super::jobs::CountAlliance;
use super::model::{Name, median};
use super::sql;
use crate::access::Can;
use crate::app::Cx;
use crate::departures;

/// The median is that of so many who joined last.
const LAST: u32 = 20;

/// Counts the alliance anew. Counting reads whole tables, so it has a read of its own and only the
/// numbers are written.
pub async fn count(cx: &Cx) -> Result<()> {
    cx.viewer.must(Can::SeeDesk)?;
    let mut read = cx.read().await?;
    let people = sql::count_people(&mut read).await?;
    let members = sql::count_members(&mut read).await?;
    let (joined, handed) = sql::count_handed(&mut read).await?;
    let waiting = departures::count_waiting(&mut read, cx.today()).await?;
    let times = sql::times_to_joined(&mut read, Time(0), cx.now, LAST).await?;
    drop(read);
    let mut figures = vec![
        (Name::People, people, people),
        (Name::Members, members, people),
        (Name::Joined, joined, handed),
        (Name::Waiting, waiting, waiting),
    ];
    let count = i64::try_from(times.len()).unwrap_or_default();
    figures.extend(median(times).map(|middle| (Name::Median, middle, count)));
    let mut conn = cx.begin().await?;
    for (name, numerator, denominator) in figures {
        sql::set_figure(&mut conn, name, numerator, denominator, cx.now).await?;
    }
    cx.commit(conn).await
}

/// After what changes a figure at a stroke: counted at once, not within the minute.
pub async fn recount(cx: &Cx, conn: &mut Conn) -> Result<()> {
    enqueue(conn, &cx.app.ids, cx.now, &CountAlliance).await
}
