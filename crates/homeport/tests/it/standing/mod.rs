//! The walls: what must hold for every feature, whoever writes it.

mod budget;
mod canary;
mod fragments;
mod matrix;
mod merge;
mod messages;
mod non_compete;
mod openapi;
mod privacy;
mod queries;
mod rules;
pub mod source;
