//! The only writers of settings.

use keel::contact::{Contact, Mobile};
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::post::{TextMessage, send_text};

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

/// Sets those that differ from what holds now; how many.
pub async fn change(cx: &Cx, conn: &mut Conn, wanted: &[(Key, String)]) -> Result<usize> {
    let now = cx.app.settings();
    let changed: Vec<_> = wanted.iter().filter(|(key, value)| now.get(*key) != value.trim()).collect();
    for (key, value) in &changed {
        set(cx, conn, *key, value).await?;
    }
    Ok(changed.len())
}

/// Sends a text message to a number, to see whether the gateway takes it.
pub async fn try_texts(cx: &Cx, conn: &mut Conn, to: Mobile) -> Result<()> {
    cx.viewer.must(Can::Administer)?;
    let alliance = cx.app.settings().alliance(cx.lang).to_owned();
    let message = TextMessage {
        purpose: "test",
        about: None,
        recipient: None,
        is_urgent: true,
        to,
        text: cx.l().t1("settings-sms-test-text", "alliance", alliance),
    };
    send_text(conn, &cx.app.ids, cx.now, message).await?;
    Ok(())
}

/// A number as a form gave it; a mail address is none.
pub fn mobile(text: &str) -> Result<Mobile> {
    match Contact::parse(text, "CN").map_err(|error| error.in_field("to"))? {
        Contact::Mobile(mobile) => Ok(mobile),
        Contact::Mail(_) => Err(Error::invalid("to", Text::new("settings-sms-test-mobile"))),
    }
}
