use homeport::{accounts, people};
use keel::contact::Contact;

use super::{code, is_in, latest, link};
use crate::on_both;
use crate::support::{Cast, House, Person};

async fn contacts(t: &House, whose: &Person) -> Vec<people::OnFile> {
    let mut conn = t.app.db.read().await.expect("a connection");
    people::contacts(&mut conn, whose.id).await.expect("contacts")
}

/// Another session of the member.
async fn another(t: &House) -> String {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let token =
        accounts::actions::open_session(&cx, &mut conn, t.cast.member.id, "phone").await.expect("a session");
    cx.commit(conn).await.expect("committed");
    token
}

on_both! {
    async fn one_session_or_all_others_can_be_ended_from_here(t: House) {
        let (one, two) = (another(t).await, another(t).await);
        let page = t.get(&t.cast.member, "/me/security").await.must_be(200);
        let close = page.attribute("form[action*='/sessions/']", "action").expect("a button");
        t.post(&t.cast.stranger, &close, &[]).await.must_be(404);
        t.post(&t.cast.member, &close, &[]).await.must_be(303);
        assert_eq!([is_in(t, &one).await, is_in(t, &two).await].iter().filter(|is_in| **is_in).count(), 1);
        t.post(&t.cast.member, "/me/security/close-others", &[]).await.must_be(303);
        assert!(!is_in(t, &one).await && !is_in(t, &two).await);
        assert!(is_in(t, &t.cast.member.token).await);
    }
}

on_both! {
    async fn a_new_password_ends_the_sessions_elsewhere(t: House) {
        let other = another(t).await;
        t.post(&t.cast.member, "/me/security/password", &[("password", "灯塔 与 码头 之间")]).await.must_be(303);
        assert!(!is_in(t, &other).await);
        assert!(is_in(t, &t.cast.member.token).await);
    }
}

on_both! {
    async fn a_second_contact_is_added_and_confirmed_by_its_code(t: House) {
        let member = &t.cast.member;
        t.post(member, "/me/security/contacts", &[("contact", "not an address")]).await.must_be(422);
        t.post(member, "/me/security/contacts", &[("contact", "138 0013 8000")]).await.must_be(303);
        let sent = latest(t, "+8613800138000").await.expect("a text message");
        let page = t.get(member, "/me/security").await.must_be(200);
        let confirm = page.attribute("form[action$='/confirm']", "action").expect("a field for the code");
        let wrong = if code(&sent) == "000000" { "111111" } else { "000000" };
        t.post(member, &confirm, &[("code", wrong)]).await.must_be(422);
        t.post(&t.cast.stranger, &confirm, &[("code", &code(&sent))]).await.must_be(404);
        t.post(member, &confirm, &[("code", &code(&sent))]).await.must_be(303);
        t.post(&Cast::visitor(), "/sign-in", &[("contact", "+86 138-0013-8000")]).await.must_be(303);
        assert!(latest(t, "+8613800138000").await.is_some_and(|kept| kept.purpose == "sign-in"));
    }
}

on_both! {
    async fn a_contact_is_confirmed_by_the_button_behind_its_link(t: House) {
        let member = &t.cast.member;
        t.post(member, "/me/security/contacts", &[("contact", "second@example.org")]).await.must_be(303);
        let link = link(&latest(t, "second@example.org").await.expect("a mail"));
        let page = t.get(&Cast::visitor(), &link).await.must_be(200);
        assert!(!page.has("second@example.org"), "the page shows only as much as its holder recognises");
        let open = contacts(t, member).await;
        assert!(open.iter().any(|on_file| on_file.confirmed_at.is_none()), "opening changes nothing");
        t.post(&Cast::visitor(), &link, &[]).await.must_be(303);
        let now = contacts(t, member).await;
        assert!(now.iter().all(|on_file| on_file.confirmed_at.is_some()));
        t.post(&Cast::visitor(), &link, &[]).await.must_be(410);
        t.get(&Cast::visitor(), "/confirm/forged").await.must_be(404);
    }
}

on_both! {
    async fn the_last_way_in_cannot_be_removed(t: House) {
        let member = &t.cast.member;
        let page = t.get(member, "/me/security").await.must_be(200);
        let remove = page.attribute("form[action$='/remove']", "action").expect("a button");
        t.post(&t.cast.stranger, &remove, &[]).await.must_be(404);
        t.post(member, &remove, &[]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(people::contacts(&mut conn, member.id).await.expect("contacts").len(), 1);
        drop(conn);
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let second = Contact::parse("second@example.org", "CN").expect("an address");
        people::actions::add_contact(&cx, &mut conn, member.id, &second, "self", true).await.expect("added");
        cx.commit(conn).await.expect("committed");
        t.post(member, &remove, &[]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let left = people::contacts(&mut conn, member.id).await.expect("contacts");
        assert_eq!(left.iter().map(|on_file| on_file.address.as_str()).collect::<Vec<_>>(), ["second@example.org"]);
    }
}

on_both! {
    async fn ones_own_security_needs_sign_in(t: House) {
        for path in ["close-others", "password", "password/remove", "contacts", "contacts/x/remove", "sessions/x/close"] {
            t.post(&Cast::visitor(), &format!("/me/security/{path}"), &[]).await.must_be(401);
        }
    }
}
