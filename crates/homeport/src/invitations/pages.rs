//! Pages of the invitation.
