//! The list of organisations.

use askama::Template;
use axum::extract::Query;
use keel::id::Id;
use serde::Deserialize;

use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::organisations::model::At;
use crate::organisations::sql::{self, Line};
use crate::organisations::{OrganisationId, called};
use crate::people;
use crate::people::directory::Eye;
use crate::shell::Shell;

const PAGE: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    q: String,
    /// Where the page before ended: its key and whose it is.
    key: String,
    after: String,
    before: String,
}

#[derive(Template)]
#[template(path = "organisations/templates/index.html")]
struct Index {
    s: Shell,
    q: String,
    rows: Vec<Row>,
    previous: String,
    next: String,
    is_found: bool,
    may_edit: bool,
}

struct Row {
    name: String,
    line: String,
    href: String,
    /// For officers: only a member told of it so far.
    is_unseen: bool,
}

/// `GET /organisations`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let eye = Eye::of(&cx.viewer);
    let may_edit = cx.viewer.may(Can::EditPeople);
    let at = asked.at();
    let word = people::folded(&asked.q);
    let is_found = !asked.q.trim().is_empty();
    let mut conn = cx.read().await?;
    let mut lines = match (is_found, word.is_empty()) {
        (false, _) => sql::lines(&mut conn, eye.is_officer(), &at, PAGE + 1).await?,
        // Nothing but signs: it is the whole name or nobody's.
        (true, true) => match called(&mut conn, &asked.q).await? {
            Some(id) => sql::line(&mut conn, &eye, id).await?,
            None => Vec::new(),
        },
        (true, false) => sql::found(&mut conn, eye.is_officer(), &at, &word, PAGE + 1).await?,
    };
    drop(conn);
    let goes_on = lines.len() > PAGE;
    lines.truncate(PAGE);
    let came_from = !asked.after.is_empty() || !asked.before.is_empty();
    let (mut previous, mut next) = (lines.first().filter(|_| came_from), lines.last().filter(|_| goes_on));
    if at.is_backwards {
        (previous, next) = (lines.last().filter(|_| goes_on), lines.first());
    }
    let previous = previous.map(|line| asked.page("before", line)).unwrap_or_default();
    let next = next.map(|line| asked.page("after", line)).unwrap_or_default();
    if at.is_backwards {
        lines.reverse();
    }
    cx.show(&Index {
        s: cx.shell("people"),
        rows: lines.into_iter().map(|line| row(line, may_edit)).collect(),
        previous,
        next,
        is_found,
        may_edit,
        q: asked.q,
    })
}

impl Asked {
    fn at(&self) -> At {
        let first = OrganisationId(Id([0; 16]));
        match (self.after.parse(), self.before.parse()) {
            (Ok(organisation_id), _) => At { key: self.key.clone(), organisation_id, is_backwards: false },
            (_, Ok(organisation_id)) => At { key: self.key.clone(), organisation_id, is_backwards: true },
            _ => At { key: String::new(), organisation_id: first, is_backwards: false },
        }
    }

    fn page(&self, side: &str, line: &Line) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.trim().is_empty() {
            query.append_pair("q", &self.q);
        }
        query.append_pair("key", &line.key).append_pair(side, &line.organisation_id.to_string());
        format!("/organisations?{}", query.finish())
    }
}

fn row(line: Line, may_edit: bool) -> Row {
    Row {
        href: format!("/organisations/{}", line.organisation_id),
        name: line.name,
        line: line.place.unwrap_or_default(),
        is_unseen: may_edit && !line.is_open,
    }
}
