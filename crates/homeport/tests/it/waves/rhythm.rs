//! So many an hour or a day; paused, resumed, stopped.

use std::time::Duration;

use homeport::waves::State;

use super::{AT_ONCE, TWO_A_DAY, act, all_messages, five, page, send, state, tally};
use crate::on_both;
use crate::support::House;

on_both! {
    async fn so_many_a_day_and_no_more_at_its_hour(t: House) {
        let all = five(t).await;
        // Saturday 09:41 in Shanghai.
        let wave = send(t, "", TWO_A_DAY).await;
        let sent = async || tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>();
        t.drain().await;
        assert_eq!(sent().await, 0, "not before ten");
        assert!(page(t, wave).await.has("21 November 2026, 10:00"));
        t.advance(Duration::from_mins(20));
        t.drain().await;
        assert_eq!(sent().await, 2);
        t.advance(Duration::from_hours(12));
        t.drain().await;
        assert_eq!(sent().await, 2, "not twice a day");
        t.advance(Duration::from_hours(12));
        t.drain().await;
        assert_eq!(sent().await, 4);
        assert!(page(t, wave).await.has("4 of 5"));
        t.advance(Duration::from_hours(24));
        t.drain().await;
        assert_eq!((sent().await, state(t, wave).await), (5, State::Done));
        let first = all_messages(t, &all).await;
        assert!(first.iter().take(4).all(|count| *count > 0), "{first:?}");
    }
}

on_both! {
    async fn on_working_days_it_waits_for_monday(t: House) {
        five(t).await;
        let form = [TWO_A_DAY, &[("working_days", "yes")]].concat();
        let wave = send(t, "", &form).await;
        t.drain().await;
        assert!(page(t, wave).await.has("23 November 2026, 10:00"), "{:?}", page(t, wave).await.texts("main"));
        t.advance(Duration::from_hours(30));
        t.drain().await;
        assert!(tally(t, wave).await.is_empty(), "Sunday");
        t.advance(Duration::from_hours(24));
        t.drain().await;
        assert_eq!(tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>(), 2);
    }
}

on_both! {
    async fn paused_nothing_leaves_resumed_it_goes_on_and_stopped_the_others_wait(t: House) {
        let all = five(t).await;
        let wave = send(t, "", TWO_A_DAY).await;
        t.drain().await;
        t.advance(Duration::from_mins(20));
        t.drain().await;
        assert_eq!(act(t, wave, "pause").await, 303);
        assert_eq!(act(t, wave, "pause").await, 303, "pressed twice is paused once");
        t.advance(Duration::from_hours(48));
        t.drain().await;
        assert_eq!(state(t, wave).await, State::Paused);
        assert_eq!(tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>(), 2);
        act(t, wave, "resume").await;
        t.drain().await;
        assert_eq!(tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>(), 4);
        act(t, wave, "stop").await;
        t.advance(Duration::from_hours(48));
        t.drain().await;
        assert_eq!(state(t, wave).await, State::Stopped);
        assert_eq!(tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>(), 4);
        let resumed = t.post(&t.cast.officer, &format!("/waves/{wave}/resume"), &[]).await.must_be(303);
        assert!(resumed.cookie("flash").is_some(), "what was stopped is over");
        t.drain().await;

        let next = send(t, "", AT_ONCE).await;
        t.drain().await;
        assert_eq!(tally(t, next).await.iter().map(|(_, count)| count).sum::<i64>(), 1);
        assert_eq!(all_messages(t, &all).await, [1, 1, 1, 2, 0]);
    }
}
