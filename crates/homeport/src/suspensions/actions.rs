//! The only writers of suspensions.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs::enqueue_at;

use super::jobs::EndSuspension;
use super::letters::{self, What};
use super::model::State;
use super::{Ground, Suspension, SuspensionId, sql};
use crate::access::{Can, Role};
use crate::app::Cx;
use crate::claims::appeal_words;
use crate::journal::{self, Act};
use crate::people::PersonId;
use crate::{accounts, exits, members};

/// A membership rests for so many days; its holder is told why, until when, and how to appeal.
pub async fn suspend(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    ground: Ground,
    days: i64,
) -> Result<SuspensionId> {
    cx.viewer.must(Can::EditPeople)?;
    if !accounts::roles(conn, person).await?.is_empty() {
        return Err(Error::Conflict(Text::new("suspensions-error-role")));
    }
    if !members::is_member(conn, person).await? {
        return Err(Error::Conflict(Text::new("suspensions-error-no-member")));
    }
    let suspension = Suspension {
        suspension_id: SuspensionId::next(&cx.app.ids, cx.now),
        person_id: person,
        state: State::Running,
        ground,
        role: if cx.viewer.is(Role::Hr) { Role::Hr } else { Role::Officer },
        began_at: cx.now,
        until_at: cx.now.plus_days(days),
        ended_at: None,
        appeal: None,
        appealed_at: None,
        answered_at: None,
    };
    if !sql::insert(conn, &suspension, cx.viewer.person).await? {
        return Err(Error::Conflict(Text::new("suspensions-error-runs")));
    }
    members::actions::rest(cx, conn, person).await?;
    let id = suspension.suspension_id;
    enqueue_at(conn, &cx.app.ids, cx.now, suspension.until_at, &EndSuspension { suspension: id }).await?;
    letters::tell(cx, conn, &suspension, What::Began).await?;
    journal::note(cx, conn, Act::Suspended, person, Some(ground.word())).await?;
    Ok(id)
}

/// Asks for it to be looked at again. Whoever calls this was sent the link. Other words take the place of
/// those before.
pub async fn appeal(cx: &Cx, conn: &mut Conn, suspension: &Suspension, typed: &str) -> Result<()> {
    let words = appeal_words(typed)?;
    if !sql::appeal(conn, suspension.suspension_id, &words, cx.now).await? {
        return Err(Error::Conflict(Text::new("suspensions-error-over")));
    }
    let person = suspension.person_id;
    journal::note_as(cx, conn, Some(person), Act::SuspensionAppealed, person, None).await
}

/// The appeal was looked at, and it stays as it is.
pub async fn uphold(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let suspension = running(conn, person).await?;
    if !sql::answer(conn, suspension.suspension_id, cx.now).await? {
        return Err(Error::Conflict(Text::new("suspensions-error-answered")));
    }
    letters::tell(cx, conn, &suspension, What::Upheld).await?;
    journal::note(cx, conn, Act::SuspensionAnswered, person, None).await
}

/// An officer ends it before its term.
pub async fn lift(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let suspension = running(conn, person).await?;
    let by = cx.viewer.person;
    if !sql::end(conn, suspension.suspension_id, State::Lifted, cx.now, by).await? {
        return Err(Error::Conflict(Text::new("suspensions-error-over")));
    }
    give_back(cx, conn, &suspension, What::Lifted).await?;
    journal::note(cx, conn, Act::SuspensionLifted, person, None).await
}

/// Its term has come.
pub(super) async fn end(cx: &Cx, conn: &mut Conn, suspension: &Suspension) -> Result<()> {
    if !sql::end(conn, suspension.suspension_id, State::Over, cx.now, None).await? {
        return Ok(());
    }
    give_back(cx, conn, suspension, What::Over).await?;
    journal::note(cx, conn, Act::SuspensionEnded, suspension.person_id, None).await
}

async fn running(conn: &mut Conn, person: PersonId) -> Result<Suspension> {
    let found = sql::running(conn, person).await?;
    found.ok_or_else(|| Error::Conflict(Text::new("suspensions-error-over")))
}

/// The membership is as it was. Whoever is leaving meanwhile gets it back with everything else, should they
/// stay after all, and no message before.
async fn give_back(cx: &Cx, conn: &mut Conn, suspension: &Suspension, what: What) -> Result<()> {
    if exits::actions::note_membership(conn, suspension.person_id).await? {
        return Ok(());
    }
    members::actions::resume(conn, suspension.person_id).await?;
    letters::tell(cx, conn, suspension, what).await
}
