//! The outbox: mail and text messages, enqueued in the transaction that causes them.
//!
//! Each is a row that a sender takes under a lease, hands to the mail server or the SMS gateway, and
//! marks. Killed at any moment it loses none and repeats at most those in flight, with the same
//! Message-ID or idempotency key. What was accepted, or never can be, keeps neither address nor words.

mod config;
mod mime;
mod sender;
mod sms;
mod smtp;
mod sql;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::contact::{Mail, Mobile};
use crate::db::{Conn, FromValue, Value};
use crate::error::{Error, Result};
use crate::id::{Id, Ids};
use crate::row;

pub use config::{Config, MailUrl, Relay, SmsSource, Tls};
use sender::Sent;
pub use sender::{Delivered, Fate, Outcome, Sender, drain};
pub use sms::SmsGateway;

/// A mail to one person.
#[derive(Clone)]
pub struct Letter {
    /// What it is for, in the sender's words: `invitation`, `sign-in`.
    pub purpose: &'static str,
    /// The thing it is about; [`withdraw`] finds it by this.
    pub about: Option<Id>,
    pub recipient: Option<Id>,
    /// Somebody waits for it in front of a screen: it overtakes the others.
    pub is_urgent: bool,
    pub to: Mail,
    pub from_name: String,
    pub reply_to: Option<Mail>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Further headers: `List-Unsubscribe`, `Auto-Submitted`.
    pub headers: Vec<(String, String)>,
}

/// What a mail says, as it is stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Wording {
    pub from_name: String,
    pub reply_to: Option<Mail>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub headers: Vec<(String, String)>,
}

/// A text message to one phone.
#[derive(Clone)]
pub struct TextMessage {
    pub purpose: &'static str,
    pub about: Option<Id>,
    pub recipient: Option<Id>,
    /// As for [`Letter`].
    pub is_urgent: bool,
    pub to: Mobile,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    Mail,
    Sms,
}

impl Channel {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Waiting,
    Sending,
    /// Accepted by the mail server or the gateway.
    Sent,
    /// Refused for good, or put off for two days.
    Failed,
    /// In the development mailbox instead of on its way.
    Kept,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Sending, Self::Sent, Self::Failed, Self::Kept];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Kept => "kept",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl FromValue for Channel {
    fn from_value(value: Value) -> Result<Self> {
        match String::from_value(value)?.as_str() {
            "mail" => Ok(Self::Mail),
            "sms" => Ok(Self::Sms),
            _ => Err(Error::broken("a column holds no channel")),
        }
    }
}

impl FromValue for State {
    fn from_value(value: Value) -> Result<Self> {
        Self::of(&String::from_value(value)?).ok_or_else(|| Error::broken("a column holds no state"))
    }
}

/// A delivery on its way into the table.
struct Draft<'a> {
    channel: Channel,
    purpose: &'a str,
    rank: u8,
    about: Option<Id>,
    recipient: Option<Id>,
    to: &'a str,
    body: String,
}

/// Enqueues a mail; it leaves once the transaction is committed.
pub async fn send_letter(conn: &mut Conn, ids: &Ids, now: Time, letter: Letter) -> Result<Id> {
    let Letter {
        purpose,
        about,
        recipient,
        is_urgent,
        to,
        from_name,
        reply_to,
        subject,
        text,
        html,
        headers,
    } = letter;
    let body = serde_json::to_string(&Wording { from_name, reply_to, subject, text, html, headers })?;
    let rank = u8::from(!is_urgent);
    let draft = Draft { channel: Channel::Mail, purpose, rank, about, recipient, to: to.as_str(), body };
    sql::insert(conn, ids, now, &draft).await
}

/// Enqueues a text message; it leaves once the transaction is committed.
pub async fn send_text(conn: &mut Conn, ids: &Ids, now: Time, message: TextMessage) -> Result<Id> {
    let TextMessage { purpose, about, recipient, is_urgent, to, text } = message;
    let body = serde_json::to_string(&text)?;
    let rank = u8::from(!is_urgent);
    let draft = Draft { channel: Channel::Sms, purpose, rank, about, recipient, to: to.as_str(), body };
    sql::insert(conn, ids, now, &draft).await
}

/// Takes back what has not left yet of what is about this thing; how many. What is in flight at this
/// moment may still arrive, but is not tried again.
pub async fn withdraw(conn: &mut Conn, about: impl Into<Id>) -> Result<u64> {
    let about = about.into();
    sql::forget_flying_about(conn, about).await?;
    sql::delete_waiting_about(conn, about).await
}

/// Takes back what has not left yet for this person; how many.
pub async fn withdraw_to(conn: &mut Conn, recipient: impl Into<Id>) -> Result<u64> {
    let recipient = recipient.into();
    sql::forget_flying_to(conn, recipient).await?;
    sql::delete_waiting_to(conn, recipient).await
}

/// Takes the messages to this person out of the development mailbox; how many.
pub async fn forget_kept(conn: &mut Conn, recipient: impl Into<Id>) -> Result<u64> {
    sql::delete_kept_to(conn, recipient.into()).await
}

/// A delivery as the outbox page shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub delivery_id: Id,
    pub channel: Channel,
    pub purpose: String,
    pub about: Option<Id>,
    pub recipient: Option<Id>,
    pub state: State,
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_at: Time,
    /// What the server or the gateway answered last: codes, no addresses.
    pub reply: Option<String>,
    pub created_at: Time,
    pub sent_at: Option<Time>,
}
row!(Entry {
    delivery_id,
    channel,
    purpose,
    about,
    recipient,
    state,
    attempts,
    next_at,
    reply,
    created_at,
    sent_at
});

/// Before which delivery a page of a list begins: when it was made, and its id.
pub type Before = (Time, Id);

/// Later than every delivery.
pub const LATEST: Before = (Time(i64::MAX), Id([0xff; 16]));

/// The deliveries in a state, the latest first.
pub async fn list(conn: &mut Conn, state: State, limit: u32) -> Result<Vec<Entry>> {
    sql::list(conn, state, LATEST, limit).await
}

/// As [`list`], from the one after `before` on.
pub async fn list_before(conn: &mut Conn, state: State, before: Before, limit: u32) -> Result<Vec<Entry>> {
    sql::list(conn, state, before, limit).await
}

/// How many deliveries are in each state; one that has none is left out.
pub async fn counts(conn: &mut Conn) -> Result<Vec<(State, u32)>> {
    sql::counts(conn).await
}

/// Has a waiting delivery tried at once.
pub async fn try_now(conn: &mut Conn, delivery_id: Id, now: Time) -> Result<()> {
    if sql::hasten(conn, delivery_id, now).await? > 0 { Ok(()) } else { Err(Error::NotFound) }
}

/// A message in the development mailbox.
#[derive(Clone)]
pub struct Kept {
    pub delivery_id: Id,
    pub channel: Channel,
    pub purpose: String,
    pub recipient: Option<Id>,
    pub to: String,
    pub created_at: Time,
    pub kept_at: Time,
    pub content: Content,
}

#[derive(Clone)]
pub enum Content {
    Mail(Wording),
    Text(String),
}

impl Content {
    fn read(channel: Channel, body: &str) -> Result<Self> {
        let read = match channel {
            Channel::Mail => serde_json::from_str(body).map(Self::Mail),
            Channel::Sms => serde_json::from_str(body).map(Self::Text),
        };
        // serde quotes what it read, which is personal.
        read.map_err(|error| {
            Error::broken(format!("a delivery's body cannot be read: {:?}", error.classify()))
        })
    }
}

/// The development mailbox, the latest first.
pub async fn mailbox(conn: &mut Conn, limit: u32) -> Result<Vec<Kept>> {
    mailbox_before(conn, LATEST, limit).await
}

/// As [`mailbox`], from the one after `before` on.
pub async fn mailbox_before(conn: &mut Conn, before: Before, limit: u32) -> Result<Vec<Kept>> {
    sql::kept(conn, before, limit).await?.into_iter().map(Kept::try_from).collect()
}

/// One message of the development mailbox.
pub async fn kept(conn: &mut Conn, delivery_id: Id) -> Result<Kept> {
    sql::one_kept(conn, delivery_id).await?.try_into()
}

impl TryFrom<sql::KeptRow> for Kept {
    type Error = Error;
    fn try_from(row: sql::KeptRow) -> Result<Self> {
        Ok(Self {
            delivery_id: row.delivery_id,
            channel: row.channel,
            purpose: row.purpose,
            recipient: row.recipient,
            to: row.to,
            created_at: row.created_at,
            kept_at: row.kept_at,
            content: Content::read(row.channel, &row.body)?,
        })
    }
}

/// Whatever was on its way waits again, under the same Message-ID: after a restore nobody is at it any more.
pub async fn release_all(conn: &mut Conn) -> Result<()> {
    sql::release_all(conn).await
}

/// Deletes what reached its end before `before`; how many.
pub async fn sweep(conn: &mut Conn, before: Time) -> Result<u64> {
    sql::delete_ended(conn, before).await
}

/// Whether the mail server answers; a `mailbox:` always does. Nothing is sent.
pub async fn check_mail(config: &Config) -> Result<()> {
    match &config.mail {
        MailUrl::Mailbox => Ok(()),
        MailUrl::Smtp(relay) => smtp::check(relay, &config.host).await,
    }
}

/// Whether the SMS gateway is well described and listens: `None` when there is none. Nothing is sent.
pub async fn check_sms(config: &Config) -> Result<Option<()>> {
    match config.sms.load().await? {
        Some(gateway) => gateway.check().await.map(Some),
        None => Ok(None),
    }
}
