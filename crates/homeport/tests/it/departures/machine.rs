//! Whatever an officer does in whatever order, the invariants of leaving hold.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{act, form, found, messages};
use crate::on_both;
use crate::support::House;
use homeport::departures::{DepartureId, State};
use homeport::people::PersonId;

#[derive(Clone, Copy, Debug)]
enum Step {
    Record,
    Agree,
    PutOff,
    ThinkAgain,
    Complete,
    Withdraw,
    Drain,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Record),
        1 => Just(Step::Agree),
        1 => Just(Step::PutOff),
        1 => Just(Step::ThinkAgain),
        3 => Just(Step::Complete),
        2 => Just(Step::Withdraw),
        2 => Just(Step::Drain),
    ];
    prop::collection::vec(step, 4..14)
}

/// One person's story: the departure that counts now, and how many invitations left the house.
struct Story<'a> {
    t: &'a House,
    name: String,
    departure: Option<DepartureId>,
    person: Option<PersonId>,
}

impl Story<'_> {
    async fn go(&mut self, step: Step) {
        let t = self.t;
        if matches!(step, Step::Record) {
            let mail = format!("{}@example.net", self.name);
            let fields = form(&[("name", &self.name), ("number", ""), ("mail", &mail)]);
            let reply = t.post(&t.cast.officer, "/departures", &fields).await.must_be(303);
            let id: DepartureId =
                reply.location().trim_start_matches("/departures/").parse().expect("a departure");
            self.person = Some(found(t, id).await.person_id);
            self.departure = Some(id);
            return;
        }
        if matches!(step, Step::Drain) {
            return t.drain().await;
        }
        let Some(id) = self.departure else { return };
        let (path, day) = match step {
            Step::Agree => ("agree", "2026-11-28"),
            Step::PutOff => ("put-off", "2026-12-24"),
            Step::ThinkAgain => ("put-off", ""),
            Step::Complete => ("complete", ""),
            Step::Withdraw | Step::Record | Step::Drain => ("withdraw", ""),
        };
        assert_eq!(act(t, &t.cast.officer, id, path, &[("last_day", day)]).await, 303, "{step:?}");
    }

    async fn holds(&self, before: i64, done: &[Step]) {
        let (Some(id), Some(person)) = (self.departure, self.person) else { return };
        let mut conn = self.t.app.db.read().await.expect("a connection");
        let open = keel::sql!(
            "select count(*) from departures_departure where person_id = $1 and state <> 'withdrawn'"
        );
        assert!(conn.count(open, keel::args![person]).await.expect("a count") <= 1, "{done:?}");
        let waiting = keel::sql!(
            "select count(*) from keel_delivery where recipient_id = $1 and state in ('waiting', 'sending')"
        );
        let waiting = conn.count(waiting, keel::args![person]).await.expect("a count");
        let living = keel::sql!(
            "select count(*) from invitations_invitation where person_id = $1 and state in ('waiting', 'open')"
        );
        let living = conn.count(living, keel::args![person]).await.expect("a count");
        drop(conn);
        let state = found(self.t, id).await.state;
        if state != State::Complete {
            assert_eq!((waiting, living), (0, 0), "nothing waits or lives while {state}: {done:?}");
            assert!(messages(self.t, person).await <= before, "nothing leaves while {state}: {done:?}");
        } else {
            assert_eq!(living, 1, "complete is invited once: {done:?}");
        }
    }
}

on_both! {
    async fn any_sequence_of_acts_keeps_the_promises(t: House) {
        let mut runner = TestRunner::deterministic();
        for round in 0..12 {
            let steps = steps().new_tree(&mut runner).expect("steps").current();
            let name = format!("person{round}");
            let mut story = Story { t, name, departure: None, person: None };
            for at in 0..steps.len() {
                let before = match story.person {
                    Some(person) => messages(t, person).await,
                    None => 0,
                };
                story.go(steps[at]).await;
                story.holds(before, &steps[..=at]).await;
            }
            t.drain().await;
        }
    }
}
