//! The public page, one's own claim, the tap of somebody who vouches, and the officer's queue.

mod index;
mod mine;
mod show;
mod tell;
mod vouch;

pub use index::index;
pub use mine::{appeal, confirm, mine, take_back};
pub use show::{accept, enter, refuse, show};
pub use tell::{by_code, new, sent, tell};
pub use vouch::{vouch, vouching};

use std::time::Duration;

use askama::Template;
use axum::http::StatusCode;
use keel::error::Result;

use crate::app::{Answer, Cx};
use crate::shell::Shell;

/// So many tries in so long.
struct Limit {
    name: &'static str,
    max: u32,
    window: Duration,
}

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// Claims that one network sends: friends who left together may sit in one room.
const BY_NETWORK: Limit = Limit { name: "claims.network", max: 20, window: HOUR };
/// And on a whole day, so that a script goes no further by being slow.
const BY_NETWORK_A_DAY: Limit = Limit { name: "claims.network.day", max: 60, window: DAY };
/// Messages that a claim sends to one contact, whoever sends the claim.
const BY_CONTACT: Limit = Limit { name: "claims.contact", max: 3, window: DAY };
/// Codes typed for one claim, and codes and links tried from one network.
const CODE: Limit = Limit { name: "claims.code", max: 10, window: DAY };
const TRY_NETWORK: Limit = Limit { name: "claims.try", max: 120, window: HOUR };
/// Words that one claim appeals in.
const APPEALS: Limit = Limit { name: "claims.appeal", max: 5, window: DAY };

/// Counts a try by a keyed hash, so that the counter names nobody.
async fn hit(cx: &Cx, limit: &Limit, whom: &str) -> Result<()> {
    // In a test there is no network; everybody would share one counter.
    if whom.is_empty() {
        return Ok(());
    }
    let bucket = cx.app.key.hash(limit.name, whom);
    keel::limit::hit_alone(&cx.app.db, cx.now, &bucket, limit.max, limit.window).await
}

#[derive(Template)]
#[template(path = "claims/templates/over.html")]
struct Over {
    s: Shell,
    title: &'static str,
    text: &'static str,
    /// Whether there is a page to claim on again.
    may_claim: bool,
}

/// A link of ours about something that is over and gone.
fn over(cx: &Cx, title: &'static str, text: &'static str, may_claim: bool) -> Answer {
    let may_claim = may_claim && super::is_open(&cx.app);
    cx.page(StatusCode::GONE, &Over { s: cx.narrow(""), title, text, may_claim })
}
