//! The outbox of this alliance: how mails and text messages leave, and who is told how it went.

use keel::contact::{Contact, Mail};
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::id::Id;
use keel::jobs::{Host, Stop};
use keel::l10n::Lang;
use keel::post::{
    Config, Delivered, Fate, Letter, MailUrl, Outcome, Sender, SmsGateway, SmsSource, TextMessage,
    drain as drain_outbox, send_letter, send_text,
};

use crate::app::{App, Cx};
use crate::budget::Permit;
use crate::people::OnFile;
use crate::settings::Key;
use crate::{freshness, invitations, server};

/// Whether a message uses up some of what one person may be sent.
#[derive(Clone, Copy, Debug)]
pub enum Weight {
    /// Somebody waits for it, must know it, or set it off themselves; docs/operating/messages.md lists them all.
    Transactional,
    /// Everything else, with leave from the contact budget.
    Counted(Permit),
}

/// What is said to one person, in their language, for whichever channel reaches them.
pub struct Message {
    /// What it is for: `invitation`, `sign_in`.
    pub purpose: &'static str,
    pub weight: Weight,
    /// What it is about, to be withdrawn by and to be told the outcome of.
    pub about: Option<Id>,
    /// Somebody waits for it in front of a screen.
    pub is_urgent: bool,
    pub lang: Lang,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The same as a text message: short, with the link.
    pub sms: String,
    /// Further mail headers.
    pub headers: Vec<(String, String)>,
}

/// Enqueues a message to one contact; it leaves once the transaction is committed.
pub async fn send(cx: &Cx, conn: &mut Conn, to: &OnFile, message: Message) -> Result<Id> {
    send_to(cx, conn, to.person_id.0, to.contact()?, message).await
}

/// As [`send`], to somebody who need not be on file: what `recipient` names is what the message goes with
/// when that is deleted.
pub async fn send_to(cx: &Cx, conn: &mut Conn, recipient: Id, to: Contact, message: Message) -> Result<Id> {
    let (ids, now) = (&cx.app.ids, cx.now);
    if let Weight::Counted(permit) = message.weight
        && !permit.is_for(recipient)
    {
        return Err(Error::broken("a permit to write to somebody else"));
    }
    let recipient = Some(recipient);
    match to {
        Contact::Mobile(mobile) => {
            let Message { purpose, about, is_urgent, sms, .. } = message;
            let text = TextMessage { purpose, about, recipient, is_urgent, to: mobile, text: sms };
            send_text(conn, ids, now, text).await
        }
        Contact::Mail(mail) => {
            let mut headers = message.headers;
            // RFC 3834: no holiday notes back, please.
            headers.push(("Auto-Submitted".to_owned(), "auto-generated".to_owned()));
            let letter = Letter {
                purpose: message.purpose,
                about: message.about,
                recipient,
                is_urgent: message.is_urgent,
                to: mail,
                from_name: cx.app.settings().alliance(message.lang).to_owned(),
                reply_to: None,
                subject: message.subject,
                text: message.text,
                html: Some(message.html),
                headers,
            };
            send_letter(conn, ids, now, letter).await
        }
    }
}

/// Tells the feature that sent something what became of it.
#[derive(Clone)]
struct Told(App);

impl Outcome for Told {
    async fn settled(&self, conn: &mut Conn, delivered: &Delivered) -> Result<()> {
        let cx = self.0.machine();
        if matches!(delivered.fate, Fate::Failed { .. }) {
            tracing::warn!(delivery = %delivered.delivery_id, purpose = delivered.purpose, "not delivered");
        }
        if delivered.purpose == freshness::PURPOSE {
            return freshness::actions::delivered(&cx, conn, delivered).await;
        }
        invitations::actions::delivered(&cx, conn, delivered).await
    }
}

/// How this alliance sends: the file says where mail goes, a setting says where texts go.
pub fn config(app: &App) -> Result<Config> {
    let mail = MailUrl::parse(&app.config.mail.url)?;
    let from = Mail::parse(&app.config.mail.from)?;
    let host = url::Url::parse(&app.url("/"))
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_else(|| "localhost".to_owned());
    let settings = app.clone();
    let sms = SmsSource::from_fn(move || std::future::ready(Ok(gateway(&settings))));
    Ok(Config { mail, sms, from, host })
}

/// The gateway for text messages; `None` where none is set, or all stays in the mailbox.
pub fn gateway(app: &App) -> Option<SmsGateway> {
    let settings = app.settings();
    let url = match app.config.sms.url.as_str() {
        "mailbox:" => return None,
        "" => settings.get(Key::SmsUrl),
        url => url,
    };
    if url.is_empty() {
        return None;
    }
    let mut gateway = SmsGateway::at(url);
    gateway.content_type = settings.get(Key::SmsType).to_owned();
    if !settings.get(Key::SmsBody).is_empty() {
        gateway.body = settings.get(Key::SmsBody).to_owned();
    }
    if !settings.get(Key::SmsSecret).is_empty() {
        gateway.header_name = "Authorization".to_owned();
        gateway.header_value = settings.get(Key::SmsSecret).to_owned();
    }
    Some(gateway)
}

/// Sends what waits until asked to stop.
pub async fn run(app: App, config: Config, stop: Stop) {
    let host = server::host(&app);
    Sender::new(host, config, Told(app)).run(stop).await;
}

/// Sends what is due and stops: for tests.
pub async fn drain(app: &App) -> Result<u32> {
    let host: Host = server::host(app);
    let drained = drain_outbox(&host, config(app)?, Told(app.clone())).await?;
    Ok(drained)
}
