//! Who did what, when.

use homeport::journal::{self, Act};

use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn the_journal_is_the_administrators(t: House) {
        t.get(&Cast::visitor(), "/journal").await.must_be(303);
        t.get(&t.cast.officer, "/journal").await.must_be(403);
        let page = t.get(&t.cast.admin, "/journal").await.must_be(200);
        assert!(page.has("signed in"));
        let chinese = t.request("GET", &t.cast.admin, "/journal?of=members");
        t.send(chinese.body(axum::body::Body::empty()).expect("a request")).await.must_be(200);
    }
}

on_both! {
    async fn it_is_read_page_by_page_and_person_by_person(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        for _ in 0..120 {
            journal::note(&cx, &mut conn, Act::StepDone, t.cast.member.id, None).await.expect("noted");
        }
        cx.commit(conn).await.expect("committed");
        let mut path = "/journal?of=departures".to_owned();
        let mut seen = 0;
        for _ in 0..3 {
            let page = t.get(&t.cast.admin, &path).await.must_be(200);
            seen += page.texts("main li").len();
            path = page.attribute("a[rel=next]", "href").unwrap_or_default();
        }
        assert_eq!((seen, path.as_str()), (120, ""));
        let own = t.get(&t.cast.admin, &format!("/journal?person={}", t.cast.member.id)).await.must_be(200);
        assert!(own.has(t.cast.member.name) && own.has("ticked a step"));
        let nobody = "/journal?person=00000000-0000-7000-8000-000000000000";
        t.get(&t.cast.admin, nobody).await.must_be(404);
    }
}
