//! The settings as an administrator changes them.

mod entities;
mod house;
mod messages;

pub use entities::{add, change, entities};
pub use house::{house, save};
pub use messages::{messages, save_messages, try_texts};
