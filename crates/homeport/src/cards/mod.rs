//! The card for life: the first number, the name, the years; a code that leads to the page on which
//! anybody can check it.
//!
//! Owns no table. The card is drawn from what people and members know at this moment, and the page
//! behind its code shows only what its holder lets everyone see: that, and whether it is valid.

mod model;
pub mod pages;
mod vcard;

pub use model::CardView;

use keel::db::Conn;
use keel::error::Result;

use crate::app::{App, Cx};
use crate::members;
use crate::people::{self, PersonId};

/// What a card's ticket is signed for.
const PURPOSE: &str = "card";

/// The card of a member in the viewer's language; `None` for somebody who is no member.
pub async fn card(cx: &Cx, conn: &mut Conn, person: PersonId) -> Result<Option<CardView>> {
    if !members::is_member(conn, person).await? {
        return Ok(None);
    }
    let name = people::person(conn, person).await?.name;
    let tenures = people::tenures(conn, person).await?;
    Ok(Some(CardView {
        number: model::first_number(&tenures).unwrap_or_default().to_owned(),
        name,
        lines: model::lines(cx.l(), &tenures, cx.today()),
        says: model::says(&cx.app, model::is_colleague(&tenures, cx.today())),
        qr: keel::qr::svg(&link(&cx.app, person))?,
    }))
}

/// Where anybody can check the card of this person.
pub fn link(app: &App, person: PersonId) -> String {
    app.url(&format!("/c/{}", app.key.ticket(PURPOSE, person.0)))
}
