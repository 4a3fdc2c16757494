//! Careers: the jobs that former colleagues held or hold elsewhere, and what is news about it.
//!
//! Owns `careers_position`, `careers_revision`, `careers_news`, `careers_learnt`, `careers_offer`. A position is known from somebody and was last
//! confirmed by somebody; a correction keeps what was there. Overlaps and gaps are normal. What is removed can
//! be taken back for thirty days and is erased then. Only those see a career whom its owner lets, and news
//! about it only those who worked beside them, if they allowed that, too.
//!
//! Career data is never used to police a non-compete: nothing here reads what HR knows about a departure, and
//! nothing there reads this.

pub mod actions;
pub mod command;
pub mod jobs;
mod learnt;
mod model;
pub mod pages;
mod sql;
mod timeline;

pub use learnt::{
    LONGEST as LONGEST_LEARNT, Learnt, LearntId, LearntKind, MOST as MOST_LEARNT, NewLearnt, folded,
};
pub use model::{
    Change, Entry, KEPT_DAYS, LONGEST_WHAT, MOST, News, NewsId, NewsKind, Placed, Position, PositionId,
    Source, There, is_told_of,
};
/// Who sees a position and whether it goes on, for the reads of other features.
pub(crate) use sql::{is_now, position_shown, shown_by};
pub use timeline::{Step, joined};

use keel::clock::Day;
use keel::db::Conn;
use keel::error::Result;

use crate::app::Cx;
use crate::members::{self, Field};
use crate::organisations::{self, OrganisationId};
use crate::people::PersonId;
use crate::people::directory::Eye;

/// What somebody did elsewhere, as far as the viewer may see it. The caller knows that they may see the person.
pub async fn positions(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Vec<Position>> {
    if sees(conn, eye, person).await? { sql::positions(conn, person).await } else { Ok(Vec::new()) }
}

/// What somebody learnt and where, as [`positions`].
pub async fn learnt(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<Vec<Learnt>> {
    if sees(conn, eye, person).await? { sql::learnt::of(conn, person).await } else { Ok(Vec::new()) }
}

async fn sees(conn: &mut Conn, eye: &Eye, person: PersonId) -> Result<bool> {
    let audience = members::audience(conn, person, Field::Career).await?;
    Ok(eye.me() == person || audience.width() >= eye.audience().width())
}

/// The name that something learnt is kept under: the one that the list has for it, or as others wrote it.
pub async fn named(conn: &mut Conn, kind: LearntKind, name: &str) -> Result<String> {
    let folded = folded(name);
    let known = match sql::learnt::offered(conn, kind, &folded).await? {
        Some(known) => Some(known),
        None => sql::learnt::spelling(conn, kind, &folded).await?,
    };
    Ok(known.unwrap_or_else(|| name.to_owned()))
}

/// All that somebody told of what they learnt.
pub async fn told(conn: &mut Conn, person: PersonId) -> Result<Vec<Learnt>> {
    sql::learnt::of(conn, person).await
}

/// Whether something learnt is among what was told: the same thing, under any name that the list has for it, with
/// the same detail as far as both say one.
pub async fn is_told(conn: &mut Conn, told: &[Learnt], new: &NewLearnt) -> Result<bool> {
    let name = folded(&named(conn, new.kind, &new.name).await?);
    let same = |one: &Learnt| {
        let details = one.detail.as_deref().zip(new.detail.as_deref());
        one.kind == new.kind
            && folded(&one.name) == name
            && details.is_none_or(|(one, other)| folded(one) == folded(other))
    };
    Ok(told.iter().any(same))
}

/// Where somebody went to school, as it is compared.
pub(crate) async fn schools_of(conn: &mut Conn, person: PersonId) -> Result<Vec<String>> {
    let learnt = sql::learnt::of(conn, person).await?;
    Ok(learnt.iter().filter(|one| one.kind == LearntKind::School).map(|one| folded(&one.name)).collect())
}

/// The position that an entry tells of, if it is known: in the same organisation from the same time with the same
/// title, as far as each is said.
pub async fn known(conn: &mut Conn, person: PersonId, entry: &Entry) -> Result<Option<PositionId>> {
    let Some(organisation) = organisations::called(conn, &entry.organisation).await? else { return Ok(None) };
    let all = sql::positions(conn, person).await?;
    let mut same = all
        .iter()
        .filter(|one| one.organisation_id == organisation && model::is_told_of(&one.entry(), entry));
    Ok(same.next().map(|one| one.position_id))
}

/// How many positions of somebody there are.
pub async fn count(conn: &mut Conn, person: PersonId) -> Result<usize> {
    Ok(sql::positions(conn, person).await?.len())
}

/// Who is at an organisation now, or was, as far as the viewer may see it; a page of them, the latest told
/// first.
pub async fn at_organisation(
    conn: &mut Conn,
    eye: &Eye,
    organisation: OrganisationId,
    at: &There,
    limit: usize,
) -> Result<Vec<Placed>> {
    sql::at_organisation(conn, eye, organisation, at, limit).await
}

/// News that waits for an officer, counted up to a thousand.
pub async fn count_news(conn: &mut Conn) -> Result<i64> {
    sql::news::count(conn).await
}

/// News of the last months about those who worked beside the viewer and allowed it.
pub async fn news_for(cx: &Cx, conn: &mut Conn, limit: usize) -> Result<Vec<News>> {
    sql::news::known_to(conn, &Eye::of(&cx.viewer), cx.now.plus_days(-i64::from(model::NEWS_DAYS)), limit)
        .await
}

/// Whether a date that is known this precisely has come; one that nobody knows has.
fn has_begun(date: Option<keel::partial::Partial>, today: Day) -> bool {
    date.is_none_or(|date| date.first() <= today)
}
