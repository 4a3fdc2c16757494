//! Backup, restore and move of many people, and what those who look at pages notice of it.

use std::process::Stdio;
use std::time::Duration;

use homeport::config::Config;
use keel::clock::Stopwatch;
use keel::db::Db;
use keel::error::{Error, Result};
use tokio::sync::watch;

use crate::figure::{Figure, quantile};
use crate::house::{self, House};
use crate::{crowd, data, multitude, pages};

const PEOPLE: usize = 1_000_000;
/// Departures beside those of the demonstration.
const LEAVERS: usize = 50;
/// Whoever looks when nothing else happens.
const QUIET: Duration = Duration::from_secs(10);
const MEGABYTE: f64 = 1_000_000.0;
const PASSPHRASE: &str = "four words or even five";

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let people = if is_quick { PEOPLE / 10 } else { PEOPLE };
    let folder = tempfile::tempdir()?;
    let config = house::config(folder.path(), "mailbox:");
    let data = data::fill(&config, LEAVERS).await?;
    let watch = Stopwatch::start();
    multitude::fill(&Db::open(&config.database.url)?, people).await?;
    let filled = watch.elapsed().as_secs_f64() / people as f64 * 1_000_000.0;

    let house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let paths: Vec<String> =
        pages::choose(&house, &cookie).await?.into_iter().map(|page| page.path).collect();
    let look = async |work: Work| watched(&house, &cookie, &paths, work).await;
    let place = |name: &str| folder.path().join(name).display().to_string();
    let (archive, db) = (place("all.age"), format!("sqlite:{}", place("restored.db")));
    let (files, key) = (format!("file:{}", place("restored")), place("restored.key"));

    let mut quiet = look(Work::Nothing).await?.1;
    let quiet = quantile(&mut quiet, 0.99);
    let (backup, mut during_backup) = look(Work::Run(&config, &["backup", &archive])).await?;
    let restore = ["restore", &archive, "--into", &db, "--files", &files, "--key", &key];
    let (restore, mut during_restore) = look(Work::Run(&config, &restore)).await?;
    // Nobody may serve what is about to be left behind, so nobody looks at pages meanwhile.
    house.kill().await?;
    let moved = run(&config, &["move", "--to", &format!("sqlite:{}", place("moved.db"))]).await?;
    let size = std::fs::metadata(&archive)?.len() as f64 / MEGABYTE;

    let at_most = "≤ 300 MB";
    Ok(vec![
        Figure::alone("backup: inventing and writing a million people", filled, "s", "", None),
        Figure::alone("backup: all of them into an archive", backup.minutes, "min", "", None),
        Figure::alone("backup: memory", backup.megabytes, "MB", at_most, Some(300.0)),
        Figure::alone("backup: size of the archive", size, "MB", "", None),
        Figure::compared("backup: p99 of pages meanwhile", quantile(&mut during_backup, 0.99), "ms", quiet),
        Figure::alone("restore: into SQLite, compared", restore.minutes, "min", "", None),
        Figure::alone("restore: memory", restore.megabytes, "MB", at_most, Some(300.0)),
        Figure::compared("restore: p99 of pages meanwhile", quantile(&mut during_restore, 0.99), "ms", quiet),
        Figure::alone("move: into another SQLite, compared", moved.minutes, "min", "", None),
        Figure::alone("move: memory", moved.megabytes, "MB", at_most, Some(300.0)),
    ])
}

enum Work<'a> {
    Nothing,
    Run(&'a Config, &'a [&'a str]),
}

/// Looks at pages while the work is done; how it went, and what each page took in milliseconds.
async fn watched(house: &House, cookie: &str, paths: &[String], work: Work<'_>) -> Result<(Cost, Vec<f64>)> {
    let (stop, stopped) = watch::channel(false);
    let (host, cookie, paths) = (house.host, cookie.to_owned(), paths.to_owned());
    let looking = tokio::spawn(async move { crowd::look(host, &cookie, &paths, stopped).await });
    let cost = match work {
        Work::Nothing => {
            tokio::time::sleep(QUIET).await;
            Cost { minutes: QUIET.as_secs_f64() / 60.0, megabytes: 0.0 }
        }
        Work::Run(config, words) => run(config, words).await?,
    };
    stop.send_replace(true);
    Ok((cost, looking.await??))
}

struct Cost {
    minutes: f64,
    /// The most at any time.
    megabytes: f64,
}

async fn run(config: &Config, words: &[&str]) -> Result<Cost> {
    let watch = Stopwatch::start();
    let mut process = house::command(config)?
        .args(words)
        .env("HOMEPORT_BACKUP_PASSPHRASE", PASSPHRASE)
        .env("HOMEPORT_SERVER_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::null())
        .spawn()?;
    let mut most = 0;
    let status = loop {
        if let Some(id) = process.id() {
            most = house::peak(id).unwrap_or(most).max(most);
        }
        if let Ok(ended) = tokio::time::timeout(Duration::from_millis(20), process.wait()).await {
            break ended?;
        }
    };
    if !status.success() {
        return Err(Error::broken(format!("{}: {status}", words.join(" "))));
    }
    Ok(Cost { minutes: watch.elapsed().as_secs_f64() / 60.0, megabytes: most as f64 / MEGABYTE })
}
