//! The gateway for text messages, and a message to try it with.

use askama::Template;
use keel::error::{Error, Problems, Text};
use keel::post::SmsGateway;
use serde::Deserialize;

use super::house::store;
use crate::app::{Answer, Cx};
use crate::settings::{Key, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Draft {
    url: String,
    content_type: String,
    body: String,
    /// Empty: stays as it is.
    secret: String,
    forget: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Try {
    to: String,
}

#[derive(Template)]
#[template(path = "settings/templates/messages.html")]
struct Messages {
    s: Shell,
    /// Where mail goes, as far as it may be shown: without a password.
    mail: String,
    /// Texts stay in the mailbox, or go where the configuration file says.
    fixed: String,
    draft: Draft,
    types: Vec<Choice>,
    has_secret: bool,
    secret_hint: String,
    to: String,
    problems: Vec<Problem>,
}

const TYPES: [&str; 2] = ["application/json", "application/x-www-form-urlencoded"];

impl Messages {
    fn new(cx: &Cx) -> Self {
        let settings = cx.app.settings();
        let s = cx.narrow("settings");
        let has_secret = !settings.get(Key::SmsSecret).is_empty();
        let chosen = settings.get(Key::SmsType).to_owned();
        let mail = &cx.app.config.mail.url;
        let fixed = cx.app.config.sms.url.as_str();
        Self {
            mail: if mail.starts_with("mailbox:") {
                s.t("settings-mail-mailbox").into_owned()
            } else {
                let place = mail.rsplit('@').next().unwrap_or_default().trim_start_matches("smtp://");
                s.t1("settings-mail-server", "server", place.trim_start_matches("smtps://"))
            },
            fixed: match fixed {
                "" => String::new(),
                "mailbox:" => s.t("settings-sms-mailbox").into_owned(),
                _ => s.t("settings-sms-fixed").into_owned(),
            },
            types: types(&chosen),
            draft: Draft {
                url: settings.get(Key::SmsUrl).to_owned(),
                body: settings.get(Key::SmsBody).to_owned(),
                content_type: chosen,
                ..Draft::default()
            },
            secret_hint: s
                .t(if has_secret { "settings-sms-secret-kept" } else { "settings-sms-secret-hint" })
                .into_owned(),
            has_secret,
            to: String::new(),
            problems: Vec::new(),
            s,
        }
    }

    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

fn types(chosen: &str) -> Vec<Choice> {
    let choice =
        |word: &str| Choice { value: word.to_owned(), label: word.to_owned(), is_chosen: word == chosen };
    TYPES.into_iter().map(choice).collect()
}

const LABELS: [(&str, &str); 5] = [
    ("url", "settings-sms-url"),
    ("content_type", "settings-sms-type"),
    ("body", "settings-sms-body"),
    ("secret", "settings-sms-secret"),
    ("to", "settings-sms-test-to"),
];

pub async fn messages(cx: Cx) -> Answer {
    cx.show(&Messages::new(&cx))
}

/// What is wrong with a gateway, beside its field. None at all is fine.
fn check(draft: &Draft) -> Problems {
    let mut problems = Problems::new();
    if draft.url.trim().is_empty() {
        return problems;
    }
    let mut gateway = SmsGateway::at(draft.url.trim());
    gateway.content_type.clone_from(&draft.content_type);
    if !draft.body.trim().is_empty() {
        draft.body.trim().clone_into(&mut gateway.body);
    }
    if !draft.secret.trim().is_empty() {
        "Authorization".clone_into(&mut gateway.header_name);
        draft.secret.trim().clone_into(&mut gateway.header_value);
    }
    match gateway.wrong_field() {
        None => {}
        Some("url" | "method") => problems.add("url", Text::new("settings-sms-url-wrong")),
        Some("content_type") => problems.add("content_type", Text::new("settings-sms-type-wrong")),
        Some("header_name" | "header_value") => {
            problems.add("secret", Text::new("settings-sms-secret-wrong"))
        }
        Some(_) => problems.add("body", Text::new("settings-sms-body-wrong")),
    }
    problems
}

pub async fn save_messages(cx: Cx, Form(draft): Form<Draft>) -> Answer {
    if let Err(Error::Invalid(problems)) = check(&draft).ok() {
        let mut page = Messages::new(&cx);
        page.problems = cx.problems(&problems, &LABELS);
        page.types = types(&draft.content_type);
        page.draft = Draft { secret: String::new(), ..draft };
        return cx.invalid(&page);
    }
    let mut values = vec![
        (Key::SmsUrl, draft.url.trim().to_owned()),
        (Key::SmsType, draft.content_type.clone()),
        (Key::SmsBody, draft.body.trim().to_owned()),
    ];
    if !draft.secret.trim().is_empty() || !draft.forget.is_empty() {
        values.push((Key::SmsSecret, draft.secret.trim().to_owned()));
    }
    store(&cx, &values).await?;
    cx.done("/settings/messages", &Text::new("settings-done-messages"))
}

pub async fn try_texts(cx: Cx, Form(form): Form<Try>) -> Answer {
    let mobile = match actions::mobile(&form.to) {
        Ok(mobile) => mobile,
        Err(Error::Invalid(problems)) => {
            let mut page = Messages::new(&cx);
            page.problems = cx.problems(&problems, &LABELS);
            page.to = form.to;
            return cx.invalid(&page);
        }
        Err(other) => return Err(other),
    };
    let mut conn = cx.begin().await?;
    actions::try_texts(&cx, &mut conn, mobile).await?;
    cx.commit(conn).await?;
    cx.done("/outbox", &Text::new("settings-done-test"))
}
