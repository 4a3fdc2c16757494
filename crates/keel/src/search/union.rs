//! Rows that have one of some terms, looked up as they are asked for. tantivy's own union reads all rows of all
//! its terms ahead, which is best where all are wanted, and waste beside a word that few rows have.

use tantivy::postings::SegmentPostings;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Of one field.
#[derive(Clone, Debug)]
pub struct AnyOf(pub Vec<Term>);

impl Query for AnyOf {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AnyOf {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut all = Vec::new();
        for term in &self.0 {
            let index = reader.inverted_index(term.field())?;
            all.extend(index.read_postings(term, IndexRecordOption::Basic)?);
        }
        let first = all.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        Ok(Box::new(ConstScorer::new(Union { all, doc: first }, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            return Ok(Explanation::new("any of some terms", 1.0));
        }
        Err(TantivyError::InvalidArgument("the row has none of the terms".to_owned()))
    }
}

struct Union {
    all: Vec<SegmentPostings>,
    /// The first that any of them is at.
    doc: DocId,
}

impl DocSet for Union {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.seek(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = TERMINATED;
        for one in &mut self.all {
            if one.doc() < target {
                one.seek(target);
            }
            self.doc = self.doc.min(one.doc());
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.all.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }
}
