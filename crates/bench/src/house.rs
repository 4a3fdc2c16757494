//! A server process of its own, as somebody would run it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use homeport::config::Config;
use keel::clock::Stopwatch;
use keel::error::{Error, Result};
use tokio::process::{Child, Command};

use crate::http::Client;

/// How long a start may take before we give up.
const PATIENCE: Duration = Duration::from_secs(30);

/// `homeport serve` on a free port. Dropped, it is killed.
pub struct House {
    pub host: SocketAddr,
    process: Child,
}

/// The binary that was built together with this one.
pub fn binary() -> Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("homeport");
    if path.exists() {
        Ok(path)
    } else {
        Err(Error::broken("no homeport beside this program: use bin/bench"))
    }
}

/// A house that lives in `folder` and mails through `mail_url`.
pub fn config(folder: &Path, mail_url: &str) -> Config {
    let inside = |name: &str| folder.join(name).display().to_string();
    let mut config = Config::default();
    config.database.url = format!("sqlite:{}", inside("homeport.db"));
    config.secret.path = inside("key");
    config.files.url = format!("file:{}", inside("files"));
    config.mail.url = mail_url.to_owned();
    config.sms.url = "mailbox:".to_owned();
    config
}

/// `homeport`, told where everything is.
pub fn command(config: &Config) -> Result<Command> {
    let mut command = Command::new(binary()?);
    command
        .env("HOMEPORT_LOG", "error")
        .env("HOMEPORT_DATABASE_URL", &config.database.url)
        .env("HOMEPORT_SECRET_PATH", &config.secret.path)
        .env("HOMEPORT_FILES_URL", &config.files.url)
        .env("HOMEPORT_MAIL_URL", &config.mail.url)
        .env("HOMEPORT_SMS_URL", &config.sms.url)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command)
}

/// The most memory a process ever used, in bytes; an error once it is gone.
pub fn peak(id: u32) -> Result<u64> {
    status(id, "VmHWM:")
}

fn status(id: u32, label: &str) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(label));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|n| n.parse::<u64>().ok());
    kilobytes.map(|n| n * 1024).ok_or_else(|| Error::broken("/proc says nothing about memory"))
}

impl House {
    /// Starts the server and waits until it is ready.
    pub async fn open(config: &Config) -> Result<Self> {
        let (mut house, watch) = (Self::start(config)?, Stopwatch::start());
        while watch.elapsed() < PATIENCE {
            if house.is_ready().await {
                return Ok(house);
            }
            if let Some(status) = house.process.try_wait()? {
                return Err(Error::broken(format!("the server ended at once: {status}")));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err(Error::broken("the server is not ready after 30 s"))
    }

    fn start(config: &Config) -> Result<Self> {
        // Bound and given back: nobody else takes it in so short a time.
        let host = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = command(config)?
            .arg("serve")
            .env("HOMEPORT_SERVER_LISTEN", host.to_string())
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Self { host, process })
    }

    async fn is_ready(&self) -> bool {
        let asked = async { Client::connect(self.host, "").await?.get("/readyz").await };
        asked.await.is_ok_and(|reply| reply.status == 200)
    }

    /// A session for whoever holds a link as `sign-in-link` prints it: the line of its cookie.
    pub async fn sign_in(&self, link: &str) -> Result<String> {
        let path = link.splitn(4, '/').nth(3).map(|path| format!("/{path}"));
        let path = path.ok_or_else(|| Error::broken("a sign-in link without a path"))?;
        let mut client = Client::connect(self.host, "").await?;
        let reply = client.post(&path).await?.must_be(303)?;
        let name = format!("{}=", homeport::accounts::COOKIE);
        let cookies = reply.headers.iter().filter(|(header, _)| header == "set-cookie");
        let session = cookies.map(|(_, line)| line).find(|line| line.starts_with(&name));
        let session = session.ok_or_else(|| Error::broken("signing in gave no session"))?;
        Ok(session.split(';').next().unwrap_or_default().to_owned())
    }

    /// Memory in use, in bytes.
    pub fn memory(&self) -> Result<u64> {
        let id = self.process.id().ok_or_else(|| Error::broken("the server ended"))?;
        status(id, "VmRSS:")
    }

    /// The most memory it ever used, in bytes.
    pub fn peak(&self) -> Result<u64> {
        peak(self.process.id().ok_or_else(|| Error::broken("the server ended"))?)
    }

    /// SIGKILL, and gone when this returns.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }
}
