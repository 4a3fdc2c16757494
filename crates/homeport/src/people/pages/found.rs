//! What was searched for: people, those first whom the viewer is likeliest to know, and what would narrow it.

use keel::db::Conn;
use keel::error::Result;

use super::list::{Asked, Body, Chip, Facet, line};
use super::words;
use crate::access::Can;
use crate::app::Cx;
use crate::careers;
use crate::organisations;
use crate::people::directory::{Eye, Filter, PAGE};
use crate::people::index::{
    self, DEPARTMENT, ENTITY, ORGANISATION, PLACE, Results, SCHOOL, SKILL, SPAN, Wanted, YEARS,
};
use crate::shell::Choice;

/// Rows while somebody types.
const FIRST: usize = 10;
/// What narrows is counted of so many people while somebody types, and of so many on a page.
const TYPING: usize = 1_000;
const COUNTED: usize = 10_000;
/// Values offered of each facet.
const CHIPS: usize = 8;

/// `None` where nothing is searched for, or while there is no index.
pub(super) async fn body(cx: &Cx, eye: &Eye, asked: &Asked, filter: &Filter) -> Result<Option<Body>> {
    if !asked.is_search() {
        return Ok(None);
    }
    let may_edit = cx.viewer.may(Can::EditPeople);
    if asked.q.chars().count() > index::LONGEST {
        let note = cx.l().t1("people-search-long", "most", index::LONGEST);
        return Ok(Some(Body { note, is_found: true, may_edit, ..Body::default() }));
    }
    if let Err(error) = index::ready(&cx.app).await {
        tracing::warn!(%error, "the search index");
        return Ok(None);
    }
    let page = if asked.is_part() { 0 } else { asked.nth() };
    let wanted = Wanted {
        filter: filter.clone(),
        together: asked.is_together(),
        schoolmates: asked.is_schoolmates(),
        organisation: asked.organisation.parse().ok(),
        skill: words::line(&asked.skill),
        school: words::line(&asked.school),
        page,
        limit: if asked.is_part() { FIRST } else { PAGE },
        counts: if asked.is_part() { TYPING } else { COUNTED },
    };
    let mut conn = cx.read().await?;
    let Some(results) = index::find(cx, &mut conn, eye, &wanted).await? else { return Ok(None) };
    let named = Named {
        entities: words::entities(cx, &mut conn, "").await?,
        organisations: organisations(&mut conn, asked, &results).await?,
        has_school: match cx.viewer.person {
            Some(me) => !careers::schools_of(&mut conn, me).await?.is_empty(),
            None => false,
        },
    };
    let (kept, facets) = facets(cx, asked, filter, &results, &named);
    let is_last = page + 1 == index::PAGES;
    let to = |page: usize| asked.changed(&[("page", &(page + 1).to_string())]);
    Ok(Some(Body {
        count: match results.count {
            0 => String::new(),
            count => cx.l().t1("people-found", "count", count),
        },
        note: match (results.is_near, is_last && results.has_more) {
            (_, true) => cx.l().t("people-search-more").into_owned(),
            (true, false) => cx.l().t("people-search-near").into_owned(),
            (false, false) => String::new(),
        },
        kept,
        facets,
        previous: if page > 0 { to(page - 1) } else { String::new() },
        next: if results.has_more && !is_last && !asked.is_part() { to(page + 1) } else { String::new() },
        all: if asked.is_part() && results.count > FIRST { asked.changed(&[]) } else { String::new() },
        is_cut: false,
        is_found: true,
        may_edit,
        rows: results.rows.into_iter().map(|row| line(cx, row, may_edit)).collect(),
    }))
}

/// What the viewer reads instead of what the index holds.
struct Named {
    entities: Vec<Choice>,
    organisations: Vec<(String, String)>,
    /// The viewer went to a school that is written down.
    has_school: bool,
}

impl Named {
    fn label(&self, at: usize, value: &str) -> String {
        let known = match at {
            ENTITY => self.entities.iter().find(|one| one.value == value).map(|one| &one.label),
            ORGANISATION => self.organisations.iter().find(|(id, _)| id == value).map(|(_, name)| name),
            _ => None,
        };
        known.map_or(value, String::as_str).to_owned()
    }
}

/// The names of the organisations that are offered, and of the one that is chosen.
async fn organisations(conn: &mut Conn, asked: &Asked, results: &Results) -> Result<Vec<(String, String)>> {
    let facets = results.facets.as_ref().and_then(|facets| facets.get(ORGANISATION));
    let offered = facets.into_iter().flatten().take(CHIPS).map(|(id, _)| id);
    let mut named = Vec::new();
    for id in offered.chain([&asked.organisation]) {
        if let Ok(organisation) = id.trim().parse() {
            named.extend(organisations::name(conn, organisation).await?.map(|name| (id.clone(), name)));
        }
    }
    Ok(named)
}

/// What is chosen already and offered to be let go, and what is offered to narrow by.
fn facets(
    cx: &Cx,
    asked: &Asked,
    filter: &Filter,
    results: &Results,
    named: &Named,
) -> (Vec<Chip>, Vec<Facet>) {
    let l = cx.l();
    let (mut kept, mut all) = (Vec::new(), Vec::new());
    let with_whom = [
        ("me", "people-with-me", asked.is_together(), cx.viewer.person.is_some()),
        ("school", "people-same-school", asked.is_schoolmates(), named.has_school),
    ];
    for (with, label, is_chosen, _) in with_whom
        .into_iter()
        .filter(|(.., is_there)| *is_there)
        .filter(|(_, _, is_chosen, _)| results.count > 0 || *is_chosen)
    {
        let then = if is_chosen { "" } else { with };
        kept.push(Chip { label: l.t(label).into_owned(), href: asked.changed(&[("with", then)]), is_chosen });
    }
    let Some(facets) = &results.facets else { return (kept, all) };
    let place = filter.place.clone().unwrap_or_default();
    for (at, label, name, chosen) in [
        (ENTITY, "people-entity", "entity", &asked.entity),
        (DEPARTMENT, "people-department", "department", &asked.department),
        (PLACE, "people-place", "place", &place),
        (ORGANISATION, "people-organisation", "organisation", &asked.organisation),
        (SKILL, "people-skill", "skill", &asked.skill),
        (SCHOOL, "people-school", "school", &asked.school),
    ] {
        let values = facets.get(at).map_or(&[][..], Vec::as_slice);
        let chips = values.iter().take(CHIPS).map(|(value, count)| {
            let is_chosen = value == chosen.trim();
            let then = if is_chosen { "" } else { value };
            let called =
                if at == PLACE { words::place(cx, value).to_owned() } else { named.label(at, value) };
            Chip { label: counted(cx, &called, *count), href: asked.changed(&[(name, then)]), is_chosen }
        });
        push(&mut kept, &mut all, l.t(label).into_owned(), chips.collect());
    }
    let mut years: Vec<(u16, usize)> = facets
        .get(YEARS)
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(|(span, count)| Some((span.parse().ok()?, *count)))
        .collect();
    years.sort_unstable_by_key(|(span, _)| std::cmp::Reverse(*span));
    let chips = years.into_iter().map(|(span, count)| {
        let (from, to) = (span.to_string(), (span + SPAN - 1).to_string());
        let is_chosen = asked.from.trim() == from && asked.to.trim() == to;
        let href = if is_chosen {
            asked.changed(&[("from", ""), ("to", "")])
        } else {
            asked.changed(&[("from", &from), ("to", &to)])
        };
        Chip { label: counted(cx, &format!("{from}–{to}"), count), href, is_chosen }
    });
    push(&mut kept, &mut all, l.t("people-years").into_owned(), chips.collect());
    (kept, all)
}

/// A choice of one is none.
fn push(kept: &mut Vec<Chip>, all: &mut Vec<Facet>, label: String, chips: Vec<Chip>) {
    let (chosen, open): (Vec<_>, Vec<_>) = chips.into_iter().partition(|chip| chip.is_chosen);
    kept.extend(chosen);
    if open.len() > 1 {
        all.push(Facet { label, chips: open });
    }
}

fn counted(cx: &Cx, value: &str, count: usize) -> String {
    let count = cx.l().number(i64::try_from(count).unwrap_or(i64::MAX));
    cx.l().t2("people-facet", "value", value, "count", count)
}
