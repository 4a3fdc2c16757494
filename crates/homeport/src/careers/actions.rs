//! The only writers of careers.

pub mod learnt;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::model::{KEPT_DAYS, MOST, RevisionId};
use super::sql::news::{self, NewNews};
use super::sql::{self, Said};
use super::{Entry, NewsId, NewsKind, Position, PositionId};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::organisations::{self, OrganisationId};
use crate::people::{self, PersonId, actions::confirm_own};

/// A job elsewhere, told by the person or by an officer. Told twice, it is there once.
pub async fn add(cx: &Cx, conn: &mut Conn, person: PersonId, entry: Entry) -> Result<PositionId> {
    must_edit(cx, person)?;
    people::person(conn, person).await?;
    let (entry, organisation) = checked(cx, conn, entry).await?;
    let known = sql::positions(conn, person).await?;
    if let Some(same) = known.iter().find(|one| is_same(one, organisation, &entry)) {
        return Ok(same.position_id);
    }
    if known.len() >= MOST {
        return Err(full());
    }
    let id = PositionId::next(&cx.app.ids, cx.now);
    sql::insert(conn, id, person, &said(cx, organisation, &entry)).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PositionAdded, person.0, None).await?;
    tell(cx, conn, person, id).await?;
    Ok(id)
}

/// It was otherwise, or is by now. What was there stays in its history.
pub async fn correct(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId, entry: Entry) -> Result<()> {
    let before = held(cx, conn, person, id).await?;
    let (entry, organisation) = checked(cx, conn, entry).await?;
    if is_same(&before, organisation, &entry) {
        return confirmed(cx, conn, &before).await;
    }
    let revision = RevisionId::next(&cx.app.ids, cx.now);
    sql::keep(conn, revision, id, cx.now, cx.viewer.person).await?;
    sql::update(conn, id, &said(cx, organisation, &entry)).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PositionChanged, person.0, None).await?;
    tell(cx, conn, person, id).await
}

/// Still right.
pub async fn confirm(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<()> {
    let position = held(cx, conn, person, id).await?;
    confirmed(cx, conn, &position).await
}

async fn confirmed(cx: &Cx, conn: &mut Conn, position: &Position) -> Result<()> {
    sql::confirm(conn, position.position_id, cx.now, cx.viewer.person).await?;
    confirm_own(cx, conn, position.person_id).await?;
    journal::note(cx, conn, Act::PositionConfirmed, position.person_id.0, None).await
}

/// Whoever says that a whole record is right says it of every position.
pub async fn confirm_all(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    must_edit(cx, person)?;
    sql::confirm_all(conn, person, cx.now, cx.viewer.person).await?;
    Ok(())
}

/// Out of everybody's sight at once; it can be taken back until it is erased.
pub async fn remove(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<()> {
    held(cx, conn, person, id).await?;
    sql::set_removed(conn, id, Some(cx.now), cx.viewer.person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PositionRemoved, person.0, None).await?;
    tell(cx, conn, person, id).await
}

/// The file that a position came from is taken back: it is as if never told, unless somebody corrected it since.
/// Whether it is gone.
pub async fn take_back(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<bool> {
    must_edit(cx, person)?;
    if sql::hold(conn, person, id).await? == 0 {
        return Ok(true);
    }
    if sql::is_corrected(conn, id).await? {
        return Ok(false);
    }
    erase_one(cx, conn, person, id).await?;
    Ok(true)
}

async fn erase_one(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<()> {
    let organisations = sql::organisations_at(conn, id).await?;
    sql::delete(conn, id).await?;
    for organisation in organisations {
        organisations::actions::sweep(conn, organisation).await?;
    }
    journal::note(cx, conn, Act::PositionErased, person.0, None).await
}

/// It stays after all.
pub async fn restore(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<()> {
    must_edit(cx, person)?;
    if sql::hold(conn, person, id).await? == 0 {
        return Err(Error::NotFound);
    }
    if sql::position(conn, person, id).await?.removed_at.is_none() {
        return Ok(());
    }
    if sql::positions(conn, person).await?.len() >= MOST {
        return Err(Error::Conflict(Text::new("careers-problem-many").with("most", MOST)));
    }
    sql::set_removed(conn, id, None, None).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PositionRestored, person.0, None).await?;
    tell(cx, conn, person, id).await
}

/// An officer has taken note of it.
pub async fn see(cx: &Cx, conn: &mut Conn, id: NewsId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let person = news::set_seen(conn, id, cx.now, cx.viewer.person).await?;
    journal::note(cx, conn, Act::NewsSeen, person.0, None).await
}

/// Somebody is somewhere else now: news if we knew where they were, and none any more once they are said to
/// be there again.
pub async fn moved(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    before: Option<&str>,
    place: Option<&str>,
) -> Result<()> {
    if before == place {
        return Ok(());
    }
    let told = news::moved(conn, person).await?;
    let was = match &told {
        Some((id, was)) => {
            news::delete(conn, *id).await?;
            was.as_deref()
        }
        None => before,
    };
    let (Some(was), Some(now)) = (was, place) else { return Ok(()) };
    if people::folded(was) == people::folded(now) {
        return Ok(());
    }
    insert(cx, conn, (person, None), NewsKind::Moved, Some(was)).await
}

/// All of somebody's positions are those of another organisation: two were one.
pub async fn move_positions(conn: &mut Conn, from: OrganisationId, to: OrganisationId) -> Result<()> {
    sql::move_positions(conn, from, to).await
}

/// An organisation is called otherwise, and so everybody there is found by other words.
pub async fn found_anew(conn: &mut Conn, organisation: OrganisationId) -> Result<()> {
    for person in sql::people_at(conn, organisation).await? {
        people::actions::found_anew(conn, person).await?;
    }
    Ok(())
}

/// Somebody is deleted: so is where they worked, and whatever organisation only they told of.
pub async fn forget(conn: &mut Conn, person: PersonId) -> Result<()> {
    let organisations = sql::organisations_of(conn, person).await?;
    sql::delete_of(conn, person).await?;
    for organisation in organisations {
        organisations::actions::sweep(conn, organisation).await?;
    }
    Ok(())
}

/// Erases some of what was removed long enough ago; whether there may be more.
pub async fn erase(cx: &Cx, conn: &mut Conn) -> Result<bool> {
    const AT_ONCE: i64 = 200;
    cx.viewer.must(Can::EditPeople)?;
    sql::learnt::delete_removed_before(conn, cx.now.plus_days(-i64::from(KEPT_DAYS))).await?;
    let over = sql::removed_before(conn, cx.now.plus_days(-i64::from(KEPT_DAYS)), AT_ONCE).await?;
    for (position, person) in &over {
        erase_one(cx, conn, *person, *position).await?;
    }
    Ok(i64::try_from(over.len()) == Ok(AT_ONCE))
}

/// The person themselves or whoever may edit people; to anybody else it is not there.
fn must_edit(cx: &Cx, person: PersonId) -> Result<()> {
    let may = cx.viewer.person == Some(person) || cx.viewer.may(Can::EditPeople);
    if may { Ok(()) } else { Err(Error::NotFound) }
}

/// A position of this person that was not removed, and nobody else changes it meanwhile.
async fn held(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<Position> {
    must_edit(cx, person)?;
    sql::hold(conn, person, id).await?;
    let position = sql::position(conn, person, id).await?;
    match position.removed_at {
        None => Ok(position),
        Some(_) => Err(Error::Conflict(Text::new("careers-problem-removed"))),
    }
}

/// What is kept, where it is; every mistake at once.
async fn checked(cx: &Cx, conn: &mut Conn, entry: Entry) -> Result<(Entry, OrganisationId)> {
    let entry = entry.tidied();
    entry.problems(cx.today()).ok()?;
    let organisation = organisations::actions::called_or_added(cx, conn, &entry.organisation).await?;
    Ok((entry, organisation))
}

fn full() -> Error {
    Error::invalid("", Text::new("careers-problem-many").with("most", MOST))
}

fn is_same(known: &Position, organisation: OrganisationId, entry: &Entry) -> bool {
    let said = Entry { organisation: entry.organisation.clone(), source: entry.source, ..known.entry() };
    known.organisation_id == organisation && said == *entry
}

fn said<'a>(cx: &Cx, organisation: OrganisationId, entry: &'a Entry) -> Said<'a> {
    Said {
        organisation,
        title: entry.title.as_deref(),
        place: entry.place.as_deref(),
        is_founder: entry.is_founder,
        started: entry.started,
        ended: entry.ended,
        what: entry.what.as_deref(),
        source: entry.source,
        at: cx.now,
        by: cx.viewer.person,
    }
}

/// What is news about a position now, and no more what is not. How fresh it is, is asked as of the day when it
/// was told first: time alone takes nothing back.
async fn tell(cx: &Cx, conn: &mut Conn, person: PersonId, id: PositionId) -> Result<()> {
    people::actions::found_anew(conn, person).await?;
    let position = sql::position(conn, person, id).await?;
    let told = news::about(conn, id).await?;
    let day = |at: Time| at.day_in(&cx.zone());
    let kind = position.news(told.map_or(cx.today(), |(_, _, at)| day(at)));
    match (told, kind) {
        (Some((known, ..)), None) => news::delete(conn, known).await.map(drop),
        (Some((known, was, _)), Some(kind)) if was != kind => {
            news::set_kind(conn, known, kind).await.map(drop)
        }
        (None, Some(kind)) => insert(cx, conn, (person, Some(id)), kind, None).await,
        _ => Ok(()),
    }
}

async fn insert(
    cx: &Cx,
    conn: &mut Conn,
    (person, position): (PersonId, Option<PositionId>),
    kind: NewsKind,
    was: Option<&str>,
) -> Result<()> {
    // An officer who writes it down knows it.
    let is_officer = cx.viewer.person != Some(person) && cx.viewer.may(Can::EditPeople);
    let news_id = NewsId::next(&cx.app.ids, cx.now);
    let seen_by = cx.viewer.person.filter(|_| is_officer);
    news::insert(conn, &NewNews { news_id, person, position, kind, was, at: cx.now, seen_by }).await?;
    Ok(())
}
