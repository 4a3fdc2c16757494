//! Pairs and merges.

use keel::clock::Time;
use keel::row;

use super::score::Reason;
use crate::people::PersonId;

keel::id!(MergeId);

keel::words! {
    /// How a pair stands.
    pub enum State {
        /// Waits for an officer.
        Open = "open",
        /// Two people, for good; an officer may open it again.
        Apart = "apart",
    }
}

/// Days in which a merge can be undone.
pub const UNDO_DAYS: i64 = 180;
/// From this score on two records are surely one.
pub const SURE: i64 = 80;
/// From this score on they are proposed.
pub const LIKELY: i64 = 45;

/// Two people in the order in which a pair is kept.
pub fn ordered(first: PersonId, second: PersonId) -> (PersonId, PersonId) {
    (first.min(second), first.max(second))
}

/// Two records that may be one.
#[derive(Clone, Debug)]
pub struct Pair {
    pub one_id: PersonId,
    pub other_id: PersonId,
    pub state: State,
    pub score: i64,
    /// Words with a space between.
    pub reasons: String,
    pub found_at: Time,
    pub decided_at: Option<Time>,
}
row!(Pair { one_id, other_id, state, score, reasons, found_at, decided_at });

impl Pair {
    pub fn reasons(&self) -> impl Iterator<Item = Reason> {
        self.reasons.split(' ').filter_map(Reason::from_word)
    }
}

/// Two records that were put together.
#[derive(Clone, Debug)]
pub struct Merge {
    pub merge_id: MergeId,
    pub stayed_id: PersonId,
    pub gone_id: PersonId,
    pub merged_at: Time,
    pub merged_by: Option<PersonId>,
    /// Until when it can be undone.
    pub until_at: Time,
    pub undone_at: Option<Time>,
    /// Whether what it did is still kept.
    pub has_rows: bool,
}
row!(Merge { merge_id, stayed_id, gone_id, merged_at, merged_by, until_at, undone_at, has_rows });

impl Merge {
    pub const fn can_be_undone(&self) -> bool {
        self.undone_at.is_none() && self.has_rows
    }
}
