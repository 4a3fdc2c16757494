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

on_both! {
    async fn the_looks_of_a_mail_are_shown_fenced_in(t: House) {
        t.post(&Cast::visitor(), "/sign-in", &[("contact", t.cast.member.mail)]).await.must_be(303);
        t.drain().await;
        let message = t.get(&t.cast.admin, "/outbox").await.attribute("main li a", "href").expect("a message");
        let page = t.get(&t.cast.admin, &message).await.must_be(200);
        let frame = page.attribute("iframe[sandbox=''][title]", "src").expect("a frame that may do nothing");
        assert_eq!(frame, format!("{message}/html"));
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("frame-src 'self'") && policy.contains("script-src 'self'"), "{policy}");
        let looks = t.get(&t.cast.admin, &frame).await.must_be(200);
        let policy = looks.headers["content-security-policy"].to_str().expect("text");
        for wanted in ["sandbox;", "default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'"] {
            assert!(policy.contains(wanted), "{wanted} in {policy}");
        }
        for forbidden in ["allow-", "script-src", "connect-src"] {
            assert!(!policy.contains(forbidden), "{forbidden} in {policy}");
        }
        assert_eq!(looks.headers["x-frame-options"], "SAMEORIGIN");
        assert!(looks.has(t.cast.member.name), "{}", looks.body);
        for (who, status) in [(&Cast::visitor(), 303), (&t.cast.officer, 403), (&t.cast.hr, 403)] {
            t.get(who, &frame).await.must_be(status);
        }
        let other = t.get(&t.cast.admin, "/jobs").await;
        let policy = other.headers["content-security-policy"].to_str().expect("text");
        assert!(!policy.contains("frame-src"), "every other page frames nothing");
    }
}

on_both! {
    async fn a_text_message_has_no_looks(t: House) {
        t.post(&t.cast.member, "/me/security/contacts", &[("contact", "138 0013 8000")]).await.must_be(303);
        t.drain().await;
        let list = t.get(&t.cast.admin, "/outbox").await.must_be(200);
        let all = list.body.split("href=\"/outbox/").skip(1).filter_map(|rest| rest.split('"').next());
        let mut texts = 0;
        for id in all {
            let page = t.get(&t.cast.admin, &format!("/outbox/{id}")).await.must_be(200);
            if page.has("Text message") {
                texts += 1;
                assert_eq!(page.attribute("iframe", "src"), None);
                t.get(&t.cast.admin, &format!("/outbox/{id}/html")).await.must_be(404);
            }
        }
        assert_eq!(texts, 1);
    }
}

/// Every row of a long list, page after page, and how many pages there are.
async fn walked(t: &House, start: &str) -> (usize, Vec<String>) {
    let (mut path, mut pages, mut seen) = (start.to_owned(), 0, Vec::new());
    while !path.is_empty() && pages < 10 {
        let page = t.get(&t.cast.admin, &path).await.must_be(200);
        seen.extend(page.texts("main li b"));
        pages += 1;
        path = page.attribute("a[rel=next]", "href").unwrap_or_default();
    }
    (pages, seen)
}

/// A row for each of these names, none twice and none left out.
fn is_each_once(seen: &[String], name: impl Fn(i64) -> String) -> bool {
    let mut seen = seen.to_vec();
    seen.sort_unstable();
    seen == (0..120).map(name).collect::<Vec<_>>()
}

on_both! {
    async fn messages_and_tasks_go_on_beyond_the_first_page(t: House) {
        let (mut conn, now) = (t.app.db.begin().await.expect("a transaction"), t.clock.now());
        for at in 0..120 {
            let text = keel::post::TextMessage {
                purpose: "test",
                about: None,
                recipient: None,
                is_urgent: false,
                to: keel::contact::Mobile::parse("13800138000", "CN").expect("a number"),
                text: format!("message {at:03}"),
            };
            // Many of the same moment, too.
            let then = now.plus_days(-at / 30);
            keel::post::send_text(&mut conn, &t.app.ids, then, text).await.expect("enqueued");
            for state in ["dead", "waiting"] {
                let insert = sql!(
                    "insert into keel_job (job_id, name, payload, state, run_at, attempts, error, created_at)
                     values ($1, $2, 'null', $3, $4, 1, null, $4)"
                );
                let name = format!("test.{state}.{at:03}");
                conn.run(insert, args![t.app.ids.next(now), name, state, now.plus_days(1 + at / 30)]).await.expect("a task");
            }
        }
        conn.commit().await.expect("committed");
        let (pages, waiting) = walked(t, "/outbox?state=waiting").await;
        assert_eq!((pages, waiting.len()), (3, 120));
        homeport::post::drain(&t.app).await.expect("sent");
        let (pages, kept) = walked(t, "/outbox").await;
        assert!(pages == 3 && is_each_once(&kept, |at| format!("message {at:03}")), "{kept:?}");
        for state in ["dead", "waiting"] {
            let (pages, names) = walked(t, &format!("/jobs?state={state}")).await;
            assert!(pages == 3 && is_each_once(&names, |at| format!("test.{state}.{at:03}")), "{names:?}");
        }
        assert_eq!(walked(t, "/jobs").await.1[0], walked(t, "/jobs?state=dead").await.1[0], "what gave up first");
        assert!(walked(t, "/jobs?state=running").await.1.is_empty());
        let page = t.get(&t.cast.admin, "/jobs?state=nonsense&after=nonsense").await.must_be(200);
        assert_eq!(page.attribute("a.figure", "href").as_deref(), Some("/jobs?state=dead"));
        t.get(&t.cast.admin, "/outbox?before=nonsense").await.must_be(200);
    }
}
