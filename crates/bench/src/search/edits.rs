//! Two hundred people are edited a second; how soon a new value is found.

use std::time::Duration;

use keel::clock::Stopwatch;
use keel::error::{Error, Result};
use tokio::task::JoinSet;

use super::part;
use crate::figure::{Figure, quantile};
use crate::house::House;
use crate::http::Client;

const EDITORS: u32 = 20;
/// Each of them ten times a second.
const EVERY: Duration = Duration::from_millis(100);
/// How often somebody looks whether an edit is found.
const LOOK: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn figures(house: &House, cookie: &str, is_quick: bool) -> Result<Vec<Figure>> {
    let seconds: u32 = if is_quick { 5 } else { 20 };
    let mut client = Client::connect(house.host, cookie).await?;
    let mut people = people(&mut client).await?;
    // Whom nobody else edits.
    let (path, name) = people.pop().ok_or(Error::NotFound)?;
    let whole = Stopwatch::start();
    let mut editors = JoinSet::new();
    for nth in 0..EDITORS {
        let mut client = Client::connect(house.host, cookie).await?;
        let mine: Vec<_> = people.iter().skip(nth as usize).step_by(EDITORS as usize).cloned().collect();
        editors.spawn(async move {
            tokio::time::sleep(EVERY * nth / EDITORS).await;
            let mut ticks = tokio::time::interval(EVERY);
            for (round, (path, name)) in mine.iter().cycle().take((seconds * 10) as usize).enumerate() {
                ticks.tick().await;
                let place = token(nth, round);
                let form = [("name", name.as_str()), ("place", place.as_str())];
                client.send(&format!("{path}/names"), &form).await?.must_be(303)?;
            }
            Ok::<_, Error>(())
        });
    }
    // Beside them somebody edits and looks until it is found.
    let mut took = Vec::new();
    for round in 0.. {
        if whole.elapsed() >= Duration::from_secs(seconds.into()) {
            break;
        }
        let wanted = token(EDITORS, round);
        let form = [("name", name.as_str()), ("place", wanted.as_str())];
        client.send(&format!("{path}/names"), &form).await?.must_be(303)?;
        let watch = Stopwatch::start();
        while !client.get(&part(&wanted)).await?.must_be(200)?.text().contains(&path) {
            if watch.elapsed() > PATIENCE {
                return Err(Error::broken("an edit is not found after twenty seconds"));
            }
            tokio::time::sleep(LOOK).await;
        }
        took.push(watch.elapsed().as_secs_f64());
    }
    while let Some(ended) = editors.join_next().await {
        ended??;
    }
    let edits = f64::from(EDITORS * seconds * 10) / whole.elapsed().as_secs_f64();
    Ok(vec![
        Figure::alone("search: edits a second meanwhile", edits, "/s", "", None),
        Figure::alone("search: from an edit until it is found, p50", quantile(&mut took, 0.5), "s", "", None),
        Figure::alone(
            "search: from an edit until it is found, p99",
            quantile(&mut took, 0.99),
            "s",
            "≤ 1 s",
            Some(1.0),
        ),
    ])
}

/// A place that there is once.
fn token(editor: u32, round: usize) -> String {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    let editor = editor as usize;
    let parts = [editor / 26, editor, round / 676, round / 26, round];
    format!("zq{}", parts.map(letter).iter().collect::<String>())
}

/// Addresses and names of a few hundred.
async fn people(client: &mut Client) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    let mut path = "/people".to_owned();
    for _ in 0..10 {
        let text = client.get(&path).await?.must_be(200)?.text();
        for rest in text.split("<a class=\"over\" href=\"").skip(1) {
            if let Some((href, name)) = rest.split_once("\">") {
                let name = name.split('<').next().unwrap_or_default();
                all.push((href.to_owned(), name.replace("&#39;", "'").replace("&amp;", "&")));
            }
        }
        let next = text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(next) = next else { break };
        path = next.replace("&amp;", "&").replace("&#38;", "&");
    }
    Ok(all)
}
