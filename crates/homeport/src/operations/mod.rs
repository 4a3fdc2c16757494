//! What runs behind the pages, for whoever looks after the machine: tasks that gave up, messages on
//! their way, the development mailbox, figures for a monitor. Owns no tables.

pub mod metrics;
pub mod pages;
mod sql;

pub use metrics::{Metrics, counted};
