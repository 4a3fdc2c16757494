use askama::Template;
use axum::extract::Path;
use keel::db::Conn;
use keel::error::{Error, Result, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::departures::DepartureId;
use crate::people::PersonId;
use crate::shell::{Choice, Form, Problem, Shell, beside};
use crate::welcome::model::{Draft, together};
use crate::welcome::{GreetingId, GreetingState, actions, colleagues, news, sql};

/// The officer's page about the greeting of one departure and whom not to ask for a wish.
#[derive(Template)]
#[template(path = "welcome/templates/desk.html")]
struct Desk {
    s: Shell,
    departure: DepartureId,
    name: String,
    state: Option<GreetingState>,
    signers: Vec<Choice>,
    words: String,
    spoken: Option<(String, String)>,
    people: Vec<Colleague>,
    problems: Vec<Problem>,
}

struct Colleague {
    id: PersonId,
    name: String,
    line: String,
    is_excluded: bool,
}

impl Desk {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

pub async fn desk(cx: Cx, Path(departure): Path<DepartureId>) -> Answer {
    let mut conn = cx.read().await?;
    let page = desk_page(&cx, &mut conn, departure, None, Vec::new()).await?;
    cx.show(&page)
}

async fn desk_page(
    cx: &Cx,
    conn: &mut Conn,
    departure: DepartureId,
    typed: Option<&GreetingForm>,
    problems: Vec<Problem>,
) -> Result<Desk> {
    let (person, name) = sql::leaver(conn, departure).await?;
    let draft = sql::draft_of(conn, departure).await?;
    let chosen = match typed {
        Some(form) => form.signer.clone(),
        None => draft.as_ref().map_or(String::new(), |draft| draft.signer_id.to_string()),
    };
    let signers = sql::signers(conn, departure).await?.into_iter().map(|(id, label)| {
        let value = id.to_string();
        Choice { is_chosen: value == chosen, value, label }
    });
    let excluded = sql::excluded(conn, person).await?;
    let people = together(sql::listed_colleagues(conn, person).await?, cx.today(), 1);
    let spoken = crate::welcome::greeting(&cx.app, conn, departure).await?;
    Ok(Desk {
        s: cx.narrow("departures"),
        departure,
        name,
        state: draft.as_ref().map(|draft| draft.state),
        signers: signers.collect(),
        words: typed.map(|form| form.words.clone()).or(draft.map(|draft| draft.words)).unwrap_or_default(),
        spoken: spoken.map(|greeting| (greeting.signer_name, greeting.words)),
        people: people
            .into_iter()
            .take(50)
            .map(|line| Colleague {
                id: line.person_id,
                is_excluded: excluded.contains(&line.person_id),
                line: cx.l().t1("welcome-together", "time", cx.l().months((line.days / 30).max(1))),
                name: line.name,
            })
            .collect(),
        problems,
    })
}

#[derive(Deserialize)]
pub struct GreetingForm {
    #[serde(default)]
    signer: String,
    #[serde(default)]
    words: String,
}

const LABELS: [(&str, &str); 2] =
    [("words", "welcome-greeting-words"), ("signer", "welcome-greeting-signer")];

pub async fn write(cx: Cx, Path(departure): Path<DepartureId>, Form(form): Form<GreetingForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let (_, name) = sql::leaver(&mut conn, departure).await?;
    let written = match form.signer.parse::<PersonId>() {
        Ok(signer) => {
            let known = sql::signers(&mut conn, departure).await?;
            match known.iter().any(|(id, _)| *id == signer) {
                true => actions::write_greeting(&cx, &mut conn, departure, signer, &form.words).await,
                false => Err(Error::invalid("signer", Text::new("welcome-signer-missing"))),
            }
        }
        Err(_) => Err(Error::invalid("signer", Text::new("welcome-signer-missing"))),
    };
    match written {
        Ok(state) => {
            cx.commit(conn).await?;
            let said = match state {
                GreetingState::Approved => "welcome-greeting-signed",
                GreetingState::Asked | GreetingState::Refused => "welcome-greeting-asked",
            };
            cx.done(&format!("/departures/{departure}/greeting"), &Text::new(said).with("name", name))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &LABELS);
            let page = desk_page(&cx, &mut cx.read().await?, departure, Some(&form), problems).await?;
            cx.invalid(&page)
        }
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
pub struct ExcludeForm {
    person: PersonId,
    #[serde(default)]
    exclude: String,
}

pub async fn exclude(cx: Cx, Path(departure): Path<DepartureId>, Form(form): Form<ExcludeForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let (to, _) = sql::leaver(&mut conn, departure).await?;
    let is_colleague =
        colleagues(&cx, &mut conn, to, usize::MAX).await?.iter().any(|c| c.person_id == form.person);
    if !is_colleague {
        return Err(Error::NotFound);
    }
    actions::exclude(&cx, &mut conn, to, form.person, form.exclude == "yes").await?;
    cx.commit(conn).await?;
    cx.done(&format!("/departures/{departure}/greeting"), &Text::new("welcome-exclusion-kept"))
}

/// A signer's own page: their standing greeting, and what waits for their name.
#[derive(Template)]
#[template(path = "welcome/templates/greetings.html")]
struct Greetings {
    s: Shell,
    waiting: Vec<Waiting>,
    words: String,
    problems: Vec<Problem>,
}

struct Waiting {
    name: String,
    words: String,
    href: String,
}

impl Greetings {
    fn error(&self) -> String {
        beside(&self.problems, "words")
    }
}

pub async fn greetings(cx: Cx) -> Answer {
    let page = greetings_page(&cx, None, Vec::new()).await?;
    cx.show(&page)
}

async fn greetings_page(cx: &Cx, typed: Option<String>, problems: Vec<Problem>) -> Result<Greetings> {
    let me = cx.viewer.somebody()?;
    let mut conn = cx.read().await?;
    let waiting = sql::drafts_for(&mut conn, me).await?;
    let standing = sql::standing_of(&mut conn, me).await?;
    Ok(Greetings {
        s: cx.narrow("greetings"),
        waiting: waiting
            .into_iter()
            .map(|draft| Waiting {
                href: path_of(&cx.app, &draft),
                name: draft.name.unwrap_or_default(),
                words: draft.words,
            })
            .collect(),
        words: typed.or(standing.map(|draft| draft.words)).unwrap_or_default(),
        problems,
    })
}

fn path_of(app: &crate::app::App, draft: &Draft) -> String {
    let link = news::approval_link(app, draft.greeting_id);
    link.strip_prefix(app.url("").as_str()).map_or(link.clone(), str::to_owned)
}

#[derive(Deserialize)]
pub struct WordsForm {
    #[serde(default)]
    words: String,
    #[serde(default)]
    refuse: String,
}

pub async fn standing(cx: Cx, Form(form): Form<WordsForm>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::write_standing(&cx, &mut conn, &form.words).await {
        Ok(()) => {
            cx.commit(conn).await?;
            cx.done("/greetings", &Text::new("welcome-standing-kept"))
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &LABELS);
            cx.invalid(&greetings_page(&cx, Some(form.words), problems).await?)
        }
        Err(error) => Err(error),
    }
}

/// The page behind the link that a signer was sent.
#[derive(Template)]
#[template(path = "welcome/templates/approval.html")]
struct Approval {
    s: Shell,
    ticket: String,
    name: String,
    state: GreetingState,
    words: String,
    problems: Vec<Problem>,
}

impl Approval {
    fn error(&self) -> String {
        beside(&self.problems, "words")
    }
}

async fn draft(cx: &Cx, conn: &mut Conn, ticket: &str) -> Result<Draft> {
    let greeting: GreetingId = news::greeting_of(&cx.app, ticket).ok_or(Error::NotFound)?;
    sql::draft(conn, greeting).await
}

fn approval_page(cx: &Cx, ticket: String, draft: Draft, words: String, problems: Vec<Problem>) -> Approval {
    let name = draft.name.unwrap_or_default();
    Approval { s: cx.narrow(""), ticket, name, state: draft.state, words, problems }
}

pub async fn approval(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let draft = draft(&cx, &mut cx.read().await?, &ticket).await?;
    let words = draft.words.clone();
    cx.show(&approval_page(&cx, ticket, draft, words, Vec::new()))
}

pub async fn approve(cx: Cx, Path(ticket): Path<String>, Form(form): Form<WordsForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let draft = draft(&cx, &mut conn, &ticket).await?;
    let is_approved = form.refuse.is_empty();
    match actions::decide_greeting(&cx, &mut conn, &draft, &form.words, is_approved).await {
        Ok(()) => cx.commit(conn).await?,
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &LABELS);
            return cx.invalid(&approval_page(&cx, ticket, draft, form.words, problems));
        }
        Err(error) => return Err(error),
    }
    let said = if is_approved { "welcome-approval-signed" } else { "welcome-approval-refused" };
    cx.done(&format!("/g/{ticket}"), &Text::new(said).with("name", draft.name.unwrap_or_default()))
}
