//! A mail server with faults.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves towards a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Takes,
    /// Answers RCPT with this.
    Recipient(&'static str),
    /// Answers MAIL with this.
    Sender(&'static str),
    /// Says nothing after this word.
    HangsAfter(&'static str),
    /// Takes the message and is gone before it says so.
    DiesAfterData,
    /// Takes one message, then drops the connection without a word.
    DropsAfterOne,
}

#[derive(Clone)]
pub(super) struct Server {
    pub(super) url: String,
    moods: Arc<Mutex<Vec<Mood>>>,
    taken: Arc<Mutex<Vec<String>>>,
    pub(super) connections: Arc<AtomicU32>,
}

impl Server {
    /// The first message meets the first mood, and so on; the last stays.
    pub(super) async fn start(moods: &[Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self {
            url: format!("smtp://127.0.0.1:{port}"),
            moods: Arc::new(Mutex::new(moods.iter().rev().copied().collect())),
            taken: Arc::default(),
            connections: Arc::default(),
        };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepting.connections.fetch_add(1, Ordering::SeqCst);
                let server = accepting.clone();
                tokio::spawn(async move { server.talk(stream).await });
            }
        });
        server
    }

    fn mood(&self) -> Mood {
        let mut moods = self.moods.lock().expect("a lock");
        if moods.len() > 1 { moods.pop().expect("a mood") } else { moods[0] }
    }

    /// The messages taken, as they were sent.
    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("a lock").clone()
    }

    pub(super) fn message_ids(&self) -> Vec<String> {
        let id = |message: &String| {
            let line = message.lines().find_map(|line| line.strip_prefix("Message-ID: "));
            line.expect("a Message-ID").to_owned()
        };
        self.taken().iter().map(id).collect()
    }

    async fn talk(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let mut mood = Mood::Takes;
        say(&mut stream, "220 fake").await;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or_default() == 0 {
                return;
            }
            let word = line.get(..4).unwrap_or_default().to_uppercase();
            if word == "MAIL" {
                mood = self.mood();
            }
            match (word.as_str(), mood) {
                (word, Mood::HangsAfter(last)) if word == last => std::future::pending::<()>().await,
                ("EHLO", _) => say(&mut stream, "250-fake\r\n250 8BITMIME").await,
                ("MAIL", Mood::Sender(answer)) | ("RCPT", Mood::Recipient(answer)) => {
                    say(&mut stream, answer).await
                }
                ("DATA", mood) => {
                    say(&mut stream, "354 go on").await;
                    self.take(&mut stream).await;
                    if mood == Mood::DiesAfterData {
                        return;
                    }
                    say(&mut stream, "250 2.0.0 queued").await;
                    if mood == Mood::DropsAfterOne {
                        return;
                    }
                }
                ("QUIT", _) => return say(&mut stream, "221 bye").await,
                _ => say(&mut stream, "250 ok").await,
            }
        }
    }

    async fn take(&self, stream: &mut BufReader<TcpStream>) {
        let mut message = String::new();
        loop {
            let before = message.len();
            if stream.read_line(&mut message).await.unwrap_or_default() == 0 {
                return;
            }
            if &message[before..] == ".\r\n" {
                break;
            }
        }
        self.taken.lock().expect("a lock").push(message);
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) {
    drop(stream.write_all(format!("{line}\r\n").as_bytes()).await);
}
