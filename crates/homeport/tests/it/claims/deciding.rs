//! The officer sees who it may be and why, and decides.

use homeport::people::{self, SilenceKind, TombstoneKind};
use keel::contact::Contact;

use super::{TOLD, confirmed, join, linked, mail, on_record, queue, told};
use crate::on_both;
use crate::support::{Cast, House, Person};

const GU: &str = "yuan@claims.example.org";

async fn only(t: &House, show: &str) -> String {
    let mut all = queue(t, show).await;
    assert_eq!(all.len(), 1, "{show}");
    all.remove(0)
}

on_both! {
    async fn the_officer_sees_who_it_may_be_with_the_reasons_and_accepts_and_they_join(t: House) {
        let person = on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &[]).await;
        on_record(t, "顾园", ("2010-03-01", "2012-08-31"), &[]).await;
        confirmed(t, &told(&[("name", "Yuan Gu"), ("colleague", "李知微")])).await;
        let claim = only(t, "waiting").await;
        let page = t.get(&t.cast.officer, &claim).await.must_be(200);
        for reason in ["sounds alike", "years are right", "department is right", "worked there then"] {
            assert!(page.has(reason), "{reason}: {:?}", page.texts("main"));
        }
        assert_eq!(page.attribute("input[name=person]", "value"), Some(person.to_string()), "the best comes first");
        let done = t.post(&t.cast.officer, &format!("{claim}/accept"), &[("person", &person.to_string())]).await;
        assert_eq!(done.must_be(303).location(), "/claims");
        t.drain().await;
        let link = linked(t, GU, "/i/").await.expect("the invitation");
        let token = join(t, &link).await;
        let me = Person { id: person, name: "顾远", mail: GU, token };
        assert!(t.get(&me, "/home").await.must_be(200).has("顾远"));
        let mut conn = t.app.db.read().await.expect("a connection");
        let contacts = people::contacts(&mut conn, person).await.expect("contacts");
        assert!(contacts.len() == 1 && contacts[0].confirmed_at.is_some(), "the claim's contact, confirmed");
        drop(conn);
        assert_eq!(queue(t, "accepted").await.len(), 1);
        let journal = t.get(&t.cast.admin, "/journal?of=claims").await.must_be(200);
        assert!(journal.has("accepted a claim") && !journal.has(GU));
    }
}

on_both! {
    async fn nobody_on_record_is_entered_as_told_and_invited(t: House) {
        confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        let page = t.get(&t.cast.officer, &claim).await.must_be(200);
        assert!(page.has("Nobody on record has this name"));
        let entity = t.cast.school.to_string();
        let wrong = [("entity", entity.as_str()), ("started_on", "2019-01-01"), ("last_day", "")];
        t.post(&t.cast.officer, &format!("{claim}/enter"), &wrong).await.must_be(422);
        let back = [("entity", entity.as_str()), ("started_on", "2021-01-01"), ("last_day", "2019-01-01")];
        t.post(&t.cast.officer, &format!("{claim}/enter"), &back).await.must_be(422);
        let form = [
            ("entity", entity.as_str()),
            ("department", "英语教学部"),
            ("started_on", "2019-01-01"),
            ("last_day", "2021-12-31"),
        ];
        t.post(&t.cast.officer, &format!("{claim}/enter"), &form).await.must_be(303);
        t.drain().await;
        join(t, &linked(t, GU, "/i/").await.expect("the invitation")).await;
        let officer = t.get(&t.cast.officer, "/people?q=guyuan").await.must_be(200);
        assert!(officer.has("顾远"));
    }
}

on_both! {
    async fn a_refusal_has_a_reason_a_role_and_an_appeal_and_no_name(t: House) {
        let mine = confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        t.post(&Cast::visitor(), &format!("{mine}/appeal"), &[("words", "early")]).await.must_be(303);
        t.post(&t.cast.officer, &format!("{claim}/refuse"), &[("ground", "ingrate")]).await.must_be(404);
        t.forget_mails().await;
        t.post(&t.cast.officer, &format!("{claim}/refuse"), &[("ground", "unproven")]).await.must_be(303);
        t.drain().await;
        let refused = mail(t, GU).await.expect("a message");
        assert!(refused.text.contains("alumni officer") && !refused.text.contains("林悦"), "{}", refused.text);
        assert_eq!(refused.link("/claims/mine/").as_deref(), Some(mine.as_str()));
        t.post(&Cast::visitor(), &format!("{mine}/appeal"), &[("words", " ")]).await.must_be(422);
        t.post(&Cast::visitor(), &format!("{mine}/appeal"), &[("words", "请再看看")]).await.must_be(303);
        let again = only(t, "appealed").await;
        assert!(t.get(&t.cast.officer, &again).await.must_be(200).has("请再看看"));
        // Telling it once more is no way round the refusal.
        assert_eq!(confirmed(t, &told(&[("from", "2018")])).await, mine);
        assert!(queue(t, "waiting").await.is_empty());
        t.post(&t.cast.officer, &format!("{again}/refuse"), &[("ground", "rule")]).await.must_be(303);
        t.drain().await;
        assert_eq!(queue(t, "refused").await.len(), 1);
    }
}

on_both! {
    async fn of_two_officers_who_decide_at_once_the_second_is_told(t: House) {
        let person = on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &[]).await;
        confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        let (accept, refuse) = (format!("{claim}/accept"), format!("{claim}/refuse"));
        let person = person.to_string();
        let form = [("person", person.as_str())];
        let (one, other) = tokio::join!(
            t.post(&t.cast.officer, &accept, &form),
            t.post(&t.cast.hr, &refuse, &[("ground", "rule")])
        );
        let locations = [one.must_be(303), other.must_be(303)].map(|reply| reply.location().to_owned());
        assert!(locations.contains(&"/claims".to_owned()) && locations.contains(&claim), "{locations:?}");
        t.post(&t.cast.officer, &accept, &form).await.must_be(303);
        t.drain().await;
        assert_eq!(queue(t, "accepted").await.len() + queue(t, "refused").await.len(), 1);
    }
}

on_both! {
    async fn whoever_had_themselves_deleted_and_comes_by_themselves_is_taken_in_again(t: House) {
        let before = on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &[GU]).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, before).await.expect("deleted");
        conn.commit().await.expect("kept");
        confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        assert!(t.get(&t.cast.officer, &claim).await.must_be(200).has("had themselves deleted"));
        let entity = t.cast.school.to_string();
        let form = [("entity", entity.as_str()), ("started_on", "2019-01-01"), ("last_day", "2021-12-31")];
        t.post(&t.cast.officer, &format!("{claim}/enter"), &form).await.must_be(303);
        t.drain().await;
        assert!(linked(t, GU, "/i/").await.is_some());
        let mut conn = t.app.db.read().await.expect("a connection");
        let contact = [Contact::parse(GU, "CN").expect("a contact")];
        let kept = people::is_tombstoned(&mut conn, &t.app.key, None, &contact).await.expect("an answer");
        assert_ne!(kept, Some(TombstoneKind::Deleted));
    }
}

on_both! {
    async fn whoever_wanted_no_message_and_comes_by_themselves_hears_from_us_again(t: House) {
        let person = on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &[GU]).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence(&cx, &mut conn, person, SilenceKind::DoNotContact).await.expect("silent");
        conn.commit().await.expect("kept");
        confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        let page = t.get(&t.cast.officer, &claim).await.must_be(200);
        assert!(page.has("wanted no messages") && page.has("contact on file"));
        t.post(&t.cast.officer, &format!("{claim}/accept"), &[("person", &person.to_string())]).await.must_be(303);
        t.drain().await;
        assert!(linked(t, GU, "/i/").await.is_some());
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(people::silence_of(&mut conn, person).await.expect("an answer").is_none());
    }
}

on_both! {
    async fn as_a_member_the_contact_on_file_is_asked_first_and_the_dead_are_left_in_peace(t: House) {
        confirmed(t, &told(&[("name", "李知微")])).await;
        let claim = only(t, "waiting").await;
        let page = t.get(&t.cast.officer, &claim).await.must_be(200);
        assert!(page.has("A member already"));
        let member = t.cast.member.id.to_string();
        t.post(&t.cast.officer, &format!("{claim}/accept"), &[("person", &member)]).await.must_be(303);
        t.drain().await;
        let mails = t.mails().await;
        assert!(mails.iter().any(|mail| mail.to == t.cast.member.mail && mail.purpose == "recovery"));
        assert!(mails.iter().all(|mail| mail.to != GU || mail.link("/i/").is_none()), "nobody else gets in");
        let dead = on_record(t, "夏望舒", ("2019-03-01", "2021-08-31"), &[]).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence(&cx, &mut conn, dead, SilenceKind::Deceased).await.expect("silent");
        conn.commit().await.expect("kept");
        confirmed(t, &told(&[("name", "夏望舒"), ("contact", "xia@claims.example.org")])).await;
        let claim = only(t, "waiting").await;
        let done = t.post(&t.cast.officer, &format!("{claim}/accept"), &[("person", &dead.to_string())]).await;
        assert_eq!(done.must_be(303).location(), claim, "the officer is told why");
        assert_eq!(queue(t, "waiting").await.len(), 1, "nothing was decided");
    }
}

on_both! {
    async fn deciding_needs_sign_in_and_the_role_and_what_nobody_confirmed_is_not_found(t: House) {
        confirmed(t, &TOLD).await;
        let claim = only(t, "waiting").await;
        let person = t.cast.stranger.id.to_string();
        let forms: [(&str, Vec<(&str, &str)>); 3] = [
            ("accept", vec![("person", person.as_str())]),
            ("enter", vec![]),
            ("refuse", vec![("ground", "rule")]),
        ];
        for (act, form) in &forms {
            let path = format!("{claim}/{act}");
            t.post(&Cast::visitor(), &path, form).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.stranger, &t.cast.admin] {
                t.post(who, &path, form).await.must_be(403);
            }
        }
        t.get(&t.cast.member, &claim).await.must_be(403);
        t.get(&t.cast.member, "/claims").await.must_be(403);
        super::tell(t, &told(&[("contact", "quiet@claims.example.org")])).await.must_be(303);
        t.drain().await;
        let sent = mail(t, "quiet@claims.example.org").await.expect("a message");
        let ticket = sent.link("/claims/mine/").expect("a link");
        let id = t.app.key.redeem("claims.mine", ticket.rsplit('/').next().expect("a ticket"));
        let id = id.expect("our own ticket");
        t.get(&t.cast.officer, &format!("/claims/{id}")).await.must_be(404);
        t.post(&t.cast.officer, &format!("/claims/{id}/refuse"), &[("ground", "rule")]).await.must_be(404);
    }
}
