use keel::db::{Conn, Value};
use keel::error::Result;
use keel::{args, sql};

use super::{Eye, Filter, PAGE, Row, Seen, Shown};
use crate::people::{Name, PersonId, TenureId};

/// Where a list goes on.
type After = (String, PersonId);

pub async fn sort_key(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    conn.maybe(sql!("select sort_key from people_person where person_id = $1"), args![person]).await
}

/// The first eight values of every list.
fn head(eye: &Eye, after: &After) -> Vec<Value> {
    let [a, b, c, d] = eye.audiences;
    args![a, b, c, d, eye.me, eye.is_officer, &after.0, after.1].to_vec()
}

/// The last six values of a list: what it is narrowed to, and its length.
fn tail(filter: &Filter, ninth: Value) -> Vec<Value> {
    let (from, to) = filter.days();
    let entity = filter.entity.map_or([0; 16], |entity| entity.0.0);
    let limit = PAGE + 1;
    args![ninth, filter.entity.is_none(), Value::Id(entity), from, to, limit].to_vec()
}

/// In the order of names, past all people.
pub async fn browse(conn: &mut Conn, eye: &Eye, filter: &Filter, after: &After) -> Result<Vec<Row>> {
    let args = [head(eye, after), tail(filter, Value::from(!filter.is_empty()))].concat();
    conn.all(
        sql!(
            "select p.person_id, p.name,
                    case when p.person_id = $5 or coalesce(fp.audience, 'members') in ($1, $2, $3, $4)
                         then p.photo_id end,
                    case when p.person_id = $5 or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4)
                         then t.number end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.department end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.started_on end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.ended_on end,
                    m.person_id is not null, case when $6 then s.kind end
             from people_person p
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join people_silence s on s.person_id = p.person_id
             left join people_tenure t on t.tenure_id = (
                 select tenure_id
                 from people_tenure
                 where person_id = p.person_id
                 order by started_on desc, tenure_id desc
                 limit 1
             )
             where (p.sort_key, p.person_id) > ($7, $8)
               and ($6 or p.person_id = $5 or (
                   m.person_id is not null
                   and coalesce(f.audience, 'members') in ($1, $2, $3, $4)
                   and coalesce(s.kind, '') <> 'deceased'
                   and exists (
                       select 1
                       from members_consent c
                       where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
                   )
               ))
               and (not $9 or (
                   (p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4))
                   and exists (
                       select 1
                       from people_tenure y
                       where y.person_id = p.person_id and ($10 or y.entity_id = $11)
                         and y.started_on <= $13 and (y.ended_on is null or y.ended_on >= $12)
                   )
               ))
             order by p.sort_key, p.person_id
             limit $14"
        ),
        &args,
    )
    .await
}

/// The same of a small alliance: from its members, who may be few among very many people.
pub async fn few(conn: &mut Conn, eye: &Eye, filter: &Filter, after: &After) -> Result<Vec<Row>> {
    let args = [head(eye, after), tail(filter, Value::from(!filter.is_empty()))].concat();
    conn.all(
        sql!(
            "select p.person_id, p.name,
                    case when p.person_id = $5 or coalesce(fp.audience, 'members') in ($1, $2, $3, $4)
                         then p.photo_id end,
                    case when p.person_id = $5 or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4)
                         then t.number end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.department end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.started_on end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.ended_on end,
                    m.person_id is not null, case when $6 then s.kind end
             from (
                 select person_id from members_member where suspended_at is null limit 10000
             ) m
             join people_person p on p.person_id = m.person_id
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join people_silence s on s.person_id = p.person_id
             left join people_tenure t on t.tenure_id = (
                 select tenure_id
                 from people_tenure
                 where person_id = p.person_id
                 order by started_on desc, tenure_id desc
                 limit 1
             )
             where (p.sort_key, p.person_id) > ($7, $8)
               and ($6 or p.person_id = $5 or (
                   m.person_id is not null
                   and coalesce(f.audience, 'members') in ($1, $2, $3, $4)
                   and coalesce(s.kind, '') <> 'deceased'
                   and exists (
                       select 1
                       from members_consent c
                       where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
                   )
               ))
               and (not $9 or (
                   (p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4))
                   and exists (
                       select 1
                       from people_tenure y
                       where y.person_id = p.person_id and ($10 or y.entity_id = $11)
                         and y.started_on <= $13 and (y.ended_on is null or y.ended_on >= $12)
                   )
               ))
             order by p.sort_key, p.person_id
             limit $14"
        ),
        &args,
    )
    .await
}

pub async fn in_department(conn: &mut Conn, eye: &Eye, filter: &Filter, after: &After) -> Result<Vec<Row>> {
    let department = filter.department.clone().unwrap_or_default();
    let args = [head(eye, after), tail(filter, Value::from(department))].concat();
    conn.all(
        sql!(
            "select p.person_id, p.name,
                    case when p.person_id = $5 or coalesce(fp.audience, 'members') in ($1, $2, $3, $4)
                         then p.photo_id end,
                    case when p.person_id = $5 or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4)
                         then t.number end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.department end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.started_on end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.ended_on end,
                    m.person_id is not null, case when $6 then s.kind end
             from (
                 select distinct y.person_id
                 from people_tenure y
                 where y.entity_id in (select entity_id from people_entity where $10 or entity_id = $11)
                   and y.department = $9 and y.started_on <= $13 and (y.ended_on is null or y.ended_on >= $12)
             ) w
             join people_person p on p.person_id = w.person_id
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join people_silence s on s.person_id = p.person_id
             left join people_tenure t on t.tenure_id = (
                 select tenure_id
                 from people_tenure
                 where person_id = p.person_id
                 order by started_on desc, tenure_id desc
                 limit 1
             )
             where (p.sort_key, p.person_id) > ($7, $8)
               and ($6 or p.person_id = $5 or (
                   m.person_id is not null
                   and coalesce(f.audience, 'members') in ($1, $2, $3, $4)
                   and coalesce(s.kind, '') <> 'deceased'
                   and exists (
                       select 1
                       from members_consent c
                       where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
                   )
               ))
               and (p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4))
             order by p.sort_key, p.person_id
             limit $14"
        ),
        &args,
    )
    .await
}

pub async fn named(conn: &mut Conn, eye: &Eye, from: &str, to: &str) -> Result<Vec<Row>> {
    let [a, b, c, d] = eye.audiences;
    conn.all(
        sql!(
            "select p.person_id, p.name,
                    case when p.person_id = $5 or coalesce(fp.audience, 'members') in ($1, $2, $3, $4)
                         then p.photo_id end,
                    case when p.person_id = $5 or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4)
                         then t.number end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.department end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.started_on end,
                    case when p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4)
                         then t.ended_on end,
                    m.person_id is not null, case when $6 then s.kind end
             from (
                 select person_id, min(case when is_number then 1 else 0 end) as is_by_number
                 from (
                     select w.word, w.person_id, w.is_number
                     from people_word w
                     where w.word >= $7 and w.word < $8
                       and ($6 or exists (select 1 from members_member o where o.person_id = w.person_id))
                     order by w.word, w.person_id
                     limit 1000
                 ) found
                 group by person_id
             ) w
             join people_person p on p.person_id = w.person_id
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join people_silence s on s.person_id = p.person_id
             left join people_tenure t on t.tenure_id = (
                 select tenure_id
                 from people_tenure
                 where person_id = p.person_id
                 order by started_on desc, tenure_id desc
                 limit 1
             )
             where ($6 or p.person_id = $5 or (
                   m.person_id is not null
                   and coalesce(f.audience, 'members') in ($1, $2, $3, $4)
                   and coalesce(s.kind, '') <> 'deceased'
                   and exists (
                       select 1
                       from members_consent c
                       where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
                   )
               ))
               and (w.is_by_number = 0 or p.person_id = $5
                    or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4))
             order by p.sort_key, p.person_id
             limit $9"
        ),
        args![a, b, c, d, eye.me, eye.is_officer, from, to, PAGE + 1],
    )
    .await
}

pub async fn seen(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Seen> {
    let [a, b, c, d] = eye.audiences;
    conn.one(
        sql!(
            "select p.person_id, p.name,
                    case when p.person_id = $5 or coalesce(fp.audience, 'members') in ($1, $2, $3, $4)
                         then p.photo_id end,
                    p.person_id = $5 or coalesce(ft.audience, 'members') in ($1, $2, $3, $4),
                    p.person_id = $5 or coalesce(fn.audience, 'officers') in ($1, $2, $3, $4),
                    p.person_id = $5 or coalesce(fc.audience, 'me') in ($1, $2, $3, $4),
                    m.ordinal, m.joined_at
             from people_person p
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join members_field fc on fc.person_id = p.person_id and fc.field = 'contact'
             left join people_silence s on s.person_id = p.person_id
             where p.person_id = $7 and ($6 or p.person_id = $5 or (
                   m.person_id is not null
                   and coalesce(f.audience, 'members') in ($1, $2, $3, $4)
                   and coalesce(s.kind, '') <> 'deceased'
                   and exists (
                       select 1
                       from members_consent c
                       where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
                   )
               ))"
        ),
        args![a, b, c, d, eye.me, eye.is_officer, person],
    )
    .await
}

pub async fn shown_on_card(conn: &mut Conn, person: PersonId) -> Result<Shown> {
    conn.one(
        sql!(
            "select case when f.audience = 'everyone' then p.name end,
                    case when fp.audience = 'everyone' then p.photo_id end,
                    coalesce(ft.audience, '') = 'everyone', coalesce(fn.audience, '') = 'everyone'
             from people_person p
             join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join members_field f on f.person_id = p.person_id and f.field = 'name'
             left join members_field fp on fp.person_id = p.person_id and fp.field = 'photo'
             left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
             left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
             left join people_silence s on s.person_id = p.person_id
             where p.person_id = $1 and coalesce(s.kind, '') <> 'deceased'"
        ),
        args![person],
    )
    .await
}

pub async fn other_names(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Vec<Name>> {
    let [a, b, c, d] = eye.audiences;
    conn.all(
        sql!(
            "select name_id, name, kind, audience
             from people_name
             where person_id = $6 and (person_id = $5 or audience in ($1, $2, $3, $4))
             order by name_id"
        ),
        args![a, b, c, d, eye.me, person],
    )
    .await
}

pub async fn source_of(conn: &mut Conn, tenure: TenureId) -> Result<String> {
    conn.one(sql!("select source from people_tenure where tenure_id = $1"), args![tenure]).await
}

/// Steps from one department to the next along the index, so that no table is read whole.
pub async fn departments(conn: &mut Conn) -> Result<Vec<String>> {
    conn.all(
        sql!(
            "with recursive d (entity_id, department) as (
                 select e.entity_id, (
                     select min(department) from people_tenure where entity_id = e.entity_id
                 )
                 from people_entity e
                 union all
                 select d.entity_id, (
                     select min(department)
                     from people_tenure
                     where entity_id = d.entity_id and department > d.department
                 )
                 from d
                 where d.department is not null
             )
             select distinct department from d where department is not null order by department limit 500"
        ),
        args![],
    )
    .await
}
