//! Taking a backup, while everybody goes on.

use std::io::Write;

use keel::archive::{Head, TableHead, Totals, Writer};
use keel::clock::Time;
use keel::db::{Db, dump};
use keel::error::{Error, Result};
use keel::files::Files;
use keel::id::Id;
use keel::secret::{Key, Redacted};

use super::{ArchiveId, Progress, apart, target};

/// So much of a file is in memory at a time.
const PART: u64 = 1024 * 1024;

/// What is backed up.
#[derive(Clone)]
pub struct Source {
    pub db: Db,
    pub files: Files,
    pub key: Key,
}

/// What went into an archive.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub archive: ArchiveId,
    pub totals: Totals,
}

/// Writes everything, as it is at one moment, into `out`; the caller makes that durable.
pub async fn take<W: Write + Send + 'static>(
    source: Source,
    (archive, now): (ArchiveId, Time),
    out: W,
    passphrase: Redacted<String>,
) -> Result<(W, Taken)> {
    apart(move || async move {
        let mut conn = source.db.snapshot().await?;
        let tables = dump::tables(&mut conn).await?;
        if !tables.iter().any(|table| table.name == dump::LEDGER) {
            return Err(Error::broken("there is nothing to back up: the database has no tables of Homeport"));
        }
        let migrations = keel::db::done(&mut conn).await?;
        if !target::are_known(&migrations) {
            return Err(Error::broken("this database belongs to a newer Homeport: use that to back it up"));
        }
        let mut heads = Vec::with_capacity(tables.len());
        for table in &tables {
            let columns = table.columns().map(str::to_owned).collect();
            heads.push(TableHead {
                name: table.name.clone(),
                columns,
                rows: dump::count(&mut conn, table).await?,
            });
        }
        let files = source.files.list().await?;
        let mut progress = Progress::new("rows", heads.iter().map(|head| head.rows).sum());
        let head = Head {
            archive_id: archive.0,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            taken_at: now,
            migrations,
            tables: heads,
            files: files.len() as u64,
        };
        let mut writer = Writer::begin(out, &passphrase, &head, &source.key)?;
        for (at, table) in tables.iter().enumerate() {
            writer.table(at)?;
            dump::rows(&mut conn, table, async |row| {
                progress.step();
                writer.row(row)
            })
            .await?;
            writer.table_end()?;
        }
        drop(conn);
        progress.next("files", files.len() as u64);
        // After the rows: a file without its row does no harm, a row without its file is a hole.
        for file in files {
            copy(&source.files, file, &mut writer).await?;
            progress.step();
        }
        let (out, totals) = writer.finish()?;
        Ok((out, Taken { archive, totals }))
    })
    .await
}

async fn copy<W: Write>(files: &Files, id: Id, writer: &mut Writer<W>) -> Result<()> {
    // Deleted since it was listed, as it may be at any time.
    let Some(size) = files.size(id).await? else { return Ok(()) };
    writer.file(id)?;
    let mut at = 0;
    while at < size {
        match files.part(id, at..size.min(at + PART)).await {
            Ok(part) => writer.part(&part)?,
            // Deleted just now: what is left of it belongs to nobody.
            Err(Error::NotFound) => break,
            Err(error) => return Err(error),
        }
        at += PART;
    }
    writer.file_end()
}
