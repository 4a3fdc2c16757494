//! "I used to work here": what somebody tells, and the code that shows the contact is theirs. Whoever is
//! on record or not, the pages say the same in the same time.

use askama::Template;
use axum::extract::Path;
use keel::clock::Time;
use keel::contact::Contact;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::{BY_CONTACT, BY_NETWORK, BY_NETWORK_A_DAY, CODE, TRY_NETWORK, hit};
use crate::app::{Answer, Cx};
use crate::claims::model::{CONFIRM_DAYS, ClaimId, Told, line, years};
use crate::claims::{SENT, actions, is_open, own_link, sent_link};
use crate::people;
use crate::settings::Key;
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "claims/templates/new.html")]
struct New {
    s: Shell,
    form: TellForm,
    company: String,
    entities: Vec<Choice>,
    kept: String,
    telephone: String,
    problems: Vec<Problem>,
}

impl New {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TellForm {
    name: String,
    from: String,
    to: String,
    entity: String,
    department: String,
    colleague: String,
    contact: String,
    may_ask: String,
}

const LABELS: [(&str, &str); 6] = [
    ("name", "claims-name"),
    ("from", "claims-from"),
    ("to", "claims-to"),
    ("department", "claims-department"),
    ("colleague", "claims-colleague"),
    ("contact", "claims-contact"),
];

/// `GET /claims/new`
pub async fn new(cx: Cx) -> Answer {
    if !is_open(&cx.app) {
        return Err(Error::NotFound);
    }
    let page = page(&cx, TellForm::default(), Vec::new()).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, form: TellForm, problems: Vec<Problem>) -> Result<New> {
    let settings = cx.app.settings();
    let all = people::entities(&mut cx.read().await?).await?;
    let choice = |value: String, label: String| Choice { is_chosen: value == form.entity, value, label };
    let mut entities = Vec::new();
    if all.len() > 1 {
        entities.push(choice(String::new(), cx.l().t("claims-entity-unsure").into_owned()));
        entities
            .extend(all.iter().map(|one| choice(one.entity_id.to_string(), one.name_in(cx.lang).to_owned())));
    }
    let days = settings.number(Key::ClaimsDays);
    Ok(New {
        company: settings.company(cx.lang).to_owned(),
        kept: cx.l().t2("claims-kept-text", "days", days, "unconfirmed", CONFIRM_DAYS),
        telephone: settings.get(Key::CompanyTelephone).to_owned(),
        s: cx.narrow(""),
        entities,
        form,
        problems,
    })
}

/// `POST /claims/new`: the same answer to everybody, in the same time.
pub async fn tell(cx: Cx, Form(form): Form<TellForm>) -> Answer {
    if !is_open(&cx.app) {
        return Err(Error::NotFound);
    }
    match told(&cx, &form).await {
        Ok(claim) => cx.to(&sent_link(&cx.app, claim)),
        Err(Error::Invalid(problems)) => {
            let problems = cx.problems(&problems, &LABELS);
            let page = page(&cx, form, problems).await?;
            cx.invalid(&page)
        }
        Err(error) => Err(error),
    }
}

async fn told(cx: &Cx, form: &TellForm) -> Result<ClaimId> {
    let told = read(cx, form)?;
    hit(cx, &BY_NETWORK, &cx.network).await?;
    hit(cx, &BY_NETWORK_A_DAY, &cx.network).await?;
    hit(cx, &BY_CONTACT, &told.contact.as_str().to_lowercase()).await?;
    let mut conn = cx.begin().await?;
    // A company that there is not is as good as none.
    let all = people::entities(&mut conn).await?;
    let entity = told.entity.filter(|told| all.iter().any(|one| one.entity_id == *told));
    let claim = actions::tell(cx, &mut conn, &Told { entity, ..told }).await?;
    cx.commit(conn).await?;
    Ok(claim)
}

fn read(cx: &Cx, form: &TellForm) -> Result<Told> {
    let mut problems = Problems::new();
    let name = line(&mut problems, "name", &form.name);
    if name.is_none() && problems.of("name").is_none() {
        problems.add("name", Text::new("claims-error-name"));
    }
    let span = years(&mut problems, &form.from, &form.to, i64::from(cx.today().year()));
    let department = line(&mut problems, "department", &form.department);
    let colleague = line(&mut problems, "colleague", &form.colleague);
    let contact = problems.take_in("contact", Contact::parse(&form.contact, "CN"))?;
    problems.ok()?;
    let (from_year, to_year) = span.ok_or(Error::NotFound)?;
    Ok(Told {
        name: name.ok_or(Error::NotFound)?,
        from_year,
        to_year,
        entity: form.entity.parse().ok(),
        department,
        colleague,
        contact: contact.ok_or(Error::NotFound)?,
        language: cx.lang,
        may_ask: form.may_ask == "yes",
    })
}

#[derive(Template)]
#[template(path = "claims/templates/sent.html")]
struct Sent {
    s: Shell,
    action: String,
    problems: Vec<Problem>,
}

impl Sent {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

fn claim_of(cx: &Cx, ticket: &str) -> Result<ClaimId> {
    cx.app.key.redeem(SENT, ticket).map(ClaimId).ok_or(Error::NotFound)
}

/// `GET /claims/sent/{ticket}`: where to look. It does not look at the claim itself.
pub async fn sent(cx: Cx, Path(ticket): Path<String>) -> Answer {
    claim_of(&cx, &ticket)?;
    cx.show(&Sent { s: cx.narrow(""), action: format!("/claims/sent/{ticket}"), problems: Vec::new() })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// `POST /claims/sent/{ticket}`: the code.
pub async fn by_code(cx: Cx, Path(ticket): Path<String>, Form(form): Form<CodeForm>) -> Answer {
    let claim = claim_of(&cx, &ticket)?;
    hit(&cx, &TRY_NETWORK, &cx.network).await?;
    hit(&cx, &CODE, &claim.to_string()).await?;
    let code: String = form.code.chars().filter(char::is_ascii_digit).take(12).collect();
    let mut conn = cx.begin().await?;
    let confirmed = actions::confirm_by_code(&cx, &mut conn, claim, &code).await?;
    cx.commit(conn).await?;
    if let Some(claim) = confirmed {
        return cx.done(&own_link(&cx.app, claim), &Text::new("claims-done-confirmed"));
    }
    let mut problems = Problems::new();
    problems.add("code", Text::new("claims-error-code"));
    let problems = cx.problems(&problems, &[("code", "claims-code")]);
    cx.invalid(&Sent { s: cx.narrow(""), action: format!("/claims/sent/{ticket}"), problems })
}

/// The day until which something is kept.
pub(super) fn day(cx: &Cx, at: Time) -> String {
    cx.l().day(at.day_in(&cx.zone()))
}
