//! How far it is, for whoever watches a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use keel::clock::Stopwatch;

const EVERY: Duration = Duration::from_millis(200);
/// Looking at the watch at every row would cost more than the row.
const LOOK: u64 = 1_024;

/// Counts what is done of how much; says so on standard error if that is a terminal, and nothing otherwise.
pub struct Progress {
    what: &'static str,
    total: u64,
    done: u64,
    watch: Stopwatch,
    told: Duration,
    is_watched: bool,
}

impl Progress {
    pub fn new(what: &'static str, total: u64) -> Self {
        let is_watched = std::io::stderr().is_terminal();
        Self { what, total, done: 0, watch: Stopwatch::start(), told: Duration::ZERO, is_watched }
    }

    /// Something else is counted from here on.
    pub fn next(&mut self, what: &'static str, total: u64) {
        self.end();
        *self = Self { is_watched: self.is_watched, ..Self::new(what, total) };
    }

    pub fn step(&mut self) {
        self.done += 1;
        if self.is_watched && self.done.is_multiple_of(LOOK) {
            let elapsed = self.watch.elapsed();
            if elapsed - self.told >= EVERY {
                self.told = elapsed;
                self.tell("\r");
            }
        }
    }

    fn tell(&self, before: &str) {
        let rate = self.done as f64 / self.watch.elapsed().as_secs_f64().max(0.001);
        let line = format!("{before}{}/{} {}, {rate:.0} a second   ", self.done, self.total, self.what);
        // Nobody reads a line that cannot be written.
        drop(std::io::stderr().write_all(line.as_bytes()));
    }

    fn end(&mut self) {
        if self.is_watched && self.done > 0 {
            self.tell("\r");
            drop(std::io::stderr().write_all(b"\n"));
        }
        self.done = 0;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
