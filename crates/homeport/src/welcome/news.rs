//! What the welcome writes to people, and the links in it.

use askama::Template;
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::l10n::{L, Lang};

use super::model::{Asked, Draft};
use super::{GreetingId, WishId};
use crate::app::{App, Cx};
use crate::budget;
use crate::people::{self, OnFile, PersonId};
use crate::post::{self, Message, Weight};

const WISH: &str = "welcome.wish";
const GREETING: &str = "welcome.greeting";

/// The address under which one wish may be written, without signing in.
pub fn wish_link(app: &App, wish: WishId) -> String {
    app.url(&format!("/w/{}", app.key.ticket(WISH, wish.0)))
}

/// The address under which one greeting may be approved, without signing in.
pub fn approval_link(app: &App, greeting: GreetingId) -> String {
    app.url(&format!("/g/{}", app.key.ticket(GREETING, greeting.0)))
}

pub fn wish_of(app: &App, ticket: &str) -> Option<WishId> {
    app.key.redeem(WISH, ticket).map(WishId)
}

pub fn greeting_of(app: &App, ticket: &str) -> Option<GreetingId> {
    app.key.redeem(GREETING, ticket).map(GreetingId)
}

#[derive(Template)]
#[template(path = "welcome/templates/mail/wish.html")]
struct WishMail<'a> {
    l: L,
    alliance: &'a str,
    title: &'a str,
    how: String,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "welcome/templates/mail/approval.html")]
struct ApprovalMail<'a> {
    l: L,
    alliance: &'a str,
    title: &'a str,
    words: &'a str,
    link: &'a str,
}

/// Asks for a wish.
pub async fn ask_for_wish(cx: &Cx, conn: &mut Conn, asked: &Asked) -> Result<()> {
    let Some((to, lang)) = reach(conn, asked.from_id).await? else { return Ok(()) };
    let Some(permit) = budget::actions::ask(cx, conn, asked.from_id, "wish").await? else { return Ok(()) };
    let (l, settings) = (cx.app.catalog.l(lang), cx.app.settings());
    let alliance = settings.alliance(lang);
    let link = wish_link(&cx.app, asked.wish_id);
    let title = l.t1("welcome-mail-wish-title", "name", asked.to_name.as_str());
    let days = i32::try_from(asked.days_together).unwrap_or(i32::MAX);
    let time = l.months((days / 30).max(1));
    let how = match asked.department.as_deref() {
        Some(department) => l.t2("welcome-mail-wish-how", "department", department, "time", time),
        None => l.t1("welcome-mail-wish-how-plain", "time", time),
    };
    let html = WishMail { l, alliance, title: &title, how: how.clone(), link: &link }
        .render()
        .map_err(Error::broken)?;
    let message = Message {
        purpose: "wish",
        weight: Weight::Counted(permit),
        about: Some(asked.wish_id.0),
        is_urgent: false,
        lang,
        text: [
            &how,
            &l.t("welcome-mail-wish-act").into_owned(),
            &link,
            &l.t("welcome-mail-wish-why").into_owned(),
        ]
        .map(String::as_str)
        .join("\n\n"),
        sms: l.t2("welcome-sms-wish", "name", asked.to_name.as_str(), "link", link.as_str()),
        subject: title.clone(),
        html,
        headers: Vec::new(),
    };
    post::send(cx, conn, &to, message).await.map(drop)
}

/// Asks a signer to approve what was written in their name.
pub async fn ask_for_approval(cx: &Cx, conn: &mut Conn, draft: &Draft) -> Result<()> {
    let Some((to, lang)) = reach(conn, draft.signer_id).await? else { return Ok(()) };
    let (l, settings) = (cx.app.catalog.l(lang), cx.app.settings());
    let alliance = settings.alliance(lang);
    let link = approval_link(&cx.app, draft.greeting_id);
    let name = draft.name.as_deref().unwrap_or_default();
    let title = l.t1("welcome-mail-approval-title", "name", name);
    let html = ApprovalMail { l, alliance, title: &title, words: &draft.words, link: &link }
        .render()
        .map_err(Error::broken)?;
    let message = Message {
        purpose: "greeting",
        weight: Weight::Transactional,
        about: Some(draft.greeting_id.0),
        is_urgent: false,
        lang,
        text: [&draft.words, &l.t("welcome-mail-approval-why").into_owned(), &link]
            .map(String::as_str)
            .join("\n\n"),
        sms: l.t2("welcome-sms-approval", "name", name, "link", link.as_str()),
        subject: title.clone(),
        html,
        headers: Vec::new(),
    };
    post::send(cx, conn, &to, message).await.map(drop)
}

/// The contact that reaches somebody best: confirmed before not, a mail before a text; none for the silent.
pub async fn reach(conn: &mut Conn, person: PersonId) -> Result<Option<(OnFile, Lang)>> {
    if people::silence_of(conn, person).await?.is_some() {
        return Ok(None);
    }
    let lang = people::person(conn, person).await?.language.unwrap_or(Lang::Zh);
    let mut contacts = people::contacts(conn, person).await?;
    contacts.retain(|contact| contact.failed_at.is_none());
    contacts
        .sort_by_key(|contact| (contact.confirmed_at.is_none(), contact.kind != people::ContactKind::Mail));
    Ok(contacts.into_iter().next().map(|contact| (contact, lang)))
}
