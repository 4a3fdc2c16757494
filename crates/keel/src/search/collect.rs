//! Collects things out of rows: the rows of a thing lie side by side, because they are put in together
//! and a merge keeps the order.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, Term};

use super::schema::{FACETS, FRESH, HIGH, LOW, facet_name, id_of, low_of};
use super::{Found, Rank};
use crate::id::Id;

/// So many stale things are asked about; a search that meets more leaves the rest for the next second.
const STALE: usize = 100;

pub struct Things {
    pub lane: usize,
    pub nearer: Vec<Term>,
    pub stale: Arc<HashSet<Id>>,
    pub offset: usize,
    pub limit: usize,
    /// The facets of so many things are counted.
    pub counts: usize,
}

pub struct Segment {
    high: Arc<dyn ColumnValues<u64>>,
    low: Arc<dyn ColumnValues<u64>>,
    fresh: Arc<dyn ColumnValues<u64>>,
    nearer: Option<BitSet>,
    stale: Arc<HashSet<Id>>,
    best: BinaryHeap<Reverse<Rank>>,
    most: usize,
    counts: usize,
    facets: Vec<Facet>,
    /// The thing whose rows are being read.
    open: Option<Rank>,
    found: Found,
}

/// How many things have each value, by the value's place in the segment's dictionary.
struct Facet {
    column: StrColumn,
    counts: Vec<usize>,
    /// Values of the open thing.
    seen: Vec<u64>,
}

impl Collector for Things {
    type Fruit = Found;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        let columns = reader.fast_fields();
        let number = |name| columns.column_first_or_default::<u64>(name);
        let mut facets = Vec::new();
        for facet in (0..FACETS).filter(|_| self.counts > 0) {
            if let Some(column) = columns.str(&facet_name(self.lane, facet))? {
                let counts = vec![0; column.num_terms()];
                facets.push(Facet { column, counts, seen: Vec::new() });
            }
        }
        Ok(Segment {
            high: number(HIGH)?,
            low: number(LOW)?,
            fresh: number(FRESH)?,
            nearer: rows_with(reader, &self.nearer)?,
            stale: self.stale.clone(),
            best: BinaryHeap::new(),
            most: self.offset + self.limit,
            counts: self.counts,
            facets,
            open: None,
            found: Found::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, found: Vec<Found>) -> tantivy::Result<Found> {
        let mut whole = Found::default();
        let mut counts: [HashMap<String, usize>; FACETS] = Default::default();
        let mut is_counted = self.counts > 0;
        for part in found {
            whole.count += part.count;
            whole.hits.extend(part.hits);
            whole.stale.extend(part.stale);
            let Some(facets) = part.facets else {
                is_counted = false;
                continue;
            };
            for (sum, values) in counts.iter_mut().zip(facets) {
                for (value, count) in values {
                    *sum.entry(value).or_default() += count;
                }
            }
        }
        whole.hits.sort_unstable_by(|one, other| other.cmp(one));
        whole.hits = whole.hits.into_iter().skip(self.offset).take(self.limit).collect();
        whole.stale.truncate(STALE);
        whole.facets = (is_counted && whole.count <= self.counts).then(|| counts.map(most_first));
        Ok(whole)
    }
}

fn most_first(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut values: Vec<_> = counts.into_iter().collect();
    values.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    values
}

/// The rows of a segment that have one of the terms.
fn rows_with(reader: &SegmentReader, terms: &[Term]) -> tantivy::Result<Option<BitSet>> {
    let mut rows = None;
    for term in terms {
        let index = reader.inverted_index(term.field())?;
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else { continue };
        let rows = rows.get_or_insert_with(|| BitSet::with_max_value(reader.max_doc()));
        let mut doc = postings.doc();
        while doc != TERMINATED {
            rows.insert(doc);
            doc = postings.advance();
        }
    }
    Ok(rows)
}

impl SegmentCollector for Segment {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, _: Score) {
        let low = self.low.get_val(doc);
        // Rows side by side whose halves are alike are of one thing: the half is as good as random.
        let is_new = self.open.as_ref().is_none_or(|open| low_of(open.key) != low);
        let key = match &self.open {
            Some(open) if !is_new => open.key,
            _ => id_of(self.high.get_val(doc), low),
        };
        if is_new {
            self.close();
            if self.stale.contains(&key) {
                if self.found.stale.last() != Some(&key) && self.found.stale.len() < STALE {
                    self.found.stale.push(key);
                }
                return;
            }
        }
        let is_nearer = self.nearer.as_ref().is_some_and(|rows| rows.contains(doc));
        let rank = Rank { is_nearer, freshness: self.fresh.get_val(doc), key };
        self.open = self.open.take().max(Some(rank));
        if self.found.count < self.counts {
            for facet in &mut self.facets {
                for value in facet.column.term_ords(doc) {
                    if !facet.seen.contains(&value) {
                        facet.seen.push(value);
                    }
                }
            }
        }
    }

    fn harvest(mut self) -> Found {
        self.close();
        let hits = self.best.into_iter().map(|Reverse(rank)| rank).collect();
        let facets = if self.found.count > self.counts { None } else { named(&self.facets) };
        Found { hits, facets, ..self.found }
    }
}

impl Segment {
    /// The thing whose rows came last is whole.
    fn close(&mut self) {
        let Some(rank) = self.open.take() else { return };
        self.found.count += 1;
        for facet in &mut self.facets {
            for value in facet.seen.drain(..) {
                let place = usize::try_from(value).unwrap_or(usize::MAX);
                if let Some(count) = facet.counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        if self.best.len() < self.most {
            self.best.push(Reverse(rank));
        } else if let Some(mut worst) = self.best.peek_mut()
            && worst.0 < rank
        {
            *worst = Reverse(rank);
        }
    }
}

/// The values that were counted; none where the dictionary cannot be read.
fn named(facets: &[Facet]) -> Option<[Vec<(String, usize)>; FACETS]> {
    let mut all: [Vec<(String, usize)>; FACETS] = Default::default();
    for (values, facet) in all.iter_mut().zip(facets) {
        for (place, count) in facet.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let mut value = String::new();
            let is_there = facet.column.ord_to_str(u64::try_from(place).ok()?, &mut value).ok()?;
            if is_there {
                values.push((value, *count));
            }
        }
    }
    Some(all)
}
