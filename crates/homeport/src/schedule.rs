//! Every job there is, and the timetable of the recurring ones, a line each.

use std::time::Duration;

use keel::jobs::{Registry, Timetable};

use crate::app::App;
use crate::{
    accounts, budget, careers, claims, departures, desk, duplicates, exits, freshness, imports, invitations,
    people, places, resumes, retention, segments, suspensions, tokens, waves, welcome,
};

/// The kinds of job that workers do.
pub fn registry() -> Registry<App> {
    Registry::new()
        .with::<desk::jobs::CountAlliance>()
        .with::<welcome::jobs::AskForWishes>()
        .with::<accounts::jobs::AnswerSignIn>()
        .with::<accounts::jobs::AnswerRecovery>()
        .with::<accounts::jobs::Sweep>()
        .with::<careers::jobs::EraseRemoved>()
        .with::<budget::jobs::SweepMessages>()
        .with::<claims::jobs::AnswerClaim>()
        .with::<claims::jobs::AskToVouch>()
        .with::<claims::jobs::SweepClaims>()
        .with::<suspensions::jobs::EndSuspension>()
        .with::<duplicates::jobs::FindDuplicates>()
        .with::<duplicates::jobs::SweepMerges>()
        .with::<duplicates::jobs::ErasePhoto>()
        .with::<exits::jobs::EraseExit>()
        .with::<imports::jobs::WorkOnImport>()
        .with::<imports::jobs::SweepImports>()
        .with::<imports::jobs::ForgetImport>()
        .with::<invitations::jobs::SendInvitation>()
        .with::<invitations::jobs::RemindInvited>()
        .with::<invitations::jobs::AnswerKnock>()
        .with::<invitations::jobs::ExpireInvitations>()
        .with::<places::jobs::CountPlaces>()
        .with::<segments::jobs::CountSegments>()
        .with::<segments::jobs::SweepSegments>()
        .with::<tokens::jobs::SweepRequests>()
        .with::<departures::jobs::DecideHeld>()
        .with::<resumes::jobs::SweepResumes>()
        .with::<retention::jobs::Sweep>()
        .with::<people::jobs::SweepChanges>()
        .with::<freshness::jobs::RunCampaign>()
        .with::<people::jobs::LocatePeople>()
        .with::<waves::jobs::RunWave>()
}

/// What happens again and again, in the alliance's time zone.
pub fn timetable() -> Timetable {
    Timetable::new()
        .every("desk.count", Duration::from_secs(60), || desk::jobs::CountAlliance)
        .daily("accounts.sweep", 3, 10, || accounts::jobs::Sweep)
        // By day: whoever is warned reads it when it comes.
        .daily("retention.sweep", 10, 20, || retention::jobs::Sweep {})
        .daily("claims.sweep", 3, 15, || claims::jobs::SweepClaims)
        .daily("imports.sweep", 3, 20, || imports::jobs::SweepImports)
        .daily("duplicates.sweep", 3, 25, || duplicates::jobs::SweepMerges)
        // Before the log that it follows is swept.
        .daily("duplicates.find", 2, 30, || duplicates::jobs::FindDuplicates {})
        .daily("budget.sweep", 3, 50, || budget::jobs::SweepMessages)
        .daily("careers.erase", 3, 40, || careers::jobs::EraseRemoved)
        .daily("people.sweep_changes", 3, 40, || people::jobs::SweepChanges)
        .daily("resumes.sweep", 3, 45, || resumes::jobs::SweepResumes)
        .every("places.count", Duration::from_secs(600), || places::jobs::CountPlaces)
        .every("segments.count", Duration::from_secs(3_600), || segments::jobs::CountSegments)
        .daily("segments.sweep", 3, 25, || segments::jobs::SweepSegments)
        .daily("people.locate", 3, 50, || people::jobs::LocatePeople)
        .daily("tokens.sweep", 3, 30, || tokens::jobs::SweepRequests)
        .every("invitations.expire", Duration::from_secs(3_600), || invitations::jobs::ExpireInvitations {})
}
