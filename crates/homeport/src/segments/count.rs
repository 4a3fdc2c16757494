//! How many a filter holds. What is not counted to the end says so: an estimate never looks like a count.

use keel::db::Conn;
use keel::error::Result;

use super::Filter;
use super::look::{Look, Looked};
use crate::app::Cx;
use crate::people::PersonId;
use crate::people::directory::{Along, PAGE};

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Everybody who fits, whether or not they may be written to.
    pub people: i64,
    /// Of them, those who want no contact.
    pub silent: i64,
    /// Of the others, those for whom no address and no number works.
    pub unreachable: i64,
}

impl Tally {
    pub const fn add(&mut self, looked: &Looked) {
        self.people += 1;
        if looked.is_silent {
            self.silent += 1;
        } else if !looked.has_contact {
            self.unreachable += 1;
        }
    }

    pub const fn plus(self, more: Self) -> Self {
        Self {
            people: self.people.saturating_add(more.people),
            silent: self.silent.saturating_add(more.silent),
            unreachable: self.unreachable.saturating_add(more.unreachable),
        }
    }

    /// Who can be written to.
    pub const fn reachable(&self) -> i64 {
        self.people - self.silent - self.unreachable
    }
}

/// Part of a list, in the order of names.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// As many as were asked for of those who fit.
    pub people: Vec<PersonId>,
    pub tally: Tally,
    /// Everybody behind the point where it began was looked at.
    pub is_whole: bool,
    /// Whom it looked at last, where it did not look at all.
    pub last: Option<PersonId>,
}

/// Looks at so many people after one of them and keeps the first who fit. It stops at the first `keep` unless
/// it `counts`.
pub async fn stretch(
    cx: &Cx,
    conn: &mut Conn,
    filter: &Filter,
    after: Option<PersonId>,
    (most, keep, counts): (usize, usize, bool),
) -> Result<Stretch> {
    let look = Look::of(cx, conn, filter, None).await?;
    let mut along = Along::of(conn, &look.eye, &filter.who, after).await?;
    let (mut found, mut seen, mut stretches) = (Stretch::default(), 0, 0);
    while seen < most && stretches < most.div_ceil(PAGE) {
        let people = along.next(conn, PAGE).await?;
        for looked in look.at(conn, &people).await? {
            found.tally.add(&looked);
            if found.people.len() < keep {
                found.people.push(looked.person_id);
            } else if !counts {
                // There is one more than fits on the page, which is where the next one begins.
                found.last = found.people.last().copied();
                return Ok(found);
            }
        }
        if along.is_done() {
            found.is_whole = true;
            return Ok(found);
        }
        seen += people.len();
        stretches += 1;
        tokio::task::yield_now().await;
    }
    found.last = along.at();
    Ok(found)
}

/// To the end, however many there are: for a job.
pub async fn whole(cx: &Cx, filter: &Filter) -> Result<Tally> {
    let mut conn = cx.read().await?;
    Ok(stretch(cx, &mut conn, filter, None, (usize::MAX, 0, true)).await?.tally)
}
