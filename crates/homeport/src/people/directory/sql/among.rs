use keel::db::{Conn, Value};
use keel::error::Result;
use keel::sql;

use super::{Walk, kept};
use crate::people::directory::{Filter, PAGE};
use crate::people::{Audience, PersonId, these_people};

/// The placeholders that hold the filter and the audience; people stand in the others.
const NARROWS: [usize; 9] = [1, 6, 7, 8, 9, 10, 11, 17, 18];

/// Those of so many people as a page holds who fit.
pub async fn among(
    conn: &mut Conn,
    audience: Audience,
    filter: &Filter,
    people: &[PersonId],
) -> Result<Vec<PersonId>> {
    let mut args: Vec<Value> = Walk::start(audience, filter).args().to_vec();
    args.resize(PAGE + NARROWS.len(), Value::Null);
    let places = args.iter_mut().enumerate().filter(|(at, _)| !NARROWS.contains(&(at + 1)));
    for ((_, value), person) in places.zip(these_people(people)) {
        *value = person;
    }
    conn.all(
        sql!(
            "select distinct y.person_id
             from people_listing y
             where y.audience = $1 and y.person_id in (
                 $2, $3, $4, $5, $12, $13, $14, $15, $16, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
                 $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48,
                 $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59
             ) ",
            kept!()
        ),
        &args,
    )
    .await
}
