//! Forgetting what nobody chose from.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct SweepResumes;

impl Job for SweepResumes {
    type App = App;
    const NAME: &'static str = "resumes.sweep";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::sweep(&app.machine()).await
    }
}
