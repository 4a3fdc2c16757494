//! From "the formalities are complete" to "the mail server has the invitation", in a real server process.

use std::collections::HashSet;
use std::time::Duration;

use keel::error::Result;
use tokio::sync::watch;

use crate::crowd;
use crate::data::{self, Leaver};
use crate::figure::{Figure, quantile};
use crate::house::{self, House};
use crate::http::Client;
use crate::pages;
use crate::sink::Sink;

/// Mails in flight at once, in one process.
const LANES: usize = 8;
const PATIENCE: Duration = Duration::from_secs(900);

pub async fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let mut figures = one_by_one(if is_quick { 40 } else { 400 }).await?;
    figures.extend(at_once(if is_quick { 1_000 } else { 10_000 }).await?);
    figures.extend(killed(if is_quick { 400 } else { 4_000 }).await?);
    Ok(figures)
}

fn ms(span: Duration) -> f64 {
    span.as_secs_f64() * 1_000.0
}

async fn one_by_one(count: usize) -> Result<Vec<Figure>> {
    let (folder, sink) = (tempfile::tempdir()?, Sink::open().await?);
    let config = house::config(folder.path(), &format!("smtp://{}", sink.host));
    let data = data::fill(&config, count).await?;
    let house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let mut officer = Client::connect(house.host, &cookie).await?;
    let mut took = Vec::with_capacity(count);
    for leaver in &data.leavers {
        let begun = sink.now();
        officer.post(&leaver.path()).await?.must_be(303)?;
        let accepted = sink.until(PATIENCE, |taken| Some(taken.get(&leaver.address)?.first()?.at)).await?;
        took.push(ms(accepted.saturating_sub(begun)));
        // Nobody clicks faster, and the workers have come to rest before the next one.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (median, p99) = (quantile(&mut took, 0.5), quantile(&mut took, 0.99));
    Ok(vec![
        Figure::alone(
            "invitation: complete → accepted by SMTP, median",
            median,
            "ms",
            "≤ 2000 ms",
            Some(2_000.0),
        ),
        Figure::alone("invitation: complete → accepted by SMTP, p99", p99, "ms", "≤ 2000 ms", Some(2_000.0)),
    ])
}

async fn at_once(count: usize) -> Result<Vec<Figure>> {
    let (folder, sink) = (tempfile::tempdir()?, Sink::open().await?);
    let config = house::config(folder.path(), &format!("smtp://{}", sink.host));
    let data = data::fill(&config, count).await?;
    let house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let pages = pages::choose(&house, &cookie).await?;
    let pages: Vec<String> = pages.into_iter().map(|page| page.path).collect();

    let (_moves, server) = watch::channel(house.host);
    let (stop, stopped) = watch::channel(false);
    let looking = {
        let (host, cookie) = (house.host, cookie.clone());
        tokio::spawn(async move { crowd::look(host, &cookie, &pages, stopped).await })
    };
    let begun = sink.now();
    crowd::complete_all(&data.leavers, &server, &cookie).await?;
    let clicked = sink.now();
    let accepted =
        sink.until(PATIENCE, |taken| (reached(taken, &data.leavers) == count).then(|| sink.now())).await?;
    stop.send_replace(true);
    let mut took = looking.await??;
    let seconds = accepted.saturating_sub(begun).as_secs_f64();
    let clicking = clicked.saturating_sub(begun).as_secs_f64();
    let each = 120.0 * count as f64 / 10_000.0;
    Ok(vec![
        Figure::alone("invitation: all at once, formalities of all complete", clicking, "s", "", None),
        Figure::alone(
            "invitation: all at once (10,000; quick: 1,000), all accepted",
            seconds,
            "s",
            "≤ 120 s (quick: 12 s)",
            Some(each),
        ),
        Figure::alone(
            "invitation: pages meanwhile, p99",
            quantile(&mut took, 0.99),
            "ms",
            "≤ 50 ms",
            Some(50.0),
        ),
    ])
}

/// How many of them have their mail. Their number first: this is asked with every mail.
fn reached(taken: &std::collections::HashMap<String, Vec<crate::sink::Taken>>, leavers: &[Leaver]) -> usize {
    if taken.len() < leavers.len() {
        return taken.len();
    }
    leavers.iter().filter(|leaver| taken.contains_key(&leaver.address)).count()
}

/// Killed twice while it sends, and started again.
async fn killed(count: usize) -> Result<Vec<Figure>> {
    let (folder, sink) = (tempfile::tempdir()?, Sink::open().await?);
    let config = house::config(folder.path(), &format!("smtp://{}", sink.host));
    let data = data::fill(&config, count).await?;
    let mut house = House::open(&config).await?;
    let cookie = house.sign_in(&data.officer).await?;
    let (moves, server) = watch::channel(house.host);
    let clicking = {
        let (leavers, cookie) = (data.leavers.clone(), cookie.clone());
        tokio::spawn(async move { crowd::complete_all(&leavers, &server, &cookie).await })
    };
    const KILLS: usize = 2;
    for nth in 1..=KILLS {
        let enough = count * nth / (KILLS + 1);
        sink.until(PATIENCE, |taken| (taken.len() >= enough).then_some(())).await?;
        house.kill().await?;
        house = House::open(&config).await?;
        moves.send_replace(house.host);
    }
    clicking.await??;
    sink.until(PATIENCE, |taken| (reached(taken, &data.leavers) == count).then_some(())).await?;
    // What would be sent twice is sent by now.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (lost, repeated, renamed) = tally(&sink, &data.leavers);
    drop(house);
    let at_most = (LANES * KILLS) as f64;
    Ok(vec![
        Figure::alone("invitation: SIGKILL twice on the way, lost", lost, "", "0", Some(0.0)),
        Figure::alone(
            "invitation: SIGKILL twice, repeated",
            repeated,
            "",
            "≤ 8 in flight, twice",
            Some(at_most),
        ),
        Figure::alone("invitation: repeated with another Message-ID", renamed, "", "0", Some(0.0)),
    ])
}

/// Who has no mail; how many mails came again; how many of those with a Message-ID of their own.
fn tally(sink: &Sink, leavers: &[Leaver]) -> (f64, f64, f64) {
    let taken = sink.taken();
    let lost = leavers.iter().filter(|leaver| !taken.contains_key(&leaver.address)).count();
    let (mut repeated, mut renamed) = (0, 0);
    for mails in taken.values() {
        let ids: HashSet<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
        repeated += mails.len() - 1;
        renamed += ids.len() - 1;
    }
    (lost as f64, repeated as f64, renamed as f64)
}
