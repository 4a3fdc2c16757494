//! What needs the officer today.

use homeport::departures::{self, Kind, NewDeparture, Who};
use homeport::people;
use keel::clock::Day;

use crate::on_both;
use crate::support::House;

/// The stranger leaves, in this way, and the formalities are complete.
async fn leave(t: &House, kind: Kind) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let tenure = people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures").remove(0);
    let new = NewDeparture {
        who: Who::Known(tenure.tenure_id),
        last_day: Day::parse("2020-12-31"),
        kind,
        contacts: Vec::new(),
        language: None,
        manager: None,
    };
    let departure = departures::actions::record(&cx, &mut conn, &new).await.expect("recorded");
    departures::actions::complete(&cx, &mut conn, departure).await.expect("complete");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
}

on_both! {
    async fn a_quiet_day_says_so(t: House) {
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert!(desk.has("nothing needs you today"), "{}", desk.body);
    }
}

on_both! {
    async fn a_held_invitation_waits_on_the_desk_and_leads_to_its_list(t: House) {
        leave(t, Kind::Dismissal).await;
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert_eq!(desk.text("a[href='/departures/held']").as_deref(), Some("1 invitation held for you"));
        assert!(!desk.has("ismiss"), "why somebody left is HR's to know");
        let list = t.get(&t.cast.officer, "/departures/held").await.must_be(200);
        assert!(list.has(t.cast.stranger.name));
    }
}

on_both! {
    async fn the_month_shows_who_left_and_every_figure_its_count(t: House) {
        leave(t, Kind::Resignation).await;
        let month = t.get(&t.cast.officer, "/desk/month").await.must_be(200);
        assert!(month.has(t.cast.stranger.name));
        let before = t.get(&t.cast.officer, "/desk/month?month=2026-10").await.must_be(200);
        assert!(!before.has(t.cast.stranger.name));
        t.get(&t.cast.officer, "/desk/month?month=%3Cscript%3E").await.must_be(200);
    }
}

on_both! {
    async fn figures_say_what_they_are_made_of(t: House) {
        homeport::desk::actions::count(&t.app.machine()).await.expect("counted");
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert!(desk.has("members, 43 % of 7"), "{:?}", desk.texts(".figure"));
    }
}

on_both! {
    async fn an_id_that_is_none_is_a_page_that_is_not_there(t: House) {
        for path in ["/departures/17", "/people/nobody", "/invitations/%00"] {
            let page = t.get(&t.cast.officer, path).await.must_be(404);
            assert_eq!(page.text("h1").as_deref(), Some("Nothing lies at this address"), "{path}");
        }
    }
}
