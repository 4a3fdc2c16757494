//! Every job there is, and the timetable of the recurring ones, a line each.

use keel::jobs::{Registry, Timetable};

use crate::accounts;
use crate::app::App;

/// The kinds of job that workers do.
pub fn registry() -> Registry<App> {
    Registry::new()
        .with::<accounts::jobs::AnswerSignIn>()
        .with::<accounts::jobs::AnswerRecovery>()
        .with::<accounts::jobs::Sweep>()
}

/// What happens again and again, in the alliance's time zone.
pub fn timetable() -> Timetable {
    Timetable::new().daily("accounts.sweep", 3, 10, || accounts::jobs::Sweep)
}
