//! The only writers of imports.

mod apply;
mod forget;
mod run;
mod take;
mod undo;

pub(in crate::imports) use apply::count;
pub use forget::{forget, forget_words, sweep};
pub use run::work;
pub(in crate::imports) use run::{finish, is_the_files, progress, tell};
pub use take::{sheet, take, unfolded, upload};
pub use undo::{obstacles, undo};

use std::path::{Path, PathBuf};

use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::id::Id;
use keel::jobs::enqueue;
use keel::sheet::{Book, Limits};

use super::jobs::WorkOnImport;
use super::model::{About, Basis, Counts, Field, Import, ImportId, Mapping, Place, State};
use super::profile;
use super::sql;
use crate::access::Can;
use crate::app::{App, Cx};
use crate::journal::{self, Act};
use crate::people::{self, EntityId, folded};
use crate::settings;

/// Under which terms a file comes.
#[derive(Clone, Debug)]
pub struct Terms {
    pub about: About,
    /// The company of rows that name none.
    pub entity: EntityId,
    pub basis: Basis,
    /// In words, for the people themselves: "personnel records, export of November 2026".
    pub source: String,
}

/// What the columns mean, as somebody says it. The dates are decided anew.
pub async fn map(cx: &Cx, id: ImportId, mapping: Mapping, terms: Terms) -> Result<Import> {
    must(cx)?;
    let before = sql::import(&mut cx.read().await?, id).await?;
    let file = open(&cx.app, &before, None).await?;
    remap(cx, before, file.path(), mapping, terms).await
}

pub(super) async fn remap(
    cx: &Cx,
    before: Import,
    path: &Path,
    mut mapping: Mapping,
    terms: Terms,
) -> Result<Import> {
    let seen_in = before.state;
    if !matches!(seen_in, State::Mapped | State::Checked) {
        return Err(Error::Conflict(Text::new("imports-problem-begun")));
    }
    profile::understand(&before.profile, &mut mapping);
    let (file, profile, today) = (path.to_owned(), before.profile.clone(), cx.today());
    let reading = move || take::decided(&Book::open(&file, Limits::default())?, profile, mapping, today);
    let (profile, mapping) = blocking(reading).await?;
    let Terms { entity, basis, source, .. } = terms;
    let import =
        Import { state: State::Mapped, profile, mapping, entity_id: entity, basis, source, ..before };
    let mut conn = cx.begin().await?;
    moved(sql::update(&mut conn, seen_in, &import).await?)?;
    cx.commit(conn).await?;
    Ok(import)
}

/// Reads everything without writing, to say what would happen.
pub async fn check(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<()> {
    must(cx)?;
    let import = sql::import(conn, id).await?;
    ready(&import)?;
    begin(cx, conn, import, &[State::Mapped, State::Checked], State::Checking).await
}

/// Takes the file in. Companies that it names and nobody wrote down are added first, by who may.
pub async fn start(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<()> {
    must(cx)?;
    let import = sql::import(conn, id).await?;
    ready(&import)?;
    for name in unknown_companies(conn, &import).await? {
        if !cx.viewer.may(Can::Administer) {
            let text = Text::new("imports-problem-company").with("name", name);
            return Err(Error::invalid("entity", text));
        }
        people::actions::add_entity(cx, conn, &name, None, None).await?;
    }
    let mapping = profile::to_recall(&import.profile, &import.mapping);
    sql::remember(conn, &import.headers_key, &serde_json::to_string(&mapping)?, cx.now).await?;
    begin(cx, conn, import, &[State::Mapped, State::Checked], State::Running).await
}

fn ready(import: &Import) -> Result<()> {
    let mut problems = Problems::new();
    // Where a file became a table, who and where stand in columns that are known.
    if !import.mapping.is_usable(import.about) && import.profile.unfolded.is_none() {
        let text = match import.about {
            About::People => "imports-problem-unusable",
            About::Careers => "imports-problem-unusable-careers",
        };
        problems.add("columns", Text::new(text));
    }
    if import.profile.undecided().is_some() {
        problems.add("dates", Text::new("imports-problem-dates"));
    }
    problems.ok()
}

async fn begin(cx: &Cx, conn: &mut Conn, import: Import, from: &[State], to: State) -> Result<()> {
    let seen_in = import.state;
    if !from.contains(&seen_in) {
        return Err(Error::Conflict(Text::new("imports-problem-begun")));
    }
    sql::delete_problems(conn, import.import_id).await?;
    let import = Import {
        state: to,
        done: 0,
        place: Place::default(),
        counts: Counts { rows: import.rows, ..Counts::default() },
        started_at: Some(cx.now),
        ..import
    };
    moved(sql::update(conn, seen_in, &import).await?)?;
    note(cx, conn, &import).await?;
    hand_over(cx, conn, &import).await
}

/// To a worker, unless whoever began it does it: where a file lies that was not kept, only they know.
async fn hand_over(cx: &Cx, conn: &mut Conn, import: &Import) -> Result<()> {
    if import.file_id.is_none() {
        return Ok(());
    }
    enqueue(conn, &cx.app.ids, cx.now, &WorkOnImport { import: import.import_id }).await
}

/// What was begun waits; what is in stays in.
pub async fn pause(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<()> {
    must(cx)?;
    turn(cx, conn, id, State::Running, State::Paused).await?;
    Ok(())
}

pub async fn resume(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<()> {
    must(cx)?;
    let import = turn(cx, conn, id, State::Paused, State::Running).await?;
    hand_over(cx, conn, &import).await
}

async fn turn(cx: &Cx, conn: &mut Conn, id: ImportId, from: State, to: State) -> Result<Import> {
    let import = sql::import(conn, id).await?;
    let import = Import { state: to, ..import };
    moved(sql::update(conn, from, &import).await?)?;
    note(cx, conn, &import).await?;
    Ok(import)
}

/// Nothing of it was written; it is as if it had not come. The file, which the caller deletes after the
/// commit.
pub async fn discard(cx: &Cx, conn: &mut Conn, id: ImportId) -> Result<Option<Id>> {
    must(cx)?;
    let import = sql::import(conn, id).await?;
    if !matches!(import.state, State::Mapped | State::Checked) {
        return Err(Error::Conflict(Text::new("imports-problem-begun")));
    }
    let (seen_in, file) = (import.state, import.file_id);
    let import = Import {
        state: State::Dropped,
        file_id: None,
        profile: forget::without_samples(import.profile.clone()),
        ended_at: Some(cx.now),
        ..import
    };
    moved(sql::update(conn, seen_in, &import).await?)?;
    sql::delete_problems(conn, id).await?;
    note(cx, conn, &import).await?;
    Ok(file)
}

/// Companies that the file names and nobody wrote down.
pub(super) async fn unknown_companies(conn: &mut Conn, import: &Import) -> Result<Vec<String>> {
    let Some(at) = import.mapping.column_of(Field::Entity) else { return Ok(Vec::new()) };
    let known = companies(conn, import).await?;
    let values = import.profile.columns.get(at).map(|column| column.values.clone()).unwrap_or_default();
    Ok(values
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !known.by_name.contains_key(&folded(name)))
        .collect())
}

pub(in crate::imports) async fn companies(
    conn: &mut Conn,
    import: &Import,
) -> Result<super::table::Companies> {
    let mut by_name = std::collections::HashMap::new();
    for entity in people::entities(conn).await? {
        for name in [Some(entity.name), entity.name_en].into_iter().flatten() {
            by_name.insert(folded(&name), entity.entity_id);
        }
    }
    Ok(super::table::Companies { usual: import.entity_id, by_name })
}

/// A file on this machine's disk: where it lies, or a copy that goes when it is dropped.
pub(in crate::imports) enum Opened {
    There(PathBuf),
    Copied(tempfile::NamedTempFile),
}

impl Opened {
    pub fn path(&self) -> &Path {
        match self {
            Self::There(path) => path,
            Self::Copied(file) => file.path(),
        }
    }
}

pub(in crate::imports) async fn open(app: &App, import: &Import, path: Option<&Path>) -> Result<Opened> {
    if let Some(path) = path {
        return Ok(Opened::There(path.to_owned()));
    }
    let file = import.file_id.ok_or_else(|| Error::Conflict(Text::new("imports-problem-file-gone")))?;
    if let Some(path) = app.files.path_of(file).filter(|path| path.exists()) {
        return Ok(Opened::There(path));
    }
    let bytes = app.files.get(file).await?;
    blocking(move || {
        let mut copy = tempfile::NamedTempFile::new()?;
        std::io::Write::write_all(&mut copy, &bytes)?;
        Ok(Opened::Copied(copy))
    })
    .await
}

pub(in crate::imports) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}

fn must(cx: &Cx) -> Result<()> {
    cx.viewer.must(Can::EditPeople)?;
    cx.viewer.must(Can::RunDepartures)
}

/// Somebody else may have moved it meanwhile.
fn moved(rows: u64) -> Result<()> {
    if rows > 0 { Ok(()) } else { Err(Error::Conflict(Text::new("imports-problem-begun"))) }
}

async fn note(cx: &Cx, conn: &mut Conn, import: &Import) -> Result<()> {
    journal::note(cx, conn, Act::Imported, import.import_id, Some(import.state.word())).await
}

/// The policy and the source that hold for everybody in a file.
pub(super) fn terms_of(cx: &Cx) -> super::plan::Terms {
    let settings = cx.app.settings();
    super::plan::Terms {
        source: "file".to_owned(),
        policy: crate::departures::policy(&settings),
        past_days: i32::try_from(settings.number(settings::Key::PastDays)).unwrap_or(i32::MAX),
    }
}
