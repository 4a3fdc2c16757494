//! Where everyone is: how many live in which town, work at which organisation and in which industry, and left in
//! which year; as lists, and the towns on a map.
//!
//! Owns `places_figure`. A number counts those alone whose field the viewer may see: what a reader cannot see of
//! somebody is in none of theirs. While an alliance is small its numbers are counted as the page is made; where that
//! would read too much they are kept and say how old they are. The way from a number leads to its people.

pub mod actions;
pub mod jobs;
mod map;
mod model;
pub mod pages;
mod sql;
