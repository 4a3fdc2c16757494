//! The only writers of exits.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::jobs::enqueue_at;

use super::jobs::EraseExit;
use super::{DAYS, Exit, ExitId, letters, sql};
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{PersonId, PhotoId};
use crate::{accounts, freshness, members, people};

/// The viewer leaves: hidden, silent and signed out at once, erased after [`DAYS`] days. A form sent
/// twice is one exit.
pub async fn ask(cx: &Cx, conn: &mut Conn) -> Result<Exit> {
    let person = cx.viewer.somebody()?;
    if !accounts::roles(conn, person).await?.is_empty() {
        return Err(Error::Conflict(Text::new("exits-has-role")));
    }
    let exit = Exit {
        exit_id: ExitId::next(&cx.app.ids, cx.now),
        person_id: person,
        was_member: members::is_member(conn, person).await?,
        asked_at: cx.now,
        erase_at: cx.now.plus_days(DAYS),
    };
    if !sql::insert(conn, &exit).await? {
        return sql::of_person(conn, person).await?.ok_or(Error::NotFound);
    }
    if exit.was_member {
        members::actions::rest(cx, conn, person).await?;
    }
    people::actions::silence_exit(cx, conn, person).await?;
    // What waited for them was withdrawn just now; this one they must get.
    letters::farewell(cx, conn, &exit).await?;
    accounts::actions::close_sessions(cx, conn, person).await?;
    enqueue_at(conn, &cx.app.ids, cx.now, exit.erase_at, &EraseExit { exit: exit.exit_id }).await?;
    journal::note(cx, conn, Act::ExitAsked, person, None).await?;
    Ok(exit)
}

/// They stay after all. Whoever calls this was sent the link, or is the person. Nothing when it has been
/// taken back or carried out meanwhile.
pub async fn take_back(cx: &Cx, conn: &mut Conn, exit: &Exit) -> Result<bool> {
    if !sql::delete(conn, exit.exit_id).await? {
        return Ok(false);
    }
    if exit.was_member {
        members::actions::resume(conn, exit.person_id).await?;
    }
    people::actions::lift_exit(conn, exit.person_id).await?;
    freshness::actions::stayed(conn, exit.person_id).await?;
    journal::note(cx, conn, Act::ExitTakenBack, exit.person_id, None).await?;
    Ok(true)
}

/// A membership that rested for another reason is to be given back, too, should whoever is leaving stay;
/// false when they are not.
pub async fn note_membership(conn: &mut Conn, person: PersonId) -> Result<bool> {
    sql::set_was_member(conn, person).await
}

/// Erases somebody whose time to take it back is over; the photo whose files the caller deletes.
pub(super) async fn erase(cx: &Cx, conn: &mut Conn, exit: &Exit) -> Result<Option<PhotoId>> {
    if !sql::delete(conn, exit.exit_id).await? {
        return Ok(None);
    }
    people::actions::delete(cx, conn, exit.person_id).await
}
