//! The document of the JSON interface says what is: every row of the table, every scope, every field that
//! the handlers take and no other, every word of every list.

use std::collections::BTreeSet;

use homeport::access::{Can, Scope};
use homeport::departures::{Ground, Kind, State, Verdict};
use homeport::people::PersonKind;
use homeport::routes;
use homeport::tokens::openapi::DOCUMENT;
use serde_json::{Value, json};

use crate::api::{self, refused, send};
use crate::support::{Engine, House};

fn document() -> Value {
    serde_json::from_str(DOCUMENT).expect("JSON")
}

fn schema(name: &str) -> Value {
    document()["components"]["schemas"][name].clone()
}

#[test]
fn every_row_stands_in_the_document_with_its_scope_and_no_other_does() {
    let written: BTreeSet<(String, String, String)> = document()["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").clone();
            methods.into_iter().filter(|(name, _)| name != "parameters").map(|(method, said)| {
                let scope = said["security"][0]["token"][0].as_str().unwrap_or_default().to_owned();
                (method.to_uppercase(), path.clone(), scope)
            })
        })
        .collect();
    let rows: BTreeSet<_> = routes::table()
        .rows
        .into_iter()
        .filter(|row| row.path.starts_with("/api/"))
        .map(|row| {
            let scope = match row.can {
                Can::Token(scope) => scope.word(),
                _ => "",
            };
            (row.method.to_owned(), row.path.to_owned(), scope.to_owned())
        })
        .collect();
    assert_eq!(written, rows);
}

#[test]
fn every_list_of_words_is_the_houses() {
    let words = |schema: &Value, name: &str| -> BTreeSet<String> {
        let list = schema["properties"][name]["enum"].as_array().expect("words");
        list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    fn all<T: Copy>(list: &[T], word: impl Fn(T) -> &'static str) -> BTreeSet<String> {
        list.iter().map(|one| word(*one).to_owned()).collect()
    }
    let report = schema("DepartureReport");
    assert_eq!(words(&report, "kind"), all(Kind::ALL, Kind::word));
    assert_eq!(words(&report, "state"), all(&homeport::departures::api::STATES, State::word));
    for name in ["PersonTold", "PersonMeant", "Person"] {
        assert_eq!(words(&schema(name), "kind"), all(PersonKind::ALL, PersonKind::word));
    }
    let departure = schema("Departure");
    assert_eq!(words(&departure, "state"), all(State::ALL, State::word));
    assert_eq!(words(&departure, "verdict"), all(Verdict::ALL, Verdict::word));
    assert_eq!(words(&departure, "ground"), all(Ground::ALL, Ground::word));
    let scheme = document()["components"]["securitySchemes"]["token"]["description"].to_string();
    assert!(Scope::ALL.iter().all(|scope| scheme.contains(scope.word())));
}

/// A body with every property of a schema, each of a type that nothing here takes.
fn absurd(schema: &Value) -> Value {
    let names = schema["properties"].as_object().expect("properties").keys();
    Value::Object(names.map(|name| (name.clone(), json!(7))).collect())
}

/// What is unknown is told from what is wrong: every field of the document is wrong, none unknown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_of_the_document_is_taken_and_every_other_is_not() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let token = api::token(&t, Scope::ALL).await;
    let (told, reported, meant) = (schema("PersonTold"), schema("DepartureReport"), schema("PersonMeant"));
    let unknown = |reply: &crate::support::Reply| -> Vec<String> {
        let problems = api::json(reply)["problems"].as_array().cloned().unwrap_or_default();
        let are_unknown = problems.iter().filter(|one| one["detail"].to_string().contains("misspelt"));
        are_unknown.map(|one| one["pointer"].as_str().expect("a pointer").to_owned()).collect()
    };
    let mut whom = absurd(&meant);
    let mut report = absurd(&reported);
    report["person"] = whom.clone();
    let person = api::person("HF 0001");
    for (method, path, body) in
        [("PUT", person.as_str(), absurd(&told)), ("POST", "/api/departures", report.clone())]
    {
        let reply = send(&t, method, &token, path, &body).await;
        let count = refused(&reply, 422).len();
        assert!(count >= body.as_object().expect("an object").len(), "{}", reply.body);
        assert!(unknown(&reply).is_empty(), "{}", reply.body);
    }
    whom["ended_on"] = json!("2026-11-21");
    report["person"] = whom;
    report["more"] = json!(1);
    let reply = send(&t, "POST", &token, "/api/departures", &report).await;
    refused(&reply, 422);
    assert_eq!(unknown(&reply), ["/person/ended_on", "/more"]);
    let places: BTreeSet<_> =
        told["properties"]["contacts"]["properties"].as_object().expect("two").keys().collect();
    assert_eq!(places.into_iter().collect::<Vec<_>>(), ["mail", "mobile"]);
    t.close().await;
}

/// What is answered has the members that the document says, no more and no fewer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_as_the_document_describes_it() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let token = api::token(&t, Scope::ALL).await;
    let person = api::json(&api::get(&t, &token, &api::person("HF 0001")).await);
    let body = json!({"person": {"entity": "海帆教育", "number": "HF 0001"}, "last_day": "2026-12-31"});
    let departure = api::json(&send(&t, "POST", &token, "/api/departures", &body).await);
    for (name, answer) in [("Person", person), ("Departure", departure)] {
        alike(&answer, &schema(name), name);
    }
    let problem = api::json(&api::get(&t, &token, &api::person("HF 9999")).await);
    let kind = problem["type"].as_str().expect("a type").split_once('#').expect("a fragment").1.to_owned();
    assert!(document().pointer(&kind).is_some(), "{kind}");
    t.close().await;
}

fn alike(answer: &Value, schema: &Value, place: &str) {
    let Some(properties) = schema["properties"].as_object() else { return };
    let has: BTreeSet<_> = answer.as_object().expect("an object").keys().collect();
    let said: BTreeSet<_> = properties.keys().collect();
    assert_eq!(has, said, "{place}");
    for (name, within) in properties.iter().filter(|(_, within)| within["type"] == "object") {
        alike(&answer[name], within, &format!("{place}/{name}"));
    }
}
