//! A mail server that takes everything and remembers what it took, and when.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keel::clock::Stopwatch;
use keel::error::{Error, Result};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// Listens on a port of its own until the process ends.
#[derive(Clone)]
pub struct Sink {
    pub host: SocketAddr,
    inner: Arc<Inner>,
}

struct Inner {
    watch: Stopwatch,
    taken: Mutex<HashMap<String, Vec<Taken>>>,
    bell: Notify,
}

/// A message that was accepted.
#[derive(Clone)]
pub struct Taken {
    pub message_id: String,
    /// On the clock of [`Sink::now`].
    pub at: Duration,
}

impl Sink {
    pub async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let inner = Inner { watch: Stopwatch::start(), taken: Mutex::default(), bell: Notify::new() };
        let sink = Self { host: listener.local_addr()?, inner: Arc::new(inner) };
        let inner = sink.inner.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, inner.clone()));
            }
        });
        Ok(sink)
    }

    pub fn now(&self) -> Duration {
        self.inner.watch.elapsed()
    }

    /// What was accepted, by recipient.
    pub fn taken(&self) -> MutexGuard<'_, HashMap<String, Vec<Taken>>> {
        self.inner.taken()
    }

    /// Returns once `ready` says so of what was accepted; fails after `patience`.
    pub async fn until<T>(
        &self,
        patience: Duration,
        ready: impl Fn(&HashMap<String, Vec<Taken>>) -> Option<T>,
    ) -> Result<T> {
        let wait = async {
            loop {
                let rung = self.inner.bell.notified();
                if let Some(found) = ready(&self.taken()) {
                    return found;
                }
                rung.await;
            }
        };
        let waited = tokio::time::timeout(patience, wait).await;
        waited.map_err(|_| Error::broken(format!("still waiting for mail after {} s", patience.as_secs())))
    }
}

impl Inner {
    fn taken(&self) -> MutexGuard<'_, HashMap<String, Vec<Taken>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, to: String, message_id: String) {
        self.taken().entry(to).or_default().push(Taken { message_id, at: self.watch.elapsed() });
        self.bell.notify_waiters();
    }
}

/// One conversation; whoever hangs up ends it.
async fn talk(stream: TcpStream, inner: Arc<Inner>) {
    drop(stream.set_nodelay(true));
    drop(listen(BufReader::new(stream), &inner).await);
}

async fn listen(mut stream: BufReader<TcpStream>, inner: &Inner) -> std::io::Result<()> {
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let words = line.trim_end();
        let answer: &[u8] = match words.get(..4).unwrap_or(words).to_ascii_uppercase().as_str() {
            "EHLO" => b"250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n",
            "RCPT" => {
                words.split(['<', '>']).nth(1).unwrap_or_default().clone_into(&mut to);
                b"250 2.1.5 Ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 Go on\r\n").await?;
                let message_id = read_message(&mut stream).await?;
                inner.take(std::mem::take(&mut to), message_id);
                b"250 2.0.0 Ok\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 2.0.0 Bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 2.0.0 Ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}

/// Reads to the lone dot; the Message-ID.
async fn read_message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut message_id, mut line) = (String::new(), Vec::new());
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(message_id);
        }
        let words = String::from_utf8_lossy(&line);
        if let Some((name, value)) = words.split_once(':')
            && message_id.is_empty()
            && name.eq_ignore_ascii_case("message-id")
        {
            value.trim().clone_into(&mut message_id);
        }
    }
}
