//! Whatever happens to the process or to one person's turn, nobody is lost and nobody is doubled.

use std::time::Duration;

use homeport::waves::jobs::RunWave;
use homeport::waves::{Outcome, State};
use keel::jobs::Job;

use super::{AT_ONCE, Who, act, all_messages, left, messages, page, send, state, tally};
use crate::on_both;
use crate::support::{Engine, House};

on_both! {
    async fn a_wave_cut_short_again_and_again_writes_to_each_once(t: House) {
        let addresses: Vec<String> = (0..40).map(|n| format!("old{n}@example.net")).collect();
        let contacts: Vec<[&str; 1]> = addresses.iter().map(|address| [address.as_str()]).collect();
        let people: Vec<Who> = contacts.iter().map(|contacts| Who { contacts, ..Who::usual() }).collect();
        let all = left(t, &people).await;
        let wave = send(t, "", AT_ONCE).await;
        // The future is dropped wherever it stands, as a process that is killed leaves its work.
        let mut micros = 300;
        for _ in 0..2_000 {
            let cut = RunWave { wave }.run(t.app.clone());
            let _ = tokio::time::timeout(Duration::from_micros(micros), cut).await;
            micros = 300 + (micros * 7 + 131) % 9_000;
            if state(t, wave).await == State::Done {
                break;
            }
        }
        // Then two at once, as when a lease runs out while its holder still lives.
        let (one, two) = tokio::join!(RunWave { wave }.run(t.app.clone()), RunWave { wave }.run(t.app.clone()));
        one.expect("done");
        two.expect("done");
        t.drain().await;
        assert_eq!(state(t, wave).await, State::Done);
        assert_eq!(tally(t, wave).await, [(Outcome::Mail, 40)]);
        assert_eq!(all_messages(t, &all).await, [1; 40]);
    }
}

on_both! {
    async fn two_waves_asked_for_at_once_share_nobody(t: House) {
        let people: Vec<Who> = (0..12).map(|_| Who::usual()).collect();
        let all = left(t, &people).await;
        let (one, two) = (send(t, "", AT_ONCE).await, send(t, "", AT_ONCE).await);
        let (first, second) = tokio::join!(RunWave { wave: one }.run(t.app.clone()), RunWave { wave: two }.run(t.app.clone()));
        first.expect("done");
        second.expect("done");
        t.drain().await;
        let both = [tally(t, one).await, tally(t, two).await].concat();
        let given = |outcome| both.iter().filter(|(one, _)| *one == outcome).map(|(_, count)| count).sum::<i64>();
        // One that both had in hand at the same moment was invited by one, and the other says so.
        assert_eq!(given(Outcome::Kit), 12, "{both:?}");
        assert!(both.iter().all(|(one, _)| [Outcome::Kit, Outcome::Invited].contains(one)), "{both:?}");
        let invitations = keel::sql!("select count(*) from invitations_invitation where departure_id is not null");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(conn.count(invitations, keel::args![]).await.expect("a count"), 12);
        assert_eq!(all.len(), 12);
    }
}

on_both! {
    async fn one_turn_that_cannot_be_taken_keeps_nobody_waiting(t: House) {
        let one = |name, last_day| Who { name, contacts: &[], last_day, ..Who::usual() };
        let all = left(t, &[one("许知远", "2021-06-30"), one("沈既白", "2019-06-30")]).await;
        let wave = send(t, "", AT_ONCE).await;
        RunWave { wave }.run(t.app.clone()).await.expect("one slice");
        t.drain().await;
        assert_eq!(state(t, wave).await, State::Done);
        assert_eq!(tally(t, wave).await, [(Outcome::Kit, 2)]);

        // His departure has a role that nobody can read: every try breaks.
        let broken = left(t, &[one("唐亦川", "2021-06-30"), one("丁家禾", "2019-06-30")]).await;
        let spoil = keel::sql!("update departures_departure set verdict_role = 'nobody' where departure_id = $1");
        let mut conn = t.app.db.begin().await.expect("a transaction");
        conn.run(spoil, keel::args![broken[0].departure]).await.expect("spoilt");
        conn.commit().await.expect("kept");
        let next = send(t, "", AT_ONCE).await;
        t.drain().await;
        assert_eq!(state(t, next).await, State::Done);
        assert_eq!(tally(t, next).await, [(Outcome::Failed, 1), (Outcome::Kit, 1)], "the other had a turn");
        assert!(page(t, next).await.has("tried three times in vain"));
        assert_eq!((all.len(), messages(t, broken[1].person).await), (2, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_a_thousand_are_counted_and_confirmed_before_anything_leaves() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let people: Vec<Who> = (0..1_005).map(|_| Who::usual()).collect();
    left(&t, &people).await;
    let wave = send(&t, "", AT_ONCE).await;
    t.drain().await;
    assert_eq!(state(&t, wave).await, State::Ready);
    assert!(tally(&t, wave).await.is_empty(), "nothing leaves before the second yes");
    let seen = page(&t, wave).await;
    assert!(
        seen.has("1005without a contact") || seen.texts(".figure").join("").contains("1005"),
        "{:?}",
        seen.texts(".figure")
    );
    assert_eq!(act(&t, wave, "start").await, 303);
    t.drain().await;
    assert_eq!((state(&t, wave).await, tally(&t, wave).await), (State::Done, vec![(Outcome::Kit, 1_005)]));
    t.close().await;
}
