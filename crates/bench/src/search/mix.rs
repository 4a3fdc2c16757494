//! The kinds as people mix them, beside the rivals: how many a second, and what each finds.

use std::path::Path;
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::error::Result;

use super::fts5::Fts5;
use super::kinds::Kind;
use super::part;
use super::postgres::Postgres;
use super::rivals::Question;
use crate::figure::{Figure, note};
use crate::http::Client;

/// Of each kind, whose finds are counted.
const COUNTED: usize = 5;

/// `rates` are those of the kinds, by one who asks alone over HTTP; the rivals are asked alone as well, without HTTP.
pub async fn figures(
    client: &mut Client,
    database: &Path,
    kinds: &[Kind],
    rates: &[f64],
    length: Duration,
) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let ours = mixed(kinds, rates);
    let mut found = Vec::new();
    for kind in kinds {
        found.push(found_by_us(client, kind).await?);
    }
    let fts5 = Fts5::fill(database, &database.with_file_name("fts5.db"))?;
    let mut theirs = Vec::new();
    for (kind, ours) in kinds.iter().zip(&found) {
        let questions: Vec<Question> = kind.queries.iter().map(|typed| Question::of(typed)).collect();
        let (watch, mut asked) = (Stopwatch::start(), 0);
        for question in questions.iter().cycle() {
            fts5.ask(question, false)?;
            asked += 1;
            if watch.elapsed() >= length {
                break;
            }
        }
        theirs.push(f64::from(asked) / watch.elapsed().as_secs_f64());
        let counted = questions.iter().take(COUNTED).map(|question| fts5.ask(question, true));
        let counted = counted.sum::<Result<usize>>()?;
        figures.push(finds(kind, "SQLite FTS5", *ours, counted));
    }
    drop(fts5);
    figures.push(beside("search: the mix, beside SQLite FTS5", ours, mixed(kinds, &theirs)));
    per_kind(&mut figures, kinds, rates, &theirs, "SQLite FTS5");
    let Some(url) = url() else {
        note("no PostgreSQL to compare with: TEST_POSTGRES_URL says where it is");
        return Ok(figures);
    };
    let postgres = Postgres::fill(database, &url).await?;
    let mut theirs = Vec::new();
    for (kind, ours) in kinds.iter().zip(&found) {
        let questions: Vec<Question> = kind.queries.iter().map(|typed| Question::of(typed)).collect();
        let (watch, mut asked) = (Stopwatch::start(), 0);
        for question in questions.iter().cycle() {
            postgres.ask(question, kind.is_near, false).await?;
            asked += 1;
            if watch.elapsed() >= length {
                break;
            }
        }
        theirs.push(f64::from(asked) / watch.elapsed().as_secs_f64());
        let mut counted = 0;
        for question in questions.iter().take(COUNTED) {
            counted += postgres.ask(question, kind.is_near, true).await?;
        }
        figures.push(finds(kind, "PostgreSQL", *ours, counted));
    }
    postgres.leave().await?;
    figures.push(beside("search: the mix, beside PostgreSQL", ours, mixed(kinds, &theirs)));
    per_kind(&mut figures, kinds, rates, &theirs, "PostgreSQL");
    Ok(figures)
}

#[expect(clippy::disallowed_methods, reason = "where the servers are is told to the benchmarks")]
fn url() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok()
}

/// Requests a second when every kind comes as often as its weight says.
fn mixed(kinds: &[Kind], rates: &[f64]) -> f64 {
    let weights: f64 = kinds.iter().map(|kind| kind.weight).sum();
    let seconds: f64 = kinds.iter().zip(rates).map(|(kind, rate)| kind.weight / weights / rate).sum();
    1.0 / seconds
}

fn beside(name: &'static str, ours: f64, theirs: f64) -> Figure {
    Figure::beside(name, ours, "/s", theirs, "≥ 10 × theirs", 10.0)
}

fn per_kind(figures: &mut Vec<Figure>, kinds: &[Kind], ours: &[f64], theirs: &[f64], rival: &str) {
    for ((kind, ours), theirs) in kinds.iter().zip(ours).zip(theirs) {
        let name = format!("search: {}, beside {rival}", kind.name).leak();
        figures.push(Figure::compared(name, *ours, "/s", *theirs));
    }
}

fn finds(kind: &Kind, rival: &str, ours: usize, theirs: usize) -> Figure {
    let name = format!("search: people found by {COUNTED} × {}, beside {rival}", kind.name).leak();
    Figure::compared(name, ours as f64, "", theirs as f64)
}

async fn found_by_us(client: &mut Client, kind: &Kind) -> Result<usize> {
    let mut sum = 0;
    for typed in kind.queries.iter().take(COUNTED) {
        let text = client.get(&part(typed)).await?.must_be(200)?.text();
        let count = text.split("data-count=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let digits: String = count.chars().filter(char::is_ascii_digit).collect();
        // One person is said in words.
        sum += digits.parse().unwrap_or(usize::from(!count.is_empty()));
    }
    Ok(sum)
}
