use askama::Template;
use axum::extract::Path;
use keel::error::{Error, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::shell::{Form, Problem, Shell, beside};
use crate::welcome::model::Asked;
use crate::welcome::{WishState, actions, news, sql};

#[derive(Template)]
#[template(path = "welcome/templates/wish.html")]
struct WishPage {
    s: Shell,
    ticket: String,
    name: String,
    line: String,
    state: WishState,
    words: String,
    ready: Vec<String>,
    problems: Vec<Problem>,
}

impl WishPage {
    fn new(cx: &Cx, ticket: String, asked: &Asked, words: String, problems: Vec<Problem>) -> Self {
        let l = cx.l();
        let months = i32::try_from(asked.days_together / 30).unwrap_or(1).max(1);
        let together = l.t1("welcome-together", "time", l.months(months));
        let ready = ["welcome-ready-1", "welcome-ready-2", "welcome-ready-3"];
        Self {
            s: cx.narrow(""),
            ticket,
            name: asked.to_name.clone(),
            line: asked.department.as_ref().map_or(together.clone(), |d| format!("{d} · {together}")),
            state: asked.state,
            words,
            ready: ready.iter().map(|key| l.t1(key, "name", asked.to_name.as_str())).collect(),
            problems,
        }
    }

    fn error(&self) -> String {
        beside(&self.problems, "words")
    }
}

/// Reading changes nothing: mail scanners read, too.
pub async fn show(cx: Cx, Path(ticket): Path<String>) -> Answer {
    let wish = news::wish_of(&cx.app, &ticket).ok_or(Error::NotFound)?;
    let asked = sql::asked(&mut cx.read().await?, wish).await?;
    let words = asked.words.clone().unwrap_or_default();
    cx.show(&WishPage::new(&cx, ticket, &asked, words, Vec::new()))
}

#[derive(Deserialize)]
pub struct WishForm {
    /// One tap: a wish that was ready.
    #[serde(default)]
    ready: String,
    #[serde(default)]
    words: String,
}

pub async fn wish(cx: Cx, Path(ticket): Path<String>, Form(form): Form<WishForm>) -> Answer {
    let wish = news::wish_of(&cx.app, &ticket).ok_or(Error::NotFound)?;
    let text = if form.ready.is_empty() { &form.words } else { &form.ready };
    let mut conn = cx.begin().await?;
    let asked = sql::asked(&mut conn, wish).await?;
    match actions::write_wish(&cx, &mut conn, &asked, text).await {
        Ok(()) => cx.commit(conn).await?,
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let problems = cx.problems(&problems, &[("words", "welcome-wish-words")]);
            return cx.invalid(&WishPage::new(&cx, ticket, &asked, text.clone(), problems));
        }
        Err(error) => return Err(error),
    }
    cx.done(&format!("/w/{ticket}"), &Text::new("welcome-wish-sent").with("name", asked.to_name))
}

#[derive(Deserialize)]
pub struct DeclineForm {
    #[serde(default)]
    never: String,
}

pub async fn decline(cx: Cx, Path(ticket): Path<String>, Form(form): Form<DeclineForm>) -> Answer {
    let wish = news::wish_of(&cx.app, &ticket).ok_or(Error::NotFound)?;
    let is_for_good = form.never == "yes";
    let mut conn = cx.begin().await?;
    let asked = sql::asked(&mut conn, wish).await?;
    actions::decline_wish(&cx, &mut conn, &asked, is_for_good).await?;
    cx.commit(conn).await?;
    let said = if is_for_good { "welcome-wish-never" } else { "welcome-wish-declined" };
    cx.done(&format!("/w/{ticket}"), &Text::new(said))
}
