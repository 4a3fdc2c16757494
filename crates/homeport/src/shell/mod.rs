//! What is around every page: who looks and whether they may, the frame, the menu, errors, assets.
//! Owns no tables.

mod form;
mod frame;
mod guard;
pub mod pages;

pub use form::{FileUpload, Form, LARGEST, Upload};
pub use frame::{Choice, Flash, MenuItem, Problem, Shell, Tab, beside};
pub(crate) use guard::network;
pub use guard::{around, guard};
