//! Greetings, wishes, the first page.

use std::time::Duration;

use homeport::departures::{self, Kind, NewDeparture, Who};
use homeport::members::{self, Purpose};
use homeport::people::{self, PersonId};
use homeport::welcome;
use keel::clock::Day;

use crate::on_both;
use crate::support::{Cast, House, Person};

const WEEK: Duration = Duration::from_secs(7 * 24 * 3_600);

/// The stranger's departure, complete.
async fn leave(t: &House) -> departures::DepartureId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let tenure = people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures").remove(0);
    let new = NewDeparture {
        who: Who::Known(tenure.tenure_id),
        last_day: Day::parse("2020-12-31"),
        kind: Kind::Resignation,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    let departure = departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
    cx.commit(conn).await.expect("kept");
    departure
}

async fn allow(t: &House, person: &Person, purposes: &[Purpose]) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    for purpose in purposes {
        members::actions::set_consent(&cx, &mut conn, person.id, *purpose, true).await.expect("allowed");
    }
    conn.commit().await.expect("kept");
}

async fn join(t: &House, person: PersonId) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    members::actions::join(&cx, &mut conn, person, &members::Choices::default()).await.expect("joined");
    welcome::actions::ask_for_wishes(&cx, &mut conn, person).await.expect("asked");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
}

on_both! {
    async fn who_worked_with_a_new_member_and_agreed_is_asked_and_one_tap_sends_the_wish(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        join(t, t.cast.stranger.id).await;
        let mails = t.mails().await;
        let asked: Vec<_> = mails.iter().filter(|mail| mail.purpose == "wish").collect();
        assert_eq!(asked.len(), 1, "the alumnus did not agree to such messages");
        assert_eq!(asked[0].to, t.cast.member.mail);
        assert!(asked[0].subject.contains(t.cast.stranger.name));

        let link = asked[0].link("/w/").expect("a link");
        let page = t.get(&Cast::visitor(), &link).await.must_be(200);
        let ready = page.attribute("input[name=ready]", "value").expect("a wish that is ready");
        assert!(t.get(&t.cast.stranger, "/home").await.must_be(200).texts("article .words").is_empty());
        t.post(&Cast::visitor(), &link, &[("ready", &ready)]).await.must_be(303);
        let home = t.get(&t.cast.stranger, "/home").await.must_be(200);
        assert_eq!(home.texts("article .words"), [ready]);
        assert!(home.has(t.cast.member.name));
    }
}

on_both! {
    async fn nobody_is_asked_twice_within_a_week(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        join(t, t.cast.stranger.id).await;
        t.forget_mails().await;
        t.advance(Duration::from_secs(3_600));
        join(t, t.cast.officer.id).await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "wish"));
        t.advance(WEEK);
        t.drain().await;
        t.forget_mails().await;
        join(t, t.cast.hr.id).await;
        assert_eq!(t.mails().await.iter().filter(|mail| mail.purpose == "wish").count(), 1);
    }
}

on_both! {
    async fn whoever_the_officer_excluded_is_not_asked(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes, Purpose::Listed]).await;
        let departure = leave(t).await;
        let path = format!("/departures/{departure}/exclusions");
        let form = [("person", &*t.cast.member.id.to_string()), ("exclude", "yes")].map(|(k, v)| (k, v.to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        t.post(&t.cast.officer, &path, &form).await.must_be(303);
        t.forget_mails().await;
        join(t, t.cast.stranger.id).await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "wish"));
    }
}

/// The stranger's invitation, as the mail brings it.
async fn invited(t: &House) -> String {
    let departure = leave(t).await;
    t.post(&t.cast.officer, &format!("/departures/{departure}/complete"), &[]).await.must_be(303);
    t.drain().await;
    t.mails().await.iter().find_map(|mail| mail.link("/i/")).expect("an invitation")
}

on_both! {
    async fn whoever_the_leaver_spares_is_not_asked(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes, Purpose::Listed]).await;
        let link = invited(t).await;
        let member = t.cast.member.id.to_string();
        let page = t.get(&Cast::visitor(), &link).await.must_be(200);
        assert_eq!(page.attribute(&format!("input[value='{member}']"), "name").as_deref(), Some("spare"));
        t.post(&Cast::visitor(), &link, &[("spare", &member)]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "wish"));
    }
}

on_both! {
    async fn a_leaver_who_wants_no_wishes_has_nobody_asked(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        let link = invited(t).await;
        t.post(&Cast::visitor(), &link, &[("spare", "all")]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "wish"));
    }
}

on_both! {
    async fn never_ask_me_again_ends_it_in_one_tap(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        join(t, t.cast.stranger.id).await;
        let link = t.mails().await.iter().find_map(|mail| mail.link("/w/")).expect("a link");
        t.post(&Cast::visitor(), &format!("{link}/decline"), &[("never", "yes")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(!members::consent(&mut conn, t.cast.member.id, Purpose::Wishes).await.expect("a consent"));
    }
}

on_both! {
    async fn a_forged_wish_link_is_nothing(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        join(t, t.cast.stranger.id).await;
        let link = t.mails().await.iter().find_map(|mail| mail.link("/w/")).expect("a link");
        let other = if &link[20..21] == "A" { 'B' } else { 'A' };
        let forged = format!("{}{other}{}", &link[..20], &link[21..]);
        assert_ne!(forged, link);
        t.get(&Cast::visitor(), &forged).await.must_be(404);
        t.post(&Cast::visitor(), &forged, &[("words", "x")]).await.must_be(404);
    }
}

on_both! {
    async fn an_empty_or_endless_wish_comes_back_with_its_problem(t: House) {
        allow(t, &t.cast.member, &[Purpose::Wishes]).await;
        join(t, t.cast.stranger.id).await;
        let link = t.mails().await.iter().find_map(|mail| mail.link("/w/")).expect("a link");
        t.post(&Cast::visitor(), &link, &[("words", "  ")]).await.must_be(422);
        let endless = "好".repeat(1_001);
        let page = t.post(&Cast::visitor(), &link, &[("words", &endless)]).await.must_be(422);
        assert!(page.has(&endless), "what was typed is kept");
    }
}

on_both! {
    async fn nothing_is_said_in_anybodys_name_before_they_agree(t: House) {
        let departure = leave(t).await;
        let path = format!("/departures/{departure}/greeting");
        let signer = t.cast.manager.id.to_string();
        let form = [("signer", signer.as_str()), ("words", "谢谢你，{{ name }}。")];
        t.post(&t.cast.officer, &path, &form).await.must_be(303);
        t.drain().await;
        let spoken = async || {
            let mut conn = t.app.db.read().await.expect("a connection");
            welcome::greeting(&t.app, &mut conn, departure).await.expect("a look")
        };
        assert!(spoken().await.is_none());

        let mails = t.mails().await;
        let asked = mails.iter().find(|mail| mail.purpose == "greeting").expect("the signer is asked");
        assert_eq!(asked.to, t.cast.manager.mail);
        let link = asked.link("/g/").expect("a link");
        t.get(&Cast::visitor(), &link).await.must_be(200);
        assert!(spoken().await.is_none(), "looking signs nothing");
        t.post(&Cast::visitor(), &link, &[("words", "谢谢你，{{ name }}，常来。")]).await.must_be(303);
        let greeting = spoken().await.expect("signed");
        assert_eq!(greeting.words, format!("谢谢你，{}，常来。", t.cast.stranger.name));
        assert_eq!(greeting.signer_name, t.cast.manager.name);
    }
}

on_both! {
    async fn a_refused_greeting_is_not_used(t: House) {
        let departure = leave(t).await;
        let signer = t.cast.manager.id.to_string();
        let form = [("signer", signer.as_str()), ("words", "再见")];
        t.post(&t.cast.officer, &format!("/departures/{departure}/greeting"), &form).await.must_be(303);
        t.drain().await;
        let link = t.mails().await.iter().find_map(|mail| mail.link("/g/")).expect("a link");
        t.post(&Cast::visitor(), &link, &[("words", "再见"), ("refuse", "yes")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(welcome::greeting(&t.app, &mut conn, departure).await.expect("a look").is_none());
    }
}

on_both! {
    async fn a_standing_greeting_speaks_for_a_manager_while_they_work_here(t: House) {
        let departure = leave(t).await;
        t.post(&t.cast.manager, "/greetings/standing", &[("words", "{{ name }}，谢谢。")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let greeting = welcome::greeting(&t.app, &mut conn, departure).await.expect("a look").expect("a greeting");
        assert_eq!(greeting.words, format!("{}，谢谢。", t.cast.stranger.name));
        drop(conn);

        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let tenure = people::tenures(&mut conn, t.cast.manager.id).await.expect("tenures").remove(0);
        let yesterday = Day::parse("2026-11-20").expect("a day");
        people::actions::end_tenure(&cx, &mut conn, tenure.tenure_id, yesterday).await.expect("ended");
        conn.commit().await.expect("kept");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(welcome::greeting(&t.app, &mut conn, departure).await.expect("a look").is_none());
    }
}

on_both! {
    async fn writing_a_greeting_needs_sign_in_and_the_role(t: House) {
        let departure = leave(t).await;
        let path = format!("/departures/{departure}/greeting");
        t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
        t.post(&t.cast.member, &path, &[]).await.must_be(403);
        t.post(&t.cast.officer, &path, &[]).await.must_be(422);
        t.post(&t.cast.member, "/greetings/standing", &[("words", "x")]).await.must_be(403);
    }
}
