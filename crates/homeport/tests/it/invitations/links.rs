//! What a link opens: once, for the one it is for, and never by being looked at.

use std::time::Duration;

use homeport::invitations::State;
use homeport::members::{self, Purpose};
use homeport::people;

use super::link as link_now;
use super::{everything, invite, invited, letters, link, of, reach, set};
use crate::on_both;
use crate::support::{Cast, House};

const DAY: Duration = Duration::from_secs(86_400);

on_both! {
    async fn looking_at_any_page_of_a_link_changes_nothing(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        let before = everything(t).await;
        for path in ["", "/decline", "/never"] {
            t.get(&Cast::visitor(), &format!("{link}{path}")).await.must_be(200);
        }
        t.get(&Cast::visitor(), "/join").await.must_be(200);
        assert_eq!(everything(t).await, before);
        t.get(&Cast::visitor(), "/i/forged").await.must_be(404);
        assert_eq!(everything(t).await, before);
    }
}

on_both! {
    async fn a_page_before_somebodys_eyes_says_so_once(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        t.post(&Cast::visitor(), &format!("{link}/opened"), &[]).await.must_be(204);
        let first = of(t, person).await.opened_at;
        assert_eq!(first, Some(t.clock.now()));
        t.advance(DAY);
        t.post(&Cast::visitor(), &format!("{link}/opened"), &[]).await.must_be(204);
        assert_eq!(of(t, person).await.opened_at, first);
    }
}

on_both! {
    async fn the_page_says_who_invites_what_is_kept_and_how_to_check_and_ticks_nothing(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let page = t.get(&Cast::visitor(), &link(t, person).await).await.must_be(200);
        assert!(page.has("HF 0007") && page.has("Deleted within 30 days"), "{:?}", page.texts("main"));
        assert!(page.has("never ask for an identity card, a code or a payment"));
        assert_eq!(page.texts("input[name=consents]").len(), Purpose::ALL.len());
        assert!(page.attribute("input[name=consents][checked]", "value").is_none());
        assert!(!page.has("wen@example.org"), "a forwarded link must not show where somebody is reached");
        assert!(page.has("w***@example.org"), "{:?}", page.texts("form"));
    }
}

on_both! {
    async fn only_members_who_allowed_it_are_named_to_somebody_who_has_not_joined(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let before = t.get(&Cast::visitor(), &link(t, person).await).await.must_be(200);
        assert!(!before.has("李知微") && !before.has("周沧海"));
        let form = [("consents", "listed")];
        t.post(&t.cast.member, "/me/consents", &form).await.must_be(303);
        let after = t.get(&Cast::visitor(), &link(t, person).await).await.must_be(200);
        assert!(after.has("李知微") || after.texts("main").join("").contains("early"), "{:?}", after.texts("section"));
        assert!(!after.has("周沧海"));
    }
}

on_both! {
    async fn joining_keeps_the_choices_confirms_the_contact_and_opens_a_session(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        let form = [
            ("consents", "listed"),
            ("consents", "wishes"),
            ("contact", "138 0013 8000"),
            ("language", "en"),
            ("see_number", "members"),
            ("former_name", "许小文"),
            ("former_audience", "members"),
        ];
        let reply = t.post(&Cast::visitor(), &link, &form).await.must_be(303);
        assert_eq!(reply.location(), "/home");
        assert!(reply.cookie("homeport").is_some_and(|token| token.len() > 20));
        t.drain().await;

        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(members::consents(&mut conn, person).await.expect("consents"), [Purpose::Listed, Purpose::Wishes]);
        let audience = members::audience(&mut conn, person, members::Field::Number).await.expect("an audience");
        assert_eq!(audience, people::Audience::Members);
        let names = people::names(&mut conn, person).await.expect("names");
        assert!(names.iter().any(|name| name.name == "许小文" && name.audience == people::Audience::Members));
        let contacts = people::contacts(&mut conn, person).await.expect("contacts");
        let mobile = contacts.iter().find(|known| known.address == "+8613800138000").expect("the mobile");
        assert!(mobile.confirmed_at.is_none(), "only the code confirms it");
        let invitation = of(t, person).await;
        assert_eq!(invitation.state, State::Joined);
        assert!(invitation.opened_at.is_some(), "the button is an opening too");
        let told = letters(t, person, "invitation-answer").await;
        assert_eq!(told.iter().map(|kept| kept.to.as_str()).collect::<Vec<_>>(), ["wen@example.org"]);
    }
}

on_both! {
    async fn a_doubled_answer_makes_one_member_and_a_forwarded_link_opens_no_membership(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        t.post(&Cast::visitor(), &link, &[]).await.must_be(303);
        t.drain().await;
        let before = everything(t).await;
        let again = t.post(&Cast::visitor(), &link, &[("contact", "thief@example.org")]).await.must_be(410);
        assert!(again.cookie("homeport").is_none() && again.has("You have joined already"));
        assert!(again.attribute("a[href='/sign-in']", "href").is_some(), "the next step is to sign in");
        t.get(&Cast::visitor(), &link).await.must_be(410);
        assert_eq!(everything(t).await, before);
    }
}

on_both! {
    async fn whoever_joined_by_this_link_and_follows_it_again_comes_home(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        t.post(&Cast::visitor(), &link, &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(t.get(&t.cast.stranger, &link).await.must_be(303).location(), "/home");
    }
}

on_both! {
    async fn a_company_address_or_a_broken_one_is_refused_beside_its_field_and_nothing_is_half_written(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        t.post(&t.cast.admin, "/settings/company", &[("domains", "haifan.example")]).await;
        let before = everything(t).await;
        for wrong in ["not a contact", "a@b\r\nBcc: all@example.org", "12", "<script>@example.org"] {
            let form = [("contact", wrong), ("consents", "photos"), ("former_name", "旧名")];
            let page = t.post(&Cast::visitor(), &link, &form).await.must_be(422);
            assert!(page.attribute("#contact[aria-invalid]", "id").is_some(), "{wrong}");
            assert_eq!(page.attribute("input[value=photos][checked]", "value").as_deref(), Some("photos"));
            assert_eq!(page.attribute("#former_name", "value").as_deref(), Some("旧名"), "values are kept");
        }
        assert_eq!(everything(t).await, before);
    }
}

on_both! {
    async fn a_forged_an_expired_a_replaced_and_a_revoked_link_each_say_so_and_offer_the_next_step(t: House) {
        set(t, "invitations.days", "5").await;
        let person = t.cast.stranger.id;
        let id = invited(t, person).await;
        let first = link(t, person).await;
        let forged = t.get(&Cast::visitor(), &first[..first.len() - 2]).await.must_be(404);
        assert!(forged.has("not whole") && forged.attribute("a[href='/join']", "href").is_some());

        t.post(&t.cast.officer, &format!("/invitations/{id}/renew"), &[]).await.must_be(303);
        t.drain().await;
        let replaced = t.get(&Cast::visitor(), &first).await.must_be(410);
        assert!(replaced.has("newer link") && replaced.has("/again"));

        t.advance(6 * DAY);
        t.drain().await;
        let second = link(t, person).await;
        assert!(t.get(&Cast::visitor(), &second).await.must_be(410).has("has run out"));
        t.post(&Cast::visitor(), &second, &[]).await.must_be(410);

        t.post(&t.cast.officer, &format!("/invitations/{id}/renew"), &[]).await.must_be(303);
        t.drain().await;
        t.post(&t.cast.officer, &format!("/invitations/{id}/revoke"), &[]).await.must_be(303);
        let revoked = t.get(&Cast::visitor(), &link(t, person).await).await.must_be(410);
        assert!(revoked.has("taken back"));
    }
}

on_both! {
    async fn declining_is_one_button_and_thinking_again_sends_a_link_to_the_contact_on_file(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let link = link(t, person).await;
        t.post(&Cast::visitor(), &format!("{link}/decline"), &[]).await.must_be(200);
        assert_eq!(of(t, person).await.state, State::Declined);
        assert!(t.get(&Cast::visitor(), &link).await.must_be(410).has("not this time"));
        let sent = letters(t, person, "invitation").await.len();
        let said = t.post(&Cast::visitor(), &format!("{link}/again"), &[]).await.must_be(200);
        assert!(!said.has(&link_now(t, person).await), "the new link is never on the screen");
        t.drain().await;
        assert_eq!(letters(t, person, "invitation").await.len(), sent + 1);
        t.get(&Cast::visitor(), &link_now(t, person).await).await.must_be(200);
    }
}

on_both! {
    async fn a_mail_program_may_say_never_without_a_cookie_and_everything_stops(t: House) {
        let person = t.cast.stranger.id;
        reach(t, person, "wen.two@example.org").await;
        invite(t, person).await;
        let link = link(t, person).await;
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(format!("{link}/never"))
            .header("host", "homeport.test")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from("List-Unsubscribe=One-Click"))
            .expect("a request");
        assert_eq!(t.send(request).await.status.as_u16(), 200, "no redirect");
        t.drain().await;
        assert!(letters(t, person, "invitation").await.is_empty(), "what waited was taken back");
        let mut conn = t.app.db.read().await.expect("a connection");
        let silence = people::silence_of(&mut conn, person).await.expect("a read").expect("silence");
        assert_eq!(silence.kind, people::SilenceKind::DoNotContact);
        drop(conn);
        assert_eq!(of(t, person).await.state, State::Never);
        t.advance(8 * DAY);
        t.drain().await;
        assert!(letters(t, person, "reminder").await.is_empty());
        t.post(&Cast::visitor(), &link, &[]).await.must_be(410);
        t.post(&t.cast.officer, &format!("/people/{person}/invite"), &[]).await;
        assert_eq!(of(t, person).await.state, State::Never, "who wants no contact is not invited again");
    }
}
