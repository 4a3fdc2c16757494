//! The talent pool at a million people: duplicates found, two records put together and taken apart again, an
//! edit, a hundred thousand rows taken out.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::db::Db;
use keel::error::{Error, Result};

use crate::figure::{Figure, quantile};
use crate::house::{self, House};
use crate::http::Client;
use crate::{data, multitude, search};

/// Pairs that are put together, and people that are edited.
const TIMES: usize = 50;
const MEGABYTE: f64 = 1_000_000.0;
const PATIENCE: Duration = Duration::from_secs(900);
/// Of a million more than three hundred thousand worked here in these years and left.
const SEGMENT: [(&str, &str); 4] =
    [("name", "Three hundred thousand"), ("from", "2012"), ("to", "2013"), ("stay", "gone")];

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let sizes: [usize; 2] = if is_quick { [10_000, 100_000] } else { [100_000, 1_000_000] };
    let mut figures = Vec::new();
    let mut each = Vec::new();
    for people in sizes {
        let folder = tempfile::tempdir()?;
        let found = found(folder.path(), people).await?;
        each.push(found.seconds / people as f64);
        let name = |what: &str| -> &'static str { format!("pool: duplicates among {people}, {what}").leak() };
        figures.push(Figure::alone(name("minutes"), found.seconds / 60.0, "min", "", None));
        figures.push(Figure::alone(name("memory at most"), found.memory / MEGABYTE, "MB", "", None));
        figures.push(Figure::alone(
            name("pairs compared for each"),
            found.compared / people as f64,
            "",
            "",
            None,
        ));
        figures.push(Figure::alone(
            name("pairs proposed (up to 1,000 are counted)"),
            found.open,
            "",
            "",
            None,
        ));
        if people == sizes[1] {
            figures.extend(served(folder.path(), &found.officer).await?);
        }
    }
    let growth = each[1] / each[0];
    figures.push(Figure::alone("pool: cost for each of many, in one of few", growth, "", "≤ 1.5", Some(1.5)));
    Ok(figures)
}

struct Found {
    /// A link by which the officer signs in.
    officer: String,
    seconds: f64,
    memory: f64,
    compared: f64,
    open: f64,
}

/// What `homeport duplicates find` takes over a multitude that nobody has looked at.
async fn found(folder: &Path, people: usize) -> Result<Found> {
    let config = house::config(folder, "mailbox:");
    let officer = data::fill(&config, 0).await?.officer;
    multitude::fill(&Db::open(&config.database.url)?, people).await?;
    let watch = Stopwatch::start();
    let mut process = house::command(&config)?
        .args(["duplicates", "find", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut memory = 0;
    while process.try_wait()?.is_none() {
        memory = process.id().and_then(|id| house::peak(id).ok()).unwrap_or(memory).max(memory);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let seconds = watch.elapsed().as_secs_f64();
    let output = process.wait_with_output().await?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let of = |name: &str| report[name].as_f64().ok_or_else(|| Error::broken(format!("no {name}: {report}")));
    Ok(Found { officer, seconds, memory: memory as f64, compared: of("compared")?, open: of("open")? })
}

/// What an officer waits for, over HTTP.
async fn served(folder: &Path, officer: &str) -> Result<Vec<Figure>> {
    let config = house::config(folder, "mailbox:");
    let house = House::open(&config).await?;
    let cookie = house.sign_in(officer).await?;
    let mut client = Client::connect(house.host, &cookie).await?;
    // Filling the index is not what is measured here.
    search::settled(&mut client, &folder.join("search")).await?;
    let mut figures = merged(&mut client).await?;
    figures.extend(edited(&mut client).await?);
    figures.extend(taken_out(&house, &mut client).await?);
    Ok(figures)
}

fn links<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = String> + 'a {
    page.split("href=\"").skip(1).filter_map(move |rest| {
        let href = rest.split('"').next()?;
        href.starts_with(start).then(|| href.replace("&#38;", "&").replace("&amp;", "&"))
    })
}

async fn merged(client: &mut Client) -> Result<Vec<Figure>> {
    let mut pairs: Vec<String> = Vec::new();
    let mut path = "/duplicates".to_owned();
    while pairs.len() < TIMES {
        let text = client.get(&path).await?.must_be(200)?.text();
        let is_pair = |href: &String| href.matches('/').count() == 3 && !href.contains("merges");
        pairs.extend(links(&text, "/duplicates/").filter(is_pair));
        let next = text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(next) = next else { break };
        path = next.replace("&#38;", "&").replace("&amp;", "&");
    }
    let (mut merges, mut undone) = (Vec::new(), Vec::new());
    let mut refused = 0;
    for pair in pairs.iter().take(TIMES) {
        let watch = Stopwatch::start();
        let reply = client.send(&format!("{pair}/merge"), &[("stay", "one")]).await?;
        if reply.status != 303 {
            // One of the two went with a pair before.
            refused += 1;
            continue;
        }
        merges.push(watch.elapsed().as_secs_f64() * 1_000.0);
        let to = reply.header("location").unwrap_or_default().to_owned();
        let watch = Stopwatch::start();
        client.send(&format!("{to}/undo"), &[]).await?.must_be(303)?;
        undone.push(watch.elapsed().as_secs_f64() * 1_000.0);
    }
    if merges.is_empty() {
        return Err(Error::broken(format!("no pair could be put together, {refused} were refused")));
    }
    Ok(vec![
        Figure::alone("pool: pairs put together and taken apart", merges.len() as f64, "", "", None),
        Figure::alone("pool: a merge, p50", quantile(&mut merges, 0.5), "ms", "", None),
        Figure::alone("pool: a merge, p99", quantile(&mut merges, 0.99), "ms", "", None),
        Figure::alone("pool: its undo, p50", quantile(&mut undone, 0.5), "ms", "", None),
        Figure::alone("pool: its undo, p99", quantile(&mut undone, 0.99), "ms", "", None),
    ])
}

async fn edited(client: &mut Client) -> Result<Vec<Figure>> {
    let text = client.get("/people").await?.must_be(200)?.text();
    let people: Vec<String> =
        links(&text, "/people/").filter(|href| href.matches('/').count() == 2).collect();
    let mut took = Vec::new();
    for (nth, person) in people.iter().cycle().take(TIMES * 4).enumerate() {
        let (name, place) = (format!("Edited {}", nth % people.len()), format!("Somewhere {nth}"));
        let form = [("name", name.as_str()), ("place", place.as_str())];
        let watch = Stopwatch::start();
        let reply = client.send(&format!("{person}/names"), &form).await?;
        if reply.status == 303 {
            took.push(watch.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    Ok(vec![
        Figure::alone("pool: an edit of a profile, p50", quantile(&mut took, 0.5), "ms", "", None),
        Figure::alone("pool: an edit of a profile, p99", quantile(&mut took, 0.99), "ms", "", None),
    ])
}

/// A segment of many as a file, in both formats, and how much more memory the server takes for it.
async fn taken_out(house: &House, client: &mut Client) -> Result<Vec<Figure>> {
    let reply = client.send("/segments", &SEGMENT).await?.must_be(303)?;
    let segment = reply.header("location").unwrap_or_default().to_owned();
    let columns = client.get(&format!("{segment}/export")).await?.must_be(200)?.text();
    let columns: Vec<String> = columns
        .split("name=\"columns\" value=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect();
    let mut figures = Vec::new();
    for kind in ["csv", "xlsx"] {
        let before = house.peak()?;
        let mut form: Vec<(&str, &str)> = columns.iter().map(|column| ("columns", column.as_str())).collect();
        form.push(("kind", kind));
        let watch = Stopwatch::start();
        let export = format!("{segment}/export");
        let asked = client.send(&export, &form);
        let reply = tokio::time::timeout(PATIENCE, asked).await.map_err(Error::broken)??.must_be(200)?;
        let seconds = watch.elapsed().as_secs_f64();
        let more = house.peak()?.saturating_sub(before) as f64 / MEGABYTE;
        let name = |what: &str| -> &'static str { format!("pool: export to {kind}, {what}").leak() };
        if kind == "csv" {
            let rows = reply.body.iter().filter(|byte| **byte == b'\n').count();
            figures.push(Figure::alone(name("rows"), rows as f64, "", "", None));
        }
        figures.push(Figure::alone(name("seconds"), seconds, "s", "", None));
        figures.push(Figure::alone(name("megabytes"), reply.body.len() as f64 / MEGABYTE, "MB", "", None));
        figures.push(Figure::alone(name("memory more than before"), more, "MB", "≤ 50 MB", Some(50.0)));
    }
    Ok(figures)
}
