//! Holding nicknames against people. It writes nothing but the journal.

use std::collections::HashMap;

use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::model::{Known, MOST_PEOPLE};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act, EntryId};
use crate::people::directory::{self, Eye, Filter, PAGE, Row};
use crate::people::{self, PersonId};

/// Everybody whom a narrowed list holds, in its order, with the names they are found by. Former names, and
/// those that somebody keeps to themselves, are not among them.
pub async fn chosen(cx: &Cx, conn: &mut Conn, filter: &Filter) -> Result<Vec<(Row, Known)>> {
    cx.viewer.must(Can::EditPeople)?;
    let eye = Eye::of(&cx.viewer);
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (people, next) = directory::stretch(conn, &eye, filter, after, PAGE).await?;
        let mut others: HashMap<PersonId, Vec<String>> = HashMap::new();
        for (person, name) in people::names_in_use(conn, &people).await? {
            others.entry(person).or_default().push(name);
        }
        for row in directory::rows(conn, &eye, &people).await? {
            let mut names = vec![row.name.clone()];
            names.extend(others.remove(&row.person_id).unwrap_or_default());
            let known = Known { person_id: row.person_id, names, department: row.department.clone() };
            all.push((row, known));
        }
        if all.len() > MOST_PEOPLE {
            return Err(Error::invalid("", Text::new("missing-problem-many").with("most", MOST_PEOPLE)));
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(all),
        }
    }
}

/// An officer held a group against the pool: that they did, and nothing of what.
pub async fn compared(cx: &Cx, conn: &mut Conn) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    let entry = EntryId::next(&cx.app.ids, cx.now);
    journal::note(cx, conn, Act::GroupCompared, entry.0, None).await
}
