use std::time::Duration;

use super::{code, is_in, latest, link, post_with_ticket, with_token};
use crate::on_both;
use crate::support::{Cast, House};

const MINUTE: Duration = Duration::from_secs(60);

on_both! {
    async fn a_mailed_link_signs_in_by_its_button_and_once(t: House) {
        let visitor = Cast::visitor();
        let asked = t.post(&visitor, "/sign-in", &[("contact", t.cast.member.mail), ("to", "/people")]).await;
        assert_eq!(asked.must_be(303).location(), "/sign-in/sent?to=%2Fpeople");
        let link = link(&latest(t, t.cast.member.mail).await.expect("a mail"));
        let opened = t.get(&visitor, &link).await.must_be(200);
        assert!(opened.has(t.cast.member.name), "the page says whose it is");
        assert_eq!(opened.cookie("homeport"), None, "opening changes nothing");
        let button = opened.attribute("main form", "action").expect("a button");
        let entered = t.post(&visitor, &button, &[]).await.must_be(303);
        assert_eq!(entered.location(), "/people");
        assert!(is_in(t, &entered.cookie("homeport").expect("a session")).await);
        assert!(t.get(&visitor, &link).await.must_be(410).has("done its work"));
        t.post(&visitor, &button, &[]).await.must_be(410);
    }
}

on_both! {
    async fn a_link_runs_out_and_offers_the_next_step(t: House) {
        let visitor = Cast::visitor();
        t.post(&visitor, "/sign-in", &[("contact", t.cast.member.mail)]).await.must_be(303);
        let link = link(&latest(t, t.cast.member.mail).await.expect("a mail"));
        t.advance(61 * MINUTE);
        let late = t.get(&visitor, &link).await.must_be(410);
        assert!(late.has("run out"));
        assert_eq!(late.attribute("main a", "href").as_deref(), Some("/sign-in"));
        assert_eq!(t.post(&visitor, &link, &[]).await.must_be(410).cookie("homeport"), None);
        t.get(&visitor, "/sign-in/forged").await.must_be(404);
        t.post(&visitor, "/sign-in/forged", &[]).await.must_be(404);
    }
}

on_both! {
    async fn a_code_signs_in_the_browser_that_asked(t: House) {
        let asked = t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await;
        let ticket = asked.cookie("homeport-asked").expect("a ticket");
        let code = code(&latest(t, t.cast.member.mail).await.expect("a mail"));
        let elsewhere = post_with_ticket(t, "mail.another", "/sign-in/code", &[("code", &code)]).await;
        elsewhere.must_be(422);
        let entered = post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &code)]).await.must_be(303);
        assert!(is_in(t, &entered.cookie("homeport").expect("a session")).await);
        post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &code)]).await.must_be(422);
    }
}

on_both! {
    async fn a_code_is_good_for_ten_minutes(t: House) {
        let asked = t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await;
        let ticket = asked.cookie("homeport-asked").expect("a ticket");
        let code = code(&latest(t, t.cast.member.mail).await.expect("a mail"));
        t.advance(11 * MINUTE);
        post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &code)]).await.must_be(422);
    }
}

on_both! {
    async fn a_password_signs_in_once_it_is_set(t: House) {
        let member = &t.cast.member;
        let words = "母港 的 灯塔 亮着";
        let login = [("who", member.mail), ("password", words)];
        t.post(&Cast::visitor(), "/sign-in/password", &login).await.must_be(422);
        t.post(member, "/me/security/password", &[("password", "short")]).await.must_be(422);
        t.post(member, "/me/security/password", &[("password", words)]).await.must_be(303);
        let entered = t.post(&Cast::visitor(), "/sign-in/password", &login).await.must_be(303);
        assert!(is_in(t, &entered.cookie("homeport").expect("a session")).await);
        let unknown = [("who", "nobody@example.org"), ("password", words)];
        t.post(&Cast::visitor(), "/sign-in/password", &unknown).await.must_be(422);
        t.post(member, "/me/security/password", &[("password", "another long one")]).await.must_be(422);
        t.post(member, "/me/security/password/remove", &[]).await.must_be(303);
        t.post(&Cast::visitor(), "/sign-in/password", &login).await.must_be(422);
    }
}

on_both! {
    async fn after_signing_in_one_comes_back_to_our_own_pages_only(t: House) {
        let away = t.get(&t.cast.member, "/sign-in?to=https://evil.example/").await.must_be(303);
        assert_eq!(away.location(), "/");
        let away = t.get(&t.cast.member, "/sign-in?to=//evil.example/").await.must_be(303);
        assert_eq!(away.location(), "/");
        let home = t.get(&t.cast.member, "/sign-in?to=/people").await.must_be(303);
        assert_eq!(home.location(), "/people");
    }
}

on_both! {
    async fn a_session_in_use_lives_on_and_an_idle_one_ends(t: House) {
        let member = &t.cast.member;
        for _ in 0..4 {
            t.advance(25 * 24 * 60 * MINUTE);
            t.get(member, "/me/security").await.must_be(200);
        }
        t.advance(91 * 24 * 60 * MINUTE);
        assert!(!is_in(t, &member.token).await);
        t.drain().await;
    }
}

on_both! {
    async fn signing_out_ends_the_session_for_good(t: House) {
        t.post(&t.cast.member, "/sign-out", &[]).await.must_be(303);
        assert!(!is_in(t, &t.cast.member.token).await);
        assert!(!is_in(t, "a-forged-token").await);
        t.get(&with_token(String::new()), "/me/security").await.must_be(303);
    }
}
