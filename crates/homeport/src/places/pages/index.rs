//! The numbers, each with the way to its people, and the map.

use askama::Template;
use axum::extract::Query;
use keel::db::Conn;
use keel::error::Result;
use keel::places::{self, Town};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::organisations::{Industry, pages::industry};
use crate::people::directory::Eye;
use crate::places::actions;
use crate::places::map::Map;
use crate::places::model::{Figure, Figures, Kind, MOST};
use crate::places::sql;
use crate::shell::{Shell, Tab};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    by: String,
}

#[derive(Template)]
#[template(path = "places/templates/index.html")]
struct Index {
    s: Shell,
    tabs: Vec<Tab>,
    title: String,
    /// How old the numbers are.
    note: String,
    /// The whole, and a closer one before it where that helps.
    maps: Vec<View>,
    rows: Vec<Row>,
    /// Places that nobody could put on the map.
    elsewhere: Vec<Row>,
    elsewhere_title: String,
    is_full: bool,
}

struct Row {
    label: String,
    count: String,
    href: String,
}

struct View {
    size: String,
    dots: Vec<(crate::places::map::Dot, String, String)>,
}

/// `GET /places`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Answer {
    let kind = Kind::from_word(&asked.by).unwrap_or(Kind::Place);
    let mut conn = cx.read().await?;
    let page = page(&cx, &mut conn, kind).await?;
    cx.show(&page)
}

async fn page(cx: &Cx, conn: &mut Conn, kind: Kind) -> Result<Index> {
    let l = cx.l();
    let eye = Eye::of(&cx.viewer);
    let Figures { all, at } = actions::figures(cx, conn, eye.audience(), kind).await?;
    let is_full = all.len() >= MOST;
    let (mut rows, mut elsewhere, mut maps) = (Vec::new(), Vec::new(), Vec::new());
    let mut lost = 0;
    if kind == Kind::Place {
        let (known, unknown): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|figure| places::named(&figure.value).is_some());
        maps = views(cx, &known);
        lost = unknown.iter().map(|figure| figure.count).sum();
        rows = known.iter().map(|figure| place(cx, figure)).collect();
        elsewhere = unknown.iter().map(|figure| place(cx, figure)).collect();
    } else {
        for figure in all {
            rows.extend(row(cx, conn, &eye, kind, &figure).await?);
        }
    }
    let tabs = Kind::ALL.iter().map(|one| Tab {
        href: if *one == Kind::Place { "/places".to_owned() } else { format!("/places?by={one}") },
        label: l.t(tab(*one)).into_owned(),
        is_current: *one == kind,
    });
    Ok(Index {
        s: cx.shell("people"),
        tabs: tabs.collect(),
        title: l.t(tab(kind)).into_owned(),
        note: match at {
            Some(at) => l.t1("places-counted", "ago", l.ago(cx.now, at)),
            None => String::new(),
        },
        maps,
        rows,
        elsewhere_title: l.t1("places-elsewhere", "count", lost),
        elsewhere,
        is_full,
    })
}

const fn tab(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "places-by-place",
        Kind::Organisation => "places-by-organisation",
        Kind::Industry => "places-by-industry",
        Kind::Left => "places-by-left",
    }
}

fn people(name: &str, value: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!("/people?{}", query.append_pair(name, value).finish())
}

fn place(cx: &Cx, figure: &Figure) -> Row {
    let named = places::named(&figure.value);
    Row {
        label: named.map_or(figure.value.as_str(), |town| town.name_in(cx.lang)).to_owned(),
        count: cx.l().number(figure.count),
        href: people("place", &figure.value),
    }
}

/// `None` for what is gone, or not the viewer's to see, since it was counted.
async fn row(cx: &Cx, conn: &mut Conn, eye: &Eye, kind: Kind, figure: &Figure) -> Result<Option<Row>> {
    let (label, href) = match kind {
        Kind::Place | Kind::Left => (figure.value.clone(), people("left", &figure.value)),
        Kind::Organisation => match sql::organisation(conn, figure.value.parse()?, eye).await? {
            Some(name) => (name, format!("/organisations/{}", figure.value)),
            None => return Ok(None),
        },
        Kind::Industry => match Industry::from_word(&figure.value) {
            Some(one) => (cx.l().t(industry(one)).into_owned(), format!("/places/industries/{one}")),
            None => return Ok(None),
        },
    };
    Ok(Some(Row { label, count: cx.l().number(figure.count), href }))
}

/// The largest first, so that a small dot lies on a large one and can be pressed.
fn views(cx: &Cx, known: &[Figure]) -> Vec<View> {
    let towns: Vec<(&Town, i64)> =
        known.iter().filter_map(|figure| Some((places::named(&figure.value)?, figure.count))).collect();
    if towns.is_empty() {
        return Vec::new();
    }
    let map = Map::of(&towns);
    let closer = map.closer(&towns).map(|(map, near)| view(cx, map, &near));
    closer.into_iter().chain([view(cx, map, &towns)]).collect()
}

fn view(cx: &Cx, map: Map, towns: &[(&Town, i64)]) -> View {
    let said = towns.iter().map(|(town, count)| {
        let said = format!("{} · {}", town.name_in(cx.lang), cx.l().number(*count));
        (said, people("place", town.name))
    });
    let dots = map.dots.into_iter().zip(said).map(|(dot, (said, href))| (dot, said, href)).collect();
    View { size: map.view.map(|side| side.to_string()).join(" "), dots }
}
