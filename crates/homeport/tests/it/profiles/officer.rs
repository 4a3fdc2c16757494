//! What officers write about people.

use homeport::people::{self, ContactKind, PersonId};

use super::{list, somebody};
use crate::on_both;
use crate::support::{Cast, House};

/// Every form about one person, with something in it.
fn forms(id: PersonId, contact: &str, tenure: &str) -> Vec<(String, Vec<(&'static str, &'static str)>)> {
    let at = |path: &str| format!("/people/{id}{path}");
    vec![
        (at("/names"), vec![("name", "谁")]),
        (at("/invite"), Vec::new()),
        (at("/contacts"), vec![("contact", "13800138000")]),
        (at(&format!("/contacts/{contact}/failed")), Vec::new()),
        (at(&format!("/contacts/{contact}/remove")), Vec::new()),
        (at("/tenures"), vec![("started_on", "2025-01-01")]),
        (at(&format!("/tenures/{tenure}/end")), vec![("last_day", "2026-01-01")]),
        (at(&format!("/tenures/{tenure}/reopen")), Vec::new()),
        (at(&format!("/tenures/{tenure}/manager")), vec![("manager", "HF 0004")]),
        (at("/silence"), vec![("kind", "deceased")]),
        (at("/silence/lift"), Vec::new()),
        (at("/delete"), Vec::new()),
    ]
}

async fn of(t: &House, id: PersonId) -> (String, String) {
    let mut conn = t.app.db.read().await.expect("a connection");
    let contact = people::contacts(&mut conn, id).await.expect("contacts").remove(0).contact_id.to_string();
    let tenure = people::tenures(&mut conn, id).await.expect("tenures").remove(0).tenure_id.to_string();
    (contact, tenure)
}

on_both! {
    async fn every_form_about_somebody_needs_an_officer(t: House) {
        let id = t.cast.stranger.id;
        let (contact, tenure) = of(t, id).await;
        let mut all = forms(id, &contact, &tenure);
        all.push(("/people".to_owned(), vec![("name", "谁"), ("started_on", "2025-01-01")]));
        for (path, form) in &all {
            t.post(&Cast::visitor(), path, form).await.must_be(401);
            for who in [&t.cast.stranger, &t.cast.member, &t.cast.alumnus, &t.cast.manager, &t.cast.admin] {
                t.post(who, path, form).await.must_be(403);
            }
        }
        for page in ["/people/new".to_owned(), format!("/people/{id}/edit"), format!("/people/{id}/delete")] {
            t.get(&t.cast.member, &page).await.must_be(403);
            t.get(&t.cast.officer, &page).await.must_be(200);
        }
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(people::person(&mut conn, id).await.expect("still there").name, t.cast.stranger.name);
    }
}

on_both! {
    async fn forms_about_nobody_or_with_the_things_of_somebody_else_are_not_found(t: House) {
        let (contact, tenure) = of(t, t.cast.alumnus.id).await;
        let nobody: PersonId = "00000000-0000-7000-8000-000000000000".parse().expect("an id");
        for (path, form) in forms(nobody, &contact, &tenure) {
            t.post(&t.cast.officer, &path, &form).await.must_be(404);
        }
        let theirs = forms(t.cast.stranger.id, &contact, &tenure);
        for (path, form) in theirs.iter().filter(|(path, _)| path.matches('/').count() > 3 && !path.contains("silence")) {
            t.post(&t.cast.officer, path, form).await.must_be(404);
        }
    }
}

on_both! {
    async fn somebody_is_added_by_hand_and_wrong_entries_keep_what_was_typed(t: House) {
        let wrong = [
            ("name", "陈彤; \"Tong\""),
            ("started_on", "2026-02-31"),
            ("mobile", "12"),
            ("mail", "tong@example.org\nBcc: x@example.org"),
            ("manager", "Nobody at all"),
        ];
        let page = t.post(&t.cast.officer, "/people", &wrong).await.must_be(422);
        for field in ["started_on", "mobile", "mail", "manager"] {
            assert!(page.text(&format!("#{field}-error")).is_some(), "{field}");
        }
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("陈彤; \"Tong\""));
        let taken = [("name", "陈彤"), ("started_on", "2021-07-01"), ("number", "hf 0006")];
        let page = t.post(&t.cast.officer, "/people", &taken).await.must_be(422);
        assert!(page.text("#number-error").is_some_and(|words| words.contains(t.cast.alumnus.name)));
        let before = [("name", "陈彤"), ("started_on", "2021-07-01"), ("last_day", "2021-06-30")];
        let page = t.post(&t.cast.officer, "/people", &before).await.must_be(422);
        assert!(page.text("#last_day-error").is_some());

        let right = [
            ("name", "陈彤"),
            ("other_name", "Tong Chen"),
            ("started_on", "2021-07-01"),
            ("number", "HF 0217"),
            ("department", "英语教学部"),
            ("manager", "周沧海"),
            ("mobile", "138-0013-8000"),
        ];
        let added = t.post(&t.cast.hr, "/people", &right).await.must_be(303);
        let page = t.get(&t.cast.hr, added.location()).await.must_be(200);
        for words in ["陈彤", "Tong Chen", "HF 0217", "周沧海", "+8613800138000", "not confirmed yet"] {
            assert!(page.has(words), "{words}: {:?}", page.texts("main"));
        }
        t.drain().await;
        assert_eq!(t.mails().await.len(), 0, "nothing is sent to somebody who is added");
    }
}

on_both! {
    async fn ways_to_reach_somebody_are_added_tried_and_removed(t: House) {
        let id = t.cast.stranger.id;
        let edit = format!("/people/{id}/edit");
        let page = t.post(&t.cast.officer, &format!("/people/{id}/contacts"), &[("contact", "nowhere")]).await;
        let page = page.must_be(422);
        assert_eq!(page.attribute("#contact", "value").as_deref(), Some("nowhere"));
        t.post(&t.cast.officer, &format!("/people/{id}/contacts"), &[("contact", "138 0013 8000")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let contacts = people::contacts(&mut conn, id).await.expect("contacts");
        let mobile = contacts.iter().find(|it| it.kind == ContactKind::Mobile).expect("a mobile").contact_id;
        drop(conn);
        t.post(&t.cast.officer, &format!("/people/{id}/contacts/{mobile}/failed"), &[]).await.must_be(303);
        assert!(t.get(&t.cast.officer, &edit).await.must_be(200).has("nothing arrives"));
        t.post(&t.cast.officer, &format!("/people/{id}/contacts/{mobile}/remove"), &[]).await.must_be(303);
        assert!(!t.get(&t.cast.officer, &edit).await.must_be(200).has("+8613800138000"));
    }
}

on_both! {
    async fn years_are_opened_closed_and_opened_again(t: House) {
        let id = t.cast.stranger.id;
        let tenures = format!("/people/{id}/tenures");
        let page = t.post(&t.cast.officer, &tenures, &[("started_on", "")]).await.must_be(422);
        assert!(page.text("#started_on-error").is_some());
        let form = [("started_on", "2023-01-01"), ("number", "HF 0300"), ("department", "教研部"), ("kind", "contractor")];
        t.post(&t.cast.officer, &tenures, &form).await.must_be(303);
        let (_, tenure) = of(t, id).await;
        let at = format!("{tenures}/{tenure}");
        assert!(t.get(&t.cast.officer, &at).await.must_be(200).has("HF 0300"));
        let early = t.post(&t.cast.officer, &format!("{at}/end"), &[("last_day", "2022-12-31")]).await.must_be(422);
        assert_eq!(early.attribute("#last_day", "value").as_deref(), Some("2022-12-31"));
        t.post(&t.cast.officer, &format!("{at}/end"), &[("last_day", "2024-12-31")]).await.must_be(303);
        assert!(t.get(&t.cast.officer, &format!("/people/{id}")).await.must_be(200).has("2023–2024"));
        t.post(&t.cast.officer, &format!("{at}/reopen"), &[]).await.must_be(303);
        t.post(&t.cast.officer, &format!("{at}/manager"), &[("manager", "周沧海")]).await.must_be(303);
        let page = t.get(&t.cast.officer, &format!("/people/{id}")).await.must_be(200);
        assert!(page.has("since 2023") && page.has("with 周沧海") && page.has("Contractor"));
    }
}

on_both! {
    async fn silence_is_said_and_can_be_undone(t: House) {
        let id = t.cast.alumnus.id;
        list(t, &t.cast.alumnus).await;
        let silence = format!("/people/{id}/silence");
        t.post(&t.cast.officer, &silence, &[("kind", "whatever")]).await.must_be(404);
        t.post(&t.cast.officer, &silence, &[("kind", "deceased")]).await.must_be(303);
        assert!(t.get(&t.cast.officer, &format!("/people/{id}")).await.must_be(200).has("Has passed away"));
        t.get(&t.cast.member, &format!("/people/{id}")).await.must_be(404);
        t.post(&t.cast.officer, &format!("{silence}/lift"), &[]).await.must_be(303);
        t.get(&t.cast.member, &format!("/people/{id}")).await.must_be(200);
    }
}

on_both! {
    async fn deleting_says_what_is_lost_and_the_number_stays_taken(t: House) {
        let owner = &t.cast.alumnus;
        crate::profiles::photos::put(t, owner, &crate::profiles::photos::png()).await.must_be(303);
        let ask = t.get(&t.cast.officer, &format!("/people/{}/delete", owner.id)).await.must_be(200);
        for words in ["HF 0006 stays taken", "the photo", "the membership", "keyed hash"] {
            assert!(ask.has(words), "{words}");
        }
        assert!(t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.status == 200, "looking loses nothing");
        t.post(&t.cast.officer, &format!("/people/{}/delete", owner.id), &[]).await.must_be(303);
        t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.must_be(404);
        let again = [("name", "另一个人"), ("started_on", "2025-07-01"), ("number", "HF 0006")];
        let page = t.post(&t.cast.officer, "/people", &again).await.must_be(422);
        assert!(page.attribute("input[name=bring_back]", "value").is_some(), "{:?}", page.texts("main"));
        t.drain().await;
    }
}

on_both! {
    async fn a_colleague_of_today_is_invited_without_a_departure(t: House) {
        let id = t.cast.hr.id;
        t.post(&t.cast.officer, &format!("/people/{id}/invite"), &[]).await.must_be(303);
        t.drain().await;
        let mails = t.mails().await;
        assert_eq!(mails.len(), 1);
        t.drain().await;
        let nobody = somebody(t, "没有联系方式", "教研部", ("2020-01-01", None)).await;
        t.post(&t.cast.officer, &format!("/people/{nobody}/invite"), &[]).await.must_be(303);
        t.drain().await;
    }
}
