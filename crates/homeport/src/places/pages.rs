//! Where everyone is, and who works in an industry.

mod index;
mod industry;

pub use index::index;
pub use industry::industry;
