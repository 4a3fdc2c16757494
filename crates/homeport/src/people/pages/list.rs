//! The directory.

use askama::Template;
use serde::Deserialize;

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::members::{self, Purpose};
use crate::people::directory::{self, Eye, Filter, PAGE, Row};
use crate::people::{EntityId, PersonId, SilenceKind};
use crate::shell::{Choice, Form, Shell};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    entity: String,
    department: String,
    year: String,
    after: String,
}

#[derive(Template)]
#[template(path = "people/templates/index.html")]
struct Index {
    s: Shell,
    q: String,
    year: String,
    entities: Vec<Choice>,
    departments: Vec<Choice>,
    rows: Vec<Line>,
    count: String,
    first: String,
    next: String,
    has_more: bool,
    is_narrowed: bool,
    may_edit: bool,
    /// A member whom nobody finds here.
    is_hidden: bool,
}

struct Line {
    name: String,
    line: String,
    href: String,
    photo: String,
    tag: (&'static str, String),
}

pub async fn index(cx: Cx, Form(asked): Form<Asked>) -> Answer {
    let eye = Eye::of(&cx.viewer);
    let filter = filter(&asked);
    let after = asked.after.parse::<PersonId>().ok();
    let mut conn = cx.read().await?;
    let q = asked.q.trim().to_owned();
    let mut rows = if q.is_empty() {
        directory::browse(&mut conn, &eye, &filter, after).await?
    } else {
        directory::named(&mut conn, &eye, &q).await?
    };
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| has_more && q.is_empty()).map(|row| row.person_id);
    let me = cx.viewer.person.filter(|_| cx.viewer.is_member);
    let is_hidden = match me {
        Some(me) => !members::consent(&mut conn, me, Purpose::Listed).await?,
        None => false,
    };
    let may_edit = cx.viewer.may(Can::EditPeople);
    cx.show(&Index {
        s: cx.shell("people"),
        entities: options(&cx, "people-any-entity", words::entities(&cx, &mut conn, &asked.entity).await?),
        departments: departments(&cx, directory::departments(&mut conn).await?, &asked.department),
        count: cx.l().t1("people-count", "count", members::count(&mut conn).await?),
        rows: rows.into_iter().map(|row| line(&cx, row, may_edit)).collect(),
        first: if after.is_some() { address(&asked, None) } else { String::new() },
        next: last.map(|last| address(&asked, Some(last))).unwrap_or_default(),
        is_narrowed: !q.is_empty() || !filter.is_empty(),
        year: asked.year,
        q,
        has_more,
        may_edit,
        is_hidden,
    })
}

fn filter(asked: &Asked) -> Filter {
    Filter {
        entity: asked.entity.parse::<EntityId>().ok(),
        department: words::line(&asked.department),
        year: asked.year.trim().parse().ok().filter(|year| (1..=9999).contains(year)),
    }
}

fn options(cx: &Cx, any: &str, mut options: Vec<Choice>) -> Vec<Choice> {
    let is_chosen = !options.iter().any(|option| option.is_chosen);
    options.insert(0, words::choice("", cx.l().t(any).into_owned(), is_chosen));
    options
}

fn departments(cx: &Cx, all: Vec<String>, chosen: &str) -> Vec<Choice> {
    let all = all.into_iter().map(|name| words::choice(&name.clone(), name.clone(), name == chosen));
    options(cx, "people-any-department", all.collect())
}

/// The same list from its beginning or after somebody.
fn address(asked: &Asked, after: Option<PersonId>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("entity", &asked.entity), ("department", &asked.department), ("year", &asked.year)]
    {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    format!("/people?{}", query.finish())
}

fn line(cx: &Cx, row: Row, may_edit: bool) -> Line {
    let l = cx.l();
    let years = row.started_on.map(|from| words::years(l, from, row.ended_on, cx.today()));
    let tag = match row.silence {
        Some(SilenceKind::Deceased) => ("", l.t("people-tag-deceased").into_owned()),
        Some(SilenceKind::DoNotContact) => ("alarm", l.t("people-tag-silent").into_owned()),
        Some(SilenceKind::Exit) => ("alarm", l.t("people-tag-exit").into_owned()),
        None if may_edit && row.is_member => ("calm", l.t("people-tag-member").into_owned()),
        None => ("", String::new()),
    };
    Line {
        line: words::dotted([years, row.department, row.number]),
        href: format!("/people/{}", row.person_id),
        photo: row
            .photo_id
            .map(|_| format!("/people/{}/photo?size=small", row.person_id))
            .unwrap_or_default(),
        name: row.name,
        tag,
    }
}
