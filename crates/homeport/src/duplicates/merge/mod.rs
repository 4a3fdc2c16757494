//! What becomes of every row that names one of two people when their records are put together, and how each comes
//! back. The rules are pure: they read rows and say what each is afterwards.

mod plan;
mod rows;
mod rules;
mod singles;
pub mod tables;

pub use plan::{Choices, Side, Two, plan};
pub use rows::{Line, Saved, bytes, id, text};
