use keel::db::Conn;
use keel::error::Result;
use keel::{args, either, sql};

use crate::people::PersonId;
use crate::people::sql::{choices, is_listed, width};

pub async fn hold(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("update people_person set changed_at = changed_at where person_id = $1"), args![person])
        .await
}

pub async fn delete(conn: &mut Conn, person: PersonId) -> Result<u64> {
    conn.run(sql!("delete from people_listing where person_id = $1"), args![person]).await
}

/// Everybody from `first` to `last`: for each audience a row a run of employment, or one row where it sees
/// none. The fields that officers may always see are those that offer nothing narrower.
pub async fn insert(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<u64> {
    conn.run(
        sql!(
            "insert into people_listing
                 (person_id, audience, nth, sort_key, entity_id, department, from_year, to_year,
                  place, language, shows_number)
             select p.person_id, a.audience,
                    row_number() over (partition by p.person_id, a.audience order by t.started_on, t.tenure_id),
                    p.sort_key, t.entity_id, t.department,
                    cast(substr(t.started_on, 1, 4) as integer),
                    case when t.tenure_id is not null
                         then cast(coalesce(substr(t.ended_on, 1, 4), '9999') as integer) end,
                    case when ",
            width!("coalesce(fl.audience, 'officers')"),
            " >= a.audience then coalesce(p.town, p.place) end,
                    case when a.audience = 1 then p.language end,
                    ",
            width!("coalesce(fn.audience, 'officers')"),
            " >= a.audience
             from people_person p
             cross join (select 1 as audience union all select 2 union all select 3 union all select 4) a
             ",
            choices!(),
            "left join people_tenure t on t.person_id = p.person_id
                  and ",
            width!("coalesce(ft.audience, 'members')"),
            " >= a.audience
             where p.person_id between $1 and $2 and (a.audience = 1 or ",
            is_listed!("a.audience"),
            ")"
        ),
        args![first, last],
    )
    .await
}

/// For whoever follows: everybody from `first` to `last` was changed.
pub async fn note_change(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<()> {
    let nth: i64 = conn
        .one(
            either!(
                sqlite: "select coalesce(max(nth), 0) + 1 from people_change",
                postgres: "select cast(cast(pg_current_xact_id() as text) as bigint)",
            ),
            args![],
        )
        .await?;
    if first == last {
        // Whoever is being deleted is named as well.
        let one = sql!(
            "insert into people_change (nth, person_id) values ($1, $2)
             on conflict (nth, person_id) do nothing"
        );
        conn.run(one, args![nth, first]).await?;
        return Ok(());
    }
    conn.run(
        sql!(
            "insert into people_change (nth, person_id)
             select cast($1 as bigint), person_id
             from people_person
             where person_id between $2 and $3
             on conflict (nth, person_id) do nothing"
        ),
        args![nth, first, last],
    )
    .await?;
    Ok(())
}

pub async fn name_log(conn: &mut Conn, name: PersonId) -> Result<()> {
    conn.run(
        sql!(
            "insert into people_change (nth, person_id)
             select 0, $1
             where not exists (select 1 from people_change where nth = 0)"
        ),
        args![name],
    )
    .await?;
    Ok(())
}

/// All but the latest ten thousand and the name.
pub async fn sweep_changes(conn: &mut Conn) -> Result<u64> {
    conn.run(
        sql!(
            "delete from people_change
             where nth > 0 and nth < (
                 select min(y.nth)
                 from (select nth from people_change order by nth desc limit 10000) y
             )"
        ),
        args![],
    )
    .await
}

pub async fn forget_changes(conn: &mut Conn) -> Result<()> {
    conn.run(sql!("delete from people_change"), args![]).await?;
    Ok(())
}
