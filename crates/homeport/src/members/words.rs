//! The words in which somebody is asked, and the paper they get of their answers.

use keel::clock::Time;
use keel::l10n::L;
use serde::{Deserialize, Serialize};

use super::{Audiences, Choice, Field, Purpose};
use crate::people::Audience;
use crate::settings::Settings;
use crate::shell;

/// The version of the consent texts `members-consent-…` and `members-kept-…`. Whoever changes a word of
/// them changes this: receipts and consents name the version they were given in.
pub const VERSION: &str = "2026-11-4";

/// A receipt, word for word in the language it was given in; kept as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paper {
    pub version: String,
    pub language: String,
    pub at: Time,
    /// The body that asked, and where it can be asked back.
    pub alliance: String,
    pub company: String,
    pub telephone: String,
    pub lead: String,
    pub choices: Vec<Asked>,
    pub fields: Vec<Shown>,
    pub kept: Vec<Kept>,
    pub free: String,
}

/// One purpose and its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub purpose: String,
    pub title: String,
    pub text: String,
    pub is_given: bool,
}

/// One field and who sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Shown {
    pub field: String,
    pub label: String,
    pub audience: String,
}

/// One group of data: what, why, how long.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub what: String,
    pub why: String,
    pub until: String,
}

pub fn choices(l: L, given: &[Purpose]) -> Vec<Choice> {
    Purpose::ALL
        .iter()
        .map(|purpose| Choice {
            purpose: *purpose,
            title: l.t(title(*purpose)).into_owned(),
            text: l.t(text(*purpose)).into_owned(),
            is_given: given.contains(purpose),
        })
        .collect()
}

pub const fn title(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Listed => "members-consent-listed",
        Purpose::Letters => "members-consent-letters",
        Purpose::Openings => "members-consent-openings",
        Purpose::Photos => "members-consent-photos",
        Purpose::Wishes => "members-consent-wishes",
        Purpose::News => "members-consent-news",
        Purpose::Vouching => "members-consent-vouching",
        Purpose::Freshness => "members-consent-freshness",
    }
}

const fn text(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Listed => "members-consent-listed-text",
        Purpose::Letters => "members-consent-letters-text",
        Purpose::Openings => "members-consent-openings-text",
        Purpose::Photos => "members-consent-photos-text",
        Purpose::Wishes => "members-consent-wishes-text",
        Purpose::News => "members-consent-news-text",
        Purpose::Vouching => "members-consent-vouching-text",
        Purpose::Freshness => "members-consent-freshness-text",
    }
}

pub fn field(l: L, field: Field) -> String {
    let key = match field {
        Field::Name => "members-field-name",
        Field::Photo => "members-field-photo",
        Field::Tenures => "members-field-tenures",
        Field::Number => "members-field-number",
        Field::Place => "members-field-place",
        Field::Career => "members-field-career",
        Field::Contact => "members-field-contact",
    };
    l.t(key).into_owned()
}

pub fn audience(l: L, audience: Audience) -> String {
    let key = match audience {
        Audience::Me => "members-audience-me",
        Audience::Officers => "members-audience-officers",
        Audience::Members => "members-audience-members",
        Audience::Colleagues => "members-audience-colleagues",
        Audience::Everyone => "members-audience-everyone",
    };
    l.t(key).into_owned()
}

pub fn options(l: L, field: Field, chosen: Audience) -> Vec<shell::Choice> {
    field.audiences().iter().map(|offered| option(l, *offered, chosen)).collect()
}

/// A former name may be kept to oneself, and may be shown to whoever knew it.
pub const NAME_AUDIENCES: [Audience; 4] =
    [Audience::Me, Audience::Officers, Audience::Members, Audience::Colleagues];

pub fn name_options(l: L, chosen: Audience) -> Vec<shell::Choice> {
    NAME_AUDIENCES.into_iter().map(|offered| option(l, offered, chosen)).collect()
}

fn option(l: L, offered: Audience, chosen: Audience) -> shell::Choice {
    shell::Choice {
        value: offered.word().to_owned(),
        label: audience(l, offered),
        is_chosen: offered == chosen,
    }
}

/// What is kept about everybody who joins, why, and how long.
pub fn kept(l: L) -> Vec<Kept> {
    const GROUPS: [(&str, &str, &str); 7] = [
        ("members-kept-name", "members-kept-name-why", "members-kept-name-until"),
        ("members-kept-tenures", "members-kept-tenures-why", "members-kept-tenures-until"),
        ("members-kept-place", "members-kept-place-why", "members-kept-place-until"),
        ("members-kept-career", "members-kept-career-why", "members-kept-career-until"),
        ("members-kept-contact", "members-kept-contact-why", "members-kept-contact-until"),
        ("members-kept-choices", "members-kept-choices-why", "members-kept-choices-until"),
        ("members-kept-sign-in", "members-kept-sign-in-why", "members-kept-sign-in-until"),
    ];
    let say = |key: &str| l.t(key).into_owned();
    GROUPS
        .iter()
        .map(|(what, why, until)| Kept { what: say(what), why: say(why), until: say(until) })
        .collect()
}

/// The paper of what was asked and answered now.
pub fn paper(l: L, settings: &Settings, at: Time, given: &[Purpose], audiences: &Audiences) -> Paper {
    let company = settings.company(l.lang()).to_owned();
    Paper {
        version: VERSION.to_owned(),
        language: l.lang().code().to_owned(),
        at,
        alliance: settings.alliance(l.lang()).to_owned(),
        telephone: settings.get(crate::settings::Key::CompanyTelephone).to_owned(),
        lead: l.t1("members-receipt-lead", "company", &company),
        company,
        choices: choices(l, given).into_iter().map(asked).collect(),
        fields: audiences
            .all()
            .iter()
            .map(|(shown, by)| Shown {
                field: shown.word().to_owned(),
                label: field(l, *shown),
                audience: audience(l, *by),
            })
            .collect(),
        kept: kept(l),
        free: l.t("members-receipt-free").into_owned(),
    }
}

fn asked(choice: Choice) -> Asked {
    Asked {
        purpose: choice.purpose.word().to_owned(),
        title: choice.title,
        text: choice.text,
        is_given: choice.is_given,
    }
}
