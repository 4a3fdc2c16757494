//! Keeps anyone from trying too often.
//!
//! A bucket is whatever the tries are counted for: a keyed hash of an address, a person's id, a network.
//! It is never an address in the clear, for the rows outlive the try. Windows are fixed: a limit of five
//! in ten minutes lets ten through around the turn of a window, never more. A bucket always comes with
//! the same window.

mod sql;

use std::time::Duration;

use crate::clock::Time;
use crate::db::{Conn, Db};
use crate::error::{Error, Result};

/// Counts a try; `TooMany` from the one after `max` until the window ends.
///
/// The count is part of the caller's transaction: a try that ends in an error is only counted if the
/// caller commits all the same. [`hit_alone`] does that by itself.
pub async fn hit(conn: &mut Conn, now: Time, bucket: &[u8], max: u32, window: Duration) -> Result<()> {
    let count = sql::count_up(conn, bucket, window_of(now, window)).await?;
    if count > i64::from(max) { Err(Error::TooMany) } else { Ok(()) }
}

/// Counts a try in a transaction of its own, before the caller begins one.
pub async fn hit_alone(db: &Db, now: Time, bucket: &[u8], max: u32, window: Duration) -> Result<()> {
    let mut conn = db.begin().await?;
    let verdict = hit(&mut conn, now, bucket, max, window).await;
    if matches!(verdict, Ok(()) | Err(Error::TooMany)) {
        conn.commit().await?;
    }
    verdict
}

/// How long until the next window, when tries count from nought again.
pub fn until_next(now: Time, window: Duration) -> Duration {
    (window_of(now, window) + window).since(now)
}

/// Forgets the tries of a bucket: somebody proved who they are.
pub async fn forget(conn: &mut Conn, bucket: &[u8]) -> Result<()> {
    sql::delete_bucket(conn, bucket).await
}

/// Deletes the windows that began before `before`; how many.
pub async fn sweep(conn: &mut Conn, before: Time) -> Result<u64> {
    sql::delete_before(conn, before).await
}

fn window_of(now: Time, window: Duration) -> Time {
    let width = i64::try_from(window.as_millis()).unwrap_or(i64::MAX).max(1);
    Time(now.ms().div_euclid(width).saturating_mul(width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::testing;

    const WINDOW: Duration = Duration::from_secs(600);

    #[tokio::test]
    async fn the_try_after_the_last_allowed_is_refused_until_the_window_ends() {
        for host in testing::hosts().await {
            let now = host.clock.now();
            for _ in 0..3 {
                hit_alone(&host.db, now, b"somebody", 3, WINDOW).await.expect("allowed");
            }
            let refused = hit_alone(&host.db, now, b"somebody", 3, WINDOW).await;
            assert!(matches!(refused, Err(Error::TooMany)));
            hit_alone(&host.db, now, b"another", 3, WINDOW).await.expect("not their tries");
            let next = now + until_next(now, WINDOW);
            hit_alone(&host.db, next, b"somebody", 3, WINDOW).await.expect("a new window");
        }
    }

    #[tokio::test]
    async fn who_proved_who_they_are_starts_afresh_and_old_windows_are_swept() {
        for host in testing::hosts().await {
            let now = host.clock.now();
            hit_alone(&host.db, now, b"somebody", 1, WINDOW).await.expect("allowed");
            hit_alone(&host.db, now, b"another", 1, WINDOW).await.expect("allowed");
            let mut conn = host.db.begin().await.expect("begun");
            forget(&mut conn, b"somebody").await.expect("forgotten");
            hit(&mut conn, now, b"somebody", 1, WINDOW).await.expect("afresh");
            assert_eq!(sweep(&mut conn, now + WINDOW).await.expect("swept"), 2);
            conn.commit().await.expect("committed");
        }
    }
}
