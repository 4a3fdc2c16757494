//! Organisations: the list, the page of one, and the officers' forms.

mod edit;
mod index;
mod join;
mod show;
mod words;

pub use edit::{add, add_name, change, edit, new, remove_name};
pub use index::index;
pub use join::{ask_join, join};
pub use show::show;
pub use words::{industries, industry};
