//! The only writers of organisations.

use keel::db::Conn;
use keel::error::{Error, OnUnique, Result, Text};
use keel::names::tidy;

use super::model::{self, LONGEST, MOST, checked_name};
use super::{Alias, AliasId, NewOrganisation, Organisation, OrganisationId, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::careers;
use crate::journal::{self, Act};
use crate::people;

/// An officer writes one down.
pub async fn add(cx: &Cx, conn: &mut Conn, new: &NewOrganisation) -> Result<OrganisationId> {
    cx.viewer.must(Can::EditPeople)?;
    insert(cx, conn, new).await
}

/// The organisation of this name, in whatever spelling; one nobody told of before is written down as it was
/// typed. For whoever writes down a position: they have asked who may.
pub async fn called_or_added(cx: &Cx, conn: &mut Conn, name: &str) -> Result<OrganisationId> {
    let name = checked_name("organisation", name)?;
    match super::called(conn, &name).await? {
        Some(known) => Ok(known),
        None => {
            let new = NewOrganisation { name, ..NewOrganisation::default() };
            insert(cx, conn, &new).await.map_err(|error| error.in_field("organisation"))
        }
    }
}

async fn insert(cx: &Cx, conn: &mut Conn, new: &NewOrganisation) -> Result<OrganisationId> {
    let id = OrganisationId::next(&cx.app.ids, cx.now);
    let organisation = checked(id, new)?;
    not_taken(conn, "name", &organisation.name, None).await?;
    sql::insert(conn, &organisation, &people::sort_key(&organisation.name), cx.now).await?;
    name(cx, conn, id, &organisation.name).await?;
    for relation in &new.relations {
        sql::insert_relation(conn, id, *relation).await?;
    }
    find_by(conn, id).await?;
    journal::note(cx, conn, Act::OrganisationAdded, id.0, None).await?;
    Ok(id)
}

/// Name, place, relations, and whether members find it. A name it had before stays among its names.
pub async fn change(cx: &Cx, conn: &mut Conn, id: OrganisationId, new: &NewOrganisation) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    if sql::hold(conn, id).await? == 0 {
        return Err(Error::NotFound);
    }
    let organisation = checked(id, new)?;
    not_taken(conn, "name", &organisation.name, Some(id)).await?;
    if super::called(conn, &organisation.name).await?.is_none() {
        room(conn, id, "name").await?;
        name(cx, conn, id, &organisation.name).await?;
    }
    sql::update(conn, &organisation, &people::sort_key(&organisation.name), cx.now).await?;
    sql::delete_relations(conn, id).await?;
    for relation in &new.relations {
        sql::insert_relation(conn, id, *relation).await?;
    }
    find_by(conn, id).await?;
    journal::note(cx, conn, Act::OrganisationChanged, id.0, None).await
}

/// One more name that it goes by.
pub async fn add_alias(cx: &Cx, conn: &mut Conn, id: OrganisationId, alias: &str) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    if sql::hold(conn, id).await? == 0 {
        return Err(Error::NotFound);
    }
    let alias = checked_name("alias", alias)?;
    not_taken(conn, "alias", &alias, None).await?;
    room(conn, id, "alias").await?;
    name(cx, conn, id, &alias).await.map_err(|error| error.in_field("alias"))?;
    find_by(conn, id).await?;
    journal::note(cx, conn, Act::OrganisationChanged, id.0, Some("name_added")).await
}

/// A name was none of its own. The one it is shown with stays. What the name was, so that it can be taken
/// back.
pub async fn remove_alias(cx: &Cx, conn: &mut Conn, id: OrganisationId, alias: AliasId) -> Result<String> {
    cx.viewer.must(Can::EditPeople)?;
    if sql::hold(conn, id).await? == 0 {
        return Err(Error::NotFound);
    }
    let organisation = found(conn, id).await?;
    let names = sql::names(conn, id).await?;
    let removed = names.into_iter().find(|one| one.alias_id == alias).ok_or(Error::NotFound)?;
    if model::folded(&removed.name) == model::folded(&organisation.name) {
        return Err(Error::Conflict(Text::new("organisations-problem-first-name")));
    }
    sql::delete_name(conn, id, alias).await?;
    careers::actions::found_anew(conn, id).await?;
    find_by(conn, id).await?;
    journal::note(cx, conn, Act::OrganisationChanged, id.0, Some("name_removed")).await?;
    Ok(removed.name)
}

/// Two are one: names, relations and everybody's positions of `gone` are those of `kept` from now on.
pub async fn join(cx: &Cx, conn: &mut Conn, kept: OrganisationId, gone: OrganisationId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    // In the same order whichever way round, so that two officers who do this at once do not block each other.
    for one in [kept.min(gone), kept.max(gone)] {
        if sql::hold(conn, one).await? == 0 {
            return Err(Error::NotFound);
        }
    }
    if kept == gone {
        return Err(Error::invalid("other", Text::new("organisations-problem-same")));
    }
    let (stays, goes) = (found(conn, kept).await?, found(conn, gone).await?);
    careers::actions::move_positions(conn, gone, kept).await?;
    sql::move_names(conn, gone, kept).await?;
    careers::actions::found_anew(conn, kept).await?;
    for relation in sql::relations(conn, gone).await? {
        sql::insert_relation(conn, kept, relation).await?;
    }
    let joined = Organisation {
        place: stays.place.or(goes.place),
        is_open: stays.is_open || goes.is_open,
        industry: stays.industry.or(goes.industry),
        ..stays
    };
    sql::update(conn, &joined, &people::sort_key(&joined.name), cx.now).await?;
    sql::delete(conn, gone).await?;
    find_by(conn, kept).await?;
    journal::note(cx, conn, Act::OrganisationsJoined, kept.0, None).await
}

/// A position there is gone: one that no officer opened goes with its last.
pub async fn sweep(conn: &mut Conn, organisation: OrganisationId) -> Result<()> {
    sql::delete_unused(conn, organisation).await?;
    Ok(())
}

async fn found(conn: &mut Conn, id: OrganisationId) -> Result<Organisation> {
    sql::seen(conn, &people::directory::Eye::of(&crate::access::Viewer::machine()), id).await
}

fn checked(organisation_id: OrganisationId, new: &NewOrganisation) -> Result<Organisation> {
    let name = checked_name("name", &new.name)?;
    let place = new.place.as_deref().map(tidy).filter(|place| !place.is_empty());
    if place.as_ref().is_some_and(|place| place.chars().count() > LONGEST) {
        return Err(Error::invalid("place", Text::new("organisations-problem-long").with("most", LONGEST)));
    }
    Ok(Organisation { organisation_id, name, place, is_open: new.is_open, industry: new.industry })
}

/// A name leads to one organisation; `own` may have it already.
async fn not_taken(
    conn: &mut Conn,
    field: &'static str,
    name: &str,
    own: Option<OrganisationId>,
) -> Result<()> {
    match super::called(conn, name).await? {
        Some(other) if own != Some(other) => Err(Error::invalid(field, taken())),
        _ => Ok(()),
    }
}

const fn taken() -> Text {
    Text::new("organisations-problem-taken")
}

async fn room(conn: &mut Conn, id: OrganisationId, field: &'static str) -> Result<()> {
    match sql::names(conn, id).await?.len() {
        MOST.. => Err(Error::invalid(field, Text::new("organisations-problem-names").with("most", MOST))),
        _ => Ok(()),
    }
}

/// One more name, by which whoever is there is found as well.
async fn name(cx: &Cx, conn: &mut Conn, id: OrganisationId, name: &str) -> Result<()> {
    careers::actions::found_anew(conn, id).await?;
    let alias = Alias { alias_id: AliasId::next(&cx.app.ids, cx.now), name: name.to_owned() };
    sql::insert_name(conn, id, &alias, &model::folded(name), cx.now).await.on_unique(
        "organisations_name",
        "name",
        taken(),
    )
}

/// Writes anew by what it is found.
async fn find_by(conn: &mut Conn, id: OrganisationId) -> Result<()> {
    let is_open = found(conn, id).await?.is_open;
    sql::delete_words(conn, id).await?;
    for alias in sql::names(conn, id).await? {
        for word in people::found_by_name(&alias.name) {
            sql::insert_word(conn, id, &word, is_open).await?;
        }
    }
    Ok(())
}
