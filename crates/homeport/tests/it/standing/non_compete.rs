//! Career data is never used to police a non-compete: neither reads the other, and no page of HR leads there.

use homeport::departures::{self, Kind, Leaving, NewDeparture, Who};
use homeport::people;
use keel::clock::Day;

use super::source::read;
use crate::careers::{career, form, tell};
use crate::support::{Engine, House};

#[test]
fn what_hr_knows_about_a_departure_and_what_careers_say_do_not_read_each_other() {
    let mut wrong = Vec::new();
    for source in read(&["crates/homeport/src"], &["rs", "html"]) {
        let is_hr = source.path.contains("/src/departures/");
        let is_career = source.path.contains("/src/careers/") || source.path.contains("/src/organisations/");
        let words: &[&str] = match (is_hr, is_career) {
            (true, _) => &["careers", "organisations"],
            (_, true) => &["departures_", "departures::", "non_compete_until", "/leaving"],
            _ => continue,
        };
        wrong.extend(
            words
                .iter()
                .filter(|word| source.text.contains(**word))
                .map(|word| format!("{}: {word}", source.path)),
        );
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hrs_page_leads_to_no_career_and_neither_journal_nor_api_carries_one() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let id = t.cast.stranger.id;
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let tenure = people::tenures(&mut conn, id).await.expect("tenures").remove(0);
    let new = NewDeparture {
        who: Who::Known(tenure.tenure_id),
        last_day: Day::parse("2020-12-31"),
        kind: Kind::Resignation,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    let departure = departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
    let leaving = Leaving {
        kind: Kind::Resignation,
        reason: None,
        is_regretted: None,
        would_rehire: None,
        non_compete_until: Day::parse("2031-03-17"),
        note: None,
    };
    departures::actions::set_leaving(&cx, &mut conn, departure, &leaving).await.expect("kept");
    cx.commit(conn).await.expect("kept");
    tell(&t, &t.cast.hr, id, &form("CANARY-FIRM", "CANARY-TITLE", "2026-10")).await;
    for path in [
        format!("/departures/{departure}/leaving"),
        format!("/departures/{departure}"),
        "/departures".to_owned(),
    ] {
        let page = t.get(&t.cast.hr, &path).await.must_be(200);
        for mark in ["/careers", "/organisations", "CANARY"] {
            assert!(!page.has(mark), "{path} has {mark}");
        }
    }
    let page = t.get(&t.cast.hr, &career(id)).await.must_be(200);
    assert!(page.has("CANARY-TITLE") && page.has("never used to police a non-compete"));
    assert!(!page.has("2031-03-17") && !page.has("17 March 2031"));
    let journal = t.get(&t.cast.admin, "/journal?of=careers").await.must_be(200);
    assert!(journal.has("wrote down a job held elsewhere") && !journal.has("CANARY"));
    let token = crate::api::token(&t, homeport::access::Scope::ALL).await;
    let answer = crate::api::get(&t, &token, &crate::api::person("HF 0007")).await.must_be(200);
    assert!(!answer.has("CANARY"));
    t.drain().await;
    t.close().await;
}
