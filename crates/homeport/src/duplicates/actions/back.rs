//! The steps by which a merge goes back.

use keel::db::dump::some::{self, Named};
use keel::db::{Conn, Value};
use keel::error::{Error, Result};

use super::apply::Tables;
use super::undo::{FIELDS, Placing, is_edited};
use crate::duplicates::merge::tables::{self, FIRST, FOLLOW, PERSON};
use crate::duplicates::merge::{Saved, Side, bytes, id, text};
use crate::duplicates::model::Merge;
use crate::people::{self, PersonId};

/// A merge on its way back.
pub struct Back<'a> {
    pub tables: &'a Tables,
    pub saved: &'a [Saved],
    pub merge: &'a Merge,
}

impl Back<'_> {
    /// The record that went comes back, and the one that stayed gets its own fields again.
    pub async fn people(&self, conn: &mut Conn, placing: &Placing) -> Result<()> {
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

    pub async fn take_out_new(&self, conn: &mut Conn) -> Result<()> {
        for one in self.saved.iter().filter(|one| one.is_new()) {
            some::take_out(conn, self.tables.get(&one.table)?, &one.key).await?;
        }
        Ok(())
    }

    /// What only changed: those that moved go back first, so that there is room for what was before.
    pub async fn revert(&self, conn: &mut Conn, of_first: bool) -> Result<()> {
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
        let is_whose = |name: &String| *name == "person_id" || tables::of(&one.table).any(|own| own == name);
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
        let owner = before.or_else(|| current.get("person_id")).and_then(id);
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

    pub async fn put_in_gone(&self, conn: &mut Conn) -> Result<()> {
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
    pub async fn place(&self, conn: &mut Conn, (name, column): (&str, &str), row: &Named) -> Result<()> {
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
    pub async fn follow(&self, conn: &mut Conn) -> Result<()> {
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
    pub async fn keep_silent(&self, conn: &mut Conn) -> Result<()> {
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
