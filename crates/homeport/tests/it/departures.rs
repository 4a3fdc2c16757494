//! Leaving: recorded, agreed, put off, completed, taken back; who is invited; what HR alone knows.

mod machine;
mod past;

use std::time::Duration;

use homeport::departures::{self, DepartureId, State, Verdict};
use homeport::people::{self, PersonId, SilenceKind};

use crate::on_both;
use crate::support::{Cast, House, Person};

/// A form of somebody nobody wrote down yet, with some fields other than usual.
pub fn form<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("name", "陈彤"),
        ("number", "HF 0217"),
        ("department", "英语教学部"),
        ("person_kind", "employee"),
        ("started_on", "2021-07-15"),
        ("last_day", "2026-11-21"),
        ("kind", "resignation"),
        ("mail", "tong.chen@example.net"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| change.iter().all(|(other, _)| other != name));
    kept.chain(change.iter().copied()).collect()
}

/// Records a departure as the officer; its id.
pub async fn record(t: &House, change: &[(&str, &str)]) -> DepartureId {
    let reply = t.post(&t.cast.officer, "/departures", &form(change)).await.must_be(303);
    let path = reply.location().trim_start_matches("/departures/").to_owned();
    path.parse().expect("a departure's page")
}

pub async fn act(t: &House, who: &Person, id: DepartureId, act: &str, form: &[(&str, &str)]) -> u16 {
    t.post(who, &format!("/departures/{id}/{act}"), form).await.status.as_u16()
}

pub async fn found(t: &House, id: DepartureId) -> departures::Departure {
    departures::departure(&mut t.app.db.read().await.expect("a connection"), id).await.expect("a departure")
}

/// How many messages to somebody have left or wait.
pub async fn messages(t: &House, person: PersonId) -> i64 {
    let mut conn = t.app.db.read().await.expect("a connection");
    let count = keel::sql!("select count(*) from keel_delivery where recipient_id = $1");
    conn.count(count, keel::args![person]).await.expect("a count")
}

on_both! {
    async fn recorded_in_one_form_and_completed_with_one_button_the_leaver_is_invited(t: House) {
        let id = record(t, &[]).await;
        assert_eq!(found(t, id).await.state, State::Agreed);
        let person = found(t, id).await.person_id;
        t.drain().await;
        assert_eq!(messages(t, person).await, 0, "nobody learns of it before");
        let page = t.get(&t.cast.officer, &format!("/departures/{id}")).await.must_be(200);
        assert!(page.has("陈彤") && page.has("Formalities complete"), "{:?}", page.texts("main"));

        assert_eq!(act(t, &t.cast.officer, id, "complete", &[]).await, 303);
        t.drain().await;
        assert_eq!(found(t, id).await.state, State::Complete);
        assert_eq!(messages(t, person).await, 1);
        // A second tap sends no second invitation.
        assert_eq!(act(t, &t.cast.officer, id, "complete", &[]).await, 303);
        t.drain().await;
        assert_eq!(messages(t, person).await, 1);
        let list = t.get(&t.cast.officer, "/departures").await.must_be(200);
        assert_eq!(list.texts(".clock li").len(), 4, "a clock of four steps");
    }
}

on_both! {
    async fn a_form_sent_twice_makes_one_departure(t: House) {
        let first = record(t, &[]).await;
        assert_eq!(record(t, &[]).await, first);
        let nameless = record(t, &[("name", "Megan Cloidt"), ("number", ""), ("mail", "")]).await;
        assert_eq!(record(t, &[("name", "megan  cloidt"), ("number", ""), ("mail", "")]).await, nameless);
        let other = record(t, &[("name", "陈彤"), ("number", "HF 0218"), ("mail", "")]).await;
        assert_ne!(other, first, "two people may share a name and a first day");
    }
}

on_both! {
    async fn somebody_on_file_is_found_by_name_pinyin_or_number(t: House) {
        for typed in ["李知微", "知微", "lizhiwei", "lzw", "HF 0005", "0005"] {
            let path = format!("/departures/new?q={}", url::form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>());
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            assert!(page.texts(".list b").iter().any(|name| name == "李知微"), "{typed}: {:?}", page.texts("main"));
        }
        let page = t.get(&t.cast.officer, "/departures/new?q=lizhiwei").await;
        let href = page.attribute(".list a.over", "href").expect("a link");
        let tenure = href.split("tenure=").nth(1).expect("a tenure").to_owned();
        t.get(&t.cast.officer, &href).await.must_be(200);
        let id = record(t, &[("tenure", &tenure), ("name", ""), ("number", ""), ("started_on", "")]).await;
        assert_eq!(found(t, id).await.person_id, t.cast.member.id);
    }
}

on_both! {
    async fn who_thinks_it_over_can_agree_put_it_off_and_stay(t: House) {
        let officer = &t.cast.officer;
        let id = record(t, &[("last_day", "")]).await;
        assert_eq!(found(t, id).await.state, State::Intended);
        assert_eq!(act(t, officer, id, "agree", &[("last_day", "2026-11-30")]).await, 303);
        assert_eq!(found(t, id).await.state, State::Agreed);
        act(t, officer, id, "complete", &[]).await;
        assert_eq!(act(t, officer, id, "put-off", &[("last_day", "2026-12-15")]).await, 303);
        let moved = found(t, id).await;
        assert_eq!((moved.state, moved.completed_at), (State::Agreed, None));
        t.drain().await;
        assert_eq!(messages(t, moved.person_id).await, 0, "the invitation was withdrawn before it left");
        assert_eq!(act(t, officer, id, "withdraw", &[]).await, 303);
        assert_eq!(found(t, id).await.state, State::Withdrawn);
        let reply = t.post(officer, &format!("/departures/{id}/complete"), &[]).await.must_be(303);
        assert!(reply.cookie("flash").is_some(), "it is said that they stay");
        assert_eq!(found(t, id).await.state, State::Withdrawn);
    }
}

on_both! {
    async fn taken_back_after_joining_a_member_stays_as_a_colleague(t: House) {
        let id = record(t, &[]).await;
        act(t, &t.cast.officer, id, "complete", &[]).await;
        t.drain().await;
        let person = found(t, id).await.person_id;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        homeport::members::actions::join(&cx, &mut conn, person, &homeport::members::Choices::default())
            .await
            .expect("joined");
        conn.commit().await.expect("committed");
        t.drain().await;
        act(t, &t.cast.officer, id, "withdraw", &[]).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let tenure = people::tenures(&mut conn, person).await.expect("tenures").remove(0);
        assert_eq!(tenure.ended_on, None);
        assert!(homeport::members::is_member(&mut conn, person).await.expect("an answer"));
    }
}

on_both! {
    async fn whatever_is_wrong_is_said_beside_its_field_and_nothing_is_written(t: House) {
        let cases = [
            ("last_day", "2021-07-14", "cannot come before"),
            ("last_day", "2026-02-31", "is not a day"),
            ("last_day", "2029-01-01", "more than two years away"),
            ("started_on", "2026-12-01", "lies in the future"),
            ("started_on", "", "Write the first day"),
            ("number", "HF 0005", "李知微"),
            ("mail", "a@b\r\nBcc: x@example.org", "line"),
            ("mobile", "12", "number"),
            ("kind", "", "Choose how it ends"),
            ("name", " ", "Write the name"),
            ("manager", "nobody at all", "Nobody on file"),
        ];
        for (field, value, words) in cases {
            let reply = t.post(&t.cast.officer, "/departures", &form(&[(field, value)])).await.must_be(422);
            let said = reply.texts(".problems").join(" ");
            assert!(said.contains(words), "{field}={value}: {said}");
            assert_eq!(reply.attribute("#department", "value").as_deref(), Some("英语教学部"), "values are kept");
            if field == "last_day" {
                assert_eq!(reply.attribute("#last_day", "value").as_deref(), Some(value), "and what was wrong");
            }
        }
        assert!(people::find_by_contact(&mut t.app.db.read().await.expect("a connection"), "tong.chen@example.net")
            .await.expect("an answer").is_none());
    }
}

on_both! {
    async fn an_address_of_the_company_never_counts(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let domains = homeport::settings::Key::CompanyDomains;
        homeport::settings::actions::set(&cx, &mut conn, domains, "haifan.example, hf.example").await.expect("set");
        conn.commit().await.expect("committed");
        t.app.reload_settings().await.expect("settings");
        let reply = t.post(&t.cast.officer, "/departures", &form(&[("mail", "tong@mail.haifan.example")])).await;
        assert!(reply.must_be(422).texts(".problems").join(" ").contains("belongs to the company"));
        let id = record(t, &[("mail", ""), ("complete", "1")]).await;
        t.drain().await;
        assert_eq!(found(t, id).await.state, State::Complete, "with no contact the hand-over kit is the way");
    }
}

on_both! {
    async fn a_dismissal_waits_and_a_batch_is_decided_with_one_reason(t: House) {
        let one = record(t, &[("kind", "dismissal"), ("complete", "1")]).await;
        let two = record(t, &[("name", "何静仪"), ("number", "HF 0301"), ("mail", "he@example.net"), ("kind", "layoff")]).await;
        t.drain().await;
        assert_eq!(found(t, one).await.verdict, Verdict::Held);
        let held = t.get(&t.cast.officer, "/departures/held").await.must_be(200);
        assert_eq!(held.texts(".choice b").len(), 2);
        let ids = [one.to_string(), two.to_string()];
        let decline = [("departures", ids[0].as_str()), ("departures", ids[1].as_str()), ("decision", "decline")];
        t.post(&t.cast.officer, "/departures/held", &decline).await.must_be(422);
        let invite = [("departures", ids[0].as_str()), ("departures", ids[1].as_str()), ("decision", "invite"), ("note", "gut gegangen")];
        t.post(&t.cast.officer, "/departures/held", &invite).await.must_be(303);
        t.drain().await;
        assert_eq!(messages(t, found(t, one).await.person_id).await, 1, "complete already: invited at once");
        assert_eq!(messages(t, found(t, two).await.person_id).await, 0, "not before the formalities");
        act(t, &t.cast.officer, two, "complete", &[]).await;
        t.drain().await;
        assert_eq!(messages(t, found(t, two).await.person_id).await, 1);
    }
}

on_both! {
    async fn who_is_not_invited_keeps_the_number_and_may_appeal(t: House) {
        let id = record(t, &[("kind", "dispute"), ("complete", "1")]).await;
        let note = [("decision", "decline"), ("note", "never-shown-words")];
        assert_eq!(act(t, &t.cast.officer, id, "decide", &note).await, 303);
        let person = found(t, id).await.person_id;
        let mut conn = t.app.db.read().await.expect("a connection");
        let standing = departures::standing(&mut conn, person).await.expect("an answer").expect("a standing");
        assert_eq!(standing.verdict, Verdict::NotInvited);
        assert_eq!(standing.role, Some(homeport::access::Role::Officer));
        assert_eq!(standing.number.as_deref(), Some("HF 0217"));
        drop(conn);

        t.advance(Duration::from_secs(3_600));
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        departures::actions::appeal(&cx, &mut conn, id).await.expect("appealed");
        conn.commit().await.expect("committed");
        assert_eq!(t.get(&t.cast.officer, "/departures/held").await.texts(".choice b").len(), 1);
        for who in [&t.cast.officer, &t.cast.admin] {
            let page = t.get(who, &format!("/departures/{id}")).await.must_be(200);
            assert!(!page.has("never-shown-words") && !page.has("Dispute"), "HR's alone");
        }
        let page = t.get(&t.cast.hr, &format!("/departures/{id}/leaving")).await.must_be(200);
        assert!(page.has("never-shown-words") && page.has("林悦"));
    }
}

on_both! {
    async fn a_death_stops_everything_at_once(t: House) {
        let id = record(t, &[("complete", "1")]).await;
        let person = found(t, id).await.person_id;
        assert_eq!(act(t, &t.cast.officer, id, "silence", &[("kind", "deceased")]).await, 303);
        t.drain().await;
        assert_eq!(messages(t, person).await, 0);
        assert_eq!(found(t, id).await.verdict, Verdict::Never);
        let page = t.get(&t.cast.officer, &format!("/departures/{id}")).await.must_be(200);
        assert!(page.has("What relatives wish"));
        assert_eq!(act(t, &t.cast.officer, id, "decide", &[("decision", "invite")]).await, 303);
        t.drain().await;
        assert_eq!(messages(t, person).await, 0, "nobody can be invited who has died");

        let dead = record(t, &[("name", "李默"), ("number", "HF 0300"), ("mail", "mo@example.net"), ("kind", "deceased"), ("complete", "1")]).await;
        t.drain().await;
        let person = found(t, dead).await.person_id;
        assert_eq!(messages(t, person).await, 0);
        let silence = people::silence_of(&mut t.app.db.read().await.expect("a connection"), person).await.expect("an answer");
        assert_eq!(silence.map(|silence| silence.kind), Some(SilenceKind::Deceased));
    }
}

on_both! {
    async fn the_checklist_is_copied_ticked_and_added_to(t: House) {
        let officer = &t.cast.officer;
        let settings = [("resignation", "held"), ("minimum_days", "0"), ("steps", "离职证明\n社保\n")];
        t.post(&t.cast.admin, "/settings/policy", &settings).await.must_be(303);
        let id = record(t, &[]).await;
        assert_eq!(found(t, id).await.verdict, Verdict::Held, "the policy of the settings holds");
        let page = t.get(officer, &format!("/departures/{id}")).await.must_be(200);
        let done = page.attribute("form[action$='/done']", "action").expect("a step to tick");
        t.post(officer, &done, &[]).await.must_be(303);
        assert_eq!(act(t, officer, id, "steps", &[("title", "钥匙")]).await, 303);
        let page = t.get(officer, &format!("/departures/{id}")).await;
        assert!(page.has("林悦, 21 November 2026, 09:41"), "{:?}", page.texts("main"));
        assert!(page.has("钥匙") && page.has("社保"));
        t.post(officer, &done.replace("/done", "/undone"), &[]).await.must_be(303);
        assert!(!t.get(officer, &format!("/departures/{id}")).await.has("林悦, 21 November 2026, 09:41"));
    }
}

on_both! {
    async fn the_journal_knows_which_steps_came_and_went(t: House) {
        let id = record(t, &[]).await;
        for (who, status) in [(&Cast::visitor(), 401), (&t.cast.member, 403), (&t.cast.officer, 303)] {
            assert_eq!(act(t, who, id, "steps", &[("title", "门禁卡")]).await, status);
        }
        let page = t.get(&t.cast.officer, &format!("/departures/{id}")).await.must_be(200);
        let remove = page.attribute("form[action*='/steps/'][action$='/remove']", "action").expect("a button");
        t.post(&t.cast.officer, &remove, &[]).await.must_be(303);
        t.post(&t.cast.officer, &remove, &[]).await.must_be(404);
        let journal = t.get(&t.cast.admin, "/journal?of=departures").await.must_be(200);
        assert!(journal.has("added a step to the checklist") && journal.has("removed a step from the checklist"));
        assert!(!journal.has("门禁卡"), "ids and words only");
        let page = t.get(&t.cast.officer, &format!("/departures/{id}")).await.must_be(200);
        assert!(page.has("removed a step from the checklist"));
    }
}

on_both! {
    async fn a_move_within_the_group_is_no_departure(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let other = people::actions::add_entity(&cx, &mut conn, "海帆科技", None, None).await.expect("an entity");
        let tenure = people::tenures(&mut conn, t.cast.member.id).await.expect("tenures").remove(0).tenure_id;
        conn.commit().await.expect("committed");
        let path = format!("/departures/transfer/{tenure}");
        t.get(&t.cast.officer, &path).await.must_be(200);
        let other = other.to_string();
        let form = [("entity", other.as_str()), ("started_on", "2026-12-01"), ("number", "HK 01")];
        t.post(&t.cast.officer, &path, &form).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let tenures = people::tenures(&mut conn, t.cast.member.id).await.expect("tenures");
        assert_eq!(tenures.len(), 2);
        assert_eq!(tenures[1].ended_on.map(|day| day.to_string()).as_deref(), Some("2026-11-30"));
        assert!(departures::standing(&mut conn, t.cast.member.id).await.expect("an answer").is_none());
    }
}

on_both! {
    async fn every_write_asks_who_whether_and_whose(t: House) {
        let id = record(t, &[]).await;
        let nobody = "00000000-0000-7000-8000-000000000000";
        let writes = ["agree", "put-off", "complete", "withdraw", "decide", "contact", "silence", "silence/lift", "steps"];
        for write in writes {
            assert_eq!(act(t, &Cast::visitor(), id, write, &[]).await, 401, "{write} needs sign-in");
            for who in [&t.cast.member, &t.cast.manager, &t.cast.stranger, &t.cast.admin] {
                assert_eq!(act(t, who, id, write, &[]).await, 403, "{write} is refused without the role");
            }
            let day = [("last_day", "2026-12-01"), ("decision", "invite"), ("contact", "a@example.net"), ("kind", "deceased"), ("title", "x")];
            let reply = t.post(&t.cast.officer, &format!("/departures/{nobody}/{write}"), &day).await;
            assert_eq!(reply.status.as_u16(), 404, "{write} of nobody is not found");
        }
        assert_eq!(act(t, &t.cast.officer, id, "leaving", &[]).await, 403, "an officer is not HR");
        t.get(&t.cast.officer, &format!("/departures/{id}/leaving")).await.must_be(403);
        t.post(&t.cast.officer, "/settings/policy", &[]).await.must_be(403);
        t.post(&Cast::visitor(), "/departures", &form(&[])).await.must_be(401);
        assert_eq!(found(t, id).await.state, State::Agreed);
    }
}

on_both! {
    async fn who_leaves_keeps_no_role(t: House) {
        let mut conn = t.app.db.read().await.expect("a connection");
        let tenure = people::tenures(&mut conn, t.cast.manager.id).await.expect("tenures").remove(0).tenure_id.to_string();
        drop(conn);
        let id = record(t, &[("tenure", &tenure), ("name", ""), ("number", ""), ("mail", ""), ("complete", "1")]).await;
        assert_eq!(found(t, id).await.person_id, t.cast.manager.id);
        t.drain().await;
        let roles = keel::sql!("select count(*) from accounts_role where person_id = $1");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(conn.count(roles, keel::args![t.cast.manager.id]).await.expect("a count"), 0);
    }
}
