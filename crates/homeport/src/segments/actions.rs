//! The only writers of segments.

use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::jobs;
use keel::names::tidy;

use super::jobs::CountSegments;
use super::model::{KEPT_DAYS, LONGEST, MOST};
use super::sql::{self, Said};
use super::{Filter, SegmentId, count};
use crate::access::{Can, Viewer};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people;

/// What an officer writes down.
pub struct NewSegment<'a> {
    pub name: &'a str,
    pub filter: &'a Filter,
    pub is_shared: bool,
}

/// Keeps a filter under a name. The same form sent twice is one segment.
pub async fn make(cx: &Cx, conn: &mut Conn, id: SegmentId, new: &NewSegment<'_>) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let name = checked(new)?;
    if sql::count_segments(conn).await? >= MOST {
        return Err(Error::invalid("name", Text::new("segments-problem-many").with("most", MOST)));
    }
    let (sort_key, filter) = (people::sort_key(&name), new.filter.query());
    let said = Said { name: &name, sort_key: &sort_key, filter: &filter, is_shared: new.is_shared };
    if !sql::insert(conn, id, &said, cx.now, cx.viewer.person).await? {
        return Ok(());
    }
    journal::note(cx, conn, Act::SegmentMade, id, Some(shared(new.is_shared))).await?;
    jobs::enqueue(conn, &cx.app.ids, cx.now, &CountSegments).await
}

/// Another name, another question, or for others than before. Only who made it may keep it to themselves.
pub async fn change(cx: &Cx, conn: &mut Conn, id: SegmentId, new: &NewSegment<'_>) -> Result<()> {
    let known = super::segment(conn, &cx.viewer, id).await?;
    let name = checked(new)?;
    if !new.is_shared && known.made_by != cx.viewer.person {
        return Err(Error::invalid("shared", Text::new("segments-problem-not-yours")));
    }
    let (sort_key, filter) = (people::sort_key(&name), new.filter.query());
    let said = Said { name: &name, sort_key: &sort_key, filter: &filter, is_shared: new.is_shared };
    if sql::update(conn, id, &said, cx.now).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::note(cx, conn, Act::SegmentChanged, id, Some(shared(new.is_shared))).await?;
    jobs::enqueue(conn, &cx.app.ids, cx.now, &CountSegments).await
}

const fn shared(is_shared: bool) -> &'static str {
    if is_shared { "shared" } else { "own" }
}

fn checked(new: &NewSegment<'_>) -> Result<String> {
    let mut problems = Problems::new();
    let name = tidy(new.name);
    if name.is_empty() {
        problems.add("name", Text::new("segments-problem-name"));
    }
    if name.chars().count() > LONGEST {
        problems.add("name", Text::new("segments-problem-long").with("most", LONGEST));
    }
    if new.filter.query().len() > 4_000 {
        problems.add("", Text::new("segments-problem-filter"));
    }
    problems.ok()?;
    Ok(name)
}

/// It can be taken back for a while.
pub async fn remove(cx: &Cx, conn: &mut Conn, id: SegmentId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    if sql::update_removed(conn, id, cx.viewer.person, Some(cx.now)).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::note(cx, conn, Act::SegmentRemoved, id, None).await
}

pub async fn restore(cx: &Cx, conn: &mut Conn, id: SegmentId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    if sql::update_removed(conn, id, cx.viewer.person, None).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::note(cx, conn, Act::SegmentRestored, id, None).await
}

/// That people were taken out as a file: by whom, how many, which columns, and nothing of what it holds.
pub async fn note_export(
    cx: &Cx,
    conn: &mut Conn,
    id: SegmentId,
    (kind, people): (&str, u64),
    columns: &str,
) -> Result<()> {
    cx.viewer.must(Can::ExportPeople)?;
    let said = format!("{kind} {people} {columns}");
    journal::note(cx, conn, Act::SegmentExported, id, Some(&said)).await
}

/// Counts what was counted longest ago, or never, to its end. Counting reads a great many people, so it has
/// reads of its own and only the numbers are written.
pub async fn count_some(cx: &Cx) -> Result<()> {
    Viewer::machine().must(Can::EditPeople)?;
    const MINUTES: i64 = 55;
    let before = keel::clock::Time(cx.now.0 - MINUTES * 60_000);
    let waiting = sql::uncounted(&mut cx.read().await?, before, 1_000).await?;
    for id in waiting {
        let known = sql::segment(&mut cx.read().await?, id, None, true).await;
        let segment = match known {
            Ok(segment) => segment,
            Err(Error::NotFound) => continue,
            Err(other) => return Err(other),
        };
        let tally = count::whole(cx, &segment.filter).await?;
        let mut conn = cx.begin().await?;
        sql::update_count(&mut conn, id, &segment.filter.query(), tally, cx.app.clock.now()).await?;
        cx.commit(conn).await?;
    }
    Ok(())
}

/// Erases what was removed long enough ago, and what nobody can use any more.
pub async fn sweep(cx: &Cx, conn: &mut Conn) -> Result<u64> {
    sql::sweep(conn, cx.now.plus_days(-KEPT_DAYS)).await
}
