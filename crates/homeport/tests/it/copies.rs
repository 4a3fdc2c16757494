//! A copy of everything about somebody: complete, with reasons, for them alone.

use std::collections::BTreeSet;

use homeport::copies;
use serde_json::Value;

use crate::careers;
use crate::on_both;
use crate::profiles::{list, photos};
use crate::support::{Cast, House, Person, Reply};

async fn copy(t: &House, who: &Person, format: &str) -> Reply {
    t.post(who, "/me/copy", &[("format", format)]).await
}

async fn json(t: &House, who: &Person) -> Value {
    let reply = copy(t, who, "json").await.must_be(200);
    assert!(reply.headers["content-disposition"].to_str().is_ok_and(|text| text.contains("about-me.json")));
    serde_json::from_str(&reply.body).expect("JSON")
}

fn rows<'a>(copy: &'a Value, table: &str) -> &'a [Value] {
    let tables = copy["tables"].as_array().expect("tables");
    let found = tables.iter().find(|one| one["table"] == table).unwrap_or_else(|| panic!("no {table}"));
    found["rows"].as_array().expect("rows")
}

on_both! {
    async fn everything_is_in_it_with_why_and_until_when_and_where_from(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        photos::put(t, owner, &photos::png()).await.must_be(303);
        careers::tell(t, owner, owner.id, &[("organisation", "书言书店"), ("title", "店主"), ("started", "2024-08")]).await;
        let copy = json(t, owner).await;
        assert_eq!(copy["name"], owner.name);
        assert!(copy["photo"].as_str().is_some_and(|photo| photo.starts_with("data:image/jpeg;base64,/9j/")));
        assert_eq!(rows(&copy, "people_person")[0]["source"], "officer");
        assert_eq!(rows(&copy, "people_contact")[0]["address"], owner.mail);
        let tenure = &rows(&copy, "people_tenure")[0];
        assert_eq!((&tenure["number"], &tenure["started"]), (&"HF 0006".into(), &"2019-01-01".into()));
        let job = &rows(&copy, "careers_position")[0];
        assert_eq!((&job["organisation"], &job["source"], &job["is_founder"]), (&"书言书店".into(), &"self".into(), &false.into()));
        assert!(rows(&copy, "journal_entry").iter().any(|entry| entry["act"] == "copies.made"));
        let listed = rows(&copy, "members_consent").iter().find(|one| one["purpose"] == "listed").expect("a consent");
        assert_eq!(listed["is_given"], true);
        for table in copy["tables"].as_array().expect("tables") {
            for said in ["why", "until"] {
                assert!(table[said].as_str().is_some_and(|text| text.len() > 10), "{said} of {}", table["table"]);
            }
        }
        assert!(copy["left_out"].to_string().contains("Ask HR"));
    }
}

on_both! {
    async fn the_page_reads_in_both_languages_and_needs_nothing_else(t: House) {
        let owner = &t.cast.alumnus;
        photos::put(t, owner, &photos::png()).await.must_be(303);
        careers::tell(t, owner, owner.id, &[("organisation", "<b>Acme</b>"), ("started", "2024")]).await;
        let page = copy(t, owner, "html").await.must_be(200);
        for wanted in [owner.name, owner.mail, "Jobs elsewhere", "only HR may see it", "yourself", "data:image/jpeg"] {
            assert!(page.has(wanted), "{wanted}");
        }
        assert!(page.has("&#60;b&#62;Acme") && !page.has("<b>Acme"), "what somebody typed is text");
        assert!(!page.has("<script") && !page.has("href=\"http") && !page.has("src=\"/"));
        let chinese = axum::http::Request::builder()
            .method("POST")
            .uri("/me/copy")
            .header("host", "homeport.test")
            .header("cookie", format!("homeport={}; lang=zh-CN", owner.token))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(axum::body::Body::from("format=html"))
            .expect("a request");
        let page = t.send(chinese).await.must_be(200);
        assert!(page.has("在别处的工作") && page.has("lang=\"zh-CN\"") && !page.has("Jobs elsewhere"));
    }
}

on_both! {
    async fn it_needs_sign_in_and_is_ones_own_and_is_limited(t: House) {
        t.post(&Cast::visitor(), "/me/copy", &[("format", "json")]).await.must_be(401);
        t.get(&Cast::visitor(), "/me/copy").await.must_be(303);
        copy(t, &t.cast.alumnus, "xml").await.must_be(404);
        let mine = json(t, &t.cast.stranger).await;
        assert_eq!(mine["name"], t.cast.stranger.name, "also of somebody who never joined");
        let text = mine.to_string();
        for other in [&t.cast.alumnus, &t.cast.member, &t.cast.officer] {
            assert!(!text.contains(other.mail) && !text.contains(other.name), "{}", other.name);
        }
        for _ in 1..10 {
            copy(t, &t.cast.stranger, "json").await.must_be(200);
        }
        copy(t, &t.cast.stranger, "json").await.must_be(429);
        copy(t, &t.cast.alumnus, "json").await.must_be(200);
    }
}

on_both! {
    async fn whoever_leaves_or_is_suspended_can_take_it_along(t: House) {
        let owner = &t.cast.alumnus;
        let left = t.post(owner, "/me/exit", &[("sure", "yes")]).await.must_be(303);
        t.drain().await;
        let link = left.location();
        assert!(t.get(&Cast::visitor(), link).await.must_be(200).has(&format!("{link}/copy")));
        let page = t.post(&Cast::visitor(), &format!("{link}/copy"), &[("format", "html")]).await.must_be(200);
        assert!(page.has(owner.mail));
        t.post(&Cast::visitor(), "/exits/forged/copy", &[("format", "html")]).await.must_be(404);
        t.post(&t.cast.officer, &format!("/people/{}/suspension", t.cast.member.id), &[("ground", "conduct"), ("days", "30")])
            .await
            .must_be(303);
        t.drain().await;
        let resting = careers::back(t, &t.cast.member).await;
        let copy = json(t, &resting).await;
        assert_eq!(rows(&copy, "suspensions_suspension")[0]["ground"], "conduct");
    }
}

on_both! {
    async fn what_hr_alone_may_know_is_not_in_it(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let tenure = homeport::people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures").remove(0);
        let new = homeport::departures::NewDeparture {
            who: homeport::departures::Who::Known(tenure.tenure_id),
            last_day: keel::clock::Day::parse("2020-12-31"),
            kind: homeport::departures::Kind::Dismissal,
            contacts: Vec::new(),
            language: None,
            manager: None,
        };
        homeport::departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        let copy = json(t, &t.cast.stranger).await;
        assert_eq!(rows(&copy, "departures_departure").len(), 1);
        assert!(!copy.to_string().contains("dismissal"));
    }
}

on_both! {
    async fn whoever_is_leaving_is_named_to_nobody_in_it(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        homeport::welcome::actions::wish_from(&cx, &mut conn, t.cast.member.id, t.cast.alumnus.id, "一路顺风")
            .await
            .expect("a wish");
        cx.commit(conn).await.expect("kept");
        let copy = json(t, &t.cast.member).await;
        let wish = &rows(&copy, "welcome_wish")[0];
        assert_eq!((&wish["from"], &wish["words"]), (&t.cast.alumnus.name.into(), &"一路顺风".into()));
        t.post(&t.cast.alumnus, "/me/exit", &[("sure", "yes")]).await.must_be(303);
        t.drain().await;
        let copy = json(t, &t.cast.member).await;
        assert!(rows(&copy, "welcome_wish").is_empty() && !copy.to_string().contains(t.cast.alumnus.name));
    }
}

#[test]
fn no_table_is_both_in_it_and_left_out() {
    let held: BTreeSet<&str> = copies::tables().into_iter().collect();
    let left: BTreeSet<&str> = copies::LEFT_OUT.iter().map(|left| left.table).collect();
    assert_eq!(held.intersection(&left).count(), 0);
    assert_eq!(
        (held.len(), left.len()),
        (copies::tables().len(), copies::LEFT_OUT.len()),
        "each is named once"
    );
}
