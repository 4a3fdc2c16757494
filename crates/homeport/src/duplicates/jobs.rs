//! Looking for duplicates every night and after an import, and forgetting what is not needed to undo a merge any more.

use keel::error::Result;
use keel::jobs::{Job, enqueue};
use serde::{Deserialize, Serialize};

use super::{actions, find};
use crate::app::App;
use crate::people::{PhotoId, photos};

/// Steps of one run: then another job has its turn, and this one goes on where it was.
const STEPS: usize = 40;

#[derive(Serialize, Deserialize)]
pub struct FindDuplicates {}

impl Job for FindDuplicates {
    type App = App;
    const NAME: &'static str = "duplicates.find";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, app: App) -> Result<()> {
        find::begin(&app).await?;
        for _ in 0..STEPS {
            if find::step(&app).await?.ended_at.is_some() {
                return Ok(());
            }
        }
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        enqueue(&mut conn, &app.ids, cx.now, &self).await?;
        cx.commit(conn).await
    }
}

#[derive(Serialize, Deserialize)]
pub struct SweepMerges;

impl Job for SweepMerges {
    type App = App;
    const NAME: &'static str = "duplicates.sweep";

    async fn run(self, app: App) -> Result<()> {
        actions::sweep(&app).await
    }
}

/// Deletes the files of a picture nobody has any more.
#[derive(Serialize, Deserialize)]
pub struct ErasePhoto {
    pub photo: PhotoId,
}

impl Job for ErasePhoto {
    type App = App;
    const NAME: &'static str = "duplicates.erase_photo";

    fn key(&self) -> Option<String> {
        Some(self.photo.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        photos::forget(&app, self.photo).await
    }
}
