//! A merge is taken back, to exactly the two that were. What was changed since is given to one of them.

use std::collections::BTreeSet;

use keel::db::Conn;
use keel::db::dump::some::{self, Named};
use keel::error::{Error, Result, Text};

use super::apply::{Index, Tables};
use super::back::Back;
use crate::access::Can;
use crate::app::Cx;
use crate::duplicates::merge::tables::{PERSON, PLACED};
use crate::duplicates::merge::{Saved, bytes, text};
use crate::duplicates::model::{Merge, MergeId};
use crate::duplicates::sql;
use crate::journal::{self, Act};
use crate::people::{self, PersonId};

/// Something that was changed since the merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Names it in the form that places it.
    pub name: String,
    /// The table it is in, or of a field of the record the field.
    pub about: &'static str,
    /// As it is now, as far as it has words.
    pub words: String,
}

/// Of the edits, which go to the record that comes back; all others stay where they are.
pub type Placing = BTreeSet<String>;

/// The fields of a record that are placed, each with its columns.
pub(super) const FIELDS: [(&str, &[&str]); 4] = [
    ("name", &["name", "folded", "sort_key"]),
    ("language", &["language"]),
    ("place", &["place"]),
    ("photo_id", &["photo_id"]),
];

/// What was changed since, for the officer to place.
pub async fn edits(conn: &mut Conn, merge: &Merge) -> Result<Vec<Edit>> {
    let tables = Tables::read(conn).await?;
    let saved = saved(conn, merge.merge_id).await?;
    let mut all = Vec::new();
    let key = Named::from([("person_id".to_owned(), bytes(merge.stayed_id.0))]);
    let current = some::with_key(conn, tables.get(PERSON)?, &key).await?.ok_or(Error::NotFound)?;
    if let Some(person) = saved.iter().find(|one| one.table == PERSON && one.is_changed()) {
        for (about, columns) in FIELDS {
            if is_edited(person, &current, columns) {
                let words = current.get(columns[0]).and_then(text).unwrap_or_default().to_owned();
                all.push(Edit { name: about.to_owned(), about, words });
            }
        }
    }
    for (table, column, row) in new_rows(conn, &tables, &saved, merge.stayed_id).await? {
        all.push(Edit { name: name_of(table, &row), about: table, words: words(table, column, &row) });
    }
    Ok(all)
}

async fn saved(conn: &mut Conn, merge: MergeId) -> Result<Vec<Saved>> {
    sql::merges::rows(conn, merge).await?.iter().map(Saved::of).collect()
}

pub(super) fn is_edited(saved: &Saved, current: &Named, columns: &[&str]) -> bool {
    let after = saved.after.as_ref();
    columns.iter().any(|column| after.is_some_and(|after| after.get(*column) != current.get(*column)))
}

/// Rows that came since: of the kinds that are placed, those which the merge did not know.
async fn new_rows(
    conn: &mut Conn,
    tables: &Tables,
    saved: &[Saved],
    stay: PersonId,
) -> Result<Vec<(&'static str, &'static str, Named)>> {
    let mut known = Index::default();
    for one in saved {
        known.add(&one.table, &one.key);
    }
    let mut all = Vec::new();
    for (name, column) in PLACED {
        let table = tables.get(name)?;
        for row in some::pointing(conn, table, column, stay.0).await? {
            if !known.has(name, &table.key_of(&row)) {
                all.push((*name, *column, row));
            }
        }
    }
    Ok(all)
}

/// The table and the id: what a form sends back.
fn name_of(table: &str, row: &Named) -> String {
    let ids = ["name_id", "contact_id", "tenure_id", "position_id", "greeting_id", "wish_id", "claim_id"];
    let first = match table {
        "people_name" => 0,
        "people_contact" => 1,
        "people_tenure" => 2,
        "careers_position" => 3,
        "welcome_greeting" => 4,
        "welcome_wish" => 5,
        _ => 6,
    };
    let id = row.get(ids[first]).and_then(crate::duplicates::merge::id);
    format!("{table}:{}", id.map(|id| id.to_string()).unwrap_or_default())
}

fn words(table: &str, _: &str, row: &Named) -> String {
    let columns: &[&str] = match table {
        "people_name" | "claims_claim" => &["name"],
        "people_contact" => &["address"],
        "people_tenure" => &["number", "department", "title", "started_on"],
        "careers_position" => &["title", "place", "started"],
        _ => &["words"],
    };
    let said = columns.iter().filter_map(|column| text(row.get(*column)?)).filter(|said| !said.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// Takes a merge back. Only the latest of a person can be: what came after it rests on it.
pub async fn undo(cx: &Cx, conn: &mut Conn, id: MergeId, placing: &Placing) -> Result<Merge> {
    cx.viewer.must(Can::EditPeople)?;
    let merge = sql::merges::merge(conn, id).await?.ok_or(Error::NotFound)?;
    let (stay, gone) = (merge.stayed_id, merge.gone_id);
    let tables = Tables::read(conn).await?;
    if !some::hold(conn, tables.get(PERSON)?, "person_id", stay.0).await? {
        return Err(Error::NotFound);
    }
    check(cx, conn, &merge).await?;
    let saved = saved(conn, id).await?;
    let new = new_rows(conn, &tables, &saved, stay).await?;
    let back = Back { tables: &tables, saved: &saved, merge: &merge };

    back.people(conn, placing).await?;
    back.take_out_new(conn).await?;
    back.revert(conn, false).await?;
    back.put_in_gone(conn).await?;
    back.revert(conn, true).await?;
    for (table, column, row) in &new {
        if placing.contains(&name_of(table, row)) {
            back.place(conn, (table, column), row).await?;
        }
    }
    back.follow(conn).await?;
    back.keep_silent(conn).await?;

    if sql::merges::undo(conn, id, cx.viewer.person, cx.now).await? == 0 {
        return Err(undone());
    }
    sql::merges::delete_rows(conn, id).await?;
    for person in [stay, gone] {
        people::actions::renew(conn, person).await?;
        journal::note(cx, conn, Act::MergeUndone, person, None).await?;
    }
    Ok(merge)
}

async fn check(cx: &Cx, conn: &mut Conn, merge: &Merge) -> Result<()> {
    // Read again: whoever was here first may have taken it back while this one waited.
    let fresh = sql::merges::merge(conn, merge.merge_id).await?.ok_or(Error::NotFound)?;
    if fresh.undone_at.is_some() {
        return Err(undone());
    }
    if fresh.stayed_id != merge.stayed_id {
        return Err(Error::Conflict(Text::new("duplicates-error-later")));
    }
    if !fresh.can_be_undone() || fresh.until_at <= cx.now {
        return Err(Error::Conflict(Text::new("duplicates-error-over")));
    }
    if sql::merges::latest(conn, merge.stayed_id).await? != Some(merge.merge_id) {
        return Err(Error::Conflict(Text::new("duplicates-error-later")));
    }
    if people::is_going(conn, merge.stayed_id).await? {
        return Err(Error::Conflict(Text::new("duplicates-error-exit")));
    }
    Ok(())
}

fn undone() -> Error {
    Error::Conflict(Text::new("duplicates-error-undone"))
}
