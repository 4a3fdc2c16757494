//! The only writers of claims.

mod decide;
mod tell;
mod vouch;

pub use decide::{Entry, accept, appeal, enter, refuse};
pub use tell::{confirm, confirm_by_code, send_code, take_back, tell};
pub use vouch::{answer, ask_to_vouch};

use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Error, Result, Text};

use super::model::{Claim, ClaimId};
use super::sql;
use crate::app::Cx;
use crate::people::OnFile;
use crate::settings::Key;

/// When a claim goes on which nothing more happens from now on.
fn until(cx: &Cx) -> Time {
    cx.now.plus_days(cx.app.settings().number(Key::ClaimsDays).clamp(1, 3_650))
}

/// A claim that waits for a decision.
async fn open(conn: &mut Conn, claim: ClaimId) -> Result<Claim> {
    let found = sql::claim(conn, claim).await?.ok_or(Error::NotFound)?;
    if found.state.is_open() { Ok(found) } else { Err(decided()) }
}

fn decided() -> Error {
    Error::Conflict(Text::new("claims-error-decided"))
}

/// Whoever had these contacts is erased: whatever was ever claimed with one of them goes as well.
pub async fn forget(conn: &mut Conn, contacts: &[OnFile]) -> Result<()> {
    for contact in contacts {
        for claim in sql::at_address(conn, &contact.address).await? {
            erase(conn, claim).await?;
        }
    }
    Ok(())
}

/// A claim is gone, with every word that was sent about it.
pub(super) async fn erase(conn: &mut Conn, claim: ClaimId) -> Result<bool> {
    for vouch in sql::vouches::of_claim(conn, claim).await? {
        keel::post::withdraw(conn, vouch.vouch_id.0).await?;
    }
    keel::post::withdraw_to(conn, claim.0).await?;
    keel::post::forget_kept(conn, claim.0).await?;
    sql::delete(conn, claim).await
}
