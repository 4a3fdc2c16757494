//! Where mail and text messages leave.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use url::Url;

use super::SmsGateway;
use crate::contact::Mail;
use crate::error::{Error, Result};

/// How this program sends.
#[derive(Clone)]
pub struct Config {
    pub mail: MailUrl,
    pub sms: SmsSource,
    /// The address that mail comes from.
    pub from: Mail,
    /// The public host name: it says EHLO and ends each Message-ID.
    pub host: String,
}

/// `smtp://host:port`, `smtps://user:password@host`, or `mailbox:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailUrl {
    /// Nothing leaves: what would have been sent is kept to be looked at.
    Mailbox,
    Smtp(Relay),
}

/// A mail server that takes our mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Name and password.
    pub login: Option<(String, String)>,
}

/// Whether the connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// `?tls=never`.
    Never,
    /// `?tls=maybe`: when the server offers it, whoever signed its certificate (RFC 7435).
    IfOffered,
    /// `?tls=always`: STARTTLS with a valid certificate or nothing.
    Always,
    /// `smtps://`: TLS from the first byte, with a valid certificate.
    Implicit,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.tls)
    }
}

impl MailUrl {
    /// Fails with what is wrong, without the password.
    pub fn parse(text: &str) -> Result<Self> {
        if text == "mailbox:" {
            return Ok(Self::Mailbox);
        }
        let wrong = |what: &str| Error::broken(format!("the mail URL {what}"));
        let url = Url::parse(text).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        let is_implicit = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(wrong("begins with smtp:, smtps: or mailbox:")),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("names no host"))?;
        let login = login(&url).ok_or_else(|| wrong("has a name or password that is not UTF-8"))?;
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let tls = match (is_implicit, asked.as_deref()) {
            (true, None | Some("always")) => Tls::Implicit,
            (true, Some(_)) => return Err(wrong("cannot be smtps: without TLS")),
            (false, Some("never")) => Tls::Never,
            (false, Some("maybe")) => Tls::IfOffered,
            (false, Some("always")) => Tls::Always,
            (false, Some(_)) => return Err(wrong("says tls=never, tls=maybe or tls=always")),
            // A password travels only where it cannot be read on the way.
            (false, None) if login.is_some() => Tls::Always,
            (false, None) => Tls::IfOffered,
        };
        let port = url.port().unwrap_or(match (is_implicit, &login) {
            (true, _) => 465,
            (false, Some(_)) => 587,
            (false, None) => 25,
        });
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self::Smtp(Relay { host, port, tls, login }))
    }
}

/// `None` when it cannot be decoded.
fn login(url: &Url) -> Option<Option<(String, String)>> {
    if url.username().is_empty() {
        return Some(None);
    }
    let name = percent_decoded(url.username())?;
    let password = percent_decoded(url.password().unwrap_or_default())?;
    Some(Some((name, password)))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

type Loading = Pin<Box<dyn Future<Output = Result<Option<SmsGateway>>> + Send>>;

/// Where the SMS gateway is found each time one is needed: it is a setting, and may change at any time.
#[derive(Clone)]
pub struct SmsSource(Arc<dyn Fn() -> Loading + Send + Sync>);

impl SmsSource {
    /// Asks `load` before each text message.
    pub fn from_fn<F, Answer>(load: F) -> Self
    where
        F: Fn() -> Answer + Send + Sync + 'static,
        Answer: Future<Output = Result<Option<SmsGateway>>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(load())))
    }

    /// Always the same gateway, or none.
    pub fn fixed(gateway: Option<SmsGateway>) -> Self {
        Self::from_fn(move || std::future::ready(Ok(gateway.clone())))
    }

    pub async fn load(&self) -> Result<Option<SmsGateway>> {
        (self.0)().await
    }
}

impl fmt::Debug for SmsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmsSource")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay(url: &str) -> Relay {
        match MailUrl::parse(url).expect("a URL") {
            MailUrl::Smtp(relay) => relay,
            MailUrl::Mailbox => panic!("a mailbox"),
        }
    }

    #[test]
    fn a_mail_url_says_where_and_how() {
        assert_eq!(MailUrl::parse("mailbox:").expect("a mailbox"), MailUrl::Mailbox);
        let plain = relay("smtp://localhost:2525");
        assert_eq!(
            (plain.host.as_str(), plain.port, plain.tls, plain.login),
            ("localhost", 2525, Tls::IfOffered, None)
        );
        assert_eq!(
            (relay("smtp://a").port, relay("smtp://u:p@a").port, relay("smtps://a").port),
            (25, 587, 465)
        );
        assert_eq!(relay("smtp://a?tls=never").tls, Tls::Never);
        assert_eq!(relay("smtp://u:p@a").tls, Tls::Always);
        assert_eq!(relay("smtps://a").tls, Tls::Implicit);
        assert_eq!(relay("smtp://[::1]:25").host, "::1");
        let login = relay("smtps://post%40example.org:p%25%2f@a").login.expect("a login");
        assert_eq!(login, ("post@example.org".to_owned(), "p%/".to_owned()));
    }

    #[test]
    fn a_wrong_mail_url_is_refused_without_its_password() {
        for wrong in [
            "",
            "http://a",
            "smtp:",
            "smtps://u:secret@a?tls=never",
            "smtp://u:secret@a?tls=yes",
            "smtp://u:secret@a:99999",
        ] {
            let error = MailUrl::parse(wrong).expect_err(wrong).to_string();
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(!format!("{:?}", relay("smtp://u:secret@a")).contains("secret"));
    }
}
