//! The segments an officer keeps: the list, one of them, the form with its count, the list to call, the file.

mod calls;
mod edit;
mod export;
mod form;
mod index;
mod show;
mod words;

pub use calls::calls;
pub use edit::{change, edit, make, new, remove, restore};
pub use export::{columns, export};
pub use index::index;
pub use show::{counted_now, show};
pub use words::said;
