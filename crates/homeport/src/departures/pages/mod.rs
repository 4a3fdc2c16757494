//! The officer's pages about leaving.

mod acts;
mod held;
mod held_all;
mod index;
mod leaving;
mod policy;
mod record;
mod show;
pub mod sieve;
mod steps;
mod transfer;
mod words;

pub use acts::{add_contact, agree, complete, decide, lift_silence, put_off, release, silence, withdraw};
pub use held::{decide_batch, held};
pub use held_all::{decide_all, held_all};
pub use index::{RowView, index};
pub use leaving::{leaving, set_leaving};
pub use policy::{policy, set_policy};
pub use record::{new, record};
pub use show::show;
pub use steps::{add_step, remove_step, step_done, step_undone};
pub use transfer::{set_transfer, transfer};
pub use words::{ClockStep, clock};
