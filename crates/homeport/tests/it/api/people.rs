//! People by company and number: taken in, kept up to date, read back.

use homeport::access::Scope;
use homeport::people::{self, Audience, NameKind, SilenceKind};
use keel::contact::Contact;
use serde_json::json;

use super::{accepted, get, person, refused, request, send, token, with_json};
use crate::on_both;
use crate::support::{Cast, House};

const BOTH: [Scope; 2] = [Scope::PeopleRead, Scope::PeopleWrite];

on_both! {
    async fn a_newcomer_is_taken_in_and_read_back(t: House) {
        let token = token(t, &BOTH).await;
        let body = json!({
            "name": "陈彤", "other_names": ["Tong Chen"], "language": "zh-CN", "place": "长沙",
            "contacts": {"mail": "ChenTong@example.org", "mobile": "138 0013 8000"},
            "kind": "employee", "department": "英语教学部", "title": "教师", "manager": "hf 0004",
            "started_on": "2021-07-15",
        });
        let made = send(t, "PUT", &token, &person(" hf 0217 "), &body).await;
        let written = accepted(&made, 201);
        assert_eq!(made.location(), person(" hf 0217 "));
        assert_eq!((written["number"].as_str(), written["manager"].as_str()), (Some("HF 0217"), Some("HF 0004")));
        assert_eq!(written["contacts"], json!({"mail": "chentong@example.org", "mobile": "+8613800138000"}));
        assert_eq!(written["entity"]["name_en"], "Haifan Education");

        let read = get(t, &token, &person("HF 0217")).await;
        assert_eq!(accepted(&read, 200), written);
        let by_id = format!("/api/people/{}/HF%200217", t.cast.school);
        let by_english_name = "/api/people/Haifan%20Education/HF%200217";
        assert_eq!(accepted(&get(t, &token, &by_id).await, 200), written);
        assert_eq!(accepted(&get(t, &token, by_english_name).await, 200), written);

        assert_eq!(accepted(&send(t, "PUT", &token, &person("HF 0217"), &body).await, 200), written);
        let journal = t.get(&t.cast.admin, "/journal?of=people").await.must_be(200);
        assert_eq!(journal.body.matches("put somebody on file").count(), 1 + 7, "twice the same is once");
        assert!(journal.has(r#"<a href="/settings/tokens"><b>Payroll</b></a>"#));
        t.drain().await;
        assert!(t.mails().await.is_empty(), "nobody is written to");
    }
}

on_both! {
    async fn what_is_left_out_stays_and_null_takes_away(t: House) {
        let token = token(t, &BOTH).await;
        let body = json!({"name": "陈彤", "started_on": "2021-07-15", "place": "长沙", "title": "教师", "manager": "HF 0004",
            "contacts": {"mail": "tong@example.org", "mobile": "13800138000"}});
        accepted(&send(t, "PUT", &token, &person("HF 0217"), &body).await, 201);

        let more = json!({"department": "英语教学部", "kind": "intern", "ended_on": "2026-10-31"});
        let now = accepted(&send(t, "PUT", &token, &person("HF 0217"), &more).await, 200);
        assert_eq!((&now["place"], &now["title"], &now["manager"]), (&json!("长沙"), &json!("教师"), &json!("HF 0004")));
        assert_eq!((&now["kind"], &now["ended_on"]), (&json!("intern"), &json!("2026-10-31")));

        let less = json!({"place": null, "title": null, "manager": null, "ended_on": null, "contacts": {"mail": null}});
        let now = accepted(&send(t, "PUT", &token, &person("HF 0217"), &less).await, 200);
        for gone in ["place", "title", "manager", "ended_on"] {
            assert_eq!(now[gone], json!(null), "{gone}");
        }
        assert_eq!(now["contacts"], json!({"mail": null, "mobile": "+8613800138000"}));
        assert_eq!(now["department"], "英语教学部");

        let needed = json!({"name": null, "started_on": null, "kind": null, "language": null, "other_names": null});
        let places = refused(&send(t, "PUT", &token, &person("HF 0217"), &needed).await, 422);
        assert_eq!(places.len(), 5, "{places:?}");
    }
}

on_both! {
    async fn a_machine_needs_a_token_with_the_scope_and_a_person_who_is_there(t: House) {
        let (path, body) = (person("HF 0001"), json!({"place": "长沙"}));
        let bare = |method: &str| with_json(t.request(method, &Cast::visitor(), &path), &body);
        refused(&t.send(bare("PUT")).await, 401);
        refused(&t.send(bare("GET")).await, 401);
        let by_cookie = with_json(t.request("PUT", &t.cast.hr, &path), &body);
        refused(&t.send(by_cookie).await, 401);

        let token = token(t, &[Scope::DeparturesRead, Scope::DeparturesWrite]).await;
        let told = send(t, "PUT", &token, &path, &body).await;
        refused(&told, 403);
        let asked = told.headers["www-authenticate"].to_str().expect("text").to_owned();
        assert!(asked.contains("insufficient_scope") && asked.contains("people:write"), "{asked}");
        refused(&get(t, &token, &path).await, 403);

        let token = super::token_named(t, "Directory", &BOTH).await.1;
        refused(&get(t, &token, &person("HF 9999")).await, 404);
        refused(&get(t, &token, "/api/people/Nobody/HF%200001").await, 404);
        refused(&send(t, "PUT", &token, "/api/people/Nobody/HF%200001", &body).await, 404);
        refused(&get(t, &token, "/api/people/%FF/1").await, 404);
    }
}

on_both! {
    async fn mistakes_are_said_at_their_place_and_nothing_is_changed(t: House) {
        let token = token(t, &BOTH).await;
        let body = json!({
            "nmae": "陈彤", "started_on": "15.7.2021", "kind": "slave", "other_names": "Tong", "place": 7,
            "contacts": {"mail": "nobody", "mobile": "0731-84011000", "wechat": "x"}, "title": "a\u{0}b", "department": "",
        });
        let mut places = refused(&send(t, "PUT", &token, &person("HF 0217"), &body).await, 422);
        places.sort();
        let wanted = [
            "/contacts/mail", "/contacts/mobile", "/contacts/wechat", "/department", "/kind", "/nmae",
            "/other_names", "/place", "/started_on", "/title",
        ];
        assert_eq!(places, wanted);
        assert_eq!(refused(&send(t, "PUT", &token, &person("HF 0217"), &json!({})).await, 422), ["/name", "/started_on"]);
        let short = json!({"name": "陈彤", "started_on": "2021-07-15", "ended_on": "2021-07-14"});
        assert_eq!(refused(&send(t, "PUT", &token, &person("HF 0217"), &short).await, 422), ["/ended_on"]);
        let lost = json!({"name": "陈彤", "started_on": "2021-07-15", "manager": "HF 7777"});
        assert_eq!(refused(&send(t, "PUT", &token, &person("HF 0217"), &lost).await, 422), ["/manager"]);
        let own = json!({"manager": "HF 0001"});
        assert_eq!(refused(&send(t, "PUT", &token, &person("HF 0001"), &own).await, 422), ["/manager"]);
        assert_eq!(refused(&send(t, "PUT", &token, &person("HF 0217"), &json!([])).await, 422), [""]);
        refused(&get(t, &token, &person("HF 0217")).await, 404);
    }
}

on_both! {
    async fn whoever_was_deleted_or_wants_no_contact_is_not_brought_back(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, t.cast.stranger.id).await.expect("deleted");
        people::actions::silence(&cx, &mut conn, t.cast.alumnus.id, SilenceKind::DoNotContact).await.expect("silent");
        people::actions::silence_exit(&cx, &mut conn, t.cast.manager.id).await.expect("on the way out");
        cx.commit(conn).await.expect("kept");
        let token = token(t, &BOTH).await;
        let body = json!({"name": "许文", "started_on": "2018-01-01"});
        let deleted = send(t, "PUT", &token, &person("HF 0007"), &body).await;
        refused(&deleted, 409);
        let silent = send(t, "PUT", &token, &person("HF 0006"), &json!({"place": "长沙"})).await;
        refused(&silent, 409);
        assert_eq!(super::json(&deleted)["detail"], super::json(&silent)["detail"], "neutral is neutral");
        let elsewhere = json!({"name": "许文", "started_on": "2018-01-01", "contacts": {"mail": t.cast.stranger.mail}});
        refused(&send(t, "PUT", &token, &person("HF 0300"), &elsewhere).await, 409);
        refused(&send(t, "PUT", &token, &person("HF 0004"), &json!({"place": "长沙"})).await, 409);
        refused(&get(t, &token, &person("HF 0004")).await, 404);
        refused(&get(t, &token, &person("HF 0007")).await, 404);
        let added = json!({"contacts": {"mail": t.cast.stranger.mail}});
        refused(&send(t, "PUT", &token, &person("HF 0005"), &added).await, 409);
    }
}

on_both! {
    async fn a_first_day_is_kept_and_a_later_one_opens_a_further_run(t: House) {
        let token = token(t, &BOTH).await;
        let again = |start: &str, name: &str| json!({"name": name, "started_on": start, "department": "数学组"});
        let earlier = send(t, "PUT", &token, &person("HF 0007"), &again("2017-01-01", "许文")).await;
        assert_eq!(refused(&earlier, 422), ["/started_on"]);
        let other = send(t, "PUT", &token, &person("HF 0007"), &again("2025-03-01", "王小二")).await;
        assert_eq!(refused(&other, 422), ["/name"], "a number is not given to the next one");
        let back = accepted(&send(t, "PUT", &token, &person("HF 0007"), &again("2025-03-01", "许文")).await, 200);
        assert_eq!((&back["started_on"], &back["ended_on"]), (&json!("2025-03-01"), &json!(null)));
        let mut conn = t.app.db.read().await.expect("a connection");
        let runs = people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures");
        assert_eq!(runs.len(), 2, "nothing of the first is lost");
        assert_eq!(runs[1].department.as_deref(), Some("英语教学部"));
    }
}

on_both! {
    async fn what_people_say_themselves_stays(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let member = t.cast.member.id;
        let own = Contact::parse("own@example.org", "CN").expect("a contact");
        people::actions::add_contact(&cx, &mut conn, member, &own, "self", true).await.expect("added");
        let names = [("李招娣".to_owned(), NameKind::Former, Audience::Me)];
        people::actions::set_names(&cx, &mut conn, member, &names).await.expect("named");
        cx.commit(conn).await.expect("kept");

        let token = token(t, &BOTH).await;
        let told = json!({"name": "李知微微", "contacts": {"mail": "hr1@example.org"}});
        let now = accepted(&send(t, "PUT", &token, &person("HF 0005"), &told).await, 200);
        assert_eq!((&now["name"], &now["other_names"]), (&json!("李知微"), &json!(["李知微微"])));
        assert_eq!(now["contacts"]["mail"], "hr1@example.org");
        let moved = json!({"contacts": {"mail": "hr2@example.org"}});
        let now = accepted(&send(t, "PUT", &token, &person("HF 0005"), &moved).await, 200);
        assert_eq!(now["contacts"]["mail"], "hr2@example.org");
        let gone = json!({"contacts": null});
        let now = send(t, "PUT", &token, &person("HF 0005"), &gone).await;
        assert!(!now.has("own@example.org") && !now.has("李招娣"));

        let mut conn = t.app.db.read().await.expect("a connection");
        let on_file = people::contacts(&mut conn, member).await.expect("contacts");
        let mut left: Vec<_> = on_file.iter().map(|one| one.address.as_str()).collect();
        left.sort_unstable();
        assert_eq!(left, ["own@example.org", "zhiwei@example.org"]);
    }
}

on_both! {
    async fn nobody_overwrites_what_was_changed_meanwhile(t: House) {
        let token = token(t, &BOTH).await;
        let path = person("HF 0001");
        let etag = get(t, &token, &path).await.headers["etag"].clone();
        let asked = request("GET", &path, &token).header("if-none-match", &etag);
        let same = t.send(asked.body(axum::body::Body::empty()).expect("a request")).await;
        assert_eq!((same.status.as_u16(), same.body.as_str()), (304, ""));
        let put = |place: &str| {
            with_json(request("PUT", &path, &token).header("if-match", &etag), &json!({"place": place}))
        };
        let now = t.send(put("长沙")).await;
        accepted(&now, 200);
        assert_ne!(now.headers["etag"], etag);
        refused(&t.send(put("株洲")).await, 412);
        assert_eq!(super::json(&get(t, &token, &path).await)["place"], "长沙");
    }
}

on_both! {
    async fn two_that_tell_of_one_newcomer_at_once_tell_of_one(t: House) {
        let token = token(t, &BOTH).await;
        let body = json!({"name": "陈彤", "started_on": "2021-07-15"});
        let path = person("HF 0217");
        let all = futures(t, &token, &path, &body).await;
        let mut statuses: Vec<_> = all.iter().map(|reply| reply.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 201]);
    }
}

async fn futures(t: &House, token: &str, path: &str, body: &serde_json::Value) -> Vec<crate::support::Reply> {
    let one = || send(t, "PUT", token, path, body);
    let (a, b, c, d) = tokio::join!(one(), one(), one(), one());
    vec![a, b, c, d]
}
