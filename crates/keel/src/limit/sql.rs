//! The statements of keel_attempt.

use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::{args, sql};

/// Counts one more; how many there are in this window now.
pub(super) async fn count_up(conn: &mut Conn, bucket: &[u8], window_at: Time) -> Result<i64> {
    conn.one(
        sql!(
            "insert into keel_attempt (bucket, window_at, count) values ($1, $2, 1)
             on conflict (bucket, window_at) do update set count = keel_attempt.count + 1
             returning count"
        ),
        args![bucket, window_at],
    )
    .await
}

pub(super) async fn delete_bucket(conn: &mut Conn, bucket: &[u8]) -> Result<()> {
    conn.run(sql!("delete from keel_attempt where bucket = $1"), args![bucket]).await?;
    Ok(())
}

pub(super) async fn delete_before(conn: &mut Conn, window_at: Time) -> Result<u64> {
    conn.run(sql!("delete from keel_attempt where window_at < $1"), args![window_at]).await
}
