//! Which sheet of a workbook is meant, and in which row its headers stand.

use keel::error::{Error, Result, Text};
use keel::sheet::{Book, Cell, Trouble};

use super::headers;

/// Headers need not stand in the first row, but not far below.
const DEEPEST: usize = 40;
/// So many sheets are looked at. A book with one for every month of some years has fewer.
pub const MOST: usize = 50;

/// The sheet that is proposed, and what else there is.
pub struct Proposal {
    pub sheet: String,
    pub header_row: u64,
    /// Other sheets with people in them.
    pub others: Vec<String>,
    /// Sheets that are no list of people: they are too wide, or hold a cell that is too long.
    pub refused: Vec<String>,
    /// How many were not looked at.
    pub unseen: u64,
}

/// The headers of a sheet.
struct Headers {
    row: u64,
    understood: usize,
    names_people: bool,
}

/// The sheet asked for, else the one whose headers are best understood.
pub fn propose(book: &Book, asked: Option<&str>) -> Result<Proposal> {
    if let Some(asked) = asked
        && !book.sheets().iter().any(|sheet| sheet.name == asked)
    {
        return Err(Error::invalid("sheet", Text::new("imports-problem-no-sheet").with("name", asked)));
    }
    let candidates = book.sheets().iter().filter(|sheet| match asked {
        Some(asked) => sheet.name == asked,
        None => !sheet.is_hidden,
    });
    let candidates: Vec<&str> = candidates.map(|sheet| sheet.name.as_str()).collect();
    let (mut best, mut others, mut refused) = (None::<(&str, Headers)>, Vec::new(), Vec::new());
    let mut trouble = None;
    for sheet in candidates.iter().take(MOST) {
        let found = match headers(book, sheet) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(why @ (Trouble::Columns | Trouble::CellTooLong { .. })) => {
                refused.push((*sheet).to_owned());
                trouble.get_or_insert(why);
                continue;
            }
            Err(other) => return Err(other.into()),
        };
        let is_better = best.as_ref().is_none_or(|(_, best)| found.understood > best.understood);
        let (other, headers) = if is_better {
            let Some(before) = best.replace((sheet, found)) else { continue };
            before
        } else {
            (*sheet, found)
        };
        if headers.names_people {
            others.push(other.to_owned());
        }
    }
    match (best, trouble) {
        (Some((sheet, headers)), _) => Ok(Proposal {
            sheet: sheet.to_owned(),
            header_row: headers.row,
            others,
            refused,
            unseen: candidates.len().saturating_sub(MOST) as u64,
        }),
        (None, Some(trouble)) => Err(trouble.into()),
        (None, None) => Err(Error::invalid("file", Text::new("imports-problem-empty"))),
    }
}

/// What somebody may choose from: a hidden sheet only if it was asked for.
pub fn choices(book: &Book, sheet: &str) -> Vec<String> {
    let all = book.sheets().iter().filter(|other| !other.is_hidden || other.name == sheet);
    let all: Vec<String> = all.map(|other| other.name.clone()).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// The row with the most headers that are understood; where none is, the first with more than one word.
fn headers(book: &Book, sheet: &str) -> std::result::Result<Option<Headers>, Trouble> {
    let (mut best, mut first, mut torn) = (None::<Headers>, None, None);
    for row in book.rows(sheet)?.take(DEEPEST) {
        let row = row?;
        if row.is_torn {
            torn.get_or_insert(row.number);
            continue;
        }
        let texts: Vec<_> = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text).collect();
        if first.is_none() && !texts.is_empty() {
            first = Some(Headers { row: row.number, understood: 0, names_people: false });
        }
        let understood = headers::understood(texts.iter().map(AsRef::as_ref));
        if understood > best.as_ref().map_or(0, |best| best.understood) {
            let names_people = headers::names_people(texts.iter().map(AsRef::as_ref));
            best = Some(Headers { row: row.number, understood, names_people });
        }
    }
    // It may be the row with the headers that is torn, and people would be taken for those.
    let is_told = best.as_ref().is_some_and(|best| best.understood > 1);
    match torn.filter(|_| !is_told) {
        Some(row) => Err(Trouble::Torn { row }),
        None => Ok(best.or(first)),
    }
}
