//! Where people are looked for who may be one, and how far that is.

use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

use crate::people::{EntityId, PersonId};

/// How far the search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub walked_id: PersonId,
    pub is_walking: bool,
    pub log_id: Option<PersonId>,
    pub position: i64,
    pub looked: i64,
    pub compared: i64,
    pub began_at: Time,
    pub ended_at: Option<Time>,
}
row!(Progress { walked_id, is_walking, log_id, position, looked, compared, began_at, ended_at });

pub async fn progress(conn: &mut Conn) -> Result<Option<Progress>> {
    conn.maybe(
        sql!(
            "select walked_id, is_walking, log_id, position, looked, compared, began_at, ended_at
             from duplicates_search
             where search_id = 1"
        ),
        args![],
    )
    .await
}

pub async fn begin(conn: &mut Conn, new: &Progress) -> Result<()> {
    conn.run(
        sql!(
            "insert into duplicates_search
                 (search_id, walked_id, is_walking, log_id, position, looked, compared, began_at, ended_at)
             values (1, $1, $2, $3, $4, 0, 0, $5, null)
             on conflict (search_id) do update
             set walked_id = excluded.walked_id, is_walking = excluded.is_walking, log_id = excluded.log_id,
                 position = excluded.position, looked = 0, compared = 0, began_at = excluded.began_at,
                 ended_at = null"
        ),
        args![new.walked_id, new.is_walking, new.log_id, new.position, new.began_at],
    )
    .await?;
    Ok(())
}

/// Nothing when another process went on from the same place.
pub async fn go_on(conn: &mut Conn, from: &Progress, to: &Progress) -> Result<u64> {
    conn.run(
        sql!(
            "update duplicates_search
             set walked_id = $1, is_walking = $2, position = $3, looked = $4, compared = $5, ended_at = $6
             where search_id = 1 and walked_id = $7 and position = $8 and looked = $9 and ended_at is null"
        ),
        args![
            to.walked_id,
            to.is_walking,
            to.position,
            to.looked,
            to.compared,
            to.ended_at,
            from.walked_id,
            from.position,
            from.looked
        ],
    )
    .await
}

/// One way somebody's name sounds, and one run of employment.
#[derive(Clone, Debug)]
pub struct Block {
    pub sound: i64,
    pub initials: i64,
    pub is_short: bool,
    pub entity: EntityId,
    pub from_year: i64,
    pub department: i64,
}

pub async fn delete_blocks(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<u64> {
    conn.run(sql!("delete from duplicates_block where person_id between $1 and $2"), args![first, last]).await
}

/// Nothing for whoever was deleted meanwhile.
pub async fn insert_block(conn: &mut Conn, person: PersonId, nth: usize, block: &Block) -> Result<u64> {
    conn.run(
        sql!(
            "insert into duplicates_block
                 (person_id, nth, sound, initials, is_short, entity_id, from_year, department)
             select p.person_id, $2, $3, $4, $5, $6, $7, $8
             from people_person p
             where p.person_id = $1"
        ),
        args![
            person,
            nth,
            block.sound,
            block.initials,
            block.is_short,
            block.entity,
            block.from_year,
            block.department
        ],
    )
    .await
}

/// The next people in the order of ids.
pub async fn people_after(conn: &mut Conn, after: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select person_id from people_person where person_id > $1 order by person_id limit $2"),
        args![after, limit],
    )
    .await
}

/// Everything that is compared of everybody from `first` to `last`, a list a kind, each in the order of people.
pub struct Raw {
    pub names: Vec<(PersonId, String)>,
    pub places: Vec<(PersonId, Option<String>)>,
    pub stints: Vec<Stint>,
    pub contacts: Vec<(PersonId, String)>,
}

pub struct Stint {
    pub person_id: PersonId,
    pub entity_id: EntityId,
    pub number: Option<String>,
    pub department: Option<String>,
    pub started_on: Day,
    pub ended_on: Option<Day>,
}
row!(Stint { person_id, entity_id, number, department, started_on, ended_on });

pub async fn raw(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<Raw> {
    Ok(Raw {
        names: conn
            .all(
                sql!(
                    "select person_id, name from people_person where person_id between $1 and $2
                     union all
                     select n.person_id, n.name
                     from people_person p
                     join people_name n on n.person_id = p.person_id
                     where p.person_id between $1 and $2"
                ),
                args![first, last],
            )
            .await?,
        places: conn
            .all(
                sql!("select person_id, place from people_person where person_id between $1 and $2"),
                args![first, last],
            )
            .await?,
        stints: conn
            .all(
                sql!(
                    "select person_id, entity_id, number, department, started_on, ended_on
                     from people_tenure
                     where person_id between $1 and $2
                     order by person_id, started_on, tenure_id"
                ),
                args![first, last],
            )
            .await?,
        contacts: conn
            .all(
                sql!("select person_id, address from people_contact where person_id between $1 and $2"),
                args![first, last],
            )
            .await?,
    })
}

/// Who has a contact of somebody's, or their number in another company.
pub async fn by_contact_or_number(conn: &mut Conn, person: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        // From the one to the others: in any other order it reads everybody's numbers.
        sql!(
            "select o.person_id
             from people_contact c
             join people_contact o on o.address = c.address and o.person_id <> c.person_id
             where c.person_id = $1
             union
             select o.person_id
             from people_number n
             cross join people_entity e
             cross join people_number o
             where n.person_id = $1 and e.entity_id <> n.entity_id
                   and o.entity_id = e.entity_id and o.number = n.number
                   and o.person_id is not null
             limit $2"
        ),
        args![person, limit],
    )
    .await
}

/// How many have a contact of somebody's; counted up to four.
pub async fn crowd_of_contact(conn: &mut Conn, address: &str) -> Result<i64> {
    conn.count(
        sql!("select count(*) from (select 1 from people_contact where address = $1 limit 4) c"),
        args![address],
    )
    .await
}

/// Whose name sounds the same.
pub async fn by_sound(conn: &mut Conn, sound: i64, until: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select distinct person_id from duplicates_block where sound = $1 and person_id < $2 limit $3"),
        args![sound, until, limit],
    )
    .await
}

/// Of those, who began in the same company in the same year or the next to it; somebody may be there twice.
pub async fn by_sound_and_work(
    conn: &mut Conn,
    block: &Block,
    until: PersonId,
    limit: usize,
) -> Result<Vec<PersonId>> {
    conn.all(
        sql!(
            "select person_id
             from duplicates_block
             where sound = $1 and entity_id = $2 and from_year in ($3, $4, $5) and person_id < $6
             limit $7"
        ),
        args![
            block.sound,
            block.entity,
            block.from_year - 1,
            block.from_year,
            block.from_year + 1,
            until,
            limit
        ],
    )
    .await
}

/// Of those, who began in the same department.
pub async fn by_sound_and_department(
    conn: &mut Conn,
    block: &Block,
    until: PersonId,
    limit: usize,
) -> Result<Vec<PersonId>> {
    conn.all(
        sql!(
            "select distinct person_id
             from duplicates_block
             where sound = $1 and entity_id = $2 and from_year = $3 and department = $4 and person_id < $5
             limit $6"
        ),
        args![block.sound, block.entity, block.from_year, block.department, until, limit],
    )
    .await
}

/// Who is written with initials that may be this name's, or in full where this one is initials, and began there
/// then.
pub async fn by_initials(
    conn: &mut Conn,
    block: &Block,
    until: PersonId,
    limit: usize,
) -> Result<Vec<PersonId>> {
    conn.all(
        sql!(
            "select person_id
             from duplicates_block
             where initials = $1 and is_short = $2 and entity_id = $3 and from_year in ($4, $5, $6)
                   and person_id < $7
             limit $8"
        ),
        args![
            block.initials,
            !block.is_short,
            block.entity,
            block.from_year - 1,
            block.from_year,
            block.from_year + 1,
            until,
            limit
        ],
    )
    .await
}
