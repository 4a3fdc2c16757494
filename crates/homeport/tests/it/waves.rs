//! Those who left long ago: chosen, written to at a pace, each once.

mod crash;
mod held;
mod rhythm;

use std::time::Duration;

use homeport::access::Role;
use homeport::departures::{self, DepartureId, Kind, Verdict};
use homeport::people::{self, NewPerson, PersonId, PersonKind};
use homeport::waves::{self, Outcome, State, WaveId};

use crate::on_both;
use crate::support::{Cast, House, Person, Reply, day, newcomer, reached};

/// Somebody who left long ago, as a file tells it.
pub struct Left {
    pub person: PersonId,
    pub departure: DepartureId,
}

pub struct Who<'a> {
    pub name: &'a str,
    pub contacts: &'a [&'a str],
    pub last_day: &'a str,
    pub department: &'a str,
    pub kind: Kind,
}

impl Who<'_> {
    pub fn usual() -> Self {
        Who {
            name: "许知远",
            contacts: &[],
            last_day: "2019-06-30",
            department: "后期部",
            kind: Kind::Resignation,
        }
    }
}

/// Puts them on record, all in one transaction.
pub async fn left(t: &House, all: &[Who<'_>]) -> Vec<Left> {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let mut told = Vec::new();
    for who in all {
        let last_day = day(who.last_day);
        let new = NewPerson {
            department: Some(who.department.to_owned()),
            started_on: last_day.plus_days(-900),
            ended_on: Some(last_day),
            contacts: reached(who.contacts),
            ..newcomer(t.cast.school, who.name)
        };
        let person = people::actions::add(&cx, &mut conn, &new).await.expect("a person");
        let tenure = people::tenures(&mut conn, person).await.expect("tenures").remove(0).tenure_id;
        let done = departures::actions::tell(&cx, &mut conn, tenure, last_day, who.kind).await.expect("told");
        told.push(Left { person, departure: done.departure });
    }
    cx.commit(conn).await.expect("kept");
    told
}

/// Five of them, who will hear by mail, mail, text, both and nothing.
pub async fn five(t: &House) -> Vec<Left> {
    let one = |name, contacts, last_day| Who { name, contacts, last_day, ..Who::usual() };
    left(
        t,
        &[
            one("许知远", &["yuan@example.net"], "2019-06-30"),
            one("Megan Cloidt", &["megan@example.net"], "2018-03-31"),
            one("沈既白", &["+8615400000001"], "2021-01-31"),
            one("唐亦川", &["chuan@example.net", "+8615400000002"], "2020-08-31"),
            one("丁家禾", &[], "2017-12-31"),
        ],
    )
    .await
}

/// How many invitations somebody was sent, reminders aside.
pub async fn messages(t: &House, person: PersonId) -> i64 {
    let mut conn = t.app.db.read().await.expect("a connection");
    let sent =
        keel::sql!("select count(*) from keel_delivery where recipient_id = $1 and purpose = 'invitation'");
    conn.count(sent, keel::args![person]).await.expect("a count")
}

pub async fn all_messages(t: &House, all: &[Left]) -> Vec<i64> {
    let mut counts = Vec::new();
    for one in all {
        counts.push(messages(t, one.person).await);
    }
    counts
}

pub async fn send(t: &House, query: &str, form: &[(&str, &str)]) -> WaveId {
    let reply = t.post(&t.cast.officer, &format!("/waves?{query}"), form).await.must_be(303);
    reply.location().trim_start_matches("/waves/").parse().expect("a wave's page")
}

pub const AT_ONCE: &[(&str, &str)] = &[("pace", "at_once")];
pub const TWO_A_DAY: &[(&str, &str)] = &[("pace", "daily"), ("size", "2"), ("hour", "10")];

pub async fn state(t: &House, wave: WaveId) -> State {
    waves::wave(&mut t.app.db.read().await.expect("a connection"), wave).await.expect("a wave").state
}

pub async fn tally(t: &House, wave: WaveId) -> Vec<(Outcome, i64)> {
    waves::tally(&mut t.app.db.read().await.expect("a connection"), wave).await.expect("a tally")
}

pub async fn page(t: &House, wave: WaveId) -> Reply {
    t.get(&t.cast.officer, &format!("/waves/{wave}")).await.must_be(200)
}

pub async fn act(t: &House, wave: WaveId, act: &str) -> u16 {
    t.post(&t.cast.officer, &format!("/waves/{wave}/{act}"), &[]).await.status.as_u16()
}

on_both! {
    async fn the_officer_sees_who_will_hear_by_what_and_the_very_letter_before_anything_leaves(t: House) {
        let all = five(t).await;
        homeport::desk::actions::count(&t.app.machine()).await.expect("a minute later");
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert_eq!(desk.text("a[href='/waves']").as_deref(), Some("5 old colleagues wait for a wave"));
        let new = t.get(&t.cast.officer, "/waves/new").await.must_be(200);
        let figures = new.texts(".figure").join(", ");
        assert_eq!(figures, "2by mail, 1by text message, 1by mail and text message, 1without a contact: by hand");
        let letter = new.text("article.letter").expect("a sample");
        assert!(letter.contains("好久不见") && letter.contains("人事档案") && letter.contains("删除我的资料"), "{letter}");
        assert!(letter.contains("海帆教育") && letter.contains("2021 年您离开"), "who left last is the sample: {letter}");
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [0; 5], "looking sends nothing");
    }
}

on_both! {
    async fn a_wave_writes_to_each_once_and_its_kit_has_exactly_its_own(t: House) {
        let all = five(t).await;
        let others = left(t, &[Who { name: "何静仪", department: "前台", ..Who::usual() }]).await;
        let wave = send(t, "department=%E5%90%8E%E6%9C%9F%E9%83%A8", AT_ONCE).await;
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [1, 1, 1, 2, 0]);
        assert_eq!(state(t, wave).await, State::Done);
        let counted = tally(t, wave).await;
        assert_eq!(counted, [(Outcome::Both, 1), (Outcome::Kit, 1), (Outcome::Mail, 2), (Outcome::Sms, 1)]);

        let kits = t.get(&t.cast.officer, &format!("/invitations/kits?wave={wave}")).await.must_be(200);
        assert_eq!(kits.texts("article h1"), ["丁家禾，好久不见"]);
        assert!(kits.has("人事档案"), "the sheet says where the name is from");
        let ids = kits.attribute("input[name=ids]", "value").expect("a sheet");
        let given = [("ids", ids.as_str()), ("wave", &wave.to_string())];
        let reply = t.post(&t.cast.officer, "/invitations/kits", &given).await.must_be(303);
        assert_eq!(reply.location(), format!("/waves/{wave}"));
        t.get(&t.cast.officer, &format!("/invitations/kits?wave={wave}")).await.must_be(303);
        assert!(!t.get(&t.cast.officer, "/desk").await.has("show=late"), "no contact long ago is no alarm");

        let again = send(t, "department=%E5%90%8E%E6%9C%9F%E9%83%A8", AT_ONCE).await;
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [1, 1, 1, 2, 0], "nobody hears twice");
        assert!(page(t, again).await.has("Nobody fits") || page(t, again).await.has("0 of 0"));
        assert_eq!(messages(t, others[0].person).await, 0);
    }
}

on_both! {
    async fn the_letter_says_where_the_address_is_from_and_how_to_be_deleted(t: House) {
        let all = left(t, &[Who { name: "Megan Cloidt", contacts: &["megan@example.net"], ..Who::usual() }]).await;
        send(t, "", AT_ONCE).await;
        t.drain().await;
        let mail = t.mails().await.into_iter().find(|mail| mail.purpose == "invitation").expect("a letter");
        for said in ["it has been a while", "You left Haifan Education in 2019", "personnel records", "21 November 2028"] {
            assert!(mail.text.contains(said), "{said}: {}", mail.text);
        }
        assert!(!mail.text.contains("Thank you for the time"), "not the words of a last day");
        let invitation = t.get(&Cast::visitor(), &mail.link("/i/").expect("a link")).await.must_be(200);
        assert!(invitation.has("personnel records") && invitation.has("21 November 2028"));
        let delete = mail.link("/k/").expect("a way to be deleted");
        t.get(&Cast::visitor(), &delete).await.must_be(200);
        let mut conn = t.app.db.read().await.expect("a connection");
        people::person(&mut conn, all[0].person).await.expect("looking deletes nobody");
    }
}

on_both! {
    async fn who_is_not_to_be_invited_any_more_is_skipped_and_counted_with_the_reason(t: House) {
        let all = five(t).await;
        let wave = send(t, "", &[("pace", "daily"), ("size", "5"), ("hour", "10")]).await;
        t.drain().await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence_by_link(&cx, &mut conn, all[0].person).await.expect("silent");
        homeport::members::actions::join(&cx, &mut conn, all[1].person, &Default::default()).await.expect("joined");
        people::actions::delete(&cx, &mut conn, all[2].person).await.expect("deleted");
        homeport::invitations::actions::invite(&cx, &mut conn, all[3].person, None).await.expect("invited");
        cx.commit(conn).await.expect("kept");
        t.advance(Duration::from_mins(30));
        t.drain().await;
        let counted = tally(t, wave).await;
        let each = [(Outcome::Invited, 1), (Outcome::Joined, 1), (Outcome::Kit, 1), (Outcome::Silent, 1)];
        assert_eq!(counted, each);
        assert_eq!(state(t, wave).await, State::Done);
        assert_eq!(messages(t, all[3].person).await, 2, "invited by hand, to both contacts, and not again");
        let page = page(t, wave).await;
        assert!(page.has("Joined already") && page.has("Asked for no message, or died"));
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert!(!desk.has("href=\"/waves\""), "nobody waits any more");
    }
}

on_both! {
    async fn somebody_who_works_here_again_or_left_twice_is_asked_at_most_once(t: House) {
        let all = left(t, &[
            Who { name: "唐亦川", contacts: &["chuan@example.net"], last_day: "2016-06-30", ..Who::usual() },
            Who { name: "丁家禾", contacts: &["ding@example.net"], last_day: "2016-06-30", ..Who::usual() },
        ]).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let again = |from: &str, to: Option<&str>| people::NewTenure {
            entity: t.cast.school,
            number: None,
            kind: PersonKind::Employee,
            department: None,
            title: None,
            manager: None,
            started_on: day(from),
            ended_on: to.map(day),
            source: "file".to_owned(),
        };
        people::actions::open_tenure(&cx, &mut conn, all[0].person, &again("2022-01-01", None)).await.expect("back");
        let second = people::actions::open_tenure(&cx, &mut conn, all[1].person, &again("2018-01-01", Some("2020-12-31")))
            .await
            .expect("back for a while");
        departures::actions::tell(&cx, &mut conn, second, day("2020-12-31"), Kind::Resignation).await.expect("told");
        cx.commit(conn).await.expect("kept");
        let wave = send(t, "", AT_ONCE).await;
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [0, 1]);
        assert_eq!(tally(t, wave).await, [(Outcome::Mail, 1)], "a returner is not even meant");
        let next = send(t, "", AT_ONCE).await;
        t.drain().await;
        assert!(tally(t, next).await.is_empty());
    }
}

on_both! {
    async fn one_of_them_can_be_invited_singly(t: House) {
        let all = five(t).await;
        let path = format!("/departures/{}", all[0].departure);
        let before = t.get(&t.cast.officer, &path).await.must_be(200);
        assert!(before.has("waits for a wave") && !before.has("is on its way"));
        t.post(&t.cast.officer, &format!("{path}/release"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [1, 0, 0, 0, 0]);
        let twice = t.post(&t.cast.officer, &format!("{path}/release"), &[]).await.must_be(303);
        assert!(twice.cookie("flash").is_some());
        t.drain().await;
        assert_eq!(messages(t, all[0].person).await, 1);
        assert!(!t.get(&t.cast.officer, &path).await.has("2,3"), "the clock counts from now, not from 2019");
    }
}

on_both! {
    async fn the_kind_of_leaving_narrows_for_hr_alone_and_is_on_nobody_elses_page(t: House) {
        let all = left(t, &[
            Who { name: "许知远", contacts: &["yuan@example.net"], ..Who::usual() },
            Who { name: "沈既白", contacts: &["bai@example.net"], kind: Kind::Retirement, ..Who::usual() },
        ]).await;
        let seen = t.get(&t.cast.officer, "/waves/new?kind=retirement").await.must_be(200);
        assert!(seen.has("2 people") && !seen.has("Way of leaving"), "an officer's question is not answered");
        let seen = t.get(&t.cast.hr, "/waves/new?kind=retirement").await.must_be(200);
        assert!(seen.has("One person") && seen.has("Way of leaving"));
        let reply = t.post(&t.cast.hr, "/waves?kind=retirement", AT_ONCE).await.must_be(303);
        let path = reply.location().to_owned();
        t.drain().await;
        assert_eq!(all_messages(t, &all).await, [0, 1]);
        assert!(t.get(&t.cast.hr, &path).await.has("etirement"));
        assert!(!t.get(&t.cast.officer, &path).await.has("etirement"));
        assert!(!t.get(&t.cast.officer, "/waves").await.has("etirement"));
    }
}

on_both! {
    async fn the_same_page_sent_twice_is_one_wave(t: House) {
        five(t).await;
        let page = t.get(&t.cast.officer, "/waves/new").await.must_be(200);
        let id = page.attribute("input[name=wave]", "value").expect("an id");
        let form = [AT_ONCE, &[("wave", id.as_str())]].concat();
        assert_eq!(send(t, "", &form).await, send(t, "", &form).await);
        t.drain().await;
        assert_eq!(t.get(&t.cast.officer, "/waves").await.texts("#waves li").len(), 1);
    }
}

on_both! {
    async fn what_is_wrong_with_a_wave_is_said_beside_its_field(t: House) {
        five(t).await;
        let cases = [
            ("from=2020&to=2019", vec![("pace", "at_once")], "first year comes after"),
            ("", vec![("pace", "daily"), ("size", "0"), ("hour", "10")], "A number from 1"),
            ("", vec![("pace", "daily"), ("size", "lots"), ("hour", "10")], "A number from 1"),
            ("", vec![("pace", "daily"), ("size", "5"), ("hour", "3")], "An hour from 7"),
            ("", vec![("size", "5")], "Choose a pace"),
        ];
        for (query, form, words) in cases {
            let reply = t.post(&t.cast.officer, &format!("/waves?{query}"), &form).await.must_be(422);
            assert!(reply.texts(".problems").join(" ").contains(words), "{words}: {:?}", reply.texts(".problems"));
        }
        t.drain().await;
        assert!(t.get(&t.cast.officer, "/waves").await.texts("#waves li").is_empty());
    }
}

on_both! {
    async fn every_act_needs_sign_in_is_refused_without_the_role_and_finds_only_what_is_there(t: House) {
        let all = five(t).await;
        let wave = send(t, "", TWO_A_DAY).await;
        t.drain().await;
        let release = format!("/departures/{}/release", all[0].departure);
        let mut paths: Vec<String> = ["start", "pause", "resume", "stop"].iter().map(|act| format!("/waves/{wave}/{act}")).collect();
        paths.extend(["/waves".to_owned(), "/departures/held/all".to_owned(), release]);
        for path in &paths {
            t.post(&Cast::visitor(), path, &[]).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.stranger, &t.cast.admin] {
                t.post(who, path, &[]).await.must_be(403);
            }
        }
        let nobody = "00000000-0000-7000-8000-000000000000";
        for act in ["start", "pause", "resume", "stop"] {
            t.post(&t.cast.officer, &format!("/waves/{nobody}/{act}"), &[]).await.must_be(404);
        }
        t.get(&t.cast.officer, &format!("/waves/{nobody}")).await.must_be(404);
        t.post(&t.cast.officer, &format!("/departures/{nobody}/release"), &[]).await.must_be(404);
        assert_eq!(state(t, wave).await, State::Running);
    }
}

/// A new session for somebody: the one from the start has run out in a test that lasts for years.
pub async fn signed_in_again(t: &House, who: &Person) -> Person {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let token =
        homeport::accounts::actions::open_session(&cx, &mut conn, who.id, "test").await.expect("a session");
    cx.commit(conn).await.expect("kept");
    Person { token, ..who.clone() }
}

/// HR's and the officer's role are two.
pub async fn take_role(t: &House, who: PersonId, role: Role) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    homeport::accounts::actions::take(&cx, &mut conn, who, role).await.expect("taken");
    cx.commit(conn).await.expect("kept");
}

pub async fn verdicts(t: &House, all: &[Left], wanted: Verdict) -> usize {
    let mut count = 0;
    for one in all {
        count += usize::from(crate::departures::found(t, one.departure).await.verdict == wanted);
    }
    count
}
