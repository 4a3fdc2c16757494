use keel::clock::{Day, Time};
use keel::db::{Conn, Value};
use keel::error::Result;
use keel::{args, row, sql};

use crate::careers::is_now;
use crate::people::{PersonId, PersonKind, choices, latest_tenure, these_people, width};

/// Somebody as an officer may take them along. What they keep to themselves is not there.
pub struct Line {
    pub person_id: PersonId,
    pub name: String,
    pub number: Option<String>,
    pub entity: Option<String>,
    pub entity_en: Option<String>,
    pub department: Option<String>,
    pub title: Option<String>,
    pub kind: Option<PersonKind>,
    pub started_on: Option<Day>,
    pub ended_on: Option<Day>,
    pub place: Option<String>,
    pub language: Option<String>,
    pub organisation: Option<String>,
    pub position: Option<String>,
    pub mail: Option<String>,
    pub mobile: Option<String>,
    pub joined_at: Option<Time>,
}
row!(Line {
    person_id,
    name,
    number,
    entity,
    entity_en,
    department,
    title,
    kind,
    started_on,
    ended_on,
    place,
    language,
    organisation,
    position,
    mail,
    mobile,
    joined_at
});

/// The first contact of a kind that works, of whoever does not keep theirs to themselves; a member has chosen.
macro_rules! first_contact {
    ($kind:literal) => {
        concat!(
            "case when m.person_id is null or ",
            width!("coalesce(fc.audience, 'me')"),
            " >= 1 then (
                 select c.address
                 from people_contact c
                 where c.person_id = p.person_id and c.failed_at is null and c.kind = ",
            $kind,
            "
                 order by c.confirmed_at is null, c.contact_id
                 limit 1
             ) end"
        )
    };
}

/// So many as a page holds, in no order.
pub async fn lines(conn: &mut Conn, today: Day, people: &[PersonId]) -> Result<Vec<Line>> {
    let args: Vec<Value> = args![today].iter().cloned().chain(these_people(people)).collect();
    conn.all(
        sql!(
            "select p.person_id, p.name, t.number, e.name, e.name_en, t.department, t.title, t.kind,
                    t.started_on, t.ended_on, p.place, p.language, g.name, k.title,
                    ",
            first_contact!("'mail'"),
            ",
                    ",
            first_contact!("'mobile'"),
            ",
                    m.joined_at
             from people_person p
             ",
            choices!(),
            "left join people_tenure t on ",
            latest_tenure!("p"),
            " left join people_entity e on e.entity_id = t.entity_id
             left join careers_position k on k.position_id = (
                 select n.position_id
                 from careers_position n
                 where n.person_id = p.person_id and n.removed_at is null and ",
            is_now!("n", "$1"),
            " order by n.position_id desc
                 limit 1
             )
             left join organisations_organisation g on g.organisation_id = k.organisation_id
             where p.person_id in (
                 $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                 $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
                 $42, $43, $44, $45, $46, $47, $48, $49, $50, $51
             )"
        ),
        &args,
    )
    .await
}
