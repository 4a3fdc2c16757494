//! The directory of people, each person's page, the officer's forms, and one's own page.

mod add;
mod contacts;
mod edit;
mod found;
mod gone;
mod list;
mod me;
mod names;
mod photo;
mod profile;
mod tenures;
pub mod whom;
mod words;

pub use add::{add, new};
pub use contacts::{add_contact, fail_contact, remove_contact};
pub use edit::{edit, invite, rename};
pub use gone::{confirm_delete, delete, lift, silence};
pub use list::index;
pub(crate) use list::{Line, line};
pub use me::{me, set_language, set_names, set_place};
pub use photo::{photo, put_photo, remove_photo};
pub use profile::{show, stopped};
pub use tenures::{end, manage, new_tenure, open, reopen, tenure};
pub use words::{dotted, entities, kind, known_from, place, years};
