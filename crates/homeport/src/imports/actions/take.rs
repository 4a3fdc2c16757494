//! A file comes: it is looked through and kept.

use std::path::Path;

use keel::error::{Error, Result, Text};
use keel::sheet::{Book, Limits};
use tempfile::NamedTempFile;

use super::{Terms, blocking, moved, must, note, open};
use crate::app::Cx;
use crate::imports::decide::decide;
use crate::imports::model::{About, Counts, Import, ImportId, Mapping, Place, State};
use crate::imports::profile::{self, Profile};
use crate::imports::sql;
use crate::imports::unfold::{Unfolded, unfold};
use crate::people::folded;

/// Looks a file through and keeps it, with a first guess of what its columns mean: what was said about
/// the same headers the last time, or what their words say.
pub async fn upload(cx: &Cx, path: &Path, name: &str, sheet: Option<&str>, terms: Terms) -> Result<ImportId> {
    must(cx)?;
    let unfolded = unfolded(path).await?;
    let path = unfolded.as_ref().map_or(path, |(file, _)| file.path());
    let import = told(look(cx, path, name, sheet, terms).await?, unfolded.as_ref().map(|(_, what)| what));
    let file = cx.app.ids.next(cx.now);
    cx.app.files.put_path(file, path).await?;
    match insert(cx, Import { file_id: Some(file), ..import }).await {
        Ok(id) => Ok(id),
        Err(error) => {
            cx.app.files.delete(file).await?;
            Err(error)
        }
    }
}

/// As [`upload`], of a file that is read where it lies: the command line's.
pub async fn take(
    cx: &Cx,
    path: &Path,
    name: &str,
    sheet: Option<&str>,
    (terms, unfolded): (Terms, Option<&Unfolded>),
) -> Result<Import> {
    let import = told(look(cx, path, name, sheet, terms).await?, unfolded);
    insert(cx, import.clone()).await?;
    Ok(import)
}

/// The table that a file of cards or résumés becomes.
pub async fn unfolded(path: &Path) -> Result<Option<(NamedTempFile, Unfolded)>> {
    let path = path.to_owned();
    blocking(move || unfold(&path)).await
}

/// Cards and résumés tell of jobs, whatever was said of the file.
pub fn told(import: Import, unfolded: Option<&Unfolded>) -> Import {
    let Some(unfolded) = unfolded else { return import };
    let profile = Profile { unfolded: Some(unfolded.clone()), ..import.profile };
    let (about, mapping) = (About::Careers, profile::guess(&profile, About::Careers));
    let headers_key = profile::headers_key(&profile, about);
    Import { about, profile, mapping, headers_key, ..import }
}

async fn look(cx: &Cx, path: &Path, name: &str, sheet: Option<&str>, terms: Terms) -> Result<Import> {
    must(cx)?;
    let (file, asked) = (path.to_owned(), sheet.map(str::to_owned));
    let allowed: Vec<String> = cx.app.settings().import_columns().map(folded).collect();
    let (book, profile) = blocking(move || {
        let book = Book::open(&file, Limits::default())?;
        let profile = profile::look(&book, asked.as_deref(), &allowed)?;
        Ok((book, profile))
    })
    .await?;
    let headers_key = profile::headers_key(&profile, terms.about);
    let known = sql::remembered(&mut cx.read().await?, &headers_key).await?;
    let mapping = match known {
        Some(known) => profile::recalled(&profile, terms.about, serde_json::from_str(&known)?),
        None => profile::guess(&profile, terms.about),
    };
    let today = cx.today();
    let (profile, mapping) = blocking(move || decided(&book, profile, mapping, today)).await?;
    Ok(Import {
        import_id: ImportId::next(&cx.app.ids, cx.now),
        state: State::Mapped,
        about: terms.about,
        name: name.chars().take(200).collect(),
        file_id: None,
        sheet: profile.sheet.clone(),
        header_row: i64::try_from(profile.header_row).unwrap_or_default(),
        headers_key,
        rows: i64::try_from(profile.rows).unwrap_or_default(),
        profile,
        mapping,
        entity_id: terms.entity,
        basis: terms.basis,
        source: terms.source,
        done: 0,
        place: Place::default(),
        counts: Counts::default(),
        created_at: cx.now,
        by: cx.viewer.person,
        started_at: None,
        ended_at: None,
    })
}

pub(super) fn decided(
    book: &Book,
    mut profile: Profile,
    mut mapping: Mapping,
    today: keel::clock::Day,
) -> Result<(Profile, Mapping)> {
    decide(book, &mut profile, &mut mapping, today)?;
    Ok((profile, mapping))
}

/// Another sheet of the same book is meant: it is looked through as if it had been asked for at once.
pub async fn sheet(cx: &Cx, id: ImportId, sheet: &str) -> Result<()> {
    must(cx)?;
    let before = sql::import(&mut cx.read().await?, id).await?;
    let seen_in = before.state;
    if !matches!(seen_in, State::Mapped | State::Checked) {
        return Err(Error::Conflict(Text::new("imports-problem-begun")));
    }
    let file = open(&cx.app, &before, None).await?;
    let terms = Terms {
        about: before.about,
        entity: before.entity_id,
        basis: before.basis,
        source: before.source.clone(),
    };
    let looked = look(cx, file.path(), &before.name, Some(sheet), terms).await?;
    let import = Import {
        import_id: id,
        file_id: before.file_id,
        created_at: before.created_at,
        by: before.by,
        ..looked
    };
    let mut conn = cx.begin().await?;
    moved(sql::update(&mut conn, seen_in, &import).await?)?;
    cx.commit(conn).await
}

async fn insert(cx: &Cx, import: Import) -> Result<ImportId> {
    let mut conn = cx.begin().await?;
    sql::insert(&mut conn, &import).await?;
    note(cx, &mut conn, &import).await?;
    cx.commit(conn).await?;
    Ok(import.import_id)
}
