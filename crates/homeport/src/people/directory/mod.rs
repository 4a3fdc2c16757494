//! Who is shown to whom: members see those members who let themselves be listed, and of each what its
//! owner lets them see; officers see everybody on record. What the viewer may not see does not leave
//! the database.

mod along;
mod query;
mod sql;
mod walk;

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;
use keel::l10n::Lang;
use keel::row;

use super::{Audience, EntityId, Name, PersonId, PhotoId, SilenceKind, TenureId, words};
use crate::access::Viewer;
use crate::members;

pub use along::Along;
use walk::Driver;
pub use walk::Reach;

/// Rows of one page.
pub const PAGE: usize = 50;
/// A list is counted up to so many.
pub const MANY: usize = 1_000;

/// Through whose eyes people are read.
#[derive(Clone, Debug)]
pub struct Eye {
    /// Nobody's id for a visitor.
    me: PersonId,
    /// The narrowest audience that the viewer belongs to; a wider one is theirs as well.
    audience: Audience,
}

impl Eye {
    pub fn of(viewer: &Viewer) -> Self {
        let nobody = PersonId(Id([0; 16]));
        let narrowest = Audience::ALL.iter().find(|audience| members::may_see(viewer, nobody, **audience));
        Self {
            me: viewer.person.unwrap_or(nobody),
            audience: narrowest.copied().unwrap_or(Audience::Everyone),
        }
    }

    /// Whose eyes they are; nobody's id for a visitor.
    pub const fn me(&self) -> PersonId {
        self.me
    }

    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// Whether everybody on record is seen, member or not.
    pub fn is_officer(&self) -> bool {
        self.audience == Audience::Officers
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
    pub place: Option<String>,
    pub is_member: bool,
    /// For officers only.
    pub silence: Option<SilenceKind>,
    /// When somebody last said that the record is right; for officers only.
    pub confirmed_at: Option<Time>,
}
row!(Row {
    person_id,
    name,
    photo_id,
    number,
    department,
    started_on,
    ended_on,
    place,
    is_member,
    silence,
    confirmed_at
});

/// What a list is narrowed to. Company, department and years are of one run of employment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The beginning of a name or a number.
    pub typed: String,
    pub entity: Option<EntityId>,
    pub department: Option<String>,
    /// Whoever worked here in one of these years; one side may be open.
    pub from: Option<u16>,
    pub to: Option<u16>,
    /// Whoever left in this year.
    pub left: Option<u16>,
    pub place: Option<String>,
    /// For officers; of nobody else's list it leaves nobody.
    pub language: Option<Lang>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it narrows to, that a list can be walked along; what leaves the fewest first, as a rule.
    fn drivers(&self) -> Vec<Driver> {
        let is_set = [
            (Driver::Place, self.place.is_some()),
            (Driver::Department, self.department.is_some()),
            (Driver::Left, self.left.is_some()),
            (Driver::Entity, self.entity.is_some()),
            (Driver::Language, self.language.is_some()),
            (Driver::Early, self.to.is_some()),
            (Driver::Late, self.from.is_some()),
        ];
        is_set.into_iter().filter(|(_, is_set)| *is_set).map(|(driver, _)| driver).collect()
    }

    /// Nothing but what a list is walked along.
    fn only(&self, driver: Driver) -> Self {
        let none = Self::default();
        match driver {
            Driver::Everybody => none,
            Driver::Entity => Self { entity: self.entity, ..none },
            Driver::Department => Self { department: self.department.clone(), ..none },
            Driver::Place => Self { place: self.place.clone(), ..none },
            Driver::Language => Self { language: self.language, ..none },
            Driver::Left => Self { left: self.left, ..none },
            Driver::Early => Self { to: self.to, ..none },
            Driver::Late => Self { from: self.from, ..none },
            Driver::Word => Self { typed: self.typed.clone(), ..none },
        }
    }
}

/// Where a page begins. Somebody whom the viewer does not see, or not any more, is the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Start,
    After(PersonId),
    Before(PersonId),
}

/// One page.
#[derive(Clone, Debug)]
pub struct List {
    pub rows: Vec<Row>,
    /// Of a narrowed list's first page: how many there are, more than [`MANY`] when it is one more.
    pub count: Option<usize>,
    /// Whom the page before ends at and whom the next one begins after.
    pub previous: Option<PersonId>,
    pub next: Option<PersonId>,
    /// It looked as far as a page may; there may be more, or nobody.
    pub is_cut: bool,
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
    pub place: Option<String>,
    pub ordinal: Option<i64>,
    pub joined_at: Option<Time>,
}
row!(Seen { person_id, name, photo_id, sees_tenures, sees_number, sees_contact, place, ordinal, joined_at });

/// Whom the viewer sees, narrowed, a page of them. Members find themselves only where others do.
pub async fn list(conn: &mut Conn, eye: &Eye, filter: &Filter, at: At) -> Result<List> {
    if !filter.typed.is_empty() && words::folded(&filter.typed).is_empty() {
        return Ok(List { rows: Vec::new(), count: Some(0), previous: None, next: None, is_cut: false });
    }
    walk::list(conn, eye, filter, at, Reach::USUAL).await
}

/// The next so many people of a list in its order, and whom to go on after; `None` at its end. For what goes
/// through a list in steps, such as a campaign; a page takes [`list`].
pub async fn stretch(
    conn: &mut Conn,
    eye: &Eye,
    filter: &Filter,
    after: Option<PersonId>,
    limit: usize,
) -> Result<(Vec<PersonId>, Option<PersonId>)> {
    if !filter.typed.is_empty() && words::folded(&filter.typed).is_empty() {
        return Ok((Vec::new(), None));
    }
    walk::stretch(conn, eye, filter, after, limit).await
}

/// The same, read in shorter or longer stretches: what is found does not depend on it.
pub async fn list_within(conn: &mut Conn, eye: &Eye, filter: &Filter, at: At, reach: Reach) -> Result<List> {
    walk::list(conn, eye, filter, at, reach).await
}

/// Those of some people who fit, as far as the viewer may see; [`PAGE`] at most are looked at.
pub async fn among(
    conn: &mut Conn,
    eye: &Eye,
    filter: &Filter,
    people: &[PersonId],
) -> Result<Vec<PersonId>> {
    sql::among(conn, eye.audience, filter, people).await
}

/// These people as rows, as far as the viewer may see each, in this order; [`PAGE`] at most.
pub async fn rows(conn: &mut Conn, eye: &Eye, people: &[PersonId]) -> Result<Vec<Row>> {
    let mut rows = sql::rows(conn, eye, people).await?;
    rows.sort_by_key(|row| people.iter().position(|person| *person == row.person_id));
    Ok(rows)
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

/// Every department of those whom the viewer sees there, by name.
pub async fn departments(conn: &mut Conn, eye: &Eye) -> Result<Vec<String>> {
    sql::departments(conn, eye.audience).await
}

/// Every place of those who show the viewer theirs.
pub async fn places(conn: &mut Conn, eye: &Eye) -> Result<Vec<String>> {
    sql::places(conn, eye.audience).await
}
