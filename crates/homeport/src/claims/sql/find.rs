use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

use crate::claims::model::Tenure;
use crate::people::PersonId;

/// Every run of employment of those who are found by one of these words as a whole name.
pub async fn named(conn: &mut Conn, forms: &[String; 3]) -> Result<Vec<Tenure>> {
    let [first, second, third] = forms;
    conn.all(
        sql!(
            "select p.person_id, p.name, m.person_id is not null, t.entity_id, t.number, t.department,
                    t.started_on, t.ended_on
             from (
                 select distinct person_id
                 from people_word
                 where word in ($1, $2, $3) and is_number = false
                 order by person_id
                 limit 50
             ) w
             join people_person p on p.person_id = w.person_id
             join people_tenure t on t.person_id = p.person_id
             left join members_member m on m.person_id = p.person_id
             order by p.sort_key, p.person_id, t.started_on desc
             limit 300"
        ),
        args![first, second, third],
    )
    .await
}

/// Every run of employment of one person.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Tenure>> {
    conn.all(
        sql!(
            "select p.person_id, p.name, m.person_id is not null, t.entity_id, t.number, t.department,
                    t.started_on, t.ended_on
             from people_person p
             join people_tenure t on t.person_id = p.person_id
             left join members_member m on m.person_id = p.person_id
             where p.person_id = $1
             order by t.started_on desc
             limit 20"
        ),
        args![person],
    )
    .await
}
