//! A canary in every hidden field; then every page, as everybody, is searched for it.

use homeport::departures::{self, Decision, DepartureId, Kind, Leaving, NewDeparture, Rehire, Who};
use homeport::members::{self, Purpose};
use homeport::people::{self, Audience, NameKind};
use homeport::{careers, invitations, organisations, routes};
use keel::clock::Day;
use keel::contact::Contact;
use keel::partial::Partial;

use crate::support::{Engine, House};

/// What HR alone may know.
const REASON: &str = "CANARY-REASON";
const NOTE: &str = "CANARY-NOTE";
const DECISION: &str = "CANARY-DECISION";
const NON_COMPETE: &str = "2031-03-17";
/// What the member keeps to themselves.
const FORMER: &str = "CANARY-FORMER";
/// What only officers see beside their owner.
const PLACE: &str = "CANARY-PLACE";
const FIRM: &str = "CANARY-FIRM";
const CONTACT: &str = "canary-contact@example.org";

/// Fills the hidden fields of the alumnus and of the stranger, who is dismissed.
async fn hide(t: &House) -> DepartureId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let tenure = people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures").remove(0);
    let new = NewDeparture {
        who: Who::Known(tenure.tenure_id),
        last_day: Day::parse("2020-12-31"),
        kind: Kind::Dismissal,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    let departure = departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
    let leaving = Leaving {
        kind: Kind::Dismissal,
        reason: Some(REASON.to_owned()),
        is_regretted: Some(false),
        would_rehire: Some(Rehire::No),
        non_compete_until: Day::parse(NON_COMPETE),
        note: Some(NOTE.to_owned()),
    };
    departures::actions::set_leaving(&cx, &mut conn, departure, &leaving).await.expect("kept");
    departures::actions::decide(&cx, &mut conn, &[departure], Decision::Invite, DECISION)
        .await
        .expect("decided");
    departures::actions::complete(&cx, &mut conn, departure).await.expect("complete");
    let names = [(FORMER.to_owned(), NameKind::Former, Audience::Me)];
    people::actions::set_names(&cx, &mut conn, t.cast.alumnus.id, &names).await.expect("named");
    let contact = Contact::parse(CONTACT, "CN").expect("a contact");
    people::actions::add_contact(&cx, &mut conn, t.cast.alumnus.id, &contact, "self", true)
        .await
        .expect("added");
    people::actions::set_place(&cx, &mut conn, t.cast.alumnus.id, Some(PLACE)).await.expect("placed");
    let job = careers::Entry {
        organisation: FIRM.to_owned(),
        title: Some(FIRM.to_owned()),
        place: None,
        is_founder: true,
        started: Partial::parse("2026-10"),
        ended: None,
        what: Some(FIRM.to_owned()),
        source: careers::Source::Own,
    };
    careers::actions::add(&cx, &mut conn, t.cast.alumnus.id, job).await.expect("told");
    let skill = careers::NewLearnt::skill(FIRM, careers::Source::Own);
    careers::actions::learnt::add(&cx, &mut conn, t.cast.alumnus.id, skill).await.expect("told");
    members::actions::set_consent(&cx, &mut conn, t.cast.alumnus.id, Purpose::News, true)
        .await
        .expect("news");
    members::actions::set_consent(&cx, &mut conn, t.cast.alumnus.id, Purpose::Listed, true)
        .await
        .expect("listed");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
    departure
}

/// Every address that can be read, with the things of the alumnus and the stranger in it.
async fn addresses(t: &House, departure: DepartureId) -> Vec<String> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let invitation = invitations::of_departure(&mut conn, departure).await.expect("a look").expect("invited");
    let link = invitations::link(&t.app, invitation.invitation_id, invitation.version);
    let mut all = Vec::new();
    for row in routes::table().rows.iter().filter(|row| row.method == "GET") {
        let path = row.path;
        if path.starts_with("/i/") {
            all.push(path.replace("/i/{token}", &link));
        } else if path.starts_with("/departures/{id}") {
            all.push(path.replace("{id}", &departure.to_string()));
        } else if path.starts_with("/invitations/{id}") {
            all.push(path.replace("{id}", &invitation.invitation_id.to_string()));
        } else if path.starts_with("/organisations/{id}") {
            let firm = organisations::called(&mut conn, FIRM).await.expect("a look").expect("told of");
            all.push(path.replace("{id}", &firm.to_string()));
        } else if path.starts_with("/careers/{person}") {
            all.push(path.replace("{person}", &t.cast.alumnus.id.to_string()));
        } else if path.starts_with("/people/{id}") {
            for person in [t.cast.alumnus.id, t.cast.stranger.id] {
                all.push(path.replace("{id}", &person.to_string()));
            }
        } else {
            all.push(path.to_owned());
        }
    }
    for word in ["canary", "CANARY-FORMER", "欧阳", "HF"] {
        all.push(format!(
            "/people?q={}",
            url::form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>()
        ));
    }
    all.push("/organisations?q=canary".to_owned());
    all.push(format!("/people?skill={FIRM}"));
    for by in ["organisation", "industry", "left"] {
        all.push(format!("/places?by={by}"));
    }
    all.push(format!("/people?place={PLACE}"));
    all.push("/people?language=zh-CN&from=2019&to=2024".to_owned());
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_hr_alone_may_know_is_on_nobody_elses_page() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let departure = hide(&t).await;
    let mut seen_by_hr = 0;
    for path in addresses(&t, departure).await {
        for (name, person) in t.cast.everybody() {
            let reply = t.get(&person, &path).await;
            let found = [REASON, NOTE, DECISION, NON_COMPETE].into_iter().any(|secret| reply.has(secret));
            if name == "hr" {
                seen_by_hr += usize::from(found);
                continue;
            }
            assert!(!found, "{path} shows {name} what HR alone may know");
        }
    }
    assert!(seen_by_hr > 0, "HR has a page for it; else this test proves nothing");
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_member_keeps_to_themselves_is_on_no_other_members_page() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let departure = hide(&t).await;
    let mut seen_by_owner = 0;
    for path in addresses(&t, departure).await {
        for (name, person) in t.cast.everybody() {
            let reply = t.get(&person, &path).await;
            // What was searched for is repeated in the search field.
            let is_echo = path.contains("CANARY");
            let found = ((reply.has(FORMER) || reply.has(PLACE) || reply.has(FIRM)) && !is_echo)
                || reply.has(CONTACT);
            match name {
                "alumnus" => seen_by_owner += usize::from(found),
                "visitor" | "stranger" | "member" | "manager" => {
                    assert!(!found, "{path} shows {name} what a member keeps to themselves");
                }
                // Officers work with contacts; administrators see what leaves.
                _ => {}
            }
        }
    }
    assert!(seen_by_owner > 0, "the owner sees their own; else this test proves nothing");
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_system_reads_what_hr_or_a_person_alone_may_know() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let departure = hide(&t).await;
    let token = crate::api::token(&t, homeport::access::Scope::ALL).await;
    let mut opened = 0;
    for row in routes::table().rows.iter().filter(|row| row.method == "GET" && row.path.starts_with("/api/"))
    {
        for number in ["HF%200006", "HF%200007"] {
            let path = row.path.replace("{id}", &departure.to_string());
            let path = path.replace("{entity}", &t.cast.school.to_string()).replace("{number}", number);
            let reply = crate::api::get(&t, &token, &path).await.must_be(200);
            opened += 1;
            // The document names the kinds; an answer does not.
            let is_answer = !path.ends_with("openapi.json");
            for secret in [REASON, NOTE, DECISION, NON_COMPETE, FORMER, CONTACT, FIRM] {
                assert!(!reply.has(secret), "{path} shows {secret}");
            }
            assert!(!(is_answer && reply.has("dismissal")), "{path} shows how somebody left");
        }
    }
    assert_eq!(opened, 6, "every row was read");
    t.close().await;
}
