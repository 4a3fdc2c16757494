//! A membership rests: with a reason, a term, and an appeal.

use std::time::Duration;

use homeport::members::{self, Purpose};

use crate::claims::allow;
use crate::on_both;
use crate::profiles::list;
use crate::support::{Cast, House, Person, Sent};

const DAY: Duration = Duration::from_secs(24 * 3_600);
const THIRTY: [(&str, &str); 2] = [("ground", "advertising"), ("days", "30")];

async fn told(t: &House, who: &Person) -> Sent {
    let mails = t.mails().await;
    mails.into_iter().find(|mail| mail.to == who.mail && mail.purpose == "suspension").expect("a message")
}

/// The alumnus is suspended; the path of what they read.
pub async fn suspend(t: &House) -> String {
    let who = &t.cast.alumnus;
    list(t, who).await;
    t.post(&t.cast.officer, &format!("/people/{}/suspension", who.id), &THIRTY).await.must_be(303);
    t.drain().await;
    told(t, who).await.link("/suspensions/").expect("a link")
}

async fn is_member(t: &House, who: &Person) -> bool {
    let mut conn = t.app.db.read().await.expect("a connection");
    members::is_member(&mut conn, who.id).await.expect("an answer")
}

on_both! {
    async fn whoever_is_suspended_reads_why_and_is_found_by_no_member(t: House) {
        let who = &t.cast.alumnus;
        let link = suspend(t).await;
        let mail = told(t, who).await;
        for wanted in ["21 December 2026", "advertising", "alumni officer"] {
            assert!(mail.text.contains(wanted), "{wanted}: {}", mail.text);
        }
        assert!(!mail.text.contains("林悦"), "a role, never a name");
        t.get(&t.cast.member, &format!("/people/{}", who.id)).await.must_be(404);
        assert!(!t.get(&t.cast.member, "/people").await.must_be(200).texts(".list b").contains(&who.name.to_owned()));
        for path in ["/home", "/people", "/card", "/me/consents"] {
            t.get(who, path).await.must_be(403);
        }
        assert_eq!(t.get(who, "/me/suspension").await.must_be(303).location(), link);
        assert!(t.get(who, "/me").await.must_be(200).has("/me/suspension"));
        let page = t.get(who, &link).await.must_be(200);
        assert!(page.has("advertising") && page.has("/me/exit"));
        let receipt = page.attribute("a[href^='/receipts/']", "href").expect("their papers stay theirs");
        t.get(who, &receipt).await.must_be(200);
        t.get(who, "/me/exit").await.must_be(200);
        let officer = t.get(&t.cast.officer, &format!("/people/{}", who.id)).await.must_be(200);
        assert!(officer.has("Suspended until 21 December 2026") && !officer.has("/invite"));
        assert!(t.get(&t.cast.officer, "/suspensions").await.must_be(200).has(who.name));
    }
}

on_both! {
    async fn whoever_signs_in_stands_before_the_reason(t: House) {
        let who = &t.cast.alumnus;
        suspend(t).await;
        t.forget_mails().await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", who.mail)]).await.must_be(303);
        t.drain().await;
        let way = t.mails().await.remove(0).link("/sign-in/").expect("a way in");
        let entered = t.post(&Cast::visitor(), &way, &[]).await.must_be(303);
        assert_eq!(entered.location(), "/me/suspension");
    }
}

on_both! {
    async fn it_ends_by_itself_at_its_term_and_all_is_as_it_was(t: House) {
        let who = &t.cast.alumnus;
        let link = suspend(t).await;
        t.advance(15 * DAY);
        // Whoever has a role and looks in goes on in the same session.
        t.get(&t.cast.admin, "/me").await.must_be(200);
        t.advance(15 * DAY - Duration::from_secs(1));
        t.drain().await;
        assert!(!is_member(t, who).await);
        t.advance(Duration::from_secs(1));
        t.drain().await;
        assert!(is_member(t, who).await);
        t.get(who, "/home").await.must_be(200);
        t.get(&t.cast.member, &format!("/people/{}", who.id)).await.must_be(200);
        assert!(t.get(&Cast::visitor(), &link).await.must_be(200).has("over"));
        assert!(told(t, who).await.link("/home").is_some(), "they are told");
        let journal = t.get(&t.cast.admin, "/journal?of=suspensions").await.must_be(200);
        assert!(journal.has("came to its term") && !journal.has(who.mail));
    }
}

on_both! {
    async fn an_appeal_comes_to_the_officer_who_upholds_or_lifts(t: House) {
        let who = &t.cast.alumnus;
        let link = suspend(t).await;
        let person = format!("/people/{}/suspension", who.id);
        t.post(&Cast::visitor(), &format!("{link}/appeal"), &[("words", "")]).await.must_be(422);
        t.post(&Cast::visitor(), &format!("{link}/appeal"), &[("words", &"字".repeat(1_001))]).await.must_be(422);
        t.post(&Cast::visitor(), &format!("{link}/appeal"), &[("words", "不是我发的")]).await.must_be(303);
        assert!(t.get(&t.cast.officer, "/desk").await.must_be(200).has("appeals against a suspension"));
        assert!(t.get(&t.cast.officer, &person).await.must_be(200).has("不是我发的"));
        t.post(&t.cast.officer, &format!("{person}/answer"), &[]).await.must_be(303);
        t.drain().await;
        assert!(told(t, who).await.text.contains("the suspension stays"));
        assert!(!t.get(&t.cast.officer, "/desk").await.must_be(200).has("appeals against a suspension"));
        assert!(!is_member(t, who).await);
        t.post(&t.cast.officer, &format!("{person}/lift"), &[]).await.must_be(303);
        t.drain().await;
        assert!(is_member(t, who).await);
        // Lifted once; and the term that comes later changes nothing.
        assert_eq!(t.post(&t.cast.officer, &format!("{person}/lift"), &[]).await.must_be(303).location(), person);
        t.post(&Cast::visitor(), &format!("{link}/appeal"), &[("words", "late")]).await.must_be(303);
        t.advance(31 * DAY);
        t.drain().await;
        assert!(is_member(t, who).await);
    }
}

on_both! {
    async fn a_suspension_needs_sign_in_and_the_role_a_reason_and_a_term(t: House) {
        let path = format!("/people/{}/suspension", t.cast.alumnus.id);
        for act in ["", "/lift", "/answer"] {
            let path = format!("{path}{act}");
            t.post(&Cast::visitor(), &path, &THIRTY).await.must_be(401);
            for who in [&t.cast.member, &t.cast.alumnus, &t.cast.manager, &t.cast.admin] {
                t.post(who, &path, &THIRTY).await.must_be(403);
            }
        }
        for form in [[("ground", ""), ("days", "30")], [("ground", "ingrate"), ("days", "30")], [("ground", "conduct"), ("days", "0")]] {
            t.post(&t.cast.officer, &path, &form).await.must_be(422);
        }
        for who in [&t.cast.stranger, &t.cast.manager] {
            let path = format!("/people/{}/suspension", who.id);
            assert_eq!(t.post(&t.cast.officer, &path, &THIRTY).await.must_be(303).location(), path);
            assert!(t.get(&t.cast.officer, &path).await.must_be(200).attribute("input[name=days]", "name").is_none());
        }
        let nobody = "00000000-0000-7000-8000-000000000000";
        t.post(&t.cast.officer, &format!("/people/{nobody}/suspension"), &THIRTY).await.must_be(404);
        t.get(&Cast::visitor(), "/suspensions/forged").await.must_be(404);
        t.post(&Cast::visitor(), "/suspensions/forged/appeal", &[("words", "x")]).await.must_be(404);
    }
}

on_both! {
    async fn whoever_leaves_while_suspended_gets_their_membership_back_only_if_they_stay(t: House) {
        let who = &t.cast.alumnus;
        suspend(t).await;
        t.advance(25 * DAY);
        let left = t.post(who, "/me/exit", &[("sure", "yes")]).await.must_be(303).location().to_owned();
        t.drain().await;
        t.advance(5 * DAY);
        t.drain().await;
        assert!(!is_member(t, who).await, "they are on their way out");
        t.post(&Cast::visitor(), &format!("{left}/back"), &[]).await.must_be(303);
        assert!(is_member(t, who).await);
        t.advance(8 * DAY);
        t.drain().await;
    }
}

on_both! {
    async fn a_suspended_member_is_asked_nothing_and_claims_no_other_place(t: House) {
        let who = &t.cast.alumnus;
        allow(t, who, Purpose::Vouching).await;
        suspend(t).await;
        t.forget_mails().await;
        let form = crate::claims::told(&[("contact", who.mail)]);
        crate::claims::tell(t, &form).await.must_be(303);
        t.drain().await;
        let mail = crate::claims::mail(t, who.mail).await.expect("a message");
        assert!(mail.text.contains("a member already"));
        let invite = t.post(&t.cast.officer, &format!("/people/{}/invite", who.id), &[]).await.must_be(303);
        assert!(invite.location().contains(&who.id.to_string()));
        t.drain().await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "invitation"));
    }
}
