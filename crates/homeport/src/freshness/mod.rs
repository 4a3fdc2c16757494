//! Whether what is kept about somebody is still right: when it was last confirmed, and asking.
//!
//! Owns `freshness_campaign`, `freshness_ask`, `freshness_step`, `freshness_tally`, `freshness_wish`. The word
//! that a record is right stands with the person (`people::confirmed`) and with each of their positions; one
//! tap says it of all. A campaign asks those whom an officer chose, each in a transaction of its own: never
//! twice in a year unless they want that, never beyond the contact budget, never who did not allow it. The link
//! in the message shows its reader what is kept, contacts masked, nothing of HR's, and works for a while; what
//! is done from it is done by its reader and by nobody else. Looking at it changes nothing.

pub mod actions;
pub mod jobs;
mod letters;
mod model;
pub mod pages;
mod sql;

pub use model::{Ask, Campaign, CampaignId, Meant, Rhythm, State, Step};

use keel::db::Conn;
use keel::error::Result;

use crate::app::{App, Cx};
use crate::people::PersonId;
use crate::settings::Key;
use model::AskId;

/// What its messages are called in the outbox and in the contact budget.
pub const PURPOSE: &str = "freshness";

const TICKET: &str = "freshness.ask";

/// The path where somebody who was asked looks at what is kept.
fn link(app: &App, ask: AskId) -> String {
    format!("/f/{}", app.key.ticket(TICKET, ask.0))
}

fn redeemed(app: &App, ticket: &str) -> Option<AskId> {
    app.key.redeem(TICKET, ticket).map(AskId)
}

/// Whether people may be asked at all.
pub fn is_on(cx: &Cx) -> bool {
    cx.app.settings().get(Key::FreshnessOpen) == "yes"
}

/// How often somebody wants to be asked; once a year while they said nothing.
pub async fn rhythm(conn: &mut Conn, person: PersonId) -> Result<Rhythm> {
    Ok(sql::asks::rhythm(conn, person).await?.unwrap_or(Rhythm::Yearly))
}

pub async fn campaign(conn: &mut Conn, campaign: CampaignId) -> Result<Campaign> {
    sql::campaign(conn, campaign).await
}

/// Everybody who was asked in a small campaign.
pub async fn asked(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<Ask>> {
    sql::asks::asked(conn, campaign, 1_000).await
}

/// How many came to each step of a campaign.
pub async fn tally(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<(Step, i64)>> {
    sql::tally(conn, campaign).await
}
