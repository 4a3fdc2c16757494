//! The officer's list of clocks, and the page where somebody keeps or deletes what is kept about them.

mod choose;
mod index;

pub use choose::{choose, forget, keep};
pub use index::{extend, index};
