//! Pages of the invitation: the letter itself, the common door, the officer's lists, paper to hand over.

mod ask;
mod door;
mod letter;
mod lists;
mod paper;
mod show;
mod standing;

pub use ask::{ask, asking, ground_word, role_word};
pub use door::{door, knock};
pub use letter::{join, letter, opened};
pub use lists::{answer, failed, index, requests};
pub use paper::{kit, kits, links, note_kits, poster};
pub use show::{contact, handed, renew, revoke, send, show};
pub use standing::{again, decline, declining, never, nevering, short_decline, short_never};
