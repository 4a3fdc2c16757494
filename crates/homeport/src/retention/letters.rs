//! The one message before somebody is deleted: what goes when, and one tap for either wish.

use askama::Template;
use keel::clock::Time;
use keel::db::Conn;
use keel::error::{Arg, Error, Result};
use keel::l10n::{L, Lang};

use super::{Wish, url};
use crate::app::Cx;
use crate::people::{self, ContactKind, PersonId};
use crate::post::{self, Message, Weight};

#[derive(Template)]
#[template(path = "retention/templates/mail/warning.html")]
struct Html<'a> {
    l: L,
    alliance: &'a str,
    title: &'a str,
    what: &'a str,
    keep: &'a str,
    delete: &'a str,
}

/// Sends it where somebody can be reached best; by which channel, or none.
pub async fn warn(cx: &Cx, conn: &mut Conn, person: PersonId, until: Time) -> Result<Option<&'static str>> {
    let settings = cx.app.settings();
    let contacts = people::private_contacts(conn, &settings, person).await?;
    let Some(contact) = contacts.first() else { return Ok(None) };
    let found = people::person(conn, person).await?;
    let is_chinese = found.name.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
    let lang = found.language.unwrap_or(if is_chinese { Lang::Zh } else { Lang::En });
    let tenures = people::tenures(conn, person).await?;
    let company = tenures.first().map(|latest| latest.entity_in(lang).to_owned());
    let company = company.unwrap_or_else(|| settings.company(lang).to_owned());
    let l = cx.app.catalog.l(lang);
    let [keep, delete] = [Wish::Keep, Wish::Delete].map(|wish| url(&cx.app, person, wish));
    let args: [(&'static str, Arg); 5] = [
        ("name", found.name.into()),
        ("company", company.into()),
        ("alliance", settings.alliance(lang).into()),
        ("day", l.day(until.day_in(settings.zone())).into()),
        ("link", keep.as_str().into()),
    ];
    let [title, what, sms] = ["retention-mail-title", "retention-mail-what", "retention-sms"]
        .map(|key| l.args(key, &args).into_owned());
    let page = Html {
        l,
        alliance: settings.alliance(lang),
        title: &title,
        what: &what,
        keep: &keep,
        delete: &delete,
    };
    let text = [
        title.as_str(),
        &what,
        &l.t("retention-mail-how"),
        &format!("{}\n{keep}", l.t("retention-keep")),
        &format!("{}\n{delete}", l.t("retention-delete")),
    ]
    .join("\n\n");
    let message = Message {
        purpose: "retention",
        weight: Weight::Transactional,
        about: None,
        is_urgent: false,
        lang,
        subject: title.clone(),
        text,
        html: page.render().map_err(Error::broken)?,
        sms,
        headers: Vec::new(),
    };
    post::send(cx, conn, contact, message).await?;
    Ok(Some(match contact.kind {
        ContactKind::Mail => "mail",
        ContactKind::Mobile => "sms",
    }))
}
