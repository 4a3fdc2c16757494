//! Two records with something in every table that a merge has a rule for.

use homeport::members::{self, Field, Purpose};
use homeport::people::{self, Audience, PersonId};
use homeport::{accounts, careers, departures, invitations, suspensions, welcome};
use keel::clock::Day;
use keel::contact::Contact;

use super::{Who, enter};
use crate::support::{House, Person};

/// The alumnus of the cast, a member, and another record of theirs, a member as well: both with a contact in common, jobs
/// elsewhere, wishes, a departure, an invitation, choices.
pub async fn both(t: &House) -> (PersonId, PersonId) {
    let one = t.cast.alumnus.id;
    let who = Who {
        name: "Ouyang Shuyan",
        number: None,
        from: "2019-01-01",
        to: Some("2024-06-30"),
        contacts: &["shuyan@example.org", "138 0013 8111"],
        place: Some("深圳"),
        ..Who::usual()
    };
    let other = enter(t, who).await;
    let earlier = Who { from: "2014-01-01", to: Some("2015-02-28"), number: Some("F 777"), ..who };
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let new = people::NewTenure {
        entity: t.cast.school,
        number: earlier.number.map(str::to_owned),
        kind: people::PersonKind::Intern,
        department: Some("教务部".to_owned()),
        title: None,
        manager: Some(one),
        started_on: Day::parse(earlier.from).expect("a day"),
        ended_on: earlier.to.and_then(Day::parse),
        source: "file".to_owned(),
    };
    people::actions::open_tenure(&cx, &mut conn, other, &new).await.expect("a run of employment");
    people::actions::add_name(&cx, &mut conn, other, "小欧").await.expect("a name");
    people::actions::add_name(&cx, &mut conn, one, "小欧").await.expect("a name");
    cx.commit(conn).await.expect("kept");
    as_members(t, one, other).await;
    let fields = [("name", "everyone"), ("place", "members")];
    let sent = t.post(&t.cast.alumnus, "/me/fields", &fields).await;
    assert!(sent.status.as_u16() < 400, "{sent:?}");
    t.drain().await;
    (one, other)
}

/// What two members say and get.
async fn as_members(t: &House, one: PersonId, other: PersonId) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    members::actions::join(&cx, &mut conn, other, &members::Choices::default()).await.expect("a member");
    for purpose in [Purpose::Listed, Purpose::Letters] {
        members::actions::set_consent(&cx, &mut conn, one, purpose, true).await.expect("a yes");
    }
    for purpose in [Purpose::Listed, Purpose::News] {
        members::actions::set_consent(&cx, &mut conn, other, purpose, true).await.expect("a yes");
    }
    for (person, title) in [(one, "编辑"), (other, "译者")] {
        let job = careers::Entry {
            organisation: "远帆出版社".to_owned(),
            title: Some(title.to_owned()),
            place: None,
            is_founder: false,
            started: keel::partial::Partial::parse("2024-09"),
            ended: None,
            what: None,
            source: careers::Source::Officer,
        };
        careers::actions::add(&cx, &mut conn, person, job).await.expect("a job");
    }
    people::actions::set_place(&cx, &mut conn, one, Some("长沙")).await.expect("a place");
    for to in [one, other] {
        welcome::actions::wish_from(&cx, &mut conn, to, t.cast.member.id, "一路顺风").await.expect("a wish");
    }
    welcome::actions::wish_from(&cx, &mut conn, one, other, "给自己").await.expect("a wish");
    let reason = suspensions::Ground::ALL[0];
    suspensions::actions::suspend(&cx, &mut conn, other, reason, 30).await.expect("suspended");
    cx.commit(conn).await.expect("kept");
}

/// Two who were only ever in files, each with a departure and an invitation under way.
pub async fn strangers(t: &House) -> (PersonId, PersonId) {
    let mut all = Vec::new();
    for (name, mail) in [("程砚秋", "yan@merge.example.net"), ("Cheng Yanqiu", "qiu@merge.example.net")] {
        let contacts = [mail, "138 0013 8222"];
        let person = enter(t, Who { name, to: None, contacts: &contacts, ..Who::usual() }).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let tenure = people::tenures(&mut conn, person).await.expect("tenures").remove(0);
        let new = departures::NewDeparture {
            who: departures::Who::Known(tenure.tenure_id),
            last_day: Day::parse("2026-11-20"),
            kind: departures::Kind::Resignation,
            contacts: Vec::new(),
            language: None,
            manager: None,
        };
        let departure = departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
        departures::actions::complete(&cx, &mut conn, departure).await.expect("complete");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(invitations::of_person(&mut conn, person).await.expect("a look").is_some());
        all.push(person);
    }
    (all[0], all[1])
}

/// Signed in as somebody who is nobody of the cast.
pub async fn signed_in(t: &House, id: PersonId) -> Person {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let token = accounts::actions::open_session(&cx, &mut conn, id, "test").await.expect("a session");
    cx.commit(conn).await.expect("kept");
    Person { id, name: "", mail: "", token }
}

pub fn contact(text: &str) -> Contact {
    Contact::parse(text, "CN").expect("a contact")
}

pub async fn audience(t: &House, person: PersonId, field: Field) -> Audience {
    members::audience(&mut t.app.db.read().await.expect("a connection"), person, field)
        .await
        .expect("an audience")
}

pub async fn consents(t: &House, person: PersonId) -> Vec<Purpose> {
    members::consents(&mut t.app.db.read().await.expect("a connection"), person).await.expect("consents")
}
