//! Looks for two records that may be one, in small steps beside whoever is served.
//!
//! Only those in one block are compared: who has a contact or a number of theirs, whose name sounds the same. A
//! block with too many is narrowed to those who began in the same company about the same year, then to the same
//! department, so that the work grows with the number of people and not with its square. Once it walks through
//! everybody; then it follows the log of changes.

use std::collections::{BTreeSet, HashMap};

use keel::db::Conn;
use keel::error::{Error, Result};
use keel::id::Id;

use super::model::{LIKELY, Pair, State, ordered};
use super::score::{Around, Facts, Form, Stint, reasons, score};
use super::sql;
use super::sql::find::{Block, Progress};
use crate::app::App;
use crate::people::{PersonId, folded, index};

/// People looked at in one step.
const STEP: usize = 250;
/// A name is compared with everybody of its sound up to so many.
const FEW: usize = 20;
/// Of a narrower block, with so many at most.
const MOST: usize = 60;
/// Up to so many of one name are few.
const RARE: usize = 3;
/// Ways and runs of employment of one person that make blocks.
const BLOCKS: usize = 16;

const NOBODY: PersonId = PersonId(Id([0; 16]));
const EVERYBODY: PersonId = PersonId(Id([0xff; 16]));

/// Begins to look, unless that is under way: through everybody the first time and whenever the log of changes does
/// not reach back, else at whoever was changed.
pub async fn begin(app: &App) -> Result<Progress> {
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    let before = sql::find::progress(&mut conn).await?;
    if let Some(going) = before.as_ref().filter(|before| before.ended_at.is_none()) {
        return Ok(going.clone());
    }
    crate::people::actions::name_log(&cx, &mut conn).await?;
    let log_id = index::log::name(&mut conn).await?;
    let horizon = index::log::horizon(&mut conn).await?;
    let oldest = index::log::oldest(&mut conn).await?;
    let follows = before.filter(|before| {
        before.log_id == log_id
            && before.position <= horizon
            && oldest.is_none_or(|oldest| oldest <= before.position)
    });
    let new = Progress {
        walked_id: follows.as_ref().map_or(NOBODY, |before| before.walked_id),
        is_walking: follows.is_none(),
        log_id,
        position: follows.map_or(horizon, |before| before.position),
        looked: 0,
        compared: 0,
        began_at: cx.now,
        ended_at: None,
    };
    sql::find::begin(&mut conn, &new).await?;
    cx.commit(conn).await?;
    Ok(new)
}

/// One step; how far it is now. Two processes that take the same one do its work once.
pub async fn step(app: &App) -> Result<Progress> {
    let mut conn = app.db.read().await?;
    let from = sql::find::progress(&mut conn).await?.ok_or(Error::NotFound)?;
    if from.ended_at.is_some() {
        return Ok(from);
    }
    let (people, mut to) = next(app, &mut conn, &from).await?;
    let facts = facts_about(&mut conn, &people, from.is_walking).await?;
    drop(conn);
    keep_blocks(app, &people, &facts, from.is_walking).await?;
    let found = look(app, &people, facts, from.is_walking).await?;
    to.looked += i64::try_from(people.len()).unwrap_or(i64::MAX);
    to.compared += found.compared;
    let cx = app.machine();
    let mut conn = cx.begin().await?;
    if sql::find::go_on(&mut conn, &from, &to).await? == 0 {
        drop(conn);
        return sql::find::progress(&mut app.db.read().await?).await?.ok_or(Error::NotFound);
    }
    for (one, other) in &found.withdrawn {
        sql::withdraw(&mut conn, *one, *other).await?;
    }
    for pair in &found.pairs {
        sql::propose(&mut conn, pair).await?;
    }
    cx.commit(conn).await?;
    if to.ended_at.is_some() {
        tracing::info!(looked = to.looked, compared = to.compared, "looked for duplicates");
    }
    Ok(to)
}

/// Who is next, and how far it is then.
async fn next(app: &App, conn: &mut Conn, from: &Progress) -> Result<(Vec<PersonId>, Progress)> {
    let mut to = from.clone();
    if from.is_walking {
        let people = sql::find::people_after(conn, from.walked_id, STEP).await?;
        match people.last() {
            Some(last) => to.walked_id = *last,
            None => (to.walked_id, to.is_walking) = (NOBODY, false),
        }
        return Ok((people, to));
    }
    let horizon = index::log::horizon(conn).await?;
    let mut changes = index::log::changes(conn, (from.position, from.walked_id), STEP).await?;
    changes.retain(|(nth, _)| *nth < horizon);
    match changes.last() {
        Some((nth, person)) => (to.position, to.walked_id) = (*nth, *person),
        None => to.ended_at = Some(app.clock.now()),
    }
    let people: BTreeSet<PersonId> = changes.into_iter().map(|(_, person)| person).collect();
    Ok((people.into_iter().collect(), to))
}

/// Who was found, and what is not alike any more.
#[derive(Default)]
struct Found {
    pairs: Vec<Pair>,
    withdrawn: Vec<(PersonId, PersonId)>,
    compared: i64,
}

/// What is compared of some people; whoever walks has all of a range.
async fn facts_about(conn: &mut Conn, people: &[PersonId], is_range: bool) -> Result<Vec<Facts>> {
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(Vec::new()) };
    if is_range {
        return facts_between(conn, *first, *last).await;
    }
    let mut all = Vec::new();
    for person in people {
        all.extend(facts(conn, *person).await?);
    }
    Ok(all)
}

async fn keep_blocks(app: &App, people: &[PersonId], facts: &[Facts], is_range: bool) -> Result<()> {
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(()) };
    let mut conn = app.db.begin().await?;
    if is_range {
        sql::find::delete_blocks(&mut conn, *first, *last).await?;
    }
    for facts in facts {
        if !is_range {
            sql::find::delete_blocks(&mut conn, facts.person, facts.person).await?;
        }
        for (nth, block) in blocks(app, facts).iter().enumerate() {
            sql::find::insert_block(&mut conn, facts.person, nth, block).await?;
        }
    }
    conn.commit().await
}

async fn look(app: &App, people: &[PersonId], facts: Vec<Facts>, is_walking: bool) -> Result<Found> {
    let mut conn = app.db.read().await?;
    let mut known: HashMap<PersonId, Facts> = facts.into_iter().map(|facts| (facts.person, facts)).collect();
    let mut found = Found::default();
    for person in people {
        let Some(facts) = facts_of(&mut conn, &mut known, *person).await? else { continue };
        // Whoever walks meets each pair once, at its later one.
        let until = if is_walking { *person } else { EVERYBODY };
        let alike = candidates(app, &mut conn, &facts, until).await?;
        let mut open: BTreeSet<PersonId> =
            sql::open_with(&mut conn, *person).await?.into_iter().filter(|other| *other < until).collect();
        for other in alike {
            let Some(others) = facts_of(&mut conn, &mut known, other).await? else { continue };
            found.compared += 1;
            if let Some(pair) = compared(app, &mut conn, &facts, &others).await? {
                open.remove(&other);
                found.pairs.push(pair);
            }
        }
        found.withdrawn.extend(open.into_iter().map(|other| ordered(*person, other)));
        // Others on this thread want to go on as well.
        tokio::task::yield_now().await;
    }
    Ok(found)
}

/// The pair that two would be now, if they are alike enough to be proposed.
pub async fn compared(app: &App, conn: &mut Conn, one: &Facts, other: &Facts) -> Result<Option<Pair>> {
    let pair = weighed(app, conn, one, other).await?;
    Ok((pair.score >= LIKELY).then_some(pair))
}

/// What speaks for two being one, whatever comes of it.
pub async fn weighed(app: &App, conn: &mut Conn, one: &Facts, other: &Facts) -> Result<Pair> {
    let mut around = Around::default();
    for address in one.contacts.intersection(&other.contacts) {
        around.is_common_contact |= sql::find::crowd_of_contact(conn, address).await? > 2;
    }
    let plain = reasons(one, other, around);
    let own: BTreeSet<i64> = sounds(app, one).into_iter().collect();
    for sound in sounds(app, other).into_iter().filter(|sound| own.contains(sound)) {
        let same = sql::find::by_sound(conn, sound, EVERYBODY, RARE + 1).await?;
        around.is_rare |= same.len() <= RARE;
    }
    let all = if around.is_rare { reasons(one, other, around) } else { plain };
    let (one_id, other_id) = ordered(one.person, other.person);
    let words: Vec<&str> = all.iter().map(|reason| reason.word()).collect();
    Ok(Pair {
        one_id,
        other_id,
        state: State::Open,
        score: score(&all),
        reasons: words.join(" "),
        found_at: app.clock.now(),
        decided_at: None,
    })
}

/// Everybody before `until` who shares a block with somebody.
async fn candidates(
    app: &App,
    conn: &mut Conn,
    facts: &Facts,
    until: PersonId,
) -> Result<BTreeSet<PersonId>> {
    let person = facts.person;
    let near = sql::find::by_contact_or_number(conn, person, MOST).await?;
    let mut all: BTreeSet<PersonId> = near.into_iter().filter(|other| *other < until).collect();
    let blocks = blocks(app, facts);
    let sounds: BTreeSet<i64> = blocks.iter().map(|block| block.sound).collect();
    for sound in sounds {
        let same = sql::find::by_sound(conn, sound, until, FEW + 2).await?;
        if same.len() <= FEW + 1 {
            all.extend(same);
            continue;
        }
        for block in blocks.iter().filter(|block| block.sound == sound) {
            let then = sql::find::by_sound_and_work(conn, block, until, MOST + 1).await?;
            if then.len() <= MOST {
                all.extend(then);
            } else {
                all.extend(sql::find::by_sound_and_department(conn, block, until, MOST).await?);
            }
        }
    }
    for block in &blocks {
        all.extend(sql::find::by_initials(conn, block, until, MOST).await?);
    }
    all.remove(&person);
    Ok(all)
}

fn blocks(app: &App, facts: &Facts) -> Vec<Block> {
    let mut all = Vec::new();
    let ways: BTreeSet<&Vec<String>> = facts.names.iter().flat_map(|form| &form.sounds).collect();
    for way in ways {
        for stint in &facts.stints {
            all.push(Block {
                sound: hashed(app, &way.join(" ")),
                initials: hashed(app, &Form::initials(way)),
                is_short: Form::is_short(way),
                entity: stint.entity,
                from_year: i64::from(stint.from.year()),
                department: stint.department.as_deref().map_or(0, |name| hashed(app, name)),
            });
        }
    }
    all.truncate(BLOCKS);
    all
}

fn sounds(app: &App, facts: &Facts) -> Vec<i64> {
    let ways = facts.names.iter().flat_map(|form| &form.sounds).filter(|way| !Form::is_short(way));
    ways.map(|way| hashed(app, &way.join(" "))).collect()
}

fn hashed(app: &App, text: &str) -> i64 {
    let hash = app.key.hash("duplicates.block", text);
    hash.first_chunk::<8>().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

/// What is compared of one person; nothing when they are gone.
pub async fn facts(conn: &mut Conn, person: PersonId) -> Result<Option<Facts>> {
    Ok(facts_between(conn, person, person).await?.pop())
}

async fn facts_of(
    conn: &mut Conn,
    known: &mut HashMap<PersonId, Facts>,
    person: PersonId,
) -> Result<Option<Facts>> {
    if let Some(facts) = known.get(&person) {
        return Ok(Some(facts.clone()));
    }
    let found = facts(conn, person).await?;
    if let Some(facts) = &found {
        known.insert(person, facts.clone());
    }
    Ok(found)
}

async fn facts_between(conn: &mut Conn, first: PersonId, last: PersonId) -> Result<Vec<Facts>> {
    let raw = sql::find::raw(conn, first, last).await?;
    let new = |person, place: Option<String>| Facts {
        person,
        names: Vec::new(),
        stints: Vec::new(),
        contacts: BTreeSet::new(),
        place: place.map(|place| folded(&place)).filter(|place| !place.is_empty()),
    };
    let mut all: HashMap<PersonId, Facts> =
        raw.places.into_iter().map(|(person, place)| (person, new(person, place))).collect();
    for (person, name) in raw.names {
        if let Some(facts) = all.get_mut(&person) {
            let form = Form::of(&name);
            if !facts.names.contains(&form) {
                facts.names.push(form);
            }
        }
    }
    for stint in raw.stints {
        if let Some(facts) = all.get_mut(&stint.person_id) {
            facts.stints.push(Stint {
                entity: stint.entity_id,
                number: stint.number,
                department: stint.department.map(|name| folded(&name)),
                from: stint.started_on,
                to: stint.ended_on,
            });
        }
    }
    for (person, address) in raw.contacts {
        if let Some(facts) = all.get_mut(&person) {
            facts.contacts.insert(address);
        }
    }
    Ok(all.into_values().collect())
}
