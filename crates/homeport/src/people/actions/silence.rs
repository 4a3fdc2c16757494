//! Not writing to somebody any more, and forgetting somebody.

use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::{list, must_edit, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};
use crate::people::{
    EntityId, PersonId, PhotoId, Silence, SilenceKind, TombstoneKind, reads, sql as read, words,
};
use crate::{accounts, careers, claims, duplicates, freshness, imports, invitations, welcome};

/// All messages stop at once, those that wait are withdrawn. Anybody who may edit people, or the person.
pub async fn silence(cx: &Cx, conn: &mut Conn, person: PersonId, kind: SilenceKind) -> Result<()> {
    must_edit(cx, person)?;
    if kind == SilenceKind::Exit {
        // Nobody leaves on somebody else's word.
        return Err(Error::NotFound);
    }
    keep_quiet(cx, conn, person, kind).await
}

/// "Never contact me", from a signed link: whoever calls this has checked the signature.
pub async fn silence_by_link(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    keep_quiet(cx, conn, person, SilenceKind::DoNotContact).await
}

/// Somebody leaves the alliance: nobody writes to them while they wait to be erased.
pub async fn silence_exit(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    keep_quiet(cx, conn, person, SilenceKind::Exit).await
}

/// They stay after all. A silence for another reason stays as well.
pub async fn lift_exit(conn: &mut Conn, person: PersonId) -> Result<()> {
    let silence = reads::silence_of(conn, person).await?;
    if silence.is_some_and(|silence| silence.kind == SilenceKind::Exit) {
        sql::delete_silence(conn, person).await?;
        list(conn, person).await?;
    }
    Ok(())
}

pub(super) async fn keep_quiet(cx: &Cx, conn: &mut Conn, person: PersonId, kind: SilenceKind) -> Result<()> {
    reads::person(conn, person).await?;
    let silence = Silence { kind, since_at: cx.now, by_id: cx.viewer.person };
    let changed = sql::insert_silence(conn, person, &silence).await?;
    list(conn, person).await?;
    if kind == SilenceKind::DoNotContact {
        for hash in hashes(cx, conn, person).await? {
            sql::insert_tombstone(conn, &hash, TombstoneKind::DoNotContact, cx.now).await?;
        }
    }
    if kind == SilenceKind::Deceased {
        // Whoever holds the phone now is somebody else.
        accounts::actions::close_sessions(cx, conn, person).await?;
        accounts::actions::drop_roles(cx, conn, person).await?;
    }
    keel::post::withdraw_to(conn, person.0).await?;
    welcome::actions::stop(conn, person).await?;
    invitations::actions::stop(cx, conn, person).await?;
    if changed > 0 {
        journal::note(cx, conn, Act::Silenced, person.0, Some(kind.word())).await?;
    }
    Ok(())
}

/// Messages may go out again; none of those withdrawn comes back by itself. The dead stay silent unless
/// it was a mistake, which is for whoever may edit people to say.
pub async fn lift_silence(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<()> {
    must_edit(cx, person)?;
    let Some(silence) = reads::silence_of(conn, person).await? else { return Ok(()) };
    match silence.kind {
        SilenceKind::Deceased => cx.viewer.must(Can::EditPeople)?,
        SilenceKind::Exit => return Err(Error::Conflict(Text::new("people-problem-exit"))),
        SilenceKind::DoNotContact => {}
    }
    sql::delete_silence(conn, person).await?;
    list(conn, person).await?;
    for hash in hashes(cx, conn, person).await? {
        sql::delete_tombstone(conn, &hash, TombstoneKind::DoNotContact).await?;
    }
    journal::note(cx, conn, Act::SilenceLifted, person.0, Some(silence.kind.word())).await
}

/// Everything about somebody is gone but keyed hashes that keep a later file from bringing them back,
/// and the number, which nobody gets again. The photo, whose file the caller deletes after the commit.
pub async fn delete(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<PhotoId>> {
    must_edit(cx, person)?;
    let photo = reads::person(conn, person).await?.photo_id;
    if !accounts::roles(conn, person).await?.is_empty() {
        // An officer could otherwise remove the administrator by deleting the person.
        return Err(Error::Conflict(Text::new("people-problem-has-role")));
    }
    for hash in hashes(cx, conn, person).await? {
        sql::insert_tombstone(conn, &hash, TombstoneKind::Deleted, cx.now).await?;
    }
    let contacts = reads::contacts(conn, person).await?;
    claims::actions::forget(conn, &contacts).await?;
    keel::post::withdraw_to(conn, person.0).await?;
    keel::post::forget_kept(conn, person.0).await?;
    careers::actions::forget(conn, person).await?;
    duplicates::actions::forget(cx, conn, person).await?;
    imports::actions::forget(cx, conn, person).await?;
    freshness::actions::forget(conn, person).await?;
    sql::listing::note_change(conn, person, person).await?;
    sql::delete_person(conn, person).await?;
    journal::note(cx, conn, Act::PersonDeleted, person.0, None).await?;
    Ok(photo)
}

/// Somebody who was deleted asks to be taken in again: what was remembered of these is forgotten.
pub async fn bring_back(
    cx: &Cx,
    conn: &mut Conn,
    number: Option<(EntityId, &str)>,
    contacts: &[Contact],
) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let clean = number.and_then(|(entity, number)| Some((entity, words::number(number)?)));
    let number = clean.as_ref().map(|(entity, number)| (*entity, number.as_str()));
    let mut forgotten = 0;
    for hash in reads::hashes(&cx.app.key, number, contacts) {
        forgotten += sql::delete_tombstone(conn, &hash, TombstoneKind::Deleted).await?;
    }
    if forgotten == 0 {
        return Err(Error::Conflict(Text::new("people-problem-not-deleted")));
    }
    let entry = crate::journal::EntryId::next(&cx.app.ids, cx.now);
    journal::note(cx, conn, Act::PersonChanged, entry.0, Some("brought_back")).await
}

/// Of every number and contact on file.
async fn hashes(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Vec<Vec<u8>>> {
    let mut contacts = Vec::new();
    for on_file in reads::contacts(conn, person).await? {
        contacts.push(on_file.contact()?);
    }
    let mut hashes = reads::hashes(&cx.app.key, None, &contacts);
    for (entity, number) in read::numbers(conn, person).await? {
        hashes.extend(reads::hashes(&cx.app.key, Some((entity, &number)), &[]));
    }
    Ok(hashes)
}
