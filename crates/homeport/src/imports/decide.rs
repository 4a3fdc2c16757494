//! Deciding in which order the dates of a file are written: one look through it, and a second where
//! single columns leave it open and only first and last days together can tell.

use std::collections::BTreeMap;

use keel::clock::Day;
use keel::error::Result;
use keel::sheet::{Book, Cell};

use super::dates::{Order, Parts};
use super::evidence::{Evidence, Pair};
use super::lines::Reader;
use super::model::{Field, Mapping};
use super::profile::{DateColumn, Profile, whole_rows_below};

const SAMPLES: usize = 3;

/// Fills in what is decided, in the profile and in the mapping; what was said stays as it was said. On
/// the calling thread: it may take seconds.
pub fn decide(book: &Book, profile: &mut Profile, mapping: &mut Mapping, today: Day) -> Result<()> {
    let columns: Vec<(usize, Field)> =
        mapping.fields.iter().filter(|(_, field)| field.is_date()).map(|(at, field)| (*at, *field)).collect();
    let mut seen: BTreeMap<usize, (Evidence, Vec<String>)> = BTreeMap::new();
    let is_1904 = book.facts().is_1904;
    for row in whole_rows_below(book, &profile.sheet, profile.header_row)? {
        let cells = row?.cells;
        for (at, _) in &columns {
            let Some(cell) = cells.get(*at) else { continue };
            let parts = Parts::of(cell, is_1904);
            let (evidence, samples) = seen.entry(*at).or_default();
            evidence.note(parts);
            let tells = matches!(parts, Parts::Open { .. } | Parts::Not);
            if tells && samples.len() < SAMPLES && !samples.iter().any(|known| *known == cell.text()) {
                samples.push(cell.text().into_owned());
            }
        }
    }
    profile.dates = columns
        .iter()
        .map(|(at, _)| {
            let (evidence, samples) = seen.remove(at).unwrap_or_default();
            column(*at, &evidence, samples, mapping.orders.get(at).copied())
        })
        .collect();
    if profile.undecided().is_some() {
        by_pairs(book, profile, mapping, today)?;
    }
    mapping.orders = profile.dates.iter().filter_map(|column| Some((column.at, column.order?))).collect();
    Ok(())
}

fn column(at: usize, evidence: &Evidence, samples: Vec<String>, said: Option<Order>) -> DateColumn {
    let candidates = if evidence.open == 0 { vec![Order::YearMonthDay] } else { evidence.possible() };
    let only = (candidates.len() == 1).then(|| candidates[0]);
    DateColumn {
        at,
        order: said.or(only),
        // Where no order fits nearly all, somebody says which is meant and the rest are bad rows.
        candidates: if candidates.is_empty() { Order::ALL.to_vec() } else { candidates },
        short_years: evidence.short_years,
        sentinels: evidence.sentinels,
        not: evidence.not,
        samples,
    }
}

/// No start in the future, no end before its start, no eighty years: what remains possible of each.
fn by_pairs(book: &Book, profile: &mut Profile, mapping: &Mapping, today: Day) -> Result<()> {
    let (Some(start), Some(end)) = (mapping.column_of(Field::StartedOn), mapping.column_of(Field::EndedOn))
    else {
        return Ok(());
    };
    let orders = |at: usize, profile: &Profile| -> Vec<Order> {
        let column = profile.dates.iter().find(|column| column.at == at);
        column
            .map(|column| column.order.map_or(column.candidates.clone(), |order| vec![order]))
            .unwrap_or_default()
    };
    let mut pair = Pair::new(today, &orders(start, profile), &orders(end, profile));
    let headers = profile.headers();
    let is_1904 = book.facts().is_1904;
    let reader = Reader::new(mapping, &headers, today, is_1904);
    for row in whole_rows_below(book, &profile.sheet, profile.header_row)? {
        let cells = row?.cells;
        let parts = |at: usize| cells.get(at).map_or(Parts::Nothing, |cell: &Cell| Parts::of(cell, is_1904));
        pair.note(parts(start), parts(end), !reader.works_here(&cells));
    }
    let best = pair.best();
    for column in &mut profile.dates {
        let mut left: Vec<Order> = if column.at == start {
            best.iter().map(|(order, _)| *order).collect()
        } else if column.at == end {
            best.iter().map(|(_, order)| *order).collect()
        } else {
            continue;
        };
        left.sort_unstable();
        left.dedup();
        if column.order.is_none() && left.len() == 1 {
            column.order = left.first().copied();
        }
    }
    Ok(())
}
