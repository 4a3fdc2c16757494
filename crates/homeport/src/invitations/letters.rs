//! The mails and text messages of an invitation: words one would be glad to get, and a way out in each.

use askama::Template;
use keel::clock::Time;
use keel::error::{Error, Result};
use keel::id::Id;
use keel::l10n::{L, Lang};

use super::link::ways_out;
use super::{Invitation, url, whom::Whom};
use crate::app::Cx;
use crate::post::{Message, Weight};
use crate::retention::{self, Wish};

/// Which of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invitation,
    FirstReminder,
    LastReminder,
}

impl Kind {
    pub const fn of_round(round: i64) -> Self {
        match round {
            1 => Self::FirstReminder,
            _ => Self::LastReminder,
        }
    }

    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::FirstReminder | Self::LastReminder => "reminder",
        }
    }
}

/// A message in one reader's language.
pub struct Note {
    pub subject: String,
    pub title: String,
    pub words: Option<Words>,
    pub paras: Vec<String>,
    /// Where the button leads; empty for none.
    pub act: (String, String),
    pub aside: String,
    /// The ways out, as links with their words.
    pub out: Vec<(String, String)>,
    pub company: String,
    pub unsubscribe: Option<String>,
}

/// A person's own words, and who says them.
pub struct Words {
    pub text: String,
    pub name: String,
    pub title: String,
}

#[derive(Template)]
#[template(path = "invitations/templates/mail/note.html")]
struct Html<'a> {
    l: L,
    alliance: &'a str,
    note: &'a Note,
}

#[derive(Template)]
#[template(path = "invitations/templates/mail/note.txt", escape = "none")]
struct Plain<'a> {
    alliance: &'a str,
    note: &'a Note,
}

/// An invitation or a reminder, for whichever channel.
pub fn message(cx: &Cx, invitation: &Invitation, whom: &Whom, kind: Kind, about: Id) -> Result<Message> {
    let sms = short(cx, invitation, whom, kind);
    let message = of_note(cx, whom.lang, &note(cx, invitation, whom, kind), sms)?;
    Ok(Message { purpose: kind.purpose(), about: Some(about), ..message })
}

/// An answer that somebody waits for.
pub fn answer(cx: &Cx, lang: Lang, note: &Note) -> Result<Message> {
    let sms = cx.app.catalog.l(lang).t2("invitations-sms-note", "title", &note.title, "link", &note.act.0);
    let message = of_note(cx, lang, note, sms)?;
    Ok(Message { purpose: "invitation-answer", is_urgent: true, ..message })
}

fn of_note(cx: &Cx, lang: Lang, note: &Note, sms: String) -> Result<Message> {
    let settings = cx.app.settings();
    let alliance = settings.alliance(lang);
    let mut headers = Vec::new();
    // RFC 8058: a mail program offers the way out by itself.
    if let Some(unsubscribe) = &note.unsubscribe {
        headers.push(("List-Unsubscribe".to_owned(), format!("<{unsubscribe}>")));
        headers.push(("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()));
    }
    let l = cx.app.catalog.l(lang);
    Ok(Message {
        purpose: "invitation",
        weight: Weight::Transactional,
        about: None,
        is_urgent: false,
        lang,
        subject: note.subject.clone(),
        text: Plain { alliance, note }.render().map_err(Error::broken)?,
        html: Html { l, alliance, note }.render().map_err(Error::broken)?,
        sms,
        headers,
    })
}

fn note(cx: &Cx, invitation: &Invitation, whom: &Whom, kind: Kind) -> Note {
    let l = cx.app.catalog.l(whom.lang);
    let settings = cx.app.settings();
    let alliance = settings.alliance(whom.lang);
    let company = whom.company(cx, whom.lang);
    let name = whom.person.name.as_str();
    let link = url(&cx.app, invitation.invitation_id, invitation.version);
    let (subject, title, words, mut paras) = match kind {
        Kind::Invitation => first(cx, whom, l, alliance),
        Kind::FirstReminder => {
            let title = l.t1("invitations-mail-reminder-title", "name", name);
            let text = l.t2("invitations-mail-reminder-text", "alliance", alliance, "company", &company);
            (title.clone(), title, None, vec![text])
        }
        Kind::LastReminder => {
            let title = l.t1("invitations-mail-last-title", "name", name);
            let until = until(cx, l, invitation.expires_at);
            let text = l.t2("invitations-mail-last-text", "alliance", alliance, "until", until);
            (title.clone(), title, None, vec![text])
        }
    };
    if kind != Kind::LastReminder {
        paras.push(whom.company_of_old(l, alliance));
    }
    if let Some(number) = whom.number().filter(|_| kind == Kind::Invitation) {
        paras.push(l.t1("invitations-mail-number", "number", number));
    }
    let mut out = vec![
        (format!("{link}/decline"), l.t("invitations-mail-decline").into_owned()),
        (format!("{link}/never"), l.t("invitations-mail-never").into_owned()),
    ];
    if let Some(notice) = whom.notice(cx, l).filter(|_| kind == Kind::Invitation) {
        paras.push(notice);
        let delete = retention::url(&cx.app, invitation.person_id, Wish::Delete);
        out.push((delete, l.t("invitations-mail-delete").into_owned()));
    }
    Note {
        subject,
        title,
        words,
        paras,
        act: (link.clone(), l.t("invitations-mail-act").into_owned()),
        aside: assurance(l, &whom.telephone),
        out,
        company,
        unsubscribe: Some(format!("{link}/never")),
    }
}

/// The letter exactly as this person would get it, and the text message.
pub fn sample(cx: &Cx, invitation: &Invitation, whom: &Whom) -> (Note, String) {
    (note(cx, invitation, whom, Kind::Invitation), short(cx, invitation, whom, Kind::Invitation))
}

fn first(cx: &Cx, whom: &Whom, l: L, alliance: &str) -> (String, String, Option<Words>, Vec<String>) {
    let name = whom.person.name.as_str();
    match &whom.greeting {
        Some(greeting) => {
            let subject =
                l.t2("invitations-mail-subject-signed", "signer", &greeting.signer_name, "name", name);
            let words = Words {
                text: greeting.words.clone(),
                name: greeting.signer_name.clone(),
                title: greeting.signer_title.clone(),
            };
            let company = whom.company(cx, whom.lang);
            let inviting = l.t2("invitations-inviting", "company", company, "alliance", alliance);
            (subject, whom.title(cx, l), Some(words), vec![inviting])
        }
        None => {
            let subject = l.t2("invitations-mail-subject", "name", name, "alliance", alliance);
            (subject, whom.title(cx, l), None, vec![whom.company_words(cx, l, alliance)])
        }
    }
}

/// Nothing to do with pay; nothing is asked that a cheat would ask; a number to check with.
pub fn assurance(l: L, telephone: &str) -> String {
    match telephone {
        "" => l.t("invitations-assurance").into_owned(),
        telephone => l.t1("invitations-assurance-telephone", "telephone", telephone),
    }
}

/// A telephone number as `tel:` takes it (RFC 3966): digits and a plus sign.
pub fn dialled(telephone: &str) -> String {
    telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

pub fn until(cx: &Cx, l: L, at: Time) -> String {
    l.day(at.day_in(cx.app.settings().zone()))
}

/// All of it in one text message, with both ways out.
pub fn short(cx: &Cx, invitation: &Invitation, whom: &Whom, kind: Kind) -> String {
    let l = cx.app.catalog.l(whom.lang);
    let key = match (kind, whom.telephone.is_empty()) {
        (Kind::Invitation, true) if whom.past.is_some() => "invitations-sms-past",
        (Kind::Invitation, false) if whom.past.is_some() => "invitations-sms-past-telephone",
        (Kind::Invitation, true) => "invitations-sms",
        (Kind::Invitation, false) => "invitations-sms-telephone",
        (Kind::FirstReminder, true) => "invitations-sms-reminder",
        (Kind::FirstReminder, false) => "invitations-sms-reminder-telephone",
        (Kind::LastReminder, true) => "invitations-sms-last",
        (Kind::LastReminder, false) => "invitations-sms-last-telephone",
    };
    let (decline, never) = ways_out(&cx.app, invitation.invitation_id, invitation.version);
    let mut args: Vec<(&'static str, keel::error::Arg)> = vec![
        ("company", whom.company(cx, whom.lang).into()),
        ("name", whom.person.name.as_str().into()),
        ("alliance", cx.app.settings().alliance(whom.lang).into()),
        ("link", url(&cx.app, invitation.invitation_id, invitation.version).into()),
        ("decline", decline.into()),
        ("never", never.into()),
    ];
    if !whom.telephone.is_empty() {
        args.push(("telephone", whom.telephone.as_str().into()));
    }
    l.args(key, &args).into_owned()
}

/// What is pasted into a chat: a person sends it to a person.
pub fn share(cx: &Cx, invitation: &Invitation, whom: &Whom) -> String {
    let l = cx.app.catalog.l(whom.lang);
    let args: [(&'static str, keel::error::Arg); 4] = [
        ("name", whom.person.name.as_str().into()),
        ("company", whom.company(cx, whom.lang).into()),
        ("alliance", cx.app.settings().alliance(whom.lang).into()),
        ("link", url(&cx.app, invitation.invitation_id, invitation.version).into()),
    ];
    let key = if whom.past.is_some() { "invitations-share-past" } else { "invitations-share" };
    l.args(key, &args).into_owned()
}
