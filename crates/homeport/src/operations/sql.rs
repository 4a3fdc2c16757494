use keel::db::Conn;
use keel::error::Result;
use keel::{args, sql};

/// Departures that are not over, by state: few at any time.
pub async fn open_departures(conn: &mut Conn) -> Result<Vec<(String, i64)>> {
    conn.all(
        sql!(
            "select state, count(*)
             from departures_departure
             where state in ('intended', 'agreed')
             group by state
             order by state"
        ),
        args![],
    )
    .await
}

/// How many ever joined: the place of the last one.
pub async fn joined(conn: &mut Conn) -> Result<i64> {
    conn.one(sql!("select coalesce(max(ordinal), 0) from members_member"), args![]).await
}
