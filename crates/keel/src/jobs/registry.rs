//! Which job a stored name means.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use super::Job;
use crate::error::{Error, Result};

type Begin<App> = dyn Fn(App, &str) -> Work + Send + Sync;
pub(super) type Work = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// The kinds of jobs that a program knows.
pub struct Registry<App> {
    kinds: HashMap<&'static str, Kind<App>>,
}

struct Kind<App> {
    tries: u32,
    begin: Box<Begin<App>>,
}

impl<App: Clone + Send + Sync + 'static> Registry<App> {
    pub fn new() -> Self {
        Self { kinds: HashMap::new() }
    }

    /// The same registry with one more kind.
    #[must_use]
    pub fn with<J: Job<App = App>>(mut self) -> Self {
        let begin = |app: App, payload: &str| -> Work {
            match serde_json::from_str::<J>(payload) {
                Ok(job) => Box::pin(job.run(app)),
                Err(error) => {
                    // serde quotes what it read, which may be personal.
                    let what = error.classify();
                    let error = Error::broken(format!("the payload cannot be read: {what:?}"));
                    Box::pin(std::future::ready(Err(error)))
                }
            }
        };
        self.kinds.insert(J::NAME, Kind { tries: J::TRIES, begin: Box::new(begin) });
        self
    }

    /// The names, for a test that every kind is registered.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.kinds.keys().copied().collect();
        names.sort_unstable();
        names
    }

    pub(super) fn tries(&self, name: &str) -> u32 {
        // A name of a later release, met by an earlier one, keeps trying until its node comes.
        self.kinds.get(name).map_or(12, |kind| kind.tries)
    }

    pub(super) fn begin(&self, app: App, name: &str, payload: &str) -> Work {
        match self.kinds.get(name) {
            Some(kind) => (kind.begin)(app, payload),
            None => Box::pin(std::future::ready(Err(Error::broken("no job has this name")))),
        }
    }
}

impl<App: Clone + Send + Sync + 'static> Default for Registry<App> {
    fn default() -> Self {
        Self::new()
    }
}
