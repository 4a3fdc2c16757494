//! Who is missing from a group: the nicknames of a WeChat group, held against those who should be in it.
//!
//! It owns nothing, and keeps nothing: what is pasted is matched while the answer is made, and forgotten with
//! it. Whom an officer chose are read by their ids, five thousand at most; a nickname is taken for somebody
//! only where it names one person and no other, and everything less certain is for the officer to say.

pub mod actions;
mod model;
pub mod pages;

pub use model::{Known, Verdict, nicknames, verdicts};
