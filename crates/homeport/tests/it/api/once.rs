//! A request with a key of its own happens once, whatever happens on the way.

use std::time::Duration;

use axum::http::Request;
use homeport::access::Scope;
use homeport::people;
use keel::sql;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{accepted, refused, request, token, token_named, with_json};
use crate::on_both;
use crate::support::House;

fn newcomer(number: usize) -> Value {
    json!({
        "person": {"entity": "海帆教育", "number": format!("NEW {number:04}"), "name": format!("新人{number}"),
            "started_on": "2021-07-15", "contacts": {"mail": format!("new{number}@example.org")}},
        "last_day": "2026-11-21", "kind": "resignation",
    })
}

fn keyed(token: &str, key: &str, body: &Value) -> Request<axum::body::Body> {
    with_json(request("POST", "/api/departures", token).header("idempotency-key", key), body)
}

async fn departures(t: &House) -> i64 {
    let mut conn = t.app.db.read().await.expect("a connection");
    conn.count(sql!("select count(*) from departures_departure"), &[]).await.expect("a count")
}

async fn requests(t: &House) -> i64 {
    let mut conn = t.app.db.read().await.expect("a connection");
    conn.count(sql!("select count(*) from tokens_request"), &[]).await.expect("a count")
}

on_both! {
    async fn the_same_key_is_answered_as_the_first_time(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        let first = t.send(keyed(&token, "\"8e03978e\"", &newcomer(1))).await;
        let made = accepted(&first, 201);
        assert!(!first.headers.contains_key("idempotent-replayed"));
        t.drain().await;
        t.advance(Duration::from_secs(23 * 3600));
        let again = t.send(keyed(&token, "8e03978e", &newcomer(1))).await;
        assert_eq!(accepted(&again, 201), made, "the quotes are not part of the key");
        assert_eq!(again.headers["idempotent-replayed"], "true");
        refused(&t.send(keyed(&token, "8e03978e", &newcomer(2))).await, 422);

        let other = token_named(t, "Another", &[Scope::DeparturesWrite]).await.1;
        let theirs = t.send(keyed(&other, "8e03978e", &newcomer(2))).await;
        assert_ne!(accepted(&theirs, 201)["id"], made["id"], "a key is its token's own");
        t.drain().await;
        assert_eq!(departures(t).await, 2);
    }
}

on_both! {
    async fn what_was_refused_is_not_remembered_and_a_key_must_be_one(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        let mut wrong = newcomer(1);
        wrong["kind"] = json!("fired");
        refused(&t.send(keyed(&token, "k", &wrong)).await, 422);
        wrong["kind"] = json!("resignation");
        wrong["last_day"] = json!("2020-01-01");
        refused(&t.send(keyed(&token, "k", &wrong)).await, 422);
        accepted(&t.send(keyed(&token, "k", &newcomer(1))).await, 201);
        for key in ["", "\"\"", "\"open", &"x".repeat(256)] {
            refused(&t.send(keyed(&token, key, &newcomer(2))).await, 400);
        }
        t.drain().await;
        assert_eq!(departures(t).await, 1);
    }
}

on_both! {
    async fn a_key_counts_for_a_day_and_is_swept(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        accepted(&t.send(keyed(&token, "k", &newcomer(1))).await, 201);
        t.advance(Duration::from_secs(24 * 3600));
        accepted(&t.send(keyed(&token, "k", &newcomer(2))).await, 201);
        accepted(&t.send(keyed(&token, "l", &newcomer(3))).await, 201);
        assert_eq!(requests(t).await, 2);
        t.advance(Duration::from_secs(24 * 3600));
        let mut conn = t.app.db.begin().await.expect("a transaction");
        keel::jobs::enqueue(&mut conn, &t.app.ids, t.clock.now(), &homeport::tokens::jobs::SweepRequests)
            .await
            .expect("enqueued");
        conn.commit().await.expect("kept");
        t.drain().await;
        assert_eq!(requests(t).await, 0);
    }
}

on_both! {
    async fn what_was_answered_goes_with_the_person(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        let made = accepted(&t.send(keyed(&token, "k", &newcomer(1))).await, 201);
        t.drain().await;
        let person = made["person"]["id"].as_str().expect("an id").parse().expect("an id");
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, person).await.expect("deleted");
        cx.commit(conn).await.expect("kept");
        assert_eq!(requests(t).await, 0);
        refused(&t.send(keyed(&token, "k", &newcomer(1))).await, 409);
    }
}

on_both! {
    async fn many_with_one_key_at_once_make_one_departure(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        let body = newcomer(1);
        let one = || t.send(keyed(&token, "k", &body));
        let (a, b, c, d) = tokio::join!(one(), one(), one(), one());
        let mut ids = Vec::new();
        for reply in [a, b, c, d] {
            match reply.status.as_u16() {
                201 => ids.push(super::json(&reply)["id"].clone()),
                _ => {
                    refused(&reply, 409);
                    assert_eq!(reply.headers["retry-after"], "1");
                }
            }
        }
        ids.dedup();
        assert_eq!((ids.len(), departures(t).await), (1, 1));
        t.drain().await;
    }
}

on_both! {
    async fn another_node_waits_for_the_first_and_tells_the_same(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        let node = {
            let app = &t.app;
            let parts = homeport::app::Parts {
                config: app.config.clone(),
                db: app.db.clone(),
                clock: app.clock.clone(),
                ids: app.ids.clone(),
                key: app.key.clone(),
                files: app.files.clone(),
            };
            let app = homeport::app::App::new(parts).await.expect("an app");
            homeport::routes::table().router(&app)
        };
        let body = newcomer(1);
        let (here, there) =
            tokio::join!(t.send(keyed(&token, "k", &body)), node.oneshot(keyed(&token, "k", &body)));
        assert_eq!((here.status.as_u16(), there.expect("an answer").status().as_u16()), (201, 201));
        assert_eq!(departures(t).await, 1);
        t.drain().await;
    }
}

on_both! {
    async fn a_request_cut_off_anywhere_and_sent_again_happens_once(t: House) {
        let token = token(t, &[Scope::DeparturesWrite]).await;
        const CUTS: usize = 40;
        for cut in 0..CUTS {
            let body = newcomer(cut);
            let key = format!("cut-{cut}");
            let task = tokio::spawn(t.router.clone().oneshot(keyed(&token, &key, &body)));
            tokio::time::sleep(Duration::from_micros(u64::try_from(cut * 150).expect("a number"))).await;
            task.abort();
            drop(task.await);
            let first = accepted(&t.send(keyed(&token, &key, &body)).await, 201);
            let again = accepted(&t.send(keyed(&token, &key, &body)).await, 201);
            assert_eq!(first, again);
        }
        t.drain().await;
        assert_eq!(departures(t).await, i64::try_from(CUTS).expect("a number"));
        let mails = t.mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.to.starts_with("new")).count(), CUTS, "invited once each");
    }
}
