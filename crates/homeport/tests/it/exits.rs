//! Leaving the alliance: hidden at once, erased after seven days, taken back until then.

mod gone;

use std::path::Path;
use std::time::Duration;

use homeport::members::Purpose;
use homeport::people::{self, SilenceKind};
use homeport::{exits, members, welcome};
use keel::contact::Contact;
use keel::error::Error;

use crate::careers;
use crate::on_both;
use crate::profiles::{list, photos, show_to};
use crate::support::{Cast, Engine, House, Person};

const DAY: Duration = Duration::from_secs(24 * 3600);
const SURE: [(&str, &str); 1] = [("sure", "yes")];

/// Leaves; the path of the page that takes it back.
async fn leave(t: &House, who: &Person) -> String {
    let left = t.post(who, "/me/exit", &SURE).await.must_be(303);
    assert_eq!(left.cookie("homeport").as_deref(), Some(""), "this browser forgets its session");
    t.drain().await;
    left.location().to_owned()
}

async fn is_on_file(t: &House, who: &Person) -> bool {
    let mut conn = t.app.db.read().await.expect("a connection");
    match people::person(&mut conn, who.id).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

async fn names(t: &House, who: &Person) -> Vec<String> {
    t.get(who, "/people").await.must_be(200).texts(".list b")
}

/// The alumnus has shown themselves everywhere a member can.
async fn shown(t: &House) -> String {
    let owner = &t.cast.alumnus;
    list(t, owner).await;
    for field in ["name", "photo", "tenures", "number"] {
        show_to(t, owner, field, "everyone").await;
    }
    photos::put(t, owner, &photos::png()).await.must_be(303);
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    welcome::actions::wish_from(&cx, &mut conn, t.cast.member.id, owner.id, "一路顺风")
        .await
        .expect("a wish");
    cx.commit(conn).await.expect("kept");
    let card =
        t.get(owner, "/card").await.must_be(200).attribute("main a[href*='/c/']", "href").expect("a link");
    card.trim_start_matches("http://homeport.test").to_owned()
}

on_both! {
    async fn the_page_says_what_is_lost_and_what_stays_and_looking_changes_nothing(t: House) {
        let page = t.get(&t.cast.alumnus, "/me/exit").await.must_be(200);
        for wanted in ["What is erased", "the card", "What stays", "HF 0006", "After 7 days"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        assert!(t.get(&t.cast.alumnus, "/me").await.must_be(200).has("/me/exit"));
        // Without the word of its page the form does nothing.
        t.post(&t.cast.alumnus, "/me/exit", &[]).await.must_be(303);
        t.get(&t.cast.alumnus, "/home").await.must_be(200);
    }
}

on_both! {
    async fn whoever_left_is_seen_by_nobody_at_once_and_signed_out_everywhere(t: House) {
        let (owner, card) = (&t.cast.alumnus, shown(t).await);
        let profile = format!("/people/{}", owner.id);
        assert!(names(t, &t.cast.member).await.contains(&owner.name.to_owned()));
        assert!(t.get(&t.cast.member, "/home").await.must_be(200).has(owner.name));
        assert!(t.get(&Cast::visitor(), &card).await.must_be(200).has(owner.name));
        leave(t, owner).await;
        assert!(!names(t, &t.cast.member).await.contains(&owner.name.to_owned()));
        t.get(&t.cast.member, &profile).await.must_be(404);
        t.get(&t.cast.member, &format!("{profile}/photo")).await.must_be(404);
        assert!(!t.get(&t.cast.member, "/home").await.must_be(200).has(owner.name), "their wish is hidden, too");
        assert!(!t.get(&Cast::visitor(), &card).await.must_be(200).has(owner.name));
        t.get(&Cast::visitor(), &format!("{card}/photo")).await.must_be(404);
        t.get(owner, "/me/security").await.must_be(303);
        let officer = t.get(&t.cast.officer, &profile).await.must_be(200);
        assert!(officer.has("erased seven days later"), "{:?}", officer.texts("main"));
    }
}

on_both! {
    async fn only_the_message_about_it_goes_out_and_nobody_else_lifts_the_silence(t: House) {
        let owner = &t.cast.alumnus;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        members::actions::set_consent(&cx, &mut conn, owner.id, Purpose::Wishes, true).await.expect("allowed");
        cx.commit(conn).await.expect("kept");
        leave(t, owner).await;
        let mut conn = cx.begin().await.expect("a transaction");
        let choices = members::Choices::default();
        members::actions::join(&cx, &mut conn, t.cast.stranger.id, &choices).await.expect("joined");
        welcome::actions::ask_for_wishes(&cx, &mut conn, t.cast.stranger.id).await.expect("asked");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        let mails: Vec<_> = t.mails().await.into_iter().filter(|mail| mail.to == owner.mail).collect();
        assert_eq!(mails.iter().map(|mail| mail.purpose.as_str()).collect::<Vec<_>>(), ["exit"]);
        let officer = &t.cast.officer;
        t.post(officer, &format!("/people/{}/silence/lift", owner.id), &[]).await.must_be(409);
        t.post(officer, &format!("/people/{}/invite", owner.id), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(t.mails().await.iter().filter(|mail| mail.to == owner.mail).count(), 1);
        let form = [("person", owner.id.to_string()), ("role", "officer".to_owned())];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        t.post(&t.cast.admin, "/roles/give", &form).await.must_be(404);
        // An officer cannot make somebody leave.
        let path = format!("/people/{}/silence", t.cast.member.id);
        t.post(officer, &path, &[("kind", "exit")]).await.must_be(404);
    }
}

on_both! {
    async fn the_link_in_the_message_takes_it_back_and_all_is_as_it_was(t: House) {
        let (owner, card) = (&t.cast.alumnus, shown(t).await);
        leave(t, owner).await;
        let sent = t.mails().await.into_iter().find(|mail| mail.purpose == "exit").expect("a message");
        let link = sent.link("/exits/").expect("a link");
        t.advance(6 * DAY);
        t.get(&Cast::visitor(), &link).await.must_be(200);
        assert!(!names(t, &t.cast.member).await.contains(&owner.name.to_owned()), "looking changes nothing");
        let back = t.post(&Cast::visitor(), &format!("{link}/back"), &[]).await.must_be(303);
        assert_eq!(back.location(), "/sign-in");
        t.advance(2 * DAY);
        t.drain().await;
        assert!(is_on_file(t, owner).await, "the day passes and nothing is erased");
        assert!(names(t, &t.cast.member).await.contains(&owner.name.to_owned()));
        assert!(t.get(&Cast::visitor(), &card).await.must_be(200).has(owner.name));
        assert!(t.get(&t.cast.member, "/home").await.must_be(200).has(owner.name));
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(people::silence_of(&mut conn, owner.id).await.expect("an answer").is_none());
        drop(conn);
        t.get(&Cast::visitor(), &link).await.must_be(410);
        t.post(&Cast::visitor(), &format!("{link}/back"), &[]).await.must_be(410);
    }
}

on_both! {
    async fn whoever_signs_in_within_the_time_stands_before_the_way_back(t: House) {
        let owner = &t.cast.alumnus;
        let link = leave(t, owner).await;
        t.forget_mails().await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", owner.mail)]).await.must_be(303);
        t.drain().await;
        let sign_in = t.mails().await.remove(0).link("/sign-in/").expect("a way in");
        let entered = t.post(&Cast::visitor(), &sign_in, &[]).await.must_be(303);
        assert_eq!(entered.location(), "/me/exit");
        let me = Person { token: entered.cookie("homeport").expect("a session"), ..owner.clone() };
        assert_eq!(t.get(&me, "/me/exit").await.must_be(303).location(), link);
        assert_eq!(t.get(&me, "/me").await.must_be(303).location(), "/me/exit");
        assert_eq!(t.get(&me, "/").await.must_be(303).location(), "/me");
        t.get(&me, "/people").await.must_be(403);
        let back = t.post(&me, &format!("{link}/back"), &[]).await.must_be(303);
        assert_eq!(back.location(), "/me");
        t.get(&me, "/home").await.must_be(200);
    }
}

on_both! {
    async fn after_seven_days_everything_is_erased_and_does_not_come_back(t: House) {
        let owner = &t.cast.alumnus;
        shown(t).await;
        let link = leave(t, owner).await;
        t.advance(7 * DAY - Duration::from_secs(1));
        t.drain().await;
        assert!(is_on_file(t, owner).await, "not a second too early");
        t.advance(Duration::from_secs(1));
        t.drain().await;
        assert!(!is_on_file(t, owner).await);
        t.get(&Cast::visitor(), &link).await.must_be(410);
        t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.must_be(404);
        let mut conn = t.app.db.read().await.expect("a connection");
        let contact = Contact::parse(owner.mail, "CN").expect("a contact");
        let found = people::is_tombstoned(&mut conn, &t.app.key, None, &[contact]).await.expect("an answer");
        assert_eq!(found, Some(people::TombstoneKind::Deleted));
        drop(conn);
        let journal = t.get(&t.cast.admin, "/journal").await.must_be(200);
        assert!(journal.has("deleted a person") && !journal.has(owner.name));
    }
}

on_both! {
    async fn the_receipt_says_when_and_what_and_how_to_take_it_back(t: House) {
        let link = leave(t, &t.cast.alumnus).await;
        let receipt = t.get(&Cast::visitor(), &format!("{link}/receipt")).await.must_be(200);
        assert!(receipt.headers["content-disposition"].to_str().is_ok_and(|text| text.starts_with("attachment")));
        for wanted in ["Asked on 21 November 2026", "Erased on 28 November 2026", "HF 0006", &link] {
            assert!(receipt.has(wanted), "{wanted} in {}", receipt.body);
        }
        t.get(&Cast::visitor(), "/exits/forged").await.must_be(404);
        t.get(&Cast::visitor(), "/exits/forged/receipt").await.must_be(404);
        t.post(&Cast::visitor(), "/exits/forged/back", &[]).await.must_be(404);
        // A link that is good for something else is good for nothing here.
        let other = t.app.key.ticket("card", t.cast.alumnus.id.0);
        t.post(&Cast::visitor(), &format!("/exits/{other}/back"), &[]).await.must_be(404);
    }
}

on_both! {
    async fn leaving_needs_sign_in_and_no_role(t: House) {
        t.post(&Cast::visitor(), "/me/exit", &SURE).await.must_be(401);
        for who in [&t.cast.officer, &t.cast.admin, &t.cast.manager] {
            let page = t.get(who, "/me/exit").await.must_be(200);
            assert!(page.has("You have a role here") && page.attribute("form[action='/me/exit']", "method").is_none());
            assert_eq!(t.post(who, "/me/exit", &SURE).await.must_be(303).location(), "/me/exit");
            t.get(who, "/me").await.must_be(200);
        }
    }
}

on_both! {
    async fn whoever_never_joined_is_erased_on_their_own_word_as_well(t: House) {
        let who = &t.cast.stranger;
        assert!(t.get(who, "/me").await.must_be(200).has("erased"));
        let link = leave(t, who).await;
        t.post(&Cast::visitor(), &format!("{link}/back"), &[]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(!members::is_member(&mut conn, who.id).await.expect("an answer"), "they are no more than before");
        drop(conn);
        let again = accounts_session(t, who).await;
        leave(t, &again).await;
        t.advance(7 * DAY);
        t.drain().await;
        assert!(!is_on_file(t, who).await);
    }
}

async fn accounts_session(t: &House, who: &Person) -> Person {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let token =
        homeport::accounts::actions::open_session(&cx, &mut conn, who.id, "test").await.expect("a session");
    cx.commit(conn).await.expect("committed");
    Person { token, ..who.clone() }
}

on_both! {
    async fn a_form_sent_twice_is_one_exit_and_a_wish_for_quiet_outlives_it(t: House) {
        let owner = &t.cast.alumnus;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence(&cx, &mut conn, owner.id, SilenceKind::DoNotContact).await.expect("silent");
        cx.commit(conn).await.expect("committed");
        let link = leave(t, owner).await;
        let again = accounts_session(t, owner).await;
        assert_eq!(leave(t, &again).await, link);
        let sent = t.mails().await.into_iter().filter(|mail| mail.purpose == "exit").count();
        assert_eq!(sent, 1);
        t.post(&Cast::visitor(), &format!("{link}/back"), &[]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let silence = people::silence_of(&mut conn, owner.id).await.expect("an answer").expect("still silent");
        assert_eq!(silence.kind, SilenceKind::DoNotContact);
        assert!(exits::of_person(&mut conn, owner.id).await.expect("an answer").is_none());
    }
}

/// Whether these bytes stand in a file of the folder or below.
fn holds(folder: &Path, wanted: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holds(&path, wanted));
        } else if std::fs::read(&path).expect("a file").windows(wanted.len()).any(|part| part == wanted) {
            found.push(path.display().to_string());
        }
    }
    found
}

fn files(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

/// A job with a history at a place that only they told of, and a move.
async fn career_of(t: &House, owner: &Person) {
    let first = [("organisation", "First Shop"), ("what", "卖过的书"), ("started", "2026")];
    let at = careers::tell(t, owner, owner.id, &first).await;
    t.post(owner, &at, &[("organisation", "书言书店"), ("started", "2026")]).await.must_be(303);
    for place in ["离岛", "长沙"] {
        t.post(owner, "/me/place", &[("place", place)]).await.must_be(303);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_whoever_was_erased_no_byte_is_left_in_database_outbox_or_files() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    let owner = &t.cast.alumnus;
    shown(&t).await;
    t.post(owner, "/me/security/contacts", &[("contact", "shuyan.second@example.org")]).await.must_be(303);
    career_of(&t, owner).await;
    t.drain().await;
    let secrets = [
        owner.name.as_bytes(),
        owner.mail.as_bytes(),
        b"shuyan.second",
        "一路顺风".as_bytes(),
        "书言书店".as_bytes(),
        b"First Shop",
        "卖过的书".as_bytes(),
        "离岛".as_bytes(),
    ];
    for secret in secrets {
        assert!(!holds(t.folder.path(), secret).is_empty(), "else this test proves nothing");
    }
    assert_eq!(files(&t.folder.path().join("files")), 2);
    let claimed =
        crate::claims::told(&[("name", owner.name), ("contact", owner.mail), ("colleague", "CLAIMED")]);
    crate::claims::tell(&t, &claimed).await.must_be(303);
    t.drain().await;
    assert!(!holds(t.folder.path(), b"CLAIMED").is_empty());
    leave(&t, owner).await;
    t.advance(7 * DAY);
    t.drain().await;
    for secret in secrets.into_iter().chain([b"CLAIMED".as_slice()]) {
        let found = holds(t.folder.path(), secret);
        assert!(found.is_empty(), "{} in {found:?}", String::from_utf8_lossy(secret));
    }
    assert_eq!(files(&t.folder.path().join("files")), 0, "the photo is gone");
    t.close().await;
}
