//! Careers from files: what somebody's LinkedIn export, JSON Resume or business card says of their jobs elsewhere.
//! A member sends their own, sees what was understood and what stays out and why, chooses, and can take it back as a
//! whole; officers send those of many through [`crate::imports`], which reads them with [`each`].
//!
//! Owns `resumes_resume`, `resumes_position`. What was understood is kept for a day and no longer; the file itself is
//! not kept at all. Positions are written by `careers`, with the file as their source; taken back, they are as if
//! never told, but for those that were corrected since. Schools, skills and photos stay out: there is no place for
//! them here, and the page says how many there were.

pub mod actions;
mod dates;
mod formats;
pub mod jobs;
mod model;
pub mod pages;
mod sql;

pub use formats::{Kind, each, kind_of};
pub use model::{LeftOut, Resume, ResumeId, State, Stint};
