//! Whoever holds an account hears when its ways in change, and undoes it with one tap.

use std::time::Duration;

use homeport::people;
use keel::contact::Contact;
use keel::post::Kept;

use super::{code, is_in, latest, link, messages, words};
use crate::on_both;
use crate::support::{Cast, House, Person};

/// The notices of a change that were sent, the latest first.
async fn notices(t: &House) -> Vec<Kept> {
    t.drain().await;
    let mut conn = t.app.db.read().await.expect("a connection");
    let kept = keel::post::mailbox(&mut conn, 100).await.expect("the mailbox");
    kept.into_iter().filter(|kept| kept.purpose == "changed").collect()
}

async fn contacts(t: &House, who: &Person) -> Vec<String> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let on_file = people::contacts(&mut conn, who.id).await.expect("contacts");
    on_file.into_iter().map(|on_file| on_file.address).collect()
}

async fn add(t: &House, who: &Person, contact: &str) {
    t.post(who, "/me/security/contacts", &[("contact", contact)]).await.must_be(303);
}

/// The first of the member's contacts is removed, after another one was confirmed.
async fn swap(t: &House, who: &Person) {
    add(t, who, "138 0013 8000").await;
    let sent = latest(t, "+8613800138000").await.expect("a code");
    let page = t.get(who, "/me/security").await.must_be(200);
    let confirm = page.attribute("form[action$='/confirm']", "action").expect("a field for the code");
    t.post(who, &confirm, &[("code", &code(&sent))]).await.must_be(303);
    t.forget_mails().await;
    let mut conn = t.app.db.read().await.expect("a connection");
    let on_file = people::contacts(&mut conn, who.id).await.expect("contacts");
    let first = on_file.iter().find(|on_file| on_file.address == who.mail).expect("the first contact");
    let path = format!("/me/security/contacts/{}/remove", first.contact_id);
    drop(conn);
    t.post(who, &path, &[]).await.must_be(303);
}

on_both! {
    async fn a_contact_that_is_added_is_told_to_the_one_before_and_taken_off_with_one_tap(t: House) {
        let member = &t.cast.member;
        add(t, member, "138 0013 8000").await;
        let told = notices(t).await;
        assert_eq!(told.iter().map(|kept| kept.to.as_str()).collect::<Vec<_>>(), [member.mail]);
        assert!(words(&told[0]).contains("138****8000"), "{}", words(&told[0]));
        let undo = link(&told[0]);
        t.get(&Cast::visitor(), &undo).await.must_be(200);
        assert!(is_in(t, &member.token).await, "opening changes nothing");
        assert_eq!(contacts(t, member).await.len(), 2);

        t.post(&Cast::visitor(), &undo, &[]).await.must_be(303);
        assert!(!is_in(t, &member.token).await, "every session has ended");
        assert_eq!(contacts(t, member).await, [member.mail]);
        t.post(&Cast::visitor(), &undo, &[]).await.must_be(410);
        assert_eq!(notices(t).await.len(), 1, "nobody is told of what they undid themselves");
        let journal = t.get(&t.cast.admin, "/journal?of=accounts").await.must_be(200);
        assert!(journal.has("that was not me"));
    }
}

on_both! {
    async fn a_contact_that_is_removed_hears_of_it_and_asks_the_officer_to_be_given_back(t: House) {
        let member = &t.cast.member;
        swap(t, member).await;
        let told = notices(t).await;
        let mut to: Vec<_> = told.iter().map(|kept| kept.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["+8613800138000", member.mail]);
        let lost = told.iter().find(|kept| kept.to == member.mail).expect("the removed one");
        let undo = link(lost);
        let page = t.get(&Cast::visitor(), &undo).await.must_be(200);
        assert!(page.has("asks the officer"), "{:?}", page.texts("main"));
        t.post(&Cast::visitor(), &undo, &[]).await.must_be(303);
        assert!(!is_in(t, &member.token).await);
        assert_eq!(contacts(t, member).await, ["+8613800138000"], "a number may have a new holder");
        let waiting = t.get(&t.cast.officer, "/accounts/recoveries").await.must_be(200);
        assert!(waiting.has(member.mail));
        t.advance(Duration::from_secs(4 * 24 * 3600));
        let waiting = t.get(&t.cast.officer, "/accounts/recoveries").await.must_be(200);
        let approve = waiting.attribute("form[action$='/approve']", "action").expect("ripe");
        t.post(&t.cast.officer, &approve, &[]).await.must_be(303);
        let back = link(&latest(t, member.mail).await.expect("a way in"));
        let entered = t.post(&Cast::visitor(), &back, &[]).await.must_be(303);
        assert!(is_in(t, &entered.cookie("homeport").expect("a session")).await);
    }
}

on_both! {
    async fn nothing_of_a_removed_contact_is_kept_for_the_way_back(t: House) {
        swap(t, &t.cast.member).await;
        t.drain().await;
        t.forget_mails().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let count = keel::sql!("select count(*) from people_contact where address = $1");
        assert_eq!(conn.count(count, keel::args![t.cast.member.mail]).await.expect("a count"), 0);
        let links = keel::sql!("select count(*) from accounts_link where purpose = 'undo' and contact_id is not null");
        assert_eq!(conn.count(links, keel::args![]).await.expect("a count"), 0);
    }
}

on_both! {
    async fn a_password_that_is_set_or_removed_is_told_and_undone(t: House) {
        let member = &t.cast.member;
        let words = [("password", "灯塔 与 码头 之间")];
        t.post(member, "/me/security/password", &words).await.must_be(303);
        t.post(member, "/me/security/password/remove", &[]).await.must_be(303);
        t.post(member, "/me/security/password/remove", &[]).await.must_be(303);
        let told = notices(t).await;
        assert_eq!(told.len(), 2, "set and removed; removing none tells nobody");
        t.post(member, "/me/security/password", &words).await.must_be(303);
        let undo = link(&notices(t).await[0]);
        t.post(&Cast::visitor(), &undo, &[]).await.must_be(303);
        let form = [("who", member.mail), ("password", "灯塔 与 码头 之间")];
        t.post(&Cast::visitor(), "/sign-in/password", &form).await.must_be(422);
        assert!(!is_in(t, &member.token).await);
    }
}

on_both! {
    async fn what_an_officer_changes_is_told_to_a_member_and_to_nobody_else(t: House) {
        let form = [("contact", "other@example.net")];
        t.post(&t.cast.officer, &format!("/people/{}/contacts", t.cast.alumnus.id), &form).await.must_be(303);
        t.post(&t.cast.officer, &format!("/people/{}/contacts", t.cast.alumnus.id), &form).await.must_be(303);
        let told = notices(t).await;
        assert_eq!(told.iter().map(|kept| kept.to.as_str()).collect::<Vec<_>>(), [t.cast.alumnus.mail]);
        t.forget_mails().await;
        let before = messages(t).await;
        t.post(&t.cast.officer, &format!("/people/{}/contacts", t.cast.stranger.id), &form).await.must_be(303);
        assert_eq!(messages(t).await, before, "nothing is sent to somebody who did not join");
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let third = Contact::parse("third@example.net", "CN").expect("a contact");
        people::actions::add_contact(&cx, &mut conn, t.cast.alumnus.id, &third, "file", false).await.expect("added");
        cx.commit(conn).await.expect("committed");
        assert_eq!(messages(t).await, before, "nor of what a file brings");
    }
}

on_both! {
    async fn a_link_that_undoes_is_refused_when_it_is_forged_or_too_old(t: House) {
        t.get(&Cast::visitor(), "/undo/forged").await.must_be(404);
        t.post(&Cast::visitor(), "/undo/forged.cA", &[]).await.must_be(404);
        add(t, &t.cast.member, "138 0013 8000").await;
        let undo = link(&notices(t).await[0]);
        // Nobody makes another undoing of the one they were sent.
        let (token, _) = undo.split_once('.').expect("two parts");
        t.post(&Cast::visitor(), &format!("{token}.cA"), &[]).await.must_be(404);
        t.advance(Duration::from_secs(15 * 24 * 3600));
        t.get(&Cast::visitor(), &undo).await.must_be(410);
        t.post(&Cast::visitor(), &undo, &[]).await.must_be(410);
        assert!(is_in(t, &t.cast.member.token).await);
    }
}
