//! The walls: what must hold for every feature, whoever writes it.

mod matrix;
mod messages;
mod queries;
mod rules;
mod source;
