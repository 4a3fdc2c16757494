//! What is done from the link, without signing in.

use homeport::careers;
use homeport::freshness::Step;
use homeport::members::{self, Purpose};
use homeport::people::{self, directory::Eye};

use super::{DAY, allow, ask, link, mail, number, page};
use crate::on_both;
use crate::support::{Cast, House};

/// The alumnus is asked: the campaign and their link.
async fn asked(t: &House) -> (String, String) {
    allow(t, &t.cast.alumnus).await;
    let campaign = ask(t, "").await;
    (campaign, link(t, &t.cast.alumnus).await)
}

on_both! {
    async fn the_link_shows_what_is_kept_and_looking_changes_nothing(t: House) {
        let (campaign, link) = asked(t).await;
        for _ in 0..3 {
            let shown = page(t, &link).await.must_be(200);
            assert!(shown.has("欧阳书言") && shown.has("英语教学部") && shown.has("2019–2024"));
            assert!(!shown.has(t.cast.alumnus.mail), "a link can be forwarded: contacts are masked");
            assert!(!shown.has("HF 0006"));
        }
        page(t, &format!("{link}/leave")).await.must_be(200);
        page(t, &format!("{link}/never")).await.must_be(303);
        assert_eq!(number(t, &campaign, Step::Opened).await, 0, "a mail scanner opens links, too");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(members::is_member(&mut conn, t.cast.alumnus.id).await.expect("an answer"));
        assert!(members::consent(&mut conn, t.cast.alumnus.id, Purpose::Freshness).await.expect("an answer"));
        drop(conn);
        t.post(&Cast::visitor(), &format!("{link}/opened"), &[]).await.must_be(204);
        t.post(&Cast::visitor(), &format!("{link}/opened"), &[]).await.must_be(204);
        assert_eq!(number(t, &campaign, Step::Opened).await, 1);
    }
}

on_both! {
    async fn one_tap_confirms_all_and_the_journal_says_who(t: House) {
        let (campaign, link) = asked(t).await;
        t.advance(DAY);
        t.drain().await;
        t.post(&Cast::visitor(), &link, &[]).await.must_be(303);
        assert!(page(t, &link).await.must_be(200).has("Confirmed just now"));
        assert_eq!(number(t, &campaign, Step::Confirmed).await, 1);
        assert_eq!(number(t, &campaign, Step::Opened).await, 1, "whoever answered has opened it");
        let mut conn = t.app.db.read().await.expect("a connection");
        let confirmed = people::confirmed(&mut conn, t.cast.alumnus.id).await.expect("a look").expect("confirmed");
        assert_eq!((confirmed.at, confirmed.by), (t.clock.now(), Some(t.cast.alumnus.id)));
        drop(conn);
        let officer = t.get(&t.cast.officer, &format!("{campaign}/people?step=confirmed")).await.must_be(200);
        assert_eq!(officer.texts(".list b"), [t.cast.alumnus.name]);
    }
}

on_both! {
    async fn one_field_corrects_a_job_and_the_one_before_is_over(t: House) {
        let (campaign, link) = asked(t).await;
        let job = |organisation: &'static str, title: &'static str, is_new: &'static str| {
            [("organisation", organisation), ("title", title), ("is_new", is_new)]
        };
        t.post(&Cast::visitor(), &format!("{link}/job"), &job("云帆科技", "产品经理", "")).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{link}/job"), &job("云帆科技", "产品总监", "")).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{link}/job"), &job("星河出版社", "编辑", "1")).await.must_be(303);
        assert!(page(t, &link).await.must_be(200).has("星河出版社 · 编辑"));
        let cx = t.app.machine();
        let mut conn = t.app.db.read().await.expect("a connection");
        let eye = Eye::of(&cx.viewer);
        let mut known: Vec<_> = careers::positions(&mut conn, &eye, t.cast.alumnus.id)
            .await
            .expect("positions")
            .into_iter()
            .map(|one| (one.organisation, one.title.unwrap_or_default(), one.ended.map(|end| end.to_string()), one.source))
            .collect();
        known.sort();
        let letter = careers::Source::Letter;
        assert_eq!(known.len(), 2);
        assert!(known.iter().any(|one| one.0 == "星河出版社" && one.2.is_none() && one.3 == letter));
        assert!(known.iter().any(|one| one.1 == "产品总监" && one.2.as_deref() == Some("2026-11") && one.3 == letter));
        assert_eq!(number(t, &campaign, Step::Corrected).await, 1, "somebody, however much they corrected");
        let wrong = t.post(&Cast::visitor(), &format!("{link}/job"), &job("", "编辑", "")).await.must_be(422);
        assert!(wrong.has("编辑"), "what was typed stays");
    }
}

on_both! {
    async fn place_name_and_contact_are_corrected_each_by_itself(t: House) {
        let (_, link) = asked(t).await;
        t.post(&Cast::visitor(), &format!("{link}/place"), &[("place", "成都")]).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{link}/name"), &[("name", "欧阳舒言")]).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{link}/name"), &[("name", " ")]).await.must_be(422);
        t.post(&Cast::visitor(), &format!("{link}/contact"), &[("contact", "nobody")]).await.must_be(422);
        t.forget_mails().await;
        t.post(&Cast::visitor(), &format!("{link}/contact"), &[("contact", "new@example.net")]).await.must_be(303);
        t.drain().await;
        let shown = page(t, &link).await.must_be(200);
        assert!(shown.has("成都") && shown.has("欧阳舒言") && !shown.has("new@example.net"));
        // A forwarded link lets nobody in: the old contact is told, the new one opens no door.
        let told = t.mails().await;
        assert!(told.iter().any(|mail| mail.to == t.cast.alumnus.mail && mail.purpose == "changed"));
        assert!(told.iter().all(|mail| mail.to != "new@example.net"));
        t.forget_mails().await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", "new@example.net")]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.iter().all(|mail| mail.purpose != "sign-in"), "it is not confirmed");
    }
}

on_both! {
    async fn leaving_is_a_page_away_and_the_funnel_keeps_the_number(t: House) {
        let (campaign, link) = asked(t).await;
        let exit = t.post(&Cast::visitor(), &format!("{link}/leave"), &[]).await.must_be(303).location().to_owned();
        assert!(exit.starts_with("/exits/"));
        assert_eq!(number(t, &campaign, Step::Left).await, 1);
        page(t, &link).await.must_be(410);
        t.drain().await;
        t.post(&Cast::visitor(), &format!("{exit}/back"), &[]).await.must_be(303);
        assert_eq!(number(t, &campaign, Step::Left).await, 0, "they stayed");
        t.post(&Cast::visitor(), &format!("{link}/leave"), &[]).await.must_be(303);
        t.advance(8 * DAY);
        t.drain().await;
        assert_eq!(number(t, &campaign, Step::Deleted).await, 1);
        assert_eq!(number(t, &campaign, Step::Left).await, 1);
        page(t, &link).await.must_be(410);
        let shown = t.get(&t.cast.officer, &campaign).await.must_be(200);
        assert!(shown.has("Deleted since"));
    }
}

on_both! {
    async fn never_again_is_one_tap_and_takes_the_consent_back(t: House) {
        let (_, link) = asked(t).await;
        t.post(&Cast::visitor(), &format!("{link}/rhythm"), &[("rhythm", "now_and_then")]).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{link}/never"), &[("List-Unsubscribe", "One-Click")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(!members::consent(&mut conn, t.cast.alumnus.id, Purpose::Freshness).await.expect("an answer"));
    }
}

on_both! {
    async fn a_link_runs_out_and_one_that_we_did_not_write_is_not_found(t: House) {
        let (_, link) = asked(t).await;
        let forged = format!("{}AAAA", &link[..link.len() - 4]);
        for path in [forged.as_str(), "/f/nothing"] {
            page(t, path).await.must_be(404);
            t.post(&Cast::visitor(), path, &[]).await.must_be(404);
        }
        // Good for this and for nothing else.
        let ticket = link.rsplit('/').next().expect("a ticket");
        for other in ["k", "w", "v", "exits"] {
            let reply = page(t, &format!("/{other}/{ticket}")).await;
            assert_eq!(reply.status.as_u16(), 404, "{other}");
        }
        t.advance(61 * DAY);
        t.drain().await;
        for path in ["", "/leave", "/never"] {
            page(t, &format!("{link}{path}")).await.must_be(410);
        }
        for path in ["", "/leave", "/never", "/place", "/job", "/name"] {
            t.post(&Cast::visitor(), &format!("{link}{path}"), &[("place", "x"), ("name", "x")]).await.must_be(410);
        }
        assert!(mail(t, &t.cast.alumnus).await.is_none_or(|mail| !mail.text.is_empty()));
    }
}

on_both! {
    async fn whoever_has_a_role_gives_it_back_before_leaving(t: House) {
        allow(t, &t.cast.manager).await;
        ask(t, "").await;
        let link = link(t, &t.cast.manager).await;
        let sorry = t.post(&Cast::visitor(), &format!("{link}/leave"), &[]).await.must_be(303);
        assert_eq!(sorry.location(), link);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(members::is_member(&mut conn, t.cast.manager.id).await.expect("an answer"));
    }
}
