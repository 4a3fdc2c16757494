//! A merge is taken back, to exactly the two that were. What was changed since is given to one of them.

use std::collections::BTreeSet;

use keel::db::dump::some::{self, Named};
use keel::db::{Conn, Value};
use keel::error::{Error, Result, Text};

use super::apply::{Index, Tables};
use crate::access::Can;
use crate::app::Cx;
use crate::duplicates::merge::tables::{FIRST, FOLLOW, PERSON, PLACED};
use crate::duplicates::merge::{Saved, Side, bytes, text};
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
const FIELDS: [(&str, &[&str]); 4] = [
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

fn is_edited(saved: &Saved, current: &Named, columns: &[&str]) -> bool {
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
    let standing = sql::merges::of_person(conn, merge.stayed_id).await?;
    if standing.iter().find(|one| one.undone_at.is_none()).map(|one| one.merge_id) != Some(merge.merge_id) {
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

/// A merge on its way back.
struct Back<'a> {
    tables: &'a Tables,
    saved: &'a [Saved],
    merge: &'a Merge,
}

impl Back<'_> {
    /// The record that went comes back, and the one that stayed gets its own fields again.
    async fn people(&self, conn: &mut Conn, placing: &Placing) -> Result<()> {
        let table = self.tables.get(PERSON)?;
        let key = Named::from([("person_id".to_owned(), bytes(self.merge.stayed_id.0))]);
        let current = some::with_key(conn, table, &key).await?.ok_or(Error::NotFound)?;
        let find =
            |is_gone: bool| self.saved.iter().find(|one| one.table == PERSON && one.is_gone() == is_gone);
        let mut theirs = find(true).and_then(|one| one.before.clone()).ok_or(Error::NotFound)?;
        let Some(own) = find(false) else { return some::put_in(conn, table, &theirs).await.map(drop) };
        let mut mine = own.before.clone().unwrap_or_default();
        let after = own.after.clone().unwrap_or_default();
        let mut is_any_edited = false;
        for (field, columns) in FIELDS {
            if !is_edited(own, &current, columns) {
                continue;
            }
            is_any_edited = true;
            let side = if placing.contains(field) { Side::Goes } else { Side::Stays };
            let (gets, other) =
                if side == Side::Goes { (&mut theirs, &mut mine) } else { (&mut mine, &mut theirs) };
            for column in columns {
                gets.insert((*column).to_owned(), current.get(*column).cloned().unwrap_or(Value::Null));
                if *column == "photo_id" && other.get(*column) == after.get(*column) {
                    // Its file went when it was changed.
                    other.insert((*column).to_owned(), Value::Null);
                }
            }
        }
        if is_any_edited {
            mine.remove("changed_at");
        }
        some::put_over(conn, table, &key, &mine).await?;
        some::put_in(conn, table, &theirs).await?;
        Ok(())
    }

    async fn take_out_new(&self, conn: &mut Conn) -> Result<()> {
        for one in self.saved.iter().filter(|one| one.is_new()) {
            some::take_out(conn, self.tables.get(&one.table)?, &one.key).await?;
        }
        Ok(())
    }

    /// What only changed: those that moved go back first, so that there is room for what was before.
    async fn revert(&self, conn: &mut Conn, of_first: bool) -> Result<()> {
        let is_meant = |one: &&Saved| {
            one.is_changed() && one.table != PERSON && FIRST.contains(&one.table.as_str()) == of_first
        };
        let mut all: Vec<&Saved> = self.saved.iter().filter(is_meant).collect();
        let has_moved = |one: &Saved| one.after.as_ref().is_some_and(|after| after.contains_key("person_id"));
        all.sort_by_key(|one| (!has_moved(one), self.tables.place(&one.table)));
        for one in all {
            self.revert_one(conn, one).await?;
        }
        Ok(())
    }

    async fn revert_one(&self, conn: &mut Conn, one: &Saved) -> Result<()> {
        let table = self.tables.get(&one.table)?;
        // Deleted since: it stays so.
        let Some(current) = some::with_key(conn, table, &one.key).await? else { return Ok(()) };
        let (Some(before), Some(after)) = (&one.before, &one.after) else { return Ok(()) };
        let is_whose = |name: &String| {
            *name == "person_id" || crate::duplicates::merge::tables::of(&one.table).any(|own| own == name)
        };
        let is_edited = after.iter().any(|(name, value)| !is_whose(name) && current.get(name) != Some(value));
        let is_crowded = self.is_crowded(conn, one, &current).await?;
        let mut changed = before.clone();
        if is_edited || is_crowded {
            changed.retain(|name, _| is_whose(name));
        }
        if one.table == "members_member" {
            self.make_room(conn, &mut changed).await?;
        }
        some::put_over(conn, table, &one.key, &changed).await?;
        Ok(())
    }

    /// Whether somebody has got another of what there is one of while it lives.
    async fn is_crowded(&self, conn: &mut Conn, one: &Saved, current: &Named) -> Result<bool> {
        let lives =
            |row: &Named| matches!(row.get("state").and_then(text), Some("waiting" | "open" | "running"));
        let is_one = ["invitations_invitation", "suspensions_suspension"].contains(&one.table.as_str());
        if !is_one || !one.before.as_ref().is_some_and(lives) {
            return Ok(false);
        }
        let table = self.tables.get(&one.table)?;
        let before = one.before.as_ref().and_then(|before| before.get("person_id"));
        let owner = before.or_else(|| current.get("person_id")).and_then(crate::duplicates::merge::id);
        let Some(owner) = owner else { return Ok(false) };
        let all = some::pointing(conn, table, "person_id", owner).await?;
        Ok(all.iter().any(|row| lives(row) && table.key_of(row) != one.key))
    }

    /// A place in the order that somebody else has got since is not taken from them.
    async fn make_room(&self, conn: &mut Conn, row: &mut Named) -> Result<()> {
        let Some(ordinal) = row.get("ordinal").cloned() else { return Ok(()) };
        let by = Named::from([("ordinal".to_owned(), ordinal)]);
        let taken = some::with_key(conn, self.tables.get("members_member")?, &by).await?;
        let is_other =
            taken.is_some_and(|taken| taken.get("person_id") != Some(&bytes(self.merge.stayed_id.0)));
        if is_other {
            row.insert("ordinal".to_owned(), Value::from(crate::members::next_ordinal(conn).await?));
        }
        Ok(())
    }

    async fn put_in_gone(&self, conn: &mut Conn) -> Result<()> {
        let mut all: Vec<&Saved> =
            self.saved.iter().filter(|one| one.is_gone() && one.table != PERSON).collect();
        all.sort_by_key(|one| self.tables.place(&one.table));
        for one in all {
            let Some(mut row) = one.before.clone() else { continue };
            let table = self.tables.get(&one.table)?;
            match one.table.as_str() {
                // Removed since: whoever removed it does not want it kept.
                "people_contact" if !self.is_kept(conn, &row).await? => continue,
                "members_consent" => self.deny(conn, &mut row).await?,
                "members_member" => self.make_room(conn, &mut row).await?,
                _ => {}
            }
            some::put_in(conn, table, &row).await?;
        }
        Ok(())
    }

    async fn is_kept(&self, conn: &mut Conn, contact: &Named) -> Result<bool> {
        let address = contact.get("address").and_then(text).unwrap_or_default().to_owned();
        let known = people::contacts(conn, self.merge.stayed_id).await?;
        Ok(known.iter().any(|on_file| on_file.address == address))
    }

    /// A no that was said since counts for both.
    async fn deny(&self, conn: &mut Conn, consent: &mut Named) -> Result<()> {
        let mut key = Named::from([("person_id".to_owned(), bytes(self.merge.stayed_id.0))]);
        key.extend(consent.get("purpose").map(|purpose| ("purpose".to_owned(), purpose.clone())));
        let now = some::with_key(conn, self.tables.get("members_consent")?, &key).await?;
        let said_no = now.filter(|now| {
            let is_later = matches!(now.get("at"), Some(Value::Int(at)) if *at > self.merge.merged_at.ms());
            is_later && now.get("is_given") == Some(&Value::Int(0))
        });
        if let Some(now) = said_no {
            for column in ["is_given", "version", "at"] {
                consent.extend(now.get(column).map(|value| (column.to_owned(), value.clone())));
            }
        }
        Ok(())
    }

    /// Something that came since goes to the record that comes back, and a number with its run of employment.
    async fn place(&self, conn: &mut Conn, (name, column): (&str, &str), row: &Named) -> Result<()> {
        let gone = bytes(self.merge.gone_id.0);
        if name == "people_contact" {
            let known = people::contacts(conn, self.merge.gone_id).await?;
            let address = row.get("address").and_then(text).unwrap_or_default();
            if known.iter().any(|on_file| on_file.address == address) {
                return Ok(());
            }
        }
        let table = self.tables.get(name)?;
        let to = Named::from([(column.to_owned(), gone.clone())]);
        some::put_over(conn, table, &table.key_of(row), &to).await?;
        if name == "people_tenure"
            && let (Some(entity), Some(number @ Value::Text(_))) = (row.get("entity_id"), row.get("number"))
        {
            let key = Named::from([
                ("entity_id".to_owned(), entity.clone()),
                ("number".to_owned(), number.clone()),
                ("person_id".to_owned(), bytes(self.merge.stayed_id.0)),
            ]);
            let to = Named::from([("person_id".to_owned(), gone)]);
            some::put_over(conn, self.tables.get("people_number")?, &key, &to).await?;
        }
        Ok(())
    }

    /// What hangs on something that went goes after it.
    async fn follow(&self, conn: &mut Conn) -> Result<()> {
        let gone = bytes(self.merge.gone_id.0);
        for (name, column, parent) in FOLLOW {
            let table = self.tables.get(name)?;
            for row in some::pointing(conn, table, "person_id", self.merge.stayed_id.0).await? {
                let Some(on @ Value::Bytes(_)) = row.get(*column) else { continue };
                let key = Named::from([((*column).to_owned(), on.clone())]);
                let parent = some::with_key(conn, self.tables.get(parent)?, &key).await?;
                if parent.is_some_and(|parent| parent.get("person_id") == Some(&gone)) {
                    let to = Named::from([("person_id".to_owned(), gone.clone())]);
                    some::put_over(conn, table, &table.key_of(&row), &to).await?;
                }
            }
        }
        Ok(())
    }

    /// Whoever wanted no message since wants none under either record.
    async fn keep_silent(&self, conn: &mut Conn) -> Result<()> {
        let table = self.tables.get("people_silence")?;
        let of = |person: PersonId| Named::from([("person_id".to_owned(), bytes(person.0))]);
        let now = some::with_key(conn, table, &of(self.merge.stayed_id)).await?;
        let since = |row: &Named| matches!(row.get("since_at"), Some(Value::Int(at)) if *at > self.merge.merged_at.ms());
        let Some(mut silence) = now.filter(since) else { return Ok(()) };
        if some::with_key(conn, table, &of(self.merge.gone_id)).await?.is_none() {
            silence.extend(of(self.merge.gone_id));
            some::put_in(conn, table, &silence).await?;
        }
        Ok(())
    }
}
