//! `homeport duplicates find`: the same search as every night, to the end in one go.

use std::io::Write as _;

use clap::{Args, Subcommand};
use keel::clock::Stopwatch;
use keel::error::Result;
use serde::Serialize;

use super::model::State;
use super::{find, sql};
use crate::app::App;
use crate::cli::say;

#[derive(Args)]
pub struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Look for records that may be one person: everybody the first time, then whoever was changed.
    Find {
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Report {
    looked: i64,
    compared: i64,
    /// Pairs that wait for an officer, counted up to a thousand.
    open: i64,
    ms: u64,
}

/// How often the progress is told.
const EVERY: u32 = 20;

pub async fn run(app: &App, command: &Command) -> Result<()> {
    let Verb::Find { json } = command.verb;
    let watch = Stopwatch::start();
    let mut progress = find::begin(app).await?;
    let mut steps = 0_u32;
    while progress.ended_at.is_none() {
        progress = find::step(app).await?;
        steps += 1;
        if steps.is_multiple_of(EVERY) {
            let line = format!("{} people looked at, {} pairs compared", progress.looked, progress.compared);
            // Nobody reads a progress that cannot be written.
            drop(writeln!(std::io::stderr(), "{line}"));
        }
    }
    let report = Report {
        looked: progress.looked,
        compared: progress.compared,
        open: sql::count(&mut app.db.read().await?, State::Open, 0).await?,
        ms: u64::try_from(watch.elapsed().as_millis()).unwrap_or_default(),
    };
    if json { say(&serde_json::to_string(&report)?) } else { say(&report.open.to_string()) }
}
