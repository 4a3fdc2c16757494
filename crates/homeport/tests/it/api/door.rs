//! Who comes in at /api, and what whoever does not is told.

use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;
use homeport::access::Scope;
use homeport::routes;
use homeport::tokens::{self, NewToken, TokenId};
use keel::clock::Day;
use keel::sql;
use serde_json::json;

use super::{accepted, get, json, person, refused, request, send, token, token_named, with_json};
use crate::on_both;
use crate::support::{Cast, Engine, House};

async fn revoke(t: &House, id: TokenId) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    tokens::actions::revoke(&cx, &mut conn, id).await.expect("revoked");
    cx.commit(conn).await.expect("kept");
}

on_both! {
    async fn without_a_good_token_nobody_comes_in(t: House) {
        let path = person("HF 0001");
        let bare = t.send(t.request("GET", &t.cast.admin, &path).body(Body::empty()).expect("a request")).await;
        refused(&bare, 401);
        assert_eq!(bare.headers["www-authenticate"], "Bearer realm=\"Homeport\"");
        let wrong = get(t, "homeport_wrong", &path).await;
        refused(&wrong, 401);
        assert!(wrong.headers["www-authenticate"].to_str().expect("text").contains("invalid_token"));
        let basic = t.request("GET", &Cast::visitor(), &path).header("authorization", "Basic YTpi");
        refused(&t.send(basic.body(Body::empty()).expect("a request")).await, 401);
        let token = token(t, Scope::ALL).await;
        let in_query = format!("{path}?access_token={token}");
        refused(&t.send(t.request("GET", &Cast::visitor(), &in_query).body(Body::empty()).expect("a request")).await, 401);
        for page in ["/people", "/settings", "/me"] {
            let reply = get(t, &token, page).await;
            assert_eq!(reply.status.as_u16(), 303, "a token opens no page: {page}");
        }
        accepted(&get(t, &token, &path).await, 200);
    }
}

on_both! {
    async fn a_revoked_token_opens_nothing_not_even_for_what_is_on_its_way(t: House) {
        let (id, token) = token_named(t, "Payroll", Scope::ALL).await;
        let body = json!({"place": "长沙"}).to_string();
        // The door has let it in; the body is still on its way when the token is revoked.
        let (app, late) = (t.app.clone(), body.clone());
        let slow = stream::once(async move {
            let cx = app.machine();
            let mut conn = cx.begin().await.expect("a transaction");
            tokens::actions::revoke(&cx, &mut conn, id).await.expect("revoked");
            cx.commit(conn).await.expect("kept");
            Ok::<_, std::io::Error>(Bytes::from(late))
        });
        let sent = request("PUT", &person("HF 0001"), &token).header("content-type", "application/json");
        let reply = t.send(sent.body(Body::from_stream(slow)).expect("a request")).await;
        refused(&reply, 401);
        assert!(reply.headers["www-authenticate"].to_str().expect("text").contains("invalid_token"));
        refused(&get(t, &token, &person("HF 0001")).await, 401);
        let other = token_named(t, "Payroll", Scope::ALL).await.1;
        let kept = accepted(&get(t, &other, &person("HF 0001")).await, 200);
        assert_eq!(kept["place"], json!(null), "nothing of it happened");
    }
}

on_both! {
    async fn a_token_ends_with_its_last_day(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let new = NewToken { name: "Short".into(), scopes: Scope::ALL.to_vec(), expires_on: Day::parse("2026-11-21") };
        let (_, token) = tokens::actions::make(&cx, &mut conn, &new).await.expect("a token");
        cx.commit(conn).await.expect("kept");
        accepted(&get(t, &token, &person("HF 0001")).await, 200);
        // 09:41 in Shanghai; the day has fourteen hours and nineteen minutes more.
        t.advance(Duration::from_secs((14 * 60 + 18) * 60));
        accepted(&get(t, &token, &person("HF 0001")).await, 200);
        t.advance(Duration::from_secs(60));
        refused(&get(t, &token, &person("HF 0001")).await, 401);
    }
}

on_both! {
    async fn when_a_token_was_used_is_written_once_a_minute(t: House) {
        let token = token(t, Scope::ALL).await;
        let mut seen = Vec::new();
        for seconds in [0, 30, 29, 1] {
            t.advance(Duration::from_secs(seconds));
            accepted(&get(t, &token, &person("HF 0001")).await, 200);
            let mut conn = t.app.db.read().await.expect("a connection");
            let at: keel::clock::Time = conn.one(sql!("select used_at from tokens_token"), &[]).await.expect("a time");
            seen.push(t.clock.now().since(at).as_secs());
        }
        assert_eq!(seen, [0, 30, 59, 0]);
    }
}

on_both! {
    async fn each_scope_opens_its_own_rows(t: House) {
        let api = routes::table().rows.into_iter().filter(|row| row.path.starts_with("/api/"));
        let rows: Vec<_> = api.collect();
        assert_eq!(rows.len(), 5);
        for scope in Scope::ALL {
            let token = token_named(t, scope.word(), &[*scope]).await.1;
            let mut open = Vec::new();
            for row in &rows {
                let path = row.path.replace("{entity}", "x").replace("{number}", "x").replace("{id}", "x");
                let reply = send(t, row.method, &token, &path, &json!({})).await;
                if reply.status.as_u16() != 403 {
                    open.push(format!("{} {}", row.method, row.path));
                }
            }
            let own = match scope {
                Scope::DeparturesRead => "GET /api/departures/{id}",
                Scope::DeparturesWrite => "POST /api/departures",
                Scope::PeopleRead => "GET /api/people/{entity}/{number}",
                Scope::PeopleWrite => "PUT /api/people/{entity}/{number}",
            };
            open.sort();
            let mut wanted = vec![own.to_owned(), "GET /api/openapi.json".to_owned()];
            wanted.sort();
            assert_eq!(open, wanted, "{scope}");
        }
    }
}

on_both! {
    async fn what_is_no_json_is_told_so(t: House) {
        let token = token(t, Scope::ALL).await;
        let path = person("HF 0001");
        let put = |body: Vec<u8>| request("PUT", &path, &token).header("content-type", "application/json; charset=utf-8")
            .body(Body::from(body)).expect("a request");
        let broken: [&[u8]; 9] = [
            b"", b"{", b"{\"place\":\"x\"", b"{\"place\":\"x\",\"place\":\"y\"}", b"{\"place\":\"\\ud800\"}",
            b"{\"place\":\"\xff\"}", b"{\"place\":1e999}", b"{} {}", b"NaN",
        ];
        for body in broken {
            refused(&t.send(put(body.to_vec())).await, 400);
        }
        let deep = format!("{{\"place\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
        refused(&t.send(put(deep.into_bytes())).await, 400);
        assert_eq!(refused(&t.send(put(b"{\"place\":\"a\\u0000b\"}".to_vec())).await, 422), ["/place"]);
        assert_eq!(refused(&t.send(put(b"{\"place\":99999999999999999999999999}".to_vec())).await, 422), ["/place"]);
        assert_eq!(refused(&t.send(put(b"\"text\"".to_vec())).await, 422), [""]);

        let typed = |kind: &str| request("PUT", &path, &token).header("content-type", kind).body(Body::from("{}")).expect("a request");
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/problem+json"] {
            refused(&t.send(typed(kind)).await, 415);
        }
        let packed = request("PUT", &path, &token).header("content-type", "application/json").header("content-encoding", "gzip");
        refused(&t.send(packed.body(Body::from("{}")).expect("a request")).await, 415);
        refused(&t.send(request("PUT", &path, &token).body(Body::from("{}")).expect("a request")).await, 415);
    }
}

on_both! {
    async fn too_large_too_often_and_the_wrong_way_are_told_so(t: House) {
        let (id, token) = token_named(t, "Payroll", Scope::ALL).await;
        let path = person("HF 0001");
        let large = json!({"place": "x".repeat(256 * 1024)});
        refused(&send(t, "PUT", &token, &path, &large).await, 413);
        let endless = stream::iter((0..).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 65_536]))));
        let sent = request("PUT", &path, &token).header("content-type", "application/json");
        refused(&t.send(sent.body(Body::from_stream(endless)).expect("a request")).await, 413);

        let wrong = send(t, "DELETE", &token, &path, &json!({})).await;
        refused(&wrong, 405);
        let allowed = wrong.headers["allow"].to_str().expect("text");
        assert!(allowed.contains("GET") && allowed.contains("PUT"), "{allowed}");
        refused(&get(t, &token, "/api/nothing").await, 404);
        refused(&send(t, "POST", &token, "/api/people", &json!({})).await, 404);

        let bucket = t.app.key.hash("tokens.writes", &id.to_string());
        let mut conn = t.app.db.begin().await.expect("a transaction");
        for _ in 0..600 {
            drop(keel::limit::hit(&mut conn, t.clock.now(), &bucket, u32::MAX, Duration::from_secs(60)).await);
        }
        conn.commit().await.expect("kept");
        let often = send(t, "PUT", &token, &path, &json!({"place": "长沙"})).await;
        refused(&often, 429);
        assert!(often.headers["retry-after"].to_str().expect("text").parse::<u64>().is_ok_and(|wait| wait <= 60));
        accepted(&get(t, &token, &path).await, 200);
        t.advance(Duration::from_secs(60));
        accepted(&send(t, "PUT", &token, &path, &json!({"place": "长沙"})).await, 200);
    }
}

on_both! {
    async fn whoever_tries_many_tokens_waits_and_a_good_one_does_not(t: House) {
        for n in 0..60 {
            refused(&get(t, &format!("homeport_{n}"), &person("HF 0001")).await, 401);
        }
        let late = get(t, "homeport_60", &person("HF 0001")).await;
        refused(&late, 429);
        assert!(late.headers.contains_key("retry-after"));
        let token = token(t, Scope::ALL).await;
        accepted(&get(t, &token, &person("HF 0001")).await, 200);
    }
}

on_both! {
    async fn a_refusal_speaks_the_askers_language(t: House) {
        let token = token(t, Scope::ALL).await;
        let asked = |language: &str| {
            let request = request("PUT", &person("HF 0217"), &token).header("accept-language", language);
            with_json(request, &json!({"started_on": "2021-07-15"}))
        };
        let english = t.send(asked("fr, en;q=0.5")).await;
        assert_eq!(refused(&english, 422), ["/name"]);
        assert_eq!(json(&english)["problems"][0]["detail"], "Write the name.");
        let chinese = t.send(asked("zh-CN,zh;q=0.9,en;q=0.1")).await;
        assert_eq!(json(&chinese)["problems"][0]["detail"], "请填写姓名。");
        assert_eq!(chinese.headers["content-language"], "zh-CN");
        assert!(json(&chinese)["type"].as_str().is_some_and(|kind| kind.ends_with("/api/openapi.json#/components/responses/Invalid")));
    }
}

on_both! {
    async fn a_form_of_another_site_has_no_token_and_a_machine_no_site(t: House) {
        let token = token(t, Scope::ALL).await;
        let request = request("PUT", &person("HF 0001"), &token)
            .header("origin", "https://hr.example")
            .header("sec-fetch-site", "cross-site");
        accepted(&t.send(with_json(request, &json!({"place": "长沙"}))).await, 200);
        let borrowed = t.request("PUT", &t.cast.hr, &person("HF 0001")).header("sec-fetch-site", "same-origin");
        refused(&t.send(with_json(borrowed, &json!({"place": "株洲"}))).await, 401);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_broke_here_is_told_without_its_insides() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let token = token(&t, Scope::ALL).await;
    let mut conn = t.app.db.begin().await.expect("a transaction");
    conn.run(sql!("alter table people_entity rename to people_elsewhere"), &[]).await.expect("renamed");
    conn.commit().await.expect("kept");
    let reply = get(&t, &token, &person("HF 0001")).await;
    refused(&reply, 500);
    assert!(!reply.has("people_entity") && !reply.has("SQL"), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn revoking_waits_for_what_has_begun() {
    let Some(t) = House::open_on(Engine::Postgres).await else { return };
    let (id, _) = token_named(&t, "Payroll", Scope::ALL).await;
    let cx = {
        let machine = t.app.machine();
        let bearer = homeport::access::Bearer { token: id, scopes: Scope::ALL.to_vec() };
        let viewer = homeport::access::Viewer { bearer: Some(bearer), ..Default::default() };
        homeport::app::Cx::new(homeport::app::CxData {
            app: machine.app.clone(),
            viewer,
            lang: machine.lang,
            now: machine.now,
            path: String::new(),
            network: String::new(),
            flash: None,
            session: None,
        })
    };
    let begun = tokens::actions::begin(&cx).await.expect("a good token");
    let waits = tokio::time::timeout(Duration::from_millis(300), revoke(&t, id)).await;
    assert!(waits.is_err(), "it is not revoked under a change that has begun");
    drop(begun);
    revoke(&t, id).await;
    assert!(tokens::actions::begin(&cx).await.is_err());
}
