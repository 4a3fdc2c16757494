//! The people of the alliance: who they are, when and where they worked, how to reach them.
//!
//! Owns `people_entity`, `people_person`, `people_name`, `people_word`, `people_listing`, `people_change`,
//! `people_tenure`, `people_number`, `people_contact`, `people_silence`, `people_tombstone`. A number
//! belongs to one person of an entity for ever; nobody writes to somebody who is silent; what was deleted does not
//! come back; a list is narrowed only by what its reader may see.
//!
//! A contact on file may be the company's own address, to sign in with while somebody works here; only
//! one that [`is_private`] is good for an invitation.

pub mod actions;
pub mod api;
pub mod directory;
pub mod index;
pub mod jobs;
mod model;
pub mod pages;
pub mod photos;
mod reads;
mod sql;
pub mod told;
mod words;

pub use model::{
    Audience, Confirmed, ContactId, ContactKind, Entity, EntityId, Found, Name, NameId, NameKind, NewPerson,
    NewTenure, OnFile, Person, PersonId, PersonKind, PhotoId, Silence, SilenceKind, Tenure, TenureId,
    TombstoneKind, days_together,
};
pub use reads::{
    after, called, confirmed, contact, contacts, entities, entity_called, find_by_contact, find_by_number,
    holder, holders, is_going, is_private, is_tombstoned, names, names_in_use, person, private_contacts,
    same_person, search, silence_of, tenure, tenures,
};
/// Who sees somebody and who worked beside whom, for the reads of other features.
pub(crate) use sql::{
    choices, is_listed, latest_tenure, then, these, these_people, unreachable_by_any, width, worked_beside,
};
pub use told::Told;
pub use words::{cleaned, folded, number, of_name as found_by_name, of_number as found_by_number, sort_key};
