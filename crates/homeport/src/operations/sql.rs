use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::{args, row, sql};

/// A task that waits or is being done. Its payload is not looked at: it may be personal.
pub struct Waiting {
    pub name: String,
    pub attempts: i64,
    pub run_at: Time,
    pub error: Option<String>,
}
row!(Waiting { name, attempts, run_at, error });

/// The next tasks, the one due first on top.
pub async fn waiting(conn: &mut Conn, limit: usize) -> Result<Vec<Waiting>> {
    conn.all(
        sql!(
            "select name, attempts, run_at, error
             from keel_job
             where state = 'waiting'
             order by run_at
             limit $1"
        ),
        args![limit],
    )
    .await
}

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
