//! Who is shown to whom: members see those members who let themselves be listed, and of each what its
//! owner lets them see; officers see everybody on record. What the viewer may not see does not leave
//! the database.

mod sql;

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::id::Id;
use keel::row;

use super::{Audience, EntityId, Name, PersonId, PhotoId, SilenceKind, TenureId, words};
use crate::access::{Can, Viewer};
use crate::members;

/// Rows of one page.
pub const PAGE: usize = 50;
/// Up to so many members a list is made from the members, beyond from the list of all people in order:
/// either way the work stays small.
const FEW: i64 = 10_000;

/// Through whose eyes people are read.
#[derive(Clone, Debug)]
pub struct Eye {
    /// Nobody's id for a visitor.
    me: PersonId,
    /// The audiences the viewer belongs to.
    audiences: [Audience; 4],
    is_officer: bool,
}

impl Eye {
    pub fn of(viewer: &Viewer) -> Self {
        let nobody = PersonId(Id([0; 16]));
        let mut audiences = [Audience::Everyone; 4];
        let seen = Audience::ALL.iter().filter(|audience| members::may_see(viewer, nobody, **audience));
        for (place, audience) in audiences.iter_mut().zip(seen) {
            *place = *audience;
        }
        Self { me: viewer.person.unwrap_or(nobody), audiences, is_officer: viewer.may(Can::EditPeople) }
    }

    /// A visitor's, whoever looks: what is shown to everyone.
    pub fn everyone() -> Self {
        Self::of(&Viewer::visitor())
    }
}

/// One person as a row, with the latest run of employment. What is `None` is not there or not shown.
#[derive(Clone, Debug)]
pub struct Row {
    pub person_id: PersonId,
    pub name: String,
    pub photo_id: Option<PhotoId>,
    pub number: Option<String>,
    pub department: Option<String>,
    pub started_on: Option<Day>,
    pub ended_on: Option<Day>,
    pub is_member: bool,
    /// For officers only.
    pub silence: Option<SilenceKind>,
}
row!(Row { person_id, name, photo_id, number, department, started_on, ended_on, is_member, silence });

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub entity: Option<EntityId>,
    pub department: Option<String>,
    /// Whoever worked here in this year.
    pub year: Option<i16>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.entity.is_none() && self.department.is_none() && self.year.is_none()
    }

    /// The first and the last day that count.
    fn days(&self) -> (Day, Day) {
        let day = |year, month, day| Day::new(year, month, day).unwrap_or_else(first_day);
        self.year
            .map_or_else(|| (first_day(), day(9999, 12, 31)), |year| (day(year, 1, 1), day(year, 12, 31)))
    }
}

fn first_day() -> Day {
    Day::from(jiff::civil::Date::constant(1, 1, 1))
}

/// One person as far as the viewer may see them.
#[derive(Clone, Debug)]
pub struct Seen {
    pub person_id: PersonId,
    pub name: String,
    pub photo_id: Option<PhotoId>,
    pub sees_tenures: bool,
    pub sees_number: bool,
    pub sees_contact: bool,
    pub ordinal: Option<i64>,
    pub joined_at: Option<Time>,
}
row!(Seen { person_id, name, photo_id, sees_tenures, sees_number, sees_contact, ordinal, joined_at });

/// A page of the list after a person, one row more than fits if it goes on.
pub async fn browse(
    conn: &mut Conn,
    eye: &Eye,
    filter: &Filter,
    after: Option<PersonId>,
) -> Result<Vec<Row>> {
    let start = (String::new(), PersonId(Id([0; 16])));
    let after = match after {
        Some(person) => (sql::sort_key(conn, person).await?.ok_or(Error::NotFound)?, person),
        None => start,
    };
    if filter.department.is_some() {
        return sql::in_department(conn, eye, filter, &after).await;
    }
    if !eye.is_officer && members::count(conn).await? < FEW {
        return sql::few(conn, eye, filter, &after).await;
    }
    sql::browse(conn, eye, filter, &after).await
}

/// Whose name or number begins with what was typed, one row more than fits if there are more.
pub async fn named(conn: &mut Conn, eye: &Eye, typed: &str) -> Result<Vec<Row>> {
    let word = words::folded(typed);
    if word.is_empty() {
        return Ok(Vec::new());
    }
    sql::named(conn, eye, &word, &format!("{word}\u{10ffff}")).await
}

/// `NotFound` for whoever the viewer may not see.
pub async fn seen(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Seen> {
    sql::seen(conn, eye, person).await
}

/// A member as anybody sees them who holds their card, listed or not; `NotFound` if they are no member
/// any more.
pub async fn shown_on_card(conn: &mut Conn, person: PersonId) -> Result<Shown> {
    sql::shown_on_card(conn, person).await
}

/// What a card shows everyone.
#[derive(Clone, Debug)]
pub struct Shown {
    pub name: Option<String>,
    pub photo_id: Option<PhotoId>,
    pub sees_tenures: bool,
    pub sees_number: bool,
}
row!(Shown { name, photo_id, sees_tenures, sees_number });

/// The names beside the first that the viewer may see.
pub async fn other_names(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Vec<Name>> {
    sql::other_names(conn, eye, person).await
}

/// Where a run of employment is known from.
pub async fn source_of(conn: &mut Conn, tenure: TenureId) -> Result<String> {
    sql::source_of(conn, tenure).await
}

/// Every department there ever was, by name.
pub async fn departments(conn: &mut Conn) -> Result<Vec<String>> {
    sql::departments(conn).await
}
