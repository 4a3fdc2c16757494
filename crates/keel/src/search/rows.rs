//! What every search reads of every row it meets, laid out once for each segment: a segment never changes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::Rank;
use super::schema::{FRESH, HIGH, LOW, id_of};
use crate::id::Id;

/// The rows of a segment. What is met a hundred thousand times is small: eight bytes, that compare as what
/// they stand for does.
pub struct Rows {
    /// By their places in the index.
    rows: Vec<Row>,
    /// Sorted, each once.
    keys: Vec<Id>,
    freshness: Vec<u64>,
}

/// A row, by the places of its freshness and its thing among those of the segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    freshness: u32,
    pub thing: u32,
}

pub type All = HashMap<SegmentId, Arc<Rows>>;

impl Rows {
    fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let column = |name| {
            let column = reader.fast_fields().column_first_or_default::<u64>(name)?;
            let mut values = vec![0; usize::try_from(reader.max_doc()).unwrap_or_default()];
            if !values.is_empty() {
                column.get_range(0, &mut values);
            }
            Ok::<_, tantivy::TantivyError>(values)
        };
        let of_rows: Vec<Id> =
            column(HIGH)?.into_iter().zip(column(LOW)?).map(|(high, low)| id_of(high, low)).collect();
        let fresh_rows = column(FRESH)?;
        let keys = distinct(of_rows.clone());
        let freshness = distinct(fresh_rows.clone());
        let row =
            |(key, fresh): (&Id, &u64)| Row { freshness: place(&freshness, fresh), thing: place(&keys, key) };
        let rows = of_rows.iter().zip(&fresh_rows).map(row).collect();
        Ok(Self { rows, keys, freshness })
    }

    pub fn at(&self, doc: DocId) -> Option<Row> {
        self.rows.get(usize::try_from(doc).ok()?).copied()
    }

    pub fn key(&self, thing: u32) -> Option<Id> {
        self.keys.get(usize::try_from(thing).ok()?).copied()
    }

    /// Those of some things that the segment has.
    pub fn among(&self, keys: &HashSet<Id>) -> HashSet<u32> {
        let thing = |key| u32::try_from(self.keys.binary_search(key).ok()?).ok();
        keys.iter().filter_map(thing).collect()
    }

    pub fn rank(&self, is_nearer: bool, row: Row) -> Option<Rank> {
        let freshness = *self.freshness.get(usize::try_from(row.freshness).ok()?)?;
        Some(Rank { is_nearer, freshness, key: self.key(row.thing)? })
    }
}

fn distinct<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values.shrink_to_fit();
    values
}

/// A segment has less than 2³² rows.
fn place<T: Ord>(values: &[T], value: &T) -> u32 {
    values.binary_search(value).ok().and_then(|at| u32::try_from(at).ok()).unwrap_or_default()
}

/// The rows of a segment, laid out now where they were not before.
pub fn of(reader: &SegmentReader, known: &All) -> tantivy::Result<Arc<Rows>> {
    match known.get(&reader.segment_id()) {
        Some(rows) => Ok(rows.clone()),
        None => Ok(Arc::new(Rows::of(reader)?)),
    }
}

/// The rows of all segments; those that were laid out before are taken over.
pub fn of_all(searcher: &Searcher, known: &All) -> tantivy::Result<All> {
    let readers = searcher.segment_readers().iter();
    readers.map(|reader| Ok((reader.segment_id(), of(reader, known)?))).collect()
}
