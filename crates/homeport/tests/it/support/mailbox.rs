//! What would have gone out.

use keel::post::{Content, mailbox};

use super::House;

/// A mail or a text message, as its reader gets it.
#[derive(Debug)]
pub struct Sent {
    pub to: String,
    pub purpose: String,
    /// Empty for a text message.
    pub subject: String,
    pub text: String,
}

impl Sent {
    /// The path of the first link of ours that begins so: `/i/`, `/w/`.
    pub fn link(&self, start: &str) -> Option<String> {
        let from = self.text.find(&format!("http://homeport.test{start}"))? + "http://homeport.test".len();
        let rest = &self.text[from..];
        let end =
            rest.find(|char: char| char.is_whitespace() || "。，；）".contains(char)).unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    }
}

impl House {
    /// Everything that left since it was last forgotten, the latest first.
    pub async fn mails(&self) -> Vec<Sent> {
        let mut conn = self.app.db.read().await.expect("a connection");
        let kept = mailbox(&mut conn, 1_000).await.expect("a mailbox");
        kept.into_iter()
            .map(|kept| match kept.content {
                Content::Mail(wording) => {
                    Sent { to: kept.to, purpose: kept.purpose, subject: wording.subject, text: wording.text }
                }
                Content::Text(text) => {
                    Sent { to: kept.to, purpose: kept.purpose, subject: String::new(), text }
                }
            })
            .collect()
    }
}
