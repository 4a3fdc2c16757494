//! SQLite: a pool of readers and one writer that commits waiting writers together.
//!
//! When a writer commits while others wait, it passes the connection on, its transaction still open; those
//! who follow run inside a savepoint of it each. The last one commits it for the whole group, once, and
//! all of them return only then.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, oneshot};

use super::error::DbError;
use super::row::{FromRow, Row};
use super::value::Value;
use crate::error::{Error, Result};

/// So many writers at most wait for one COMMIT: a bound on what one failure can take with it.
const GROUP: usize = 64;

pub(super) struct Sqlite {
    readers: Arc<Readers>,
    lane: Arc<Lane>,
}

struct Readers {
    idle: std::sync::Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
    path: PathBuf,
}

struct Lane {
    writer: Arc<Mutex<Writer>>,
    waiting: AtomicUsize,
}

struct Writer {
    conn: Connection,
    /// Those who have written what they wanted and wait for the group's COMMIT.
    group: Vec<oneshot::Sender<std::result::Result<(), DbError>>>,
}

impl Sqlite {
    pub(super) fn open(path: &Path, readers: usize) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let conn = connect(path).map_err(DbError::from)?;
        let readers = Readers {
            idle: std::sync::Mutex::new(Vec::with_capacity(readers)),
            places: Arc::new(Semaphore::new(readers)),
            path: path.to_owned(),
        };
        let lane = Lane {
            writer: Arc::new(Mutex::new(Writer { conn, group: Vec::new() })),
            waiting: AtomicUsize::new(0),
        };
        Ok(Self { readers: Arc::new(readers), lane: Arc::new(lane) })
    }

    pub(super) async fn read(&self) -> Result<ReadConn> {
        let place = self.readers.places.clone().acquire_owned().await.map_err(Error::broken)?;
        let idle = self.readers.idle().pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let conn = connect(&self.readers.path).map_err(DbError::from)?;
                conn.pragma_update(None, "query_only", true).map_err(DbError::from)?;
                conn
            }
        };
        step(&conn, "begin")?;
        Ok(ReadConn { conn: Some(conn), readers: self.readers.clone(), _place: place })
    }

    pub(super) async fn begin(&self) -> Result<WriteConn> {
        let turn = Turn::wait(&self.lane);
        let writer = self.lane.writer.clone().lock_owned().await;
        turn.has_come();
        let is_first = writer.conn.is_autocommit();
        step(&writer.conn, if is_first { "begin immediate" } else { "savepoint turn" })?;
        Ok(WriteConn { writer: Some(writer), is_first, lane: self.lane.clone() })
    }
}

impl Sqlite {
    /// Moves the log into the file and empties it, so that what was deleted is not in it any more.
    pub(super) async fn truncate_log(&self) -> Result<()> {
        let turn = Turn::wait(&self.lane);
        let mut writer = self.lane.writer.clone().lock_owned().await;
        turn.has_come();
        let truncated = tokio::task::spawn_blocking(move || {
            writer.commit_group();
            // A reader in the middle of something keeps part of the log; the next truncation gets it.
            writer.conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
        });
        Ok(truncated.await.map_err(Error::broken)?.map_err(DbError::from)?)
    }
}

impl Readers {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Pages that a connection keeps at most; a negative number is in KiB. The two megabytes that SQLite takes by
/// itself make whoever writes a million rows into a dozen indexes read most pages again and again.
const CACHE: i64 = -32_768;

#[expect(clippy::disallowed_methods, reason = "this is the door")]
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    // Otherwise a plan may depend on the values bound to it, and SQLite parses and plans a statement anew
    // for each new value of a range: ten times the cost of running it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(512);
    Ok(conn)
}

/// A statement of every transaction, which need not be parsed each time.
fn step(conn: &Connection, sql: &str) -> std::result::Result<(), DbError> {
    conn.prepare_cached(sql)?.raw_execute()?;
    Ok(())
}

/// Counts who waits for the writer. One who gives up waiting may have been what a group left its
/// COMMIT to, so the last to give up sees to it.
struct Turn<'a> {
    lane: &'a Arc<Lane>,
    has_come: bool,
}

impl<'a> Turn<'a> {
    fn wait(lane: &'a Arc<Lane>) -> Self {
        lane.waiting.fetch_add(1, Ordering::SeqCst);
        Self { lane, has_come: false }
    }

    fn has_come(mut self) {
        self.has_come = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let was_last = self.lane.waiting.fetch_sub(1, Ordering::SeqCst) == 1;
        if self.has_come || !was_last {
            return;
        }
        let lane = self.lane.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let mut writer = lane.writer.clone().lock_owned().await;
                if lane.waiting.load(Ordering::SeqCst) == 0 {
                    writer.commit_group();
                }
            });
        }
    }
}

impl Writer {
    /// Commits the outer transaction and tells everyone in the group how it went.
    fn commit_group(&mut self) {
        let outcome = if self.group.is_empty() {
            self.leave_outer();
            return;
        } else if self.conn.is_autocommit() {
            Err(DbError::Other("the group's transaction was rolled back".to_owned()))
        } else {
            self.conn.execute_batch("commit").map_err(DbError::from)
        };
        self.leave_outer();
        for waiting in self.group.drain(..) {
            // Nobody listens any more when the caller was dropped; the write stands all the same.
            drop(waiting.send(outcome.clone()));
        }
    }

    /// A failed COMMIT (a full disk, say) leaves the transaction open.
    fn leave_outer(&self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.conn.execute_batch("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
    }
}

/// A read transaction: one moment of the database for a whole page, and the locks of the log are taken
/// once for it instead of at every statement.
pub(super) struct ReadConn {
    conn: Option<Connection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl ReadConn {
    pub(super) fn conn(&self) -> Result<&Connection> {
        self.conn.as_ref().ok_or_else(|| Error::broken("the reader is gone"))
    }
}

impl Drop for ReadConn {
    /// One that cannot be let go of its moment is closed instead of lent again.
    fn drop(&mut self) {
        let Some(conn) = self.conn.take() else { return };
        match step(&conn, "commit") {
            Ok(()) => self.readers.idle().push(conn),
            Err(error) => tracing::error!(%error, "a read could not end"),
        }
    }
}

pub(super) struct WriteConn {
    writer: Option<OwnedMutexGuard<Writer>>,
    /// The first of a group has the whole transaction to itself, which can be undone without a savepoint.
    /// Under a savepoint every page is copied before it changes, and every statement walks along all copies.
    is_first: bool,
    lane: Arc<Lane>,
}

impl WriteConn {
    pub(super) fn conn(&self) -> Result<&Connection> {
        self.writer.as_ref().map(|writer| &writer.conn).ok_or_else(|| Error::broken("the writer is gone"))
    }

    /// Returns once what was written is durable.
    pub(super) async fn commit(mut self) -> Result<()> {
        if !self.is_first {
            step(self.conn()?, "release turn")?;
        }
        let mut writer = self.writer.take().ok_or_else(|| Error::broken("the writer is gone"))?;
        let (done, outcome) = oneshot::channel();
        writer.group.push(done);
        let others_wait = self.lane.waiting.load(Ordering::SeqCst) > 0;
        if others_wait && writer.group.len() < GROUP {
            drop(writer);
        } else {
            // A COMMIT waits for the disk, which would hold an async worker.
            tokio::task::spawn_blocking(move || writer.commit_group());
        }
        outcome.await.map_err(Error::broken)?.map_err(Error::from)
    }
}

impl Drop for WriteConn {
    /// What was not committed is undone; the group before it stands.
    fn drop(&mut self) {
        let Some(mut writer) = self.writer.take() else { return };
        let undo = if self.is_first { "rollback" } else { "rollback to turn; release turn" };
        if !writer.conn.is_autocommit()
            && let Err(error) = writer.conn.execute_batch(undo)
        {
            tracing::error!(%error, "rollback failed");
        }
        let others_wait = self.lane.waiting.load(Ordering::SeqCst) > 0;
        if !others_wait || writer.conn.is_autocommit() {
            writer.commit_group();
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Real(x) => ValueRef::Real(*x),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Id(id) => ValueRef::Blob(id),
            Value::Flag(flag) => ValueRef::Integer(i64::from(*flag)),
        }))
    }
}

pub(super) fn column(value: ValueRef<'_>) -> std::result::Result<Value, DbError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Real(x) => Value::Real(x),
        ValueRef::Text(text) => {
            let text = str::from_utf8(text).map_err(|_| DbError::Other("text is not UTF-8".to_owned()))?;
            Value::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => match <[u8; 16]>::try_from(bytes) {
            Ok(id) => Value::Id(id),
            Err(_) => Value::Bytes(bytes.to_vec()),
        },
    })
}

/// Calls `each` with every row until it says stop. A statement that writes is run through all the same:
/// `returning` works only then.
fn query(
    conn: &Connection,
    sql: &str,
    args: &[Value],
    mut each: impl FnMut(&mut Row) -> Result<bool>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(sql).map_err(DbError::from)?;
    let (columns, only_reads) = (statement.column_count(), statement.readonly());
    for (at, value) in args.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value).map_err(DbError::from)?;
    }
    let mut rows = statement.raw_query();
    let mut out = Row::with_room(columns);
    while let Some(row) = rows.next().map_err(DbError::from)? {
        out.clear();
        for at in 0..columns {
            out.push(column(row.get_ref(at).map_err(DbError::from)?)?);
        }
        if !each(&mut out)? && only_reads {
            break;
        }
    }
    Ok(())
}

pub(super) fn all<T: FromRow>(conn: &Connection, sql: &str, args: &[Value]) -> Result<Vec<T>> {
    let mut found = Vec::new();
    query(conn, sql, args, |row| {
        found.push(T::from_row(row)?);
        Ok(true)
    })?;
    Ok(found)
}

pub(super) fn maybe<T: FromRow>(conn: &Connection, sql: &str, args: &[Value]) -> Result<Option<T>> {
    let mut found = None;
    query(conn, sql, args, |row| {
        if found.is_none() {
            found = Some(T::from_row(row)?);
        }
        Ok(false)
    })?;
    Ok(found)
}

pub(super) fn run(conn: &Connection, sql: &str, args: &[Value]) -> Result<u64> {
    let mut statement = conn.prepare_cached(sql).map_err(DbError::from)?;
    for (at, value) in args.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value).map_err(DbError::from)?;
    }
    let changed = statement.raw_execute().map_err(DbError::from)?;
    Ok(changed as u64)
}
