//! The common link: the same answer to everybody, and a way to ask for whoever was not invited.

use homeport::invitations;

use super::{everything, invited, letters, link, words};
use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn the_page_says_the_same_whoever_knocks(t: House) {
        invited(t, t.cast.stranger.id).await;
        let knock = [("number", "hf0007"), ("contact", "wen@example.org")];
        let known = t.post(&Cast::visitor(), "/join", &knock).await.must_be(200);
        let unknown = [("number", "XX 1"), ("contact", "nobody@example.org")];
        let unknown = t.post(&Cast::visitor(), "/join", &unknown).await.must_be(200);
        assert_eq!(known.body, unknown.body);
        let sent = letters(t, t.cast.stranger.id, "invitation").await.len();
        t.drain().await;
        assert_eq!(letters(t, t.cast.stranger.id, "invitation").await.len(), sent + 1);
    }
}

on_both! {
    async fn a_number_with_somebody_elses_contact_gets_nothing(t: House) {
        invited(t, t.cast.stranger.id).await;
        let sent = letters(t, t.cast.stranger.id, "invitation").await.len();
        let knock = [("number", "HF 0007"), ("contact", "zhiwei@example.org")];
        t.post(&Cast::visitor(), "/join", &knock).await.must_be(200);
        t.drain().await;
        assert_eq!(letters(t, t.cast.stranger.id, "invitation").await.len(), sent);
    }
}

on_both! {
    async fn knocking_is_limited_for_one_number_known_or_not(t: House) {
        for number in ["HF 0007", "XX 9999"] {
            let mut last = 200;
            for at in 0..7 {
                let contact = format!("try{at}@example.org");
                let form = [("number", number), ("contact", contact.as_str())];
                last = t.post(&Cast::visitor(), "/join", &form).await.status.as_u16();
            }
            assert_eq!(last, 429, "{number}");
        }
        t.drain().await;
    }
}

on_both! {
    async fn an_empty_or_broken_form_says_what_is_missing(t: House) {
        let before = everything(t).await;
        let page = t.post(&Cast::visitor(), "/join", &[]).await.must_be(422);
        assert!(page.attribute("#number[aria-invalid]", "id").is_some());
        assert!(page.attribute("#contact[aria-invalid]", "id").is_some());
        assert_eq!(everything(t).await, before);
    }
}

on_both! {
    async fn somebody_not_invited_asks_is_answered_with_a_neutral_ground_and_appeals(t: House) {
        let knock = [("number", "HF 0007"), ("contact", "wen@example.org")];
        t.post(&Cast::visitor(), "/join", &knock).await.must_be(200);
        t.drain().await;
        let answers = letters(t, t.cast.stranger.id, "invitation-answer").await;
        let text = &words(answers.first().expect("an answer")).text;
        let at = text.find("/join/ask/").expect("the way to ask");
        let path: String = text[at..].chars().take_while(|c| !c.is_whitespace()).collect();
        let before = everything(t).await;
        t.get(&Cast::visitor(), &path).await.must_be(200);
        assert_eq!(everything(t).await, before);
        t.post(&Cast::visitor(), &path, &[("words", "我也想来")]).await.must_be(200);

        let list = t.get(&t.cast.officer, "/invitations/requests").await.must_be(200);
        assert!(list.has("我也想来") && list.has("许文"), "{:?}", list.texts("main"));
        let answer = list.attribute("form[action^='/invitations/requests/']", "action").expect("a form");
        let refuse = [("answer", "refuse"), ("ground", "rule")];
        t.post(&Cast::visitor(), &answer, &refuse).await.must_be(401);
        t.post(&t.cast.member, &answer, &refuse).await.must_be(403);
        t.post(&t.cast.officer, &answer, &refuse).await.must_be(303);
        t.post(&t.cast.officer, &answer, &refuse).await.must_be(404);
        let told = t.get(&Cast::visitor(), &path).await.must_be(200);
        assert!(told.has("alumni officer") && !told.has("林悦"), "{:?}", told.texts("main"));

        t.post(&Cast::visitor(), &path, &[("words", "请再看看")]).await.must_be(200);
        let list = t.get(&t.cast.officer, "/invitations/requests").await.must_be(200);
        assert!(list.has("Appeal"));
        let answer = list.attribute("form[action^='/invitations/requests/']", "action").expect("a form");
        t.post(&t.cast.officer, &answer, &[("answer", "invite")]).await.must_be(303);
        t.drain().await;
        t.get(&Cast::visitor(), &link(t, t.cast.stranger.id).await).await.must_be(200);
    }
}

on_both! {
    async fn a_member_who_knocks_is_shown_the_way_to_sign_in(t: House) {
        let knock = [("number", "HF 0006"), ("contact", "shuyan@example.org")];
        t.post(&Cast::visitor(), "/join", &knock).await.must_be(200);
        t.drain().await;
        let answers = letters(t, t.cast.alumnus.id, "invitation-answer").await;
        assert!(words(answers.first().expect("an answer")).text.contains("/sign-in"));
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(invitations::of_person(&mut conn, t.cast.alumnus.id).await.expect("a read").is_none());
    }
}
