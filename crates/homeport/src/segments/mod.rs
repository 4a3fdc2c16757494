//! Segments: filters over people under a name, by officers, so that the same people can be meant again. A segment
//! holds a question, never an answer: whoever fits on the day is in it.
//!
//! Owns `segments_segment`. What is asked is kept as the query string that its page has. One who is dead is in
//! none, and one who is silent is counted apart: wherever people are chosen they are left out, with the reason.
//! Nothing of what HR alone knows can be asked for.
//!
//! Others call [`people_of`], which names the people a batch at a time, however many there are; or go along the list of
//! people that `who` of a filter narrows, and ask [`among`] of each stretch.

pub mod actions;
mod count;
mod export;
mod filter;
pub mod jobs;
mod lines;
mod look;
mod model;
pub mod pages;
mod sql;

pub use count::Tally;
pub use filter::Filter;
pub use model::{Batch, LeftOut, Segment, SegmentId};

use keel::db::Conn;
use keel::error::Result;

use crate::access::{Can, Viewer};
use crate::app::Cx;
use crate::members::Purpose;
use crate::people::PersonId;

/// The segments that the viewer may use, by name: those for all officers and their own.
pub async fn all(conn: &mut Conn, viewer: &Viewer) -> Result<Vec<Segment>> {
    viewer.must(Can::EditPeople)?;
    sql::all(conn, viewer.person).await
}

/// `NotFound` for another's own and for one that was removed.
pub async fn segment(conn: &mut Conn, viewer: &Viewer, segment: SegmentId) -> Result<Segment> {
    viewer.must(Can::EditPeople)?;
    sql::segment(conn, segment, viewer.person, viewer.is_machine && viewer.person.is_none()).await
}

/// The people of a segment as it is now, a batch at a time in the order of ids: those who may be written to, and
/// how many are left out and why. With a purpose, whoever did not agree to it is left out, too. A batch may be
/// empty; it was the last one when it has no `next`, which is where the following one goes on. Whoever joins the
/// segment behind that point meanwhile is in, nobody is named twice, and no more people are held than a batch has.
///
/// For a million people this reads them all, so call it from a job, with a read of its own for each batch.
pub async fn people_of(
    cx: &Cx,
    conn: &mut Conn,
    segment: SegmentId,
    purpose: Option<Purpose>,
    after: Option<PersonId>,
) -> Result<Batch> {
    let filter = self::segment(conn, &cx.viewer, segment).await?.filter;
    people_for(cx, conn, &filter, purpose, after).await
}

/// Those of some people who fit a filter, in the order given, whether or not they may be written to: for whoever
/// has reasons of their own. That they fit `who` of the filter the caller knows. Whoever is dead is left out.
pub async fn among(cx: &Cx, conn: &mut Conn, filter: &Filter, people: &[PersonId]) -> Result<Vec<PersonId>> {
    cx.viewer.must(Can::EditPeople)?;
    look::among(cx, conn, filter, people).await
}

/// As [`people_of`], for a filter that is in no segment.
pub async fn people_for(
    cx: &Cx,
    conn: &mut Conn,
    filter: &Filter,
    purpose: Option<Purpose>,
    after: Option<PersonId>,
) -> Result<Batch> {
    cx.viewer.must(Can::EditPeople)?;
    look::batch(cx, conn, filter, purpose, after).await
}
