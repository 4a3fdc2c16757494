//! A whole list, a stretch at a time, for whoever looks further into each of those it names. However many
//! there are, no more of them are held than a stretch has.

use keel::db::Conn;
use keel::error::Result;

use super::walk::{Driver, Walk, choose};
use super::{Eye, Filter, Reach, sql};
use crate::people::PersonId;

/// Where somebody is in a list.
pub struct Along<'a> {
    walk: Walk<'a>,
    /// What it is walked along, alone.
    alone: Filter,
    is_long: bool,
    reach: Reach,
    is_done: bool,
}

impl<'a> Along<'a> {
    /// From the beginning, or after somebody; whoever is not in the list any more is the beginning.
    pub async fn of(conn: &mut Conn, eye: &Eye, filter: &'a Filter, after: Option<PersonId>) -> Result<Self> {
        let reach = Reach::USUAL;
        let mut walk = Walk::start(eye.audience, filter);
        let is_long = choose(conn, &mut walk, reach.few).await?;
        if let Some(person) = after {
            walk.from = sql::key(conn, &walk, person).await?;
        }
        let alone = filter.only(walk.driver);
        Ok(Self { walk, alone, is_long, reach, is_done: false })
    }

    /// Nobody is left.
    pub const fn is_done(&self) -> bool {
        self.is_done
    }

    /// There are more than are gathered and sorted at once.
    pub const fn is_long(&self) -> bool {
        self.is_long
    }

    /// Who was looked at last.
    pub fn at(&self) -> Option<PersonId> {
        self.walk.from.as_ref().map(|key| key.person_id)
    }

    /// The next in the order of names; a stretch in which nobody fits is empty and not the end.
    pub async fn next(&mut self, conn: &mut Conn, limit: usize) -> Result<Vec<PersonId>> {
        if self.is_done {
            return Ok(Vec::new());
        }
        let walk = &mut self.walk;
        walk.limit = limit;
        let may_end = self.is_long && walk.driver != Driver::Word && self.alone != *walk.filter;
        if may_end && walk.until.is_none() {
            let far = Walk { filter: &self.alone, limit: 1, offset: self.reach.far, ..walk.clone() };
            walk.until = sql::end(conn, &far).await?;
        }
        let keys = sql::keys(conn, walk).await?;
        let people = keys.iter().map(|key| key.person_id).collect();
        let last = if keys.len() == limit { keys.into_iter().next_back() } else { walk.until.take() };
        self.is_done = last.is_none();
        walk.from = last.or_else(|| walk.from.take());
        Ok(people)
    }
}
