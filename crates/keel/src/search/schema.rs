//! The fields of an index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;
use tantivy::{TantivyDocument, Term};

use super::{Doc, Leaf};
use crate::id::Id;

/// Kinds of reader.
pub const LANES: usize = 4;
/// Kinds of value that are counted.
pub const FACETS: usize = 7;

#[derive(Clone)]
pub struct Fields {
    pub key: Field,
    pub high: Field,
    pub low: Field,
    pub fresh: Field,
    pub lanes: [Lane; LANES],
}

#[derive(Clone, Copy)]
pub struct Lane {
    pub terms: Field,
    pub words: Field,
    pub facets: [Field; FACETS],
}

pub const HIGH: &str = "high";
pub const LOW: &str = "low";
pub const FRESH: &str = "fresh";

pub fn facet_name(lane: usize, facet: usize) -> String {
    format!("facet_{lane}_{facet}")
}

pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(RAW_TOKENIZER_NAME)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let text = TextOptions::default().set_indexing_options(indexing);
    let counted = TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
    let number = NumericOptions::default() | FAST;
    let fields = Fields {
        key: schema.add_bytes_field("key", INDEXED),
        high: schema.add_u64_field(HIGH, number.clone()),
        low: schema.add_u64_field(LOW, number.clone()),
        fresh: schema.add_u64_field(FRESH, number),
        lanes: std::array::from_fn(|lane| Lane {
            terms: schema.add_text_field(&format!("terms_{lane}"), text.clone()),
            words: schema.add_text_field(&format!("words_{lane}"), text.clone()),
            facets: std::array::from_fn(|facet| {
                schema.add_text_field(&facet_name(lane, facet), counted.clone())
            }),
        }),
    };
    (schema.build(), fields)
}

/// The two halves of an id, as columns hold them.
pub fn halves(id: Id) -> (u64, u64) {
    let whole = u128::from_be_bytes(id.0);
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
    (half(whole >> 64), half(whole))
}

pub fn id_of(high: u64, low: u64) -> Id {
    Id(((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
}

impl Fields {
    pub fn key_term(&self, id: Id) -> Term {
        Term::from_field_bytes(self.key, &id.0)
    }

    pub fn document(&self, id: Id, doc: &Doc) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let (high, low) = halves(id);
        document.add_bytes(self.key, &id.0);
        document.add_u64(self.high, high);
        document.add_u64(self.low, low);
        document.add_u64(self.fresh, doc.freshness);
        for view in &doc.views {
            let Some(lane) = self.lanes.get(view.lane) else { continue };
            document.add_text(lane.terms, EVERY);
            for term in &view.terms {
                document.add_text(lane.terms, term);
            }
            for word in &view.words {
                document.add_text(lane.words, word);
            }
            for (field, values) in lane.facets.iter().zip(&view.facets) {
                for value in values {
                    document.add_text(*field, value);
                }
            }
        }
        document
    }
}

impl Lane {
    /// The field that a leaf is looked up in, and its text.
    pub fn term(&self, leaf: &Leaf) -> Term {
        match leaf {
            Leaf::Is(text) => Term::from_field_text(self.terms, text),
            Leaf::Begins(text) | Leaf::Near(text) => Term::from_field_text(self.words, text),
        }
    }

    pub fn every(&self) -> Term {
        Term::from_field_text(self.terms, EVERY)
    }
}

/// A term that every row of a lane has.
const EVERY: &str = "*";
