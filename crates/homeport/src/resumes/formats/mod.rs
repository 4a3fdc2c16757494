//! What kind of file it is, and everybody in it.

mod cards;
mod json;
mod linkedin;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use keel::error::{Error, Result, Text};
use keel::sheet::{Archive, Limits, Trouble};
use keel::vcard;
use tempfile::NamedTempFile;

use super::Resume;

keel::words! {
    /// Whose format a file has.
    pub enum Kind {
        /// The export that LinkedIn gives: CSV files, or the ZIP with them.
        LinkedIn = "linkedin",
        /// jsonresume.org: one, several in a list, or a ZIP of them.
        JsonResume = "json_resume",
        /// vCard, one or many, or a ZIP of them.
        Card = "vcard",
    }
}

/// The largest file in an archive that is looked into.
const LARGEST_PART: u64 = 32 << 20;
/// So many files of an archive are looked into.
const MOST_PARTS: usize = 10_000;

/// What a file is by what it holds, whatever it is called; `None` for tables and whatever else there is.
pub fn kind_of(path: &Path) -> Result<Option<Kind>> {
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(Trouble::Empty.into());
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(of_archive(&Archive::open(path, &Limits::default())?));
    }
    if vcard::is_card(&head) {
        return Ok(Some(Kind::Card));
    }
    let mut plain = head.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0 && **byte < 0x80);
    if matches!(plain.next(), Some(b'{' | b'[')) {
        return Ok(Some(Kind::JsonResume));
    }
    Ok(linkedin::is_export(path)?.then_some(Kind::LinkedIn))
}

fn of_archive(archive: &Archive) -> Option<Kind> {
    let has = |wanted: &dyn Fn(&str) -> bool| archive.names().any(|(name, _)| wanted(&base(name)));
    if archive.names().any(|(name, _)| name.eq_ignore_ascii_case("[Content_Types].xml")) {
        return None;
    }
    if has(&|name| linkedin::FILES.contains(&name)) {
        return Some(Kind::LinkedIn);
    }
    if has(&|name| name.ends_with(".vcf")) {
        return Some(Kind::Card);
    }
    has(&|name| name.ends_with(".json")).then_some(Kind::JsonResume)
}

/// The last part of a path, in small letters.
fn base(name: &str) -> String {
    name.rsplit('/').next().unwrap_or_default().to_lowercase()
}

/// Hands over everybody in a file, one at a time, on the calling thread.
pub fn each(path: &Path, kind: Kind, with: &mut dyn FnMut(Resume) -> Result<()>) -> Result<()> {
    let mut head = [0; 4];
    let is_archive = File::open(path)?.read_exact(&mut head).is_ok() && head == *b"PK\x03\x04";
    match (kind, is_archive) {
        (Kind::LinkedIn, false) => with(linkedin::of_file(path)?),
        (Kind::LinkedIn, true) => {
            let mut resume = Resume::default();
            for_parts(path, &|name| linkedin::FILES.contains(&name), &mut |part| {
                linkedin::read(part.path(), &mut resume)
            })?;
            with(resume)
        }
        (Kind::JsonResume, false) => json::each(path, with),
        (Kind::JsonResume, true) => {
            for_parts(path, &|name| name.ends_with(".json"), &mut |part| json::each(part.path(), with))
        }
        (Kind::Card, false) => cards::each(path, with),
        (Kind::Card, true) => {
            for_parts(path, &|name| name.ends_with(".vcf"), &mut |part| cards::each(part.path(), with))
        }
    }
}

/// Inflates the files of an archive that are wanted, one at a time, each no larger than it may be.
fn for_parts(
    path: &Path,
    wanted: &dyn Fn(&str) -> bool,
    with: &mut dyn FnMut(NamedTempFile) -> Result<()>,
) -> Result<()> {
    let archive = Archive::open(path, &Limits::default())?;
    let names = archive.names().filter(|(name, _)| !name.contains("__MACOSX") && wanted(&base(name)));
    for (name, size) in names.take(MOST_PARTS) {
        if size > LARGEST_PART {
            return Err(Trouble::Inflates.into());
        }
        let Some(part) = archive.part(name)? else { continue };
        let mut file = NamedTempFile::new()?;
        std::io::copy(&mut part.take(LARGEST_PART + 1), &mut file).map_err(|_| Trouble::Damaged)?;
        with(file)?;
    }
    Ok(())
}

/// A name of its parts; Chinese ones begin with the family and have no space.
fn named(family: &str, given: &str) -> String {
    let is_chinese = |part: &str| part.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if is_chinese(family) && is_chinese(given) {
        return format!("{family}{given}");
    }
    format!("{given} {family}").trim().to_owned()
}

/// A text file whole, in whatever charset.
fn text(path: &Path) -> Result<String> {
    if std::fs::metadata(path)?.len() > LARGEST_PART {
        return Err(Error::invalid("file", Text::new("keel-sheet-too-large")));
    }
    Ok(keel::sheet::text(path)?)
}
