//! The only writers of skills and schools, and of the lists that are offered.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::id::Id;

use super::must_edit;
use crate::access::Can;
use crate::app::Cx;
use crate::careers;
use crate::careers::learnt::{self, Learnt, LearntId, LearntKind, MOST, NewLearnt};
use crate::careers::sql::learnt as sql;
use crate::journal::{self, Act};
use crate::people::{self, PersonId};

/// Told by the person or by an officer, under the name that the list or others have for it. Told twice, it
/// is there once.
pub async fn add(cx: &Cx, conn: &mut Conn, person: PersonId, new: NewLearnt) -> Result<LearntId> {
    must_edit(cx, person)?;
    let new = new.tidied();
    new.problems(cx.today()).ok()?;
    // Whoever adds to the same person at the same moment waits.
    people::actions::found_anew(conn, person).await?;
    let new = NewLearnt { name: careers::named(conn, new.kind, &new.name).await?, ..new };
    let folded = learnt::folded(&new.name);
    let mut all = sql::of(conn, person).await?;
    all.retain(|one| one.kind == new.kind);
    let is_same = |one: &&Learnt| learnt::folded(&one.name) == folded && one.detail == new.detail;
    if let Some(same) = all.iter().find(is_same) {
        return Ok(same.learnt_id);
    }
    if all.len() >= MOST {
        return Err(Error::invalid("name", full()));
    }
    let id = LearntId::next(&cx.app.ids, cx.now);
    sql::insert(conn, id, person, &new, &folded, cx.now).await?;
    journal::note(cx, conn, Act::LearntAdded, person.0, Some(new.kind.word())).await?;
    Ok(id)
}

/// The file that it came from is taken back: it is as if never told.
pub async fn take_back(cx: &Cx, conn: &mut Conn, person: PersonId, id: LearntId) -> Result<()> {
    must_edit(cx, person)?;
    people::actions::found_anew(conn, person).await?;
    let one = sql::one(conn, person, id).await?;
    sql::delete(conn, id).await?;
    journal::note(cx, conn, Act::LearntRemoved, person.0, Some(one.kind.word())).await
}

/// Out of everybody's sight at once; it can be taken back until it is erased.
pub async fn remove(cx: &Cx, conn: &mut Conn, person: PersonId, id: LearntId) -> Result<()> {
    must_edit(cx, person)?;
    people::actions::found_anew(conn, person).await?;
    let one = sql::one(conn, person, id).await?;
    if one.removed_at.is_some() {
        return Ok(());
    }
    sql::set_removed(conn, id, Some(cx.now), cx.viewer.person).await?;
    journal::note(cx, conn, Act::LearntRemoved, person.0, Some(one.kind.word())).await
}

/// It stays after all.
pub async fn restore(cx: &Cx, conn: &mut Conn, person: PersonId, id: LearntId) -> Result<()> {
    must_edit(cx, person)?;
    people::actions::found_anew(conn, person).await?;
    let one = sql::one(conn, person, id).await?;
    if one.removed_at.is_none() {
        return Ok(());
    }
    let all = sql::of(conn, person).await?;
    if all.iter().filter(|other| other.kind == one.kind).count() >= MOST {
        return Err(Error::Conflict(full()));
    }
    sql::set_removed(conn, id, None, None).await?;
    journal::note(cx, conn, Act::LearntRestored, person.0, Some(one.kind.word())).await
}

const fn full() -> Text {
    Text::new("careers-problem-learnt-many")
}

/// What is offered from now on instead of what was before. Each row is one thing: the name it is kept under,
/// then others it goes by. How many things there are.
pub async fn offer(cx: &Cx, conn: &mut Conn, kind: LearntKind, rows: &[Vec<String>]) -> Result<usize> {
    cx.viewer.must(Can::Administer)?;
    sql::delete_offers(conn, kind).await?;
    let mut count = 0;
    for names in rows {
        let Some(first) = names.first() else { continue };
        for (at, name) in names.iter().enumerate() {
            let is_new = sql::insert_offer(conn, kind, &learnt::folded(name), first).await? > 0;
            count += usize::from(is_new && at == 0);
        }
    }
    journal::note(cx, conn, Act::OffersLoaded, Id([0; 16]), Some(kind.word())).await?;
    Ok(count)
}
