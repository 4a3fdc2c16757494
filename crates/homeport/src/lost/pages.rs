//! The officer's list "help us find", and the page that whoever is lost comes in by.

use askama::Template;
use axum::extract::{Path, Query};
use keel::clock::Time;
use keel::error::{Error, Text};
use keel::id::Id;
use serde::Deserialize;

use super::{actions, sql, url};
use crate::app::{Answer, Cx};
use crate::people::PersonId;
use crate::settings::Key;
use crate::shell::Shell;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "lost/templates/index.html")]
struct Index {
    s: Shell,
    rows: Vec<Row>,
    way: String,
    newer: String,
    older: String,
}

struct Row {
    id: PersonId,
    name: String,
    line: String,
    may_be_asked_about: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Before {
    at: String,
    person: String,
}

/// `GET /lost`
pub async fn index(cx: Cx, Query(before): Query<Before>) -> Answer {
    let l = cx.l();
    let last = (Time(i64::MAX), PersonId(Id([0xff; 16])));
    let from = match (before.at.parse(), before.person.parse()) {
        (Ok(at), Ok(person)) => (Time(at), person),
        _ => last,
    };
    let mut conn = cx.read().await?;
    let mut found = sql::lost(&mut conn, from, PAGE + 1).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| goes_on);
    let older = older.map(|one| format!("?at={}&person={}", one.failed_at.ms(), one.person_id));
    let mut rows = Vec::with_capacity(found.len());
    for one in found {
        let since = l.t1("lost-since", "ago", l.ago(cx.now, one.failed_at));
        let line = match sql::count_asked(&mut conn, one.person_id).await? {
            0 if one.is_listed => since,
            0 => format!("{since} · {}", l.t("lost-hidden")),
            asked => format!("{since} · {}", l.t1("lost-asked", "count", asked)),
        };
        rows.push(Row { id: one.person_id, name: one.name, line, may_be_asked_about: one.is_listed });
    }
    cx.show(&Index {
        s: cx.shell("people"),
        rows,
        way: url(&cx.app),
        newer: if from == last { String::new() } else { "/lost".to_owned() },
        older: older.unwrap_or_default(),
    })
}

/// `POST /lost/{id}/ask`
pub async fn ask(cx: Cx, Path(id): Path<PersonId>) -> Answer {
    let mut conn = cx.begin().await?;
    match actions::ask(&cx, &mut conn, id).await {
        Ok(0) => {
            cx.commit(conn).await?;
            cx.sorry("/lost", &Text::new("lost-nobody-asked"))
        }
        Ok(asked) => {
            cx.commit(conn).await?;
            cx.done("/lost", &Text::new("lost-done-asked").with("count", asked))
        }
        Err(Error::Conflict(text)) => cx.sorry("/lost", &text),
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "lost/templates/way.html")]
struct Way {
    s: Shell,
    text: String,
    has_claims: bool,
}

/// `GET /lost/way`: the same for all, so that passing it on tells nothing about anybody.
pub async fn way(cx: Cx) -> Answer {
    let settings = cx.app.settings();
    let s = cx.narrow("");
    let text = s.t2("lost-way-text", "company", settings.company(cx.lang), "alliance", s.alliance.as_str());
    cx.show(&Way { text, has_claims: settings.get(Key::ClaimsOpen) == "yes", s })
}
