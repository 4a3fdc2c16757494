//! What the program costs before anybody uses it.

use std::process::Stdio;

use keel::clock::Stopwatch;
use keel::error::{Error, Result};
use tokio::process::Command;

use crate::figure::{Figure, quantile};
use crate::house::{self, House};
use crate::http::Client;

/// The file that is touched: one in the middle of a feature.
const TOUCHED: &str = "crates/homeport/src/departures/pages/mod.rs";
const MEGABYTE: f64 = 1_000_000.0;

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let (mut took, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..if is_quick { 3 } else { 11 } {
        let folder = tempfile::tempdir()?;
        let config = house::config(folder.path(), "mailbox:");
        let watch = Stopwatch::start();
        let house = House::open(&config).await?;
        took.push(watch.elapsed().as_secs_f64());
        // Which page it is does not matter: before anybody is administrator, the one that says so.
        Client::connect(house.host, "").await?.get("/sign-in").await?;
        memory.push(house.memory()? as f64 / MEGABYTE);
        house.kill().await?;
    }
    let size = std::fs::metadata(house::binary()?)?.len() as f64 / MEGABYTE;
    let check = check(if is_quick { 1 } else { 3 }).await?;
    let (took, memory) = (quantile(&mut took, 0.5), quantile(&mut memory, 0.5));
    Ok(vec![
        Figure::alone("start: serve on an empty database until ready", took, "s", "≤ 0.5 s", Some(0.5)),
        Figure::alone("start: resident memory after the first page", memory, "MB", "≤ 80 MB", Some(80.0)),
        Figure::alone("start: size of the binary", size, "MB", "≤ 50 MB", Some(50.0)),
        Figure::alone("start: cargo check after touching a feature", check, "s", "≤ 10 s", Some(10.0)),
    ])
}

/// Seconds that `cargo check` takes after a file of a feature was saved.
async fn check(times: usize) -> Result<f64> {
    let mut took = Vec::new();
    cargo_check().await?;
    for _ in 0..times {
        // Its time only: somebody may be at work on what it says.
        run("touch", &["--no-create", TOUCHED]).await?;
        let watch = Stopwatch::start();
        cargo_check().await?;
        took.push(watch.elapsed().as_secs_f64());
    }
    Ok(quantile(&mut took, 0.5))
}

async fn cargo_check() -> Result<()> {
    run("cargo", &["check", "--quiet", "-p", "homeport"]).await
}

async fn run(program: &'static str, words: &[&str]) -> Result<()> {
    let output = Command::new(program).args(words).stdin(Stdio::null()).output().await;
    let output = output.map_err(|error| Error::from(error).context(program))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::broken(format!("{program}: {}", String::from_utf8_lossy(&output.stderr))))
}
