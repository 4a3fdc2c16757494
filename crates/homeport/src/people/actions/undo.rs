//! Taking back what was written down by mistake, as if it had never been: an import that is undone.
//! Nothing here leaves a tombstone, and a number that was taken is free again.

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::{list, names, sql};
use crate::access::Can;
use crate::accounts;
use crate::app::Cx;
use crate::careers;
use crate::duplicates;
use crate::journal::{self, Act};
use crate::people::{NameId, PersonId, PhotoId, TenureId, reads, sql as read};

/// Somebody was taken in by mistake. The photo, whose file the caller deletes after the commit.
pub async fn take_back(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<PhotoId>> {
    cx.viewer.must(Can::EditPeople)?;
    let photo = reads::person(conn, person).await?.photo_id;
    if !accounts::roles(conn, person).await?.is_empty() {
        return Err(Error::Conflict(Text::new("people-problem-has-role")));
    }
    keel::post::withdraw_to(conn, person.0).await?;
    careers::actions::forget(conn, person).await?;
    duplicates::actions::forget(cx, conn, person).await?;
    let numbers = read::numbers(conn, person).await?;
    for tenure in reads::tenures(conn, person).await? {
        sql::delete_tenure(conn, tenure.tenure_id).await?;
    }
    for (entity, number) in numbers {
        sql::free_number(conn, entity, &number, person).await?;
    }
    sql::listing::note_change(conn, person, person).await?;
    sql::delete_person(conn, person).await?;
    journal::note(cx, conn, Act::PersonDeleted, person.0, Some("undone")).await?;
    Ok(photo)
}

/// A run of employment was opened by mistake; its departure, if any, goes with it.
pub async fn remove_tenure(cx: &Cx, conn: &mut Conn, tenure: TenureId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let found = reads::tenure(conn, tenure).await?;
    sql::delete_tenure(conn, tenure).await?;
    if let Some(number) = &found.number {
        sql::free_number(conn, found.entity_id, number, found.person_id).await?;
    }
    names::find_by(conn, found.person_id).await?;
    list(conn, found.person_id).await?;
    journal::note(cx, conn, Act::TenureChanged, found.person_id.0, Some("undone")).await
}

/// Where somebody worked and as what, as it was before; `None` is not known.
pub async fn put_work(
    cx: &Cx,
    conn: &mut Conn,
    tenure: TenureId,
    department: Option<&str>,
    title: Option<&str>,
) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let found = reads::tenure(conn, tenure).await?;
    sql::update_work(conn, tenure, department, title).await?;
    list(conn, found.person_id).await?;
    journal::note(cx, conn, Act::TenureChanged, found.person_id.0, Some("undone")).await
}

pub async fn remove_name(cx: &Cx, conn: &mut Conn, person: PersonId, name: NameId) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    sql::delete_name(conn, name).await?;
    names::find_by(conn, person).await?;
    journal::note(cx, conn, Act::PersonChanged, person.0, Some("undone")).await
}
