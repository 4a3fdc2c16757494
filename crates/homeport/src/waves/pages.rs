//! The officer's waves: the list, a new one, one on its way.

mod index;
mod new;
mod show;
mod words;

pub use index::index;
pub use new::{ask, new};
pub use show::{pause, resume, show, start, stop};
