//! What a person hands over, and who may.

use homeport::invitations::Channel;

use super::{invite, invited, link, of};
use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn a_share_text_sent_by_wechat_is_noted_as_handed_over(t: House) {
        let person = t.cast.stranger.id;
        let id = invite(t, person).await;
        let page = t.get(&t.cast.officer, &format!("/invitations/{id}")).await.must_be(200);
        let text = page.text("#share-text").unwrap_or_default();
        assert!(text.contains(&link(t, person).await), "{text}");
        t.post(&t.cast.officer, &format!("/invitations/{id}/handed"), &[("channel", "wechat")]).await.must_be(303);
        let invitation = of(t, person).await;
        assert_eq!(invitation.handed_by, Some(Channel::Wechat));
        t.post(&t.cast.officer, &format!("/invitations/{id}/handed"), &[("channel", "mail")]).await.must_be(404);
        t.drain().await;
    }
}

on_both! {
    async fn a_sheet_carries_the_code_the_words_and_the_number(t: House) {
        let person = t.cast.stranger.id;
        let id = invited(t, person).await;
        let sheet = t.get(&t.cast.officer, &format!("/invitations/{id}/kit")).await.must_be(200);
        assert!(sheet.has("<svg") && sheet.has("HF 0007") && sheet.has("许文"));
        let link = link(t, person).await;
        assert!(sheet.has(&link));
        let many = t.get(&t.cast.officer, &format!("/invitations/kits?ids={id}")).await.must_be(200);
        assert_eq!(many.texts("article.a4").len(), 1);
        t.post(&t.cast.officer, "/invitations/kits", &[("ids", &id.to_string())]).await.must_be(303);
        let poster = t.get(&t.cast.officer, "/invitations/poster").await.must_be(200);
        assert!(poster.has("homeport.test/join") && !poster.has("许文"));
    }
}

on_both! {
    async fn a_file_of_links_opens_in_a_spreadsheet_and_computes_nothing(t: House) {
        let person = t.cast.stranger.id;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        homeport::people::actions::set_name(&cx, &mut conn, person, "=1+41").await.expect("renamed");
        cx.commit(conn).await.expect("renamed");
        let id = invited(t, person).await;
        let file = t.post(&t.cast.officer, "/invitations/links.csv", &[("ids", &id.to_string())]).await.must_be(200);
        assert!(file.bytes.starts_with("\u{feff}".as_bytes()));
        assert!(file.has("\"'=1+41\",\"HF 0007\""), "{}", file.body);
        assert!(file.has(&link(t, person).await));
    }
}

on_both! {
    async fn the_lists_show_who_waits_for_what(t: House) {
        let person = t.cast.stranger.id;
        invite(t, person).await;
        t.advance(std::time::Duration::from_secs(11 * 60));
        let late = t.get(&t.cast.officer, "/invitations?show=late").await.must_be(200);
        assert!(late.has("许文"), "{:?}", late.texts("main"));
        t.drain().await;
        assert!(!t.get(&t.cast.officer, "/invitations?show=late").await.must_be(200).has("许文"));
        assert!(t.get(&t.cast.officer, "/invitations?show=unopened").await.must_be(200).has("许文"));
        t.post(&Cast::visitor(), &format!("{}/decline", link(t, person).await), &[]).await.must_be(200);
        assert!(t.get(&t.cast.officer, "/invitations?show=declined").await.must_be(200).has("许文"));
        for show in ["all", "failed", "no-contact", "waiting", "nonsense"] {
            t.get(&t.cast.officer, &format!("/invitations?show={show}")).await.must_be(200);
        }
    }
}

on_both! {
    async fn every_act_of_the_officer_needs_sign_in_is_refused_without_the_role_and_finds_only_what_is_there(t: House) {
        let id = invited(t, t.cast.stranger.id).await;
        let nobody = "01890000-0000-7000-8000-000000000000";
        for act in ["handed", "send", "renew", "revoke", "contact"] {
            let form = [("channel", "wechat"), ("contact", "a@example.org")];
            let path = format!("/invitations/{id}/{act}");
            t.post(&Cast::visitor(), &path, &form).await.must_be(401);
            t.post(&t.cast.member, &path, &form).await.must_be(403);
            t.post(&t.cast.officer, &format!("/invitations/{nobody}/{act}"), &form).await.must_be(404);
        }
        t.get(&t.cast.member, &format!("/invitations/{id}")).await.must_be(403);
        t.get(&t.cast.officer, "/invitations/no-id").await.must_be(404);
        t.get(&t.cast.officer, "/invitations/kits?ids=no-id&show=failed").await.must_be(303);
        t.get(&t.cast.officer, &format!("/invitations/{nobody}")).await.must_be(404);
        for path in ["/invitations/kits", "/invitations/links.csv"] {
            t.post(&Cast::visitor(), path, &[]).await.must_be(401);
            t.post(&t.cast.member, path, &[]).await.must_be(403);
        }
        let invite = format!("/people/{}/invite", t.cast.stranger.id);
        t.post(&Cast::visitor(), &invite, &[]).await.must_be(401);
        t.post(&t.cast.member, &invite, &[]).await.must_be(403);
        t.post(&t.cast.officer, &format!("/people/{nobody}/invite"), &[]).await.must_be(404);
    }
}
