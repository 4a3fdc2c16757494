//! What somebody is called, reads and looks like.

use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::l10n::Lang;

use super::{confirm_own, list, must_edit, sql};
use crate::app::Cx;
use crate::careers;
use crate::journal::{self, Act};
pub(super) use crate::people::words::cleaned;
use crate::people::{Audience, Name, NameId, NameKind, PersonId, PhotoId, reads, words};

/// A name of any script; only what no name has is refused.
const LONGEST: usize = 200;

pub async fn set_name(cx: &Cx, conn: &mut Conn, person: PersonId, name: &str) -> Result<()> {
    must_edit(cx, person)?;
    let name = checked(name)?;
    if sql::update_name(conn, person, &spelled(&name), cx.now).await? == 0 {
        return Err(Error::NotFound);
    }
    find_by(conn, person).await?;
    list(conn, person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("name")).await
}

/// The names beside the first, all at once: what is not in the list is gone.
pub async fn set_names(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    names: &[(String, NameKind, Audience)],
) -> Result<()> {
    must_edit(cx, person)?;
    sql::delete_names(conn, person).await?;
    for (name, kind, audience) in names {
        let name_id = NameId::next(&cx.app.ids, cx.now);
        let name = Name { name_id, name: checked(name)?, kind: *kind, audience: *audience };
        sql::insert_name(conn, person, &name, &words::folded(&name.name), cx.now).await?;
    }
    find_by(conn, person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("names")).await
}

/// A further name, beside those there are.
pub async fn add_name(cx: &Cx, conn: &mut Conn, person: PersonId, name: &str) -> Result<NameId> {
    must_edit(cx, person)?;
    let name_id = NameId::next(&cx.app.ids, cx.now);
    let name = Name { name_id, name: checked(name)?, kind: NameKind::Other, audience: Audience::Members };
    sql::insert_name(conn, person, &name, &words::folded(&name.name), cx.now).await?;
    find_by(conn, person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("names")).await?;
    Ok(name_id)
}

/// The language that somebody is written to in; `None` if that is no longer known.
pub async fn set_language(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    language: impl Into<Option<Lang>>,
) -> Result<()> {
    must_edit(cx, person)?;
    if sql::update_language(conn, person, language.into(), cx.now).await? == 0 {
        return Err(Error::NotFound);
    }
    list(conn, person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("language")).await
}

/// Where somebody lives or works; `None` if that is no longer known.
pub async fn set_place(cx: &Cx, conn: &mut Conn, person: PersonId, place: Option<&str>) -> Result<()> {
    must_edit(cx, person)?;
    let place = place.and_then(cleaned);
    if place.as_ref().is_some_and(|place| place.chars().count() > LONGEST) {
        return Err(Error::invalid("place", Text::new("people-problem-place-long")));
    }
    let before = reads::person(conn, person).await?.place;
    sql::towns::update_place(conn, person, place.as_deref(), cx.now).await?;
    careers::actions::moved(cx, conn, person, before.as_deref(), place.as_deref()).await?;
    list(conn, person).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("place")).await
}

/// `None` takes the photo off. The old photo, whose file the caller deletes after the commit.
pub async fn set_photo(
    cx: &Cx,
    conn: &mut Conn,
    person: PersonId,
    photo: Option<PhotoId>,
) -> Result<Option<PhotoId>> {
    must_edit(cx, person)?;
    let old = reads::person(conn, person).await?.photo_id;
    sql::update_photo(conn, person, photo, cx.now).await?;
    confirm_own(cx, conn, person).await?;
    journal::note(cx, conn, Act::PhotoChanged, person.0, None).await?;
    Ok(old)
}

pub(super) fn checked(name: &str) -> Result<String> {
    let name = cleaned(name).ok_or_else(|| Error::invalid("name", Text::new("people-problem-name")))?;
    if name.chars().count() > LONGEST {
        return Err(Error::invalid("name", Text::new("people-problem-name-long")));
    }
    Ok(name)
}

pub(super) fn spelled(name: &str) -> sql::Spelled<'_> {
    sql::Spelled { name, folded: words::folded(name), sort_key: words::sort_key(name) }
}

/// Writes anew by what somebody is found. A former name is not among it: only its audience sees that.
pub(super) async fn find_by(conn: &mut Conn, person: PersonId) -> Result<()> {
    let mut found_by = words::of_name(&reads::person(conn, person).await?.name);
    for other in reads::names(conn, person).await? {
        if other.kind != NameKind::Former && other.audience >= Audience::Members {
            found_by.extend(words::of_name(&other.name));
        }
    }
    let tenures = reads::tenures(conn, person).await?;
    let numbers = tenures.iter().filter_map(|tenure| tenure.number.as_deref()).flat_map(words::of_number);
    sql::delete_words(conn, person).await?;
    for word in found_by {
        sql::insert_word(conn, person, &word, false).await?;
    }
    // After the names: a word that is both is found by whoever sees the name.
    for word in numbers {
        sql::insert_word(conn, person, &word, true).await?;
    }
    sql::listing::note_change(conn, person, person).await
}
