//! `homeport check`: the doctor. A line for each thing that must work, and what to do where it does not.

use std::process::ExitCode;

use keel::clock::Clock;
use keel::db::Engine;
use keel::error::{Error, Result};

use crate::app::App;
use crate::cli::say;
use crate::config::Config;
use crate::{journal, people, post, server};

/// What became of one thing that was looked at.
enum Finding {
    Right(String),
    /// Works, but not as one would want it for good.
    Odd(String),
    Wrong(String),
}

use Finding::{Odd, Right, Wrong};

/// Looks at everything, says each in a line, and fails when something is wrong.
pub async fn run(config: Config) -> Result<ExitCode> {
    let mut is_right = tell("configuration", configuration(&config))?;
    let app = match server::open(config, Clock::system()).await {
        Ok(app) => app,
        Err(error) => {
            tell("database", Wrong(format!("{error}; is the URL right, and may this user write there?")))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    is_right &= tell("database", database(&app).await)?;
    is_right &= tell("mail", mail(&app).await)?;
    is_right &= tell("text messages", sms(&app).await)?;
    is_right &= tell("files", files(&app).await)?;
    is_right &= tell("clock", clock(&app).await)?;
    Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn tell(what: &str, finding: Finding) -> Result<bool> {
    let (mark, words) = match &finding {
        Right(words) => ("right", words),
        Odd(words) => ("look ", words),
        Wrong(words) => ("WRONG", words),
    };
    say(&format!("{mark}  {what:<14} {words}"))?;
    Ok(!matches!(finding, Wrong(_)))
}

fn configuration(config: &Config) -> Finding {
    let url = &config.server.url;
    if url.is_empty() {
        return Odd(format!("server.url is not set: links in mails lead to http://{}", config.server.listen));
    }
    match url::Url::parse(url) {
        Err(_) => Wrong("server.url is no URL; it looks like https://friends.example.org".to_owned()),
        Ok(parsed) if parsed.scheme() != "https" && parsed.host_str() != Some("localhost") => {
            Odd(format!("{url} is not https: browsers will not keep sessions safe"))
        }
        Ok(_) => Right(url.clone()),
    }
}

async fn database(app: &App) -> Finding {
    let engine = match app.db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    let read = async {
        let mut conn = app.db.read().await?;
        people::entities(&mut conn).await
    };
    match read.await {
        Ok(_) => Right(format!("{engine}, every migration has run")),
        Err(error) => Wrong(format!("{engine}: {error}")),
    }
}

async fn mail(app: &App) -> Finding {
    if app.config.mail.url == "mailbox:" {
        return Odd("mailbox: nothing leaves this machine; set mail.url to a server".to_owned());
    }
    match checked_mail(app).await {
        Ok(()) => Right("the server answers".to_owned()),
        Err(error) => Wrong(format!("{error}; is mail.url right, and is the server reachable from here?")),
    }
}

async fn checked_mail(app: &App) -> Result<()> {
    keel::post::check_mail(&post::config(app)?).await
}

async fn sms(app: &App) -> Finding {
    let checked = async { keel::post::check_sms(&post::config(app)?).await };
    match checked.await {
        Ok(Some(())) => Right("the gateway answers".to_owned()),
        Ok(None) => Odd("no gateway: invitations go by mail and by hand only".to_owned()),
        Err(error) => Wrong(format!("{error}; look at the settings page, Messages")),
    }
}

async fn files(app: &App) -> Finding {
    match app.files.check(app.ids.next(app.clock.now())).await {
        Ok(()) => Right("can be written, read and deleted".to_owned()),
        Err(error) => Wrong(format!("{error}; is files.url right, and is there room?")),
    }
}

/// A clock that went back would send links into the past.
async fn clock(app: &App) -> Finding {
    let latest = async { journal::latest(&mut app.db.read().await?).await };
    let now = app.clock.now();
    match latest.await {
        Ok(Some(at)) if at > now + std::time::Duration::from_secs(60) => {
            Wrong(format!("it is {now} here, and the journal has been written at {at}: set the clock"))
        }
        Ok(_) => Right(now.to_string()),
        Err(error) => Wrong(Error::to_string(&error)),
    }
}
