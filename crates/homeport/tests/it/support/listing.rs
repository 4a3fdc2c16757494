//! What lists are made from is written beside the truth; at the end of every test the two are compared.

use homeport::app::App;
use homeport::people::{self, EntityId, PersonId};
use keel::db::Conn;
use keel::{args, row, sql};

#[derive(Debug, PartialEq, Eq)]
struct Listed {
    person_id: PersonId,
    audience: i64,
    nth: i64,
    sort_key: String,
    entity_id: Option<EntityId>,
    department: Option<String>,
    from_year: Option<i64>,
    to_year: Option<i64>,
    place: Option<String>,
    language: Option<String>,
    shows_number: bool,
}
row!(Listed {
    person_id,
    audience,
    nth,
    sort_key,
    entity_id,
    department,
    from_year,
    to_year,
    place,
    language,
    shows_number
});

/// Nobody is listed otherwise than if everybody were listed anew.
pub async fn must_be_true(app: &App) {
    let mut conn = app.db.begin().await.expect("a transaction");
    let before = all(&mut conn).await;
    let everybody: Vec<PersonId> =
        conn.all(sql!("select person_id from people_person"), args![]).await.expect("everybody");
    for person in everybody {
        people::actions::list(&mut conn, person).await.expect("listed anew");
    }
    assert_eq!(before, all(&mut conn).await, "somebody was changed and not listed anew");
}

async fn all(conn: &mut Conn) -> Vec<Listed> {
    let all = sql!(
        "select person_id, audience, nth, sort_key, entity_id, department, from_year, to_year, place, language,
                shows_number
         from people_listing
         order by person_id, audience, nth"
    );
    conn.all(all, args![]).await.expect("what is listed")
}
