//! Sessions, sign-in links, codes.

use keel::l10n::Lang;

use crate::access::Viewer;

keel::id!(SessionId);
keel::id!(LinkId);
keel::id!(RecoveryId);

/// Whom a session's cookie stands for.
pub struct Seen {
    pub viewer: Viewer,
    pub session: SessionId,
    pub language: Option<Lang>,
}
