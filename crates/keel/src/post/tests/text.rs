//! An SMS gateway that takes, repeats, refuses and is slow.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::any;

use super::*;

type Headers = HashMap<String, String>;

#[derive(Clone, Default)]
struct Gateway {
    /// What it answers, the last for ever; 0 says nothing for a while.
    answers: Arc<Mutex<Vec<u16>>>,
    seen: Arc<Mutex<Vec<(Headers, String)>>>,
}

async fn answer(Shared(gateway): Shared<Gateway>, headers: HeaderMap, body: String) -> StatusCode {
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    gateway.seen.lock().expect("a lock").push((headers, body));
    let status = {
        let mut answers = gateway.answers.lock().expect("a lock");
        if answers.len() > 1 { answers.remove(0) } else { answers[0] }
    };
    if status == 0 {
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
    StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
}

async fn start(answers: &[u16]) -> (Gateway, SmsGateway) {
    let gateway = Gateway { answers: Arc::new(Mutex::new(answers.to_vec())), ..Gateway::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/send", listener.local_addr().expect("an address"));
    let router = Router::new().route("/send", any(answer)).with_state(gateway.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let settings = SmsGateway {
        header_name: "X-Key".to_owned(),
        header_value: "secret".to_owned(),
        ..SmsGateway::at(&url)
    };
    (gateway, settings)
}

#[tokio::test]
async fn a_text_is_handed_over_with_our_key_and_its_id() {
    let host = testing::sqlite().await;
    let (gateway, settings) = start(&[202]).await;
    let (told, config) = (Told::default(), config("mailbox:", Some(settings)));
    let id = post_text(&host).await;
    drained(&host, &config, &told).await;
    assert_eq!(told.fates(), [Fate::Accepted]);
    let (headers, body) = gateway.seen.lock().expect("a lock")[0].clone();
    assert_eq!((headers["x-key"].as_str(), &headers["idempotency-key"]), ("secret", &id.to_string()));
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(
        body,
        serde_json::json!({"to": "+8613800138000", "text": text_message().text, "id": id.to_string()})
    );
    assert_eq!(personal(&host).await, 0);
    assert!(check_sms(&config).await.expect("listens").is_some());
}

#[tokio::test]
async fn a_gateway_that_is_slow_is_asked_again_and_its_repeat_counts_as_taken() {
    for host in testing::hosts().await {
        let (gateway, settings) = start(&[0, 503, 429, 409]).await;
        let (told, config) = (Told::default(), config("mailbox:", Some(settings)));
        post_text(&host).await;
        for (reply, wait) in [("timed out", 5), ("503", 10), ("429", 15 * 60)] {
            drained(&host, &config, &told).await;
            let waiting = only(&host, State::Waiting).await;
            assert_eq!(waiting.reply.as_deref(), Some(reply));
            assert_eq!(waiting.next_at, host.clock.now() + Duration::from_secs(wait));
            host.clock.advance(Duration::from_secs(wait));
        }
        drained(&host, &config, &told).await;
        assert_eq!(told.fates(), [Fate::Accepted]);
        let seen = gateway.seen.lock().expect("a lock").clone();
        let keys: std::collections::BTreeSet<_> =
            seen.iter().map(|(headers, _)| &headers["idempotency-key"]).collect();
        assert_eq!((seen.len(), keys.len()), (4, 1));
    }
}

#[tokio::test]
async fn a_number_that_the_gateway_refuses_fails_and_a_wrong_key_does_not() {
    let host = testing::sqlite().await;
    let (_, settings) = start(&[401, 400]).await;
    let (told, config) = (Told::default(), config("mailbox:", Some(settings)));
    post_text(&host).await;
    drained(&host, &config, &told).await;
    assert_eq!(only(&host, State::Waiting).await.reply.as_deref(), Some("401"));
    host.clock.advance(Duration::from_secs(5));
    drained(&host, &config, &told).await;
    assert_eq!(told.fates(), [Fate::Failed { is_permanent: true, reply: "400".to_owned() }]);
}

#[tokio::test]
async fn the_gateway_is_looked_up_for_each_message() {
    let host = testing::sqlite().await;
    let (_, settings) = start(&[200]).await;
    let chosen: Arc<Mutex<Option<SmsGateway>>> = Arc::default();
    let source = chosen.clone();
    let config = Config {
        sms: SmsSource::from_fn(move || std::future::ready(Ok(source.lock().expect("a lock").clone()))),
        ..config("smtp://127.0.0.1:9", None)
    };
    let told = Told::default();
    post_text(&host).await;
    drained(&host, &config, &told).await;
    assert_eq!(only(&host, State::Waiting).await.reply.as_deref(), Some("no gateway"));
    *chosen.lock().expect("a lock") = Some(settings);
    host.clock.advance(Duration::from_secs(5));
    drained(&host, &config, &told).await;
    assert_eq!(told.fates(), [Fate::Accepted]);
}
