//! What was searched for: people, those first whom the viewer is likeliest to know, and what would narrow it.

use keel::error::Result;

use super::list::{Asked, Body, Chip, Facet, line};
use super::words;
use crate::access::Can;
use crate::app::Cx;
use crate::people::directory::{Eye, Filter, PAGE};
use crate::people::index::{self, DEPARTMENT, ENTITY, PLACE, Results, SPAN, Wanted, YEARS};
use crate::shell::Choice;

/// Rows while somebody types.
const FIRST: usize = 10;
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
        page,
        limit: if asked.is_part() { FIRST } else { PAGE },
    };
    let mut conn = cx.read().await?;
    let Some(results) = index::find(cx, &mut conn, eye, &wanted).await? else { return Ok(None) };
    let entities = words::entities(cx, &mut conn, "").await?;
    let (kept, facets) = facets(cx, asked, filter, &results, &entities);
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

/// What is chosen already and offered to be let go, and what is offered to narrow by.
fn facets(
    cx: &Cx,
    asked: &Asked,
    filter: &Filter,
    results: &Results,
    entities: &[Choice],
) -> (Vec<Chip>, Vec<Facet>) {
    let l = cx.l();
    let (mut kept, mut all) = (Vec::new(), Vec::new());
    if cx.viewer.person.is_some() && (results.count > 0 || asked.is_together()) {
        let with = if asked.is_together() { "" } else { "me" };
        let label = l.t("people-with-me").into_owned();
        kept.push(Chip { label, href: asked.changed(&[("with", with)]), is_chosen: asked.is_together() });
    }
    let Some(facets) = &results.facets else { return (kept, all) };
    let named = |value: &str| {
        entities.iter().find(|entity| entity.value == value).map_or(value, |entity| &entity.label).to_owned()
    };
    let place = filter.place.clone().unwrap_or_default();
    for (at, label, name, chosen) in [
        (ENTITY, "people-entity", "entity", &asked.entity),
        (DEPARTMENT, "people-department", "department", &asked.department),
        (PLACE, "people-place", "place", &place),
    ] {
        let values = facets.get(at).map_or(&[][..], Vec::as_slice);
        let chips = values.iter().take(CHIPS).map(|(value, count)| {
            let is_chosen = value == chosen.trim();
            let then = if is_chosen { "" } else { value };
            let called = match at {
                ENTITY => named(value),
                PLACE => words::place(cx, value).to_owned(),
                _ => value.clone(),
            };
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
