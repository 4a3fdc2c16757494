//! Messages that come back: marked, tried elsewhere, and those whom nothing reaches are a list.

use homeport::freshness::{self, Step};
use homeport::people;
use keel::contact::Contact;
use keel::id::Id;
use keel::post::{Channel, Delivered, Fate};

use super::{allow, ask, link, number};
use crate::on_both;
use crate::profiles::list;
use crate::support::{Cast, House, Person};

/// The server said: never.
async fn bounce(t: &House, link: &str) {
    let ticket = link.rsplit('/').next().expect("a ticket");
    let about = t.app.key.redeem("freshness.ask", ticket);
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let delivered = Delivered {
        delivery_id: Id([1; 16]),
        channel: Channel::Mail,
        purpose: freshness::PURPOSE.to_owned(),
        about,
        recipient: None,
        at: t.clock.now(),
        fate: Fate::Failed { is_permanent: true, reply: "550".to_owned() },
    };
    freshness::actions::delivered(&cx, &mut conn, &delivered).await.expect("noted");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
}

on_both! {
    async fn what_bounced_is_marked_and_the_next_address_is_tried(t: House) {
        let who = &t.cast.alumnus;
        allow(t, who).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let second = Contact::parse("second@example.net", "CN").expect("a contact");
        people::actions::add_contact(&cx, &mut conn, who.id, &second, "officer", false).await.expect("added");
        conn.commit().await.expect("kept");
        let campaign = ask(t, "").await;
        let first = link(t, who).await;
        bounce(t, &first).await;
        let again = t.mails().await.into_iter().find(|mail| mail.to == "second@example.net").expect("tried there");
        assert_eq!(again.link("/f/").as_deref(), Some(first.as_str()));
        assert_eq!(number(t, &campaign, Step::Bounced).await, 0);
        bounce(t, &first).await;
        assert_eq!(number(t, &campaign, Step::Bounced).await, 1);
        let mut conn = t.app.db.read().await.expect("a connection");
        let known = people::contacts(&mut conn, who.id).await.expect("contacts");
        assert!(known.iter().all(|one| one.failed_at.is_some()));
        let spent = homeport::budget::spent(&cx, &mut conn, who.id).await.expect("a count");
        assert_eq!(spent, 0, "what never arrived does not count");
        drop(conn);
        let lost = t.get(&t.cast.officer, "/lost").await.must_be(200);
        assert_eq!(lost.texts(".list b"), [who.name]);
    }
}

/// Nothing reaches the alumnus any more.
async fn lose(t: &House, who: &Person) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::fail_contact(&cx, &mut conn, who.id, who.mail).await.expect("failed");
    conn.commit().await.expect("kept");
}

on_both! {
    async fn those_who_worked_with_them_get_a_link_that_says_nothing_about_anybody(t: House) {
        let (who, colleague) = (&t.cast.alumnus, &t.cast.member);
        lose(t, who).await;
        let path = format!("/lost/{}/ask", who.id);
        t.post(&t.cast.officer, &path, &[]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.is_empty(), "who is not shown to members is asked about by nobody");
        assert!(!t.get(colleague, "/home").await.must_be(200).has(who.name));
        list(t, who).await;
        allow(t, colleague).await;
        t.post(&t.cast.officer, &path, &[]).await.must_be(303);
        t.drain().await;
        let mails = t.mails().await;
        assert_eq!(mails.len(), 1, "the manager did not allow it");
        assert_eq!((mails[0].to.as_str(), mails[0].purpose.as_str()), (colleague.mail, "lost"));
        let way = mails[0].link("/lost/way").expect("a link to pass on");
        assert_eq!(way, "/lost/way");
        let passed = t.get(&Cast::visitor(), &way).await.must_be(200);
        assert!(!passed.has(who.name) && passed.has("/claims/new"));
        let home = t.get(colleague, "/home").await.must_be(200);
        assert!(home.has(who.name) && home.has("/lost/way"));
        t.forget_mails().await;
        t.post(&t.cast.officer, &path, &[]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.is_empty(), "nobody is asked twice about one person");
        assert!(t.get(&t.cast.officer, "/lost").await.must_be(200).has("one colleague was asked"));
    }
}

on_both! {
    async fn whoever_is_reached_again_is_lost_no_more(t: House) {
        let who = &t.cast.alumnus;
        lose(t, who).await;
        assert!(t.get(&t.cast.officer, "/lost").await.must_be(200).has(who.name));
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let known = people::contacts(&mut conn, who.id).await.expect("contacts").remove(0);
        people::actions::confirm_contact(&cx, &mut conn, known.contact_id).await.expect("confirmed");
        conn.commit().await.expect("kept");
        assert!(!t.get(&t.cast.officer, "/lost").await.must_be(200).has(who.name));
        t.post(&t.cast.officer, &format!("/lost/{}/ask", who.id), &[]).await.must_be(303);
    }
}

on_both! {
    async fn officers_alone_see_who_is_lost(t: House) {
        let path = format!("/lost/{}/ask", t.cast.alumnus.id);
        t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
        for who in [&t.cast.member, &t.cast.manager, &t.cast.admin] {
            t.get(who, "/lost").await.must_be(403);
            t.post(who, &path, &[]).await.must_be(403);
        }
        t.post(&t.cast.officer, "/lost/00000000-0000-7000-8000-000000000000/ask", &[]).await.must_be(404);
        t.get(&Cast::visitor(), "/lost/way").await.must_be(200);
    }
}
