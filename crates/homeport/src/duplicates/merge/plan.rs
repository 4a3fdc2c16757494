//! What each row is after two records are put together.

use keel::clock::Time;
use keel::db::Value;
use keel::db::dump::some::Named;

use super::rows::{Line, bytes, text};
use super::{rules, singles, tables};
use crate::people::{NameId, PersonId};

/// Whose value it is: of who stays, or of who goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Side {
    #[default]
    Stays,
    Goes,
}

/// What an officer chose, field by field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    pub name: Side,
    pub language: Side,
    pub place: Side,
    pub photo: Side,
}

/// Two people in one.
pub struct Two {
    pub stay: PersonId,
    pub gone: PersonId,
    pub now: Time,
    /// For the name that was not chosen.
    pub name_id: NameId,
    /// Whoever stays has an account that nobody else gets into.
    pub has_account: bool,
}

/// Says of each line what it is afterwards; lines that the merge puts in are added.
pub fn plan(lines: &mut Vec<Line>, two: &Two, choices: Choices) {
    person(lines, two, choices);
    rules::names(lines, two);
    rules::tenures(lines, two);
    rules::contacts(lines, two);
    rules::twice(lines, two);
    rules::asks(lines, two);
    rules::invitations(lines, two);
    rules::suspensions(lines, two);
    rules::pairs(lines, two);
    singles::silence(lines, two);
    singles::membership(lines, two);
    singles::consents(lines, two);
    singles::fields(lines, two);
    singles::clocks(lines, two);
    singles::rhythm(lines, two);
    singles::ways_in(lines, two);
    move_all(lines, two);
}

impl Two {
    /// Of a row with one person, whose it is.
    pub fn is_of_gone(&self, line: &Line) -> bool {
        *line.was("person_id") == bytes(self.gone.0)
    }
}

/// Whatever still names who goes names who stays.
fn move_all(lines: &mut [Line], two: &Two) {
    let (stay, gone) = (bytes(two.stay.0), bytes(two.gone.0));
    for line in lines.iter_mut().filter(|line| !line.is(tables::PERSON) && !line.is("duplicates_pair")) {
        for column in tables::of(&line.table.clone()) {
            if line.is_now(column, &gone) {
                line.set(column, stay.clone());
            }
        }
    }
}

fn person(lines: &mut Vec<Line>, two: &Two, choices: Choices) {
    let mut rows = lines.iter().filter(|line| line.is(tables::PERSON));
    let Some(theirs) = rows.find(|line| two.is_of_gone(line)).map(|line| line.before.clone()) else { return };
    let Some(mine) = lines.iter_mut().find(|line| line.is(tables::PERSON) && !two.is_of_gone(line)) else {
        return;
    };
    let own = mine.before.clone();
    let taken: [(Side, &[&str]); 4] = [
        (choices.name, &["name", "folded", "sort_key"]),
        (choices.language, &["language"]),
        (choices.place, &["place", "town"]),
        (choices.photo, &["photo_id"]),
    ];
    for (side, columns) in taken {
        if side == Side::Goes {
            mine.take(&theirs, columns);
        }
    }
    if !mine.changed().is_empty() {
        mine.set("changed_at", Value::from(two.now));
    }
    for line in lines.iter_mut().filter(|line| line.is(tables::PERSON) && two.is_of_gone(line)) {
        line.remove();
    }
    let other = if choices.name == Side::Goes { &own } else { &theirs };
    if own.get("folded") != theirs.get("folded") {
        keep_name(lines, two, other);
    }
}

/// The name that was not chosen stays as a further one, to an audience that saw both.
fn keep_name(lines: &mut Vec<Line>, two: &Two, of: &Named) {
    let (name, folded) = (of.get("name").cloned(), of.get("folded").cloned());
    let (Some(name), Some(folded)) = (name, folded) else { return };
    if lines.iter().any(|line| line.is("people_name") && *line.was("folded") == folded) {
        return;
    }
    let audience = singles::narrowest_name(lines);
    let after = Named::from([
        ("name_id".to_owned(), bytes(two.name_id.0)),
        ("person_id".to_owned(), bytes(two.stay.0)),
        ("name".to_owned(), name),
        ("folded".to_owned(), folded),
        ("kind".to_owned(), Value::from("other")),
        ("audience".to_owned(), Value::from(audience.word())),
        ("created_at".to_owned(), Value::from(two.now)),
    ]);
    let key = vec!["name_id".to_owned()];
    lines.push(Line { table: "people_name".to_owned(), key, before: Named::new(), after: Some(after) });
}

/// Whether two rows say the same in these columns.
pub fn agree(one: &Line, other: &Line, columns: &[&str]) -> bool {
    columns.iter().all(|column| one.was(column) == other.was(column))
}

/// Whether two rows say nothing different in these columns: what one leaves open, the other may know.
pub fn fit(one: &Line, other: &Line, columns: &[&str]) -> bool {
    columns.iter().all(|column| {
        let (a, b) = (one.was(column), other.was(column));
        a == b || text(a).is_none() || text(b).is_none()
    })
}
