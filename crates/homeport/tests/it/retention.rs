//! Who never answers is warned, then deleted; who answers, joins or works here never is.

use std::time::Duration;

use homeport::invitations;
use homeport::people::{self, PersonId, TombstoneKind};
use homeport::retention::{self, Purpose, Wish};
use keel::contact::Contact;
use keel::error::Error;

use crate::invitations::{invite, link, reach};
use crate::on_both;
use crate::support::{Cast, House, Person};
use crate::waves::signed_in_again;

const DAY: u64 = 24;

async fn days(t: &House, days: u64) {
    t.advance(Duration::from_hours(days * DAY));
    t.drain().await;
}

async fn sweep(t: &House) {
    let mut conn = t.app.db.begin().await.expect("a transaction");
    let job = retention::jobs::Sweep {};
    keel::jobs::enqueue(&mut conn, &t.app.ids, t.clock.now(), &job).await.expect("enqueued");
    conn.commit().await.expect("kept");
    t.drain().await;
}

/// The stranger has an invitation that arrived.
async fn invited(t: &House) -> PersonId {
    invite(t, t.cast.stranger.id).await;
    t.drain().await;
    t.cast.stranger.id
}

async fn is_known(t: &House, person: PersonId) -> bool {
    match people::person(&mut t.app.db.read().await.expect("a connection"), person).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => panic!("{error}"),
    }
}

async fn warnings(t: &House) -> Vec<crate::support::Sent> {
    t.mails().await.into_iter().filter(|mail| mail.purpose == "retention").collect()
}

/// The officer, with a session that lives now.
async fn officer(t: &House) -> Person {
    signed_in_again(t, &t.cast.officer).await
}

/// 21 November 2026 to 22 October 2028: thirty days before the end.
const UNTIL_WARNED: u64 = 701;

on_both! {
    async fn who_never_answers_is_warned_in_time_and_then_deleted(t: House) {
        let person = invited(t).await;
        let page = t.get(&t.cast.officer, &format!("/people/{person}")).await.must_be(200);
        assert!(page.has("kept until 21 November 2028"), "{:?}", page.texts("aside"));
        let letter = t.get(&Cast::visitor(), &link(t, person).await).await.must_be(200);
        assert!(letter.has("deleted on 21 November 2028") && letter.has("Delete what you keep about me"));

        days(t, UNTIL_WARNED - 2).await;
        sweep(t).await;
        assert!(warnings(t).await.is_empty() && is_known(t, person).await);
        days(t, 2).await;
        sweep(t).await;
        sweep(t).await;
        let told = warnings(t).await;
        assert_eq!(told.len(), 1, "once");
        assert!(told[0].text.contains("2028年11月21日") && told[0].link("/k/").is_some(), "{}", told[0].text);
        let who = officer(t).await;
        let desk = t.get(&who, "/desk").await.must_be(200);
        assert_eq!(desk.text("a[href='/retention']").as_deref(), Some("What is kept about 1 person goes soon"));
        let list = t.get(&who, "/retention").await.must_be(200);
        assert!(list.has("许文") && list.has("warned, goes on 21 November 2028"), "{:?}", list.texts("main"));

        days(t, 29).await;
        sweep(t).await;
        assert!(is_known(t, person).await, "the promised days are kept");
        days(t, 2).await;
        sweep(t).await;
        assert!(!is_known(t, person).await);
        assert!(warnings(t).await.is_empty(), "what was written to them goes with them");
        let contact = [Contact::parse(t.cast.stranger.mail, "CN").expect("a contact")];
        let mut conn = t.app.db.read().await.expect("a connection");
        let mark = people::is_tombstoned(&mut conn, &t.app.key, None, &contact).await.expect("an answer");
        assert_eq!(mark, Some(TombstoneKind::Deleted), "the next file does not bring them back");
        let acts: Vec<String> = conn
            .all(keel::sql!("select act from journal_entry where about_id = $1 and feature = 'retention' order by entry_id"), keel::args![person])
            .await
            .expect("entries");
        assert_eq!(acts, ["retention.warned", "retention.ended"]);
    }
}

on_both! {
    async fn nobody_is_deleted_who_was_not_warned_however_late_it_is(t: House) {
        let person = invited(t).await;
        days(t, 2_000).await;
        sweep(t).await;
        assert!(is_known(t, person).await);
        assert_eq!(warnings(t).await.len(), 1);
        days(t, 28).await;
        sweep(t).await;
        assert!(is_known(t, person).await, "thirty days from the warning");
        days(t, 3).await;
        sweep(t).await;
        assert!(!is_known(t, person).await);
    }
}

on_both! {
    async fn who_cannot_be_reached_stands_on_the_officers_list(t: House) {
        let person = invited(t).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::fail_contact(&cx, &mut conn, person, t.cast.stranger.mail).await.expect("failed");
        cx.commit(conn).await.expect("kept");
        days(t, UNTIL_WARNED).await;
        sweep(t).await;
        assert!(warnings(t).await.is_empty());
        let list = t.get(&officer(t).await, "/retention").await.must_be(200);
        assert!(list.has("cannot be reached, goes on 21 November 2028"));
    }
}

#[derive(Clone, Copy, Debug)]
enum Answer {
    Joins,
    Declines,
    NeverAgain,
    Asks,
    ComesBack,
    GetsARole,
}

async fn answer(t: &House, person: PersonId, answer: Answer) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let invitation = invitations::of_person(&mut conn, person).await.expect("a look").expect("an invitation");
    match answer {
        Answer::Joins => {
            let yes = invitations::actions::Answer::default();
            invitations::actions::accept(&cx, &mut conn, &invitation, &yes).await.map(drop)
        }
        Answer::Declines => invitations::actions::decline(&cx, &mut conn, &invitation).await,
        Answer::NeverAgain => invitations::actions::never(&cx, &mut conn, &invitation).await,
        Answer::Asks => invitations::actions::ask(&cx, &mut conn, person, "").await.map(drop),
        Answer::ComesBack => {
            let tenure = people::tenures(&mut conn, person).await.expect("tenures").remove(0);
            people::actions::reopen_tenure(&cx, &mut conn, tenure.tenure_id).await
        }
        Answer::GetsARole => {
            homeport::accounts::actions::grant(&cx, &mut conn, person, homeport::access::Role::Manager).await
        }
    }
    .expect("answered");
    cx.commit(conn).await.expect("kept");
    t.drain().await;
}

on_both! {
    async fn whoever_answers_joins_or_comes_back_is_never_deleted(t: House) {
        let all = [Answer::Joins, Answer::Declines, Answer::NeverAgain, Answer::Asks, Answer::ComesBack, Answer::GetsARole];
        let mut people = Vec::new();
        for (n, one) in all.into_iter().enumerate() {
            let name = format!("old{n}@example.net");
            let who = crate::waves::Who { contacts: &[name.as_str()], ..crate::waves::Who::usual() };
            let left = crate::waves::left(t, &[who]).await.remove(0);
            invite(t, left.person).await;
            t.drain().await;
            // Warned or not, an answer is one.
            if n % 2 == 0 {
                answer(t, left.person, one).await;
            }
            people.push((left.person, one, n % 2 == 1));
        }
        days(t, UNTIL_WARNED + 1).await;
        sweep(t).await;
        for (person, one, is_late) in &people {
            if *is_late {
                answer(t, *person, *one).await;
            }
        }
        for _ in 0..4 {
            days(t, 400).await;
            sweep(t).await;
        }
        for (person, one, _) in people {
            assert!(is_known(t, person).await, "{one:?}");
        }
    }
}

on_both! {
    async fn one_tap_keeps_for_as_long_again_and_looking_changes_nothing(t: House) {
        let person = invited(t).await;
        days(t, UNTIL_WARNED).await;
        sweep(t).await;
        let keep = retention::path(&t.app, person, Wish::Keep);
        let seen = t.get(&Cast::visitor(), &keep).await.must_be(200);
        assert!(seen.has("shall we keep this") && seen.has("21 November 2028") && !seen.has(t.cast.stranger.mail));
        let before = retention::running(&mut t.app.db.read().await.expect("a connection"), person).await.expect("clocks");
        assert!(before[0].warned_at.is_some(), "looking changed nothing");
        let act = keep.split('?').next().expect("a path").to_owned();
        let said = t.post(&Cast::visitor(), &format!("{act}/keep"), &[]).await.must_be(200);
        assert!(said.has("22 October 2030"), "{:?}", said.texts("main"));
        days(t, 60).await;
        sweep(t).await;
        assert!(is_known(t, person).await);
        days(t, 640).await;
        sweep(t).await;
        assert_eq!(warnings(t).await.len(), 2, "asked once more, two years later");
    }
}

on_both! {
    async fn one_tap_deletes_at_once_and_the_link_then_leads_to_nothing(t: House) {
        let person = invited(t).await;
        let delete = retention::path(&t.app, person, Wish::Delete);
        t.get(&Cast::visitor(), &delete).await.must_be(200);
        assert!(is_known(t, person).await);
        let act = format!("{}/delete", delete.split('?').next().expect("a path"));
        t.post(&Cast::visitor(), &act, &[]).await.must_be(200);
        assert!(!is_known(t, person).await);
        t.get(&Cast::visitor(), &delete).await.must_be(404);
        t.post(&Cast::visitor(), &act, &[]).await.must_be(404);
        t.post(&Cast::visitor(), "/k/forged/delete", &[]).await.must_be(404);
        t.post(&Cast::visitor(), "/k/forged/keep", &[]).await.must_be(404);
    }
}

on_both! {
    async fn a_link_does_not_delete_a_member_nor_a_colleague(t: House) {
        for person in [t.cast.alumnus.id, t.cast.officer.id] {
            let path = retention::path(&t.app, person, Wish::Delete);
            let act = format!("{}/delete", path.split('?').next().expect("a path"));
            let said = t.post(&Cast::visitor(), &act, &[]).await.must_be(200);
            assert!(said.has("Please sign in"));
            assert!(is_known(t, person).await);
        }
    }
}

on_both! {
    async fn an_invitation_sent_late_is_waited_for(t: House) {
        let person = invited(t).await;
        days(t, UNTIL_WARNED + 25).await;
        let mut conn = t.app.db.begin().await.expect("a transaction");
        let expire = invitations::jobs::ExpireInvitations {};
        keel::jobs::enqueue(&mut conn, &t.app.ids, t.clock.now(), &expire).await.expect("enqueued");
        conn.commit().await.expect("kept");
        t.drain().await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let latest = invitations::of_person(&mut conn, person).await.expect("a look").expect("an invitation");
        invitations::actions::renew(&cx, &mut conn, latest.invitation_id).await.expect("renewed");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        days(t, 40).await;
        sweep(t).await;
        assert!(is_known(t, person).await && warnings(t).await.is_empty(), "it is good for sixty days");
        days(t, 30).await;
        sweep(t).await;
        assert_eq!(warnings(t).await.len(), 1);
    }
}

on_both! {
    async fn an_officer_keeps_somebody_longer_for_a_reason(t: House) {
        let person = invited(t).await;
        days(t, UNTIL_WARNED).await;
        sweep(t).await;
        let who = officer(t).await;
        let path = format!("/retention/{person}/extend");
        let form = |months, reason| [("purpose", "invitation"), ("months", months), ("reason", reason)];
        let refused = t.post(&who, &path, &form("12", " ")).await.must_be(422);
        assert!(refused.has("Write the reason"));
        t.post(&who, &path, &form("99", "劳动仲裁未了")).await.must_be(422);
        t.post(&who, &path, &form("12", "劳动仲裁未了")).await.must_be(303);
        let list = t.get(&who, "/retention").await.must_be(200);
        assert!(list.has("kept until 21 November 2029") && list.has("劳动仲裁未了"), "{:?}", list.texts("main"));
        days(t, 60).await;
        sweep(t).await;
        assert!(is_known(t, person).await);
        days(t, 310).await;
        sweep(t).await;
        assert_eq!(warnings(t).await.len(), 2, "warned anew");
    }
}

on_both! {
    async fn keeping_longer_needs_sign_in_is_refused_without_the_role_and_finds_only_clocks(t: House) {
        let person = invited(t).await;
        let form = [("purpose", "invitation"), ("months", "12"), ("reason", "x")];
        let path = format!("/retention/{person}/extend");
        t.post(&Cast::visitor(), &path, &form).await.must_be(401);
        for who in [&t.cast.member, &t.cast.manager, &t.cast.stranger, &t.cast.admin] {
            t.post(who, &path, &form).await.must_be(403);
        }
        for nobody in ["00000000-0000-7000-8000-000000000000".to_owned(), t.cast.alumnus.id.to_string()] {
            t.post(&t.cast.officer, &format!("/retention/{nobody}/extend"), &form).await.must_be(404);
        }
        t.get(&t.cast.member, "/retention").await.must_be(403);
    }
}

on_both! {
    async fn the_settings_say_how_long_and_how_early(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        for (key, value) in [(homeport::settings::Key::RetentionMonths, "6"), (homeport::settings::Key::RetentionWarnDays, "10")] {
            homeport::settings::actions::set(&cx, &mut conn, key, value).await.expect("set");
        }
        cx.commit(conn).await.expect("kept");
        t.app.reload_settings().await.expect("settings");
        let person = invited(t).await;
        reach(t, person, "another@example.net").await;
        let clocks = retention::running(&mut t.app.db.read().await.expect("a connection"), person).await.expect("clocks");
        assert_eq!((clocks[0].purpose, clocks[0].due_at.to_string().as_str()), (Purpose::Invitation, "2027-05-21T01:41:00Z"));
        days(t, 172).await;
        sweep(t).await;
        assert_eq!(warnings(t).await.len(), 1, "one message, to the best of two contacts");
        days(t, 11).await;
        sweep(t).await;
        assert!(!is_known(t, person).await);
    }
}
