use keel::clock::{Day, Time};
use keel::db::{Conn, Value};
use keel::error::Result;
use keel::id::Id;
use keel::{args, sql};

use super::directory::PAGE;
use super::{
    ContactId, Entity, EntityId, Found, Name, OnFile, Person, PersonId, Silence, Tenure, TenureId,
    TombstoneKind,
};

/// How wide an audience is, as `Audience::width` counts.
macro_rules! width {
    ($audience:literal) => {
        concat!(
            "case ",
            $audience,
            " when 'me' then 0 when 'officers' then 1 when 'members' then 2
             when 'colleagues' then 3 when 'everyone' then 4 else 0 end"
        )
    };
}

/// What decides who sees somebody, joined to `people_person p`: the membership `m`, the silence `s`, and
/// the audience of the name `f`, the photo `fp`, the years `ft`, the number `fn`, the place `fl` and the
/// contacts `fc`.
macro_rules! choices {
    () => {
        "left join members_member m on m.person_id = p.person_id and m.suspended_at is null
         left join people_silence s on s.person_id = p.person_id
         left join members_field f on f.person_id = p.person_id and f.field = 'name'
         left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
         left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
         left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
         left join members_field fl on fl.person_id = p.person_id and fl.field = 'place'
         left join members_field fc on fc.person_id = p.person_id and fc.field = 'contact' "
    };
}

/// Whether an audience that is no officer's may see somebody at all; wants `choices!`.
macro_rules! is_listed {
    ($width:literal) => {
        concat!(
            "(m.person_id is not null and ",
            width!("coalesce(f.audience, 'members')"),
            " >= ",
            $width,
            " and coalesce(s.kind, '') <> 'deceased'
             and exists (
                 select 1
                 from members_consent c
                 where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
             ))"
        )
    };
}

/// Whether `t` is the latest run of employment of a person.
macro_rules! latest_tenure {
    ($of:literal) => {
        concat!(
            "t.tenure_id = (
                 select l.tenure_id
                 from people_tenure l
                 where l.person_id = ",
            $of,
            ".person_id
                 order by l.started_on desc, l.tenure_id desc
                 limit 1
             )"
        )
    };
}

/// The same department of the same company: `o` is one's run of employment, `t` the other's, `p` the other.
macro_rules! worked_beside {
    () => {
        "people_tenure o
         join people_tenure t on t.entity_id = o.entity_id and t.department = o.department
              and t.person_id <> o.person_id
         join people_person p on p.person_id = t.person_id "
    };
}

/// Of two such runs of employment: at the same time.
macro_rules! then {
    () => {
        "t.started_on <= coalesce(o.ended_on, '9999-12-31')
         and (t.ended_on is null or t.ended_on >= o.started_on) "
    };
}

/// Of whoever `$person` names: there are ways to reach them on file, and none that works.
macro_rules! unreachable_by_any {
    ($person:literal) => {
        concat!(
            "(exists (
                 select 1 from people_contact cf where cf.person_id = ",
            $person,
            " and cf.failed_at is not null
             )
             and not exists (
                 select 1 from people_contact cw where cw.person_id = ",
            $person,
            " and cw.failed_at is null
             )) "
        )
    };
}

/// As many people as a page has, by their ids from $1 on.
macro_rules! these {
    () => {
        "in (
             $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42,
             $43, $44, $45, $46, $47, $48, $49, $50
         )"
    };
}

pub(crate) use {choices, is_listed, latest_tenure, then, these, unreachable_by_any, width, worked_beside};

/// The values of `these!`: of fewer people than a page has, nobody stands in the rest.
pub fn these_people(people: &[PersonId]) -> impl Iterator<Item = Value> {
    let nobody = PersonId(Id([0; 16]));
    people.iter().copied().chain(std::iter::repeat(nobody)).take(PAGE).map(Value::from)
}

pub async fn person(conn: &mut Conn, person: PersonId) -> Result<Person> {
    conn.one(
        sql!(
            "select person_id, name, language, place, photo_id, source, created_at
             from people_person
             where person_id = $1"
        ),
        args![person],
    )
    .await
}

pub async fn confirmed(conn: &mut Conn, person: PersonId) -> Result<(Option<Time>, Option<PersonId>)> {
    conn.one(sql!("select confirmed_at, confirmed_by from people_person where person_id = $1"), args![person])
        .await
}

pub async fn after(conn: &mut Conn, person: PersonId, limit: usize) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select person_id from people_person where person_id > $1 order by person_id limit $2"),
        args![person, limit],
    )
    .await
}

pub async fn names(conn: &mut Conn, person: PersonId) -> Result<Vec<Name>> {
    conn.all(
        sql!(
            "select name_id, name, kind, audience
             from people_name
             where person_id = $1
             order by name_id"
        ),
        args![person],
    )
    .await
}

/// Of a page of people, what each is called beside the first name: nothing of the past, and nothing that
/// somebody keeps to themselves.
pub async fn names_in_use(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    let args: Vec<Value> = these_people(people).collect();
    conn.all(
        sql!(
            "select person_id, name
             from people_name
             where kind = 'other' and audience <> 'me' and person_id ",
            these!(),
            " order by person_id, name_id"
        ),
        &args,
    )
    .await
}

pub async fn tenures(conn: &mut Conn, person: PersonId) -> Result<Vec<Tenure>> {
    conn.all(
        sql!(
            "select t.tenure_id, t.person_id, t.entity_id, e.name, e.name_en, t.number, t.kind, t.department,
                    t.title, t.manager_id, t.started_on, t.ended_on
             from people_tenure t
             join people_entity e on e.entity_id = t.entity_id
             where t.person_id = $1
             order by t.started_on desc, t.tenure_id desc"
        ),
        args![person],
    )
    .await
}

pub async fn tenure(conn: &mut Conn, tenure: TenureId) -> Result<Tenure> {
    conn.one(
        sql!(
            "select t.tenure_id, t.person_id, t.entity_id, e.name, e.name_en, t.number, t.kind, t.department,
                    t.title, t.manager_id, t.started_on, t.ended_on
             from people_tenure t
             join people_entity e on e.entity_id = t.entity_id
             where t.tenure_id = $1"
        ),
        args![tenure],
    )
    .await
}

pub async fn same_person(
    conn: &mut Conn,
    folded: &str,
    entity: EntityId,
    started_on: Day,
) -> Result<Vec<Tenure>> {
    conn.all(
        sql!(
            "select t.tenure_id, t.person_id, t.entity_id, e.name, e.name_en, t.number, t.kind, t.department,
                    t.title, t.manager_id, t.started_on, t.ended_on
             from people_person p
             join people_tenure t on t.person_id = p.person_id
             join people_entity e on e.entity_id = t.entity_id
             where p.folded = $1 and t.entity_id = $2 and t.started_on = $3
             order by t.tenure_id"
        ),
        args![folded, entity, started_on],
    )
    .await
}

pub async fn contacts(conn: &mut Conn, person: PersonId) -> Result<Vec<OnFile>> {
    conn.all(
        sql!(
            "select contact_id, person_id, kind, address, source, confirmed_at, failed_at
             from people_contact
             where person_id = $1
             order by failed_at is not null, confirmed_at is null, contact_id"
        ),
        args![person],
    )
    .await
}

pub async fn contact(conn: &mut Conn, contact: ContactId) -> Result<OnFile> {
    conn.one(
        sql!(
            "select contact_id, person_id, kind, address, source, confirmed_at, failed_at
             from people_contact
             where contact_id = $1"
        ),
        args![contact],
    )
    .await
}

pub async fn by_contact(conn: &mut Conn, address: &str) -> Result<Option<PersonId>> {
    conn.maybe(
        sql!(
            "select person_id
             from people_contact
             where address = $1
             order by confirmed_at is null, confirmed_at, contact_id
             limit 1"
        ),
        args![address],
    )
    .await
}

/// Up to three of those who have a contact.
pub async fn holders(conn: &mut Conn, address: &str) -> Result<Vec<PersonId>> {
    conn.all(
        sql!("select person_id from people_contact where address = $1 order by contact_id limit 3"),
        args![address],
    )
    .await
}

/// Outside: whether the number was ever given; inside: whose it is, if the holder is still known.
pub async fn by_number(conn: &mut Conn, entity: EntityId, number: &str) -> Result<Option<Option<PersonId>>> {
    conn.maybe(
        sql!("select person_id from people_number where entity_id = $1 and number = $2"),
        args![entity, number],
    )
    .await
}

pub async fn numbers(conn: &mut Conn, person: PersonId) -> Result<Vec<(EntityId, String)>> {
    conn.all(
        sql!("select entity_id, number from people_number where person_id = $1 order by entity_id, number"),
        args![person],
    )
    .await
}

pub async fn search(conn: &mut Conn, from: &str, to: &str, limit: u32) -> Result<Vec<Found>> {
    conn.all(
        sql!(
            "select p.person_id, p.name, t.tenure_id, t.number, t.department, t.started_on, t.ended_on
             from (
                 select distinct person_id
                 from people_word
                 where word >= $1 and word < $2
                 order by person_id desc
                 limit $3
             ) w
             join people_person p on p.person_id = w.person_id
             join people_tenure t on ",
            latest_tenure!("p"),
            " order by p.sort_key, p.person_id"
        ),
        args![from, to, limit],
    )
    .await
}

pub async fn silence(conn: &mut Conn, person: PersonId) -> Result<Option<Silence>> {
    conn.maybe(sql!("select kind, since_at, by_id from people_silence where person_id = $1"), args![person])
        .await
}

pub async fn tombstone(conn: &mut Conn, hash: &[u8]) -> Result<Option<TombstoneKind>> {
    conn.maybe(sql!("select kind from people_tombstone where hash = $1"), args![hash]).await
}

pub async fn entities(conn: &mut Conn) -> Result<Vec<Entity>> {
    conn.all(
        sql!(
            "select entity_id, name, name_en, telephone
             from people_entity
             order by position, entity_id"
        ),
        args![],
    )
    .await
}

/// Found by one of these as a whole name.
pub async fn called(conn: &mut Conn, name: &str, sounds: &str, turned: &str) -> Result<Vec<PersonId>> {
    conn.all(
        sql!(
            "select distinct person_id
             from people_word
             where word in ($1, $2, $3) and is_number = false
             order by person_id
             limit 50"
        ),
        args![name, sounds, turned],
    )
    .await
}
