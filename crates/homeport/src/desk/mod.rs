//! The officer's desk: what needs somebody today, the recent departures, the alliance in figures, and
//! a month on one page.
//!
//! Owns `desk_figure`. Every count is a link to its list; every figure says what it is made of.

pub mod actions;
pub mod jobs;
mod model;
pub mod pages;
mod sql;
