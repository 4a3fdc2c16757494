//! Careers from files: what somebody's LinkedIn export, JSON Resume or business card says of their jobs elsewhere.
//! A member sends their own, sees what was understood and what stays out and why, chooses, and can take it back as a
//! whole; officers send those of many through [`crate::imports`], which reads them with [`each`].
//!
//! Owns `resumes_resume`, `resumes_position`, `resumes_learnt`. What was understood is kept for a day and no longer; the file itself is
//! not kept at all. Positions, schools and skills are written by `careers`, with the file as their source; taken
//! back, they are as if never told, but for positions that were corrected since. Photos and projects stay out, and the
//! page says how many there were. Of a file about many people schools and skills stay out, too: each tells their own.

pub mod actions;
mod dates;
mod formats;
pub mod jobs;
mod model;
pub mod pages;
mod sql;

pub use formats::{Kind, each, kind_of};
pub use model::{LeftOut, Resume, ResumeId, State, Stint};
