//! By a skill, by a school, and the other way round.

use homeport::careers::{self, LearntKind};

use super::{count, fits, kept};
use crate::on_both;
use crate::support::{House, Person};

async fn learn(t: &House, of: &Person, form: &[(&str, &str)]) {
    t.post(&t.cast.officer, &format!("/careers/{}/learnt", of.id), form).await.must_be(303);
}

/// A list that knows two names of a thing.
async fn offer(t: &House, kind: LearntKind, names: [&str; 2]) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let row = names.map(str::to_owned).to_vec();
    careers::actions::learnt::offer(&cx, &mut conn, kind, &[row]).await.expect("offered");
    conn.commit().await.expect("kept");
}

on_both! {
    async fn whoever_can_something_or_went_somewhere_is_found_and_whoever_did_not(t: House) {
        offer(t, LearntKind::Skill, ["Python", "派森"]).await;
        let (one, other) = (&t.cast.alumnus, &t.cast.member);
        learn(t, one, &[("skills", "python, 茶艺"), ("school", "廈門大學")]).await;
        learn(t, other, &[("skills", "派森")]).await;
        assert_eq!(count(t, "skill=PYTHON").await, "2 people");
        assert_eq!(fits(t, "skill=派森").await.len(), 2, "by any name that the list has for it");
        assert_eq!(fits(t, "skill=茶藝").await, [one.name], "traditional characters are simplified ones");
        assert_eq!(fits(t, "skill=python&school=厦门大学").await, [one.name]);
        assert_eq!(fits(t, "skill=python&school=厦门大学&not=school").await, [other.name]);
        assert_eq!(count(t, "skill=python&not=skill").await, "5 people");
        assert_eq!(count(t, "school=python").await, "Nobody", "a school is no skill");

        let id = kept(t, &[("skill", "Python"), ("not", "skill"), ("school", "厦门大学")]).await;
        let page = t.get(&t.cast.officer, &format!("/segments/{id}")).await.must_be(200);
        assert!(page.has("not: can Python") && page.has("went to 厦门大学"), "{:?}", page.texts("main"));
        let form = t.get(&t.cast.officer, &format!("/segments/{id}/edit")).await.must_be(200);
        assert_eq!(form.attribute("input[name=skill]", "value").as_deref(), Some("Python"));
    }
}

on_both! {
    async fn what_somebody_took_out_finds_them_no_more(t: House) {
        let owner = &t.cast.alumnus;
        learn(t, owner, &[("skills", "Welding")]).await;
        assert_eq!(count(t, "skill=welding").await, "One person");
        let mut conn = t.app.db.read().await.expect("a connection");
        let id = careers::told(&mut conn, owner.id).await.expect("what was learnt")[0].learnt_id;
        drop(conn);
        t.post(owner, &format!("/careers/{}/learnt/{id}/remove", owner.id), &[]).await.must_be(303);
        assert_eq!(count(t, "skill=welding").await, "Nobody");
    }
}
