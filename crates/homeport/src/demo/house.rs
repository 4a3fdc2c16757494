//! `homeport demo`: the invented company in a house of its own, and one departure to watch.

use std::time::Duration;

use keel::clock::Clock;
use keel::error::Result;
use keel::jobs::Stop;
use keel::l10n::Lang;
use tempfile::TempDir;

use super::fill::{self, speaking};
use super::{Company, company};
use crate::app::App;
use crate::config::Config;
use crate::departures::{self, State};
use crate::invitations::{self, actions::Answer};
use crate::members::Purpose;
use crate::people::{self, PersonId};
use crate::settings::Key;
use crate::{accounts, server};

/// The same company every time.
const SEED: u64 = 217;

/// What a demonstration keeps: the company, who its people are, and the folder that goes with it.
pub struct Demo {
    pub app: App,
    company: Company,
    people: Vec<PersonId>,
    _folder: Option<TempDir>,
}

impl Demo {
    /// Opens the alliance that the configuration names, or one in a folder that goes away afterwards,
    /// and fills it if it is empty. Nothing that is written while filling leaves the machine.
    pub async fn open(mut config: Config) -> Result<Self> {
        let folder = place(&mut config)?;
        let now = Clock::system().now();
        let quiet = quiet(&config);
        let past = server::open(quiet, Clock::fixed(now)).await?;
        let company = company(SEED, now.day_in(past.settings().zone()));
        if past.settings().get(Key::Founded).is_empty() {
            fill::fill(&past, &company, now).await?;
        }
        drop(past);
        let app = server::open(config, Clock::system()).await?;
        let people = find(&app, &company).await?;
        Ok(Self { app, company, people, _folder: folder })
    }

    /// A link for each role, to look around as somebody.
    pub async fn sign_in_links(&self) -> Result<Vec<(&'static str, String)>> {
        let cast = &self.company.cast;
        let roles = [
            ("administrator", cast.administrator),
            ("officer", cast.officer),
            ("hr", cast.hr),
            ("manager", cast.founder),
            ("member", cast.alumna),
        ];
        let cx = self.app.machine();
        let mut conn = cx.begin().await?;
        let mut links = Vec::new();
        for (role, place) in roles {
            links.push((role, accounts::actions::sign_in_link(&cx, &mut conn, self.people[place]).await?));
        }
        if let Some(invitation) = invitations::of_person(&mut conn, self.people[cast.waiting]).await? {
            let url = invitations::url(&self.app, invitation.invitation_id, invitation.version);
            links.push(("invitation", url));
        }
        cx.commit(conn).await?;
        links.push(("outbox", self.app.url("/outbox")));
        Ok(links)
    }

    /// One departure happens while you watch: completed, opened, joined, and wished well.
    pub async fn watch(self, mut stop: Stop) {
        let leaver = self.people[self.company.cast.leaver];
        tokio::select! {
            () = stop.asked() => {}
            told = self.tell(leaver) => if let Err(error) = told {
                tracing::warn!(%error, "the departure of the demonstration");
            }
        }
    }

    async fn tell(&self, leaver: PersonId) -> Result<()> {
        pause(20).await;
        if !self.complete(leaver).await? {
            return Ok(());
        }
        pause(30).await;
        let cx = self.app.machine();
        let mut conn = cx.begin().await?;
        let Some(invitation) = invitations::of_person(&mut conn, leaver).await? else { return Ok(()) };
        invitations::actions::open(&cx, &mut conn, invitation.invitation_id).await?;
        cx.commit(conn).await?;
        pause(40).await;
        let cx = self.app.machine();
        let mut conn = cx.begin().await?;
        let answer = Answer {
            consents: vec![Purpose::Listed, Purpose::Letters, Purpose::Wishes],
            language: Some(Lang::Zh),
            device: "demo".to_owned(),
            ..Answer::default()
        };
        invitations::actions::accept(&cx, &mut conn, &invitation, &answer).await?;
        cx.commit(conn).await?;
        for wish in &self.company.story_wishes {
            pause(10).await;
            fill::write_wish(&self.app, self.people[wish.by], self.people[wish.to], wish.text).await?;
        }
        Ok(())
    }

    /// False when somebody at the screen was quicker.
    async fn complete(&self, leaver: PersonId) -> Result<bool> {
        let officer = self.people[self.company.cast.officer];
        let cx = speaking(&self.app, officer, Lang::Zh);
        let mut conn = cx.begin().await?;
        let Some(standing) = departures::standing(&mut conn, leaver).await? else { return Ok(false) };
        if standing.state != State::Agreed {
            return Ok(false);
        }
        departures::actions::complete(&cx, &mut conn, standing.departure_id).await?;
        cx.commit(conn).await?;
        Ok(true)
    }
}

async fn pause(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// Where the demonstration lives: a folder that goes away, unless a database was named.
fn place(config: &mut Config) -> Result<Option<TempDir>> {
    let usual = Config::default();
    if config.database.url != usual.database.url {
        return Ok(None);
    }
    let folder = tempfile::Builder::new().prefix("homeport-demo-").tempdir()?;
    let inside = |name: &str| folder.path().join(name).display().to_string();
    config.database.url = format!("sqlite:{}", inside("homeport.db"));
    config.secret.path = inside("key");
    if config.files.url == usual.files.url {
        config.files.url = format!("file:{}", inside("files"));
    }
    Ok(Some(folder))
}

/// The same alliance with a mailbox instead of a mail server.
fn quiet(config: &Config) -> Config {
    let mut quiet = config.clone();
    quiet.mail.url = "mailbox:".to_owned();
    quiet.sms.url = "mailbox:".to_owned();
    quiet
}

/// Everyone's place in the database, by their first number.
async fn find(app: &App, company: &Company) -> Result<Vec<PersonId>> {
    let mut conn = app.db.read().await?;
    let entities = people::entities(&mut conn).await?;
    let mut found = Vec::with_capacity(company.people.len());
    for person in &company.people {
        let tenure = &person.tenures[0];
        let entity = entities[company.departments[tenure.department].entity].entity_id;
        let known = people::find_by_number(&mut conn, entity, &tenure.number).await?;
        found.push(known.ok_or(keel::error::Error::NotFound)?);
    }
    Ok(found)
}
