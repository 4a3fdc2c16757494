//! The commands.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use keel::clock::Clock;
use keel::error::{Error, Result};
use keel::jobs::Stop;
use keel::l10n::Lang;
use tokio::net::TcpListener;

use crate::app::App;
use crate::config::Config;
use crate::{accounts, backup, careers, check, demo, duplicates, imports, people, server};

/// Homeport keeps an organisation's alliance with the people who left it.
#[derive(Parser)]
#[command(name = "homeport", version, about, long_about = None)]
struct Command {
    /// The configuration file; without it, homeport.toml if there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Serve pages and do the work behind them (what happens without a command).
    Serve,
    /// An invented company to look around in; nothing leaves the machine.
    Demo,
    /// Say whether everything is set up: configuration, database, mail, texts, files, clock.
    Check,
    /// Bring the database up to date and stop.
    Migrate,
    /// Take a file from an HR system in: people, runs of employment, departures.
    Import(Box<imports::command::Command>),
    /// Load the list of skills or schools that is offered while somebody types one.
    Offer(careers::command::Offer),
    /// Look for records that may be one person.
    Duplicates(duplicates::command::Command),
    /// Write everything into one archive, closed with a passphrase, while the server runs.
    Backup(backup::command::Backup),
    /// Put an archive into an empty database, on either engine.
    Restore(Box<backup::command::Restore>),
    /// Move everything to another, empty database, and prove that nothing changed.
    Move(backup::command::Move),
    /// Print a link that signs somebody in, for whoever lost every way in.
    SignInLink {
        /// A mobile number or mail address on file.
        contact: String,
    },
}

/// Runs the command line and says how it went.
pub fn run() -> ExitCode {
    let command = Command::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("HOMEPORT_LOG").unwrap_or_else(|_| "info".into()),
        )
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(execute(command)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

fn failed(error: &Error) -> ExitCode {
    let is_for_the_person = matches!(error, Error::Invalid(_) | Error::Conflict(_));
    let catalog = is_for_the_person.then(crate::locales).and_then(Result::ok);
    let said = catalog.map_or_else(|| error.to_string(), |catalog| catalog.l(Lang::En).text(&error.text()));
    // Nobody reads a message that cannot be written.
    drop(writeln!(std::io::stderr(), "homeport: {said}"));
    ExitCode::FAILURE
}

async fn execute(command: Command) -> Result<ExitCode> {
    let config: Config = keel::config::load(command.config.as_deref(), "homeport.toml", "HOMEPORT")?;
    match command.verb.unwrap_or(Verb::Serve) {
        Verb::Serve => {
            let app = server::open(config, Clock::system()).await?;
            if let Some(link) = accounts::actions::first_administrator_link(&app).await? {
                say(&format!("Become the administrator: {link}"))?;
            }
            let (listener, stop) = listen(&app).await?;
            server::serve(app, listener, stop).await?;
        }
        Verb::Demo => {
            let demo = Box::pin(demo::Demo::open(config)).await?;
            for (role, link) in demo.sign_in_links().await? {
                say(&format!("{role:<14} {link}"))?;
            }
            let app = demo.app.clone();
            let (listener, stop) = listen(&app).await?;
            tokio::spawn(demo.watch(stop.clone()));
            server::serve(app, listener, stop).await?;
        }
        Verb::Check => return check::run(config).await,
        Verb::Migrate => {
            server::open(config, Clock::system()).await?;
            say("The database is up to date.")?;
        }
        Verb::Import(command) => {
            let app = server::open(config, Clock::system()).await?;
            imports::command::run(&app, *command).await?;
        }
        Verb::Offer(command) => {
            let app = server::open(config, Clock::system()).await?;
            careers::command::run(&app, command).await?;
        }
        Verb::Duplicates(command) => {
            let app = server::open(config, Clock::system()).await?;
            duplicates::command::run(&app, &command).await?;
        }
        Verb::Backup(command) => backup::command::backup(config, command).await?,
        Verb::Restore(command) => backup::command::restore_or_check(config, *command).await?,
        Verb::Move(command) => backup::command::carry_over(config, command).await?,
        Verb::SignInLink { contact } => {
            let app = server::open(config, Clock::system()).await?;
            say(&sign_in_link(&app, &contact).await?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn listen(app: &App) -> Result<(TcpListener, Stop)> {
    let listen = app.config.server.listen.clone();
    let listener = TcpListener::bind(&listen)
        .await
        .map_err(|error| Error::from(error).context(format!("listening on {listen}")))?;
    let stop = server::stop_on_signals()?;
    say(&format!("Homeport is at {}", app.url("/")))?;
    Ok((listener, stop))
}

async fn sign_in_link(app: &App, contact: &str) -> Result<String> {
    let cx = app.machine();
    let contact = keel::contact::Contact::parse(contact, "CN")
        .map_err(|_| Error::broken("that is neither a mobile number nor a mail address"))?;
    let mut conn = cx.begin().await?;
    let person = people::find_by_contact(&mut conn, contact.as_str())
        .await?
        .ok_or_else(|| Error::broken("nobody on file has this contact"))?;
    let link = accounts::actions::sign_in_link(&cx, &mut conn, person).await?;
    cx.commit(conn).await?;
    Ok(link)
}

/// One line to whoever typed the command.
pub fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
