//! The only writers of clocks.

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::{Purpose, Wish, letters, model, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{self, PersonId, PhotoId};
use crate::settings::Key;

/// Somebody was written to for the first time for this purpose. Called by whoever wrote, in the
/// transaction that notes that it arrived.
pub async fn begin(cx: &Cx, conn: &mut Conn, person: PersonId, purpose: Purpose, at: Time) -> Result<()> {
    let due_at = model::due_at(at, cx.app.settings().retention_months(), &cx.zone());
    sql::insert(conn, person, purpose, (at, due_at)).await?;
    Ok(())
}

/// They answered, whatever the answer was: this clock never deletes them.
pub async fn answered(cx: &Cx, conn: &mut Conn, person: PersonId, purpose: Purpose) -> Result<()> {
    sql::update_answered(conn, person, purpose, cx.now).await?;
    Ok(())
}

/// The longest extension, in months, and the longest reason, in characters.
const MOST_MONTHS: i32 = 24;
const LONGEST: usize = 500;

/// Keeps somebody longer, for a reason that is written down beside the clock.
pub async fn extend(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    purpose: Purpose,
    (months, reason): (i32, &str),
) -> Result<Time> {
    cx.viewer.must(Can::EditPeople)?;
    let reason = reason.trim();
    let mut problems = Problems::new();
    if !(1..=MOST_MONTHS).contains(&months) {
        problems.add("months", Text::new("retention-problem-months").with("most", i64::from(MOST_MONTHS)));
    }
    if reason.is_empty() {
        problems.add("reason", Text::new("retention-problem-reason"));
    } else if reason.chars().count() > LONGEST {
        problems.add("reason", Text::new("retention-problem-long").with("most", LONGEST));
    }
    problems.ok()?;
    let running = sql::running(conn, person).await?;
    let clock = running.iter().find(|clock| clock.purpose == purpose).ok_or(Error::NotFound)?;
    let due_at = model::due_at(clock.due_at.max(cx.now), months, &cx.zone());
    sql::update_extended(conn, person, purpose, due_at, (reason, cx.now, cx.viewer.person)).await?;
    journal::note(cx, conn, Act::RetentionExtended, person, Some(&months.to_string())).await?;
    Ok(due_at)
}

/// "Keep it", from a signed link: for as long again as at first. Whoever calls this has checked the
/// signature.
pub async fn keep(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Time> {
    let due_at = model::due_at(cx.now, cx.app.settings().retention_months(), &cx.zone());
    sql::update_kept(conn, person, due_at).await?;
    journal::note_as(cx, conn, Some(person), Act::RetentionAnswered, person, Some(Wish::Keep.word())).await?;
    Ok(due_at)
}

/// "Delete it", from a signed link. A member does that on their own page, where they are asked to sign in.
pub async fn forget(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<PhotoId>> {
    let standing = sql::standing(conn, person, cx.today(), cx.now).await?;
    if standing.is_member || standing.is_here {
        return Err(Error::Conflict(Text::new("retention-problem-member")));
    }
    let wish = Some(Wish::Delete.word());
    journal::note_as(cx, conn, Some(person), Act::RetentionAnswered, person, wish).await?;
    people::actions::delete(&cx.app.machine(), conn, person).await
}

/// How many days ahead somebody is warned.
pub(super) fn warn_days(cx: &Cx) -> i64 {
    cx.app.settings().number(Key::RetentionWarnDays).max(1)
}

/// Tells somebody that what is kept about them goes soon, if they can be written to and nothing speaks
/// against deleting them; from now on the officer sees them, too. Done before, nothing happens.
pub(super) async fn warn(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let days = warn_days(cx);
    let by = cx.now.plus_days(days);
    if is_exempt(cx, conn, person).await? || sql::is_kept_beyond(conn, person, by).await? {
        return Ok(());
    }
    let mut until = by;
    let mut is_new = false;
    for clock in sql::running(conn, person).await? {
        let due_at = model::due_after_warning(clock.due_at, cx.now, days);
        until = until.max(due_at);
        is_new |= sql::update_warned(conn, person, clock.purpose, (cx.now, due_at)).await? > 0;
    }
    if !is_new {
        return Ok(());
    }
    let channel = letters::warn(cx, conn, person, until).await?;
    journal::note(cx, conn, Act::RetentionWarned, person, channel).await
}

/// Deletes somebody whose time is over: everything but keyed hashes and the number. Nothing if something
/// speaks against it after all; else the photo, whose file the caller deletes after the commit.
pub(super) async fn end(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<Option<PhotoId>>> {
    cx.viewer.must(Can::EditPeople)?;
    let warned_by = cx.now.plus_days(-warn_days(cx));
    if is_exempt(cx, conn, person).await? || !sql::has_run_out(conn, person, cx.now, warned_by).await? {
        return Ok(None);
    }
    journal::note(cx, conn, Act::RetentionEnded, person, None).await?;
    people::actions::delete(cx, conn, person).await.map(Some)
}

/// Whether somebody is not to be deleted by a clock, and what follows for it: members and the silent have
/// answered; for a colleague it begins anew if they leave again; an invitation that is still good is
/// waited for.
async fn is_exempt(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<bool> {
    let standing = sql::standing(conn, person, cx.today(), cx.now).await?;
    if standing.is_member || standing.is_silent {
        sql::update_all_answered(conn, person, cx.now).await?;
    } else if standing.is_here {
        sql::delete(conn, person).await?;
    }
    Ok(standing.is_member || standing.is_silent || standing.is_here || standing.is_invited)
}
