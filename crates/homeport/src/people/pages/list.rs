//! The directory.

use askama::Template;
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;
use serde::Deserialize;

use super::words;
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::members::{self, Purpose};
use crate::people::directory::{self, At, Eye, Filter, List, MANY, Row};
use crate::people::{EntityId, PersonId, SilenceKind};
use crate::shell::{Choice, Form, Shell};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    entity: String,
    department: String,
    from: String,
    to: String,
    place: String,
    language: String,
    after: String,
    before: String,
}

#[derive(Template)]
#[template(path = "people/templates/index.html")]
struct Index {
    s: Shell,
    q: String,
    from: String,
    to: String,
    entities: Vec<Choice>,
    departments: Vec<Choice>,
    places: Vec<Choice>,
    /// For officers.
    languages: Vec<Choice>,
    rows: Vec<Line>,
    count: String,
    previous: String,
    next: String,
    /// It looked as far as a page may.
    is_cut: bool,
    is_found: bool,
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
    let filter = asked.filter(&eye);
    let mut conn = cx.read().await?;
    let list = directory::list(&mut conn, &eye, &filter, asked.at()).await?;
    let me = cx.viewer.person.filter(|_| cx.viewer.is_member);
    let is_hidden = match me {
        Some(me) => !members::consent(&mut conn, me, Purpose::Listed).await?,
        None => false,
    };
    let may_edit = cx.viewer.may(Can::EditPeople);
    let departments = directory::departments(&mut conn, &eye).await?;
    let places = directory::places(&mut conn, &eye).await?;
    cx.show(&Index {
        s: cx.shell("people"),
        entities: options(&cx, "people-any-entity", words::entities(&cx, &mut conn, &asked.entity).await?),
        departments: options(&cx, "people-any-department", named(departments, &asked.department)),
        places: options(&cx, "people-any-place", named(places, &asked.place)),
        languages: languages(&cx, &eye, filter.language),
        count: count(&cx, &mut conn, &filter, &list).await?,
        previous: list.previous.map(|id| asked.page("before", id)).unwrap_or_default(),
        next: list.next.map(|id| asked.page("after", id)).unwrap_or_default(),
        rows: list.rows.into_iter().map(|row| line(&cx, row, may_edit)).collect(),
        is_cut: list.is_cut,
        is_found: !filter.is_empty(),
        is_narrowed: !Filter { typed: String::new(), ..filter }.is_empty(),
        from: asked.from,
        to: asked.to,
        q: asked.q,
        may_edit,
        is_hidden,
    })
}

impl Asked {
    fn filter(&self, eye: &Eye) -> Filter {
        let year = |typed: &str| typed.trim().parse().ok().filter(|year| (1..=9999).contains(year));
        let (from, to) = (year(&self.from), year(&self.to));
        // Typed the wrong way round, the years are the same years.
        let (from, to) =
            if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
        Filter {
            typed: self.q.trim().to_owned(),
            entity: self.entity.parse::<EntityId>().ok(),
            department: words::line(&self.department),
            from,
            to,
            place: words::line(&self.place),
            language: Lang::from_tag(&self.language)
                .filter(|_| eye.is_officer() && !self.language.is_empty()),
        }
    }

    fn at(&self) -> At {
        match (self.after.parse(), self.before.parse()) {
            (Ok(after), _) => At::After(after),
            (_, Ok(before)) => At::Before(before),
            _ => At::Start,
        }
    }

    /// The page of the same list after or before somebody.
    fn page(&self, side: &str, person: PersonId) -> String {
        let asked = [
            ("q", &self.q),
            ("entity", &self.entity),
            ("department", &self.department),
            ("from", &self.from),
            ("to", &self.to),
            ("place", &self.place),
            ("language", &self.language),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(asked.into_iter().filter(|(_, value)| !value.trim().is_empty()));
        query.append_pair(side, &person.to_string());
        format!("/people?{}", query.finish())
    }
}

/// How many there are, where that is cheap to say: who joined, or whom a narrowed list holds.
async fn count(cx: &Cx, conn: &mut Conn, filter: &Filter, list: &List) -> Result<String> {
    let l = cx.l();
    Ok(match list.count {
        // The empty page says so itself.
        Some(0) => String::new(),
        Some(found) if found > MANY => l.t1("people-found-many", "count", MANY),
        Some(found) => l.t1("people-found", "count", found),
        None if filter.is_empty() => l.t1("people-count", "count", members::count(conn).await?),
        None => String::new(),
    })
}

fn options(cx: &Cx, any: &str, mut options: Vec<Choice>) -> Vec<Choice> {
    let is_chosen = !options.iter().any(|option| option.is_chosen);
    options.insert(0, words::choice("", cx.l().t(any).into_owned(), is_chosen));
    options
}

/// What may be chosen, and what was chosen even if it stands further down than a list of choices reaches.
fn named(mut all: Vec<String>, chosen: &str) -> Vec<Choice> {
    let chosen = chosen.trim();
    if !chosen.is_empty() && !all.iter().any(|name| name == chosen) {
        all.insert(0, chosen.to_owned());
    }
    all.into_iter().map(|name| words::choice(&name, name.clone(), name == chosen)).collect()
}

fn languages(cx: &Cx, eye: &Eye, chosen: Option<Lang>) -> Vec<Choice> {
    if !eye.is_officer() {
        return Vec::new();
    }
    let known =
        Lang::ALL.map(|lang| words::choice(lang.code(), lang.name().to_owned(), chosen == Some(lang)));
    options(cx, "people-any-language", known.into())
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
        line: words::dotted([years, row.department, row.number, row.place]),
        href: format!("/people/{}", row.person_id),
        photo: row
            .photo_id
            .map(|_| format!("/people/{}/photo?size=small", row.person_id))
            .unwrap_or_default(),
        name: row.name,
        tag,
    }
}
