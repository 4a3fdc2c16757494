//! The member's own card, and the page on which anybody checks one.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use keel::error::{Error, Result};
use keel::l10n::Lang;

use super::vcard::{self, Entry};
use super::{CardView, PURPOSE, model};
use crate::app::{Answer, Cx};
use crate::duplicates;
use crate::people::directory::{self, Shown};
use crate::people::{self, ContactKind, NameKind, PersonId, photos};
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "cards/templates/card.html")]
struct Own {
    s: Shell,
    card: Option<CardView>,
    link: String,
    what_others_see: Vec<String>,
}

pub async fn own(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    let card = super::card(&cx, &mut conn, me).await?;
    let what_others_see = match &card {
        Some(_) => seen_by_all(&cx, &directory::shown_on_card(&mut conn, me).await?),
        None => Vec::new(),
    };
    cx.show(&Own { s: cx.narrow("home"), card, link: super::link(&cx.app, me), what_others_see })
}

/// What a stranger finds behind the code, in words.
fn seen_by_all(cx: &Cx, shown: &Shown) -> Vec<String> {
    let fields = [
        (shown.name.is_some(), "cards-shows-name"),
        (shown.photo_id.is_some(), "cards-shows-photo"),
        (shown.sees_number, "cards-shows-number"),
        (shown.sees_tenures, "cards-shows-tenures"),
    ];
    fields.into_iter().filter(|(is_shown, _)| *is_shown).map(|(_, key)| cx.l().t(key).into_owned()).collect()
}

/// The same for the address book of a telephone.
pub async fn address_book(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    let card = super::card(&cx, &mut conn, me).await?.ok_or(Error::NotFound)?;
    let names = people::names(&mut conn, me).await?;
    let mut other_names: Vec<String> = Vec::new();
    for other in names.into_iter().filter(|name| name.kind == NameKind::Other) {
        if !other_names.contains(&other.name) {
            other_names.push(other.name);
        }
    }
    let contacts = people::private_contacts(&mut conn, &cx.app.settings(), me).await?;
    let tenures = people::tenures(&mut conn, me).await?;
    let of = |kind| {
        contacts.iter().filter(move |on_file| on_file.kind == kind).map(|on_file| on_file.address.clone())
    };
    let settings = cx.app.settings();
    let is_colleague = model::is_colleague(&tenures, cx.today());
    let title = if is_colleague { "cards-title-colleague" } else { "cards-title-alumnus" };
    let entry = Entry {
        name: card.name,
        other_names,
        // Somebody who has left is not shown as belonging to the company.
        organisation: settings.alliance(cx.lang).to_owned(),
        title: cx.l().t(title).into_owned(),
        mobiles: of(ContactKind::Mobile).collect(),
        mails: of(ContactKind::Mail).collect(),
        url: super::link(&cx.app, me),
        note: [card.number, card.lines.join("\n"), card.says].join("\n").trim().to_owned(),
        uid: format!("urn:uuid:{me}"),
        changed_at: cx.now.to_string(),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/vcard; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"card.vcf\"")),
    ];
    Ok((headers, vcard::written(&entry)).into_response())
}

#[derive(Template)]
#[template(path = "cards/templates/check.html")]
struct Check {
    s: Shell,
    is_valid: bool,
    name: String,
    number: String,
    lines: Vec<String>,
    photo: String,
    says_zh: String,
    says_en: String,
    telephone: String,
}

/// Whoever scans a card. A forged one leads nowhere; one that is not valid any more says so and no more.
pub async fn check(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let person = duplicates::now(&mut conn, redeemed(&cx, &ticket)?).await?;
    let shown = match directory::shown_on_card(&mut conn, person).await {
        Err(Error::NotFound) => None,
        found => Some(found?),
    };
    let settings = cx.app.settings();
    let says = |lang: Lang| cx.app.catalog.l(lang).t1("cards-check-says", "company", settings.company(lang));
    let mut page = Check {
        s: cx.narrow(""),
        is_valid: shown.is_some(),
        name: String::new(),
        number: String::new(),
        lines: Vec::new(),
        photo: String::new(),
        says_zh: says(Lang::Zh),
        says_en: says(Lang::En),
        telephone: settings.get(crate::settings::Key::CompanyTelephone).to_owned(),
    };
    if let Some(shown) = shown {
        let tenures = people::tenures(&mut conn, person).await?;
        page.name = shown.name.unwrap_or_default();
        if shown.sees_number {
            page.number = model::first_number(&tenures).unwrap_or_default().to_owned();
        }
        if shown.sees_tenures {
            page.lines = model::lines(cx.l(), &tenures, cx.today());
        }
        if shown.photo_id.is_some() {
            page.photo = format!("/c/{ticket}/photo");
        }
    }
    cx.show(&page)
}

/// The photo, of whoever lets everyone see it.
pub async fn photo(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let person = duplicates::now(&mut conn, redeemed(&cx, &ticket)?).await?;
    let shown = directory::shown_on_card(&mut conn, person).await?;
    photos::show(&cx.app, shown.photo_id.ok_or(Error::NotFound)?, photos::Size::Large).await
}

fn redeemed(cx: &Cx, ticket: &str) -> Result<PersonId> {
    cx.app.key.redeem(PURPOSE, ticket).map(PersonId).ok_or(Error::NotFound)
}
