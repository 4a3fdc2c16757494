//! A member is shown people as somebody who looks for friends, not as somebody who copies the list.

use crate::on_both;
use crate::profiles::list;
use crate::support::{Cast, House};

on_both! {
    async fn the_search_needs_membership(t: House) {
        let visitor = Cast::visitor();
        for path in ["/people?q=chen", "/people?q=chen&part=list"] {
            assert!(t.get(&visitor, path).await.must_be(303).location().starts_with("/sign-in?to="));
            t.get(&t.cast.stranger, path).await.must_be(403);
        }
    }
}

on_both! {
    async fn whoever_looked_at_very_many_waits_for_the_next_hour(t: House) {
        list(t, &t.cast.alumnus).await;
        for _ in 0..60 {
            t.app.index.shown.count(t.cast.member.id, t.clock.now(), 50);
        }
        for path in ["/people", "/people?q=ouyang"] {
            let page = t.get(&t.cast.member, path).await.must_be(429);
            let wait: u64 = page.headers["retry-after"].to_str().expect("seconds").parse().expect("seconds");
            assert!(wait > 0 && wait <= 3_600, "{wait}");
            assert!(page.has("That is enough for now") && page.has("minute"));
        }
        let part = t.get(&t.cast.member, "/people?q=ouyang&part=list").await.must_be(429);
        assert!(part.has("You have looked at as many people") && part.texts(".list b").is_empty());
        // Others go on, officers always, and a single page of a person is no list.
        t.get(&t.cast.manager, "/people?q=ouyang").await.must_be(200);
        t.app.index.shown.count(t.cast.officer.id, t.clock.now(), 100_000);
        t.get(&t.cast.officer, "/people?q=ouyang").await.must_be(200);
        t.get(&t.cast.member, &format!("/people/{}", t.cast.alumnus.id)).await.must_be(200);
        t.advance(std::time::Duration::from_secs(3_600));
        t.get(&t.cast.member, "/people?q=ouyang").await.must_be(200);
    }
}

on_both! {
    async fn a_search_counts_what_it_shows(t: House) {
        list(t, &t.cast.alumnus).await;
        for _ in 0..2_999 {
            t.app.index.shown.count(t.cast.member.id, t.clock.now(), 0);
        }
        t.get(&t.cast.member, "/people?q=nobodyatall").await.must_be(200);
        t.get(&t.cast.member, "/people?q=ouyang").await.must_be(429);
    }
}
