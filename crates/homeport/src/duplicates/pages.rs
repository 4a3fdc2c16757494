//! The officer's list, two records side by side, and a merge that can be undone.

mod index;
mod merged;
mod show;
mod told;

pub use index::index;
pub use merged::{merged, undo};
pub use show::{apart, merge, reopen, show};
pub use told::{leads_on, told};

use super::score::Reason;

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Contact => "duplicates-reason-contact",
        Reason::CommonContact => "duplicates-reason-common-contact",
        Reason::Number => "duplicates-reason-number",
        Reason::Name => "duplicates-reason-name",
        Reason::Sound => "duplicates-reason-sound",
        Reason::Homophone => "duplicates-reason-homophone",
        Reason::Initials => "duplicates-reason-initials",
        Reason::Rare => "duplicates-reason-rare",
        Reason::Start => "duplicates-reason-start",
        Reason::Department => "duplicates-reason-department",
        Reason::Overlap => "duplicates-reason-overlap",
        Reason::Entity => "duplicates-reason-entity",
        Reason::Place => "duplicates-reason-place",
        Reason::Numbers => "duplicates-reason-numbers",
        Reason::Names => "duplicates-reason-names",
    }
}
