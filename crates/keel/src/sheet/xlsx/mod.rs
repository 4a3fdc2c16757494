//! Workbooks: which sheets there are, and what their rows need beside them.

mod archive;
mod formats;
mod rows;
mod strings;
mod xml;

use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Limits, SheetName, Trouble};
pub use archive::Archive;
use formats::Formats;
pub use rows::Rows;
use strings::Strings;
use xml::{Node, Xml};

/// A workbook has a few relations; one that lists more than this wants something else.
const MOST: usize = 10_000;

#[derive(Debug)]
pub struct Workbook {
    archive: Archive,
    sheets: Vec<Sheet>,
    strings: Option<String>,
    styles: Option<String>,
    has_macros: bool,
    is_1904: bool,
    /// Read once, with the first sheet.
    beside: Mutex<Option<Beside>>,
}

/// What the cells of every sheet refer to.
#[derive(Clone, Debug)]
struct Beside {
    strings: Arc<Strings>,
    formats: Arc<Formats>,
}

#[derive(Debug)]
struct Sheet {
    name: SheetName,
    part: String,
}

impl Workbook {
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, Trouble> {
        let archive = Archive::open(path, limits)?;
        let package = relations(&archive, "")?;
        let main = package.iter().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or("xl/workbook.xml", |relation| relation.part.as_str());
        if main.ends_with(".bin") {
            return Err(Trouble::BinaryExcel);
        }
        let Some(part) = archive.part(main)? else { return Err(of_another_kind(&archive)?) };
        let mut xml = Xml::new(part);
        let relations = relations(&archive, main)?;
        let part = |kind: &str| {
            relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.clone())
        };
        let mut book = Self {
            sheets: Vec::new(),
            strings: part("sharedStrings"),
            styles: part("styles"),
            has_macros: part("vbaProject").is_some(),
            is_1904: false,
            beside: Mutex::default(),
            archive,
        };
        book.read(&mut xml, &relations)?;
        if book.sheets.is_empty() { Err(Trouble::Empty) } else { Ok(book) }
    }

    fn read(&mut self, xml: &mut Xml, relations: &[Relation]) -> Result<(), Trouble> {
        let mut is_first = true;
        loop {
            match xml.step()? {
                Node::Start(tag) => {
                    if std::mem::take(&mut is_first) && tag.name() != "workbook" {
                        return Err(Trouble::NotATable);
                    }
                    match tag.name() {
                        // Later programs add one of their own kind, which says nothing of dates.
                        "workbookPr" => self.is_1904 |= tag.flag("date1904")?,
                        "sheet" => {
                            let id = tag.get("id")?.unwrap_or_default();
                            let relation = relations.iter().find(|relation| relation.id == id);
                            // Charts, dialogues and old macros have sheets of their own kinds.
                            let relation = relation.filter(|relation| relation.kind == "worksheet");
                            if let Some(relation) = relation {
                                let name = tag.get("name")?.unwrap_or_default().into_owned();
                                let is_hidden = tag.get("state")?.is_some_and(|state| state != "visible");
                                let name = SheetName { name, is_hidden };
                                self.sheets.push(Sheet { name, part: relation.part.clone() });
                            }
                        }
                        _ => {}
                    }
                }
                Node::Over => return Ok(()),
                Node::End(_) | Node::Text(_) | Node::Other => {}
            }
            if self.sheets.len() > MOST {
                return Err(Trouble::Damaged);
            }
        }
    }

    pub fn sheets(&self) -> impl Iterator<Item = SheetName> {
        self.sheets.iter().map(|sheet| sheet.name.clone())
    }

    pub const fn has_macros(&self) -> bool {
        self.has_macros
    }

    pub const fn is_1904(&self) -> bool {
        self.is_1904
    }

    pub fn rows(&self, sheet: usize, limits: Limits) -> Result<Rows, Trouble> {
        let sheet = self.sheets.get(sheet).ok_or(Trouble::NoSheet)?;
        let xml = Xml::new(self.archive.part(&sheet.part)?.ok_or(Trouble::Damaged)?);
        let Beside { strings, formats } = self.beside(&limits)?;
        Ok(Rows::new(xml, strings, formats, self.is_1904, limits))
    }

    /// Whoever asks while it is being read waits: twice in memory is what its limit is against.
    fn beside(&self, limits: &Limits) -> Result<Beside, Trouble> {
        let mut kept = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(beside) = &*kept {
            return Ok(beside.clone());
        }
        let part = |name: &Option<String>| match name {
            Some(name) => self.archive.part(name),
            None => Ok(None),
        };
        let strings = part(&self.strings)?.map_or(Ok(Strings::default()), |it| Strings::read(it, limits))?;
        let formats = part(&self.styles)?.map_or(Ok(Formats::default()), Formats::read)?;
        let beside = Beside { strings: Arc::new(strings), formats: Arc::new(formats) };
        Ok(kept.insert(beside).clone())
    }
}

/// What an archive is that is no workbook of ours.
fn of_another_kind(archive: &Archive) -> Result<Trouble, Trouble> {
    const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let mut kind = Vec::new();
    if let Some(part) = archive.part("mimetype")? {
        // One that cannot be read says nothing.
        drop(part.take(SPREADSHEET.len() as u64).read_to_end(&mut kind));
    }
    Ok(if kind == SPREADSHEET { Trouble::OpenDocument } else { Trouble::NotATable })
}

/// What a part is related to (ECMA-376 part 2, 9.3).
struct Relation {
    id: String,
    /// The last word of its type, which the transitional and the strict form have in common.
    kind: String,
    part: String,
}

/// The relations of a part, of the package itself if it is "".
fn relations(archive: &Archive, of: &str) -> Result<Vec<Relation>, Trouble> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let mut relations = Vec::new();
    let Some(part) = archive.part(&joined(folder, &format!("_rels/{name}.rels")))? else {
        return Ok(relations);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.step()? {
            Node::Start(tag) if tag.name() == "Relationship" => {
                let kind = tag.get("Type")?.unwrap_or_default();
                let target = tag.get("Target")?.unwrap_or_default();
                relations.push(Relation {
                    id: tag.get("Id")?.unwrap_or_default().into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    part: joined(folder, &target),
                });
            }
            Node::Over => return Ok(relations),
            Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
        }
        if relations.len() > MOST {
            return Err(Trouble::Damaged);
        }
    }
}

/// A target as seen from a folder; one that begins with a stroke is seen from the package.
fn joined(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}
