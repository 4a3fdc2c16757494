//! The only writers of settings.

use keel::db::Conn;
use keel::error::Result;

use super::{Key, sql};
use crate::access::Can;
use crate::app::Cx;
use crate::journal::{self, Act};

/// Sets one setting. The caller reloads the settings after the commit.
pub async fn set(cx: &Cx, conn: &mut Conn, key: Key, value: &str) -> Result<()> {
    cx.viewer.must(Can::Administer)?;
    sql::set(conn, key, value.trim(), cx.now, cx.viewer.person).await?;
    let entry = crate::journal::EntryId::next(&cx.app.ids, cx.now);
    journal::note(cx, conn, Act::SettingChanged, entry, Some(key.word())).await
}
