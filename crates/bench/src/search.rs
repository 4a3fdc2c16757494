//! The search at a million people over HTTP, as an officer, who sees them all: twelve ways of asking, by one,
//! four and thirty-two at once; what filling the index takes; how soon an edit is found.

mod again;
mod edits;
mod fts5;
mod kinds;
mod mix;
mod postgres;
mod rivals;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::db::Db;
use keel::error::{Error, Result};
use tokio::task::JoinSet;

use crate::figure::{Figure, quantile};
use crate::house::{self, House};
use crate::http::Client;
use crate::{data, multitude};

/// How many ask at once.
const CROWDS: [usize; 3] = [1, 4, 32];
/// What a search of any kind may take at four.
const MOST_MS: f64 = 10.0;
const MEGABYTE: f64 = 1_000_000.0;
const PATIENCE: Duration = Duration::from_secs(600);

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let config = house::config(folder.path(), "mailbox:");
    let data = data::fill(&config, 0).await?;
    let people = if is_quick { 100_000 } else { 1_000_000 };
    multitude::fill(&Db::open(&config.database.url)?, people).await?;
    // The demonstration had an index of a few dozen, which would only be brought up to date.
    let index = folder.path().join("search");
    if index.exists() {
        std::fs::remove_dir_all(&index)?;
    }
    let house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let mut client = Client::connect(house.host, &cookie).await?;
    let mut figures = filled(&house, &mut client, people, &index).await?;
    let watch = Stopwatch::start();
    settled(&mut client, &index).await?;
    let seconds = watch.elapsed().as_secs_f64();
    figures.push(Figure::alone("search: the index put into one piece after that", seconds, "s", "", None));
    let seconds = Duration::from_secs(if is_quick { 1 } else { 4 });
    let kinds = kinds::kinds(&mut client).await?;
    let mut rates = Vec::new();
    for kind in &kinds {
        let before = spent(&mut client).await?;
        let (of_kind, rate) = asked(&house, &cookie, kind, seconds).await?;
        figures.extend(of_kind);
        let after = spent(&mut client).await?;
        let share = (after.0 - before.0) / (after.1 - before.1);
        let name = format!("search: {}, share of the index in a request", kind.name).leak();
        figures.push(Figure::at_least(name, share, "", "≥ 0.5", 0.5));
        rates.push(rate);
    }
    figures.extend(
        mix::figures(&mut client, &folder.path().join("homeport.db"), &kinds, &rates, seconds).await?,
    );
    figures.extend(edits::figures(&house, &cookie, is_quick).await?);
    figures.extend(again::figures(&house, &cookie, &kinds, &index, people).await?);
    Ok(figures)
}

/// Seconds that the index took and that whole responses took, since the server began.
async fn spent(client: &mut Client) -> Result<(f64, f64)> {
    let text = client.get("/metrics").await?.must_be(200)?.text();
    let of = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|value| value.trim().parse().ok()).ok_or_else(|| Error::broken("no such metric"))
    };
    Ok((of("homeport_search_seconds_sum")?, of("homeport_response_seconds_sum")?))
}

/// From the start of the server until the index answers.
async fn filled(house: &House, client: &mut Client, people: usize, index: &Path) -> Result<Vec<Figure>> {
    let watch = Stopwatch::start();
    while watch.elapsed() < PATIENCE {
        if is_filled(client).await? {
            let seconds = watch.elapsed().as_secs_f64();
            let size = size(index)? as f64 / MEGABYTE;
            let memory = house.memory()? as f64 / MEGABYTE;
            return Ok(vec![
                Figure::alone(
                    "search: the index filled, people a second",
                    people as f64 / seconds,
                    "/s",
                    "",
                    None,
                ),
                Figure::alone("search: the index filled", seconds, "s", "", None),
                Figure::alone("search: size of the index", size, "MB", "", None),
                Figure::alone("search: resident memory after that", memory, "MB", "", None),
            ]);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(Error::broken("the index is not filled after ten minutes"))
}

/// Whether the index answers; said in either language while the directory does instead.
pub async fn is_filled(client: &mut Client) -> Result<bool> {
    let part = client.get(&part("zhang")).await?.must_be(200)?.text();
    Ok(!part.contains("getting ready") && !part.contains("搜索正在准备"))
}

/// Until the index is filled and in one piece.
pub async fn settled(client: &mut Client, index: &Path) -> Result<()> {
    let watch = Stopwatch::start();
    while watch.elapsed() < PATIENCE {
        if is_filled(client).await? && pieces(&index.join("people"))? == 1 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(Error::broken("the index is not settled after ten minutes"))
}

/// A piece has one file of what its words are in.
fn pieces(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder)? {
        count += usize::from(entry?.path().extension().is_some_and(|kind| kind == "idx"));
    }
    Ok(count)
}

fn size(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

/// The address of what is fetched while typing.
pub fn part(typed: &str) -> String {
    let encoded: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/people?q={encoded}&part=list")
}

/// The figures of a kind, and how many requests a second one alone has answered.
async fn asked(
    house: &House,
    cookie: &str,
    kind: &kinds::Kind,
    length: Duration,
) -> Result<(Vec<Figure>, f64)> {
    let mut figures = Vec::new();
    let mut alone = 0.0;
    for crowd in CROWDS {
        let watch = Stopwatch::start();
        let mut took = ask_at_once(house.host, cookie, kind, crowd, length).await?;
        let rate = took.len() as f64 / watch.elapsed().as_secs_f64();
        let (middle, last) = (quantile(&mut took, 0.5), quantile(&mut took, 0.99));
        if crowd == 1 {
            alone = rate;
        }
        let name =
            |what: &str| -> &'static str { format!("search: {}, {what}, {crowd} at once", kind.name).leak() };
        let at_most = (crowd == 4).then_some(MOST_MS);
        let target = if crowd == 4 { "≤ 10 ms" } else { "" };
        figures.push(Figure::alone(name("p50"), middle, "ms", "", None));
        figures.push(Figure::alone(name("p99"), last, "ms", target, at_most));
        figures.push(Figure::alone(name("requests"), rate, "/s", "", None));
    }
    Ok((figures, alone))
}

/// Milliseconds of each answer.
pub async fn ask_at_once(
    host: SocketAddr,
    cookie: &str,
    kind: &kinds::Kind,
    crowd: usize,
    length: Duration,
) -> Result<Vec<f64>> {
    let mut askers = JoinSet::new();
    for nth in 0..crowd {
        let mut client = Client::connect(host, cookie).await?;
        let queries = kind.queries.clone();
        askers.spawn(async move {
            let whole = Stopwatch::start();
            let mut took = Vec::new();
            for query in queries.iter().cycle().skip(nth) {
                if whole.elapsed() >= length {
                    break;
                }
                let watch = Stopwatch::start();
                client.get(&part(query)).await?.must_be(200)?;
                took.push(watch.elapsed().as_secs_f64() * 1_000.0);
            }
            Ok::<_, Error>(took)
        });
    }
    let mut all = Vec::new();
    while let Some(took) = askers.join_next().await {
        all.extend(took??);
    }
    Ok(all)
}
