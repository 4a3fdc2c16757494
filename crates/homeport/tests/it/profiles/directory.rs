//! The list of people: what it is narrowed to, page by page, and what it does not give away.

use std::collections::BTreeSet;

use homeport::people::directory::{self, At, Eye, Filter, Reach};
use homeport::people::{self, NewTenure, PersonId, PersonKind};
use keel::clock::Day;
use keel::l10n::Lang;

use super::{list, listed, show_to, somebody};
use crate::on_both;
use crate::support::{Cast, House};

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn set_place(t: &House, who: PersonId, place: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::set_place(&cx, &mut conn, who, Some(place)).await.expect("placed");
    conn.commit().await.expect("committed");
}

on_both! {
    async fn a_character_that_no_database_keeps_breaks_no_page(t: House) {
        let query = "q=%00&department=a%00b&place=%00&language=%00&after=%00";
        t.get(&t.cast.officer, &format!("/people?{query}")).await.must_be(200);
    }
}

on_both! {
    async fn what_a_list_is_narrowed_to_is_combined(t: House) {
        let early = somebody(t, "Anna Early", "Mathematics", ("2001-01-01", Some("2004-12-31"))).await;
        let late = somebody(t, "Anna Late", "Mathematics", ("2010-01-01", None)).await;
        somebody(t, "Anna Elsewhere", "Physics", ("2010-01-01", None)).await;
        set_place(t, early, "杭州").await;
        set_place(t, late, "Berlin").await;
        let maths = "department=Mathematics";
        for (query, found) in [
            (format!("?{maths}"), vec!["Anna Early", "Anna Late"]),
            (format!("?{maths}&from=2004&to=2009"), vec!["Anna Early"]),
            (format!("?{maths}&from=2005&to=2009"), vec![]),
            (format!("?{maths}&to=2009"), vec!["Anna Early"]),
            (format!("?{maths}&from=2005"), vec!["Anna Late"]),
            (format!("?{maths}&from=2009&to=2005"), vec![]),
            (format!("?q=anna&to=2009&place={}", encoded("杭州")), vec!["Anna Early"]),
            (format!("?q=anna&{maths}&place=Berlin"), vec!["Anna Late"]),
            ("?q=anna&department=Physics&place=Berlin".to_owned(), vec![]),
            (format!("?entity={}&{maths}&q=late", t.cast.school), vec!["Anna Late"]),
            (format!("?entity={}&q=anna", t.cast.officer.id), vec![]),
        ] {
            assert_eq!(listed(t, &t.cast.officer, &query).await, found, "{query}");
        }
        let page = t.get(&t.cast.officer, &format!("/people?{maths}")).await.must_be(200);
        assert!(page.has("2 people") && page.has("杭州"), "how many, and where they are");
    }
}

on_both! {
    async fn company_department_and_years_are_of_one_run_of_employment(t: House) {
        let back = somebody(t, "Anna Back", "Mathematics", ("2001-01-01", Some("2004-12-31"))).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let again = NewTenure {
            entity: t.cast.school,
            number: None,
            kind: PersonKind::Employee,
            department: Some("Physics".to_owned()),
            title: None,
            manager: None,
            started_on: Day::parse("2015-01-01").expect("a day"),
            ended_on: None,
            source: "test".to_owned(),
        };
        people::actions::open_tenure(&cx, &mut conn, back, &again).await.expect("back");
        conn.commit().await.expect("committed");
        assert_eq!(listed(t, &t.cast.officer, "?department=Physics&from=2016").await, ["Anna Back"]);
        assert!(listed(t, &t.cast.officer, "?department=Mathematics&from=2016").await.is_empty());
        let once = listed(t, &t.cast.officer, "?q=anna").await;
        assert_eq!(once, ["Anna Back"], "two runs of employment, one person");
    }
}

on_both! {
    async fn nobody_is_found_by_a_place_they_do_not_show(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        set_place(t, owner.id, "CANARY-PLACE").await;
        let query = "?place=CANARY-PLACE";
        let page = format!("/people/{}", owner.id);
        for (audience, sees) in [("officers", false), ("members", true), ("colleagues", true)] {
            show_to(t, owner, "place", audience).await;
            assert_eq!(listed(t, &t.cast.member, query).await.len(), usize::from(sees), "{audience}");
            // Neither as a choice, nor in the row, nor on the page.
            for path in ["/people", page.as_str()] {
                let has = t.get(&t.cast.member, path).await.must_be(200).has("CANARY-PLACE");
                assert_eq!(has, sees, "{path}, {audience}");
                assert!(t.get(&t.cast.officer, path).await.must_be(200).has("CANARY-PLACE"), "{path}");
            }
            assert_eq!(listed(t, &t.cast.officer, query).await, [owner.name]);
        }
        show_to(t, owner, "place", "everyone").await;
        assert!(t.get(&t.cast.member, &page).await.must_be(200).has("CANARY-PLACE"), "not offered, not taken");
    }
}

on_both! {
    async fn only_officers_narrow_by_language(t: House) {
        list(t, &t.cast.alumnus).await;
        t.post(&t.cast.alumnus, "/me/language", &[("language", "en")]).await.must_be(303);
        assert_eq!(listed(t, &t.cast.officer, "?language=en").await, [t.cast.alumnus.name]);
        assert!(listed(t, &t.cast.officer, "?language=zh-CN").await.is_empty());
        let all = listed(t, &t.cast.member, "").await;
        assert_eq!(listed(t, &t.cast.member, "?language=zh-CN").await, all, "for members there is no such choice");
        let page = t.get(&t.cast.member, "/people").await.must_be(200);
        assert!(page.attribute("select[name=language]", "name").is_none());
    }
}

on_both! {
    async fn pages_go_both_ways_and_keep_what_the_list_is_narrowed_to(t: House) {
        for at in 0..120 {
            somebody(t, &format!("Person {at:03}"), "Mathematics", ("2020-01-01", Some("2021-12-31"))).await;
        }
        let first = "/people?q=person&department=Mathematics&from=2019&to=2020".to_owned();
        let mut pages = Vec::new();
        let mut path = first.clone();
        loop {
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            let is_first = page.attribute("a[rel=prev]", "href").is_none();
            assert_eq!(is_first, pages.is_empty());
            pages.push(page.texts(".list b"));
            let Some(next) = page.attribute("a[rel=next]", "href") else { break };
            assert!(next.contains("q=person") && next.contains("from=2019"), "{next}");
            path = next;
        }
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
        for wanted in pages.iter().rev().skip(1) {
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            path = page.attribute("a[rel=prev]", "href").expect("a page before");
            assert_eq!(t.get(&t.cast.officer, &path).await.must_be(200).texts(".list b"), *wanted);
        }
        let page = t.get(&t.cast.officer, &first).await.must_be(200);
        assert!(page.has("120 people"));
        assert_eq!(page.attribute("input[name=q]", "value").as_deref(), Some("person"));
        assert_eq!(page.attribute("input[name=to]", "value").as_deref(), Some("2020"));
    }
}

on_both! {
    async fn where_somebody_hidden_would_stand_is_told_to_nobody(t: House) {
        list(t, &t.cast.alumnus).await;
        let all = listed(t, &t.cast.member, "").await;
        let hidden = [t.cast.stranger.id, t.cast.manager.id];
        for person in hidden {
            for side in ["after", "before"] {
                let found = listed(t, &t.cast.member, &format!("?{side}={person}")).await;
                assert_eq!(found, all, "{side}");
            }
        }
    }
}

/// Everybody, page by page, read in stretches.
async fn all(t: &House, eye: &Eye, filter: &Filter, reach: Reach) -> Vec<PersonId> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let (mut found, mut at) = (Vec::new(), At::Start);
    for _ in 0..200 {
        let page = directory::list_within(&mut conn, eye, filter, at, reach).await.expect("a page");
        assert!(page.is_cut || page.next.is_none() || page.rows.len() == directory::PAGE);
        found.extend(page.rows.iter().map(|row| row.person_id));
        match page.next {
            Some(next) => at = At::After(next),
            None => return found,
        }
    }
    panic!("a list without end");
}

on_both! {
    async fn a_list_holds_the_same_people_whichever_way_it_is_walked(t: House) {
        for at in 0..70 {
            let (department, years) = match at % 3 {
                0 => ("Mathematics", ("2001-01-01", Some("2004-12-31"))),
                1 => ("Physics", ("2010-01-01", Some("2012-12-31"))),
                _ => ("Mathematics", ("2011-01-01", None)),
            };
            let id = somebody(t, &format!("Person {at:02} 陈"), department, years).await;
            if at % 2 == 0 {
                set_place(t, id, "Berlin").await;
            }
        }
        for who in [&t.cast.alumnus, &t.cast.member, &t.cast.manager] {
            list(t, who).await;
        }
        let narrowed = [
            Filter { typed: "person".to_owned(), ..Filter::default() },
            Filter { typed: "chen".to_owned(), place: Some("Berlin".to_owned()), ..Filter::default() },
            Filter { typed: "6".to_owned(), ..Filter::default() },
            Filter { department: Some("Mathematics".to_owned()), to: Some(2010), ..Filter::default() },
            Filter { department: Some("Physics".to_owned()), from: Some(2011), to: Some(2030), ..Filter::default() },
            Filter { entity: Some(t.cast.school), place: Some("Berlin".to_owned()), ..Filter::default() },
            Filter { from: Some(2012), ..Filter::default() },
            Filter { from: Some(2002), to: Some(2003), language: Some(Lang::Zh), ..Filter::default() },
            Filter { entity: Some(t.cast.school), ..Filter::default() },
            Filter::default(),
        ];
        let viewer = |person: &crate::support::Person| homeport::access::Viewer {
            person: Some(person.id),
            is_member: true,
            ..Default::default()
        };
        for eye in [Eye::of(&homeport::access::Viewer::machine()), Eye::of(&viewer(&t.cast.member))] {
            for filter in &narrowed {
                let usual = all(t, &eye, filter, Reach::USUAL).await;
                let once: BTreeSet<_> = usual.iter().copied().collect();
                assert_eq!(once.len(), usual.len(), "{filter:?}");
                for reach in [Reach { few: 0, far: 100_000 }, Reach { few: 0, far: 9 }] {
                    let other: Vec<_> = all(t, &eye, filter, reach).await;
                    assert_eq!(other.len(), usual.len(), "{filter:?} {reach:?}");
                    assert_eq!(other.into_iter().collect::<BTreeSet<_>>(), once, "{filter:?} {reach:?}");
                }
            }
        }
    }
}

on_both! {
    async fn where_somebody_is_now_is_theirs_and_the_officers_to_say(t: House) {
        let path = "/me/place";
        t.post(&Cast::visitor(), path, &[("place", "杭州")]).await.must_be(401);
        t.post(&t.cast.member, path, &[("place", "杭州")]).await.must_be(303);
        let mine = t.get(&t.cast.member, "/me").await.must_be(200);
        assert_eq!(mine.attribute("input[name=place]", "value").as_deref(), Some("杭州"));
        let long = "杭".repeat(201);
        let again = t.post(&t.cast.member, path, &[("place", &long)]).await.must_be(422);
        assert_eq!(again.attribute("input[name=place]", "value"), Some(long.clone()), "kept as typed");

        let edit = format!("/people/{}/names", t.cast.member.id);
        let form = |place| [("name", t.cast.member.name), ("place", place)];
        t.post(&t.cast.alumnus, &edit, &form("柏林")).await.must_be(403);
        t.post(&t.cast.officer, &edit, &form(&long)).await.must_be(422);
        t.post(&t.cast.officer, &edit, &form("柏林")).await.must_be(303);
        assert!(t.get(&t.cast.officer, &format!("/people/{}", t.cast.member.id)).await.has("柏林"));
        t.post(&t.cast.officer, &edit, &[("name", t.cast.member.name)]).await.must_be(303);
        assert!(t.get(&t.cast.member, "/me").await.has("柏林"), "a form without a place changes none");
        t.post(&t.cast.member, path, &[("place", " ")]).await.must_be(303);
        assert!(!t.get(&t.cast.member, "/me").await.has("柏林"));
    }
}
