//! The words of the journal: a sentence for each act, in which the actor is the subject.

use super::Act;

keel::words! {
    /// Acts that belong together, as the filter offers them; the word is the feature's.
    pub enum Group {
        Accounts = "accounts",
        People = "people",
        Departures = "departures",
        Imports = "imports",
        Invitations = "invitations",
        Claims = "claims",
        Members = "members",
        Suspensions = "suspensions",
        Duplicates = "duplicates",
        Exits = "exits",
        Welcome = "welcome",
        Careers = "careers",
        Resumes = "resumes",
        Copies = "copies",
        Organisations = "organisations",
        Freshness = "freshness",
        Lost = "lost",
        Missing = "missing",
        Segments = "segments",
        Waves = "waves",
        Retention = "retention",
        Settings = "settings",
        Tokens = "tokens",
        Backup = "backup",
        Tasks = "shell",
    }
}

impl Group {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accounts => "journal-group-accounts",
            Self::People => "journal-group-people",
            Self::Departures => "journal-group-departures",
            Self::Imports => "journal-group-imports",
            Self::Invitations => "journal-group-invitations",
            Self::Claims => "journal-group-claims",
            Self::Members => "journal-group-members",
            Self::Suspensions => "journal-group-suspensions",
            Self::Duplicates => "journal-group-duplicates",
            Self::Exits => "journal-group-exits",
            Self::Welcome => "journal-group-welcome",
            Self::Careers => "journal-group-careers",
            Self::Resumes => "journal-group-resumes",
            Self::Copies => "journal-group-copies",
            Self::Organisations => "journal-group-organisations",
            Self::Freshness => "journal-group-freshness",
            Self::Lost => "journal-group-lost",
            Self::Missing => "journal-group-missing",
            Self::Segments => "journal-group-segments",
            Self::Waves => "journal-group-waves",
            Self::Retention => "journal-group-retention",
            Self::Settings => "journal-group-settings",
            Self::Tokens => "journal-group-tokens",
            Self::Backup => "journal-group-backup",
            Self::Tasks => "journal-group-shell",
        }
    }
}

/// What happened, without its names.
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::SignedIn => "journal-act-signed-in",
        Act::SignedOut => "journal-act-signed-out",
        Act::SessionRevoked => "journal-act-session-revoked",
        Act::LinkAsked => "journal-act-link-asked",
        Act::LinkRefused => "journal-act-link-refused",
        Act::PasswordSet => "journal-act-password-set",
        Act::PasswordRemoved => "journal-act-password-removed",
        Act::ChangeUndone => "journal-act-change-undone",
        Act::RoleGranted => "journal-act-role-granted",
        Act::RoleTaken => "journal-act-role-taken",
        Act::RecoveryAsked => "journal-act-recovery-asked",
        Act::RecoveryDecided => "journal-act-recovery-decided",
        Act::PersonAdded => "journal-act-person-added",
        Act::PersonChanged => "journal-act-person-changed",
        Act::PersonDeleted => "journal-act-person-deleted",
        Act::PhotoChanged => "journal-act-photo-changed",
        Act::ContactAdded => "journal-act-contact-added",
        Act::ContactConfirmed => "journal-act-contact-confirmed",
        Act::ContactRemoved => "journal-act-contact-removed",
        Act::ContactFailed => "journal-act-contact-failed",
        Act::Silenced => "journal-act-silenced",
        Act::SilenceLifted => "journal-act-silence-lifted",
        Act::TenureOpened => "journal-act-tenure-opened",
        Act::TenureChanged => "journal-act-tenure-changed",
        Act::EntityChanged => "journal-act-entity-changed",
        Act::Transferred => "journal-act-transferred",
        later => act_of_a_claim(later),
    }
}

const fn act_of_a_claim(act: Act) -> &'static str {
    match act {
        Act::ClaimTold => "journal-act-claim-told",
        Act::ClaimConfirmed => "journal-act-claim-confirmed",
        Act::ClaimAccepted => "journal-act-claim-accepted",
        Act::ClaimRefused => "journal-act-claim-refused",
        Act::ClaimAppealed => "journal-act-claim-appealed",
        Act::ClaimTakenBack => "journal-act-claim-taken-back",
        Act::VouchAsked => "journal-act-vouch-asked",
        Act::Vouched => "journal-act-vouched",
        Act::Suspended => "journal-act-suspended",
        Act::SuspensionAppealed => "journal-act-suspension-appealed",
        Act::SuspensionAnswered => "journal-act-suspension-answered",
        Act::SuspensionLifted => "journal-act-suspension-lifted",
        Act::SuspensionEnded => "journal-act-suspension-ended",
        later => act_of_freshness(later),
    }
}

const fn act_of_freshness(act: Act) -> &'static str {
    match act {
        Act::RecordConfirmed => "journal-act-record-confirmed",
        Act::RhythmChosen => "journal-act-rhythm-chosen",
        Act::CampaignMade => "journal-act-campaign-made",
        Act::CampaignStarted => "journal-act-campaign-started",
        Act::CampaignPaused => "journal-act-campaign-paused",
        Act::CampaignEnded => "journal-act-campaign-ended",
        Act::LostAsked => "journal-act-lost-asked",
        Act::GroupCompared => "journal-act-group-compared",
        later => act_of_a_departure(later),
    }
}

const fn act_of_a_departure(act: Act) -> &'static str {
    match act {
        Act::DepartureRecorded => "journal-act-departure-recorded",
        Act::DepartureAgreed => "journal-act-departure-agreed",
        Act::DepartureMoved => "journal-act-departure-moved",
        Act::DepartureCompleted => "journal-act-departure-completed",
        Act::DepartureWithdrawn => "journal-act-departure-withdrawn",
        Act::DepartureDecided => "journal-act-departure-decided",
        Act::DepartureAppealed => "journal-act-departure-appealed",
        Act::LeavingChanged => "journal-act-leaving-changed",
        Act::StepDone => "journal-act-step-done",
        Act::StepUndone => "journal-act-step-undone",
        Act::Imported => "journal-act-imported",
        Act::StepAdded => "journal-act-step-added",
        Act::StepRemoved => "journal-act-step-removed",
        Act::Invited => "journal-act-invited",
        Act::InvitationHanded => "journal-act-invitation-handed",
        Act::InvitationFailed => "journal-act-invitation-failed",
        Act::InvitationOpened => "journal-act-invitation-opened",
        Act::InvitationDeclined => "journal-act-invitation-declined",
        Act::InvitationRevoked => "journal-act-invitation-revoked",
        Act::InvitationRequested => "journal-act-invitation-requested",
        Act::InvitationAnswered => "journal-act-invitation-answered",
        Act::Joined => "journal-act-joined",
        Act::ConsentChanged => "journal-act-consent-changed",
        Act::VisibilityChanged => "journal-act-visibility-changed",
        Act::Merged => "journal-act-merged",
        Act::MergeUndone => "journal-act-merge-undone",
        Act::KeptApart => "journal-act-kept-apart",
        Act::PairReopened => "journal-act-pair-reopened",
        Act::ExitAsked => "journal-act-exit-asked",
        Act::ExitTakenBack => "journal-act-exit-taken-back",
        Act::GreetingWritten => "journal-act-greeting-written",
        Act::GreetingApproved => "journal-act-greeting-approved",
        Act::WishExcluded => "journal-act-wish-excluded",
        Act::WishAsked => "journal-act-wish-asked",
        Act::WishWritten => "journal-act-wish-written",
        Act::WishDeclined => "journal-act-wish-declined",
        later => act_of_the_house(later),
    }
}

const fn act_of_the_house(act: Act) -> &'static str {
    match act {
        Act::OrganisationAdded => "journal-act-organisation-added",
        Act::OrganisationChanged => "journal-act-organisation-changed",
        Act::OrganisationsJoined => "journal-act-organisations-joined",
        Act::SegmentMade => "journal-act-segment-made",
        Act::SegmentChanged => "journal-act-segment-changed",
        Act::SegmentRemoved => "journal-act-segment-removed",
        Act::SegmentRestored => "journal-act-segment-restored",
        Act::SegmentExported => "journal-act-segment-exported",
        Act::PositionAdded => "journal-act-position-added",
        Act::PositionChanged => "journal-act-position-changed",
        Act::PositionConfirmed => "journal-act-position-confirmed",
        Act::PositionRemoved => "journal-act-position-removed",
        Act::PositionRestored => "journal-act-position-restored",
        Act::PositionErased => "journal-act-position-erased",
        Act::LearntAdded => "journal-act-learnt-added",
        Act::LearntRemoved => "journal-act-learnt-removed",
        Act::LearntRestored => "journal-act-learnt-restored",
        Act::OffersLoaded => "journal-act-offers-loaded",
        Act::CopyMade => "journal-act-copy-made",
        Act::ResumeTaken => "journal-act-resume-taken",
        Act::ResumeTakenBack => "journal-act-resume-taken-back",
        Act::NewsSeen => "journal-act-news-seen",
        Act::WaveAsked => "journal-act-wave-asked",
        Act::WavePaused => "journal-act-wave-paused",
        Act::WaveResumed => "journal-act-wave-resumed",
        Act::WaveStopped => "journal-act-wave-stopped",
        Act::RetentionWarned => "journal-act-retention-warned",
        Act::RetentionAnswered => "journal-act-retention-answered",
        Act::RetentionExtended => "journal-act-retention-extended",
        Act::RetentionEnded => "journal-act-retention-ended",
        Act::SettingChanged => "journal-act-setting-changed",
        Act::TokenMade => "journal-act-token-made",
        Act::TokenRevoked => "journal-act-token-revoked",
        Act::BackupTaken => "journal-act-backup-taken",
        Act::BackupRestored => "journal-act-backup-restored",
        Act::BackupMoved => "journal-act-backup-moved",
        Act::JobRetried => "journal-act-job-retried",
        Act::JobDiscarded => "journal-act-job-discarded",
        _ => "journal-act-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_a_sentence_and_a_group() {
        for one in Act::ALL {
            assert_ne!(act(*one), "journal-act-other", "{one}");
            assert!(Group::from_word(one.feature()).is_some(), "{one}");
        }
    }
}
