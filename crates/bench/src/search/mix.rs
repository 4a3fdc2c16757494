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

/// What is compared: the kinds, and of each how many a second one who asks alone over HTTP has had answered, and
/// how many people were found.
struct Ours<'a> {
    kinds: &'a [Kind],
    rates: &'a [f64],
    found: Vec<usize>,
    length: Duration,
}

/// `rates` are those of the kinds; the rivals are asked alone as well, without HTTP.
pub async fn figures(
    client: &mut Client,
    database: &Path,
    kinds: &[Kind],
    rates: &[f64],
    length: Duration,
) -> Result<Vec<Figure>> {
    let mut found = Vec::new();
    for kind in kinds {
        found.push(found_by_us(client, kind).await?);
    }
    let ours = Ours { kinds, rates, found, length };
    let fts5 = Fts5::fill(database, &database.with_file_name("fts5.db"))?;
    let ask = async |question: &Question, _: bool, counts: bool| fts5.ask(question, counts);
    let plan = async |question: &Question, _: bool| fts5.plan(question);
    let mut figures = ours.beside("SQLite FTS5", ask, plan).await?;
    drop(fts5);
    let Some(url) = url() else {
        note("no PostgreSQL to compare with: TEST_POSTGRES_URL says where it is");
        return Ok(figures);
    };
    let postgres = Postgres::fill(database, &url).await?;
    let ask = async |question: &Question, is_near: bool, counts: bool| {
        postgres.ask(question, is_near, counts).await
    };
    let plan = async |question: &Question, is_near: bool| postgres.plan(question, is_near).await;
    figures.extend(ours.beside("PostgreSQL", ask, plan).await?);
    postgres.leave().await?;
    Ok(figures)
}

impl Ours<'_> {
    /// Asks a rival the same: a question, whether letters have a slip in them, and whether all are counted; and
    /// tells its SQL and how it is looked up.
    async fn beside(
        &self,
        rival: &str,
        ask: impl AsyncFn(&Question, bool, bool) -> Result<usize>,
        plan: impl AsyncFn(&Question, bool) -> Result<Vec<String>>,
    ) -> Result<Vec<Figure>> {
        let mut figures = Vec::new();
        let mut theirs = Vec::new();
        for (kind, ours) in self.kinds.iter().zip(&self.found) {
            let questions: Vec<Question> = kind.queries.iter().map(|typed| Question::of(typed)).collect();
            if let Some(question) = questions.first() {
                let plan = plan(question, kind.is_near).await?.join("\n    ");
                note(&format!("{rival}, {} of 100: {}\n    {plan}", kind.weight, kind.name));
            }
            let (watch, mut asked) = (Stopwatch::start(), 0);
            for question in questions.iter().cycle() {
                ask(question, kind.is_near, false).await?;
                asked += 1;
                if watch.elapsed() >= self.length {
                    break;
                }
            }
            theirs.push(f64::from(asked) / watch.elapsed().as_secs_f64());
            let mut counted = 0;
            for question in questions.iter().take(COUNTED) {
                counted += ask(question, kind.is_near, true).await?;
            }
            let name = format!("search: people found by {COUNTED} × {}, beside {rival}", kind.name).leak();
            figures.push(Figure::compared(name, *ours as f64, "", counted as f64));
        }
        let mix = format!("search: the mix, beside {rival}").leak();
        let (mixed, rivals) = (mixed(self.kinds, self.rates), mixed(self.kinds, &theirs));
        figures.push(Figure::beside(mix, mixed, "/s", rivals, "≥ 10 × theirs", 10.0));
        for ((kind, ours), theirs) in self.kinds.iter().zip(self.rates).zip(theirs) {
            let name = format!("search: {}, beside {rival}", kind.name).leak();
            figures.push(Figure::compared(name, *ours, "/s", theirs));
        }
        Ok(figures)
    }
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
