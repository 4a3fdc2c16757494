//! Counting, now and then.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;

#[derive(Serialize, Deserialize)]
pub struct CountPlaces;

impl Job for CountPlaces {
    type App = App;
    const NAME: &'static str = "places.count";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::count(&app.machine()).await
    }
}
