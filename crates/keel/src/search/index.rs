use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::directory::error::LockError;
use tantivy::index::SegmentMeta;
use tantivy::indexer::UserOperation;
use tantivy::query::{
    BooleanQuery, EmptyQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Occur, Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};

use super::collect::Things;
use super::facets::{self, Met};
use super::rows;
use super::schema::{Fields, Lane, schema};
use super::union::AnyOf;
use super::{Ask, Doc, Found, Leaf, Place};
use crate::error::{Error, Result};
use crate::id::Id;

/// Changes with what is in the fields, so that an index of an older form is filled anew.
const FORM: &str = "2";
/// The file that names all others.
const META: &str = "meta.json";
/// What a writer may hold before it writes a segment, in bytes, per thread: the least there is, and what
/// filling goes well with.
const SMALL: usize = 15_000_000;
const LARGE: usize = 50_000_000;

/// Why an index has to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Missing,
    /// It was never filled to the end.
    Unfinished,
    /// Made by another version or for another database.
    Foreign,
    Damaged,
}

impl Why {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unfinished => "unfinished",
            Self::Foreign => "of another form or database",
            Self::Damaged => "damaged",
        }
    }
}

/// What opening gave.
pub enum Opened {
    Whole(Index),
    /// Empty.
    ToFill(Index, Why),
    /// Another process writes to this folder.
    InUse,
}

/// The index of one alliance. Writers wait for each other; a search sees the last commit.
pub struct Index {
    fields: Fields,
    stamp: String,
    writer: Mutex<IndexWriter>,
    reader: IndexReader,
    seen: RwLock<Seen>,
    place: Place,
    is_damaged: AtomicBool,
}

/// What was committed last, and up to where in the owner's log that is.
#[derive(Clone)]
struct Seen {
    searcher: Searcher,
    rows: Arc<rows::All>,
    position: i64,
}

impl Index {
    /// Opens what is at a place, if it is whole and was filled under this `stamp`; else an empty one.
    /// Reads the files through to know. May take long; not for a worker of the runtime.
    pub fn open(place: Place, stamp: &str) -> Result<Opened> {
        let stamp = format!("{FORM}|{stamp}");
        let why = match &place {
            Place::Memory => Why::Missing,
            Place::Folder(folder) if !folder.join(META).exists() => Why::Missing,
            Place::Folder(folder) => match whole(folder, &stamp) {
                Ok(Ok((index, position))) => {
                    let writer = match writer(&index, &place) {
                        Ok(writer) => writer,
                        Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Ok(Opened::InUse),
                        Err(error) => return Err(broken(error)),
                    };
                    return Ok(Opened::Whole(Self::over(&index, writer, place, stamp, position)?));
                }
                Ok(Err(why)) => why,
                Err(_) => Why::Damaged,
            },
        };
        let (schema, _) = schema();
        let index = match &place {
            Place::Memory => tantivy::Index::create_in_ram(schema),
            Place::Folder(folder) => {
                if is_held(folder) {
                    return Ok(Opened::InUse);
                }
                if folder.exists() {
                    std::fs::remove_dir_all(folder)?;
                }
                std::fs::create_dir_all(folder)?;
                tantivy::Index::create_in_dir(folder, schema).map_err(broken)?
            }
        };
        let writer = match writer(&index, &place) {
            Ok(writer) => writer,
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Ok(Opened::InUse),
            Err(error) => return Err(broken(error)),
        };
        Ok(Opened::ToFill(Self::over(&index, writer, place, stamp, 0)?, why))
    }

    fn over(
        index: &tantivy::Index,
        writer: IndexWriter,
        place: Place,
        stamp: String,
        position: i64,
    ) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        let (_, fields) = schema();
        let searcher = reader.searcher();
        let rows = rows::of_all(&searcher, &rows::All::new()).map_err(broken)?;
        let seen = RwLock::new(Seen { searcher, rows: Arc::new(rows), position });
        let is_damaged = AtomicBool::new(false);
        Ok(Self { fields, stamp, writer: Mutex::new(writer), reader, seen, place, is_damaged })
    }

    /// Replaces all rows of a thing; without rows it is gone. Seen after [`commit`](Self::commit).
    pub fn put(&self, key: Id, docs: &[Doc]) -> Result<()> {
        let mut operations = vec![UserOperation::Delete(self.fields.key_term(key))];
        operations.extend(self.added(key, docs));
        self.writer().run(operations).map_err(broken)?;
        Ok(())
    }

    /// As [`put`](Self::put) for a thing that an empty index does not have yet.
    pub fn add(&self, key: Id, docs: &[Doc]) -> Result<()> {
        let operations: Vec<_> = self.added(key, docs).collect();
        self.writer().run(operations).map_err(broken)?;
        Ok(())
    }

    fn added<'a>(
        &'a self,
        key: Id,
        docs: &'a [Doc],
    ) -> impl Iterator<Item = UserOperation<tantivy::TantivyDocument>> + 'a {
        docs.iter().map(move |doc| UserOperation::Add(self.fields.document(key, doc)))
    }

    /// Shows what was put, which is everything in the owner's log before `position`. Waits for the disk.
    pub fn commit(&self, position: i64) -> Result<()> {
        let mut writer = self.writer();
        let mut prepared = writer.prepare_commit().map_err(broken)?;
        prepared.set_payload(&format!("{}|{position}", self.stamp));
        prepared.commit().map_err(broken)?;
        self.see(position)
    }

    fn see(&self, position: i64) -> Result<()> {
        self.reader.reload().map_err(broken)?;
        let searcher = self.reader.searcher();
        let rows = Arc::new(rows::of_all(&searcher, &self.seen().rows).map_err(broken)?);
        let seen = Seen { searcher, rows, position };
        *self.seen.write().unwrap_or_else(PoisonError::into_inner) = seen;
        Ok(())
    }

    /// Everything in the owner's log before this was put.
    pub fn position(&self) -> i64 {
        self.seen().position
    }

    /// Writes anew whatever still holds rows that were replaced or are gone, so that nothing of them is
    /// left in the files. Waits for the disk, as long as copying takes; others may go on writing meanwhile.
    /// An error while the index is putting pieces together by itself; it may be tried again.
    pub fn purge(&self) -> Result<()> {
        self.merge(|segment| segment.num_deleted_docs() > 0, 1)
    }

    /// Writes everything anew in one piece, which is searched sooner than many. Waits as [`purge`](Self::purge).
    pub fn settle(&self) -> Result<()> {
        self.merge(|_| true, 2)
    }

    /// Makes one segment of those that are meant, if they are so many.
    fn merge(&self, is_meant: impl Fn(&SegmentMeta) -> bool, least: usize) -> Result<()> {
        let merging = {
            let mut writer = self.writer();
            let segments = writer.index().searchable_segment_metas().map_err(broken)?;
            let meant: Vec<_> = segments.iter().filter(|meta| is_meant(meta)).map(SegmentMeta::id).collect();
            if meant.len() < least {
                return Ok(());
            }
            writer.merge(&meant)
        };
        merging.wait().map_err(broken)?;
        let writer = self.writer();
        self.see(self.position())?;
        writer.garbage_collect_files().wait().map_err(broken)?;
        Ok(())
    }

    /// It is not to be trusted any more: whoever opens it next finds it missing.
    pub fn condemn(&self) -> Result<()> {
        match &self.place {
            Place::Folder(folder) if self.is_there() => Ok(std::fs::remove_file(folder.join(META))?),
            Place::Folder(_) | Place::Memory => Ok(()),
        }
    }

    /// Whether its files are still where they were.
    pub fn is_there(&self) -> bool {
        match &self.place {
            Place::Memory => true,
            Place::Folder(folder) => folder.join(META).exists(),
        }
    }

    /// Whether it is there and could be read until now.
    pub fn is_sound(&self) -> bool {
        self.is_there() && !self.is_damaged.load(Ordering::Relaxed)
    }

    /// What is found, and up to where in the owner's log the index knew then.
    pub fn search(&self, ask: &Ask) -> Result<Found> {
        let Some(lane) = self.fields.lanes.get(ask.lane) else { return Err(Error::NotFound) };
        let Seen { searcher, rows, .. } = self.seen();
        // A damaged file is met by an assertion in places.
        let searched = catch_unwind(AssertUnwindSafe(|| searched(&searcher, &rows, lane, ask)));
        match searched {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => {
                self.is_damaged.store(true, Ordering::Relaxed);
                Err(broken(error))
            }
            Err(_) => {
                self.is_damaged.store(true, Ordering::Relaxed);
                Err(Error::broken("the search index is damaged"))
            }
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.seen().searcher.num_docs()
    }

    fn seen(&self) -> Seen {
        self.seen.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn writer(&self) -> MutexGuard<'_, IndexWriter> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same question asked of a few things that are in no index yet.
pub fn search_among(things: &[(Id, Vec<Doc>)], ask: &Ask) -> Result<Found> {
    let (schema, fields) = schema();
    let mut writer = tantivy::Index::builder()
        .schema(schema)
        .settings(IndexSettings::default())
        .single_segment_index_writer(tantivy::directory::RamDirectory::create(), SMALL)
        .map_err(broken)?;
    for (key, docs) in things {
        for doc in docs {
            writer.add_document(fields.document(*key, doc)).map_err(broken)?;
        }
    }
    let index = writer.finalize().map_err(broken)?;
    let lane = fields.lanes.get(ask.lane).ok_or(Error::NotFound)?;
    let searcher = index.reader().map_err(broken)?.searcher();
    let whole = Ask { stale: Arc::default(), offset: 0, limit: things.len(), ..ask.clone() };
    searched(&searcher, &rows::All::new(), lane, &whole).map_err(broken)
}

fn searched(searcher: &Searcher, rows: &rows::All, lane: &Lane, ask: &Ask) -> tantivy::Result<Found> {
    let things = Things {
        rows,
        nearer: ask.nearer.iter().map(|term| lane.term(&Leaf::Is(term.clone()))).collect(),
        stale: ask.stale.clone(),
        offset: ask.offset,
        limit: ask.limit,
        counts: ask.counts,
    };
    let (mut found, met): (Found, Vec<Met>) = searcher.search(&query(lane, &ask.all), &things)?;
    if ask.counts > 0 && found.count <= ask.counts {
        found.facets = Some(facets::counted(searcher, rows, ask.lane, &met)?);
    }
    Ok(found)
}

type Whole = std::result::Result<(tantivy::Index, i64), Why>;

/// The index in a folder, if nothing is wrong with it.
fn whole(folder: &Path, stamp: &str) -> tantivy::Result<Whole> {
    let index = tantivy::Index::open_in_dir(folder)?;
    let Some(payload) = index.load_metas()?.payload else { return Ok(Err(Why::Unfinished)) };
    let position = payload.strip_prefix(stamp).and_then(|rest| rest.strip_prefix('|')?.parse().ok());
    let Some(position) = position else { return Ok(Err(Why::Foreign)) };
    if index.schema() != schema().0 {
        return Ok(Err(Why::Foreign));
    }
    let damaged = catch_unwind(AssertUnwindSafe(|| index.validate_checksum()));
    let is_whole = matches!(damaged, Ok(Ok(files)) if files.is_empty());
    Ok(if is_whole { Ok((index, position)) } else { Err(Why::Damaged) })
}

/// Whether another process writes there: its folder is not taken from under it.
fn is_held(folder: &Path) -> bool {
    let Ok(directory) = tantivy::directory::MmapDirectory::open(folder) else { return false };
    let lock = tantivy::Directory::acquire_lock(&directory, &tantivy::directory::INDEX_WRITER_LOCK);
    matches!(lock, Err(LockError::LockBusy))
}

fn writer(index: &tantivy::Index, place: &Place) -> tantivy::Result<IndexWriter> {
    match place {
        Place::Memory => index.writer_with_num_threads(1, SMALL),
        Place::Folder(_) => index.writer_with_num_threads(2, 2 * LARGE),
    }
}

fn query(lane: &Lane, all: &[Vec<Leaf>]) -> Box<dyn Query> {
    match all {
        [] => Box::new(TermQuery::new(lane.every(), IndexRecordOption::Basic)),
        [ways] => any(lane, ways, false),
        all => {
            let clauses = all.iter().map(|ways| (Occur::Must, any(lane, ways, true)));
            Box::new(BooleanQuery::new(clauses.collect()))
        }
    }
}

/// With `is_narrowed` something else has to be so as well.
fn any(lane: &Lane, ways: &[Leaf], is_narrowed: bool) -> Box<dyn Query> {
    match ways {
        [] => Box::new(EmptyQuery),
        [leaf] => one(lane, leaf),
        ways if is_narrowed && ways.iter().all(|leaf| matches!(leaf, Leaf::Is(_))) => {
            Box::new(AnyOf(ways.iter().map(|leaf| lane.term(leaf)).collect()))
        }
        ways => {
            let clauses = ways.iter().map(|leaf| (Occur::Should, one(lane, leaf)));
            Box::new(BooleanQuery::new(clauses.collect()))
        }
    }
}

fn one(lane: &Lane, leaf: &Leaf) -> Box<dyn Query> {
    let term = lane.term(leaf);
    match leaf {
        Leaf::Is(_) => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
        Leaf::Begins(text) => {
            let end = Term::from_field_text(lane.words, &format!("{text}{}", char::MAX));
            Box::new(InvertedIndexRangeQuery::new(Bound::Included(term), Bound::Excluded(end)))
        }
        Leaf::Near(_) => Box::new(FuzzyTermQuery::new_prefix(term, 1, true)),
    }
}

fn broken(error: TantivyError) -> Error {
    // Words of the error may repeat a path, never what is in the files.
    Error::broken(error)
}
