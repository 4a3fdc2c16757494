//! The mails and text messages that accounts send: all of them somebody waits for, or must know at once.

use askama::Template;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use keel::id::Id;
use keel::l10n::{L, Lang};

use crate::app::Cx;
use crate::budget::Permit;
use crate::people::OnFile;
use crate::post::{self, Message, Weight};

/// A message in one reader's language, for either channel.
pub struct Note {
    pub purpose: &'static str,
    pub subject: String,
    pub paras: Vec<String>,
    pub code: String,
    /// Where the button leads, and its words; empty for none.
    pub act: (String, String),
    /// What to do if one did not ask for it.
    pub aside: String,
    /// All of it in one text message.
    pub short: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/mail/note.html")]
struct Html<'a> {
    l: L,
    alliance: &'a str,
    company: &'a str,
    note: &'a Note,
}

#[derive(Template)]
#[template(path = "accounts/templates/mail/note.txt", escape = "none")]
struct Plain<'a> {
    alliance: &'a str,
    company: &'a str,
    note: &'a Note,
}

/// Puts a note into the outbox. Silence does not hold it back: its reader asked for it, or must know.
pub async fn send(cx: &Cx, conn: &mut Conn, to: &OnFile, lang: Lang, note: Note, about: Id) -> Result<()> {
    let message = message(cx, lang, note, about)?;
    post::send(cx, conn, to, message).await?;
    Ok(())
}

/// As [`send`], of what nobody waits for: it takes leave from the contact budget, and the way not to get such
/// messages any more, if there is one. Whoever calls has looked whether its reader wants to be left alone.
pub async fn send_counted(
    cx: &Cx,
    conn: &mut Conn,
    to: &OnFile,
    lang: Lang,
    note: Note,
    (about, permit, unsubscribe): (Id, Permit, Option<String>),
) -> Result<()> {
    let message = message(cx, lang, note, about)?;
    let headers = unsubscribe.map_or_else(Vec::new, |url| {
        // RFC 8058: a mail program offers the way out by itself.
        let one_click = ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned());
        vec![("List-Unsubscribe".to_owned(), format!("<{url}>")), one_click]
    });
    let message = Message { is_urgent: false, weight: Weight::Counted(permit), headers, ..message };
    post::send(cx, conn, to, message).await?;
    Ok(())
}

/// As [`send`], to somebody who need not be on file; the note goes when what it is about is deleted.
pub async fn send_to(cx: &Cx, conn: &mut Conn, to: Contact, lang: Lang, note: Note, about: Id) -> Result<()> {
    let message = message(cx, lang, note, about)?;
    post::send_to(cx, conn, about, to, message).await?;
    Ok(())
}

fn message(cx: &Cx, lang: Lang, note: Note, about: Id) -> Result<Message> {
    let settings = cx.app.settings();
    let (alliance, company) = (settings.alliance(lang), settings.company(lang));
    let l = cx.app.catalog.l(lang);
    Ok(Message {
        purpose: note.purpose,
        weight: Weight::Transactional,
        about: Some(about),
        is_urgent: true,
        lang,
        text: Plain { alliance, company, note: &note }.render().map_err(Error::broken)?,
        html: Html { l, alliance, company, note: &note }.render().map_err(Error::broken)?,
        subject: note.subject,
        sms: note.short,
        headers: Vec::new(),
    })
}

/// "Here is the way in": a link, and a code for another device or for a phone without one.
pub fn sign_in(cx: &Cx, lang: Lang, name: &str, link: &str, code: &str) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    Note {
        purpose: "sign-in",
        subject: l.t1("accounts-mail-sign-in-subject", "alliance", alliance),
        paras: vec![
            l.t1("accounts-mail-sign-in-hello", "name", name),
            l.t("accounts-mail-sign-in-text").into(),
        ],
        code: code.to_owned(),
        act: (link.to_owned(), l.t("accounts-mail-sign-in-act").into()),
        aside: l.t("accounts-mail-not-asked").into(),
        short: l.t2("accounts-sms-sign-in", "alliance", alliance, "code", code),
    }
}

/// "Is this yours?"
pub fn confirm(cx: &Cx, lang: Lang, link: &str, code: &str) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    Note {
        purpose: "confirm",
        subject: l.t1("accounts-mail-confirm-subject", "alliance", alliance),
        paras: vec![l.t("accounts-mail-confirm-text").into()],
        code: code.to_owned(),
        act: (link.to_owned(), l.t("accounts-mail-confirm-act").into()),
        aside: l.t("accounts-mail-not-asked").into(),
        short: l.t2("accounts-sms-confirm", "alliance", alliance, "code", code),
    }
}

/// "Somebody says this contact is lost": to the old contacts, with the one tap that stops it.
pub fn recovery_notice(cx: &Cx, lang: Lang, name: &str, masked: &str, stop: &str) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let days = settings.number(crate::settings::Key::RecoveryDays);
    Note {
        purpose: "recovery",
        subject: l.t1("accounts-mail-recovery-subject", "alliance", alliance),
        paras: vec![
            l.t1("accounts-mail-hello", "name", name),
            l.t2("accounts-mail-recovery-text", "contact", masked, "days", days),
            l.t("accounts-mail-recovery-if-you").into(),
        ],
        code: String::new(),
        act: (stop.to_owned(), l.t("accounts-mail-recovery-act").into()),
        aside: l.t("accounts-mail-recovery-aside").into(),
        short: l.t2("accounts-sms-recovery", "alliance", alliance, "link", stop),
    }
}

/// "The officer believes you": to the new contact, which a link then proves.
pub fn recovered(cx: &Cx, lang: Lang, name: &str, link: &str) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    Note {
        purpose: "recovered",
        subject: l.t1("accounts-mail-recovered-subject", "alliance", alliance),
        paras: vec![l.t1("accounts-mail-hello", "name", name), l.t("accounts-mail-recovered-text").into()],
        code: String::new(),
        act: (link.to_owned(), l.t("accounts-mail-recovered-act").into()),
        aside: l.t("accounts-mail-not-asked").into(),
        short: l.t2("accounts-sms-recovered", "alliance", alliance, "link", link),
    }
}

/// "Your ways in have changed": to the contacts that were there before, with the one tap that undoes it.
pub fn changed(cx: &Cx, lang: Lang, name: &str, what: &Text, undo: &str) -> Note {
    let l = cx.app.catalog.l(lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let what = l.text(what);
    Note {
        purpose: "changed",
        subject: l.t1("accounts-mail-changed-subject", "alliance", alliance),
        paras: vec![
            l.t1("accounts-mail-hello", "name", name),
            l.t2("accounts-mail-changed-text", "what", &what, "at", l.day_time(cx.now, settings.zone())),
            l.t("accounts-mail-changed-if-you").into(),
        ],
        code: String::new(),
        act: (undo.to_owned(), l.t("accounts-undo-act").into()),
        aside: l.t("accounts-mail-changed-aside").into(),
        short: l.t3("accounts-sms-changed", ("alliance", alliance), ("what", &what), ("link", undo)),
    }
}
