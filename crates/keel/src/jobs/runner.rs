//! Takes due jobs and does them.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::task::JoinSet;

use super::sql::{self, Claimed};
use super::{Host, Listener, Registry, Stop};

use crate::db::{DbError, Engine};
use crate::error::{Error, Result};
use crate::id::Id;

/// How long a job is ours without a sign of life.
const LEASE: Duration = Duration::from_secs(60);
const RENEW: Duration = Duration::from_secs(20);
/// Other nodes cannot ring our bell.
const POLL: Duration = Duration::from_secs(1);
/// What was begun may take this long after somebody asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Does the jobs of one process, several at once.
pub struct Runner<App> {
    shared: Arc<Shared<App>>,
    places: usize,
}

struct Shared<App> {
    host: Host,
    app: App,
    registry: Arc<Registry<App>>,
}

impl<App: Clone + Send + Sync + 'static> Runner<App> {
    pub fn new(host: Host, app: App, registry: impl Into<Arc<Registry<App>>>) -> Self {
        let shared = Shared { host, app, registry: registry.into() };
        Self { shared: Arc::new(shared), places: 4 }
    }

    /// How many jobs at once.
    #[must_use]
    pub fn places(mut self, places: usize) -> Self {
        self.places = places.max(1);
        self
    }

    /// Works until asked to stop, then finishes what it began. Dropped, it leaves what it began to
    /// whoever finds the lease run out.
    pub async fn run(self, mut stop: Stop) {
        let mut bell = self.shared.host.wake.listen();
        let mut running = JoinSet::new();
        self.release_predecessor().await;
        while !stop.is_asked() {
            let free = self.places - running.len();
            match self.shared.claim(free).await {
                Ok(claimed) => {
                    for job in claimed {
                        running.spawn(self.shared.clone().finish(job));
                    }
                }
                Err(error) => tracing::error!(%error, "claiming jobs"),
            }
            let is_full = running.len() == self.places;
            self.rest(is_full, &mut running, &mut bell, &mut stop).await;
        }
        let all = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::warn!("jobs were still running when the grace ended; they will be done again");
        }
    }

    /// Until there may be something to claim and a place for it.
    async fn rest(&self, is_full: bool, running: &mut JoinSet<()>, bell: &mut Listener, stop: &mut Stop) {
        tokio::select! {
            () = stop.asked() => {}
            Some(_) = running.join_next() => {}
            () = bell.rung(), if !is_full => {}
            () = tokio::time::sleep(POLL), if !is_full => {}
        }
    }

    /// One process owns an SQLite file, so whatever it finds running died with the last one.
    async fn release_predecessor(&self) {
        if self.shared.host.db.engine() == Engine::Postgres {
            return;
        }
        let released = async {
            let mut conn = self.shared.host.db.begin().await?;
            sql::release_all(&mut conn).await?;
            conn.commit().await
        };
        if let Err(error) = released.await {
            tracing::error!(%error, "releasing what the last process left behind");
        }
    }
}

impl<App: Clone + Send + Sync + 'static> Shared<App> {
    async fn claim(&self, places: usize) -> Result<Vec<Claimed>> {
        let now = self.host.clock.now();
        if places == 0 || !sql::anything_due(&mut self.host.db.read().await?, now).await? {
            return Ok(Vec::new());
        }
        let mut conn = self.host.db.begin().await?;
        let until = now + LEASE;
        let mut claimed = sql::take_over(&mut conn, now, until, &self.host.node, places).await?;
        if claimed.len() < places {
            let rest = places - claimed.len();
            claimed.extend(sql::claim(&mut conn, now, until, &self.host.node, rest).await?);
        }
        conn.commit().await?;
        // `returning` has no order of its own.
        claimed.sort_by_key(|job| job.job_id);
        Ok(claimed)
    }

    /// Does one job to its end, whatever the end is.
    async fn finish(self: Arc<Self>, job: Claimed) {
        if let Err(error) = self.attempt(&job).await {
            tracing::warn!(job = job.name, id = %job.job_id, attempt = job.attempt, %error, "a job failed");
        }
    }

    /// Runs the job and notes how it went; the error is the job's own.
    async fn attempt(&self, job: &Claimed) -> Result<()> {
        let tries = self.registry.tries(&job.name);
        let outcome = if job.attempt > tries {
            // Each earlier try ended without a note: whoever ran it died, perhaps of it.
            Err(Error::broken("the process ended each time while this job ran"))
        } else {
            tokio::select! {
                outcome = self.work(job) => outcome,
                () = self.keep_renewing(job) => return Ok(()),
            }
        };
        let error = outcome.as_ref().err().map(shortened);
        self.note(job, job.attempt >= tries, error.as_deref()).await;
        outcome
    }

    async fn work(&self, job: &Claimed) -> Result<()> {
        let work =
            AssertUnwindSafe(async { self.registry.begin(self.app.clone(), &job.name, &job.payload).await });
        work.catch_unwind().await.unwrap_or_else(|_| Err(Error::broken("the job panicked")))
    }

    /// Returns only when somebody else has taken the job over.
    async fn keep_renewing(&self, job: &Claimed) {
        loop {
            tokio::time::sleep(RENEW).await;
            let renewed = async {
                let mut conn = self.host.db.begin().await?;
                let ours = sql::renew(&mut conn, job, self.host.clock.now() + LEASE).await?;
                conn.commit().await?;
                Ok::<bool, Error>(ours)
            };
            match renewed.await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::error!(%error, "renewing a lease"),
            }
        }
    }

    /// If the note cannot be written, the lease runs out and the job is done again.
    async fn note(&self, job: &Claimed, is_last: bool, error: Option<&str>) {
        for pause in [50, 500, 5_000] {
            let Err(failed) = self.try_note(job, is_last, error).await else { return };
            // A twin enqueued between our two statements is found by the next round.
            if !matches!(failed.db(), Some(DbError::Unique { .. })) {
                tracing::error!(error = %failed, job = job.name, "noting how a job went");
            }
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    async fn try_note(&self, job: &Claimed, is_last: bool, error: Option<&str>) -> Result<()> {
        let now = self.host.clock.now();
        let mut conn = self.host.db.begin().await?;
        match error {
            None => sql::delete_done(&mut conn, job).await?,
            Some(error) if is_last => sql::bury(&mut conn, job, now, error).await?,
            Some(error) => {
                if sql::delete_for_twin(&mut conn, job.job_id).await? == 0 {
                    sql::put_back(&mut conn, job, now + back_off(job.job_id, job.attempt), error).await?;
                }
            }
        }
        conn.commit().await
    }
}

fn shortened(error: &Error) -> String {
    error.to_string().chars().take(500).collect()
}

/// 1 s, 2 s, 4 s … 1 h, each shortened by up to a half that differs from job to job, so that what
/// failed together does not come back together.
fn back_off(job_id: Id, attempt: u32) -> Duration {
    let full = 1_000_u64 << attempt.saturating_sub(1).min(12);
    let full = full.min(3_600_000);
    // The tail of an id is random; the attempt moves it.
    let seed = u64::from(job_id.0[15]) << 8 | u64::from(job_id.0[14]);
    let share = (seed + 7_919 * u64::from(attempt)) % 1_000;
    Duration::from_millis(full - full * share / 2_000)
}

/// What [`drain`] did.
#[derive(Debug, Default)]
pub struct Drained {
    /// Jobs run, whether they succeeded or not.
    pub ran: u32,
    /// What those that failed said.
    pub errors: Vec<String>,
}

/// Runs what is due, and what that makes due, one after the other until nothing is: for tests, whose
/// clock stands still.
pub async fn drain<App>(host: &Host, app: App, registry: impl Into<Arc<Registry<App>>>) -> Result<Drained>
where
    App: Clone + Send + Sync + 'static,
{
    let shared = Shared { host: host.clone(), app, registry: registry.into() };
    let mut drained = Drained::default();
    loop {
        let claimed = shared.claim(16).await?;
        if claimed.is_empty() {
            return Ok(drained);
        }
        for job in claimed {
            drained.ran += 1;
            if let Err(error) = shared.attempt(&job).await {
                drained.errors.push(format!("{}: {error}", job.name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;

    #[test]
    fn back_off_grows_to_an_hour_and_differs_between_jobs() {
        let ids = crate::id::Ids::seeded(1);
        let one = ids.next(Time(1));
        for attempt in 1..40 {
            let full = Duration::from_secs(1 << (attempt - 1).min(12)).min(Duration::from_secs(3_600));
            let wait = back_off(one, attempt);
            assert!(wait <= full && wait * 2 >= full, "{attempt}: {wait:?}");
        }
        let waits: std::collections::BTreeSet<_> = (0..50).map(|_| back_off(ids.next(Time(1)), 9)).collect();
        assert!(waits.len() > 25);
    }
}
