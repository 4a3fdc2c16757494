//! The only writers of accounts.

mod changes;
mod contacts;
mod found;
mod recovery;
mod roles;
mod sessions;
mod sign_in;

pub use changes::{Change, Undo, tell_of_change, told, undo_change};
pub use contacts::{add_contact, confirm_by_code, confirm_by_link, remove_contact, send_confirmation};
pub use found::{Founding, first_administrator_link, found};
pub use recovery::{approve_recovery, ask_recovery, open_recovery, refuse_recovery, stop_recovery};
pub use roles::{drop_roles, grant, take};
pub use sessions::{close_other_sessions, close_session, close_sessions, open_session, sign_out};
pub use sign_in::{
    Ask, by_code, by_link, by_password, remove_password, send_sign_in, set_password, sign_in_link,
};
