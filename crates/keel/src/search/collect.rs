//! Collects things out of rows: the rows of a thing lie side by side, because they are put in together
//! and a merge keeps the order.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, Term};

use super::Found;
use super::facets::Met;
use super::rows::{self, Row, Rows};
use crate::id::Id;

/// So many stale things are asked about; a search that meets more leaves the rest for the next second.
const STALE: usize = 100;
/// Of so many more than are wanted, the best are chosen at once.
const BATCH: usize = 64;

pub struct Things<'a> {
    pub rows: &'a rows::All,
    pub nearer: Vec<Term>,
    pub stale: Arc<HashSet<Id>>,
    pub offset: usize,
    pub limit: usize,
    /// The rows of so many things are remembered.
    pub counts: usize,
}

pub struct Segment {
    rows: Arc<Rows>,
    nearer: Option<BitSet>,
    stale: HashSet<u32>,
    best: Best,
    counts: usize,
    /// The thing whose rows are being read.
    open: Option<Ranked>,
    count: usize,
    met_stale: Vec<Id>,
    met: Met,
}

/// A row, and before it whether that is of a nearer thing: as [`super::Rank`] orders them.
type Ranked = (bool, Row);

/// The best of many, in no order.
struct Best {
    most: usize,
    all: Vec<Ranked>,
    /// There are enough that are no worse.
    worst: Option<Ranked>,
}

impl Collector for Things<'_> {
    type Fruit = (Found, Vec<Met>);
    type Child = Segment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        let rows = rows::of(reader, self.rows)?;
        Ok(Segment {
            nearer: rows_with(reader, &self.nearer)?,
            stale: rows.among(&self.stale),
            rows,
            best: Best { most: self.offset + self.limit, all: Vec::new(), worst: None },
            counts: self.counts,
            open: None,
            count: 0,
            met_stale: Vec::new(),
            met: Met { segment, docs: Vec::new() },
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, found: Vec<(Found, Met)>) -> tantivy::Result<(Found, Vec<Met>)> {
        let mut whole = Found::default();
        let mut all = Vec::new();
        for (part, met) in found {
            whole.count += part.count;
            whole.hits.extend(part.hits);
            whole.stale.extend(part.stale);
            all.push(met);
        }
        whole.hits.sort_unstable_by(|one, other| other.cmp(one));
        whole.hits = whole.hits.into_iter().skip(self.offset).take(self.limit).collect();
        whole.stale.truncate(STALE);
        Ok((whole, all))
    }
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
    type Fruit = (Found, Met);

    fn collect(&mut self, doc: DocId, _: Score) {
        let Some(row) = self.rows.at(doc) else { return };
        if self.open.is_none_or(|(_, open)| open.thing != row.thing) {
            self.close();
            if self.stale.contains(&row.thing) {
                self.note_stale(row.thing);
                return;
            }
        }
        let is_nearer = self.nearer.as_ref().is_some_and(|rows| rows.contains(doc));
        self.open = self.open.max(Some((is_nearer, row)));
        if self.count < self.counts {
            self.met.docs.push(doc);
        }
    }

    fn harvest(mut self) -> (Found, Met) {
        self.close();
        let ranks = self.best.all.iter().filter_map(|(is_nearer, row)| self.rows.rank(*is_nearer, *row));
        let found = Found { count: self.count, hits: ranks.collect(), facets: None, stale: self.met_stale };
        (found, self.met)
    }
}

impl Segment {
    /// The thing whose rows came last is whole.
    fn close(&mut self) {
        if let Some(ranked) = self.open.take() {
            self.count += 1;
            self.best.note(ranked);
        }
    }

    fn note_stale(&mut self, thing: u32) {
        let Some(key) = self.rows.key(thing) else { return };
        if self.met_stale.last() != Some(&key) && self.met_stale.len() < STALE {
            self.met_stale.push(key);
        }
    }
}

impl Best {
    fn note(&mut self, ranked: Ranked) {
        if self.worst.is_some_and(|worst| ranked <= worst) {
            return;
        }
        self.all.push(ranked);
        if self.most > 0 && self.all.len() >= self.most + BATCH {
            let (_, last, _) = self.all.select_nth_unstable_by(self.most - 1, |one, other| other.cmp(one));
            self.worst = Some(*last);
            self.all.truncate(self.most);
        }
    }
}
