//! Counting, every minute.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct CountAlliance;

impl Job for CountAlliance {
    type App = App;
    const NAME: &'static str = "desk.count";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::count(&app.machine()).await
    }
}
