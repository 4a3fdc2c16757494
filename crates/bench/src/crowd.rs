//! Those who click: officers who complete formalities, and people who only look at pages.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use keel::error::Result;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::data::Leaver;
use crate::http::Client;

/// Connections that complete departures at the same time.
const OFFICERS: usize = 16;

/// Where the server is; it may move.
pub type Whereabouts = watch::Receiver<SocketAddr>;

/// Completes every departure, as fast as the server takes it, asking again when the server was away.
pub async fn complete_all(leavers: &[Leaver], server: &Whereabouts, cookie: &str) -> Result<()> {
    let paths: VecDeque<String> = leavers.iter().map(Leaver::path).collect();
    let paths = Arc::new(Mutex::new(paths));
    let mut officers = JoinSet::new();
    for _ in 0..OFFICERS {
        let (paths, server, cookie) = (paths.clone(), server.clone(), cookie.to_owned());
        officers.spawn(async move {
            let mut client = None;
            loop {
                let next = paths.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let Some(path) = next else { return };
                while complete(&mut client, &server, &cookie, &path).await.is_err() {
                    client = None;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        });
    }
    while let Some(ended) = officers.join_next().await {
        ended?;
    }
    Ok(())
}

async fn complete(client: &mut Option<Client>, server: &Whereabouts, cookie: &str, path: &str) -> Result<()> {
    let host = *server.borrow();
    let client = match client {
        Some(client) => client,
        None => client.insert(Client::connect(host, cookie).await?),
    };
    client.post(path).await?.must_be(303)?;
    Ok(())
}

/// Looks at these pages in turn, forty a second whether the last one came or not; milliseconds each, from
/// the moment it was wanted. Goes on until told to stop.
pub async fn look(
    host: SocketAddr,
    cookie: &str,
    pages: &[String],
    stop: watch::Receiver<bool>,
) -> Result<Vec<f64>> {
    const LOOKERS: u32 = 4;
    const EVERY: Duration = Duration::from_millis(100);
    let mut lookers = JoinSet::new();
    for nth in 0..LOOKERS {
        let mut client = Client::connect(host, cookie).await?;
        let (pages, stop) = (pages.to_owned(), stop.clone());
        lookers.spawn(async move {
            tokio::time::sleep(EVERY * nth / LOOKERS).await;
            let mut ticks = tokio::time::interval(EVERY);
            let mut took = Vec::new();
            for page in pages.iter().cycle() {
                let wanted = ticks.tick().await;
                if *stop.borrow() {
                    break;
                }
                client.get(page).await?.must_be(200)?;
                took.push(wanted.elapsed().as_secs_f64() * 1_000.0);
            }
            Ok::<_, keel::error::Error>(took)
        });
    }
    let mut all = Vec::new();
    while let Some(took) = lookers.join_next().await {
        all.extend(took??);
    }
    Ok(all)
}
