mod among;

use keel::db::{Conn, Value};
use keel::error::Result;
use keel::l10n::Lang;
use keel::{args, row, sql};

use super::walk::{Driver, Key, Walk};
use super::{Eye, Row, Seen, Shown};
use crate::people::sql::{choices, is_listed, latest_tenure, these_people, width};
use crate::people::{Audience, Name, PersonId, TenureId};

/// What a list is narrowed to, beside what it walks along. Years first: they stand in the index, and where
/// nothing else is asked for, the row itself is not read.
macro_rules! kept {
    () => {
        "and (cast($10 as bigint) is null or y.to_year >= $10)
         and (cast($11 as bigint) is null or y.from_year <= $11)
         and (cast($7 as text) is null or y.department = $7)
         and (cast($8 as text) is null or y.place = $8)
         and (cast($9 as text) is null or y.language = $9)
         and (cast($18 as bigint) is null or y.to_year = $18)
         and (not $17 or y.entity_id = $6) "
    };
}

use kept;

pub use among::among;

/// People in the order of names, as far as the audience sees them.
macro_rules! listed {
    ($from:expr, $driver:literal, $after:literal, $until:literal, $order:literal) => {
        concat!(
            "select distinct y.sort_key, y.person_id
             from ",
            $from,
            "
             where y.audience = $1 and ",
            $driver,
            "
               and (y.sort_key, y.person_id) ",
            $after,
            " ($2, $3)
               and (y.sort_key, y.person_id) ",
            $until,
            " ($4, $5) ",
            kept!(),
            "and (not $12 or exists (
                   select 1
                   from people_word w
                   where w.person_id = y.person_id and w.word >= $13 and w.word < $14
                     and (y.shows_number or not w.is_number)
               ))
             order by y.sort_key ",
            $order,
            ", y.person_id ",
            $order,
            "
             limit $15 offset $16"
        )
    };
}

macro_rules! onward {
    ($driver:literal) => {
        listed!("people_listing y", $driver, ">", "<=", "asc")
    };
}

macro_rules! back {
    ($driver:literal) => {
        listed!("people_listing y", $driver, "<", ">=", "desc")
    };
}

/// Those few whom some years leave, whatever their names.
macro_rules! few_onward {
    ($few:expr) => {
        listed!($few, "y.audience = $1", ">", "<=", "asc")
    };
}

macro_rules! few_back {
    ($few:expr) => {
        listed!($few, "y.audience = $1", "<", ">=", "desc")
    };
}

/// People in the order of the words that begin with what was typed, each once.
macro_rules! named {
    ($after:literal, $until:literal, $order:literal) => {
        concat!(
            "select w.word, w.person_id
             from people_word w
             where $12 and w.word < $14
               and (w.word, w.person_id) ", $after, " ($2, $3)
               and (w.word, w.person_id) ", $until, " ($4, $5)
               and exists (
                   select 1
                   from people_listing y
                   where y.person_id = w.person_id and y.audience = $1 and (y.shows_number or not w.is_number) ",
            kept!(), ")
               and not exists (
                   select 1
                   from people_word v
                   join people_listing z on z.person_id = v.person_id and z.audience = $1 and z.nth = 1
                   where v.person_id = w.person_id and v.word >= $13 and v.word < w.word
                     and (z.shows_number or not v.is_number)
               )
             order by w.word ", $order, ", w.person_id ", $order, "
             limit $15 offset $16"
        )
    };
}

macro_rules! started_early {
    () => {
        "(
             select audience, sort_key, person_id, entity_id, department, place, language,
                    from_year, to_year, shows_number
             from people_listing
             where audience = $1 and from_year <= $11
             order by from_year
             limit 10001
         ) y"
    };
}

macro_rules! ended_late {
    () => {
        "(
             select audience, sort_key, person_id, entity_id, department, place, language,
                    from_year, to_year, shows_number
             from people_listing
             where audience = $1 and to_year >= $10
             order by to_year desc
             limit 10001
         ) y"
    };
}

row!(Key { word, person_id });

/// The next people of a list.
pub async fn keys(conn: &mut Conn, walk: &Walk<'_>) -> Result<Vec<Key>> {
    let sql = match (walk.driver, walk.is_backwards) {
        (Driver::Everybody, false) => sql!(onward!("y.audience > 0")),
        (Driver::Everybody, true) => sql!(back!("y.audience > 0")),
        (Driver::Entity, false) => sql!(onward!("y.entity_id = $6")),
        (Driver::Entity, true) => sql!(back!("y.entity_id = $6")),
        (Driver::Department, false) => sql!(onward!("y.department = $7")),
        (Driver::Department, true) => sql!(back!("y.department = $7")),
        (Driver::Place, false) => sql!(onward!("y.place = $8")),
        (Driver::Place, true) => sql!(back!("y.place = $8")),
        (Driver::Language, false) => sql!(onward!("y.language = $9")),
        (Driver::Language, true) => sql!(back!("y.language = $9")),
        (Driver::Left, false) => sql!(onward!("y.to_year = $18")),
        (Driver::Left, true) => sql!(back!("y.to_year = $18")),
        (Driver::Early, false) => sql!(few_onward!(started_early!())),
        (Driver::Early, true) => sql!(few_back!(started_early!())),
        (Driver::Late, false) => sql!(few_onward!(ended_late!())),
        (Driver::Late, true) => sql!(few_back!(ended_late!())),
        (Driver::Word, false) => sql!(named!(">", "<=", "asc")),
        (Driver::Word, true) => sql!(named!("<", ">=", "desc")),
    };
    conn.all(sql, &walk.args()).await
}

/// Where a walk along names ends that has found too little: so many rows further on.
pub async fn end(conn: &mut Conn, walk: &Walk<'_>) -> Result<Option<Key>> {
    if walk.driver != Driver::Word {
        return Ok(keys(conn, walk).await?.pop());
    }
    let [_, after, after_id, until, until_id, ..] = walk.args();
    let args = [after, after_id, until, until_id, Value::from(walk.offset)];
    let sql = if walk.is_backwards {
        sql!(
            "select word, person_id
             from people_word
             where (word, person_id) < ($1, $2) and (word, person_id) >= ($3, $4)
             order by word desc, person_id desc
             limit 1 offset $5"
        )
    } else {
        sql!(
            "select word, person_id
             from people_word
             where (word, person_id) > ($1, $2) and (word, person_id) <= ($3, $4)
             order by word, person_id
             limit 1 offset $5"
        )
    };
    conn.maybe(sql, &args).await
}

macro_rules! counted {
    ($driver:literal) => {
        concat!(
            "select count(*)
             from (select 1 from people_listing where audience = $1 and ",
            $driver,
            " $2 limit $3) y"
        )
    };
}

/// The rows that a driver has to walk along, counted up to a limit.
pub async fn rows_of(conn: &mut Conn, walk: &Walk<'_>, limit: usize) -> Result<i64> {
    let filter = walk.filter;
    let (sql, value) = match walk.driver {
        Driver::Everybody => (sql!(counted!("audience =")), Value::from(walk.audience.width())),
        Driver::Entity => (sql!(counted!("entity_id =")), Value::from(filter.entity)),
        Driver::Department => (sql!(counted!("department =")), Value::from(filter.department.clone())),
        Driver::Place => (sql!(counted!("place =")), Value::from(filter.place.clone())),
        Driver::Language => (sql!(counted!("language =")), Value::from(filter.language.map(Lang::code))),
        Driver::Left => (sql!(counted!("to_year =")), Value::from(filter.left)),
        Driver::Early => (sql!(counted!("from_year <=")), Value::from(filter.to)),
        Driver::Late => (sql!(counted!("to_year >=")), Value::from(filter.from)),
        Driver::Word => return Ok(i64::MAX),
    };
    conn.count(sql, args![walk.audience.width(), value, limit]).await
}

/// Where somebody stands in a list; `None` for whoever the audience does not see.
pub async fn key(conn: &mut Conn, walk: &Walk<'_>, person: PersonId) -> Result<Option<Key>> {
    if walk.driver != Driver::Word {
        return conn
            .maybe(
                sql!(
                    "select sort_key, person_id
                     from people_listing
                     where person_id = $1 and audience = $2 and nth = 1"
                ),
                args![person, walk.audience.width()],
            )
            .await;
    }
    let (from, to) = walk.words();
    conn.maybe(
        sql!(
            "select w.word, w.person_id
             from (select word, person_id, is_number from people_word where person_id = $1 limit 1000) w
             join people_listing y on y.person_id = w.person_id and y.audience = $2 and y.nth = 1
             where w.word >= $3 and w.word < $4 and (y.shows_number or not w.is_number)
             order by w.word
             limit 1"
        ),
        args![person, walk.audience.width(), from, to],
    )
    .await
}

/// A field that its owner shows the viewer, $1, who belongs to an audience of width $2.
macro_rules! shown {
    ($audience:literal) => {
        concat!("(p.person_id = $1 or ", width!($audience), " >= $2)")
    };
}

/// So many as a page holds, in no order.
pub async fn rows(conn: &mut Conn, eye: &Eye, people: &[PersonId]) -> Result<Vec<Row>> {
    let width = args![eye.me, eye.audience.width()];
    let args: Vec<_> = width.iter().cloned().chain(these_people(people)).collect();
    conn.all(
        sql!(
            "select p.person_id, p.name,
                    case when ", shown!("coalesce(fp.audience, 'members')"), " then p.photo_id end,
                    case when ", shown!("coalesce(fn.audience, 'officers')"), " then t.number end,
                    case when ", shown!("coalesce(ft.audience, 'members')"), " then t.department end,
                    case when ", shown!("coalesce(ft.audience, 'members')"), " then t.started_on end,
                    case when ", shown!("coalesce(ft.audience, 'members')"), " then t.ended_on end,
                    case when ", shown!("coalesce(fl.audience, 'officers')"), " then p.place end,
                    m.person_id is not null, case when $2 = 1 then s.kind end,
                    case when $2 = 1 then p.confirmed_at end
             from people_person p
             ", choices!(),
            "left join people_tenure t on ", latest_tenure!("p"), "
             where p.person_id in (
                 $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                 $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
                 $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52
             )"
        ),
        &args,
    )
    .await
}

pub async fn seen(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Seen> {
    conn.one(
        sql!(
            "select p.person_id, p.name,
                    case when ",
            shown!("coalesce(fp.audience, 'members')"),
            " then p.photo_id end,
                    ",
            shown!("coalesce(ft.audience, 'members')"),
            ",
                    ",
            shown!("coalesce(fn.audience, 'officers')"),
            ",
                    ",
            shown!("coalesce(fc.audience, 'me')"),
            ",
                    case when ",
            shown!("coalesce(fl.audience, 'officers')"),
            " then p.place end,
                    m.ordinal, m.joined_at
             from people_person p
             ",
            choices!(),
            "where p.person_id = $3 and ($2 = 1 or p.person_id = $1 or ",
            is_listed!("$2"),
            ")"
        ),
        args![eye.me, eye.audience.width(), person],
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
             ",
            choices!(),
            "where p.person_id = $1 and m.person_id is not null and coalesce(s.kind, '') <> 'deceased'"
        ),
        args![person],
    )
    .await
}

pub async fn other_names(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Vec<Name>> {
    conn.all(
        sql!(
            "select name_id, name, kind, audience
             from people_name
             where person_id = $3 and (person_id = $1 or ",
            width!("audience"),
            " >= $2)
             order by name_id"
        ),
        args![eye.me, eye.audience.width(), person],
    )
    .await
}

pub async fn source_of(conn: &mut Conn, tenure: TenureId) -> Result<String> {
    conn.one(sql!("select source from people_tenure where tenure_id = $1"), args![tenure]).await
}

/// Steps from one value to the next along the index, so that no table is read whole.
macro_rules! steps {
    ($column:literal) => {
        concat!(
            "with recursive d (value) as (
                 select min(",
            $column,
            ") from people_listing where audience = $1 and ",
            $column,
            " is not null
                 union all
                 select (select min(",
            $column,
            ") from people_listing
                         where audience = $1 and ",
            $column,
            " > d.value)
                 from d
                 where d.value is not null
             )
             select value from d where value is not null limit 500"
        )
    };
}

/// The first five hundred by name.
pub async fn departments(conn: &mut Conn, audience: Audience) -> Result<Vec<String>> {
    conn.all(sql!(steps!("department")), args![audience.width()]).await
}

pub async fn places(conn: &mut Conn, audience: Audience) -> Result<Vec<String>> {
    conn.all(sql!(steps!("place")), args![audience.width()]).await
}
