//! Organisations: one by any of its names, who of us is there, two that are one.

use homeport::organisations::{self, NewOrganisation, OrganisationId};

use crate::careers::{career, form, tell};
use crate::on_both;
use crate::profiles::{list, show_to};
use crate::support::{Cast, House, Person};

async fn open(t: &House, name: &str) -> OrganisationId {
    let added =
        t.post(&t.cast.officer, "/organisations", &[("name", name), ("is_open", "1")]).await.must_be(303);
    added.location().trim_start_matches("/organisations/").parse().expect("an id")
}

async fn alias(t: &House, id: OrganisationId, alias: &str) {
    t.post(&t.cast.officer, &format!("/organisations/{id}/names"), &[("alias", alias)]).await.must_be(303);
}

async fn called(t: &House, name: &str) -> Option<OrganisationId> {
    let mut conn = t.app.db.read().await.expect("a connection");
    organisations::called(&mut conn, name).await.expect("an answer")
}

async fn names(t: &House, who: &Person, query: &str) -> Vec<String> {
    t.get(who, &format!("/organisations{query}")).await.must_be(200).texts(".list b")
}

on_both! {
    async fn one_organisation_is_found_by_any_of_its_names(t: House) {
        let id = open(t, "腾讯").await;
        alias(t, id, "Tencent").await;
        alias(t, id, "腾讯科技（深圳）有限公司").await;
        for typed in ["腾讯", " ＴＥＮＣＥＮＴ ", "腾讯科技(深圳)有限公司", "tencent\u{200d}"] {
            assert_eq!(called(t, typed).await, Some(id), "{typed}");
        }
        assert_eq!(called(t, "腾讯科技").await, None);
        // Whichever of them somebody writes, they are at the same place.
        list(t, &t.cast.alumnus).await;
        show_to(t, &t.cast.alumnus, "career", "members").await;
        tell(t, &t.cast.alumnus, t.cast.alumnus.id, &form("tencent", "", "2024")).await;
        let page = t.get(&t.cast.member, &format!("/organisations/{id}")).await.must_be(200);
        assert!(page.has(t.cast.alumnus.name) && page.has("Also called Tencent") && page.has("since 2024"));
        assert!(page.has(&format!("/people/{}", t.cast.alumnus.id)));
        for typed in ["teng", "tx", "Ten", "%E8%85%BE", "shenzhen", "beijing"] {
            let found = names(t, &t.cast.member, &format!("?q={typed}")).await;
            assert_eq!(found.iter().any(|name| name == "腾讯"), typed != "beijing", "{typed}: {found:?}");
        }
        let mut was = form("腾讯", "Before", "2010");
        was.push(("ended", "2012"));
        tell(t, &t.cast.alumnus, t.cast.alumnus.id, &was).await;
        let page = t.get(&t.cast.member, &format!("/organisations/{id}?show=was")).await.must_be(200);
        assert!(page.has("Before") && page.has("2010–2012") && !page.has("since 2024"));
    }
}

on_both! {
    async fn relations_are_for_officers_and_no_mark_is_for_competitors(t: House) {
        let id = open(t, "云帆科技").await;
        let path = format!("/organisations/{id}");
        let form = [("name", "云帆科技"), ("place", "深圳"), ("relations", "client"), ("relations", "partner"), ("relations", "competitor"), ("is_open", "1")];
        t.post(&t.cast.officer, &path, &form).await.must_be(303);
        let officer = t.get(&t.cast.officer, &path).await.must_be(200);
        assert!(officer.has("Client") && officer.has("Partner") && !officer.has("ompetitor"));
        let member = t.get(&t.cast.member, &path).await.must_be(200);
        assert!(member.has("深圳") && !member.has("Client"), "{:?}", member.texts("main"));
        assert!(!t.get(&t.cast.officer, &format!("{path}/edit")).await.must_be(200).has("ompetitor"));
    }
}

on_both! {
    async fn what_only_a_member_told_of_stands_in_no_members_list_until_an_officer_opens_it(t: House) {
        tell(t, &t.cast.alumnus, t.cast.alumnus.id, &form("小店", "", "2024")).await;
        let id = called(t, "小店").await.expect("written down");
        let path = format!("/organisations/{id}");
        t.get(&t.cast.member, &path).await.must_be(404);
        t.get(&t.cast.alumnus, &path).await.must_be(200);
        assert!(names(t, &t.cast.member, "").await.is_empty() && names(t, &t.cast.alumnus, "").await.is_empty());
        assert_eq!(t.get(&t.cast.officer, "/organisations").await.must_be(200).text(".list .tag").as_deref(), Some("Not in the members’ list"));
        t.post(&t.cast.officer, &path, &[("name", "小店"), ("is_open", "1")]).await.must_be(303);
        assert_eq!(names(t, &t.cast.member, "").await, ["小店"]);
        assert!(!t.get(&t.cast.member, &path).await.must_be(200).has(t.cast.alumnus.name));
    }
}

on_both! {
    async fn a_name_belongs_to_one_and_wrong_ones_are_kept_in_the_form(t: House) {
        let (one, other) = (open(t, "云帆科技").await, open(t, "远山学校").await);
        let names = format!("/organisations/{other}/names");
        for (typed, words) in [("云帆 科技", "another organisation"), (" \u{200d} ", "Write the name"), ("远山学校", "another organisation")] {
            let page = t.post(&t.cast.officer, &names, &[("alias", typed)]).await.must_be(422);
            assert!(page.text("#alias-error").is_some_and(|said| said.contains(words)), "{typed}");
            assert_eq!(page.attribute("#alias", "value").as_deref(), Some(typed));
        }
        let page = t.post(&t.cast.officer, "/organisations", &[("name", "云帆科技"), ("place", "深圳")]).await.must_be(422);
        assert_eq!(page.attribute("#place", "value").as_deref(), Some("深圳"));
        let long = "x".repeat(10_000);
        let page = t.post(&t.cast.officer, &format!("/organisations/{one}"), &[("name", "好"), ("place", &long)]).await.must_be(422);
        assert!(page.text("#place-error").is_some_and(|said| said.contains("At most 200")));
        // Under a new first name it is still found by the old one, which can be taken out then.
        t.post(&t.cast.officer, &format!("/organisations/{one}"), &[("name", "云帆集团")]).await.must_be(303);
        assert_eq!(called(t, "云帆科技").await, Some(one));
        let edit = t.get(&t.cast.officer, &format!("/organisations/{one}/edit")).await.must_be(200);
        let remove = edit.attribute("form[action$='/remove']", "action").expect("a form");
        assert_eq!(edit.texts("form[action$='/remove']").len(), 1, "the first name stays");
        t.post(&t.cast.officer, &remove.replace(&one.to_string(), &other.to_string()), &[]).await.must_be(404);
        t.post(&t.cast.officer, &remove, &[]).await.must_be(303);
        assert_eq!(called(t, "云帆科技").await, None);
        assert_eq!(called(t, "云帆集团").await, Some(one));
    }
}

on_both! {
    async fn two_that_are_one_are_joined_with_their_names_and_everybody_there(t: House) {
        let kept = open(t, "腾讯").await;
        tell(t, &t.cast.alumnus, t.cast.alumnus.id, &form("Tencent", "Engineer", "2024")).await;
        let at = tell(t, &t.cast.stranger, t.cast.stranger.id, &form("Tencent", "Editor", "2021")).await;
        t.post(&t.cast.stranger, &at, &form("远山学校", "Editor", "2021")).await.must_be(303);
        let gone = called(t, "Tencent").await.expect("told of");
        let edit = format!("/organisations/{kept}/join");
        for (typed, words) in [("nobody", "No organisation has this name"), ("腾讯", "this very organisation")] {
            let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            let page = t.get(&t.cast.officer, &format!("{edit}?other={typed}")).await.must_be(422);
            assert!(page.text("#other-error").is_some_and(|said| said.contains(words)));
        }
        let ask = t.get(&t.cast.officer, &format!("{edit}?other=tencent")).await.must_be(200);
        assert!(ask.has("Tencent is 腾讯?"), "{:?}", ask.texts("main"));
        assert_eq!(called(t, "Tencent").await, Some(gone), "looking joins nothing");
        t.post(&t.cast.officer, &edit, &[("gone", &gone.to_string())]).await.must_be(303);
        assert_eq!(called(t, "Tencent").await, Some(kept));
        t.get(&t.cast.officer, &format!("/organisations/{gone}")).await.must_be(404);
        let page = t.get(&t.cast.officer, &format!("/organisations/{kept}")).await.must_be(200);
        assert!(page.has(t.cast.alumnus.name) && page.has("Engineer") && page.has("Also called Tencent"));
        let history = t.get(&t.cast.stranger, &career(t.cast.stranger.id)).await.must_be(200);
        assert!(history.has("Editor · 腾讯"), "{:?}", history.texts("main"));
        // A second officer who presses a moment later, and one who joins it with itself.
        t.post(&t.cast.hr, &edit, &[("gone", &gone.to_string())]).await.must_be(404);
        t.post(&t.cast.hr, &edit, &[("gone", &kept.to_string())]).await.must_be(422);
        let journal = t.get(&t.cast.admin, "/journal?of=organisations").await.must_be(200);
        assert!(journal.has("joined two organisations") && !journal.has("Tencent") && !journal.has("腾讯"));
    }
}

on_both! {
    async fn two_officers_who_join_the_same_two_both_ways_leave_one(t: House) {
        let (one, other) = (open(t, "甲").await, open(t, "乙").await);
        let (here, there) = (format!("/organisations/{one}/join"), format!("/organisations/{other}/join"));
        let (first, second) = (one.to_string(), other.to_string());
        let (first, second) = ([("gone", second.as_str())], [("gone", first.as_str())]);
        let (a, b) = tokio::join!(t.post(&t.cast.officer, &here, &first), t.post(&t.cast.hr, &there, &second));
        let mut done = [a.status.as_u16(), b.status.as_u16()];
        done.sort_unstable();
        assert_eq!(done, [303, 404]);
        assert_eq!(called(t, "甲").await, called(t, "乙").await);
    }
}

on_both! {
    async fn the_list_goes_page_by_page_both_ways(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        for nth in 0..120 {
            let new = NewOrganisation { name: format!("Firm {nth:03}"), is_open: nth % 2 == 0, ..Default::default() };
            organisations::actions::add(&cx, &mut conn, &new).await.expect("added");
        }
        cx.commit(conn).await.expect("kept");
        for (who, query, wanted) in [(&t.cast.officer, "", 120), (&t.cast.member, "", 60), (&t.cast.member, "?q=firm", 60)] {
            let (mut path, mut seen) = (format!("/organisations{query}"), Vec::new());
            let mut pages = Vec::new();
            while !path.is_empty() {
                let page = t.get(who, &path).await.must_be(200);
                let names = page.texts(".list b");
                seen.extend(names.clone());
                pages.push((names, page.attribute("a[rel=prev]", "href")));
                path = page.attribute("a[rel=next]", "href").unwrap_or_default();
            }
            assert_eq!(seen.len(), wanted, "{query}");
            let sorted = { let mut all = seen.clone(); all.sort(); all.dedup(); all };
            assert_eq!(seen, sorted, "{query}");
            assert_eq!(pages[0].1, None);
            let back = pages[1].1.clone().expect("a way back");
            assert_eq!(t.get(who, &back).await.must_be(200).texts(".list b"), pages[0].0, "{query}");
        }
        assert!(names(t, &t.cast.member, "?q=%2B%2B%2B").await.is_empty());
        assert!(names(t, &t.cast.member, "?after=nonsense&key=%00").await.len() == 50);
    }
}

on_both! {
    async fn organisations_are_written_by_officers_only(t: House) {
        let id = open(t, "云帆科技").await;
        let at = |path: &str| format!("/organisations/{id}{path}");
        let nobody = "00000000-0000-7000-8000-000000000000";
        let writes = [
            ("/organisations".to_owned(), vec![("name", "新")]),
            (at(""), vec![("name", "新")]),
            (at("/names"), vec![("alias", "新")]),
            (at(&format!("/names/{nobody}/remove")), vec![]),
            (at("/join"), vec![("gone", nobody)]),
        ];
        for (path, form) in &writes {
            t.post(&Cast::visitor(), path, form).await.must_be(401);
            for who in [&t.cast.stranger, &t.cast.alumnus, &t.cast.member, &t.cast.manager, &t.cast.admin] {
                t.post(who, path, form).await.must_be(403);
            }
        }
        for path in ["/organisations/new".to_owned(), at("/edit"), at("/join?other=x")] {
            t.get(&t.cast.member, &path).await.must_be(403);
        }
        for (path, form) in writes.iter().skip(1) {
            let path = path.replace(&id.to_string(), nobody);
            t.post(&t.cast.officer, &path, form).await.must_be(404);
        }
        t.get(&t.cast.officer, "/organisations/new").await.must_be(200);
        t.get(&t.cast.stranger, "/organisations").await.must_be(403);
    }
}
