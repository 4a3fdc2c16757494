//! The index is deleted while it serves: what searching costs until it is there again.

use std::path::Path;
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::error::{Error, Result};

use super::kinds::Kind;
use super::{PATIENCE, ask_at_once};
use crate::figure::{Figure, quantile};
use crate::house::House;

/// The folder is looked at this often.
const LOOK: Duration = Duration::from_secs(1);

pub async fn figures(
    house: &House,
    cookie: &str,
    kinds: &[Kind],
    index: &Path,
    people: usize,
) -> Result<Vec<Figure>> {
    let meta = index.join("people/meta.json");
    std::fs::remove_dir_all(index.join("people"))?;
    let watch = Stopwatch::start();
    let every: Vec<String> = kinds.iter().flat_map(|kind| kind.queries.iter().take(8).cloned()).collect();
    let all = Kind { name: "every kind", weight: 1.0, queries: every, is_near: false };
    let mut took = Vec::new();
    loop {
        took.extend(ask_at_once(house.host, cookie, &all, 4, LOOK).await?);
        // It names what it is up to only when it is whole.
        let text = std::fs::read_to_string(&meta).unwrap_or_default();
        if text.contains("payload") {
            break;
        }
        if watch.elapsed() > PATIENCE {
            return Err(Error::broken("the index is not filled again after ten minutes"));
        }
    }
    let seconds = watch.elapsed().as_secs_f64();
    Ok(vec![
        Figure::alone(
            "search: filled again while 4 ask, people a second",
            people as f64 / seconds,
            "/s",
            "",
            None,
        ),
        Figure::alone(
            "search: every kind meanwhile, p50, 4 at once",
            quantile(&mut took, 0.5),
            "ms",
            "",
            None,
        ),
        Figure::alone(
            "search: every kind meanwhile, p99, 4 at once",
            quantile(&mut took, 0.99),
            "ms",
            "",
            None,
        ),
    ])
}
