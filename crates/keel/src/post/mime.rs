//! A mail as it travels (RFC 5322).

use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::{Config, Wording};
use crate::clock::Time;
use crate::contact::Mail;
use crate::error::{Error, Result};
use crate::id::Id;

/// A message and whom it goes between.
pub(super) struct Envelope {
    pub(super) from: Address,
    pub(super) to: Address,
    /// The message with its dots doubled and its end marked: what follows DATA, in one piece.
    pub(super) data: String,
}

/// The same bytes at every attempt: id, date and boundary come from the delivery.
pub(super) fn envelope(
    config: &Config,
    delivery_id: Id,
    created_at: Time,
    to: &Mail,
    mail: &Wording,
) -> Result<Envelope> {
    let from = address(&config.from)?;
    let to = address(to)?;
    let ms = u64::try_from(created_at.ms()).unwrap_or_default();
    let mut message = Message::builder()
        .from(Mailbox::new(Some(one_line(&mail.from_name)).filter(|name| !name.is_empty()), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(one_line(&mail.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(ms))
        .message_id(Some(format!("<{delivery_id}@{}>", domain(&config.host))));
    if let Some(reply_to) = &mail.reply_to {
        message = message.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    for (name, value) in &mail.headers {
        let name = HeaderName::new_from_ascii(name.clone())
            .map_err(|_| Error::broken("a header's name is wrong"))?;
        message = message.raw_header(HeaderValue::new(name, one_line(value)));
    }
    let text = SinglePart::plain(mail.text.clone());
    let message = match &mail.html {
        Some(html) => message.multipart(
            MultiPart::alternative()
                .boundary(format!("part-{delivery_id}"))
                .singlepart(text)
                .singlepart(SinglePart::html(html.clone())),
        ),
        None => message.singlepart(text),
    };
    let message = message.map_err(Error::broken)?.formatted();
    let message = String::from_utf8(message).map_err(|_| Error::broken("a mail is not UTF-8"))?;
    Ok(Envelope { from, to, data: closed(&message) })
}

/// A domain in another script travels in its ASCII form (RFC 5891), which every server knows.
fn address(mail: &Mail) -> Result<Address> {
    let domain = match url::Host::parse(mail.domain()) {
        Ok(host) if !mail.domain().is_ascii() => host.to_string(),
        _ => mail.domain().to_owned(),
    };
    // Says only that it is none, never which.
    Address::new(mail.local(), domain).map_err(|_| Error::broken("not a mail address"))
}

/// The host's name without its port, as RFC 5322 allows it after the `@`.
pub(super) fn domain(host: &str) -> &str {
    let end = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(host.len());
    if end == 0 { "localhost" } else { &host[..end] }
}

/// A line break in a header would begin another one.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// RFC 5321, sections 4.1.1.4 and 4.5.2.
fn closed(message: &str) -> String {
    let mut data = String::with_capacity(message.len() + 64);
    for line in message.split_inclusive('\n') {
        if line.starts_with('.') {
            data.push('.');
        }
        data.push_str(line);
    }
    data.push_str(if data.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
    data
}

#[cfg(test)]
mod tests {
    use super::super::{MailUrl, SmsSource};
    use super::*;

    fn config() -> Config {
        Config {
            mail: MailUrl::Mailbox,
            sms: SmsSource::fixed(None),
            from: to("home@example.org"),
            host: "home.example.org:8017".to_owned(),
        }
    }

    fn to(address: &str) -> Mail {
        Mail::parse(address).expect("an address")
    }

    fn mail() -> Wording {
        Wording {
            from_name: "老友会".to_owned(),
            reply_to: Some(to("officer@example.org")),
            subject: "欢迎\r\nBcc: all@example.org".to_owned(),
            text: ".begins with a dot\n中文\n.".to_owned(),
            html: Some("<p>中文</p>".to_owned()),
            headers: vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())],
        }
    }

    #[test]
    fn a_mail_is_the_same_at_every_attempt_and_has_its_own_id() {
        let id = crate::id::Ids::seeded(1).next(Time(1_795_000_000_000));
        let build = || {
            envelope(&config(), id, Time(1_795_000_000_000), &to("lin@example.org"), &mail())
                .expect("built")
                .data
        };
        let data = build();
        assert_eq!(data, build());
        assert!(data.contains(&format!("Message-ID: <{id}@home.example.org>\r\n")), "{data}");
        assert!(data.contains("Auto-Submitted: auto-generated\r\n"), "{data}");
        assert!(!data.contains("\r\nBcc:"), "{data}");
        assert!(data.ends_with("\r\n.\r\n"));
    }

    #[test]
    fn a_line_of_one_dot_does_not_end_the_message() {
        assert_eq!(closed("a\r\n.\r\n..b"), "a\r\n..\r\n...b\r\n.\r\n");
        assert_eq!(closed("a\r\n"), "a\r\n.\r\n");
    }

    #[test]
    fn a_domain_in_another_script_is_translated() {
        let envelope =
            envelope(&config(), Id([0; 16]), Time(0), &to("lin@例子.测试"), &mail()).expect("built");
        assert_eq!(envelope.to.to_string(), "lin@xn--fsqu00a.xn--0zwm56d");
        assert!(envelope.data.is_ascii());
    }
}
