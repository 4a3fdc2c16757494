//! The only writers of people.

mod confirm;
mod contacts;
mod names;
mod silence;
mod sql;
mod tenures;
mod told;
mod undo;

pub use confirm::{confirm, confirm_own, hold, joined};
pub use contacts::{add_contact, confirm_contact, fail_contact, remove_contact};
pub use names::{add_name, set_language, set_name, set_names, set_photo, set_place};
pub use silence::{bring_back, delete, lift_exit, lift_silence, silence, silence_by_link, silence_exit};
pub use tenures::{Work, correct, end_tenure, open_tenure, reopen_tenure, set_manager, transfer};
pub use told::{closed, goes_by, other_name, tell};
pub use undo::{put_work, remove_name, remove_tenure, take_back};

use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};

use super::{
    Audience, Entity, EntityId, Name, NameId, NameKind, NewPerson, PersonId, SilenceKind, TombstoneKind,
    reads, words,
};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};

/// Writes anew who finds somebody and by what. Called after every change of what a list shows or is narrowed
/// to, and of who may see it: a name, a run of employment, a place, a silence, a membership, a choice. The search index learns of it from here.
pub async fn list(conn: &mut Conn, person: PersonId) -> Result<()> {
    // Two who change the same person at the same moment write one after the other.
    sql::listing::hold(conn, person).await?;
    sql::listing::delete(conn, person).await?;
    sql::listing::insert(conn, person, person).await?;
    sql::listing::note_change(conn, person, person).await
}

/// Somebody is found by other words from now on, of which no list knows: their career, what they learnt.
pub async fn found_anew(conn: &mut Conn, person: PersonId) -> Result<()> {
    if sql::listing::hold(conn, person).await? == 0 {
        return Err(Error::NotFound);
    }
    sql::listing::note_change(conn, person, person).await
}

/// As [`list`], for everybody from `first` to `last` in the order of ids, whom no list has yet.
pub async fn list_new(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<()> {
    sql::listing::insert(conn, first, last).await?;
    sql::listing::note_change(conn, first, last).await
}

/// Writes anew by what somebody is found and listed: rows of theirs came or went with another record.
pub async fn renew(conn: &mut Conn, person: PersonId) -> Result<()> {
    names::find_by(conn, person).await?;
    list(conn, person).await
}

/// For whoever follows: a record is gone, and another stands for it.
pub async fn note_gone(conn: &mut Conn, person: PersonId) -> Result<()> {
    sql::listing::note_change(conn, person, person).await
}

/// Gives the log of changes its name, by which an index knows whose it is, unless it has one.
pub async fn name_log(cx: &Cx, conn: &mut Conn) -> Result<()> {
    sql::listing::name_log(conn, PersonId::next(&cx.app.ids, cx.now)).await
}

/// Forgets changes that every index has read long since. The latest stay, for whoever was away.
pub async fn sweep_changes(conn: &mut Conn) -> Result<u64> {
    sql::listing::sweep_changes(conn).await
}

/// The log begins anew, without a name: the database has moved, and its numbers mean nothing here.
pub async fn forget_changes(conn: &mut Conn) -> Result<()> {
    sql::listing::forget_changes(conn).await
}

/// Takes somebody new in, with a first run of employment. Whoever wanted no contact is taken in silent;
/// whoever was deleted is not taken in again before [`bring_back`].
pub async fn add(cx: &Cx, conn: &mut Conn, new: &NewPerson) -> Result<PersonId> {
    cx.viewer.must(Can::EditPeople)?;
    let name = checked(new)?;
    let number = new.number.as_deref().and_then(words::number);
    let numbered = number.as_deref().map(|number| (new.entity, number));
    let remembered = reads::is_tombstoned(conn, &cx.app.key, numbered, &new.contacts).await?;
    if remembered == Some(TombstoneKind::Deleted) {
        return Err(Error::invalid("contact", Text::new("people-problem-deleted")));
    }

    let person = PersonId::next(&cx.app.ids, cx.now);
    let place = new.place.as_deref().and_then(names::cleaned);
    let about = (new.language, place.as_deref());
    sql::insert_person(conn, person, &names::spelled(&name), about, &new.source, cx.now).await?;
    let others = new.other_names.iter().filter_map(|other| names::cleaned(other));
    for other in others.filter(|other| *other != name) {
        let name_id = NameId::next(&cx.app.ids, cx.now);
        let other = Name { name_id, name: other, kind: NameKind::Other, audience: Audience::Members };
        sql::insert_name(conn, person, &other, &words::folded(&other.name), cx.now).await?;
    }
    tenures::insert(cx, conn, person, &new.tenure()).await?;
    for contact in &new.contacts {
        contacts::insert(cx, conn, person, contact, &new.source, None).await?;
    }
    journal::note(cx, conn, Act::PersonAdded, person.0, None).await?;
    names::find_by(conn, person).await?;
    sql::listing::insert(conn, person, person).await?;
    if remembered == Some(TombstoneKind::DoNotContact) {
        silence::keep_quiet(cx, conn, person, SilenceKind::DoNotContact).await?;
    }
    Ok(person)
}

/// The first name as it is kept, if nothing about the newcomer is wrong.
fn checked(new: &NewPerson) -> Result<String> {
    let mut problems = Problems::new();
    let name = problems.take(names::checked(&new.name))?;
    tenures::check(&mut problems, &new.tenure());
    problems.ok()?;
    Ok(name.unwrap_or_default())
}

/// Looks up the towns of a batch of people after one of them whose place was written down before, or before
/// that town was known; the last who was looked at.
pub async fn locate(conn: &mut Conn, after: PersonId, limit: usize) -> Result<Option<PersonId>> {
    let people = sql::towns::unplaced(conn, after, limit).await?;
    for (person, place) in &people {
        if keel::places::town(place).is_some() {
            sql::towns::set_town(conn, *person, place).await?;
            list(conn, *person).await?;
        }
    }
    Ok(people.last().map(|(person, _)| *person))
}

/// A company of the group.
pub async fn add_entity(
    cx: &Cx,
    conn: &mut Conn,
    name: &str,
    name_en: Option<&str>,
    telephone: Option<&str>,
) -> Result<EntityId> {
    cx.viewer.must(Can::Administer)?;
    let entity = entity(EntityId::next(&cx.app.ids, cx.now), name, name_en, telephone)?;
    sql::insert_entity(conn, &entity, cx.now).await?;
    journal::note(cx, conn, Act::EntityChanged, entity.entity_id.0, Some("added")).await?;
    Ok(entity.entity_id)
}

pub async fn change_entity(
    cx: &Cx,
    conn: &mut Conn,
    id: EntityId,
    name: &str,
    name_en: Option<&str>,
    telephone: Option<&str>,
) -> Result<()> {
    cx.viewer.must(Can::Administer)?;
    let entity = entity(id, name, name_en, telephone)?;
    if sql::update_entity(conn, &entity).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::note(cx, conn, Act::EntityChanged, id.0, Some("changed")).await
}

/// The company a small firm records its first departure for before anybody wrote one down: itself.
pub async fn first_entity(cx: &Cx, conn: &mut Conn) -> Result<EntityId> {
    cx.viewer.must(Can::EditPeople)?;
    if let Some(entity) = reads::entities(conn).await?.first() {
        return Ok(entity.entity_id);
    }
    let settings = cx.app.settings();
    let (zh, en) = (settings.company(keel::l10n::Lang::Zh), settings.company(keel::l10n::Lang::En));
    let entity = entity(EntityId::next(&cx.app.ids, cx.now), zh, Some(en), None)?;
    sql::insert_entity(conn, &entity, cx.now).await?;
    journal::note(cx, conn, Act::EntityChanged, entity.entity_id.0, Some("added")).await?;
    Ok(entity.entity_id)
}

fn entity(entity_id: EntityId, name: &str, name_en: Option<&str>, telephone: Option<&str>) -> Result<Entity> {
    let name =
        names::cleaned(name).ok_or_else(|| Error::invalid("name", Text::new("people-problem-entity")))?;
    let telephone = telephone.and_then(names::cleaned);
    Ok(Entity { entity_id, name, name_en: name_en.and_then(names::cleaned), telephone })
}

/// Makes whoever takes people into this entity at the same moment wait, so that a form sent twice is
/// seen the second time.
pub(crate) async fn hold_entity(conn: &mut Conn, entity: EntityId) -> Result<()> {
    match sql::hold_entity(conn, entity).await? {
        0 => Err(Error::invalid("entity", Text::new("people-problem-no-entity"))),
        _ => Ok(()),
    }
}

/// The person themselves or whoever may edit people.
fn must_edit(cx: &Cx, person: PersonId) -> Result<()> {
    if cx.viewer.person == Some(person) { Ok(()) } else { cx.viewer.must(Can::EditPeople) }
}
