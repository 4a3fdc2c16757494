//! Held departures decided together: all that fit, with one reason.

use std::time::Duration;

use homeport::access::Role;
use homeport::departures::{Kind, Verdict};

use super::{AT_ONCE, Left, Who, left, messages, send, take_role, tally, verdicts};
use crate::on_both;
use crate::support::{Engine, House};

async fn laid_off(t: &House, count: usize) -> Vec<Left> {
    let people: Vec<Who> = (0..count)
        .map(|_| Who { kind: Kind::Layoff, department: "制作部", contacts: &[], ..Who::usual() })
        .collect();
    left(t, &people).await
}

fn answer<'a>(count: &'a str, decision: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("count", count), ("decision", decision), ("note", "整个部门撤了，与人无关"), ("sure", "yes")]
}

on_both! {
    async fn all_that_fit_are_decided_with_one_reason_and_then_wait_for_a_wave(t: House) {
        let all = laid_off(t, 60).await;
        let dismissed = left(t, &[Who { kind: Kind::Dismissal, ..Who::usual() }]).await;
        let list = t.get(&t.cast.hr, "/departures/held?kind=layoff").await.must_be(200);
        assert!(list.has("60 people fit") && list.texts(".choice b").len() == 50, "a page is fifty, the decision is about all");
        let page = t.get(&t.cast.hr, "/departures/held/all?kind=layoff").await.must_be(200);
        assert!(page.has("Decide about 60 people together") && page.has("52 more"));
        let path = "/departures/held/all?kind=layoff";
        t.post(&t.cast.hr, path, &answer("60", "invite")).await.must_be(303);
        t.drain().await;
        assert_eq!(verdicts(t, &all, Verdict::Invite).await, 60);
        assert_eq!(verdicts(t, &dismissed, Verdict::Held).await, 1);
        assert_eq!(messages(t, all[0].person).await, 0);
        let wave = send(t, "", AT_ONCE).await;
        t.drain().await;
        assert_eq!(tally(t, wave).await.iter().map(|(_, count)| count).sum::<i64>(), 60);
    }
}

on_both! {
    async fn nobody_decides_about_many_by_a_slip(t: House) {
        let all = laid_off(t, 3).await;
        let path = "/departures/held/all";
        let without = |name: &str| -> Vec<(&str, &str)> {
            answer("3", "decline").into_iter().filter(|(field, _)| *field != name).collect()
        };
        let unsure = t.post(&t.cast.officer, path, &without("sure")).await.must_be(422);
        assert!(unsure.has("Tick that you are sure") && unsure.has("整个部门撤了"), "values are kept");
        t.post(&t.cast.officer, path, &without("note")).await.must_be(422);
        let stale = t.post(&t.cast.officer, path, &answer("2", "decline")).await.must_be(422);
        assert!(stale.has("it is 3 people now"), "{:?}", stale.texts(".problems"));
        t.get(&t.cast.officer, path).await.must_be(200);
        assert_eq!(verdicts(t, &all, Verdict::Held).await, 3);
        t.post(&t.cast.officer, path, &answer("3", "decline")).await.must_be(303);
        assert_eq!(verdicts(t, &all, Verdict::NotInvited).await, 3);
        t.get(&t.cast.officer, path).await.must_be(303);
    }
}

on_both! {
    async fn an_officer_who_is_not_hr_cannot_sift_by_the_kind_of_leaving(t: House) {
        laid_off(t, 2).await;
        left(t, &[Who { kind: Kind::Dismissal, ..Who::usual() }]).await;
        let list = t.get(&t.cast.officer, "/departures/held?kind=dismissal").await.must_be(200);
        assert_eq!(list.texts(".choice b").len(), 3, "the question is not answered");
        assert!(!list.has("name=\"kind\""));
        let list = t.get(&t.cast.officer, "/departures/held?department=%E5%88%B6%E4%BD%9C%E9%83%A8").await.must_be(200);
        assert_eq!(list.texts(".choice b").len(), 2, "by department anybody may");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn very_many_are_decided_in_the_background_as_long_as_who_decided_may() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let all = laid_off(&t, 505).await;
    let path = "/departures/held/all";
    let reply = t.post(&t.cast.officer, path, &answer("505", "decline")).await.must_be(303);
    assert!(reply.cookie("flash").is_some());
    assert_eq!(verdicts(&t, &all, Verdict::Held).await, 505, "not in the request");
    t.advance(Duration::from_secs(1));
    let later = laid_off(&t, 1).await;
    t.drain().await;
    assert_eq!(verdicts(&t, &all, Verdict::NotInvited).await, 505);
    assert_eq!(verdicts(&t, &later, Verdict::Held).await, 1, "who came later was not meant");

    let more = laid_off(&t, 505).await;
    t.post(&t.cast.officer, path, &answer("506", "decline")).await.must_be(303);
    take_role(&t, t.cast.officer.id, Role::Officer).await;
    t.drain().await;
    assert_eq!(verdicts(&t, &more, Verdict::Held).await, 505, "who may not any more decides nothing");
    t.close().await;
}
