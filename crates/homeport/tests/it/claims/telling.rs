//! The public page, the code, one's own claim.

use std::time::Duration;

use homeport::settings::Key;
use keel::contact::Contact;

use super::{TOLD, code, confirmed, mail, queue, set, tell, told};
use crate::on_both;
use crate::support::{Cast, House};

const DAY: Duration = Duration::from_secs(24 * 3_600);

on_both! {
    async fn whoever_left_long_ago_tells_types_the_code_and_waits_with_no_account(t: House) {
        let page = t.get(&Cast::visitor(), "/claims/new").await.must_be(200);
        assert!(page.has("180 days") && page.has("deleted at once"), "it says what is kept and how long");
        assert!(t.get(&Cast::visitor(), "/sign-in").await.must_be(200).has("/claims/new"));
        assert!(t.get(&Cast::visitor(), "/join").await.must_be(200).has("/claims/new"));
        let mine = confirmed(t, &TOLD).await;
        let page = t.get(&Cast::visitor(), &mine).await.must_be(200);
        assert!(page.has("We have it") && page.has("顾远") && page.has("2019–2021"));
        assert!(!page.has("yuan@claims"), "the contact is masked");
        let received = mail(t, "yuan@claims.example.org").await.expect("a message");
        assert_eq!(received.link("/claims/mine/").as_deref(), Some(mine.as_str()));
        assert_eq!(queue(t, "waiting").await.len(), 1);
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert!(desk.text("a[href='/claims']").is_some_and(|text| text.contains("used to work here")));
    }
}

on_both! {
    async fn the_link_confirms_as_well_and_looking_at_it_does_not(t: House) {
        tell(t, &TOLD).await.must_be(303);
        t.drain().await;
        let link = mail(t, "yuan@claims.example.org").await.expect("a message").link("/claims/mine/");
        let link = link.expect("a link");
        assert!(t.get(&Cast::visitor(), &link).await.must_be(200).has("Is this yours?"));
        assert!(queue(t, "waiting").await.is_empty(), "a mail scanner confirms nothing");
        t.post(&Cast::visitor(), &format!("{link}/confirm"), &[]).await.must_be(303);
        // Used twice it says how it stands, and is one claim.
        t.post(&Cast::visitor(), &format!("{link}/confirm"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(queue(t, "waiting").await.len(), 1);
    }
}

on_both! {
    async fn whether_somebody_is_known_is_told_neither_by_the_page_nor_by_where_it_leads(t: House) {
        let known = told(&[("name", "许文"), ("contact", "wen@example.org")]);
        let member = told(&[("name", "李知微"), ("contact", "zhiwei@example.org")]);
        let mut pages = Vec::new();
        for form in [TOLD.to_vec(), known, member] {
            let sent = tell(t, &form).await.must_be(303);
            t.drain().await;
            let looked = t.get(&Cast::visitor(), sent.location()).await.must_be(200);
            let wrong = t.post(&Cast::visitor(), sent.location(), &[("code", "000000")]).await.must_be(422);
            pages.push([looked, wrong].map(|page| page.body.replace(sent.location(), "HERE")));
        }
        assert_eq!(pages[0], pages[1]);
        assert_eq!(pages[0], pages[2]);
    }
}

on_both! {
    async fn a_member_is_told_at_the_contact_on_file_only_and_has_no_claim(t: House) {
        let form = told(&[("name", "李知微"), ("contact", "ZhiWei@example.org")]);
        tell(t, &form).await.must_be(303);
        t.drain().await;
        let told = mail(t, "zhiwei@example.org").await.expect("a message");
        assert!(told.text.contains("a member already") && told.link("/claims/").is_none(), "{}", told.text);
        assert!(told.link("/sign-in").is_some());
        assert!(queue(t, "waiting").await.is_empty());
        t.advance(4 * DAY);
        sweep(t).await;
    }
}

on_both! {
    async fn forged_and_foreign_links_are_not_found_and_one_that_is_over_says_so(t: House) {
        for path in ["/claims/sent/forged", "/claims/mine/forged", "/v/forged", "/claims/forged"] {
            t.get(&t.cast.officer, path).await.must_be(404);
        }
        for path in ["/claims/mine/forged/confirm", "/claims/mine/forged/appeal", "/claims/mine/forged/take-back"] {
            t.post(&Cast::visitor(), path, &[]).await.must_be(404);
        }
        let sent = tell(t, &TOLD).await.must_be(303).location().to_owned();
        t.drain().await;
        // The link of the browser that told is not the link that only its reader has.
        let ticket = sent.rsplit('/').next().expect("a ticket");
        t.post(&Cast::visitor(), &format!("/claims/mine/{ticket}/confirm"), &[]).await.must_be(404);
        let sent_mail = mail(t, "yuan@claims.example.org").await.expect("a message");
        let mine = sent_mail.link("/claims/mine/").expect("a link");
        t.advance(Duration::from_secs(31 * 60));
        t.post(&Cast::visitor(), &sent, &[("code", &code(&sent_mail))]).await.must_be(422);
        t.advance(4 * DAY);
        sweep(t).await;
        t.get(&Cast::visitor(), &mine).await.must_be(410);
        t.post(&Cast::visitor(), &format!("{mine}/confirm"), &[]).await.must_be(410);
    }
}

on_both! {
    async fn a_code_is_worth_nothing_after_five_wrong_ones(t: House) {
        let sent = tell(t, &TOLD).await.must_be(303).location().to_owned();
        t.drain().await;
        let right = code(&mail(t, "yuan@claims.example.org").await.expect("a message"));
        let wrong = if right == "123456" { "654321" } else { "123456" };
        for _ in 0..5 {
            t.post(&Cast::visitor(), &sent, &[("code", wrong)]).await.must_be(422);
        }
        t.post(&Cast::visitor(), &sent, &[("code", &right)]).await.must_be(422);
        assert!(queue(t, "waiting").await.is_empty());
    }
}

on_both! {
    async fn a_claim_told_twice_is_one_and_other_words_take_its_place(t: House) {
        let first = confirmed(t, &TOLD).await;
        assert_eq!(confirmed(t, &TOLD).await, first);
        assert_eq!(queue(t, "waiting").await.len(), 1);
        let other = confirmed(t, &told(&[("from", "2018")])).await;
        assert_ne!(other, first);
        t.get(&Cast::visitor(), &first).await.must_be(410);
        assert_eq!(queue(t, "waiting").await.len(), 1);
    }
}

on_both! {
    async fn a_contact_gets_three_messages_a_day_whoever_sends_the_form(t: House) {
        for _ in 0..3 {
            tell(t, &TOLD).await.must_be(303);
        }
        tell(t, &TOLD).await.must_be(429);
        tell(t, &told(&[("contact", " YUAN@claims.example.org ")])).await.must_be(429);
        tell(t, &told(&[("contact", "other@claims.example.org")])).await.must_be(303);
        t.drain().await;
        assert_eq!(t.mails().await.iter().filter(|mail| mail.to == "yuan@claims.example.org").count(), 3);
        t.advance(DAY);
        tell(t, &TOLD).await.must_be(303);
        t.drain().await;
    }
}

on_both! {
    async fn a_broken_form_keeps_what_was_typed_and_says_what_is_wrong(t: House) {
        let page = tell(t, &[]).await.must_be(422);
        for field in ["name", "from", "to", "contact"] {
            assert!(page.attribute(&format!("#{field}[aria-invalid]"), "id").is_some(), "{field}");
        }
        let long = "陈".repeat(10_000);
        for (field, wrong) in [
            ("name", long.as_str()),
            ("name", "\u{1}\u{2}"),
            ("department", &long),
            ("colleague", &long),
            ("from", "20223"),
            ("from", "2022"),
            ("to", "2099"),
            ("contact", "nobody"),
        ] {
            let page = tell(t, &told(&[(field, wrong)])).await.must_be(422);
            assert!(page.has("aria-invalid"), "{field}");
        }
        let page = tell(t, &told(&[("name", "")])).await.must_be(422);
        assert_eq!(page.attribute("#department", "value").as_deref(), Some("英语教学部"));
        // Control characters and zero bytes are no reason to fail.
        tell(t, &told(&[("name", "顾\u{0}\u{7}远"), ("colleague", "\u{202e}李\u{200d}知微")])).await.must_be(303);
        set(t, Key::CompanyDomains, "haifan.example").await;
        tell(t, &told(&[("contact", "yuan@haifan.example")])).await.must_be(422);
        t.drain().await;
    }
}

on_both! {
    async fn switched_off_the_page_is_not_found_and_nothing_links_to_it(t: House) {
        let mine = confirmed(t, &TOLD).await;
        set(t, Key::ClaimsOpen, "no").await;
        t.get(&Cast::visitor(), "/claims/new").await.must_be(404);
        tell(t, &TOLD).await.must_be(404);
        for page in ["/sign-in", "/join"] {
            assert!(!t.get(&Cast::visitor(), page).await.must_be(200).has("/claims/new"), "{page}");
        }
        assert!(!t.get(&t.cast.officer, "/claims").await.must_be(200).has("/claims/new"));
        // What was told before is still decided.
        t.get(&Cast::visitor(), &mine).await.must_be(200);
    }
}

on_both! {
    async fn a_claim_is_deleted_at_its_day_or_at_once_when_it_is_taken_back(t: House) {
        let mine = confirmed(t, &TOLD).await;
        t.advance(179 * DAY);
        t.drain().await;
        sweep(t).await;
        t.get(&Cast::visitor(), &mine).await.must_be(200);
        t.advance(2 * DAY);
        sweep(t).await;
        t.get(&Cast::visitor(), &mine).await.must_be(410);
        assert!(t.mails().await.iter().all(|mail| mail.to != "yuan@claims.example.org"));
        let again = confirmed(t, &TOLD).await;
        t.post(&Cast::visitor(), &format!("{again}/take-back"), &[]).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{again}/take-back"), &[]).await.must_be(410);
        t.get(&Cast::visitor(), &again).await.must_be(410);
    }
}

async fn sweep(t: &House) {
    let mut conn = t.app.db.begin().await.expect("a transaction");
    keel::jobs::enqueue(&mut conn, &t.app.ids, t.app.clock.now(), &homeport::claims::jobs::SweepClaims)
        .await
        .expect("enqueued");
    conn.commit().await.expect("kept");
    t.drain().await;
}

on_both! {
    async fn by_text_message_it_works_in_chinese_without_a_mailbox(t: House) {
        let form = told(&[("contact", "13900001234")]);
        let request = t
            .request("POST", &Cast::visitor(), "/claims/new")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
        let mut request = request.body(axum::body::Body::from(body)).expect("a request");
        request.headers_mut().insert("cookie", "lang=zh-CN".parse().expect("a header"));
        let sent = t.send(request).await.must_be(303);
        t.drain().await;
        let mobile = Contact::parse("13900001234", "CN").expect("a number");
        let text = mail(t, mobile.as_str()).await.expect("a text message");
        assert!(text.subject.is_empty() && text.text.contains("验证码"), "{}", text.text);
        t.post(&Cast::visitor(), sent.location(), &[("code", &code(&text))]).await.must_be(303);
        t.drain().await;
        assert_eq!(queue(t, "waiting").await.len(), 1);
    }
}
