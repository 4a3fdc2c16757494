//! Departures that a system tells of: written down, moved on, read back without what is HR's alone.

use homeport::access::Scope;
use homeport::people;
use serde_json::{Value, json};

use super::{accepted, get, refused, send, token, with_json};
use crate::on_both;
use crate::support::{Cast, House};

const BOTH: [Scope; 2] = [Scope::DeparturesRead, Scope::DeparturesWrite];
const PATH: &str = "/api/departures";

/// The test's today is 21 November 2026.
fn of(number: &str, last_day: Option<&str>) -> Value {
    json!({"person": {"entity": "海帆教育", "number": number}, "last_day": last_day, "kind": "resignation"})
}

fn with_state(number: &str, last_day: Option<&str>, state: &str) -> Value {
    let mut body = of(number, last_day);
    body["state"] = json!(state);
    body
}

async fn report(t: &House, token: &str, body: &Value) -> crate::support::Reply {
    send(t, "POST", token, PATH, body).await
}

on_both! {
    async fn a_departure_is_reported_and_read_back_without_what_is_hrs_alone(t: House) {
        let token = token(t, &BOTH).await;
        let mut body = of("hf 0001", Some("2026-12-31"));
        body["kind"] = json!("dispute");
        let made = report(t, &token, &body).await;
        let departure = accepted(&made, 201);
        assert_eq!((&departure["state"], &departure["verdict"]), (&json!("agreed"), &json!("held")));
        assert_eq!(departure["person"]["number"], "HF 0001");
        let read = get(t, &token, made.location()).await;
        assert_eq!(accepted(&read, 200), departure);
        assert!(!read.has("dispute") && !read.has("kind"), "{}", read.body);
        let id = departure["id"].as_str().expect("an id");
        let leaving = t.get(&t.cast.hr, &format!("/departures/{id}/leaving")).await.must_be(200);
        assert!(leaving.has(r#"value="dispute" checked"#));
        assert!(t.get(&t.cast.officer, &format!("/departures/{id}")).await.must_be(200).has("Payroll"));
    }
}

on_both! {
    async fn the_last_day_tells_whether_somebody_is_invited_waits_or_is_still_here(t: House) {
        let token = token(t, &BOTH).await;
        let recent = accepted(&report(t, &token, &of("HF 0001", Some("2026-11-20"))).await, 201);
        assert_eq!((&recent["state"], &recent["verdict"]), (&json!("complete"), &json!("invite")));
        let past = accepted(&report(t, &token, &of("HF 0007", Some("2020-12-31"))).await, 201);
        assert_eq!((&past["state"], &past["waits_for_wave"]), (&json!("complete"), &json!(true)));
        assert_eq!(past["clock"]["send_at"], json!(null));
        let ahead = accepted(&report(t, &token, &of("HF 0002", Some("2026-12-31"))).await, 201);
        assert_eq!(ahead["state"], "agreed");
        let thinking = accepted(&report(t, &token, &of("HF 0003", None)).await, 201);
        assert_eq!(thinking["state"], "intended");
        t.drain().await;
        let mails = t.mails().await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [t.cast.officer.mail]);
        let now = get(t, &token, &format!("{PATH}/{}", recent["id"].as_str().expect("an id"))).await;
        assert!(super::json(&now)["clock"]["handed_at"].is_string(), "{}", now.body);
    }
}

on_both! {
    async fn a_departure_moves_on_and_never_back(t: House) {
        let token = token(t, &BOTH).await;
        let steps = [
            (with_state("HF 0001", None, "intended"), 201, "intended"),
            (with_state("HF 0001", None, "intended"), 200, "intended"),
            (with_state("HF 0001", Some("2026-11-30"), "agreed"), 200, "agreed"),
            (with_state("HF 0001", Some("2026-12-15"), "agreed"), 200, "agreed"),
            (of("HF 0001", Some("2026-12-15")), 200, "agreed"),
            (of("HF 0001", None), 200, "agreed"),
            (with_state("HF 0001", Some("2026-11-21"), "complete"), 200, "complete"),
            (with_state("HF 0001", Some("2026-11-21"), "complete"), 200, "complete"),
        ];
        for (body, status, state) in &steps {
            assert_eq!(accepted(&report(t, &token, body).await, *status)["state"], *state);
        }
        for back in [
            with_state("HF 0001", None, "intended"),
            with_state("HF 0001", Some("2026-11-21"), "agreed"),
            with_state("HF 0001", Some("2026-11-22"), "complete"),
        ] {
            refused(&report(t, &token, &back).await, 409);
        }
        t.drain().await;
        assert_eq!(t.mails().await.len(), 1, "told often, invited once");
    }
}

on_both! {
    async fn formalities_may_be_complete_before_the_last_day(t: House) {
        let token = token(t, &BOTH).await;
        let done = accepted(&report(t, &token, &with_state("HF 0001", Some("2026-12-31"), "complete")).await, 201);
        assert_eq!((&done["state"], &done["last_day"]), (&json!("complete"), &json!("2026-12-31")));
        t.drain().await;
    }
}

on_both! {
    async fn somebody_new_is_written_down_on_the_way_out(t: House) {
        let token = token(t, &BOTH).await;
        let body = json!({
            "person": {"entity": "Haifan Education", "number": "HF 0217", "name": "陈彤", "started_on": "2021-07-15",
                "manager": "HF 0004", "contacts": {"mail": "tong@example.org"}},
            "last_day": "2026-11-21", "kind": "resignation",
        });
        let first = accepted(&report(t, &token, &body).await, 201);
        let again = accepted(&report(t, &token, &body).await, 200);
        assert_eq!(first["id"], again["id"], "without a key, told twice is told once, too");
        t.drain().await;
        assert_eq!(t.mails().await.iter().filter(|mail| mail.to == "tong@example.org").count(), 1);

        let mut other = body.clone();
        other["person"]["name"] = json!("王小二");
        assert_eq!(refused(&report(t, &token, &other).await, 422), ["/person/name"]);
        let mut without = body.clone();
        without["person"].as_object_mut().expect("an object").remove("number");
        assert_eq!(accepted(&report(t, &token, &without).await, 200)["id"], first["id"], "same name, company, first day");
    }
}

on_both! {
    async fn a_report_that_does_not_fit_says_where_and_nothing_is_written(t: House) {
        let token = token(t, &BOTH).await;
        let cases = [
            (json!({}), vec!["/person"]),
            (json!({"person": {"number": "HF 0001"}}), vec!["/person/entity"]),
            (json!({"person": {"entity": "海帆教育"}}), vec!["/person/name", "/person/started_on"]),
            (json!({"person": {"entity": "海帆教育", "number": "HF 0001", "department": "x"}}),
                vec!["/person/name", "/person/started_on"]),
            (json!({"person": {"entity": "Nobody", "number": "HF 0001"}}), vec!["/person/entity"]),
            (of("HF 9999", None), vec!["/person/number"]),
            (of("HF 0001", Some("2012-01-01")), vec!["/last_day"]),
            (of("HF 0001", Some("2036-01-01")), vec!["/last_day"]),
            (with_state("HF 0001", None, "agreed"), vec!["/last_day"]),
            (with_state("HF 0001", None, "complete"), vec!["/last_day"]),
            (with_state("HF 0001", Some("2026-12-31"), "intended"), vec!["/last_day"]),
            (with_state("HF 0001", None, "withdrawn"), vec!["/state"]),
            (json!({"person": {"entity": "海帆教育", "number": "HF 0001"}, "kind": "fired", "reason": "x"}),
                vec!["/kind", "/reason"]),
            (json!({"person": {"entity": "海帆教育", "name": "陈彤", "started_on": "2021-07-15", "ended_on": "2026-11-01"}}),
                vec!["/person/ended_on"]),
            (json!({"person": {"entity": "海帆教育", "name": "陈彤", "started_on": "2027-07-15"}}),
                vec!["/person/started_on"]),
        ];
        for (body, places) in &cases {
            assert_eq!(&refused(&report(t, &token, body).await, 422), places, "{body}");
        }
        assert!(t.get(&t.cast.officer, "/departures").await.must_be(200).texts("main li").is_empty());
    }
}

on_both! {
    async fn a_company_address_is_no_way_to_reach_somebody_who_left(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let domains = homeport::settings::Key::CompanyDomains;
        homeport::settings::actions::set(&cx, &mut conn, domains, "haifan.example").await.expect("set");
        cx.commit(conn).await.expect("kept");
        t.app.reload_settings().await.expect("settings");
        let token = token(t, &BOTH).await;
        let body = json!({"person": {"entity": "海帆教育", "name": "陈彤", "started_on": "2021-07-15",
            "contacts": {"mail": "tong@haifan.example"}}, "last_day": "2026-11-21"});
        assert_eq!(refused(&report(t, &token, &body).await, 422), ["/person/contacts"]);
    }
}

on_both! {
    async fn a_report_needs_a_token_with_the_scope_and_a_departure_that_is_there(t: House) {
        let body = of("HF 0001", None);
        refused(&t.send(with_json(t.request("POST", &Cast::visitor(), PATH), &body)).await, 401);
        refused(&t.send(with_json(t.request("POST", &t.cast.officer, PATH), &body)).await, 401);
        let reader = token(t, &[Scope::DeparturesRead, Scope::PeopleWrite, Scope::PeopleRead]).await;
        refused(&report(t, &reader, &body).await, 403);
        refused(&get(t, &reader, &format!("{PATH}/00000000-0000-7000-8000-000000000000")).await, 404);
        refused(&get(t, &reader, &format!("{PATH}/nothing")).await, 404);
        let writer = super::token_named(t, "Writer", &[Scope::DeparturesWrite]).await.1;
        let made = report(t, &writer, &body).await;
        accepted(&made, 201);
        refused(&get(t, &writer, made.location()).await, 403);
        refused(&send(t, "PUT", &writer, &super::person("HF 0001"), &json!({"place": "长沙"})).await, 403);
    }
}

on_both! {
    async fn whoever_was_deleted_is_not_written_down_again(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, t.cast.stranger.id).await.expect("deleted");
        cx.commit(conn).await.expect("kept");
        let token = token(t, &BOTH).await;
        refused(&report(t, &token, &of("HF 0007", Some("2020-12-31"))).await, 409);
        let new = json!({"person": {"entity": "海帆教育", "name": "许文", "started_on": "2018-01-01",
            "contacts": {"mail": t.cast.stranger.mail}}});
        refused(&report(t, &token, &new).await, 409);
    }
}

on_both! {
    async fn a_kind_that_hr_wrote_down_stays(t: House) {
        let token = token(t, &BOTH).await;
        let unknown = json!({"person": {"entity": "海帆教育", "number": "HF 0001"}, "last_day": "2026-12-31"});
        let first = accepted(&report(t, &token, &unknown).await, 201);
        assert_eq!(first["verdict"], "held", "nobody knows how it ends");
        let known = accepted(&report(t, &token, &of("HF 0001", Some("2026-12-31"))).await, 200);
        assert_eq!(known["verdict"], "invite");
        let mut other = of("HF 0001", Some("2026-12-31"));
        other["kind"] = json!("dispute");
        assert_eq!(accepted(&report(t, &token, &other).await, 200)["verdict"], "invite");
    }
}
