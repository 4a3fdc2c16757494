//! Whom a row means, and whether what it tells is new.

use keel::db::Conn;
use keel::error::Result;

use super::rows::Line;
use crate::app::Cx;
use crate::careers::{self, Entry};
use crate::imports::find::{goes_by, is_alike, is_same};
use crate::imports::model::{Problem, Reason};
use crate::imports::table::Companies;
use crate::people::{self, PersonId, TombstoneKind};

/// What is to be done about a row.
pub enum Plan<'a> {
    Add(PersonId, &'a Entry),
    /// It is there already.
    Known(PersonId),
    Out(Problem),
}

pub async fn plan<'a>(cx: &Cx, conn: &mut Conn, companies: &Companies, line: &'a Line) -> Result<Plan<'a>> {
    let entry = match &line.job {
        Ok(entry) => entry,
        Err(problem) => return Ok(Plan::Out(problem.clone())),
    };
    let person = match who(cx, conn, companies, line).await? {
        Ok(person) => person,
        Err(reason) => {
            let value = if line.name.is_empty() { line.number.clone() } else { Some(line.name.clone()) };
            let value = value.unwrap_or_default();
            return Ok(Plan::Out(Problem { row: line.row, column: String::new(), value, reason }));
        }
    };
    if careers::known(conn, person, entry).await?.is_some() {
        return Ok(Plan::Known(person));
    }
    Ok(Plan::Add(person, entry))
}

/// By number, by a contact together with the name, or by a name that one person has.
async fn who(
    cx: &Cx,
    conn: &mut Conn,
    companies: &Companies,
    line: &Line,
) -> Result<std::result::Result<PersonId, Reason>> {
    let Some(entity) = companies.named(line.entity.as_deref()) else { return Ok(Err(Reason::Entity)) };
    let name = line.name.as_str();
    if let Some(number) = &line.number {
        match people::holder(conn, entity, number).await? {
            Some(Some(person)) if name.is_empty() || goes_by(conn, person, name, is_alike).await? => {
                return Ok(Ok(person));
            }
            Some(Some(_)) => return Ok(Err(Reason::NumberTaken)),
            Some(None) => return Ok(Err(Reason::NumberGone)),
            None => {}
        }
    }
    for contact in &line.contacts {
        let holders = people::holders(conn, contact.as_str()).await?;
        if let ([only], true) = (holders.as_slice(), name.is_empty()) {
            return Ok(Ok(*only));
        }
        for person in holders {
            if goes_by(conn, person, name, is_same).await? {
                return Ok(Ok(person));
            }
        }
    }
    let numbered = line.number.as_deref().map(|number| (entity, number));
    let gone = people::is_tombstoned(conn, &cx.app.key, numbered, &line.contacts).await?;
    if gone == Some(TombstoneKind::Deleted) {
        return Ok(Err(Reason::Deleted));
    }
    if name.is_empty() {
        let said = line.number.is_some() || !line.contacts.is_empty();
        return Ok(Err(if said { Reason::NotHere } else { Reason::NoOne }));
    }
    // A number that nobody here has says that it is somebody else.
    if line.number.is_some() {
        return Ok(Err(Reason::NotHere));
    }
    let mut named = Vec::new();
    for person in people::called(conn, name).await? {
        if goes_by(conn, person, name, is_same).await? {
            named.push(person);
        }
    }
    Ok(match named.as_slice() {
        [only] => Ok(*only),
        [] => Err(Reason::NotHere),
        _ => Err(Reason::Several),
    })
}
