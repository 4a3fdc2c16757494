//! When a record was last confirmed, by whom, and what follows for finding people.

use homeport::people;

use super::DAY;
use crate::on_both;
use crate::profiles::list;
use crate::search::{found, somebody_at};
use crate::support::{Cast, House, Person};

async fn confirmed_by(t: &House, who: &Person) -> Option<(i64, Option<people::PersonId>)> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let confirmed = people::confirmed(&mut conn, who.id).await.expect("a look");
    confirmed.map(|one| (t.clock.now().ms_since(one.at) / 86_400_000, one.by))
}

on_both! {
    async fn joining_and_editing_ones_own_confirm_and_an_officer_says_so(t: House) {
        let (alumnus, officer) = (&t.cast.alumnus, &t.cast.officer);
        assert_eq!(confirmed_by(t, alumnus).await, Some((0, Some(alumnus.id))), "they joined today");
        assert_eq!(confirmed_by(t, &t.cast.stranger).await, None);
        t.advance(10 * DAY);
        t.drain().await;
        let place = [("name", alumnus.name), ("place", "杭州")];
        t.post(officer, &format!("/people/{}/names", alumnus.id), &place).await.must_be(303);
        assert_eq!(confirmed_by(t, alumnus).await, Some((10, Some(alumnus.id))), "one field is not the record");
        t.post(officer, &format!("/people/{}/confirm", alumnus.id), &[]).await.must_be(303);
        assert_eq!(confirmed_by(t, alumnus).await, Some((0, Some(officer.id))));
        let shown = t.get(officer, &format!("/people/{}", alumnus.id)).await.must_be(200);
        assert!(shown.has("Confirmed just now by you"), "{:?}", shown.texts("main"));
        t.advance(DAY);
        t.drain().await;
        t.post(alumnus, "/me/place", &[("place", "成都")]).await.must_be(303);
        assert_eq!(confirmed_by(t, alumnus).await, Some((0, Some(alumnus.id))));
        t.advance(DAY);
        t.drain().await;
        t.post(alumnus, "/me/confirm", &[]).await.must_be(303);
        assert_eq!(confirmed_by(t, alumnus).await, Some((0, Some(alumnus.id))));
        assert!(t.get(alumnus, "/me").await.must_be(200).has("Confirmed just now by you"));
        list(t, alumnus).await;
        let member = t.get(&t.cast.member, &format!("/people/{}", alumnus.id)).await.must_be(200);
        assert!(member.has("confirmed just now") && !member.has(officer.name));
        assert!(t.get(officer, "/people").await.must_be(200).has("confirmed just now"));
        assert!(!t.get(&t.cast.member, "/people").await.must_be(200).has("confirmed just now"));
    }
}

on_both! {
    async fn one_word_confirms_every_position_too(t: House) {
        let alumnus = &t.cast.alumnus;
        let job = [("organisation", "云帆科技"), ("started", "2025")];
        t.post(alumnus, &format!("/careers/{}", alumnus.id), &job).await.must_be(303);
        t.advance(20 * DAY);
        t.drain().await;
        t.post(&t.cast.officer, &format!("/people/{}/confirm", alumnus.id), &[]).await.must_be(303);
        let career = t.get(alumnus, &format!("/careers/{}", alumnus.id)).await.must_be(200);
        assert!(career.has("confirmed just now by an officer"), "{:?}", career.texts("main"));
    }
}

on_both! {
    async fn whoever_was_confirmed_longer_ago_is_found_further_down(t: House) {
        let names = ["Anna One", "Anna Two", "Anna Three", "Anna Four"];
        let mut ids = Vec::new();
        for name in names {
            ids.push(somebody_at(t, name, None, None).await);
        }
        // In another order than they were written down; nobody ever confirmed the last one.
        for at in [2, 0, 1] {
            t.post(&t.cast.officer, &format!("/people/{}/confirm", ids[at]), &[]).await.must_be(303);
            t.advance(3 * DAY);
            t.drain().await;
        }
        assert_eq!(found(t, &t.cast.officer, "anna").await, ["Anna Two", "Anna One", "Anna Three", "Anna Four"]);
        t.post(&t.cast.officer, &format!("/people/{}/confirm", ids[3]), &[]).await.must_be(303);
        assert_eq!(found(t, &t.cast.officer, "anna").await[0], "Anna Four", "at once, not with the next index");
    }
}

on_both! {
    async fn an_officer_confirms_and_nobody_else(t: House) {
        let path = format!("/people/{}/confirm", t.cast.alumnus.id);
        t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
        for who in [&t.cast.member, &t.cast.alumnus, &t.cast.admin] {
            t.post(who, &path, &[]).await.must_be(403);
        }
        t.post(&t.cast.officer, "/people/00000000-0000-7000-8000-000000000000/confirm", &[]).await.must_be(404);
        for path in ["/me/confirm", "/me/rhythm"] {
            t.post(&Cast::visitor(), path, &[]).await.must_be(401);
        }
        t.post(&t.cast.stranger, "/me/rhythm", &[("rhythm", "often")]).await.must_be(422);
    }
}
