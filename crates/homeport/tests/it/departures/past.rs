//! Told rather than watched: what a file or an HR system says about those who have left already.

use homeport::departures::{self, Decision, Kind, State, Verdict, actions};
use homeport::people::{self, TenureId};
use keel::clock::Day;

use super::{found, messages};
use crate::on_both;
use crate::support::House;

/// The run of employment of the stranger, who is no member.
async fn tenure(t: &House) -> TenureId {
    let mut conn = t.app.db.read().await.expect("a connection");
    people::tenures(&mut conn, t.cast.stranger.id).await.expect("tenures").remove(0).tenure_id
}

async fn told(t: &House, days_ago: i32, kind: Kind) -> actions::Told {
    let cx = t.app.machine();
    let tenure = tenure(t).await;
    let mut conn = cx.begin().await.expect("a transaction");
    let last_day: Day = cx.today().plus_days(-days_ago);
    let told = actions::tell(&cx, &mut conn, tenure, last_day, kind).await.expect("told");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
    told
}

async fn release(t: &House, told: actions::Told) -> keel::error::Result<()> {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    actions::release(&cx, &mut conn, told.departure).await?;
    cx.commit(conn).await.expect("kept");
    t.drain().await;
    Ok(())
}

on_both! {
    async fn whoever_left_the_other_day_is_invited_at_once(t: House) {
        let told = told(t, 3, Kind::Resignation).await;
        assert!(!told.is_past && told.is_new);
        assert_eq!(found(t, told.departure).await.state, State::Complete);
        assert_eq!(messages(t, t.cast.stranger.id).await, 1);
    }
}

on_both! {
    async fn whoever_left_long_ago_hears_nothing_before_an_officer_says_so(t: House) {
        let first = told(t, 400, Kind::Resignation).await;
        assert!(first.is_past && first.verdict == Verdict::Invite);
        assert!(!told(t, 400, Kind::Resignation).await.is_new, "told twice is told once");
        assert_eq!(messages(t, t.cast.stranger.id).await, 0);
        let row = departures::row(&mut t.app.db.read().await.expect("a connection"), first.departure).await;
        assert!(!row.expect("a row").has_clock(), "no clock runs, so none alarms");

        release(t, first).await.expect("an officer says so");
        assert_eq!(messages(t, t.cast.stranger.id).await, 1);
        assert!(release(t, first).await.is_err(), "nobody is invited twice");
    }
}

on_both! {
    async fn deciding_about_one_who_left_long_ago_does_not_send_yet(t: House) {
        let told = told(t, 400, Kind::Layoff).await;
        assert_eq!(told.verdict, Verdict::Held);
        assert!(release(t, told).await.is_err(), "held is not to be invited");
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        actions::decide(&cx, &mut conn, &[told.departure], Decision::Invite, "all of them").await.expect("decided");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        assert_eq!(messages(t, t.cast.stranger.id).await, 0);
        release(t, told).await.expect("an officer says so");
        assert_eq!(messages(t, t.cast.stranger.id).await, 1);
    }
}
