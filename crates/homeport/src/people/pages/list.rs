//! The directory.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use keel::db::Conn;
use keel::error::Result;
use keel::l10n::Lang;
use serde::Deserialize;

use super::{found, words};
use crate::access::Can;
use crate::app::{Answer, Cx};
use crate::members::{self, Purpose};
use crate::people::SilenceKind;
use crate::people::directory::{self, At, Eye, Filter, List, MANY, Row};
use crate::people::index::{self, Shown};
use crate::shell::{Choice, Form, Shell};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) q: String,
    pub(super) entity: String,
    pub(super) department: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) left: String,
    pub(super) place: String,
    pub(super) language: String,
    pub(super) organisation: String,
    pub(super) skill: String,
    pub(super) school: String,
    after: String,
    before: String,
    /// "me": only those who worked with the viewer; "school": only those who went to the same school.
    pub(super) with: String,
    /// Of what was searched, from 1.
    page: String,
    /// "list": nothing but what changes while somebody types.
    part: String,
}

#[derive(Template)]
#[template(path = "people/templates/index.html")]
struct Index {
    s: Shell,
    q: String,
    from: String,
    to: String,
    left: String,
    entities: Vec<Choice>,
    departments: Vec<Choice>,
    places: Vec<Choice>,
    /// For officers.
    languages: Vec<Choice>,
    is_narrowed: bool,
    /// What else it is narrowed to, by links.
    narrowed: Vec<(&'static str, String)>,
    /// A member whom nobody finds here.
    is_hidden: bool,
    b: Body,
}

/// What changes while somebody types.
#[derive(Template)]
#[template(path = "people/templates/_found.html")]
struct Part {
    s: Shell,
    b: Body,
}

/// The people, how many, and how to narrow or go on.
#[derive(Default)]
pub(super) struct Body {
    pub rows: Vec<Line>,
    pub count: String,
    /// How the people were found, where that is not as typed.
    pub note: String,
    /// What it is narrowed to, to be let go, and whom the viewer worked with.
    pub kept: Vec<Chip>,
    pub facets: Vec<Facet>,
    pub previous: String,
    pub next: String,
    /// Everybody found, where only the first are shown.
    pub all: String,
    /// It looked as far as a page may.
    pub is_cut: bool,
    pub is_found: bool,
    pub may_edit: bool,
}

/// One thing to narrow by, with what it would leave.
pub(super) struct Facet {
    pub label: String,
    pub chips: Vec<Chip>,
}

pub(super) struct Chip {
    pub label: String,
    pub href: String,
    pub is_chosen: bool,
}

pub(crate) struct Line {
    pub name: String,
    pub line: String,
    pub href: String,
    pub photo: String,
    pub tag: (&'static str, String),
}

pub async fn index(cx: Cx, Form(asked): Form<Asked>) -> Answer {
    let eye = Eye::of(&cx.viewer);
    let limited = cx.viewer.person.filter(|_| !eye.is_officer());
    if let Some(me) = limited
        && cx.app.index.shown.check(me, cx.now).is_err()
    {
        return too_many(&cx, asked.is_part());
    }
    let filter = asked.filter(&eye);
    let body = match found::body(&cx, &eye, &asked, &filter).await? {
        Some(body) => body,
        None => listed(&cx, &eye, &asked, &filter).await?,
    };
    if let Some(me) = limited {
        cx.app.index.shown.count(me, cx.now, body.rows.len());
    }
    if asked.is_part() {
        return cx.show(&Part { s: cx.shell("people"), b: body });
    }
    let mut conn = cx.read().await?;
    let me = cx.viewer.person.filter(|_| cx.viewer.is_member);
    let is_hidden = match me {
        Some(me) => !members::consent(&mut conn, me, Purpose::Listed).await?,
        None => false,
    };
    let departments = directory::departments(&mut conn, &eye).await?;
    let places = directory::places(&mut conn, &eye).await?;
    cx.show(&Index {
        s: cx.shell("people"),
        entities: options(&cx, "people-any-entity", words::entities(&cx, &mut conn, &asked.entity).await?),
        departments: options(&cx, "people-any-department", named(departments, &asked.department)),
        places: options(&cx, "people-any-place", placed(&cx, places, filter.place.as_deref())),
        languages: languages(&cx, &eye, filter.language),
        is_narrowed: !Filter { typed: String::new(), ..filter }.is_empty(),
        narrowed: asked.narrowed(),
        is_hidden,
        from: asked.from,
        to: asked.to,
        left: asked.left,
        q: asked.q,
        b: body,
    })
}

/// Everybody in the order of names, or, while there is no index, by the beginnings of names.
async fn listed(cx: &Cx, eye: &Eye, asked: &Asked, filter: &Filter) -> Result<Body> {
    if !asked.narrowed().is_empty() {
        // The directory knows nothing of careers.
        let note = cx.l().t("people-search-soon").into_owned();
        return Ok(Body { note, is_found: true, ..Body::default() });
    }
    let mut conn = cx.read().await?;
    let list = directory::list(&mut conn, eye, filter, asked.at()).await?;
    let may_edit = cx.viewer.may(Can::EditPeople);
    let note = if asked.is_search() { cx.l().t("people-search-soon").into_owned() } else { String::new() };
    Ok(Body {
        count: count(cx, &mut conn, filter, &list).await?,
        note,
        previous: list.previous.map(|id| asked.page("before", &id.to_string())).unwrap_or_default(),
        next: list.next.map(|id| asked.page("after", &id.to_string())).unwrap_or_default(),
        rows: list.rows.into_iter().map(|row| line(cx, row, may_edit)).collect(),
        is_cut: list.is_cut,
        is_found: !filter.is_empty(),
        may_edit,
        ..Body::default()
    })
}

/// Enough for this hour. Who types is told beside what they see, who asked for a page on one.
fn too_many(cx: &Cx, is_part: bool) -> Answer {
    let wait = Shown::until_next(cx.now);
    let minutes = i64::try_from(wait.as_secs().div_ceil(60)).unwrap_or(60);
    let note = cx.l().t1("people-enough", "minutes", minutes);
    let s = cx.shell("people");
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut response = if is_part {
        cx.page(status, &Part { s, b: Body { note, is_found: true, ..Body::default() } })?
    } else {
        cx.page(status, &Enough { s, note })?
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
    Ok(response)
}

#[derive(Template)]
#[template(path = "people/templates/enough.html")]
struct Enough {
    s: Shell,
    note: String,
}

impl Asked {
    pub(super) fn is_search(&self) -> bool {
        !self.q.trim().is_empty() || !self.narrowed().is_empty()
    }

    pub(super) fn is_together(&self) -> bool {
        self.with == "me"
    }

    pub(super) fn is_schoolmates(&self) -> bool {
        self.with == "school"
    }

    /// What only the index knows to narrow by.
    fn narrowed(&self) -> Vec<(&'static str, String)> {
        let with = if self.is_together() || self.is_schoolmates() { self.with.as_str() } else { "" };
        let all = [
            ("with", with),
            ("organisation", self.organisation.trim()),
            ("skill", self.skill.trim()),
            ("school", self.school.trim()),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.to_owned()))
            .collect()
    }

    pub(super) fn is_part(&self) -> bool {
        self.part == "list"
    }

    /// Which page of what was searched, from 0.
    pub(super) fn nth(&self) -> usize {
        let page: usize = self.page.trim().parse().unwrap_or(1);
        page.saturating_sub(1).min(index::PAGES - 1)
    }

    pub(super) fn filter(&self, eye: &Eye) -> Filter {
        let mut filter = Filter::read(|name| match name {
            "q" => &self.q,
            "entity" => &self.entity,
            "department" => &self.department,
            "from" => &self.from,
            "to" => &self.to,
            "left" => &self.left,
            "place" => &self.place,
            "language" => &self.language,
            _ => "",
        });
        filter.language = filter.language.filter(|_| eye.is_officer());
        filter
    }

    fn at(&self) -> At {
        match (self.after.parse(), self.before.parse()) {
            (Ok(after), _) => At::After(after),
            (_, Ok(before)) => At::Before(before),
            _ => At::Start,
        }
    }

    /// The same list further on, or from its beginning otherwise narrowed.
    fn page(&self, side: &str, at: &str) -> String {
        self.changed(&[(side, at)])
    }

    /// The same, from the beginning, with other values.
    pub(super) fn changed(&self, values: &[(&str, &str)]) -> String {
        let asked = [
            ("q", &self.q),
            ("entity", &self.entity),
            ("department", &self.department),
            ("from", &self.from),
            ("to", &self.to),
            ("left", &self.left),
            ("place", &self.place),
            ("language", &self.language),
            ("with", &self.with),
            ("organisation", &self.organisation),
            ("skill", &self.skill),
            ("school", &self.school),
        ];
        let kept = asked.iter().filter(|(name, _)| !values.iter().any(|(changed, _)| changed == name));
        let all = kept.map(|(name, value)| (*name, value.as_str())).chain(values.iter().copied());
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(all.filter(|(_, value)| !value.trim().is_empty()));
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

pub(super) fn options(cx: &Cx, any: &str, mut options: Vec<Choice>) -> Vec<Choice> {
    let is_chosen = !options.iter().any(|option| option.is_chosen);
    options.insert(0, words::choice("", cx.l().t(any).into_owned(), is_chosen));
    options
}

/// What may be chosen, and what was chosen even if it stands further down than a list of choices reaches.
pub(super) fn named(mut all: Vec<String>, chosen: &str) -> Vec<Choice> {
    let chosen = chosen.trim();
    if !chosen.is_empty() && !all.iter().any(|name| name == chosen) {
        all.insert(0, chosen.to_owned());
    }
    all.into_iter().map(|name| words::choice(&name, name.clone(), name == chosen)).collect()
}

/// Places in the reader's language, where they are known towns.
fn placed(cx: &Cx, places: Vec<String>, chosen: Option<&str>) -> Vec<Choice> {
    let mut all = named(places, chosen.unwrap_or_default());
    for choice in &mut all {
        choice.label = words::place(cx, &choice.value).to_owned();
    }
    all
}

pub(super) fn languages(cx: &Cx, eye: &Eye, chosen: Option<Lang>) -> Vec<Choice> {
    if !eye.is_officer() {
        return Vec::new();
    }
    let known =
        Lang::ALL.map(|lang| words::choice(lang.code(), lang.name().to_owned(), chosen == Some(lang)));
    options(cx, "people-any-language", known.into())
}

pub(crate) fn line(cx: &Cx, row: Row, may_edit: bool) -> Line {
    let l = cx.l();
    let years = row.started_on.map(|from| words::years(l, from, row.ended_on, cx.today()));
    let confirmed = row.confirmed_at.map(|at| l.t1("freshness-confirmed-ago", "ago", l.ago(cx.now, at)));
    let tag = match row.silence {
        Some(SilenceKind::Deceased) => ("", l.t("people-tag-deceased").into_owned()),
        Some(SilenceKind::DoNotContact) => ("alarm", l.t("people-tag-silent").into_owned()),
        Some(SilenceKind::Exit) => ("alarm", l.t("people-tag-exit").into_owned()),
        None if may_edit && row.is_member => ("calm", l.t("people-tag-member").into_owned()),
        None => ("", String::new()),
    };
    Line {
        line: words::dotted([years, row.department, row.number, row.place, confirmed]),
        href: format!("/people/{}", row.person_id),
        photo: row
            .photo_id
            .map(|_| format!("/people/{}/photo?size=small", row.person_id))
            .unwrap_or_default(),
        name: row.name,
        tag,
    }
}
