//! What an administrator changes on a Tuesday: names, policy, times, the gateway for text messages.
//!
//! Owns `settings_setting`. A key that is not in the table has its default.

pub mod actions;
mod model;
pub mod pages;
mod sql;

pub use model::{Key, Settings};

use keel::db::Conn;
use keel::error::Result;

/// Reads all settings.
pub async fn load(conn: &mut Conn) -> Result<Settings> {
    Ok(Settings::new(sql::all(conn).await?))
}
