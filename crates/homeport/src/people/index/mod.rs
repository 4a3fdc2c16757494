//! Finding people by words: who may be meant, as far as the viewer may know, those first whom they are
//! likeliest to know.
//!
//! The index is a cache that this process keeps beside the database. It may lag by a second in showing
//! somebody; in hiding it does not, because everybody changed since its last commit is read from the
//! database before they are shown. While there is none, the directory is searched instead.

mod document;
mod follow;
mod limits;
mod query;
mod sql;
mod term;

/// The log of changes, for whoever else follows it.
pub(crate) mod log {
    pub use super::sql::{changes, horizon, log_name as name, oldest};
}

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use keel::clock::{Stopwatch, Time};
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::search::{self, Ask, Found, Leaf, Place};

use super::directory::{self, Eye, Filter, PAGE, Row};
use super::{PersonId, reads};
use crate::app::{App, Cx};
use crate::careers::{self, LearntKind};
use crate::config::Config;
use crate::organisations::OrganisationId;

pub use document::{DEPARTMENT, ENTITY, ORGANISATION, PLACE, SCHOOL, SKILL, SPAN, YEARS};
pub use follow::{catch_up, follow};
pub use limits::{MOST as MOST_SHOWN, Shown};
pub use query::LONGEST;

/// Pages of one search. Whoever is not found on them is found by one word more.
pub const PAGES: usize = 20;
/// With more changes than these since its last commit, as while a large file comes in, the index is left
/// alone.
const MOST_CHANGED: usize = 20_000;

/// The index of one alliance in this process.
pub struct Index {
    place: Place,
    current: RwLock<Option<Arc<search::Index>>>,
    work: tokio::sync::Mutex<Work>,
    /// Somebody keeps it up to date; else whoever searches does.
    is_followed: AtomicBool,
    pub shown: Shown,
}

/// What whoever keeps it up to date remembers.
#[derive(Default)]
struct Work {
    /// Its files hold somebody who is gone.
    is_gone: bool,
    is_untidy: bool,
    /// It was just filled, and lies in many pieces.
    is_scattered: bool,
    tidied_at: Option<Time>,
    /// Changes that are in the index although its position lies before them.
    early: HashSet<(i64, PersonId)>,
    tries: u32,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub filter: Filter,
    /// Only who worked in the viewer's department in the same year.
    pub together: bool,
    /// Only who went to one of the viewer's schools.
    pub schoolmates: bool,
    pub organisation: Option<OrganisationId>,
    pub skill: Option<String>,
    pub school: Option<String>,
    /// From 0.
    pub page: usize,
    pub limit: usize,
    /// What may narrow it is counted of so many people at most.
    pub counts: usize,
}

/// What was found of it.
#[derive(Debug)]
pub struct Results {
    pub rows: Vec<Row>,
    pub count: usize,
    /// Values with how many people have them, most first; `None` where more were found than are counted.
    pub facets: Option<search::Facets>,
    /// There are more than those shown up to here.
    pub has_more: bool,
    /// Nobody has what was typed; these have nearly that.
    pub is_near: bool,
}

impl Index {
    pub fn of(config: &Config) -> Self {
        Self {
            place: place(config),
            current: RwLock::default(),
            work: tokio::sync::Mutex::default(),
            is_followed: AtomicBool::new(false),
            shown: Shown::default(),
        }
    }

    fn current(&self) -> Option<Arc<search::Index>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, index: Option<Arc<search::Index>>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = index;
    }

    fn this_year(&self, app: &App) -> u16 {
        let today = app.clock.now().day_in(app.settings().zone());
        u16::try_from(today.year()).unwrap_or_default()
    }

    /// For tests: as if somebody else kept it up to date, and had not come to it yet.
    pub fn fall_behind(&self) {
        self.is_followed.store(true, Ordering::Relaxed);
    }
}

/// A folder that nothing else lies in, for it is deleted with all that is in it.
fn place(config: &Config) -> Place {
    let file = config.database.url.strip_prefix("sqlite:").or_else(|| config.files.url.strip_prefix("file:"));
    let beside = Path::new(file.unwrap_or("homeport-data/files")).with_file_name("search");
    match config.search.path.as_str() {
        ":memory:" => Place::Memory,
        "" => Place::Folder(beside.join("people")),
        path => Place::Folder(Path::new(path).join("people")),
    }
}

/// Called before a connection is taken: whoever keeps no index up to date by itself does it now.
pub async fn ready(app: &App) -> Result<()> {
    if app.index.is_followed.load(Ordering::Relaxed) { Ok(()) } else { catch_up(app).await }
}

/// Whom the viewer may mean; `None` while there is no index to ask.
pub async fn find(cx: &Cx, conn: &mut Conn, eye: &Eye, wanted: &Wanted) -> Result<Option<Results>> {
    let Some(index) = cx.app.index.current() else { return Ok(None) };
    let this_year = cx.app.index.this_year(&cx.app);
    let changed = sql::changed_since(conn, index.position(), MOST_CHANGED).await?;
    if changed.len() >= MOST_CHANGED {
        return Ok(None);
    }
    let stale: HashSet<_> = changed.into_iter().map(|person| person.0).collect();
    let entities = reads::entities(conn).await?;
    let words = query::words(&wanted.filter.typed, &entities, this_year);
    if words.is_empty() && !wanted.filter.typed.is_empty() {
        return Ok(Some(nobody()));
    }
    let together = together(conn, eye.me(), this_year).await?;
    let mut narrowed = query::narrowed(&wanted.filter, this_year);
    if wanted.together {
        narrowed.push(together.iter().cloned().map(Leaf::Is).collect());
    }
    narrowed.extend(of_career(conn, eye.me(), wanted).await?);
    let mut ask = Ask {
        lane: document::lane(eye.audience()),
        all: words.iter().map(|word| word.ways.clone()).chain(narrowed.clone()).collect(),
        nearer: together,
        stale: Arc::new(stale),
        offset: wanted.page * PAGE,
        limit: wanted.limit,
        counts: wanted.counts,
    };
    let watch = Stopwatch::start();
    let mut found = asked(conn, &index, &ask, this_year).await?;
    let is_near = found.count == 0 && words.iter().any(|word| word.near.is_some());
    if is_near {
        // One slip of the keyboard is forgiven where nobody is found without.
        let ways = words.iter().map(|word| word.ways.iter().chain(&word.near).cloned().collect());
        ask.all = ways.chain(narrowed).collect();
        found = asked(conn, &index, &ask, this_year).await?;
    }
    cx.app.metrics.note_search(watch.elapsed());
    let people: Vec<PersonId> = found.hits.iter().map(|hit| PersonId(hit.key)).collect();
    let reached = ask.offset + found.hits.len();
    Ok(Some(Results {
        rows: directory::rows(conn, eye, &people).await?,
        has_more: found.count > reached,
        count: found.count,
        facets: found.facets,
        is_near: is_near && found.count > 0,
    }))
}

const fn nobody() -> Results {
    Results { rows: Vec::new(), count: 0, facets: None, has_more: false, is_near: false }
}

/// Relevance in two steps, for everybody to check: whoever was in the viewer's department of the same
/// company in the same year comes first, then whoever's record was last said to be right. The years of one who
/// does not show them do not count.
async fn together(conn: &mut Conn, me: PersonId, this_year: u16) -> Result<Vec<String>> {
    let mut terms = Vec::new();
    for tenure in reads::tenures(conn, me).await? {
        let Some(department) = &tenure.department else { continue };
        let year = |day: keel::clock::Day| u16::try_from(day.year()).unwrap_or_default();
        let years = query::covered(year(tenure.started_on), tenure.ended_on.map_or(9_999, year), this_year);
        terms.extend(years.map(|year| term::together(tenure.entity_id, department, year)));
    }
    Ok(terms)
}

/// What a career is asked to have.
async fn of_career(conn: &mut Conn, me: PersonId, wanted: &Wanted) -> Result<Vec<Vec<Leaf>>> {
    let is = |kind, name: &str| vec![Leaf::Is(term::learnt(kind, &careers::folded(name)))];
    let mut all = Vec::new();
    all.extend(wanted.organisation.map(|organisation| vec![Leaf::Is(term::organisation(organisation))]));
    all.extend(wanted.skill.as_deref().map(|name| is(LearntKind::Skill, name)));
    all.extend(wanted.school.as_deref().map(|name| is(LearntKind::School, name)));
    if wanted.schoolmates {
        let schools = careers::schools_of(conn, me).await?;
        all.push(schools.iter().map(|school| Leaf::Is(term::learnt(LearntKind::School, school))).collect());
    }
    Ok(all)
}

/// What the index finds, with everybody who was changed since asked of the database.
async fn asked(conn: &mut Conn, index: &Arc<search::Index>, ask: &Ask, this_year: u16) -> Result<Found> {
    // Where some are to be put in between, the pages before count as well.
    let has_stale = !ask.stale.is_empty();
    let (offset, limit) = (ask.offset, ask.limit);
    let wide = Ask { offset: 0, limit: offset + limit, ..ask.clone() };
    let asked = if has_stale { wide.clone() } else { ask.clone() };
    let mut found = on_a_thread({
        let index = index.clone();
        move || index.search(&asked)
    })
    .await?;
    if !has_stale {
        return Ok(found);
    }
    let stale: Vec<PersonId> = found.stale.iter().copied().map(PersonId).collect();
    let mut fresh = Vec::new();
    for few in stale.chunks(sql::FEW) {
        fresh.extend(document::documents(sql::of_these(conn, few).await?, this_year));
    }
    if !fresh.is_empty() {
        let among = on_a_thread(move || search::search_among(&fresh, &wide)).await?;
        found.count += among.count;
        found.hits.extend(among.hits);
        found.hits.sort_unstable_by(|one, other| other.cmp(one));
        if let (Some(facets), Some(more)) = (&mut found.facets, among.facets) {
            add(facets, more);
        }
    }
    found.hits = found.hits.into_iter().skip(offset).take(limit).collect();
    Ok(found)
}

fn add(facets: &mut search::Facets, more: search::Facets) {
    for (values, more) in facets.iter_mut().zip(more) {
        for (value, count) in more {
            match values.iter_mut().find(|(known, _)| *known == value) {
                Some((_, sum)) => *sum += count,
                None => values.push((value, count)),
            }
        }
        values.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
}

/// A search over a million people may take milliseconds, which no other request should wait for.
async fn on_a_thread(work: impl FnOnce() -> Result<Found> + Send + 'static) -> Result<Found> {
    tokio::task::spawn_blocking(work).await.map_err(Error::from)?
}
