//! What is kept, why, how long, and what anybody can ask for: the public page of docs/privacy.md.

use askama::Template;

use crate::app::{Answer, Cx};
use crate::people;
use crate::settings::Key;
use crate::shell::Shell;

#[derive(Template)]
#[template(path = "accounts/templates/privacy.html")]
struct Privacy {
    s: Shell,
    text: String,
    telephone: String,
    /// As a telephone dials it.
    dial: String,
    entities: Vec<String>,
    kept: Vec<Kept>,
    rights: Vec<String>,
    remains: Vec<String>,
}

/// One kind of data.
struct Kept {
    what: String,
    why: String,
    goes: String,
}

pub async fn privacy(cx: Cx) -> Answer {
    let settings = cx.app.settings();
    let entities = people::entities(&mut cx.read().await?).await?;
    let telephone = settings.get(Key::CompanyTelephone);
    let s = cx.narrow("privacy");
    let words = |keys: &[&'static str]| keys.iter().map(|key| s.t(key).into_owned()).collect::<Vec<_>>();
    let page = Privacy {
        text: s.t1("accounts-privacy-text", "company", settings.company(cx.lang)),
        telephone: telephone.to_owned(),
        dial: telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
        entities: entities.iter().map(|entity| entity.name_in(cx.lang).to_owned()).collect(),
        kept: KEPT
            .iter()
            .map(|[what, why, goes]| Kept {
                what: s.t(what).into_owned(),
                why: s.t(why).into_owned(),
                goes: s.t(goes).into_owned(),
            })
            .collect(),
        rights: words(&RIGHTS),
        remains: words(&REMAINS),
        s,
    };
    cx.show(&page)
}

const KEPT: [[&str; 3]; 8] = [
    ["accounts-kept-name", "accounts-kept-name-why", "accounts-kept-name-goes"],
    ["accounts-kept-tenure", "accounts-kept-tenure-why", "accounts-kept-tenure-goes"],
    ["accounts-kept-contact", "accounts-kept-contact-why", "accounts-kept-contact-goes"],
    ["accounts-kept-leaving", "accounts-kept-leaving-why", "accounts-kept-leaving-goes"],
    ["accounts-kept-consent", "accounts-kept-consent-why", "accounts-kept-consent-goes"],
    ["accounts-kept-wish", "accounts-kept-wish-why", "accounts-kept-wish-goes"],
    ["accounts-kept-session", "accounts-kept-session-why", "accounts-kept-session-goes"],
    ["accounts-kept-journal", "accounts-kept-journal-why", "accounts-kept-journal-goes"],
];

const RIGHTS: [&str; 6] = [
    "accounts-right-know",
    "accounts-right-take",
    "accounts-right-correct",
    "accounts-right-object",
    "accounts-right-delete",
    "accounts-right-review",
];

const REMAINS: [&str; 4] = [
    "accounts-remains-hash",
    "accounts-remains-backup",
    "accounts-remains-message",
    "accounts-remains-cookies",
];
