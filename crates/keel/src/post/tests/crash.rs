//! The sender dropped at any moment, as kill -9 would.

use std::collections::BTreeMap;

use super::fake::{Mood, Server};
use super::*;

const LETTERS: usize = 6;

/// Runs a sender and drops it after so many polls, or when it has long had nothing to do.
async fn crash_after(polls: u32, host: &Host, config: &Config, told: &Told) {
    let mut left = polls;
    let (host, config, told) = (host.clone(), config.clone(), told.clone());
    let mut work = Box::pin(async move { drain(&host, config, told).await });
    let crashed = std::future::poll_fn(|cx| {
        if left == 0 {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        work.as_mut().poll(cx).map(drop)
    });
    tokio::time::timeout(Duration::from_secs(20), crashed).await.expect("an end");
}

async fn survives(host: &Host, crashes: &[u32]) {
    let server = Server::start(&[Mood::Takes]).await;
    let (told, config) = (Told::default(), config(&server.url, None));
    for n in 0..LETTERS {
        post(host, letter(&format!("lin{n}@example.com"))).await;
    }
    for polls in crashes {
        crash_after(*polls, host, &config, &told).await;
        host.clock.advance(Duration::from_secs(61));
    }
    drained(host, &config, &told).await;
    assert_eq!(states(host).await, [(State::Sent, LETTERS as u32)]);
    let mut copies = BTreeMap::<String, usize>::new();
    for id in server.message_ids() {
        *copies.entry(id).or_default() += 1;
    }
    assert_eq!(copies.len(), LETTERS, "nobody is lost");
    // One lane: one message in flight at each crash.
    let repeated: usize = copies.values().map(|count| count - 1).sum();
    assert!(repeated <= crashes.len(), "{repeated} repeated by {} crashes", crashes.len());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn a_crash_between_any_two_steps_loses_nobody_and_repeats_only_what_was_in_flight(
        crashes in proptest::collection::vec(0_u32..60, 1..5)
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(async {
            for host in testing::hosts().await {
                survives(&host, &crashes).await;
            }
        });
    }
}
