//! After somebody joined: asking those who worked with them for a wish.

use keel::error::Result;
use keel::jobs::Job;
use serde::{Deserialize, Serialize};

use super::actions;
use crate::app::App;
use crate::people::PersonId;

#[derive(Serialize, Deserialize)]
pub struct AskForWishes {
    pub person: PersonId,
}

impl Job for AskForWishes {
    type App = App;
    const NAME: &'static str = "welcome.ask_for_wishes";

    fn key(&self) -> Option<String> {
        Some(self.person.to_string())
    }

    async fn run(self, app: App) -> Result<()> {
        let cx = app.machine();
        let mut conn = cx.begin().await?;
        actions::ask_now(&cx, &mut conn, self.person).await?;
        cx.commit(conn).await
    }
}
