//! Tasks, messages, figures.

use keel::db::Conn;
use keel::id::Id;
use keel::{args, sql};

use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn tasks_and_messages_are_the_administrators(t: House) {
        for path in ["/jobs", "/outbox"] {
            t.get(&Cast::visitor(), path).await.must_be(303);
            t.get(&t.cast.officer, path).await.must_be(403);
            t.get(&t.cast.admin, path).await.must_be(200);
        }
        let nobody = "00000000-0000-7000-8000-000000000000";
        for path in ["/jobs/{}/retry", "/jobs/{}/discard", "/outbox/{}/try"] {
            let path = path.replace("{}", nobody);
            t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
            t.post(&t.cast.hr, &path, &[]).await.must_be(403);
            t.post(&t.cast.admin, &path, &[]).await.must_be(404);
        }
        t.get(&t.cast.admin, &format!("/outbox/{nobody}")).await.must_be(404);
    }
}

on_both! {
    async fn what_would_have_gone_out_can_be_read_and_its_links_followed(t: House) {
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await.must_be(303);
        t.drain().await;
        let list = t.get(&t.cast.admin, "/outbox").await.must_be(200);
        assert!(list.has(t.cast.member.mail));
        let message = list.attribute("main li a", "href").expect("a message");
        let page = t.get(&t.cast.admin, &message).await.must_be(200);
        let link = page.attribute("article a", "href").expect("a link");
        assert!(link.starts_with("http://homeport.test/sign-in/"), "{link}");
    }
}

on_both! {
    async fn figures_count_and_name_nobody(t: House) {
        let page = t.get(&Cast::visitor(), "/metrics").await.must_be(200);
        for wanted in ["homeport_members 3", "homeport_jobs{state=\"dead\"} 0", "homeport_database{engine="] {
            assert!(page.has(wanted), "{wanted} in {}", page.body);
        }
        for (_, person) in t.cast.everybody().into_iter().filter(|(_, person)| !person.name.is_empty()) {
            assert!(!page.has(person.name) && !page.has(person.mail));
        }
        assert!(t.get(&Cast::visitor(), "/metrics").await.has("class=\"2xx\"} 1"));
    }
}

/// A task that was tried for the last time.
async fn dead_task(t: &House, conn: &mut Conn) -> Id {
    let (id, now) = (t.app.ids.next(t.clock.now()), t.clock.now());
    let insert = sql!(
        "insert into keel_job (job_id, name, payload, state, run_at, attempts, error, created_at)
         values ($1, 'accounts.sweep', 'null', 'dead', $2, 12, 'no such device', $2)"
    );
    conn.run(insert, args![id, now]).await.expect("a task");
    id
}

on_both! {
    async fn a_task_that_gave_up_is_seen_tried_again_or_discarded(t: House) {
        let mut conn = t.app.db.begin().await.expect("a transaction");
        let (again, away) = (dead_task(t, &mut conn).await, dead_task(t, &mut conn).await);
        conn.commit().await.expect("committed");
        let page = t.get(&t.cast.admin, "/jobs").await.must_be(200);
        assert!(page.has("accounts.sweep") && page.has("no such device"));
        t.post(&t.cast.admin, &format!("/jobs/{away}/discard"), &[]).await.must_be(303);
        t.post(&t.cast.admin, &format!("/jobs/{away}/discard"), &[]).await.must_be(404);
        t.post(&t.cast.admin, &format!("/jobs/{again}/retry"), &[]).await.must_be(303);
        t.drain().await;
        assert!(!t.get(&t.cast.admin, "/jobs").await.has("no such device"));
        let journal = t.get(&t.cast.admin, "/journal?of=shell").await.must_be(200);
        assert!(journal.has("had a failed task tried again") && journal.has("discarded a failed task"));
    }
}
