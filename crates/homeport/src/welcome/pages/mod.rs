//! The member's first page, the wish, the greeting.

mod greeting;
mod home;
mod wish;

pub use greeting::{approval, approve, desk, exclude, greetings, standing, write};
pub use home::home;
pub use wish::{decline, show, wish};
