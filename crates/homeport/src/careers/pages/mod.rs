//! A career as its owner and the officers work on it, the form of a position, and the officers' news.

mod acts;
mod form;
mod index;
mod learnt;
mod show;
mod words;

pub use acts::{confirm, remove, restore, see};
pub use form::{add, correct, new, position};
pub use index::index;
pub use learnt::{Line, learn, lines, offers, relearn, unlearn};
pub use show::show;
pub use words::{NewsLine, Stop, elsewhere, news_line, note, when, who};

use keel::db::Conn;
use keel::error::{Error, Result};

use crate::access::Can;
use crate::app::Cx;
use crate::people::{self, Person, PersonId};

/// Whose career this is: the viewer's own, or anybody's for whoever may edit people. To others it is not there.
async fn whose(cx: &Cx, conn: &mut Conn, id: &str) -> Result<Person> {
    let id: PersonId = id.parse()?;
    if cx.viewer.person != Some(id) && !cx.viewer.may(Can::EditPeople) {
        return Err(Error::NotFound);
    }
    people::person(conn, id).await
}
