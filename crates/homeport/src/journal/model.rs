//! What can be done to somebody or something.

keel::id!(EntryId);

keel::words! {
    /// What happened; the word is `feature.what`, past tense.
    pub enum Act {
        SignedIn = "accounts.signed_in",
        SignedOut = "accounts.signed_out",
        SessionRevoked = "accounts.session_revoked",
        LinkAsked = "accounts.link_asked",
        LinkRefused = "accounts.link_refused",
        PasswordSet = "accounts.password_set",
        PasswordRemoved = "accounts.password_removed",
        ChangeUndone = "accounts.change_undone",
        RoleGranted = "accounts.role_granted",
        RoleTaken = "accounts.role_taken",
        RecoveryAsked = "accounts.recovery_asked",
        RecoveryDecided = "accounts.recovery_decided",
        PersonAdded = "people.added",
        PersonChanged = "people.changed",
        PersonDeleted = "people.deleted",
        PhotoChanged = "people.photo_changed",
        ContactAdded = "people.contact_added",
        ContactConfirmed = "people.contact_confirmed",
        ContactRemoved = "people.contact_removed",
        ContactFailed = "people.contact_failed",
        Silenced = "people.silenced",
        SilenceLifted = "people.silence_lifted",
        TenureOpened = "people.tenure_opened",
        TenureChanged = "people.tenure_changed",
        EntityChanged = "people.entity_changed",
        Transferred = "people.transferred",
        DepartureRecorded = "departures.recorded",
        DepartureAgreed = "departures.agreed",
        DepartureMoved = "departures.moved",
        DepartureCompleted = "departures.completed",
        DepartureWithdrawn = "departures.withdrawn",
        DepartureDecided = "departures.decided",
        DepartureAppealed = "departures.appealed",
        LeavingChanged = "departures.leaving_changed",
        StepDone = "departures.step_done",
        StepUndone = "departures.step_undone",
        StepAdded = "departures.step_added",
        StepRemoved = "departures.step_removed",
        Invited = "invitations.created",
        InvitationHanded = "invitations.handed",
        InvitationFailed = "invitations.failed",
        InvitationOpened = "invitations.opened",
        InvitationDeclined = "invitations.declined",
        InvitationRevoked = "invitations.revoked",
        InvitationRequested = "invitations.requested",
        InvitationAnswered = "invitations.answered",
        Joined = "members.joined",
        ConsentChanged = "members.consent_changed",
        VisibilityChanged = "members.visibility_changed",
        ExitAsked = "exits.asked",
        ExitTakenBack = "exits.taken_back",
        GreetingWritten = "welcome.greeting_written",
        GreetingApproved = "welcome.greeting_approved",
        WishExcluded = "welcome.excluded",
        WishAsked = "welcome.wish_asked",
        WishWritten = "welcome.wish_written",
        WishDeclined = "welcome.wish_declined",
        SettingChanged = "settings.changed",
        JobRetried = "shell.job_retried",
        JobDiscarded = "shell.job_discarded",
    }
}

impl Act {
    /// The feature it belongs to: what stands before the dot.
    pub fn feature(self) -> &'static str {
        self.word().split('.').next().unwrap_or_default()
    }
}
