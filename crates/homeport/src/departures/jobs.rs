//! A decision about very many, worked off in the background.

use keel::clock::{Day, Time};
use keel::error::{Error, Result};
use keel::jobs::Job;
use keel::l10n::Lang;
use serde::{Deserialize, Serialize};

use super::actions::{self, Batch};
use super::{Decision, Kind, Sieve};
use crate::access::Viewer;
use crate::accounts;
use crate::app::{App, Cx, CxData};
use crate::people::{EntityId, PersonId, PersonKind};

/// Decides about everybody held whom a sieve keeps, in the name of whoever decided it.
#[derive(Serialize, Deserialize)]
pub struct DecideHeld {
    from: Option<Day>,
    to: Option<Day>,
    entity: Option<EntityId>,
    department: Option<String>,
    person: Option<String>,
    kind: Option<String>,
    decision: String,
    note: String,
    by: PersonId,
    at: Time,
}

impl DecideHeld {
    pub fn new(batch: &Batch, by: PersonId, at: Time) -> Self {
        let Batch { sieve, decision, note } = batch;
        Self {
            from: sieve.from,
            to: sieve.to,
            entity: sieve.entity,
            department: sieve.department.clone(),
            person: sieve.person.map(|kind| kind.word().to_owned()),
            kind: sieve.kind.map(|kind| kind.word().to_owned()),
            decision: decision.word().to_owned(),
            note: note.clone(),
            by,
            at,
        }
    }

    /// A word that is none would decide about more than was meant: it fails instead.
    fn batch(&self) -> Result<Batch> {
        let person = self.person.as_deref().map(str::parse::<PersonKind>).transpose();
        let kind = self.kind.as_deref().map(str::parse::<Kind>).transpose();
        let (Ok(person), Ok(kind), Some(decision)) = (person, kind, Decision::from_word(&self.decision))
        else {
            return Err(Error::broken("a decision with a word that nobody knows"));
        };
        let sieve = Sieve {
            from: self.from,
            to: self.to,
            entity: self.entity,
            department: self.department.clone(),
            person,
            kind,
        };
        Ok(Batch { sieve, decision, note: self.note.clone() })
    }
}

impl Job for DecideHeld {
    type App = App;
    const NAME: &'static str = "departures.decide_held";

    async fn run(self, app: App) -> Result<()> {
        let batch = self.batch()?;
        loop {
            let cx = acting(&app, self.by).await?;
            let mut conn = cx.begin().await?;
            match actions::go_on(&cx, &mut conn, &batch, self.at).await {
                Ok(true) => cx.commit(conn).await?,
                // Who decided may not any more: what is left stays held.
                Ok(false) | Err(Error::Forbidden | Error::SignIn) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

/// As somebody acts who pressed a button a while ago, with the roles they have now.
async fn acting(app: &App, person: PersonId) -> Result<Cx> {
    let roles = accounts::roles(&mut app.db.read().await?, person).await?;
    Ok(Cx::new(CxData {
        app: app.clone(),
        viewer: Viewer { person: Some(person), roles, ..Viewer::default() },
        lang: Lang::Zh,
        now: app.clock.now(),
        path: String::new(),
        network: String::new(),
        flash: None,
        session: None,
    }))
}
