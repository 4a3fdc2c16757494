//! How an invitation goes out: by every private contact that works, at its hour, twice again, then silence.

use std::time::Duration;

use homeport::invitations::{State, actions};
use homeport::people;
use keel::clock::{Time, TimeZone};
use keel::post::{Channel, Content, Delivered, Fate};

use super::{invite, invited, is_mail, letters, link, of, reach, set, waiting, words};
use crate::departures::{act, found, record};
use crate::on_both;
use crate::support::{Cast, House};

const DAY: Duration = Duration::from_secs(86_400);

on_both! {
    async fn it_goes_to_every_private_contact_and_never_to_the_company(t: House) {
        let person = t.cast.stranger.id;
        reach(t, person, "138 0013 8000").await;
        reach(t, person, "wen@haifan.example").await;
        set(t, "company.domains", "haifan.example").await;
        invited(t, person).await;
        let sent = letters(t, person, "invitation").await;
        let mut to: Vec<_> = sent.iter().map(|kept| kept.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["+8613800138000", "wen@example.org"]);
        let invitation = of(t, person).await;
        assert_eq!((invitation.state, invitation.handed_at), (State::Open, Some(t.clock.now())));
    }
}

on_both! {
    async fn a_mail_has_both_ways_out_and_lets_the_mail_program_offer_one(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        let sent = letters(t, person, "invitation").await;
        let mail = words(sent.iter().find(|kept| is_mail(kept)).expect("a mail"));
        let link = link(t, person).await;
        let header = |name: &str| mail.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        assert_eq!(header("List-Unsubscribe"), Some(format!("<http://homeport.test{link}/never>")));
        assert_eq!(header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
        assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
        for way in [format!("{link}/decline"), format!("{link}/never")] {
            assert!(mail.text.contains(&way), "{}", mail.text);
            assert!(mail.html.as_deref().is_some_and(|html| html.contains(&way)));
        }
        assert!(mail.subject.contains("许文"), "{}", mail.subject);
    }
}

/// What a phone was sent of one purpose, the latest first.
async fn texts(t: &House, person: people::PersonId, purpose: &str) -> Vec<String> {
    let sent = letters(t, person, purpose).await.into_iter();
    sent.filter_map(|kept| match kept.content {
        Content::Text(text) => Some(text),
        Content::Mail(_) => None,
    })
    .collect()
}

/// The path of the first link that begins so.
fn path(text: &str, start: &str) -> String {
    let base = "http://homeport.test";
    let at = text.find(&format!("{base}{start}")).unwrap_or_else(|| panic!("no {start} in {text}"));
    text[at + base.len()..].chars().take_while(|c| !c.is_whitespace()).collect()
}

on_both! {
    async fn a_text_message_has_both_ways_out_in_four_parts_at_most_and_so_do_its_reminders(t: House) {
        let person = t.cast.stranger.id;
        reach(t, person, "138 0013 8000").await;
        set(t, "company.telephone", "0731-88886666").await;
        invited(t, person).await;
        let link = link(t, person).await;
        for (days, purpose) in [(0, "invitation"), (2, "reminder"), (5, "reminder")] {
            t.advance(days * DAY);
            t.drain().await;
            let text = texts(t, person, purpose).await.remove(0);
            assert_eq!(path(&text, "/i/"), link);
            // A part of a longer message in Chinese holds 67 characters.
            assert!(text.chars().count() <= 4 * 67, "{} {text}", text.chars().count());
            for (start, way) in [("/d/", "decline"), ("/n/", "never")] {
                let short = path(&text, start);
                let page = t.get(&Cast::visitor(), &short).await.must_be(303);
                assert_eq!(page.location(), format!("{link}/{way}"));
            }
        }
        assert_eq!(of(t, person).await.state, State::Open, "following a link changes nothing");
        let text = texts(t, person, "reminder").await.remove(0);
        let never = t.get(&Cast::visitor(), &path(&text, "/n/")).await.location().to_owned();
        t.post(&Cast::visitor(), &never, &[]).await.must_be(200);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(people::silence_of(&mut conn, person).await.expect("an answer").is_some());
    }
}

on_both! {
    async fn a_way_out_opens_no_way_in_and_an_old_one_says_so(t: House) {
        let person = t.cast.stranger.id;
        reach(t, person, "138 0013 8000").await;
        let id = invited(t, person).await;
        let decline = path(&texts(t, person, "invitation").await[0], "/d/");
        let token = decline.trim_start_matches("/d/");
        t.get(&Cast::visitor(), &format!("/i/{token}")).await.must_be(404);
        for forged in ["/d/forged", "/n/forged", "/n/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            t.get(&Cast::visitor(), forged).await.must_be(404);
        }
        t.post(&t.cast.officer, &format!("/invitations/{id}/renew"), &[]).await.must_be(303);
        t.drain().await;
        let old = t.get(&Cast::visitor(), &decline).await.must_be(303).location().to_owned();
        t.get(&Cast::visitor(), &old).await.must_be(410);
        let new = path(&texts(t, person, "invitation").await[0], "/d/");
        let new = t.get(&Cast::visitor(), &new).await.must_be(303).location().to_owned();
        t.post(&Cast::visitor(), &new, &[]).await.must_be(200);
        assert_eq!(of(t, person).await.state, State::Declined);
    }
}

on_both! {
    async fn reminders_come_on_day_two_and_seven_and_then_there_is_silence(t: House) {
        let person = t.cast.stranger.id;
        invited(t, person).await;
        for (days, reminders) in [(1, 0), (1, 1), (4, 1), (1, 2), (30, 2)] {
            t.advance(days * DAY);
            t.drain().await;
            assert_eq!(letters(t, person, "reminder").await.len(), reminders);
        }
    }
}

on_both! {
    async fn whoever_joined_or_declined_is_not_reminded(t: House) {
        let (one, other) = (t.cast.stranger.id, t.cast.officer.id);
        invited(t, one).await;
        invited(t, other).await;
        t.post(&Cast::visitor(), &link(t, one).await, &[]).await.must_be(303);
        t.post(&Cast::visitor(), &format!("{}/decline", link(t, other).await), &[]).await.must_be(200);
        t.drain().await;
        t.advance(8 * DAY);
        t.drain().await;
        assert!(letters(t, one, "reminder").await.is_empty());
        assert!(letters(t, other, "reminder").await.is_empty());
    }
}

on_both! {
    async fn a_setting_holds_it_until_the_hour_of_the_last_day_in_shanghai(t: House) {
        set(t, "invitations.when", "17").await;
        let id = record(t, &[]).await;
        assert_eq!(act(t, &t.cast.officer, id, "complete", &[]).await, 303);
        t.drain().await;
        let person = found(t, id).await.person_id;
        let invitation = of(t, person).await;
        assert_eq!(invitation.state, State::Waiting);
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        assert_eq!(invitation.send_at.hour_minute_in(&zone), (17, 0));
        assert_eq!(invitation.send_at, Time::parse("2026-11-21T17:00:00+08:00").expect("a time"));
        assert!(letters(t, person, "invitation").await.is_empty());
        t.clock.set(invitation.send_at);
        t.drain().await;
        assert_eq!(letters(t, person, "invitation").await.len(), 1);
    }
}

on_both! {
    async fn she_stays_after_all_and_nothing_that_waits_leaves(t: House) {
        let id = record(t, &[]).await;
        assert_eq!(act(t, &t.cast.officer, id, "complete", &[]).await, 303);
        let person = found(t, id).await.person_id;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        actions::withdraw(&cx, &mut conn, id).await.expect("withdrawn");
        cx.commit(conn).await.expect("withdrawn");
        t.drain().await;
        assert!(letters(t, person, "invitation").await.is_empty());
        assert_eq!(of(t, person).await.state, State::Revoked);
    }
}

on_both! {
    async fn what_cannot_be_delivered_comes_back_as_work_and_another_contact_mends_it(t: House) {
        let person = t.cast.stranger.id;
        let id = invite(t, person).await;
        let host = homeport::server::host(&t.app);
        keel::jobs::drain(&host, t.app.clone(), homeport::schedule::registry()).await.expect("jobs are drained");
        assert_eq!(waiting(t).await, 1);
        fail(t).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let contacts = people::contacts(&mut conn, person).await.expect("contacts");
        assert!(contacts.iter().all(|known| known.failed_at.is_some()));
        drop(conn);
        let list = t.get(&t.cast.officer, "/invitations/failed").await.must_be(200);
        assert!(list.has("许文"), "{:?}", list.texts("main"));
        let form = [("contact", "new.wen@example.org")];
        t.post(&t.cast.officer, &format!("/invitations/{id}/contact"), &form).await.must_be(303);
        t.drain().await;
        let sent = letters(t, person, "invitation").await;
        assert!(sent.iter().any(|kept| kept.to == "new.wen@example.org"));
        assert!(!t.get(&t.cast.officer, "/invitations/failed").await.must_be(200).has("许文"));
    }
}

on_both! {
    async fn sending_twice_by_a_repeated_job_sends_once(t: House) {
        let person = t.cast.stranger.id;
        let id = invited(t, person).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let job = homeport::invitations::jobs::SendInvitation { invitation: id, version: 1 };
        keel::jobs::enqueue(&mut conn, &t.app.ids, cx.now, &job).await.expect("enqueued");
        cx.commit(conn).await.expect("enqueued");
        t.drain().await;
        assert_eq!(letters(t, person, "invitation").await.len(), 1);
    }
}

on_both! {
    async fn inviting_twice_begins_the_one_invitation_anew(t: House) {
        let person = t.cast.stranger.id;
        let first = invited(t, person).await;
        let second = invited(t, person).await;
        assert_eq!(first, second);
        assert_eq!(of(t, person).await.version, 2);
    }
}

/// The mail server refuses everything that waits, for good.
async fn fail(t: &House) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let waiting = keel::post::list(&mut conn, keel::post::State::Waiting, 100).await.expect("the outbox");
    for entry in waiting {
        let delivered = Delivered {
            delivery_id: entry.delivery_id,
            channel: Channel::Mail,
            purpose: entry.purpose,
            about: entry.about,
            recipient: entry.recipient,
            at: cx.now,
            fate: Fate::Failed { is_permanent: true, reply: "550".to_owned() },
        };
        actions::delivered(&cx, &mut conn, &delivered).await.expect("told");
        if let Some(about) = entry.about {
            keel::post::withdraw(&mut conn, about).await.expect("gone");
        }
    }
    cx.commit(conn).await.expect("told");
}
