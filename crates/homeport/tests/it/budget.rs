//! How much is written to one person: so many messages in thirty days, from the whole house together.

use homeport::freshness::Step;
use homeport::settings::{self, Key};
use homeport::{budget, people};

use crate::freshness::{DAY, allow, ask, count, mail, number};
use crate::on_both;
use crate::support::{Cast, House};

async fn allowed(t: &House, messages: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    settings::actions::set(&cx, &mut conn, Key::BudgetMessages, messages).await.expect("set");
    conn.commit().await.expect("kept");
    t.app.reload_settings().await.expect("settings");
}

async fn spend(t: &House, person: people::PersonId) -> bool {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let permit = budget::actions::ask(&cx, &mut conn, person, "wish").await.expect("an answer");
    conn.commit().await.expect("kept");
    permit.is_some()
}

on_both! {
    async fn so_many_in_thirty_days_and_no_more(t: House) {
        let who = t.cast.alumnus.id;
        allowed(t, "2").await;
        assert!(spend(t, who).await && spend(t, who).await);
        assert!(!spend(t, who).await);
        assert!(spend(t, t.cast.member.id).await, "each has a budget of their own");
        t.advance(29 * DAY);
        t.drain().await;
        assert!(!spend(t, who).await);
        t.advance(DAY);
        t.drain().await;
        assert!(spend(t, who).await);
        allowed(t, "0").await;
        assert!(!spend(t, t.cast.stranger.id).await);
    }
}

on_both! {
    async fn a_campaign_passes_over_whoever_had_enough(t: House) {
        let who = &t.cast.alumnus;
        allow(t, who).await;
        allowed(t, "1").await;
        let counted = count(t, "").await;
        assert!(spend(t, who.id).await);
        // They had room when they were counted, and none when it was their turn.
        t.post(&t.cast.officer, &format!("{counted}/start"), &[]).await.must_be(303);
        t.drain().await;
        assert!(mail(t, who).await.is_none());
        assert_eq!(number(t, &counted, Step::Budget).await, 1);
        let other = ask(t, "").await;
        assert_eq!(number(t, &other, Step::Budget).await, 1);
        assert!(t.get(&t.cast.officer, &other).await.must_be(200).has("Had enough messages"));
    }
}

on_both! {
    async fn what_somebody_waits_for_always_comes(t: House) {
        allowed(t, "0").await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.alumnus.mail)]).await.must_be(303);
        t.drain().await;
        assert!(t.mails().await.iter().any(|mail| mail.purpose == "sign-in"));
    }
}

on_both! {
    async fn what_counts_no_more_is_forgotten(t: House) {
        allowed(t, "1").await;
        assert!(spend(t, t.cast.alumnus.id).await);
        let left = async || {
            let cx = t.app.machine();
            let mut conn = t.app.db.read().await.expect("a connection");
            budget::spent(&cx, &mut conn, t.cast.alumnus.id).await.expect("a count")
        };
        assert_eq!(left().await, 1);
        t.advance(31 * DAY);
        t.drain().await;
        assert_eq!(left().await, 0);
    }
}
