//! Putting an archive back, or only reading it to its end.

use std::io::BufRead;

use keel::archive::{ArchiveError, Head, Item, Reader, Sum, Totals};
use keel::clock::Clock;
use keel::db::Db;
use keel::error::{Error, Result};
use keel::files::Files;
use keel::id::Id;
use keel::secret::{Key, Redacted};

use super::target::{Filled, Target, are_known};
use super::{Progress, apart};

/// Where everything goes.
pub struct Destination {
    pub db: Db,
    pub files: Files,
    pub clock: Clock,
    /// Puts the key where it belongs. Called when all else is right, just before it is made to last: a
    /// key without its database does no harm, a database without its key cannot read its own links.
    pub keep_key: KeepKey,
}

pub type KeepKey = Box<dyn FnOnce(&Key) -> Result<()> + Send>;

/// What an archive was.
pub struct Restored {
    pub head: Head,
    pub totals: Totals,
}

/// Opens an archive that this version can read.
pub async fn open<R: BufRead + Send + 'static>(from: R, passphrase: Redacted<String>) -> Result<Reader<R>> {
    apart(move || async move {
        let reader = Reader::open(from, &passphrase)?;
        if are_known(&reader.head().migrations) { Ok(reader) } else { Err(ArchiveError::Newer.into()) }
    })
    .await
}

/// Reads an archive to its end and says what is in it. Everything in it is as it was written.
pub async fn check(mut reader: Reader<impl BufRead + Send + 'static>) -> Result<Restored> {
    apart(move || async move {
        let mut progress = Progress::new("rows", rows(reader.head()));
        let totals = loop {
            match reader.item()? {
                Item::Row(_) => progress.step(),
                Item::End(totals) => break totals,
                Item::Table(_) | Item::TableEnd(_) | Item::File(_) | Item::Part(_) | Item::FileEnd(_) => {}
            }
        };
        Ok(Restored { head: reader.head().clone(), totals })
    })
    .await
}

fn rows(head: &Head) -> u64 {
    head.tables.iter().map(|table| table.rows).sum()
}

/// Puts everything where it belongs, or nothing.
pub async fn restore(reader: Reader<impl BufRead + Send + 'static>, into: Destination) -> Result<Restored> {
    apart(move || async move {
        let Destination { db, files, clock, keep_key } = into;
        let mut target = Target::open(&db, &clock, &reader.head().migrations).await?;
        let progress = Progress::new("rows", rows(reader.head()));
        let mut work = Work { reader, files, progress, filled: Vec::new(), put: Vec::new() };
        let done = async {
            let totals = work.all(&mut target).await?;
            keep_key(work.reader.key())?;
            target.commit(&clock).await?;
            Ok(totals)
        };
        let totals: Result<Totals> = done.await;
        if totals.is_err() {
            for file in &work.put {
                work.files.delete(*file).await?;
            }
        }
        db.truncate_log().await?;
        Ok(Restored { totals: totals?, head: work.reader.head().clone() })
    })
    .await
}

struct Work<R: BufRead> {
    reader: Reader<R>,
    files: Files,
    progress: Progress,
    filled: Vec<Filled>,
    /// Files put by us, and taken away again if the rest fails.
    put: Vec<Id>,
}

/// What comes next, without what is borrowed from the reader.
enum Next {
    Table(usize),
    File(Id),
    End(Totals),
}

impl<R: BufRead> Work<R> {
    async fn all(&mut self, target: &mut Target) -> Result<Totals> {
        let totals = loop {
            let next = match self.reader.item()? {
                Item::Table(at) => Next::Table(at),
                Item::File(id) => Next::File(id),
                Item::End(totals) => Next::End(totals),
                Item::Row(_) | Item::TableEnd(_) | Item::Part(_) | Item::FileEnd(_) => {
                    return Err(ArchiveError::Damaged("its parts are not in their order").into());
                }
            };
            match next {
                Next::Table(at) => self.fill(target, at).await?,
                Next::File(id) => self.put(id).await?,
                Next::End(totals) => break totals,
            }
        };
        target.verify(&self.filled, &mut self.progress).await?;
        Ok(totals)
    }

    async fn fill(&mut self, target: &mut Target, at: usize) -> Result<()> {
        let head = self.reader.head().tables.get(at).cloned().ok_or(Error::NotFound)?;
        let table = target.table(&head.name, head.columns.iter().map(String::as_str))?;
        let mut filler = target.filler(&table).await?;
        let sum: Sum = loop {
            match self.reader.item()? {
                Item::Row(row) => filler.push(row).await.map_err(|error| error.context(head.name.clone()))?,
                Item::TableEnd(sum) => break sum,
                _ => return Err(ArchiveError::Damaged("its parts are not in their order").into()),
            }
            self.progress.step();
        };
        filler.finish().await.map_err(|error| error.context(head.name.clone()))?;
        self.filled.push(Filled { table, sum });
        Ok(())
    }

    async fn put(&mut self, id: Id) -> Result<()> {
        if self.files.size(id).await?.is_none() {
            self.put.push(id);
        }
        let mut upload = self.files.upload(id).await?;
        loop {
            match self.reader.item()? {
                Item::Part(part) => upload.push(part.to_vec()).await?,
                Item::FileEnd(_) => break,
                _ => return Err(ArchiveError::Damaged("its parts are not in their order").into()),
            }
        }
        upload.finish().await
    }
}
