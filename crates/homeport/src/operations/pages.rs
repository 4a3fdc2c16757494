//! Tasks, messages, figures.

mod jobs;
mod metrics;
mod outbox;

pub use jobs::{discard, jobs, retry};
pub use metrics::metrics;
pub use outbox::{message, outbox, try_now};
