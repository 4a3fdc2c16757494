//! The people of the alliance: who they are, when and where they worked, how to reach them.
//!
//! Owns `people_entity`, `people_person`, `people_name`, `people_tenure`, `people_number`,
//! `people_contact`, `people_silence`, `people_tombstone`. A number belongs to one person of an
//! entity for ever; nobody writes to somebody who is silent; what was deleted does not come back.

pub mod actions;
mod model;
pub mod pages;
mod sql;

pub use model::{
    Audience, ContactId, ContactKind, EntityId, NameId, PersonId, PersonKind, PhotoId, SilenceKind, TenureId,
    days_together,
};
