//! The common link of a poster or a group: it names nobody. Who follows it says their number and a
//! contact that is on file, and whatever fits goes to that contact; the page says the same to all.

use std::time::Duration;

use askama::Template;
use keel::contact::Contact;
use keel::error::{Error, Problems, Result, Text};
use keel::jobs::enqueue;
use serde::Deserialize;

use super::standing;
use crate::app::{Answer, Cx};
use crate::claims;
use crate::invitations::jobs::AnswerKnock;
use crate::invitations::letters;
use crate::people;
use crate::settings::Key;
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "invitations/templates/door.html")]
struct Door {
    s: Shell,
    form: KnockForm,
    assurance: String,
    may_claim: bool,
    problems: Vec<Problem>,
}

impl Door {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

#[derive(Default, Deserialize)]
pub struct KnockForm {
    #[serde(default)]
    number: String,
    #[serde(default)]
    contact: String,
}

/// Tries in an hour.
pub const AGAIN: u32 = 3;
const BY_ADDRESS: u32 = 5;
const BY_NUMBER: u32 = 5;
/// A company leaves by one address, and a poster hangs in a hall.
const BY_NETWORK: u32 = 60;
const HOUR: Duration = Duration::from_secs(3_600);

/// `GET /join`
pub async fn door(cx: Cx) -> Answer {
    cx.show(&page(&cx, KnockForm::default(), Vec::new()))
}

fn page(cx: &Cx, form: KnockForm, problems: Vec<Problem>) -> Door {
    let assurance = letters::assurance(cx.l(), cx.app.settings().get(Key::CompanyTelephone));
    Door { s: cx.narrow(""), form, assurance, may_claim: claims::is_open(&cx.app), problems }
}

/// `POST /join`: the same answer to everybody, in the same time.
pub async fn knock(cx: Cx, Form(form): Form<KnockForm>) -> Answer {
    match read(&form) {
        Ok((number, contact)) => {
            limit(&cx, "invitations.knock.network", &cx.network, BY_NETWORK).await?;
            limit(&cx, "invitations.knock.address", contact.as_str(), BY_ADDRESS).await?;
            limit(&cx, "invitations.knock.number", &number, BY_NUMBER).await?;
            let job =
                AnswerKnock { number, address: contact.as_str().to_owned(), lang: cx.lang.code().to_owned() };
            let mut conn = cx.begin().await?;
            enqueue(&mut conn, &cx.app.ids, cx.now, &job).await?;
            cx.commit(conn).await?;
            standing::said(&cx, "invitations-said-knock", "invitations-said-knock-text").await
        }
        Err(Error::Invalid(problems)) => {
            let told = cx.problems(&problems, &LABELS);
            cx.invalid(&page(&cx, form, told))
        }
        Err(error) => Err(error),
    }
}

const LABELS: [(&str, &str); 2] =
    [("number", "invitations-door-number"), ("contact", "invitations-door-contact")];

fn read(form: &KnockForm) -> Result<(String, Contact)> {
    let mut problems = Problems::default();
    let number = people::number(&form.number);
    if number.is_none() {
        problems.add("number", Text::new("invitations-error-number"));
    }
    let contact = problems.take(Contact::parse(&form.contact, "CN"))?;
    problems.ok()?;
    number.zip(contact).ok_or(Error::NotFound)
}

/// Counts a try by a keyed hash, so that the counter names nobody.
pub async fn limit(cx: &Cx, purpose: &str, whom: &str, max: u32) -> Result<()> {
    // In a test there is no network; everybody would share one counter.
    if whom.is_empty() {
        return Ok(());
    }
    let bucket = cx.app.key.hash(purpose, whom);
    keel::limit::hit_alone(&cx.app.db, cx.now, &bucket, max, HOUR).await
}
