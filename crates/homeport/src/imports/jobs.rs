//! The long work of an import, and sweeping what it leaves.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::ImportId;
use super::actions;
use crate::app::App;

/// Checks a file, takes it in, or takes it back: whatever the import's state says is to be done.
#[derive(Serialize, Deserialize)]
pub struct WorkOnImport {
    pub import: ImportId,
}

impl Job for WorkOnImport {
    type App = App;
    const NAME: &'static str = "imports.work";

    fn key(&self) -> Option<String> {
        Some(self.import.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::work(&app, self.import, None).await
    }
}

/// Deletes files that are not needed any more, and the words of rows that did not go in.
#[derive(Serialize, Deserialize)]
pub struct SweepImports;

impl Job for SweepImports {
    type App = App;
    const NAME: &'static str = "imports.sweep";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::sweep(&app).await
    }
}

/// Forgets the words of one import: somebody in it was deleted.
#[derive(Serialize, Deserialize)]
pub struct ForgetImport {
    pub import: ImportId,
}

impl Job for ForgetImport {
    type App = App;
    const NAME: &'static str = "imports.forget";

    fn key(&self) -> Option<String> {
        Some(self.import.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        actions::forget_words(&app, self.import).await?;
        app.db.truncate_log().await
    }
}
