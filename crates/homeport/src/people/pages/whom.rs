//! Choosing people for something by narrowing the list of them: as a form, as it is kept, in words.

use axum::extract::Query;
use axum::http::Uri;
use keel::db::Conn;
use keel::error::Result;

pub use super::list::Asked;
use super::list::{languages, named, options};
use super::words;
use crate::app::Cx;
use crate::people::directory::{self, Eye, Filter};
use crate::people::{self, Entity};
use crate::shell::Choice;

/// A choice of people: what the list of people is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Whom(Asked);

/// The form of it, for `people/templates/_whom.html`.
pub struct WhomView {
    pub q: String,
    pub entities: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub from: String,
    pub to: String,
    pub places: Vec<Choice>,
    pub languages: Vec<Choice>,
}

impl Whom {
    pub const fn of(asked: Asked) -> Self {
        Self(asked)
    }

    /// As it was kept; what cannot be read narrows to nothing.
    pub fn read(query: &str) -> Self {
        let uri = format!("/people?{query}").parse::<Uri>().ok();
        let asked = uri.and_then(|uri| Query::<Asked>::try_from_uri(&uri).ok());
        Self(asked.map(|Query(asked)| asked).unwrap_or_default())
    }

    /// As it is kept.
    pub fn query(&self) -> String {
        let address = self.0.changed(&[]);
        address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    pub fn filter(&self, eye: &Eye) -> Filter {
        self.0.filter(eye)
    }

    /// In words, with what stands for everybody.
    pub async fn said(&self, cx: &Cx, conn: &mut Conn) -> Result<String> {
        let entities = people::entities(conn).await?;
        let said = said(cx, &entities, &self.filter(&Eye::of(&cx.viewer))).join(" · ");
        Ok(if said.is_empty() { cx.l().t("people-whom-everybody").into_owned() } else { said })
    }

    pub async fn view(&self, cx: &Cx, conn: &mut Conn) -> Result<WhomView> {
        let eye = Eye::of(&cx.viewer);
        let asked = &self.0;
        let departments = directory::departments(conn, &eye).await?;
        let places = directory::places(conn, &eye).await?;
        Ok(WhomView {
            entities: options(cx, "people-any-entity", words::entities(cx, conn, &asked.entity).await?),
            departments: options(cx, "people-any-department", named(departments, &asked.department)),
            places: options(cx, "people-any-place", named(places, &asked.place)),
            languages: languages(cx, &eye, self.filter(&eye).language),
            q: asked.q.clone(),
            from: asked.from.clone(),
            to: asked.to.clone(),
        })
    }
}

/// What a list is narrowed to, a phrase each.
pub fn said(cx: &Cx, entities: &[Entity], filter: &Filter) -> Vec<String> {
    let l = cx.l();
    let entity = filter.entity.and_then(|id| entities.iter().find(|entity| entity.entity_id == id));
    let years = match (filter.from, filter.to) {
        (None, None) => None,
        (from, to) => {
            let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
            let years = if from == to { year(from) } else { format!("{}–{}", year(from), year(to)) };
            Some(l.t1("people-whom-years", "years", years))
        }
    };
    let place = filter.place.as_deref().map(|place| words::place(cx, place));
    let all = [
        Some(filter.typed.clone()).filter(|typed| !typed.is_empty()),
        entity.map(|entity| entity.name_in(cx.lang).to_owned()),
        filter.department.clone(),
        years,
        filter.left.map(|year| l.t1("people-whom-left", "year", year.to_string())),
        place.map(|place| l.t1("people-whom-place", "place", place)),
        filter.language.map(|lang| lang.name().to_owned()),
    ];
    all.into_iter().flatten().collect()
}
