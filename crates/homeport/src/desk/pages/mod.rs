//! The desk and the month.

mod index;
mod month;

pub use index::index;
pub use month::month;
