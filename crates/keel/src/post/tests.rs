//! The outbox on every engine there is.

mod crash;
mod fake;
mod mail;
mod text;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::jobs::Host;
use crate::jobs::testing;

/// Notes what became of each delivery.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Delivered>>>);

impl Told {
    fn fates(&self) -> Vec<Fate> {
        self.0.lock().expect("a lock").iter().map(|delivered| delivered.fate.clone()).collect()
    }
}

impl Outcome for Told {
    async fn settled(&self, _: &mut Conn, delivered: &Delivered) -> Result<()> {
        self.0.lock().expect("a lock").push(delivered.clone());
        Ok(())
    }
}

fn config(mail: &str, sms: Option<SmsGateway>) -> Config {
    Config {
        mail: MailUrl::parse(mail).expect("a mail URL"),
        sms: SmsSource::fixed(sms),
        from: Mail::parse("home@example.org").expect("an address"),
        host: "home.example.org".to_owned(),
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        purpose: "invitation",
        about: None,
        recipient: None,
        is_urgent: false,
        to: Mail::parse(to).expect("an address"),
        from_name: "老友会".to_owned(),
        reply_to: None,
        subject: "欢迎回家".to_owned(),
        text: "你好".to_owned(),
        html: Some("<p>你好</p>".to_owned()),
        headers: Vec::new(),
    }
}

fn text_message() -> TextMessage {
    TextMessage {
        purpose: "invitation",
        about: None,
        recipient: None,
        is_urgent: false,
        to: Mobile::parse("+8613800138000", "CN").expect("a mobile"),
        text: "你好, \"Lin\" & all".to_owned(),
    }
}

async fn post(host: &Host, letter: Letter) -> Id {
    let mut conn = host.db.begin().await.expect("begun");
    let id = send_letter(&mut conn, &host.ids, host.clock.now(), letter).await.expect("enqueued");
    conn.commit().await.expect("committed");
    id
}

async fn post_text(host: &Host) -> Id {
    let mut conn = host.db.begin().await.expect("begun");
    let id = send_text(&mut conn, &host.ids, host.clock.now(), text_message()).await.expect("enqueued");
    conn.commit().await.expect("committed");
    id
}

async fn drained(host: &Host, config: &Config, told: &Told) -> u32 {
    drain(host, config.clone(), told.clone()).await.expect("drained")
}

async fn states(host: &Host) -> Vec<(State, u32)> {
    counts(&mut host.db.read().await.expect("a reader")).await.expect("counted")
}

async fn only(host: &Host, state: State) -> Entry {
    let mut found = list(&mut host.db.read().await.expect("a reader"), state, 10).await.expect("listed");
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// How many rows still hold an address or words.
async fn personal(host: &Host) -> i64 {
    sql::count_personal(&mut host.db.read().await.expect("a reader")).await.expect("counted")
}

#[tokio::test]
async fn a_mailbox_keeps_what_would_have_been_sent() {
    for host in testing::hosts().await {
        post(&host, letter("lin@example.com")).await;
        post_text(&host).await;
        let told = Told::default();
        assert_eq!(drained(&host, &config("mailbox:", None), &told).await, 2);
        assert_eq!(told.fates(), [Fate::Accepted, Fate::Accepted]);
        let mut conn = host.db.read().await.expect("a reader");
        let mailbox = mailbox(&mut conn, 10).await.expect("read");
        assert_eq!(mailbox.len(), 2);
        for message in &mailbox {
            match &kept(&mut conn, message.delivery_id).await.expect("read").content {
                Content::Mail(mail) => {
                    assert_eq!((mail.subject.as_str(), message.to.as_str()), ("欢迎回家", "lin@example.com"))
                }
                Content::Text(text) => {
                    assert_eq!((text, message.to.as_str()), (&text_message().text, "+8613800138000"))
                }
            }
        }
    }
}

#[tokio::test]
async fn what_has_not_left_is_withdrawn() {
    for host in testing::hosts().await {
        let departure = host.ids.next(host.clock.now());
        let person = host.ids.next(host.clock.now());
        post(&host, Letter { about: Some(departure), ..letter("lin@example.com") }).await;
        post(&host, Letter { recipient: Some(person), ..letter("lin@example.com") }).await;
        post(&host, letter("tong@example.com")).await;
        let mut conn = host.db.begin().await.expect("begun");
        assert_eq!(withdraw(&mut conn, departure).await.expect("withdrawn"), 1);
        assert_eq!(withdraw_to(&mut conn, person).await.expect("withdrawn"), 1);
        conn.commit().await.expect("committed");
        assert_eq!(states(&host).await, [(State::Waiting, 1)]);
    }
}

#[tokio::test]
async fn what_is_withdrawn_in_flight_is_not_tried_again() {
    for host in testing::hosts().await {
        let departure = host.ids.next(host.clock.now());
        post(&host, Letter { about: Some(departure), ..letter("lin@example.com") }).await;
        let now = host.clock.now();
        let mut conn = host.db.begin().await.expect("begun");
        sql::claim(&mut conn, Channel::Mail, now, now + Duration::from_secs(60), "there")
            .await
            .expect("claimed");
        assert_eq!(withdraw(&mut conn, departure).await.expect("withdrawn"), 0);
        conn.commit().await.expect("committed");
        host.clock.advance(Duration::from_secs(61));
        let told = Told::default();
        assert_eq!(drained(&host, &config("mailbox:", None), &told).await, 0);
        assert_eq!(personal(&host).await, 0);
        let mut conn = host.db.begin().await.expect("begun");
        assert_eq!(sweep(&mut conn, host.clock.now()).await.expect("swept"), 1);
    }
}

#[tokio::test]
async fn who_waits_in_front_of_a_screen_goes_first() {
    for host in testing::hosts().await {
        post(&host, letter("slow@example.com")).await;
        host.clock.advance(Duration::from_secs(1));
        post(&host, Letter { is_urgent: true, purpose: "sign-in", ..letter("fast@example.com") }).await;
        let told = Told::default();
        drained(&host, &config("mailbox:", None), &told).await;
        let purposes: Vec<String> =
            told.0.lock().expect("a lock").iter().map(|delivered| delivered.purpose.clone()).collect();
        assert_eq!(purposes, ["sign-in", "invitation"]);
    }
}
