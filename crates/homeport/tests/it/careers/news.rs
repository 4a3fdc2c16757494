//! What is news about people, for officers and for those who worked beside them.

use homeport::careers;

use super::{career, form, tell};
use crate::on_both;
use crate::profiles::{list, show_to};
use crate::support::{Cast, House, Person};

/// The lines of the officer's list.
async fn news(t: &House, query: &str) -> Vec<String> {
    t.get(&t.cast.officer, &format!("/careers{query}")).await.must_be(200).texts(".list > li")
}

async fn home(t: &House, who: &Person) -> Option<String> {
    t.get(who, "/home").await.must_be(200).text("[aria-labelledby=news]")
}

on_both! {
    async fn a_new_job_waits_on_the_desk_until_an_officer_has_seen_it(t: House) {
        let owner = &t.cast.alumnus;
        tell(t, owner, owner.id, &form("Old Firm", "", "2015")).await;
        assert!(news(t, "").await.is_empty(), "what began long ago is no news");
        tell(t, owner, owner.id, &form("云帆科技", "产品经理", "2026-10")).await;
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        let waits = desk.text("a.over[href='/careers']");
        assert_eq!(waits.as_deref(), Some("One piece of news about a former colleague"));
        assert!(!t.get(&t.cast.admin, "/desk").await.must_be(200).has("/careers"), "administrators do not see careers");
        let lines = news(t, "").await;
        assert!(lines.len() == 1 && lines[0].contains("New job at 云帆科技: 产品经理 · since October 2026"), "{lines:?}");
        let see = t.get(&t.cast.officer, "/careers").await.attribute("form[action^='/careers/news/']", "action").expect("a form");
        t.post(&Cast::visitor(), &see, &[]).await.must_be(401);
        for who in [&t.cast.member, owner, &t.cast.admin] {
            t.post(who, &see, &[]).await.must_be(403);
            t.get(who, "/careers").await.must_be(403);
        }
        t.post(&t.cast.hr, &see, &[]).await.must_be(303);
        assert!(news(t, "").await.is_empty());
        assert_eq!(news(t, "?show=all").await.len(), 1);
        assert!(!t.get(&t.cast.officer, "/desk").await.must_be(200).has("piece of news"));
        t.post(&t.cast.officer, "/careers/news/00000000-0000-7000-8000-000000000000/seen", &[]).await.must_be(404);
    }
}

on_both! {
    async fn what_a_correction_undoes_is_no_news_any_more(t: House) {
        let owner = &t.cast.alumnus;
        let at = tell(t, owner, owner.id, &form("云帆科技", "", "2026-10")).await;
        assert_eq!(news(t, "").await.len(), 1);
        t.post(owner, &at, &form("云帆科技", "", "2016-10")).await.must_be(303);
        assert!(news(t, "?show=all").await.is_empty());
        let mut founded = form("云帆科技", "", "2026");
        founded.push(("is_founder", "1"));
        t.post(owner, &at, &founded).await.must_be(303);
        let lines = news(t, "").await;
        assert!(lines.len() == 1 && lines[0].contains("Founded 云帆科技"), "{lines:?}");
        t.post(owner, &format!("{at}/remove"), &[]).await.must_be(303);
        assert!(news(t, "?show=all").await.is_empty());
        t.post(owner, &format!("{at}/restore"), &[]).await.must_be(303);
        assert_eq!(news(t, "").await.len(), 1);
        // An officer who writes it down has seen it; the others find it among all.
        tell(t, &t.cast.officer, t.cast.stranger.id, &form("远山学校", "", "2026-09")).await;
        assert_eq!((news(t, "").await.len(), news(t, "?show=all").await.len()), (1, 2));
    }
}

on_both! {
    async fn a_move_is_news_until_it_is_taken_back(t: House) {
        let owner = &t.cast.alumnus;
        let place = |place: &'static str| async move { t.post(owner, "/me/place", &[("place", place)]).await.must_be(303) };
        place("长沙").await;
        assert!(news(t, "").await.is_empty(), "nobody knew where they were before");
        place("深圳").await;
        let lines = news(t, "").await;
        assert!(lines.len() == 1 && lines[0].contains("Moved to 深圳"), "{lines:?}");
        place("杭州").await;
        let lines = news(t, "").await;
        assert!(lines.len() == 1 && lines[0].contains("Moved to 杭州"), "{lines:?}");
        place(" 长沙").await;
        assert!(news(t, "?show=all").await.is_empty());
    }
}

on_both! {
    async fn only_who_worked_beside_them_hears_of_it_and_only_if_they_allow(t: House) {
        let (owner, beside) = (&t.cast.alumnus, &t.cast.member);
        tell(t, owner, owner.id, &form("云帆科技", "", "2026-10")).await;
        list(t, owner).await;
        show_to(t, owner, "career", "members").await;
        assert_eq!(home(t, beside).await, None, "nobody asked for it");
        let allow = [("consents", "listed"), ("consents", "news")];
        t.post(owner, "/me/consents", &allow).await.must_be(303);
        assert!(home(t, beside).await.is_some_and(|words| words.contains("New job at 云帆科技")));
        assert_eq!(home(t, owner).await, None, "one's own news is none");
        show_to(t, owner, "career", "officers").await;
        assert_eq!(home(t, beside).await, None, "the career is hidden from members");
        show_to(t, owner, "career", "members").await;
        t.post(owner, "/me/consents", &[("consents", "news")]).await.must_be(303);
        assert_eq!(home(t, beside).await, None, "whoever is not listed is in no news");
        t.post(owner, "/me/consents", &allow).await.must_be(303);
        t.advance(91 * super::DAY);
        let beside = super::back(t, beside).await;
        assert_eq!(home(t, &beside).await, None, "it is old");
    }
}

on_both! {
    async fn a_move_follows_the_place_and_strangers_to_each_other_hear_nothing(t: House) {
        let owner = &t.cast.alumnus;
        t.post(owner, "/me/consents", &[("consents", "listed"), ("consents", "news")]).await.must_be(303);
        for place in ["长沙", "深圳"] {
            t.post(owner, "/me/place", &[("place", place)]).await.must_be(303);
        }
        assert_eq!(home(t, &t.cast.member).await, None, "the place is for the officers");
        show_to(t, owner, "place", "members").await;
        assert!(home(t, &t.cast.member).await.is_some_and(|words| words.contains("Moved to 深圳")));
        // Somebody who came when they had left.
        let years = ("2025-01-01", None);
        let late = crate::profiles::somebody(t, "后来", "英语教学部", years).await;
        let elsewhere = crate::profiles::somebody(t, "隔壁", "财务部", ("2019-01-01", None)).await;
        for id in [late, elsewhere] {
            let cx = t.app.machine();
            let mut conn = cx.begin().await.expect("a transaction");
            homeport::members::actions::join(&cx, &mut conn, id, &Default::default()).await.expect("joined");
            let token = homeport::accounts::actions::open_session(&cx, &mut conn, id, "test").await.expect("a session");
            cx.commit(conn).await.expect("kept");
            let who = Person { id, name: "", mail: "", token };
            assert_eq!(home(t, &who).await, None);
        }
        t.drain().await;
    }
}

on_both! {
    async fn whoever_died_or_leaves_is_nobodys_news(t: House) {
        let owner = &t.cast.alumnus;
        tell(t, owner, owner.id, &form("云帆科技", "", "2026-10")).await;
        t.post(&t.cast.officer, &format!("/people/{}/silence", owner.id), &[("kind", "deceased")]).await.must_be(303);
        assert!(news(t, "?show=all").await.is_empty());
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(careers::count_news(&mut conn).await.expect("a count"), 0);
        drop(conn);
        t.get(&t.cast.officer, &career(owner.id)).await.must_be(200);
    }
}
