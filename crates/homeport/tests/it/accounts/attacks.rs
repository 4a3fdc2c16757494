//! What somebody tries who is not who they say.

use std::time::Duration;

use axum::body::Body;
use homeport::people::{self, SilenceKind};
use homeport::{accounts, journal};
use keel::contact::Contact;

use super::{code, is_in, latest, messages, post_with_ticket, with_token};
use crate::on_both;
use crate::support::{Cast, House, Reply};

/// Everything a stranger can see of an answer, without what differs by chance.
fn seen(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<_> = reply
        .headers
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().expect("text");
            let value = value.split_once("mail.").map_or(value, |(before, _)| before);
            (name.to_string(), value.to_owned())
        })
        .collect();
    headers.sort();
    (reply.status.as_u16(), headers, reply.body.clone())
}

on_both! {
    async fn known_and_unknown_addresses_get_the_same_answer(t: House) {
        let visitor = Cast::visitor();
        let known = t.post(&visitor, "/sign-in", &[("contact", t.cast.member.mail)]).await;
        let unknown = t.post(&visitor, "/sign-in", &[("contact", "nobody@example.org")]).await;
        assert_eq!(seen(&known), seen(&unknown));
        let tickets = [&known, &unknown].map(|reply| reply.cookie("homeport-asked").expect("a ticket"));
        let mut pages = Vec::new();
        for ticket in &tickets {
            pages.push(seen(&post_with_ticket(t, ticket, "/sign-in/code", &[("code", "000000")]).await));
        }
        assert_eq!(pages[0], pages[1]);
        let mut refusals = Vec::new();
        for who in [t.cast.member.mail, "nobody@example.org"] {
            let page = t.post(&visitor, "/sign-in/password", &[("who", who), ("password", "a wrong one")]).await;
            refusals.push((page.status, page.body.replace(who, "")));
        }
        assert_eq!(refusals[0], refusals[1]);
        let form = |known| [("name", "谁"), ("known", known), ("contact", "new@example.org")];
        let recover = t.post(&visitor, "/recover", &form(t.cast.member.mail)).await;
        let nobody = t.post(&visitor, "/recover", &form("nobody@example.org")).await;
        assert_eq!(seen(&recover), seen(&nobody));
        t.drain().await;
    }
}

on_both! {
    async fn five_wrong_codes_end_the_code(t: House) {
        let asked = t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await;
        let ticket = asked.cookie("homeport-asked").expect("a ticket");
        let right = code(&latest(t, t.cast.member.mail).await.expect("a mail"));
        let wrong = if right == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            post_with_ticket(t, &ticket, "/sign-in/code", &[("code", wrong)]).await.must_be(422);
        }
        let late = post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &right)]).await.must_be(303);
        assert_eq!(late.location(), "/sign-in");
        assert_eq!(late.cookie("homeport"), None);
        // Past midnight the counter begins anew, the code does not.
        t.advance(Duration::from_secs(9 * 60));
        assert_eq!(post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &right)]).await.cookie("homeport"), None);
    }
}

on_both! {
    async fn asking_too_often_for_one_address_is_answered_with_a_pause(t: House) {
        let ask = [("contact", t.cast.member.mail)];
        for _ in 0..5 {
            t.post(&Cast::visitor(), "/sign-in", &ask).await.must_be(303);
        }
        let page = t.post(&Cast::visitor(), "/sign-in", &ask).await.must_be(429);
        assert!(page.text("h1").is_some(), "a page in words");
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.alumnus.mail)]).await.must_be(303);
        t.advance(Duration::from_secs(15 * 60));
        t.post(&Cast::visitor(), "/sign-in", &ask).await.must_be(303);
        t.drain().await;
    }
}

on_both! {
    async fn passwords_cannot_be_tried_without_end(t: House) {
        let form = [("who", t.cast.member.mail), ("password", "guess")];
        for _ in 0..8 {
            t.post(&Cast::visitor(), "/sign-in/password", &form).await.must_be(422);
        }
        t.post(&Cast::visitor(), "/sign-in/password", &form).await.must_be(429);
    }
}

on_both! {
    async fn a_form_from_another_site_does_nothing(t: House) {
        for (header, value) in
            [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")]
        {
            let request = t
                .request("POST", &t.cast.member, "/me/security/close-others")
                .header("content-type", "application/x-www-form-urlencoded")
                .header(header, value);
            t.send(request.body(Body::empty()).expect("a request")).await.must_be(403);
        }
        let own = t.request("POST", &t.cast.member, "/sign-out").header("origin", "http://homeport.test");
        t.send(own.header("content-type", "application/x-www-form-urlencoded").body(Body::empty()).expect("a request"))
            .await
            .must_be(303);
    }
}

on_both! {
    async fn a_session_that_somebody_prepared_is_not_the_one_that_gets_in(t: House) {
        let visitor = with_token("prepared-by-somebody-else".to_owned());
        let asked = t.post(&visitor, "/sign-in", &[("contact", t.cast.member.mail)]).await.must_be(303);
        let ticket = asked.cookie("homeport-asked").expect("a ticket");
        let code = code(&latest(t, t.cast.member.mail).await.expect("a mail"));
        let entered = post_with_ticket(t, &ticket, "/sign-in/code", &[("code", &code)]).await.must_be(303);
        assert_ne!(entered.cookie("homeport").as_deref(), Some("prepared-by-somebody-else"));
        assert!(!is_in(t, "prepared-by-somebody-else").await);
    }
}

on_both! {
    async fn the_cookie_is_kept_from_scripts_and_other_sites(t: House) {
        let cx = t.app.machine();
        let line = accounts::session_cookie(&cx, "token");
        let line = line.to_str().expect("text");
        for wanted in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(line.contains(wanted), "{line}");
        }
    }
}

on_both! {
    async fn nobody_signs_in_for_the_dead_and_who_wants_no_messages_still_can(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence(&cx, &mut conn, t.cast.alumnus.id, SilenceKind::Deceased).await.expect("silent");
        people::actions::silence(&cx, &mut conn, t.cast.member.id, SilenceKind::DoNotContact).await.expect("silent");
        cx.commit(conn).await.expect("committed");
        assert!(!is_in(t, &t.cast.alumnus.token).await && is_in(t, &t.cast.member.token).await);
        let before = messages(t).await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.alumnus.mail)]).await.must_be(303);
        assert_eq!(messages(t).await, before);
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await.must_be(303);
        assert_eq!(messages(t).await, before + 1);
    }
}

on_both! {
    async fn a_contact_that_nobody_confirmed_signs_nobody_in(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let typo = Contact::parse("typo@example.org", "CN").expect("an address");
        people::actions::add_contact(&cx, &mut conn, t.cast.member.id, &typo, "self", false).await.expect("added");
        cx.commit(conn).await.expect("committed");
        let before = messages(t).await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", "typo@example.org")]).await.must_be(303);
        assert_eq!(messages(t).await, before);
    }
}

on_both! {
    async fn what_was_tried_is_in_the_journal_by_id(t: House) {
        let asked = t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await;
        let ticket = asked.cookie("homeport-asked").expect("a ticket");
        t.drain().await;
        post_with_ticket(t, &ticket, "/sign-in/code", &[("code", "1")]).await.must_be(422);
        let page = t.get(&t.cast.admin, "/journal?of=accounts").await.must_be(200);
        let l = t.app.catalog.l(keel::l10n::Lang::En);
        for act in [journal::Act::LinkAsked, journal::Act::LinkRefused] {
            assert!(page.has(&l.t(journal::words_of(act))), "{act}");
        }
    }
}
