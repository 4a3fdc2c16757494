//! Where an administrator makes tokens and takes them back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use keel::clock::Day;
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::L;
use serde::Deserialize;

use super::model::{self, NewToken, Token, TokenId};
use super::{actions, sql};
use crate::access::Scope;
use crate::app::{Answer, Cx};
use crate::shell::{Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "tokens/templates/index.html")]
struct Index {
    s: Shell,
    problems: Vec<Problem>,
    draft: Draft,
    scopes: Vec<Offer>,
    rows: Vec<Line>,
    /// A token that was made just now, this once.
    fresh: Option<Fresh>,
}

impl Index {
    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

struct Fresh {
    name: String,
    secret: String,
    example: String,
}

struct Offer {
    word: &'static str,
    title: String,
    is_chosen: bool,
}

/// A token in the list.
struct Line {
    id: TokenId,
    name: String,
    scopes: String,
    line: String,
    used: String,
    /// Empty while it opens something.
    gone: String,
    ask: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Draft {
    name: String,
    scopes: Vec<String>,
    expires_on: String,
}

impl Draft {
    fn read(&self) -> Result<NewToken> {
        let mut problems = Problems::new();
        let expires_on = Day::parse(self.expires_on.trim());
        if expires_on.is_none() && !self.expires_on.trim().is_empty() {
            problems.add("expires_on", Text::new("tokens-problem-day"));
        }
        problems.ok()?;
        let scopes = self.scopes.iter().filter_map(|word| Scope::from_word(word)).collect();
        Ok(NewToken { name: self.name.clone(), scopes, expires_on })
    }
}

const LABELS: [(&str, &str); 3] =
    [("name", "tokens-name"), ("scopes", "tokens-scopes"), ("expires_on", "tokens-expires-on")];

pub const fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::DeparturesRead => "tokens-scope-departures-read",
        Scope::DeparturesWrite => "tokens-scope-departures-write",
        Scope::PeopleRead => "tokens-scope-people-read",
        Scope::PeopleWrite => "tokens-scope-people-write",
    }
}

async fn page(cx: &Cx, draft: Draft) -> Result<Index> {
    let found = sql::tokens(&mut cx.read().await?).await?;
    let offer = |scope: &Scope| Offer {
        word: scope.word(),
        title: cx.l().t(scope_key(*scope)).into_owned(),
        is_chosen: draft.scopes.iter().any(|word| word == scope.word()),
    };
    Ok(Index {
        scopes: Scope::ALL.iter().map(offer).collect(),
        rows: found.into_iter().map(|token| line(cx, token)).collect(),
        problems: Vec::new(),
        draft,
        fresh: None,
        s: cx.narrow("settings"),
    })
}

fn line(cx: &Cx, token: Token) -> Line {
    let (l, zone) = (cx.l(), cx.zone());
    let by = token.made_by.clone().unwrap_or_else(|| l.t("journal-machine").into_owned());
    let made = l.t2("tokens-made", "by", by, "day", l.day(token.made_at.day_in(&zone)));
    let until = token.expires_at.map_or_else(String::new, |end| {
        l.t1("tokens-until", "day", l.day((end - std::time::Duration::from_secs(1)).day_in(&zone)))
    });
    let gone = match (token.revoked_at, token.is_good(cx.now)) {
        (Some(at), _) => l.t1("tokens-revoked", "day", l.day(at.day_in(&zone))),
        (None, true) => String::new(),
        (None, false) => l.t("tokens-expired").into_owned(),
    };
    Line {
        id: token.token_id,
        scopes: scopes(l, &token.scopes),
        line: [made, until].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        used: match token.used_at {
            Some(at) => l.t1("tokens-used", "ago", l.ago(cx.now, at)),
            None => l.t("tokens-never-used").into_owned(),
        },
        gone,
        ask: l.t1("tokens-revoke-ask", "name", &token.name),
        name: token.name,
    }
}

fn scopes(l: L, words: &str) -> String {
    let titles = model::scopes(words).into_iter().map(|scope| l.t(scope_key(scope)).into_owned());
    titles.collect::<Vec<_>>().join(l.t("tokens-and").as_ref())
}

pub async fn index(cx: Cx) -> Answer {
    let page = page(&cx, Draft::default()).await?;
    cx.show(&page)
}

/// The one page on which a token can be read. It is not redirected to: nothing keeps the token.
pub async fn make(cx: Cx, Form(draft): Form<Draft>) -> Answer {
    match write(&cx, &draft).await {
        Ok(secret) => {
            let mut page = page(&cx, Draft::default()).await?;
            let example = cx.app.url("/api/openapi.json");
            let name = draft.name.split_whitespace().collect::<Vec<_>>().join(" ");
            page.fresh = Some(Fresh { name, secret, example });
            cx.page(StatusCode::CREATED, &page)
        }
        Err(Error::Invalid(problems)) => {
            let mut page = page(&cx, draft).await?;
            page.problems = cx.problems(&problems, &LABELS);
            cx.invalid(&page)
        }
        Err(other) => Err(other),
    }
}

async fn write(cx: &Cx, draft: &Draft) -> Result<String> {
    let new = draft.read()?;
    let mut conn = cx.begin().await?;
    let (_, secret) = actions::make(cx, &mut conn, &new).await?;
    cx.commit(conn).await?;
    Ok(secret)
}

pub async fn revoke(cx: Cx, Path(id): Path<String>) -> Answer {
    let token: TokenId = id.parse()?;
    let mut conn = cx.begin().await?;
    let name = actions::revoke(&cx, &mut conn, token).await?;
    cx.commit(conn).await?;
    cx.done("/settings/tokens", &Text::new("tokens-done-revoked").with("name", name))
}
