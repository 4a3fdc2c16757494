use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use crate::people::PersonId;

pub async fn update_place(conn: &mut Conn, person: PersonId, place: Option<&str>, at: Time) -> Result<u64> {
    conn.run(
        sql!("update people_person set place = $2, changed_at = $3, town = $4 where person_id = $1"),
        args![person, place, at, town(place)],
    )
    .await
}

pub fn town(place: Option<&str>) -> Option<&'static str> {
    place.and_then(keel::places::town).map(|town| town.name)
}

/// People whose place is no town that anybody knew, in the order of ids.
pub async fn unplaced(conn: &mut Conn, after: PersonId, limit: usize) -> Result<Vec<(PersonId, String)>> {
    conn.all(
        sql!(
            "select person_id, place
             from people_person
             where place is not null and town is null and person_id > $1
             order by person_id
             limit $2"
        ),
        args![after, limit],
    )
    .await
}

/// The town of a place that was written down before, which changes nothing about the person.
pub async fn set_town(conn: &mut Conn, person: PersonId, place: &str) -> Result<u64> {
    conn.run(
        sql!("update people_person set town = $3 where person_id = $1 and place = $2"),
        args![person, place, town(Some(place))],
    )
    .await
}
