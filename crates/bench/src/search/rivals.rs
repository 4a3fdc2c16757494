//! The same questions asked of SQLite FTS5 (trigram) and of PostgreSQL (`pg_trgm`, `tsvector`), over the same
//! people, each with the plain SQL that somebody would write first: ten people, the last changed first. Neither
//! knows who may see what.

use std::path::Path;

use keel::error::{Error, Result};
use keel::names;
use rusqlite::Connection;

/// Somebody as a rival has them: one text of everything, and what is typed in letters.
pub struct Row {
    pub id: i64,
    pub words: String,
    pub letters: String,
    pub from: i64,
    pub to: i64,
    pub fresh: i64,
}

/// What either rival is asked: how many there are, or the ten that were changed last.
pub fn selected(from: &str, and: &[String], counts: bool) -> String {
    let and = and.join(" and ");
    if counts {
        format!("select count(*) from {from} where {and}")
    } else {
        format!("select id from {from} where {and} order by fresh desc limit 10")
    }
}

/// What is asked, taken apart.
pub struct Question {
    /// Runs of characters and words in letters.
    pub parts: Vec<String>,
    pub years: Option<(i64, i64)>,
}

impl Question {
    pub fn of(typed: &str) -> Self {
        let mut question = Self { parts: Vec::new(), years: None };
        for piece in typed.split_whitespace() {
            let years = piece.split_once('-').and_then(|(from, to)| from.parse().ok().zip(to.parse().ok()));
            match years {
                Some(years) => question.years = Some(years),
                None => question.parts.push(names::folded(piece)),
            }
        }
        question
    }
}

/// Reads everybody out of the database of a house.
#[expect(clippy::disallowed_methods, reason = "raw SQL is what the search is measured beside")]
pub fn rows(database: &Path, mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
    let db = Connection::open(database).map_err(Error::broken)?;
    let sql = "select p.name, coalesce(p.place, ''), p.changed_at,
                      (select group_concat(distinct coalesce(t.department, '') || ' ' || coalesce(t.number, ''))
                       from people_tenure t where t.person_id = p.person_id),
                      (select group_concat(distinct o.name) from careers_position k
                       join organisations_organisation o on o.organisation_id = k.organisation_id
                       where k.person_id = p.person_id),
                      (select group_concat(distinct coalesce(k.title, ''))
                       from careers_position k where k.person_id = p.person_id),
                      (select group_concat(distinct l.name)
                       from careers_learnt l where l.person_id = p.person_id),
                      (select min(substr(t.started_on, 1, 4)) from people_tenure t where t.person_id = p.person_id),
                      (select max(coalesce(substr(t.ended_on, 1, 4), '9999'))
                       from people_tenure t where t.person_id = p.person_id)
               from people_person p";
    let mut reading = db.prepare(sql).map_err(Error::broken)?;
    let mut found = reading.query([]).map_err(Error::broken)?;
    let mut id = 0;
    while let Some(row) = found.next().map_err(Error::broken)? {
        let text = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let read = || -> rusqlite::Result<(Vec<String>, i64)> {
            Ok((
                [0, 1, 3, 4, 5, 6, 7, 8].into_iter().map(text).collect::<rusqlite::Result<_>>()?,
                row.get(2)?,
            ))
        };
        let (texts, fresh) = read().map_err(Error::broken)?;
        let pinyin = names::pinyin(&texts[0]);
        let initials: String = pinyin.split(' ').filter_map(|syllable| syllable.chars().next()).collect();
        let letters =
            names::folded(&format!("{} {initials} {} {}", pinyin.replace(' ', ""), texts[0], texts[2]));
        let words = names::folded(&format!("{} {letters}", texts[..6].join(" ")));
        let year = |at: usize, none| texts[at].parse().unwrap_or(none);
        id += 1;
        each(Row { id, words, letters, from: year(6, 9_999), to: year(7, 0), fresh })?;
    }
    Ok(())
}
