//! How much is written to one person: so many messages in thirty days, from the whole house together.
//!
//! Owns `budget_message`. Whatever writes to somebody who does not wait for it asks here first, and is given
//! a [`Permit`], without which `post` takes no such message; what somebody waits for, must know, or set off
//! themselves is called transactional and passes uncounted. What never arrived does not count. A message
//! counts once, to however many contacts it goes.

pub mod actions;
pub mod jobs;
mod sql;

use keel::clock::Time;
use keel::db::Conn;
use keel::error::Result;
use keel::id::Id;

use crate::app::Cx;
use crate::people::PersonId;
use crate::settings::Key;

keel::id!(MessageId);

/// The days over which messages are counted.
pub const DAYS: i64 = 30;

/// Leave to write to one person once. Nothing but [`actions::ask`] gives it.
#[derive(Clone, Copy, Debug)]
pub struct Permit {
    person: PersonId,
}

impl Permit {
    pub fn is_for(self, recipient: Id) -> bool {
        self.person.0 == recipient
    }
}

/// Whether somebody may be written to now.
pub async fn has_room(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<bool> {
    Ok(spent(cx, conn, person).await? < most(cx))
}

/// How many messages somebody got in the last days.
pub async fn spent(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<i64> {
    sql::count_since(conn, person, since(cx)).await
}

/// How many they may get.
pub fn most(cx: &Cx) -> i64 {
    cx.app.settings().number(Key::BudgetMessages).max(0)
}

/// When there is room for one more.
pub async fn free_at(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Time> {
    let most = usize::try_from(most(cx)).unwrap_or_default();
    let latest = sql::latest(conn, person, most).await?;
    // Where nothing may be written at all, the setting is looked at again in a while.
    let oldest = latest.into_iter().nth(most.saturating_sub(1)).unwrap_or(cx.now);
    Ok(oldest.plus_days(DAYS).max(cx.now))
}

fn since(cx: &Cx) -> Time {
    cx.now.plus_days(-DAYS)
}
