//! Where everyone is: numbers of those alone whom the viewer may see, each with the way to its people.

use homeport::people::jobs::LocatePeople;
use homeport::places::jobs::CountPlaces;
use keel::db::Sql;
use keel::jobs::Job as _;

use crate::careers::{form, tell};
use crate::on_both;
use crate::profiles::{list, listed, show_to, somebody};
use crate::support::{Cast, House, Person, Reply};

async fn numbers(t: &House, who: &Person, query: &str) -> Vec<(String, String)> {
    let page = t.get(who, &format!("/places{query}")).await.must_be(200);
    page.texts(".list a.over").into_iter().zip(page.texts(".list .end")).collect()
}

async fn in_chinese(t: &House, who: &Person, path: &str) -> Reply {
    let request = t.request("GET", who, path);
    let mut request = request.body(axum::body::Body::empty()).expect("a request");
    let cookie = format!("homeport={}; lang=zh-CN", who.token).parse().expect("a cookie");
    request.headers_mut().insert("cookie", cookie);
    t.send(request).await.must_be(200)
}

fn pair(label: &str, count: &str) -> (String, String) {
    (label.to_owned(), count.to_owned())
}

async fn live(t: &House, who: &Person, place: &str) {
    t.post(who, "/me/place", &[("place", place)]).await.must_be(303);
}

on_both! {
    async fn a_place_is_counted_once_in_whatever_words_and_only_for_whoever_may_see_it(t: House) {
        live(t, &t.cast.member, "Shanghai, China").await;
        live(t, &t.cast.alumnus, "上海市徐汇区").await;
        live(t, &t.cast.manager, "海边").await;
        assert_eq!(numbers(t, &t.cast.officer, "").await, [pair("Shanghai", "2"), pair("海边", "1")]);
        assert!(numbers(t, &t.cast.manager, "").await.is_empty(), "nobody shows members where they are");
        for who in [&t.cast.alumnus, &t.cast.member] {
            list(t, who).await;
        }
        show_to(t, &t.cast.alumnus, "place", "members").await;
        assert_eq!(numbers(t, &t.cast.manager, "").await, [pair("Shanghai", "1")]);
        let page = t.get(&t.cast.manager, "/places").await.must_be(200);
        let to = page.attribute(".list a.over", "href").expect("a way to them");
        assert_eq!(page.attribute(".map a", "href"), Some(to.clone()), "the dot leads where the number does");
        assert_eq!(listed(t, &t.cast.manager, to.trim_start_matches("/people")).await, [t.cast.alumnus.name]);
        assert_eq!(listed(t, &t.cast.officer, to.trim_start_matches("/people")).await.len(), 2);
        // Taken back, it is counted for nobody else at once.
        show_to(t, &t.cast.alumnus, "place", "officers").await;
        assert!(numbers(t, &t.cast.manager, "").await.is_empty());
        assert!(listed(t, &t.cast.officer, "?place=Shanghai").await.len() == 2, "typed in either language");
        let chinese = in_chinese(t, &t.cast.officer, "/places").await;
        assert!(chinese.has("上海") && chinese.has("不在地图上：1 人"), "{:?}", chinese.texts("main"));
    }
}

on_both! {
    async fn a_place_that_was_written_down_before_there_were_towns_is_found_at_night(t: House) {
        live(t, &t.cast.member, "Shanghai").await;
        let mut conn = t.app.db.begin().await.expect("a transaction");
        let before = "update people_person set town = null";
        conn.run(Sql::new(before, before), &[]).await.expect("as it was");
        let listed_so = "update people_listing set place = 'Shanghai' where place is not null";
        conn.run(Sql::new(listed_so, listed_so), &[]).await.expect("as it was");
        conn.commit().await.expect("kept");
        let lost = t.get(&t.cast.officer, "/places").await.must_be(200);
        assert!(lost.has("Not on the map: one person"), "{:?}", lost.texts("main"));
        LocatePeople.run(t.app.clone()).await.expect("looked up");
        let found = t.get(&t.cast.officer, "/places").await.must_be(200);
        assert!(!found.has("Not on the map") && found.attribute(".map a", "href").is_some());
    }
}

/// As if somebody had been listed so often that nobody counts while a page is waited for.
async fn with_many_rows(t: &House, of: &Person) {
    let many = "insert into people_listing
                    (person_id, audience, nth, sort_key, from_year, to_year, place, shows_number)
                with recursive n (nth) as (select 1000 union all select nth + 1 from n where nth < 12000)
                select y.person_id, y.audience, n.nth, y.sort_key, y.from_year, y.to_year, y.place, y.shows_number
                from people_listing y
                cross join n
                where y.person_id = $1 and y.nth = 1";
    let mut conn = t.app.db.begin().await.expect("a transaction");
    conn.run(Sql::new(many, many), &[of.id.into()]).await.expect("very many rows");
    conn.commit().await.expect("kept");
}

on_both! {
    async fn of_very_many_the_numbers_are_counted_now_and_then_and_say_when(t: House) {
        for who in [&t.cast.alumnus, &t.cast.member] {
            live(t, who, "Shanghai").await;
            list(t, who).await;
            show_to(t, who, "place", "members").await;
        }
        with_many_rows(t, &t.cast.member).await;
        assert!(numbers(t, &t.cast.manager, "").await.is_empty(), "nobody counted yet");
        CountPlaces.run(t.app.clone()).await.expect("counted");
        assert_eq!(numbers(t, &t.cast.manager, "").await, [pair("Shanghai", "2")]);
        let page = t.get(&t.cast.manager, "/places").await.must_be(200);
        assert!(page.has("Counted"), "{:?}", page.texts("main"));
        // The number stays until it is counted again; nobody is shown behind it who hid since.
        show_to(t, &t.cast.alumnus, "place", "officers").await;
        assert_eq!(numbers(t, &t.cast.manager, "").await, [pair("Shanghai", "2")]);
        assert_eq!(listed(t, &t.cast.manager, "?place=Shanghai").await, [t.cast.member.name]);
        CountPlaces.run(t.app.clone()).await.expect("counted");
        assert_eq!(numbers(t, &t.cast.manager, "").await, [pair("Shanghai", "1")]);
        let many = "delete from people_listing where nth >= 1000";
        let mut conn = t.app.db.begin().await.expect("a transaction");
        conn.run(Sql::new(many, many), &[]).await.expect("as it was");
        conn.commit().await.expect("kept");
    }
}

on_both! {
    async fn whoever_left_in_a_year_is_behind_its_number(t: House) {
        somebody(t, "陈一", "数学部", ("2015-03-01", Some("2020-05-31"))).await;
        assert_eq!(numbers(t, &t.cast.officer, "?by=left").await, [pair("2024", "1"), pair("2020", "2")]);
        assert_eq!(listed(t, &t.cast.officer, "?left=2020").await, ["陈一", "许文"]);
        assert!(numbers(t, &t.cast.member, "?by=left").await.is_empty());
        list(t, &t.cast.alumnus).await;
        assert_eq!(numbers(t, &t.cast.member, "?by=left").await, [pair("2024", "1")]);
        show_to(t, &t.cast.alumnus, "tenures", "officers").await;
        assert!(numbers(t, &t.cast.member, "?by=left").await.is_empty(), "years that are hidden count nobody");
        assert!(listed(t, &t.cast.member, "?left=2024").await.is_empty());
    }
}

on_both! {
    async fn organisations_and_industries_count_those_who_show_their_career(t: House) {
        let added = t.post(&t.cast.officer, "/organisations", &[("name", "云帆科技"), ("is_open", "1"), ("industry", "internet")]).await.must_be(303);
        tell(t, &t.cast.alumnus, t.cast.alumnus.id, &form("云帆科技", "Engineer", "2024")).await;
        let mut was = form("云帆科技", "Before", "2010");
        was.push(("ended", "2012"));
        tell(t, &t.cast.stranger, t.cast.stranger.id, &was).await;
        for (by, label, href) in [("organisation", "云帆科技", added.location().to_owned()), ("industry", "Internet and software", "/places/industries/internet".to_owned())] {
            let query = format!("?by={by}");
            assert_eq!(numbers(t, &t.cast.officer, &query).await, [pair(label, "1")]);
            let page = t.get(&t.cast.officer, &format!("/places{query}")).await.must_be(200);
            assert_eq!(page.attribute(".list a.over", "href"), Some(href.clone()));
            assert!(numbers(t, &t.cast.member, &query).await.is_empty());
            assert!(!t.get(&t.cast.member, &href).await.must_be(200).has(t.cast.alumnus.name));
        }
        list(t, &t.cast.alumnus).await;
        show_to(t, &t.cast.alumnus, "career", "members").await;
        assert_eq!(numbers(t, &t.cast.member, "?by=industry").await, [pair("Internet and software", "1")]);
        let people = t.get(&t.cast.member, "/places/industries/internet").await.must_be(200);
        assert!(people.has(t.cast.alumnus.name) && people.has("Engineer · 云帆科技") && !people.has(t.cast.stranger.name));
        t.get(&t.cast.member, "/places/industries/alchemy").await.must_be(404);
        let industry = t.get(&t.cast.officer, "/segments/new?industry=internet").await.must_be(200);
        assert_eq!(industry.texts("#live .list b"), [t.cast.alumnus.name]);
    }
}

on_both! {
    async fn where_everyone_is_is_for_members(t: House) {
        t.get(&Cast::visitor(), "/places").await.must_be(303);
        t.get(&t.cast.stranger, "/places").await.must_be(403);
        t.get(&t.cast.admin, "/places?by=nonsense").await.must_be(200);
    }
}
