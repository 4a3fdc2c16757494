//! A mail server that takes, refuses, puts off, hangs and dies.

use super::fake::{Mood, Server};
use super::*;

const DAY: Duration = Duration::from_secs(24 * 3_600);

#[tokio::test]
async fn what_is_accepted_keeps_neither_address_nor_words() {
    for host in testing::hosts().await {
        let server = Server::start(&[Mood::Takes]).await;
        let (told, config) = (Told::default(), config(&server.url, None));
        let id = post(&host, letter("lin@example.com")).await;
        drained(&host, &config, &told).await;
        assert_eq!(told.fates(), [Fate::Accepted]);
        assert_eq!(only(&host, State::Sent).await.reply.as_deref(), Some("250 2.0.0"));
        assert_eq!(personal(&host).await, 0);
        assert_eq!(server.message_ids(), [format!("<{id}@home.example.org>")]);
        assert!(check_mail(&config).await.is_ok());
    }
}

#[tokio::test]
async fn a_refused_recipient_fails_at_once_and_the_connection_serves_the_next() {
    for host in testing::hosts().await {
        let refused = Mood::Recipient("550 5.1.1 <lin@example.com> unknown");
        let server = Server::start(&[refused, Mood::Takes]).await;
        let (told, config) = (Told::default(), config(&server.url, None));
        post(&host, letter("lin@example.com")).await;
        host.clock.advance(Duration::from_secs(1));
        post(&host, letter("tong@example.com")).await;
        drained(&host, &config, &told).await;
        let reply = "550 5.1.1".to_owned();
        assert_eq!(told.fates(), [Fate::Failed { is_permanent: true, reply }, Fate::Accepted]);
        assert_eq!(server.connections.load(std::sync::atomic::Ordering::SeqCst), 1);
        assert_eq!(personal(&host).await, 0);
    }
}

#[tokio::test]
async fn greylisting_is_waited_for_in_growing_steps() {
    for host in testing::hosts().await {
        let grey = Mood::Recipient("450 4.2.0 come back");
        let server = Server::start(&[grey, grey, grey, Mood::Takes]).await;
        let (told, config) = (Told::default(), config(&server.url, None));
        let id = post(&host, letter("lin@example.com")).await;
        for minutes in [1, 5, 15] {
            assert_eq!(drained(&host, &config, &told).await, 1);
            let waiting = only(&host, State::Waiting).await;
            assert_eq!(waiting.reply.as_deref(), Some("450 4.2.0"));
            assert_eq!(waiting.next_at, host.clock.now() + Duration::from_secs(minutes * 60));
            host.clock.advance(Duration::from_secs(minutes * 60));
        }
        drained(&host, &config, &told).await;
        assert_eq!(told.fates(), [Fate::Accepted]);
        assert_eq!(server.message_ids(), [format!("<{id}@home.example.org>")]);
    }
}

#[tokio::test]
async fn after_two_days_nobody_tries_any_more() {
    let host = testing::sqlite().await;
    let server = Server::start(&[Mood::Recipient("452 4.2.2 full")]).await;
    let (told, config) = (Told::default(), config(&server.url, None));
    post(&host, letter("lin@example.com")).await;
    drained(&host, &config, &told).await;
    host.clock.advance(2 * DAY);
    drained(&host, &config, &told).await;
    assert_eq!(told.fates(), [Fate::Failed { is_permanent: false, reply: "452 4.2.2".to_owned() }]);
}

#[tokio::test]
async fn a_server_that_refuses_the_connection_or_us_is_tried_again_soon() {
    let host = testing::sqlite().await;
    let nobody = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        format!("smtp://{}", listener.local_addr().expect("an address"))
    };
    let told = Told::default();
    post(&host, letter("lin@example.com")).await;
    drained(&host, &config(&nobody, None), &told).await;
    let waiting = only(&host, State::Waiting).await;
    assert_eq!(waiting.reply.as_deref(), Some("connection refused"));
    assert_eq!(waiting.next_at, host.clock.now() + Duration::from_secs(5));
    assert!(check_mail(&config(&nobody, None)).await.is_err());

    host.clock.advance(DAY);
    let server = Server::start(&[Mood::Sender("550 5.7.1 go away"), Mood::Takes]).await;
    drained(&host, &config(&server.url, None), &told).await;
    assert_eq!(only(&host, State::Waiting).await.reply.as_deref(), Some("550 5.7.1"));
    host.clock.advance(Duration::from_secs(10));
    drained(&host, &config(&server.url, None), &told).await;
    assert_eq!(told.fates(), [Fate::Accepted]);
}

#[tokio::test]
async fn a_server_that_hangs_is_left_and_tried_again_soon() {
    for word in ["EHLO", "RCPT", "DATA"] {
        let host = testing::sqlite().await;
        // Until MAIL the fake takes everything, so a server that hangs at EHLO only listens.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = Server::start(&[Mood::HangsAfter(word), Mood::Takes]).await;
        let silent = format!("smtp://{}", listener.local_addr().expect("an address"));
        let told = Told::default();
        post(&host, letter("lin@example.com")).await;
        let first = if word == "EHLO" { &silent } else { &server.url };
        drained(&host, &config(first, None), &told).await;
        assert_eq!(only(&host, State::Waiting).await.reply.as_deref(), Some("timed out"), "{word}");
        if word != "EHLO" {
            host.clock.advance(Duration::from_secs(5));
            drained(&host, &config(first, None), &told).await;
            assert_eq!(told.fates(), [Fate::Accepted]);
        }
    }
}

#[tokio::test]
async fn a_server_that_dies_mid_way_gets_the_same_message_id_again() {
    for host in testing::hosts().await {
        let server = Server::start(&[Mood::DiesAfterData, Mood::Takes]).await;
        let (told, config) = (Told::default(), config(&server.url, None));
        post(&host, letter("lin@example.com")).await;
        drained(&host, &config, &told).await;
        assert_eq!(only(&host, State::Waiting).await.reply.as_deref(), Some("connection lost"));
        host.clock.advance(Duration::from_secs(5));
        drained(&host, &config, &told).await;
        let taken = server.taken();
        assert_eq!((taken.len(), told.fates()), (2, vec![Fate::Accepted]));
        assert_eq!(taken[0], taken[1], "the same bytes");
    }
}

#[tokio::test]
async fn a_connection_dropped_while_idle_costs_no_attempt() {
    let host = testing::sqlite().await;
    let server = Server::start(&[Mood::DropsAfterOne]).await;
    let (told, config) = (Told::default(), config(&server.url, None));
    for to in ["lin@example.com", "tong@example.com", "wei@example.com"] {
        post(&host, letter(to)).await;
    }
    assert_eq!(drained(&host, &config, &told).await, 3);
    assert_eq!(told.fates(), [Fate::Accepted, Fate::Accepted, Fate::Accepted]);
}

#[tokio::test]
async fn many_lanes_send_each_mail_once_and_stop_when_asked() {
    for host in testing::hosts().await {
        let server = Server::start(&[Mood::Takes]).await;
        let (told, config) = (Told::default(), config(&server.url, None));
        let (stopper, stop) = crate::jobs::Stopper::new();
        let sending = tokio::spawn(Sender::new(host.clone(), config, told.clone()).run(stop));
        for n in 0..100 {
            post(&host, letter(&format!("lin{n}@example.com"))).await;
            host.wake.ring();
        }
        for _ in 0..500 {
            if told.fates().len() == 100 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        stopper.stop();
        sending.await.expect("stopped");
        let unique: std::collections::BTreeSet<String> = server.message_ids().into_iter().collect();
        assert_eq!((unique.len(), server.taken().len()), (100, 100));
        assert!(server.connections.load(std::sync::atomic::Ordering::SeqCst) <= 8);
        assert_eq!(states(&host).await, [(State::Sent, 100)]);
    }
}

#[tokio::test]
async fn an_address_in_another_script_needs_a_server_that_can() {
    let host = testing::sqlite().await;
    let server = Server::start(&[Mood::Takes]).await;
    let (told, config) = (Told::default(), config(&server.url, None));
    post(&host, letter("陈彤@example.com")).await;
    drained(&host, &config, &told).await;
    assert_eq!(told.fates(), [Fate::Failed { is_permanent: true, reply: "no SMTPUTF8".to_owned() }]);
}
