//! Counting tries by keyed hashes, so that the counters name nobody.

use keel::error::Result;

use super::model::Limit;
use crate::app::Cx;

/// Counts a try, in a transaction of its own, so that it counts whatever comes of it.
pub async fn hit(cx: &Cx, limit: Limit, whom: &str) -> Result<()> {
    if whom.is_empty() {
        return Ok(());
    }
    let bucket = bucket(cx, limit, whom);
    keel::limit::hit_alone(&cx.app.db, cx.now, &bucket, limit.max, limit.window).await
}

/// The counter of one limit for one address, person or network.
pub fn bucket(cx: &Cx, limit: Limit, whom: &str) -> Vec<u8> {
    cx.app.key.hash(limit.name, whom)
}
