//! A wave at work.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::{WaveId, actions};
use crate::app::App;

/// Does what a wave has to do now, and enqueues what it has to do later.
#[derive(Serialize, Deserialize)]
pub struct RunWave {
    pub wave: WaveId,
}

impl Job for RunWave {
    type App = App;
    const NAME: &'static str = "waves.run";

    fn key(&self) -> Option<String> {
        Some(self.wave.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::work(&app, self.wave).await
    }
}
