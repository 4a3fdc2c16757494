//! What an index is made from, and the log it follows.

use keel::clock::Time;
use keel::db::{Conn, Value};
use keel::error::Result;
use keel::{args, either, row, sql};

use crate::careers::LearntKind;
use crate::organisations::OrganisationId;
use crate::people::directory::PAGE;
use crate::people::{Audience, EntityId, PersonId, these, these_people};

/// People read at once by their ids.
pub const FEW: usize = PAGE;

/// A row of `people_listing` and what the index wants beside it.
pub struct Entry {
    pub person_id: PersonId,
    pub audience: i64,
    pub nth: i64,
    pub entity_id: Option<EntityId>,
    pub department: Option<String>,
    pub from_year: Option<i64>,
    pub to_year: Option<i64>,
    /// The town, where it is a known one.
    pub place: Option<String>,
    pub language: Option<String>,
    pub shows_number: bool,
    pub name: String,
    pub changed_at: Time,
    /// Somebody said that the record is right.
    pub confirmed_at: Option<Time>,
    /// The place in their own words, for whoever may see it.
    pub own_place: Option<String>,
}
row!(Entry {
    person_id,
    audience,
    nth,
    entity_id,
    department,
    from_year,
    to_year,
    place,
    language,
    shows_number,
    name,
    changed_at,
    confirmed_at,
    own_place
});

macro_rules! entries {
    ($which:expr) => {
        concat!(
            "select y.person_id, y.audience, y.nth, y.entity_id, y.department, y.from_year, y.to_year, y.place,
                    y.language, y.shows_number, p.name, p.changed_at, p.confirmed_at,
                    case when y.place is not null then p.place end
             from people_listing y
             join people_person p on p.person_id = y.person_id
             where y.person_id ",
            $which,
            " order by y.person_id, y.nth, y.audience"
        )
    };
}

/// By a former name nobody is found: only its audience is shown it, on the person's own page.
macro_rules! names {
    ($which:expr) => {
        concat!(
            "select person_id, name, audience
             from people_name
             where kind = 'other' and person_id ",
            $which,
            " order by person_id, name_id"
        )
    };
}

macro_rules! numbers {
    ($which:expr) => {
        concat!(
            "select person_id, number
             from people_tenure
             where number is not null and person_id ",
            $which,
            " order by person_id, tenure_id"
        )
    };
}

/// Who sees a career, where that was chosen.
macro_rules! career_audiences {
    ($which:expr) => {
        concat!("select person_id, audience from members_field where field = 'career' and person_id ", $which)
    };
}

/// Under all their names.
macro_rules! organisations {
    ($which:expr) => {
        concat!(
            "select k.person_id, k.organisation_id, n.name
             from (
                 select distinct person_id, organisation_id
                 from careers_position
                 where removed_at is null and person_id ",
            $which,
            ") k
             join organisations_name n on n.organisation_id = k.organisation_id
             order by k.person_id, k.organisation_id, n.name_id"
        )
    };
}

macro_rules! titles {
    ($which:expr) => {
        concat!(
            "select distinct person_id, title
             from careers_position
             where title is not null and removed_at is null and person_id ",
            $which
        )
    };
}

macro_rules! skills_and_schools {
    ($which:expr) => {
        concat!(
            "select person_id, kind, name
             from careers_learnt
             where removed_at is null and person_id ",
            $which,
            " order by person_id, learnt_id"
        )
    };
}

/// Everything there is about some people.
pub struct Facts {
    pub entries: Vec<Entry>,
    pub names: Vec<(PersonId, String, Audience)>,
    pub numbers: Vec<(PersonId, String)>,
    pub career_audiences: Vec<(PersonId, Audience)>,
    pub organisations: Vec<(PersonId, OrganisationId, String)>,
    pub titles: Vec<(PersonId, String)>,
    pub learnt: Vec<(PersonId, LearntKind, String)>,
}

/// Of [`FEW`] people at most.
pub async fn of_these(conn: &mut Conn, people: &[PersonId]) -> Result<Facts> {
    let args: Vec<Value> = these_people(people).collect();
    Ok(Facts {
        entries: conn.all(sql!(entries!(these!())), &args).await?,
        names: conn.all(sql!(names!(these!())), &args).await?,
        numbers: conn.all(sql!(numbers!(these!())), &args).await?,
        career_audiences: conn.all(sql!(career_audiences!(these!())), &args).await?,
        organisations: conn.all(sql!(organisations!(these!())), &args).await?,
        titles: conn.all(sql!(titles!(these!())), &args).await?,
        learnt: conn.all(sql!(skills_and_schools!(these!())), &args).await?,
    })
}

/// Of everybody from `first` to `last`.
pub async fn between(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<Facts> {
    Ok(Facts {
        entries: conn.all(sql!(entries!("between $1 and $2")), args![first, last]).await?,
        names: conn.all(sql!(names!("between $1 and $2")), args![first, last]).await?,
        numbers: conn.all(sql!(numbers!("between $1 and $2")), args![first, last]).await?,
        career_audiences: conn.all(sql!(career_audiences!("between $1 and $2")), args![first, last]).await?,
        organisations: conn.all(sql!(organisations!("between $1 and $2")), args![first, last]).await?,
        titles: conn.all(sql!(titles!("between $1 and $2")), args![first, last]).await?,
        learnt: conn.all(sql!(skills_and_schools!("between $1 and $2")), args![first, last]).await?,
    })
}

/// The next people in the order of ids.
pub async fn people_after(conn: &mut Conn, after: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select person_id from people_person where person_id > $1 order by person_id limit $2"),
        args![after, limit],
    )
    .await
}

/// What the log is called; nothing before it is first followed.
pub async fn log_name(conn: &mut Conn) -> Result<Option<PersonId>> {
    conn.maybe(sql!("select person_id from people_change where nth = 0"), args![]).await
}

/// Everything before this is there, and nothing will come before it any more. On PostgreSQL, writers of other
/// databases of the server hold it back as well.
pub async fn horizon(conn: &mut Conn) -> Result<i64> {
    conn.one(
        either!(
            sqlite: "select coalesce(max(nth), 0) + 1 from people_change",
            postgres: "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)",
        ),
        args![],
    )
    .await
}

/// The oldest change that is still in the log.
pub async fn oldest(conn: &mut Conn) -> Result<Option<i64>> {
    conn.maybe(sql!("select nth from people_change where nth > 0 order by nth limit 1"), args![]).await
}

/// The next changes after one of them.
pub async fn changes(
    conn: &mut Conn,
    (nth, person): (i64, PersonId),
    limit: usize,
) -> Result<Vec<(i64, PersonId)>> {
    conn.all(
        sql!(
            "select nth, person_id
             from people_change
             where (nth, person_id) > ($1, $2)
             order by nth, person_id
             limit $3"
        ),
        args![nth, person, limit],
    )
    .await
}

/// Who was changed since, as far as that has come to last.
pub async fn changed_since(conn: &mut Conn, position: i64, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select person_id from people_change where nth >= $1 and nth > 0 limit $2"),
        args![position, limit],
    )
    .await
}
