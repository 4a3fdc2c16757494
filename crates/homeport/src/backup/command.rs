//! `homeport backup`, `restore` and `move`.

use std::io::{BufRead, BufReader, IsTerminal as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use clap::Args;
use keel::archive::Totals;
use keel::clock::Clock;
use keel::db::{Db, is_current};
use keel::error::{Error, Result};
use keel::files::Files;
use keel::id::Ids;
use keel::secret::Key;

use super::draft::Draft;

use super::{
    ArchiveId, Carried, Destination, Source, Taken, actions, carry, check, open, passphrase, restore, take,
};
use crate::cli::say;
use crate::config::{Config, Secret};
use crate::embedded::MIGRATIONS;
use crate::journal::Act;
use crate::server;

#[derive(Args)]
pub struct Backup {
    /// The archive to write, or - for standard output.
    file: PathBuf,
    /// A file whose first line is the passphrase; without it you are asked, twice.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Write over an archive of this name.
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
pub struct Restore {
    /// The archive, or - for standard input.
    file: PathBuf,
    /// Another database than the configured one: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL")]
    into: Option<String>,
    /// Another place for the files than the configured one: file:PATH
    #[arg(long, value_name = "URL")]
    files: Option<String>,
    /// Another file for the key than the configured one.
    #[arg(long, value_name = "PATH")]
    key: Option<PathBuf>,
    /// A file whose first line is the passphrase; without it you are asked.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Put the archive's key over another one that is there.
    #[arg(long)]
    force: bool,
    /// Only read the archive to its end and say whether it is whole.
    #[arg(long)]
    check: bool,
}

#[derive(Args)]
pub struct Move {
    /// The empty database to move to: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL")]
    to: String,
}

pub async fn backup(config: Config, command: Backup) -> Result<()> {
    let to_stdout = command.file == Path::new("-");
    if to_stdout && std::io::stdout().is_terminal() {
        return Err(Error::broken("an archive on a terminal is of no use: give a file, or a pipe"));
    }
    let clock = Clock::system();
    let source = source(&config)?;
    let stamp = (ArchiveId::next(&Ids::system(), clock.now()), clock.now());
    let taken = if to_stdout {
        let passphrase = passphrase::new(&config, command.passphrase_file.as_deref())?;
        let (mut out, taken) = take(source.clone(), stamp, std::io::stdout(), passphrase).await?;
        std::io::Write::flush(&mut out)?;
        taken
    } else {
        let (draft, out) = Draft::begin(&command.file, command.force)?;
        let passphrase = passphrase::new(&config, command.passphrase_file.as_deref())?;
        let (out, taken) = take(source.clone(), stamp, out, passphrase).await?;
        draft.keep(out)?;
        told(&command.file, taken)?;
        taken
    };
    // One that an older version still serves is not brought up to date behind its back.
    if is_current(&source.db, MIGRATIONS).await? {
        drop(source);
        let app = server::open(config, clock).await?;
        actions::note(&app, Act::BackupTaken, taken.archive).await?;
    }
    Ok(())
}

fn told(file: &Path, taken: Taken) -> Result<()> {
    let size = std::fs::metadata(file)?.len();
    say(&format!("{}: {}, {size} bytes", file.display(), counted(taken.totals)))?;
    say("Without its passphrase it is worth nothing. Keep the two apart.")
}

fn counted(totals: Totals) -> String {
    let Totals { tables, rows, files, bytes } = totals;
    format!("{rows} rows in {tables} tables, {files} files of {bytes} bytes, the key")
}

fn source(config: &Config) -> Result<Source> {
    let key = match config.secret.key.as_str() {
        "" => Key::read(Path::new(&config.secret.path))?,
        text => Some(Key::from_text(text)?),
    };
    let key = key.ok_or_else(|| {
        Error::broken(format!("there is no key at {}: is this the right configuration?", config.secret.path))
    })?;
    Ok(Source { db: existing(&config.database.url)?, files: Files::open(&config.files.url)?, key })
}

/// A database that is there already: SQLite would make one.
fn existing(url: &str) -> Result<Db> {
    match url.strip_prefix("sqlite:") {
        Some(path) if !Path::new(path).exists() => Err(Error::broken(format!("there is no database {path}"))),
        _ => Db::open(url),
    }
}

pub async fn restore_or_check(mut config: Config, command: Restore) -> Result<()> {
    let from: Box<dyn BufRead + Send> = if command.file == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = std::fs::File::open(&command.file)
            .map_err(|error| Error::from(error).context(command.file.display().to_string()))?;
        Box::new(BufReader::with_capacity(256 * 1024, file))
    };
    let passphrase = passphrase::known(&config, command.passphrase_file.as_deref())?;
    let archive = open(from, passphrase).await?;
    if command.check {
        let found = check(archive).await?;
        let (at, version) = (found.head.taken_at, &found.head.version);
        return say(&format!("whole: taken at {at} by Homeport {version}; {}", counted(found.totals)));
    }
    if command.into.is_none() {
        must_be_stopped(&config)?;
    }
    config.database.url = command.into.unwrap_or(config.database.url);
    config.files.url = command.files.unwrap_or(config.files.url);
    if let Some(path) = command.key {
        config.secret = Secret { key: String::new(), path: path.display().to_string() };
    }
    must_not_be_another(archive.key(), &config.secret, command.force)?;
    let (clock, secret) = (Clock::system(), config.secret.clone());
    let into =
        Destination {
            db: Db::open(&config.database.url)?,
            files: Files::open(&config.files.url)?,
            clock: clock.clone(),
            keep_key: Box::new(move |key| {
                if secret.key.is_empty() { key.keep(Path::new(&secret.path)) } else { Ok(()) }
            }),
        };
    let restored = restore(archive, into).await?;
    let app = server::open(config, clock).await?;
    actions::note(&app, Act::BackupRestored, ArchiveId(restored.head.archive_id)).await?;
    say(&format!("restored as of {}: {}", restored.head.taken_at, counted(restored.totals)))?;
    say("Every table was read again and adds up to what the archive says.")?;
    say(
        "Whoever was deleted or asked to be forgotten since then is back: delete them again before you go on.",
    )
}

/// The key that is where the archive's shall go is the same, or may be replaced.
fn must_not_be_another(key: &Key, secret: &Secret, may_replace: bool) -> Result<()> {
    let is_same = |other: &Key| other.to_text() == key.to_text();
    if !secret.key.is_empty() {
        return if is_same(&Key::from_text(&secret.key)?) {
            Ok(())
        } else {
            Err(Error::broken(
                "secret.key of the configuration is not the key of this archive: take it out, and the \
                 archive's goes to secret.path",
            ))
        };
    }
    match Key::read(Path::new(&secret.path))? {
        Some(other) if !is_same(&other) && !may_replace => Err(Error::broken(format!(
            "{} holds the key of another alliance; --force puts the archive's in its place",
            secret.path
        ))),
        Some(_) | None => Ok(()),
    }
}

pub async fn carry_over(mut config: Config, command: Move) -> Result<()> {
    if command.to == config.database.url {
        return Err(Error::broken("that is where it is already"));
    }
    must_be_stopped(&config)?;
    let clock = Clock::system();
    let from = existing(&config.database.url)?;
    say("Nobody can write to the old database until this is over.")?;
    let carried = carry(from, Db::open(&command.to)?, clock.clone()).await?;
    prove(carried)?;
    config.database.url.clone_from(&command.to);
    let app = server::open(config, clock.clone()).await?;
    actions::note(&app, Act::BackupMoved, ArchiveId::next(&app.ids, clock.now())).await?;
    say("Nothing was changed on the way. Files and key stay where they are. In homeport.toml:")?;
    say("")?;
    say(&format!("[database]\nurl = \"{}\"", without_password(&command.to)))
}

/// What was read on the one side and read again on the other, table by table.
fn prove(mut carried: Vec<Carried>) -> Result<()> {
    let all = carried.len();
    carried.retain(|table| table.sum.rows > 0);
    carried.sort_by(|one, other| one.table.cmp(&other.table));
    say(&format!("{:<28} {:>10}  sum on both sides", "table", "rows"))?;
    for Carried { table, sum } in &carried {
        let short = sum.sha256.get(..16).unwrap_or_default();
        say(&format!("{table:<28} {:>10}  {short}", sum.rows))?;
    }
    say(&format!("and {} tables without a row on either side", all - carried.len()))
}

/// Whoever looks over somebody's shoulder need not read it.
fn without_password(url: &str) -> String {
    let Ok(mut parsed) = url::Url::parse(url) else { return url.to_owned() };
    if parsed.password().is_some() && parsed.set_password(Some("PASSWORD")).is_ok() {
        return parsed.to_string();
    }
    url.to_owned()
}

/// A server that runs would go on with the database that is left behind.
fn must_be_stopped(config: &Config) -> Result<()> {
    let listen = &config.server.listen;
    match TcpListener::bind(listen) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(Error::broken(format!("a server is running at {listen}: stop it first")))
        }
        _ => Ok(()),
    }
}
