//! The officer's campaigns, what whoever was asked sees, and the one tap on a person's page.

mod answer;
mod index;
mod new;
mod reached;
mod show;
mod word;
mod words;

pub use answer::{
    answer, confirm, contact, job, leave, leaving, name, never, nevering, opened, place, rhythm,
};
pub use index::index;
pub use new::{make, new};
pub use reached::reached;
pub use show::{end, pause, show, start};
pub use word::{confirm_me, confirm_person, set_rhythm};
pub use words::{confirmed, rhythms};

use crate::people::directory::{Eye, Filter};
use crate::people::pages::whom::Whom;

/// Whom a campaign means, of what is kept of it.
pub fn whom(eye: &Eye, kept: &str) -> Filter {
    Whom::read(kept).filter(eye)
}
