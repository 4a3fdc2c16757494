use std::time::Duration;

use super::{is_in, latest, link, messages};
use crate::on_both;
use crate::support::{Cast, House};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn ask(t: &House, known: &str, name: &str) {
    let form = [("name", name), ("known", known), ("contact", "new@example.org")];
    let asked = t.post(&Cast::visitor(), "/recover", &form).await.must_be(303);
    assert_eq!(asked.location(), "/recover/asked");
    t.drain().await;
}

on_both! {
    async fn the_officer_lets_somebody_back_in_after_the_wait(t: House) {
        ask(t, "hf 0005", t.cast.member.name).await;
        let notice = latest(t, t.cast.member.mail).await.expect("the old contact is told");
        assert_eq!(notice.purpose, "recovery");
        let list = t.get(&t.cast.officer, "/accounts/recoveries").await.must_be(200);
        assert!(list.has("new@example.org"));
        assert_eq!(list.attribute("form[action$='/approve']", "action"), None, "not before the wait is over");
        let refuse = list.attribute("form[action$='/refuse']", "action").expect("a button");
        let approve = refuse.replace("/refuse", "/approve");
        t.post(&t.cast.officer, &approve, &[]).await.must_be(303);
        assert!(latest(t, "new@example.org").await.is_none(), "too early");
        t.advance(3 * DAY);
        t.post(&Cast::visitor(), &approve, &[]).await.must_be(401);
        t.post(&t.cast.member, &approve, &[]).await.must_be(403);
        t.post(&t.cast.officer, "/accounts/recoveries/00000000-0000-7000-8000-000000000000/approve", &[])
            .await
            .must_be(404);
        t.post(&t.cast.officer, &approve, &[]).await.must_be(303);
        let link = link(&latest(t, "new@example.org").await.expect("a link to the new contact"));
        let entered = t.post(&Cast::visitor(), &link, &[]).await.must_be(303);
        assert!(is_in(t, &entered.cookie("homeport").expect("a session")).await);
    }
}

on_both! {
    async fn the_old_contact_stops_it_with_one_tap(t: House) {
        ask(t, t.cast.member.mail, t.cast.member.name).await;
        let stop = link(&latest(t, t.cast.member.mail).await.expect("the old contact is told"));
        t.get(&Cast::visitor(), &stop).await.must_be(200);
        assert!(t.get(&t.cast.officer, "/accounts/recoveries").await.has("new@example.org"), "opening changes nothing");
        t.post(&Cast::visitor(), &stop, &[]).await.must_be(303);
        assert!(!t.get(&t.cast.officer, "/accounts/recoveries").await.has("new@example.org"));
        t.post(&Cast::visitor(), &stop, &[]).await.must_be(410);
    }
}

on_both! {
    async fn the_officer_may_refuse(t: House) {
        ask(t, "HF 0005", t.cast.member.name).await;
        let list = t.get(&t.cast.officer, "/accounts/recoveries").await.must_be(200);
        let refuse = list.attribute("form[action$='/refuse']", "action").expect("a button");
        t.post(&Cast::visitor(), &refuse, &[]).await.must_be(401);
        t.post(&t.cast.admin, &refuse, &[]).await.must_be(403);
        t.post(&t.cast.officer, &refuse, &[]).await.must_be(303);
        assert!(!t.get(&t.cast.officer, "/accounts/recoveries").await.has("new@example.org"));
    }
}

on_both! {
    async fn a_request_that_fits_nobody_tells_nobody(t: House) {
        let before = messages(t).await;
        ask(t, "HF 0005", "另一个人").await;
        ask(t, "HF 9999", t.cast.member.name).await;
        assert_eq!(messages(t).await, before);
        assert!(!t.get(&t.cast.officer, "/accounts/recoveries").await.has("new@example.org"));
        t.post(&Cast::visitor(), "/recover", &[("name", ""), ("known", ""), ("contact", "x")]).await.must_be(422);
    }
}
