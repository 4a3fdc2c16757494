//! The card for life, and the page on which anybody checks one.

use homeport::people::Audience;
use homeport::{cards, people};

use crate::on_both;
use crate::support::{Cast, House, Person};

/// The path behind the code on somebody's card.
fn link(t: &House, who: &Person) -> String {
    cards::link(&t.app, who.id).trim_start_matches("http://homeport.test").to_owned()
}

async fn show_to(t: &House, who: &Person, field: &str, audience: &str) {
    t.post(who, "/me/fields", &[(field, audience)]).await.must_be(303);
}

on_both! {
    async fn a_card_carries_the_number_the_years_and_for_whom_its_holder_does_not_speak(t: House) {
        let page = t.get(&t.cast.alumnus, "/card").await.must_be(200);
        assert_eq!(page.text(".card .number").as_deref(), Some("HF 0006"));
        assert_eq!(page.text(".card .holder").as_deref(), Some(t.cast.alumnus.name));
        let says = page.text(".card .says").expect("it says something");
        assert!(says.contains("持卡人已离职") && says.contains("Has left; does not speak for"), "{says}");
        assert!(page.texts(".card small").iter().any(|line| line == "2019.01–2024.06 · 英语教学部"));
        assert!(page.has(&link(t, &t.cast.alumnus)));
        let says = t.get(&t.cast.member, "/card").await.must_be(200).text(".card .says").expect("it says something");
        assert!(!says.contains("已离职") && says.contains("no staff pass"), "{says}");
    }
}

on_both! {
    async fn a_card_comes_with_joining(t: House) {
        for path in ["/card", "/card.vcf"] {
            assert!(t.get(&Cast::visitor(), path).await.must_be(303).location().starts_with("/sign-in"));
            t.get(&t.cast.stranger, path).await.must_be(403);
        }
        assert!(t.get(&t.cast.officer, "/card").await.must_be(200).has("Your card comes with joining"));
        t.get(&t.cast.officer, "/card.vcf").await.must_be(404);
    }
}

on_both! {
    async fn whoever_checks_a_card_sees_what_its_holder_shows_everyone_and_nothing_else(t: House) {
        let owner = &t.cast.alumnus;
        let path = link(t, owner);
        crate::profiles::photos::put(t, owner, &crate::profiles::photos::png()).await.must_be(303);
        let hidden = [owner.name, "HF 0006", "英语教学部", "/photo"];
        let page = t.get(&Cast::visitor(), &path).await.must_be(200);
        assert!(page.has("A valid card of") && page.has("does not speak for") && page.has("不代表"));
        assert!(page.has("noindex"));
        assert!(hidden.iter().all(|words| !page.has(words)), "{:?}", page.texts("main"));
        t.get(&Cast::visitor(), &format!("{path}/photo")).await.must_be(404);

        for (place, field) in ["name", "number", "tenures", "photo"].into_iter().enumerate() {
            for audience in [Audience::Officers, Audience::Members, Audience::Colleagues, Audience::Everyone] {
                show_to(t, owner, field, audience.word()).await;
                let page = t.get(&Cast::visitor(), &path).await.must_be(200);
                for (other, words) in hidden.iter().enumerate() {
                    let is_shown = other == place && audience == Audience::Everyone;
                    assert_eq!(page.has(words), is_shown, "{field} to {audience}: {words}");
                }
            }
            if field == "photo" {
                let photo = t.get(&Cast::visitor(), &format!("{path}/photo")).await.must_be(200);
                assert_eq!(photo.headers["content-type"], "image/jpeg");
            }
            show_to(t, owner, field, "officers").await;
        }
    }
}

on_both! {
    async fn a_forged_card_leads_nowhere(t: House) {
        let path = link(t, &t.cast.alumnus);
        let mut forged = path.clone();
        let last = if forged.pop() == Some('A') { 'E' } else { 'A' };
        forged.push(last);
        let other_purpose = format!("/c/{}", t.app.key.ticket("wish", t.cast.alumnus.id.0));
        for wrong in [forged.as_str(), "/c/x", &format!("{path}x"), &other_purpose] {
            t.get(&Cast::visitor(), wrong).await.must_be(404);
            t.get(&Cast::visitor(), &format!("{wrong}/photo")).await.must_be(404);
        }
    }
}

on_both! {
    async fn a_card_of_somebody_who_is_no_member_says_so_and_no_more(t: House) {
        let owner = &t.cast.alumnus;
        show_to(t, owner, "name", "everyone").await;
        let never = t.get(&Cast::visitor(), &link(t, &t.cast.stranger)).await.must_be(200);
        assert!(never.has("no longer valid") && !never.has(t.cast.stranger.name));
        t.post(&t.cast.officer, &format!("/people/{}/silence", owner.id), &[("kind", "deceased")]).await.must_be(303);
        let page = t.get(&Cast::visitor(), &link(t, owner)).await.must_be(200);
        assert!(page.has("no longer valid") && !page.has(owner.name));
        t.post(&t.cast.officer, &format!("/people/{}/delete", owner.id), &[]).await.must_be(303);
        let page = t.get(&Cast::visitor(), &link(t, owner)).await.must_be(200);
        assert!(page.has("no longer valid") && !page.has(owner.name));
    }
}

on_both! {
    async fn an_address_book_takes_the_card_with_any_name(t: House) {
        let owner = &t.cast.alumnus;
        let name = format!("O\\Neill; Jr., 陈彤 😀 {}", "长".repeat(150));
        let form = [
            ("name", name.as_str()),
            ("other_name", "Tong, the one;"),
            ("other_kind", "other"),
            ("other_audience", "members"),
            ("other_name", "何旧名"),
            ("other_kind", "former"),
            ("other_audience", "everyone"),
        ];
        t.post(owner, "/me/names", &form).await.must_be(303);
        let card = t.get(owner, "/card.vcf").await.must_be(200);
        assert_eq!(card.headers["content-type"], "text/vcard; charset=utf-8");
        assert!(card.body.split("\r\n").all(|line| line.len() <= 75));
        let whole = card.body.replace("\r\n ", "");
        assert!(whole.contains(&format!("FN:O\\\\Neill\\; Jr.\\, 陈彤 😀 {}\r\n", "长".repeat(150))), "{whole}");
        assert!(whole.contains("NICKNAME:Tong\\, the one\\;\r\n"), "{whole}");
        assert!(!whole.contains("何旧名"), "a former name is in no address book");
        assert!(whole.contains(&format!("EMAIL;TYPE=INTERNET:{}\r\n", owner.mail)));
        assert!(whole.contains("NOTE:HF 0006\\n") && whole.contains("已离职"), "{whole}");
        assert!(whole.contains("URL:http://homeport.test/c/"));
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(people::person(&mut conn, owner.id).await.expect("a person").name, name);
    }
}
