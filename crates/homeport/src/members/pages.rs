//! Pages of a member.
