//! One connection to the mail server, used again and again (RFC 5321).

use std::error::Error as _;
use std::future::Future;
use std::io::ErrorKind;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use tokio::net::TcpStream;

use super::mime::{Envelope, domain};
use super::{Relay, Sent, Tls};
use crate::clock::Stopwatch;
use crate::error::{Error, Result};

const CONNECT: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });
const COMMAND: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 30 });
/// Less than the lease of a delivery, so that nobody takes it over while it is on its way.
const WHOLE: Duration = Duration::from_secs(if cfg!(test) { 3 } else { 45 });
/// Some servers close after a hundred messages; we are faster.
const MESSAGES: u32 = 100;
/// Servers drop the silent; we go before that.
const SILENCE: Duration = Duration::from_secs(15);

/// A place for a connection: made at the first message, made anew when it broke.
#[derive(Default)]
pub(super) struct Line {
    open: Option<Open>,
}

struct Open {
    smtp: AsyncSmtpConnection,
    messages: u32,
    last_used: Stopwatch,
}

/// Why a command did not go through.
enum Trouble {
    /// The server said so: the code, and the enhanced status if it gave one (RFC 3463).
    Answer { code: u16, reply: String },
    /// The connection failed, in a few words.
    Broken(String),
}

impl Line {
    /// Sends one message.
    pub(super) async fn send(&mut self, relay: &Relay, host: &str, envelope: &Envelope) -> Sent {
        match tokio::time::timeout(WHOLE, self.try_send(relay, host, envelope)).await {
            Ok(sent) => sent,
            Err(_) => {
                self.open = None;
                Sent::Soon("timed out".to_owned())
            }
        }
    }

    async fn try_send(&mut self, relay: &Relay, host: &str, envelope: &Envelope) -> Sent {
        loop {
            // Taken out: if this future is dropped half-way, so is the connection.
            let (mut open, is_fresh) = match self.open.take() {
                Some(open) => (open, false),
                None => match connect(relay, host).await {
                    Ok(smtp) => (Open { smtp, messages: 0, last_used: Stopwatch::start() }, true),
                    Err(trouble) => return Sent::Soon(trouble.words()),
                },
            };
            if needs_utf8(envelope) && !open.smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
                self.open = Some(open);
                return Sent::Refused("no SMTPUTF8".to_owned());
            }
            match open.begin(envelope).await {
                Ok(()) => {}
                Err(trouble) if !is_fresh && trouble.is_farewell() => continue,
                Err(trouble) => return trouble.about_us(),
            }
            let sent = open.finish(envelope).await.map_or_else(Trouble::about_recipient, Sent::Accepted);
            let stays = match sent {
                Sent::Accepted(_) => true,
                Sent::Refused(_) | Sent::Later(_) => open.reset().await,
                Sent::Soon(_) | Sent::Kept => false,
            };
            if stays {
                open.messages += 1;
                open.last_used = Stopwatch::start();
                let is_worn = open.messages >= MESSAGES;
                self.open = Some(open);
                if is_worn {
                    self.close().await;
                }
            }
            return sent;
        }
    }

    /// To be called now and then while there is nothing to send.
    pub(super) async fn rest(&mut self) {
        if self.open.as_ref().is_some_and(|open| open.last_used.elapsed() > SILENCE) {
            self.close().await;
        }
    }

    /// Says goodbye.
    pub(super) async fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            drop(tokio::time::timeout(Duration::from_secs(1), open.smtp.quit()).await);
        }
    }
}

impl Open {
    /// Up to where nothing of the message has been said yet.
    async fn begin(&mut self, envelope: &Envelope) -> std::result::Result<(), Trouble> {
        let mut parameters = Vec::new();
        if needs_utf8(envelope) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !envelope.data.is_ascii() && self.smtp.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        within(COMMAND, self.smtp.command(Mail::new(Some(envelope.from.clone()), parameters))).await?;
        Ok(())
    }

    /// The recipient and the message; the server's answer once it has taken both.
    async fn finish(&mut self, envelope: &Envelope) -> std::result::Result<String, Trouble> {
        within(COMMAND, self.smtp.command(Rcpt::new(envelope.to.clone(), Vec::new()))).await?;
        within(COMMAND, self.smtp.command(Data)).await?;
        // In one write: in two, Nagle's algorithm would hold the second back.
        let response = within(COMMAND, self.smtp.command(&envelope.data)).await?;
        Ok(reply(u16::from(response.code()), response.first_line().unwrap_or_default()))
    }

    /// Whether the connection is good for another message.
    async fn reset(&mut self) -> bool {
        within(COMMAND, self.smtp.command(Rset)).await.is_ok()
    }
}

/// An address in another script needs a server that says it can (RFC 6531).
fn needs_utf8(envelope: &Envelope) -> bool {
    [&envelope.from, &envelope.to].into_iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii())
}

impl Trouble {
    /// What a server says or does when it has waited too long for us.
    fn is_farewell(&self) -> bool {
        matches!(self, Self::Broken(_) | Self::Answer { code: 421, .. })
    }

    /// Before the recipient was named: what the server refuses is us, or whom we write as.
    fn about_us(self) -> Sent {
        match self {
            Self::Answer { code: 400..=420 | 422..=499, reply } => Sent::Later(reply),
            other => Sent::Soon(other.words()),
        }
    }

    fn about_recipient(self) -> Sent {
        match self {
            Self::Answer { code: 500..=599, reply } => Sent::Refused(reply),
            Self::Answer { code: 400..=420 | 422..=499, reply } => Sent::Later(reply),
            other => Sent::Soon(other.words()),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Answer { reply, .. } => reply,
            Self::Broken(words) => words,
        }
    }
}

async fn connect(relay: &Relay, host: &str) -> std::result::Result<AsyncSmtpConnection, Trouble> {
    let hello = ClientId::Domain(domain(host).to_owned());
    let server = (relay.host.as_str(), relay.port);
    let mut smtp = if relay.tls == Tls::Implicit {
        let tls = TlsParameters::new(relay.host.clone()).map_err(|error| Trouble::of(&error))?;
        let connecting = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &hello, Some(tls), None);
        within(CONNECT, connecting).await?
    } else {
        let stream = tokio::time::timeout(CONNECT, TcpStream::connect(server)).await;
        let stream =
            stream.map_err(|_| Trouble::Broken("timed out".to_owned()))?.map_err(|error| from_io(&error))?;
        stream.set_nodelay(true).map_err(|error| from_io(&error))?;
        within(COMMAND, AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)).await?
    };
    if relay.tls == Tls::Always || (relay.tls == Tls::IfOffered && smtp.can_starttls()) {
        let tls = TlsParameters::builder(relay.host.clone())
            .dangerous_accept_invalid_certs(relay.tls == Tls::IfOffered)
            .build()
            .map_err(|error| Trouble::of(&error))?;
        within(COMMAND, smtp.starttls(tls, &hello)).await?;
    }
    if let Some((name, password)) = &relay.login {
        let credentials = Credentials::new(name.clone(), password.clone());
        within(COMMAND, smtp.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)).await?;
    }
    Ok(smtp)
}

async fn within<T>(
    limit: Duration,
    command: impl Future<Output = std::result::Result<T, SmtpError>>,
) -> std::result::Result<T, Trouble> {
    match tokio::time::timeout(limit, command).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Trouble::of(&error)),
        Err(_) => Err(Trouble::Broken("timed out".to_owned())),
    }
}

impl Trouble {
    fn of(error: &SmtpError) -> Self {
        if let Some(code) = error.status() {
            let code = u16::from(code);
            let text = error.source().map(ToString::to_string).unwrap_or_default();
            return Self::Answer { code, reply: reply(code, &text) };
        }
        let mut source = error.source();
        while let Some(cause) = source {
            if let Some(io) = cause.downcast_ref::<std::io::Error>() {
                return from_io(io);
            }
            source = cause.source();
        }
        Self::Broken(if error.is_tls() { "TLS failed" } else { "connection lost" }.to_owned())
    }
}

fn from_io(error: &std::io::Error) -> Trouble {
    let words = match error.kind() {
        ErrorKind::ConnectionRefused => "connection refused",
        ErrorKind::TimedOut => "timed out",
        ErrorKind::InvalidData => "TLS failed",
        ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => "connection lost",
        _ => "no connection",
    };
    Trouble::Broken(words.to_owned())
}

/// The code and, if the text begins with one, the enhanced status. The rest of the text may quote the
/// address and is dropped.
fn reply(code: u16, text: &str) -> String {
    let first = text.split([' ', '-']).next().unwrap_or_default();
    let parts: Vec<&str> = first.split('.').collect();
    let is_status = parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts.iter().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    if is_status { format!("{code} {first}") } else { code.to_string() }
}

/// Connects, says EHLO and goes.
pub(super) async fn check(relay: &Relay, host: &str) -> Result<()> {
    match connect(relay, host).await {
        Ok(mut smtp) => {
            drop(tokio::time::timeout(Duration::from_secs(1), smtp.quit()).await);
            Ok(())
        }
        Err(trouble) => Err(Error::broken(format!("the mail server {relay:?}: {}", trouble.words()))),
    }
}

#[cfg(test)]
mod tests {
    use super::reply;

    #[test]
    fn a_reply_keeps_its_codes_and_no_address() {
        assert_eq!(reply(550, "5.1.1 <lin@example.org>: no such mailbox"), "550 5.1.1");
        assert_eq!(reply(550, "lin@example.org unknown"), "550");
        assert_eq!(reply(250, "2.0.0 Ok: queued as 1234"), "250 2.0.0");
        assert_eq!(reply(450, "10.0.0.1 is grey"), "450");
    }
}
