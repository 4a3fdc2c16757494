//! What depends on whether somebody is known happens here, where nobody can time it.

use keel::error::{Error, Result};
use keel::jobs::Job;
use keel::l10n::Lang;
use keel::secret::hash_token;
use serde::{Deserialize, Serialize};

use super::{actions, limits, links, model, sql};
use crate::app::App;

/// Somebody asked for a way in with an address that may or may not be known.
#[derive(Serialize, Deserialize)]
pub struct AnswerSignIn {
    /// As it is stored with a person.
    pub address: String,
    /// The asker's own secret: a code counts only with it.
    pub ticket: String,
    /// Where they wanted to go.
    pub to: String,
    pub lang: Lang,
}

impl Job for AnswerSignIn {
    type App = App;
    const NAME: &'static str = "accounts.answer_sign_in";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let ticket_hash = hash_token(&self.ticket);
        let mut conn = cx.begin().await?;
        if links::is_ticket_served(&mut conn, &ticket_hash).await? {
            return Ok(());
        }
        for reached in links::reached_by(&mut conn, &self.address).await? {
            let bucket = limits::bucket(&cx, model::ASK_PERSON, &reached.person_id.to_string());
            let limit = model::ASK_PERSON;
            match keel::limit::hit(&mut conn, cx.now, &bucket, limit.max, limit.window).await {
                Err(Error::TooMany) => continue,
                counted => counted?,
            }
            let ask = actions::Ask { ticket_hash: &ticket_hash, to: &self.to, lang: self.lang };
            actions::send_sign_in(&cx, &mut conn, reached, &ask).await?;
        }
        cx.commit(conn).await
    }
}

/// Somebody says that a contact is lost and names another.
#[derive(Serialize, Deserialize)]
pub struct AnswerRecovery {
    /// A former contact, as it is stored, or an employee number.
    pub known: String,
    pub name: String,
    /// The contact to use from now on, as it would be stored.
    pub address: String,
}

impl Job for AnswerRecovery {
    type App = App;
    const NAME: &'static str = "accounts.answer_recovery";

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::ask_recovery(&cx, &mut conn, &self).await?;
        cx.commit(conn).await
    }
}

/// Forgets sessions and links whose time is over.
#[derive(Serialize, Deserialize)]
pub struct Sweep;

impl Job for Sweep {
    type App = App;
    const NAME: &'static str = "accounts.sweep";

    async fn run(self, app: App) -> Result<()> {
        let now = app.clock.now();
        let mut conn = app.db.begin().await?;
        sql::delete_expired_sessions(&mut conn, now).await?;
        links::delete_old_links(&mut conn, now - model::LINK_MEMORY).await?;
        keel::limit::sweep(&mut conn, now.plus_days(-2)).await?;
        keel::post::sweep(&mut conn, now.plus_days(-90)).await?;
        conn.commit().await?;
        app.db.truncate_log().await
    }
}
