//! How a list is read without reading everybody: along the index of whatever leaves few people, page by
//! page, and never further than a page may look.

use keel::db::{Conn, Value};
use keel::error::Result;
use keel::id::Id;

use super::{At, Eye, Filter, List, MANY, PAGE, sql};
use crate::people::{Audience, PersonId, words};

/// How much of a long list one page reads.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// So many rows are gathered and sorted; what has more is walked along in its order.
    pub few: usize,
    /// So many rows are looked at when a list is narrowed to things that seldom meet. A page that finds too
    /// little shows that, and the next one goes on from there.
    pub far: usize,
}

impl Reach {
    pub const USUAL: Self = Self { few: 10_000, far: 20_000 };
}

/// What a list is walked along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// All whom the audience sees, by name.
    Everybody,
    Entity,
    Department,
    Place,
    Language,
    /// Who left in a year.
    Left,
    /// Who began before the years asked for were over: few, if those lie far back.
    Early,
    /// Who had not left when they began: few, if those have only just begun.
    Late,
    /// By the words that begin with what was typed.
    Word,
}

/// Where somebody stands in a list: behind what sorts it, and their id.
#[derive(Clone, Debug)]
pub struct Key {
    pub word: String,
    pub person_id: PersonId,
}

impl Key {
    fn first() -> Self {
        Self { word: String::new(), person_id: PersonId(Id([0; 16])) }
    }

    fn last() -> Self {
        Self { word: char::MAX.to_string(), person_id: PersonId(Id([255; 16])) }
    }
}

/// One stretch of a list.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    pub driver: Driver,
    pub audience: Audience,
    pub filter: &'a Filter,
    pub from: Option<Key>,
    pub until: Option<Key>,
    pub is_backwards: bool,
    pub limit: usize,
    pub offset: usize,
}

impl<'a> Walk<'a> {
    /// From the beginning, a page and one more, along everybody.
    pub const fn start(audience: Audience, filter: &'a Filter) -> Self {
        Self {
            driver: Driver::Everybody,
            audience,
            filter,
            from: None,
            until: None,
            is_backwards: false,
            limit: PAGE + 1,
            offset: 0,
        }
    }

    /// What was typed, and what no longer begins with it.
    pub fn words(&self) -> (String, String) {
        let word = words::folded(&self.filter.typed);
        let end = format!("{word}{}", char::MAX);
        (word, end)
    }

    /// The values of every statement that lists people, in order.
    pub fn args(&self) -> [Value; 18] {
        let (from, to) = self.words();
        let (mut first, mut last) = (Key::first(), Key::last());
        if self.driver == Driver::Word {
            first.word = from.clone();
            last.word = to.clone();
        }
        let (start, end) = if self.is_backwards { (last, first) } else { (first, last) };
        let start = self.from.clone().unwrap_or(start);
        let end = self.until.clone().unwrap_or(end);
        let filter = self.filter;
        let is_named = !filter.typed.is_empty();
        keel::args![
            self.audience.width(),
            start.word,
            start.person_id,
            end.word,
            end.person_id,
            filter.entity,
            filter.department.clone(),
            filter.place.clone(),
            filter.language.map(keel::l10n::Lang::code),
            filter.from.map(i64::from),
            filter.to.map(i64::from),
            is_named,
            from,
            to,
            self.limit,
            self.offset,
            filter.entity.is_some(),
            filter.left.map(i64::from),
        ]
        .clone()
    }
}

/// A page of the list.
pub async fn list(conn: &mut Conn, eye: &Eye, filter: &Filter, at: At, reach: Reach) -> Result<List> {
    let mut walk = Walk::start(eye.audience, filter);
    let is_long = choose(conn, &mut walk, reach.few).await?;
    if let At::After(person) | At::Before(person) = at {
        walk.from = sql::key(conn, &walk, person).await?;
        walk.is_backwards = walk.from.is_some() && matches!(at, At::Before(_));
    }
    let may_end = may_end(&walk, eye);
    if is_long {
        end(conn, eye, &mut walk, reach.far).await?;
    }
    // Counted with the first page only; whoever goes on has read it.
    let counts = walk.from.is_none() && !filter.is_empty();
    if counts && may_end {
        walk.limit = MANY + 1;
    }
    let keys = sql::keys(conn, &walk).await?;
    let is_whole = keys.len() < walk.limit && walk.until.is_none();
    let count = Some(keys.len()).filter(|found| counts && (is_whole || *found > MANY));
    let turned = Turned::of(&walk, keys);
    let people: Vec<_> = turned.keys.iter().map(|key| key.person_id).collect();
    let mut rows = sql::rows(conn, eye, &people).await?;
    rows.sort_by_key(|row| people.iter().position(|person| *person == row.person_id));
    Ok(List { rows, count, previous: turned.previous, next: turned.next, is_cut: turned.is_cut })
}

/// Where a stretch of words ends may be somebody whom only officers see.
fn may_end(walk: &Walk<'_>, eye: &Eye) -> bool {
    walk.driver != Driver::Word || eye.is_officer()
}

/// A long walk that is narrowed beside what drives it looks so far and no further.
async fn end(conn: &mut Conn, eye: &Eye, walk: &mut Walk<'_>, far: usize) -> Result<()> {
    let alone = walk.filter.only(walk.driver);
    if may_end(walk, eye) && alone != *walk.filter {
        let far = Walk { filter: &alone, limit: 1, offset: far, ..walk.clone() };
        walk.until = sql::end(conn, &far).await?;
    }
    Ok(())
}

/// The next so many of a list, and whom to go on after.
pub async fn stretch(
    conn: &mut Conn,
    eye: &Eye,
    filter: &Filter,
    after: Option<PersonId>,
    limit: usize,
) -> Result<(Vec<PersonId>, Option<PersonId>)> {
    let mut walk = Walk { limit, ..Walk::start(eye.audience, filter) };
    let is_long = choose(conn, &mut walk, Reach::USUAL.few).await?;
    if let Some(person) = after {
        walk.from = sql::key(conn, &walk, person).await?;
    }
    if is_long {
        end(conn, eye, &mut walk, Reach::USUAL.far).await?;
    }
    let keys = sql::keys(conn, &walk).await?;
    let goes_on = keys.len() >= limit;
    let next = keys.last().filter(|_| goes_on).or(walk.until.as_ref()).map(|key| key.person_id);
    Ok((keys.into_iter().map(|key| key.person_id).collect(), next))
}

/// Takes what leaves few people, if anything does; whether there are many to walk along.
pub async fn choose(conn: &mut Conn, walk: &mut Walk<'_>, few: usize) -> Result<bool> {
    let filter = walk.filter;
    let narrowing = filter.drivers();
    if filter.is_empty() {
        return Ok(true);
    }
    for driver in narrowing.iter().copied().chain([Driver::Everybody]) {
        walk.driver = driver;
        let rows = sql::rows_of(conn, walk, few + 1).await?;
        if usize::try_from(rows).is_ok_and(|rows| rows <= few) {
            return Ok(false);
        }
    }
    let is_name_alone = !filter.typed.is_empty() && filter.only(Driver::Word) == *filter;
    let is_named = !filter.typed.is_empty() && (is_name_alone || walk.audience == Audience::Officers);
    let in_order = |driver: &Driver| !matches!(driver, Driver::Early | Driver::Late);
    let widest = narrowing.into_iter().find(in_order).unwrap_or(Driver::Everybody);
    walk.driver = if is_named { Driver::Word } else { widest };
    Ok(true)
}

/// The page as it is read, whichever way it was walked to.
struct Turned {
    keys: Vec<Key>,
    previous: Option<PersonId>,
    next: Option<PersonId>,
    is_cut: bool,
}

impl Turned {
    fn of(walk: &Walk<'_>, mut keys: Vec<Key>) -> Self {
        let goes_on = keys.len() > PAGE;
        keys.truncate(PAGE);
        let is_cut = !goes_on && walk.until.is_some();
        let far = keys.last().filter(|_| goes_on).or(walk.until.as_ref()).map(|key| key.person_id);
        let came_from = walk.from.as_ref().map(|key| key.person_id);
        let near = keys.first().map(|key| key.person_id).filter(|_| came_from.is_some()).or(came_from);
        if walk.is_backwards {
            keys.reverse();
            return Self { keys, previous: far, next: near, is_cut };
        }
        Self { keys, previous: near, next: far, is_cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(nth: u8) -> Key {
        Key { word: String::new(), person_id: PersonId(Id([nth; 16])) }
    }

    fn walk(filter: &Filter) -> Walk<'_> {
        Walk::start(Audience::Members, filter)
    }

    fn keys(count: usize) -> Vec<Key> {
        (1..=count).map(|nth| key(u8::try_from(nth).expect("small"))).collect()
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last_one() {
        let filter = Filter::default();
        let turned = Turned::of(&walk(&filter), keys(3));
        assert_eq!((turned.previous, turned.next, turned.is_cut), (None, None, false));
    }

    #[test]
    fn a_page_that_looked_far_enough_goes_on_where_it_stopped() {
        let filter = Filter::default();
        let walk = Walk { until: Some(key(99)), ..walk(&filter) };
        let turned = Turned::of(&walk, keys(3));
        assert_eq!((turned.next, turned.is_cut), (Some(key(99).person_id), true));
        let full = Turned::of(&walk, keys(PAGE + 1));
        assert_eq!((full.next, full.is_cut), (Some(key(50).person_id), false));
    }

    #[test]
    fn walked_backwards_a_page_is_read_forwards() {
        let filter = Filter::default();
        let walk = Walk { from: Some(key(60)), is_backwards: true, ..walk(&filter) };
        let turned = Turned::of(&walk, keys(3));
        assert_eq!(turned.keys.first().map(|key| key.person_id), Some(key(3).person_id));
        assert_eq!((turned.previous, turned.next), (None, Some(key(1).person_id)));
    }
}
