//! Mail through a real server, and the program killed while it sends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use homeport::app::App;
use keel::clock::{Clock, Time};
use keel::contact::Mail;
use keel::post::{self, Letter, State};
use mail_parser::MessageParser;

use crate::support::{Engine, House};

/// The mail server that `bin/test` started.
struct Server {
    url: String,
    maildir: PathBuf,
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "bin/test says where its servers are in variables")]
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn given() -> Option<Self> {
        let given = (std::env::var("TEST_SMTP_URL"), std::env::var("TEST_MAILDIR"));
        let (Ok(url), Ok(maildir)) = given else {
            eprintln!("skipped: TEST_SMTP_URL is not set; bin/test starts a server and sets it");
            return None;
        };
        Some(Self { url, maildir: maildir.into() })
    }

    /// What arrived for addresses that begin so.
    fn mails(&self, to: &str) -> Vec<Vec<u8>> {
        let files = std::fs::read_dir(self.maildir.join("new")).expect("the Maildir");
        let mails = files.filter_map(|file| std::fs::read(file.expect("a file").path()).ok());
        mails.filter(|mail| recipient(mail).starts_with(to)).collect()
    }

    /// Waits until so many arrived.
    async fn arrived(&self, to: &str, count: usize) -> Vec<Vec<u8>> {
        for _ in 0..300 {
            let mails = self.mails(to);
            if mails.len() >= count {
                return mails;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{} of {count} mails arrived", self.mails(to).len());
    }
}

fn recipient(mail: &[u8]) -> String {
    let parsed = MessageParser::default().parse(mail).expect("a mail");
    let to = parsed.to().and_then(|to| to.first()).and_then(|to| to.address());
    to.unwrap_or_default().to_owned()
}

fn message_id(mail: &[u8]) -> String {
    MessageParser::default().parse(mail).expect("a mail").message_id().expect("a Message-ID").to_owned()
}

/// A beginning of addresses that no other test uses.
fn unique(what: &str) -> String {
    let token = keel::secret::random_token().to_lowercase();
    let letters = token.chars().filter(char::is_ascii_alphanumeric).take(12);
    format!("{what}{}", letters.collect::<String>())
}

fn letter(to: &str) -> Letter {
    Letter {
        purpose: "test",
        about: None,
        recipient: None,
        is_urgent: false,
        to: Mail::parse(to).expect("an address"),
        from_name: "长沙新声 老友会".to_owned(),
        reply_to: Some(Mail::parse("officer@example.org").expect("an address")),
        subject: "陈彤，老朋友们在等你 — see you soon".to_owned(),
        text: "你好，陈彤：\n\n.这一行以句点开头\nSee you.\n".to_owned(),
        html: Some("<p>你好，<b>陈彤</b></p>".to_owned()),
        headers: vec![("List-Unsubscribe".to_owned(), "<https://home.example.org/never?a=1&b=2>".to_owned())],
    }
}

async fn enqueue(app: &App, now: Time, letters: Vec<Letter>) {
    let mut conn = app.db.begin().await.expect("begun");
    for letter in letters {
        post::send_letter(&mut conn, &app.ids, now, letter).await.expect("enqueued");
    }
    conn.commit().await.expect("committed");
}

async fn count(app: &App, state: State) -> u32 {
    let mut conn = app.db.read().await.expect("a reader");
    let counts = post::counts(&mut conn).await.expect("counted");
    counts.into_iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| count)
}

async fn houses(server: &Server) -> Vec<House> {
    let mut houses = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        houses.extend(House::open_with(engine, |config| config.mail.url.clone_from(&server.url)).await);
    }
    houses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_arrives_as_it_was_written() {
    let Some(server) = Server::given() else { return };
    for house in houses(&server).await {
        let to = unique("lin");
        enqueue(&house.app, house.clock.now(), vec![letter(&format!("{to}@example.com"))]).await;
        house.drain().await;
        let mails = server.arrived(&to, 1).await;
        let mail = MessageParser::default().parse(&mails[0]).expect("a mail");
        let sent = letter("lin@example.com");
        assert_eq!(mail.subject(), Some(sent.subject.as_str()));
        let from = mail.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!(from.name(), Some(sent.from_name.as_str()));
        assert_eq!(mail.body_text(0).expect("a text").replace("\r\n", "\n").trim_end(), sent.text.trim_end());
        assert_eq!(mail.body_html(0).expect("HTML").trim_end(), "<p>你好，<b>陈彤</b></p>");
        let reply_to = mail.reply_to().and_then(|to| to.first()).and_then(|to| to.address());
        assert_eq!(reply_to, Some("officer@example.org"));
        let raw = String::from_utf8_lossy(&mails[0]);
        assert!(raw.contains("List-Unsubscribe: <https://home.example.org/never?a=1&b=2>"), "{raw}");
        assert!(mail.message_id().expect("an id").ends_with("@homeport.test"), "{raw}");
        assert_eq!(mail.date().expect("a date").to_timestamp(), house.clock.now().ms() / 1_000);
        house.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_address_fails_and_a_greylisted_one_waits() {
    let Some(server) = Server::given() else { return };
    for house in houses(&server).await {
        let addresses = ["refused", "later", "good"].map(|what| format!("{}@example.com", unique(what)));
        let letters = addresses.iter().map(|to| letter(to)).collect();
        enqueue(&house.app, house.clock.now(), letters).await;
        house.drain().await;
        let mut conn = house.app.db.read().await.expect("a reader");
        for (state, reply) in
            [(State::Failed, "550 5.1.1"), (State::Waiting, "450 4.2.0"), (State::Sent, "250 2.0.0")]
        {
            let found = post::list(&mut conn, state, 10).await.expect("listed");
            let replies: Vec<_> = found.iter().filter_map(|entry| entry.reply.as_deref()).collect();
            assert_eq!(replies, [reply], "{state:?}");
        }
        drop(conn);
        house.advance(Duration::from_secs(60));
        house.drain().await;
        assert_eq!(count(&house.app, State::Waiting).await, 1, "put off again");
        house.close().await;
    }
}

/// The program itself, as an administrator starts it.
fn start(app: &App, server: &Server) -> Child {
    let config = &app.config;
    Command::new(env!("CARGO_BIN_EXE_homeport"))
        .arg("serve")
        .env("HOMEPORT_DATABASE_URL", &config.database.url)
        .env("HOMEPORT_SERVER_LISTEN", "127.0.0.1:0")
        .env("HOMEPORT_SERVER_URL", "http://homeport.test")
        .env("HOMEPORT_MAIL_URL", &server.url)
        .env("HOMEPORT_FILES_URL", &config.files.url)
        .env("HOMEPORT_SECRET_PATH", config.files.url.trim_start_matches("file:").to_owned() + "-key")
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program starts")
}

async fn wait_until_sent(app: &App, count_wanted: u32) {
    for _ in 0..30_000 {
        if count(app, State::Sent).await >= count_wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
    panic!("{} of {count_wanted} were sent", count(app, State::Sent).await);
}

/// Whom each Message-ID went to.
fn by_id(mails: &[Vec<u8>]) -> BTreeMap<String, BTreeSet<String>> {
    let mut copies = BTreeMap::<String, BTreeSet<String>>::new();
    for mail in mails {
        copies.entry(message_id(mail)).or_default().insert(recipient(mail));
    }
    copies
}

/// Kills the program whenever so many were sent, and lets its last run finish.
async fn killed_while_sending(engine: Engine, letters: u32, kill_at: &[u32]) {
    let Some(server) = Server::given() else { return };
    let Some((app, _folder, _)) = House::bare(engine, |config| config.mail.url.clone_from(&server.url)).await
    else {
        return;
    };
    let to = unique("kill");
    let all = (0..letters).map(|n| letter(&format!("{to}{n}@example.com"))).collect();
    enqueue(&app, Clock::system().now(), all).await;
    for sent in kill_at {
        let mut program = start(&app, &server);
        wait_until_sent(&app, *sent).await;
        program.kill().expect("killed");
        program.wait().expect("gone");
    }
    let mut program = start(&app, &server);
    wait_until_sent(&app, letters).await;
    let stopped =
        Command::new("kill").args(["-TERM", &program.id().to_string()]).status().expect("kill runs");
    assert!(stopped.success() && program.wait().expect("gone").success(), "SIGTERM ends it in order");

    let mut mails = server.arrived(&to, letters as usize).await;
    // Repeats count as mails, too, and the server delivers when it likes.
    for _ in 0..300 {
        if by_id(&mails).len() >= letters as usize {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        mails = server.arrived(&to, mails.len()).await;
    }
    let copies = by_id(&mails);
    assert!(copies.values().all(|recipients| recipients.len() == 1), "an id names one mail");
    assert_eq!(copies.len(), letters as usize, "nobody is lost, and a repeated mail keeps its Message-ID");
    let repeated = mails.len() - copies.len();
    assert!(repeated <= 8 * kill_at.len(), "{repeated} repeated, more than were in flight");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_sending_it_loses_nobody_on_sqlite() {
    killed_while_sending(Engine::Sqlite, 300, &[1, 60, 140, 230]).await;
}

/// On PostgreSQL what was in flight comes back when its lease has run out, after a minute.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_sending_it_loses_nobody_on_postgres() {
    killed_while_sending(Engine::Postgres, 200, &[80]).await;
}
