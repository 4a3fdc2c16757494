//! A merge taken back, to exactly the two that were.

use std::time::Duration;

use homeport::careers::{self, NewLearnt, Source};
use homeport::duplicates::actions::sweep;
use homeport::members::{self, Purpose};
use homeport::people;

use super::together::{both, consents, contact, signed_in, strangers};
use super::{Who, enter, look, merge, must_be_same, state};
use crate::on_both;
use crate::support::House;

async fn undo(t: &House, merged: &str, form: &[(&str, &str)]) {
    t.post(&t.cast.officer, &format!("{merged}/undo"), form).await.must_be(303);
}

on_both! {
    async fn two_members_are_exactly_who_they_were(t: House) {
        let (one, other) = both(t).await;
        let before = state(&t.app).await;
        for (stay, gone) in [(one, other), (other, one)] {
            t.advance(Duration::from_secs(60));
            let merged = merge(t, stay, gone).await;
            assert_ne!(before, state(&t.app).await);
            t.advance(Duration::from_secs(3_600));
            undo(t, &merged, &[]).await;
            must_be_same(&before, &state(&t.app).await);
            t.post(&t.cast.officer, &format!("{merged}/undo"), &[]).await.must_be(409);
        }
        t.drain().await;
    }
}

on_both! {
    async fn two_with_invitations_under_way_are_exactly_who_they_were(t: House) {
        let (one, other) = strangers(t).await;
        look(t).await;
        let before = state(&t.app).await;
        let sides = if one < other { ("one", "other") } else { ("other", "one") };
        let form = [("stay", sides.0), ("name", sides.1), ("place", sides.1)];
        let path = format!("{}/merge", super::path(one, other));
        let merged = t.post(&t.cast.officer, &path, &form).await.must_be(303).location().to_owned();
        let name = people::person(&mut t.app.db.read().await.expect("a connection"), one).await.expect("who stays").name;
        assert_eq!(name, "Cheng Yanqiu", "the name of the other was chosen");
        undo(t, &merged, &[]).await;
        must_be_same(&before, &state(&t.app).await);
    }
}

on_both! {
    async fn two_who_were_asked_in_one_campaign_and_can_the_same_are_exactly_who_they_were(t: House) {
        let (one, other) = both(t).await;
        crate::freshness::ask(t, "").await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        for who in [one, other] {
            let skill = NewLearnt::skill("Rust", Source::Officer);
            careers::actions::learnt::add(&cx, &mut conn, who, skill).await.expect("told");
        }
        conn.commit().await.expect("kept");
        let before = state(&t.app).await;
        assert!(before["freshness_step"].len() >= 2, "both are in the campaign");
        let merged = merge(t, one, other).await;
        let page = t.get(&t.cast.officer, &format!("/people/{one}")).await.must_be(200);
        assert_eq!(page.texts(".chip"), ["Rust"], "said once");
        assert_eq!(state(&t.app).await["freshness_ask"].len(), before["freshness_ask"].len() - 1);
        undo(t, &merged, &[]).await;
        must_be_same(&before, &state(&t.app).await);
    }
}

on_both! {
    async fn what_was_changed_since_is_given_to_the_one_the_officer_says(t: House) {
        let one = enter(t, Who { contacts: &["138 0013 8333"], ..Who::usual() }).await;
        let other = enter(t, Who { name: "Cheng Yanqiu", place: Some("武汉"), ..Who::usual() }).await;
        let merged = merge(t, one, other).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::set_place(&cx, &mut conn, one, Some("成都")).await.expect("moved");
        let added = contact("new@example.net");
        let id = people::actions::add_contact(&cx, &mut conn, one, &added, "officer", false).await.expect("added");
        let more = people::NewTenure { started_on: keel::clock::Day::parse("2021-01-01").expect("a day"), number: Some("F 888".to_owned()), ..tenure(t) };
        let late = people::actions::open_tenure(&cx, &mut conn, one, &more).await.expect("came back");
        cx.commit(conn).await.expect("kept");
        t.drain().await;

        let page = t.get(&t.cast.officer, &merged).await.must_be(200);
        for wanted in ["Place: 成都", "Contact: new@example.net", "F 888"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        let (by_contact, by_tenure) = (format!("people_contact:{id}"), format!("people_tenure:{late}"));
        undo(t, &merged, &[("place", "stays"), (&by_contact, "goes"), (&by_tenure, "goes")]).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let place = |person: people::Person| person.place.unwrap_or_default();
        assert_eq!(place(people::person(&mut conn, one).await.expect("one")), "成都");
        assert_eq!(place(people::person(&mut conn, other).await.expect("other")), "武汉");
        assert_eq!(people::contacts(&mut conn, one).await.expect("contacts").len(), 1);
        assert_eq!(people::contacts(&mut conn, other).await.expect("contacts")[0].address, "new@example.net");
        assert_eq!(people::find_by_number(&mut conn, t.cast.school, "F 888").await.expect("a look"), Some(other));
    }
}

fn tenure(t: &House) -> people::NewTenure {
    people::NewTenure {
        entity: t.cast.school,
        number: None,
        kind: people::PersonKind::Employee,
        department: None,
        title: None,
        manager: None,
        started_on: keel::clock::Day::parse("2021-01-01").expect("a day"),
        ended_on: None,
        source: "officer".to_owned(),
    }
}

on_both! {
    async fn a_no_and_a_removed_contact_since_count_for_both(t: House) {
        let (one, other) = both(t).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        homeport::suspensions::actions::lift(&cx, &mut conn, other).await.expect("lifted");
        cx.commit(conn).await.expect("kept");
        let merged = merge(t, one, other).await;
        t.advance(Duration::from_secs(60));
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        members::actions::set_consent(&cx, &mut conn, one, Purpose::Listed, false).await.expect("a no");
        let contacts = people::contacts(&mut conn, one).await.expect("contacts");
        let mail = contacts.iter().find(|it| it.address == "shuyan@example.org").expect("the one both had");
        people::actions::remove_contact(&cx, &mut conn, mail.contact_id).await.expect("removed");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        undo(t, &merged, &[]).await;
        assert!(!consents(t, one).await.contains(&Purpose::Listed));
        assert!(!consents(t, other).await.contains(&Purpose::Listed));
        let mut conn = t.app.db.read().await.expect("a connection");
        for person in [one, other] {
            let left = people::contacts(&mut conn, person).await.expect("contacts");
            assert!(left.iter().all(|it| it.address != "shuyan@example.org"), "{left:?}");
        }
        drop(conn);
        t.drain().await;
    }
}

on_both! {
    async fn a_later_merge_is_taken_back_before_an_earlier_one(t: House) {
        let (one, two, three) = (enter(t, Who::usual()).await, enter(t, Who::usual()).await, enter(t, Who::usual()).await);
        let before = state(&t.app).await;
        let first = merge(t, one, two).await;
        t.advance(Duration::from_secs(1));
        let second = merge(t, three, one).await;
        let officer = &t.cast.officer;
        let old = t.get(officer, &format!("/people/{two}")).await.must_be(303);
        assert_eq!(old.location(), format!("/people/{three}"), "a chain is one step");
        assert!(t.post(officer, &format!("{first}/undo"), &[]).await.must_be(409).has("later one apart first"));
        undo(t, &second, &[]).await;
        undo(t, &first, &[]).await;
        must_be_same(&before, &state(&t.app).await);
    }
}

on_both! {
    async fn deleting_a_person_deletes_what_was_kept_of_their_merges(t: House) {
        let one = enter(t, Who::usual()).await;
        let other = enter(t, Who { name: "CANARY-MERGED", contacts: &["canary@merged.example.net"], ..Who::usual() }).await;
        merge(t, one, other).await;
        let kept = keel::sql!("select count(*) from duplicates_row");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(conn.count(kept, keel::args![]).await.expect("a count") > 0);
        drop(conn);
        t.post(&t.cast.officer, &format!("/people/{one}/delete"), &[]).await.must_be(303);
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(conn.count(kept, keel::args![]).await.expect("a count"), 0);
        drop(conn);
        let all = state(&t.app).await;
        assert!(all.values().flatten().all(|row| !row.contains("CANARY") && !row.contains("canary")));
        t.get(&t.cast.officer, &format!("/people/{other}")).await.must_be(404);
    }
}

on_both! {
    async fn what_is_kept_to_undo_goes_after_its_day(t: House) {
        let (one, other) = (enter(t, Who::usual()).await, enter(t, Who::usual()).await);
        let merged = merge(t, one, other).await;
        t.advance(Duration::from_secs(181 * 86_400));
        sweep(&t.app).await.expect("swept");
        let officer = &signed_in(t, t.cast.officer.id).await;
        let page = t.get(officer, &merged).await.must_be(200);
        assert!(page.has("is over") && page.texts("form button").iter().all(|words| !words.contains("apart")));
        t.post(officer, &format!("{merged}/undo"), &[]).await.must_be(409);
        let old = t.get(officer, &format!("/people/{other}")).await.must_be(303);
        assert_eq!(old.location(), format!("/people/{one}"), "the way to who stayed is left");
        t.drain().await;
    }
}

on_both! {
    async fn the_photo_that_was_not_chosen_is_kept_until_nobody_can_want_it_back(t: House) {
        use crate::profiles::photos::{files, png, put};
        let (one, other) = (t.cast.alumnus.id, enter(t, Who::usual()).await);
        let second = signed_in(t, other).await;
        put(t, &t.cast.alumnus, &png()).await.must_be(303);
        put(t, &second, &png()).await.must_be(303);
        let before = state(&t.app).await;
        let merged = merge(t, one, other).await;
        assert_eq!(files(t), 4, "both are there, large and small");
        undo(t, &merged, &[]).await;
        must_be_same(&before, &state(&t.app).await);
        merge(t, one, other).await;
        t.post(&t.cast.officer, &format!("/people/{one}/delete"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(files(t), 0);
    }
}
