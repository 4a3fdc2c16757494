//! How many things have each value of a facet. Counted after everything was found, and only when that is
//! not too much.

use std::collections::HashMap;

use tantivy::{DocId, Searcher, SegmentOrdinal};

use super::Facets;
use super::rows;
use super::schema::{FACETS, facet_name};

/// Rows that were found in one segment, a thing's side by side.
pub struct Met {
    pub segment: SegmentOrdinal,
    pub docs: Vec<DocId>,
}

/// What the rows that were met have.
pub fn counted(searcher: &Searcher, rows: &rows::All, lane: usize, met: &[Met]) -> tantivy::Result<Facets> {
    let mut sums: [HashMap<String, usize>; FACETS] = Default::default();
    for met in met.iter().filter(|met| !met.docs.is_empty()) {
        let reader = searcher.segment_reader(met.segment);
        let rows = rows::of(reader, rows)?;
        for (facet, sums) in sums.iter_mut().enumerate() {
            let Some(column) = reader.fast_fields().str(&facet_name(lane, facet))? else { continue };
            // By its place in the dictionary, once for each thing.
            let mut values: Vec<u64> = Vec::new();
            let mut of_thing: Vec<u64> = Vec::new();
            let of = |doc: &DocId| rows.at(*doc).map(|row| row.thing);
            for thing in met.docs.chunk_by(|one, other| of(one) == of(other)) {
                of_thing.extend(thing.iter().flat_map(|doc| column.term_ords(*doc)));
                of_thing.sort_unstable();
                of_thing.dedup();
                values.append(&mut of_thing);
            }
            values.sort_unstable();
            let counts: Vec<(u64, usize)> = values
                .chunk_by(|one, other| one == other)
                .filter_map(|same| Some((*same.first()?, same.len())))
                .collect();
            let places: Vec<u64> = counts.iter().map(|(value, _)| *value).collect();
            let mut counts = counts.iter();
            column.dictionary().sorted_ords_to_term_cb(&places, |value| {
                let count = counts.next().map_or(0, |(_, count)| *count);
                *sums.entry(String::from_utf8_lossy(value).into_owned()).or_default() += count;
            })?;
        }
    }
    Ok(sums.map(most_first))
}

fn most_first(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut values: Vec<_> = counts.into_iter().collect();
    values.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    values
}
