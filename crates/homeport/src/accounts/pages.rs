//! Signing in, one's own security, lost contacts, roles, the first start, what is kept and why.

mod code;
mod confirm;
mod found;
mod privacy;
mod recover;
mod roles;
mod security;
mod sign_in;
mod undo;

pub use code::{by_code, sent};
pub use confirm::{confirm, confirm_link};
pub use found::{found, founding, not_founded};
pub use privacy::privacy;
pub use recover::{approve, ask, asked, recover, recoveries, refuse, stop, stop_page};
pub use roles::{give, roles, take_back};
pub use security::{
    add_contact, close, close_others, confirm_contact, remove_contact, remove_password, security, send_again,
    set_password,
};
pub use sign_in::{ask_link, by_link, by_password, link, sign_in, sign_out};
pub use undo::{undo, undo_page};

use axum::http::header;
use axum::response::Response;
use keel::db::Conn;
use keel::error::Result;

use super::{Device, actions, session_cookie};
use crate::app::{Answer, Cx};
use crate::people::PersonId;
use crate::shell::pages::own_path;
use crate::{exits, suspensions};

/// Opens a session for somebody who proved who they are, commits, and leads on.
async fn let_in(cx: &Cx, mut conn: Conn, person: PersonId, device: &Device, to: &str) -> Answer {
    let token = actions::open_session(cx, &mut conn, person, &device.0).await?;
    let is_leaving = exits::of_person(&mut conn, person).await?.is_some();
    let is_suspended = suspensions::running(&mut conn, person).await?.is_some();
    cx.commit(conn).await?;
    // Whoever left and signs in stands before the button that takes it back; whose membership rests, before
    // the reason and the appeal.
    let to = match (is_leaving, is_suspended) {
        (true, _) => "/me/exit",
        (false, true) => "/me/suspension",
        (false, false) => own_path(to),
    };
    with_session(cx, cx.to(to)?, &token)
}

/// Gives the browser its session, and forgets what it asked with.
fn with_session(cx: &Cx, mut response: Response, token: &str) -> Answer {
    response.headers_mut().append(header::SET_COOKIE, session_cookie(cx, token));
    code::forget_ticket(cx, &mut response);
    Ok(response)
}

/// The part of an address that says where to go afterwards.
fn onward(to: &str) -> String {
    match own_path(to) {
        "/" => String::new(),
        path => {
            let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("?to={path}")
        }
    }
}

/// What a form left out, or something far too long, is empty.
fn short(text: &str, most: usize) -> Result<&str> {
    let text = text.trim();
    Ok(if text.chars().count() > most { "" } else { text })
}
