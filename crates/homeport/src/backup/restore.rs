//! Putting an archive back, or only reading it to its end.

use std::io::BufRead;

use keel::archive::{ArchiveError, Head, Item, Reader, Sum, Totals};
use keel::clock::Clock;
use keel::db::Db;
use keel::error::{Error, Result};
use keel::files::Files;
use keel::id::Id;
use keel::secret::{Key, Redacted};

use super::target::{Filled, Target, must_be_known};
use super::{Progress, apart};

/// Where everything goes. `keep_key` is asked before anything is changed, and told last of all.
pub struct Destination {
    pub db: Db,
    pub files: Files,
    pub clock: Clock,
    pub key: Box<dyn KeyPlace + Send>,
}

/// Where the key of an alliance lies.
pub trait KeyPlace {
    /// Whether this key may be kept here; refuses when another one is.
    fn may_hold(&self, key: &Key) -> Result<()>;
    fn hold(&self, key: &Key) -> Result<()>;
}

/// What an archive was.
pub struct Restored {
    pub head: Head,
    pub totals: Totals,
}

/// Reads an archive to its end and says what is in it. Everything in it is as it was written.
pub async fn check(from: impl BufRead + Send + 'static, passphrase: Redacted<String>) -> Result<Restored> {
    apart(move || async move {
        let mut reader = Reader::open(from, &passphrase)?;
        must_be_known(&reader.head().migrations, "")?;
        let mut progress = Progress::new("rows", rows(reader.head()));
        let totals = loop {
            match reader.item()? {
                Item::Row(_) => progress.step(),
                Item::End(totals) => break totals,
                Item::Key(_) | Item::Table(_) | Item::TableEnd(_) | Item::File(_) | Item::Part(_) => {}
                Item::FileEnd(_) => {}
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
pub async fn restore(
    from: impl BufRead + Send + 'static,
    passphrase: Redacted<String>,
    into: Destination,
) -> Result<Restored> {
    apart(move || async move {
        let reader = Reader::open(from, &passphrase)?;
        let target = Target::open(&into.db, &into.clock, &reader.head().migrations).await?;
        let progress = Progress::new("rows", rows(reader.head()));
        let mut work = Work { reader, into, progress, filled: Vec::new(), files: Vec::new() };
        let done = work.all(target).await;
        if done.is_err() {
            for file in &work.files {
                work.into.files.delete(*file).await?;
            }
        }
        let totals = done?;
        work.into.db.truncate_log().await?;
        Ok(Restored { head: work.reader.head().clone(), totals })
    })
    .await
}

struct Work<R: BufRead> {
    reader: Reader<R>,
    into: Destination,
    progress: Progress,
    filled: Vec<Filled>,
    /// Put by us, and taken away again if the rest fails.
    files: Vec<Id>,
}

/// What comes next, without what is borrowed from the reader.
enum Next {
    Key(Key),
    Table(usize),
    File(Id),
    End(Totals),
}

impl<R: BufRead> Work<R> {
    async fn all(&mut self, mut target: Target) -> Result<Totals> {
        let mut key = None;
        let totals = loop {
            let next = match self.reader.item()? {
                Item::Key(text) => Next::Key(Key::from_text(&text)?),
                Item::Table(at) => Next::Table(at),
                Item::File(id) => Next::File(id),
                Item::End(totals) => Next::End(totals),
                Item::Row(_) | Item::TableEnd(_) | Item::Part(_) | Item::FileEnd(_) => {
                    return Err(ArchiveError::Damaged("its parts are not in their order").into());
                }
            };
            match next {
                Next::Key(found) => {
                    self.into.key.may_hold(&found)?;
                    key = Some(found);
                }
                Next::Table(at) => self.fill(&mut target, at).await?,
                Next::File(id) => self.put(id).await?,
                Next::End(totals) => break totals,
            }
        };
        let key = key.ok_or(ArchiveError::Damaged("it has no key"))?;
        target.verify(&self.filled, &mut self.progress).await?;
        self.into.key.hold(&key)?;
        target.commit(&self.into.clock).await?;
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
        if self.into.files.size(id).await?.is_none() {
            self.files.push(id);
        }
        let mut upload = self.into.files.upload(id).await?;
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
