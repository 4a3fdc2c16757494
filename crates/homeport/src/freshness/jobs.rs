//! A campaign at work.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{CampaignId, actions};
use crate::app::App;

/// Does some of what a campaign has to do, and enqueues the rest for later.
#[derive(Serialize, Deserialize)]
pub struct RunCampaign {
    pub campaign: CampaignId,
}

impl Job for RunCampaign {
    type App = App;
    const NAME: &'static str = "freshness.run";

    fn key(&self) -> Option<String> {
        Some(self.campaign.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::work(&app, self.campaign).await
    }
}
