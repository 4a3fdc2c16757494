//! Work that outlives the request that caused it.
//!
//! A job is a row, enqueued in the transaction that causes it, so it exists exactly when its cause does.
//! A [`Runner`] takes due rows under a lease and deletes each when it is done; a crash leaves the row,
//! and whoever finds its lease run out does it again. So a job is idempotent: it may run twice, and it
//! is never lost. One that fails comes back later and later, and after its tries waits, dead, for
//! somebody to look at it.

mod registry;
mod runner;
mod sql;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod timetable;
mod wake;

use std::borrow::Cow;
use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::{Clock, Time};
use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::id::{Id, Ids};
use crate::{row, words};

pub use registry::Registry;
pub use runner::{Drained, Runner, drain};
pub use timetable::Timetable;
pub use wake::{Listener, Stop, Stopper, Wake};

/// What every worker of a process works with.
#[derive(Clone)]
pub struct Host {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub wake: Wake,
    /// Names this process among those that share the database.
    pub node: String,
}

/// A kind of job; its value is the payload.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What the job is given to work with.
    type App: Clone + Send + Sync + 'static;

    /// Its name in the database: never changed once a release has used it.
    const NAME: &'static str;

    /// So many times it is tried before it counts as dead.
    const TRIES: u32 = 12;

    /// Jobs of one name with equal keys are one job as long as it waits.
    fn key(&self) -> Option<String> {
        None
    }

    /// Does it. May be called again after it succeeded: a crash can come between the work and its note.
    fn run(self, app: Self::App) -> impl Future<Output = Result<()>> + Send;
}

/// A job as it is stored.
#[derive(Clone, Debug)]
struct Sketch {
    name: Cow<'static, str>,
    key: Option<String>,
    payload: String,
}

impl Sketch {
    fn of<J: Job>(job: &J) -> Result<Self> {
        Ok(Self { name: J::NAME.into(), key: job.key(), payload: serde_json::to_string(job)? })
    }
}

/// Enqueues a job to be done as soon as the transaction is committed.
pub async fn enqueue<J: Job>(conn: &mut Conn, ids: &Ids, now: Time, job: &J) -> Result<()> {
    enqueue_at(conn, ids, now, now, job).await
}

/// Enqueues a job for later. If one of its name and key waits already, that one gets this payload and
/// the earlier of the two times.
pub async fn enqueue_at<J: Job>(conn: &mut Conn, ids: &Ids, now: Time, run_at: Time, job: &J) -> Result<()> {
    sql::insert(conn, ids, now, run_at, &Sketch::of(job)?).await
}

words! {
    /// How far a job has come.
    pub enum State {
        Waiting = "waiting",
        Running = "running",
        /// Given up.
        Dead = "dead",
    }
}

/// A job as its page shows it. Its payload is not looked at: it may be personal.
#[derive(Clone, Debug)]
pub struct Entry {
    pub job_id: Id,
    pub name: String,
    pub attempts: u32,
    /// What went wrong last, without personal data; empty if nothing did.
    pub error: String,
    /// When it is due, was due, or was given up.
    pub run_at: Time,
}
row!(Entry { job_id, name, attempts, error, run_at });

/// How many jobs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Enqueued, whether due or not.
    pub waiting: u32,
    /// Of these, how many could run now.
    pub due: u32,
    pub running: u32,
    pub dead: u32,
}
row!(Counts { waiting, due, running, dead });

pub async fn counts(conn: &mut Conn, now: Time) -> Result<Counts> {
    sql::counts(conn, now).await
}

/// How many jobs were given up, up to a thousand: cheap enough for a page, however many wait.
pub async fn count_dead(conn: &mut Conn) -> Result<u32> {
    sql::count_dead(conn, 1_000).await
}

/// Jobs that should have run by now: what a test that ends must not leave.
pub async fn undrained(conn: &mut Conn, now: Time) -> Result<u32> {
    counts(conn, now).await.map(|counts| counts.due + counts.running)
}

/// Whatever was running waits again: after a restore nobody is at it any more.
pub async fn release_all(conn: &mut Conn) -> Result<()> {
    sql::release_all(conn).await?;
    Ok(())
}

/// The jobs in a state from the one after `from` on: those given up the latest first, the others as
/// they are due.
pub async fn list(conn: &mut Conn, state: State, from: Option<(Time, Id)>, limit: u32) -> Result<Vec<Entry>> {
    let first = (Time(i64::MIN), Id([0; 16]));
    let last = (Time(i64::MAX), Id([0xff; 16]));
    match state {
        State::Waiting => sql::waiting(conn, from.unwrap_or(first), limit).await,
        State::Running => sql::running(conn, from.unwrap_or(first), limit).await,
        State::Dead => sql::dead(conn, from.unwrap_or(last), limit).await,
    }
}

/// Gives a dead job its tries back.
pub async fn retry(conn: &mut Conn, job_id: Id, now: Time) -> Result<()> {
    let left_to_its_twin = sql::delete_for_twin(conn, job_id).await? > 0;
    if left_to_its_twin || sql::revive(conn, job_id, now).await? > 0 { Ok(()) } else { Err(Error::NotFound) }
}

/// Drops a dead job for good.
pub async fn discard(conn: &mut Conn, job_id: Id) -> Result<()> {
    if sql::delete_dead(conn, job_id).await? > 0 { Ok(()) } else { Err(Error::NotFound) }
}
