//! What whoever was asked sees, without signing in: what is kept, and one tap for each thing. Looking changes
//! nothing. A link can be forwarded, so contacts are masked and nothing of HR's is here.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use super::word::RhythmForm;
use super::words;
use crate::access::Viewer;
use crate::app::{Answer, Cx, CxData};
use crate::exits;
use crate::freshness::actions::{self, Correction};
use crate::freshness::model::{Ask, Rhythm, Step};
use crate::freshness::{redeemed, rhythm as wanted_rhythm, sql};
use crate::people;
use crate::people::pages::dotted;
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "freshness/templates/answer.html")]
struct Kept {
    s: Shell,
    here: String,
    name: String,
    years: Vec<String>,
    place: String,
    job: String,
    has_job: bool,
    contacts: Vec<String>,
    confirmed: String,
    is_confirmed: bool,
    rhythms: Vec<Choice>,
    form: AnswerForm,
    problems: Vec<Problem>,
}

impl Kept {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }

    /// Whether the form of this field was sent and came back.
    fn is_wrong(&self, fields: &[&str]) -> bool {
        self.problems.iter().any(|problem| fields.contains(&problem.field))
    }
}

/// What is typed into one of the small forms.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    name: String,
    place: String,
    contact: String,
    organisation: String,
    title: String,
    is_new: String,
}

/// `cx` as the person speaks who was asked: they may do what is theirs, and nothing beside.
fn speaking(cx: &Cx, ask: &Ask) -> Cx {
    Cx::new(CxData {
        app: cx.app.clone(),
        viewer: Viewer { person: Some(ask.person_id), ..Viewer::default() },
        lang: cx.lang,
        now: cx.now,
        path: cx.path.clone(),
        network: cx.network.clone(),
        flash: None,
        session: None,
    })
}

/// The ask a ticket is about: `NotFound` for a forged one, nothing for one that is over.
async fn followed(cx: &Cx, conn: &mut Conn, ticket: &str) -> Result<Option<Ask>> {
    actions::must_be_on(cx)?;
    let ask = redeemed(&cx.app, ticket).ok_or(Error::NotFound)?;
    let Some(ask) = sql::asks::ask(conn, ask).await?.filter(|ask| ask.is_open(cx.now)) else {
        return Ok(None);
    };
    let is_going = people::is_going(conn, ask.person_id).await?;
    Ok((!is_going).then_some(ask))
}

/// `GET /f/{ticket}`
pub async fn answer(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let Some(ask) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    let page = page(&cx, &mut conn, (&ask, &ticket), None, &Problems::new()).await?;
    cx.show(&page)
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    (ask, ticket): (&Ask, &str),
    typed: Option<AnswerForm>,
    problems: &Problems,
) -> Result<Kept> {
    let l = cx.l();
    let own = speaking(cx, ask);
    let person = people::person(conn, ask.person_id).await?;
    let job = actions::current(&own, conn, ask.person_id).await?;
    let mut years = Vec::new();
    for tenure in people::tenures(conn, ask.person_id).await? {
        let span = people::pages::years(l, tenure.started_on, tenure.ended_on, cx.today());
        let entity = tenure.entity_in(cx.lang).to_owned();
        years.push(dotted([Some(entity), tenure.department.clone(), Some(span)]));
    }
    let contacts = people::contacts(conn, ask.person_id).await?;
    let kept = AnswerForm {
        name: person.name.clone(),
        place: person.place.clone().unwrap_or_default(),
        organisation: job.as_ref().map(|job| job.organisation.clone()).unwrap_or_default(),
        title: job.as_ref().and_then(|job| job.title.clone()).unwrap_or_default(),
        ..AnswerForm::default()
    };
    let labels = [
        ("name", "people-name"),
        ("place", "people-place"),
        ("contact", "freshness-contact"),
        ("organisation", "careers-organisation"),
        ("title", "careers-title-of"),
    ];
    Ok(Kept {
        here: format!("/f/{ticket}"),
        years,
        place: kept.place.clone(),
        job: dotted([Some(kept.organisation.clone()), Some(kept.title.clone())]),
        has_job: job.is_some(),
        contacts: contacts
            .iter()
            .filter(|known| known.failed_at.is_none())
            .filter_map(|known| Some(known.contact().ok()?.masked()))
            .collect(),
        confirmed: words::confirmed(&own, conn, ask.person_id, true).await?,
        is_confirmed: sql::asks::has_reached(conn, ask, Step::Confirmed).await?,
        rhythms: words::rhythms(l, wanted_rhythm(conn, ask.person_id).await?),
        form: typed.unwrap_or(kept),
        problems: cx.problems(problems, &labels),
        name: person.name,
        s: cx.narrow(""),
    })
}

#[derive(Template)]
#[template(path = "freshness/templates/over.html")]
struct Over {
    s: Shell,
}

/// Too late, or there is nothing to look at any more; which of the two is nobody's business.
fn over(cx: &Cx) -> Answer {
    cx.page(StatusCode::GONE, &Over { s: cx.narrow("") })
}

/// `POST /f/{ticket}/opened`: the page is before somebody's eyes.
pub async fn opened(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    if let Some(ask) = followed(&cx, &mut conn, &ticket).await? {
        actions::open(&cx, &mut conn, &ask).await?;
        cx.commit(conn).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /f/{ticket}`: all of it is right.
pub async fn confirm(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(ask) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    actions::confirm_from(&speaking(&cx, &ask), &mut conn, &ask).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/f/{ticket}"), &Text::new("freshness-done-thanks"))
}

/// `POST /f/{ticket}/name`
pub async fn name(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AnswerForm>) -> Answer {
    let correction = Ok(Correction::Name(form.name.clone()));
    corrected(&cx, &ticket, form, correction).await
}

/// `POST /f/{ticket}/place`
pub async fn place(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AnswerForm>) -> Answer {
    let correction = Ok(Correction::Place(form.place.clone()));
    corrected(&cx, &ticket, form, correction).await
}

/// `POST /f/{ticket}/contact`
pub async fn contact(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AnswerForm>) -> Answer {
    let correction = Contact::parse(&form.contact, "CN").map(Correction::Contact);
    corrected(&cx, &ticket, form, correction).await
}

/// `POST /f/{ticket}/job`
pub async fn job(cx: Cx, Path(ticket): Path<String>, Form(form): Form<AnswerForm>) -> Answer {
    let correction = Ok(Correction::Job {
        organisation: form.organisation.clone(),
        title: form.title.clone(),
        is_new: form.is_new == "1",
    });
    corrected(&cx, &ticket, form, correction).await
}

async fn corrected(cx: &Cx, ticket: &str, form: AnswerForm, correction: Result<Correction>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(ask) = followed(cx, &mut conn, ticket).await? else { return over(cx) };
    let done = match &correction {
        Ok(correction) => actions::correct(&speaking(cx, &ask), &mut conn, &ask, correction).await,
        Err(Error::Invalid(problems)) => Err(Error::Invalid(problems.clone())),
        Err(_) => return correction.map(|_| ()).and_then(|()| over(cx)),
    };
    match done {
        Ok(()) => {
            cx.commit(conn).await?;
            let said = match correction {
                Ok(Correction::Contact(_)) => "freshness-done-contact",
                _ => "freshness-done-corrected",
            };
            cx.done(&format!("/f/{ticket}"), &Text::new(said))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let page = page(cx, &mut conn, (&ask, ticket), Some(form), &problems).await?;
            cx.invalid(&page)
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/f/{ticket}"), &text),
        Err(other) => Err(other),
    }
}

/// `POST /f/{ticket}/rhythm`
pub async fn rhythm(cx: Cx, Path(ticket): Path<String>, Form(form): Form<RhythmForm>) -> Answer {
    chosen(&cx, &ticket, form.read()?).await
}

/// `GET /f/{ticket}/never`: the way out of a message, which a mail scanner follows, too.
pub async fn nevering(cx: Cx, Path(ticket): Path<String>) -> Answer {
    if followed(&cx, &mut cx.read().await?, &ticket).await?.is_none() {
        return over(&cx);
    }
    cx.to(&format!("/f/{ticket}#rhythm"))
}

/// `POST /f/{ticket}/never`: as a mail program sends it (RFC 8058).
pub async fn never(cx: Cx, Path(ticket): Path<String>) -> Answer {
    chosen(&cx, &ticket, Rhythm::Never).await
}

async fn chosen(cx: &Cx, ticket: &str, rhythm: Rhythm) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(ask) = followed(cx, &mut conn, ticket).await? else { return over(cx) };
    actions::set_rhythm(&speaking(cx, &ask), &mut conn, ask.person_id, rhythm).await?;
    cx.commit(conn).await?;
    cx.done(&format!("/f/{ticket}"), &Text::new("freshness-done-rhythm"))
}

#[derive(Template)]
#[template(path = "freshness/templates/leave.html")]
struct Leave {
    s: Shell,
    here: String,
    name: String,
}

/// `GET /f/{ticket}/leave`: says what is lost; nothing is lost by looking.
pub async fn leaving(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let Some(ask) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    let name = people::person(&mut conn, ask.person_id).await?.name;
    cx.show(&Leave { s: cx.narrow(""), here: format!("/f/{ticket}"), name })
}

/// `POST /f/{ticket}/leave`
pub async fn leave(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let Some(ask) = followed(&cx, &mut conn, &ticket).await? else { return over(&cx) };
    match actions::leave(&speaking(&cx, &ask), &mut conn, &ask).await {
        Ok(exit) => {
            cx.commit(conn).await?;
            cx.to(&exits::link(&cx.app, exit.exit_id))
        }
        Err(Error::Conflict(text)) => cx.sorry(&format!("/f/{ticket}"), &text),
        Err(other) => Err(other),
    }
}
