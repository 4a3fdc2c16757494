//! How a file of text is to be read: its charset, and what stands between its fields.

use std::path::Path;

use super::Trouble;
use super::charset::{Charset, Decoded};
use super::records::{Records, Step};

#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    pub charset: Charset,
    pub delimiter: u8,
    /// The first line says `sep=;` and nothing else.
    pub has_separator_line: bool,
}

/// What may stand between fields, the likelier first.
const DELIMITERS: [u8; 6] = [b',', b';', b'\t', b'|', b'^', b'~'];
/// So much of a file is looked at, and so many of its records.
const HEAD: usize = 64 << 10;
const RECORDS: usize = 30;

impl Dialect {
    pub fn of(path: &Path) -> Result<Self, Trouble> {
        let charset = Charset::of(path)?;
        let (text, is_whole) = head(path, charset)?;
        if text.as_bytes().iter().take(512).any(|byte| *byte == 0) {
            return Err(Trouble::NotATable);
        }
        if text.trim().is_empty() && is_whole {
            return Err(Trouble::Empty);
        }
        let first = text.split(['\r', '\n']).next().unwrap_or_default().trim_matches('"');
        let said = first.strip_prefix("sep=").and_then(|said| said.as_bytes().first());
        if let Some(said) = said.filter(|said| said.is_ascii() && first.len() == "sep=;".len()) {
            return Ok(Self { charset, delimiter: *said, has_separator_line: true });
        }
        Ok(Self { charset, delimiter: delimiter_of(&text, is_whole), has_separator_line: false })
    }
}

/// The beginning, and whether it is all. What is no text ends it; the rows will tell which holds it.
fn head(path: &Path, charset: Charset) -> Result<(String, bool), Trouble> {
    let mut decoded = Decoded::open(path, charset)?;
    let (mut bytes, mut length) = (vec![0; HEAD + 16], 0);
    while length < HEAD {
        match decoded.read(&mut bytes[length..], 0) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(Trouble::NotText { .. }) => break,
            Err(other) => return Err(other),
        }
    }
    bytes.truncate(length);
    Ok((String::from_utf8_lossy(&bytes).into_owned(), length < HEAD))
}

fn delimiter_of(text: &str, is_whole: bool) -> u8 {
    if let Some(delimiter) = after_first_quoted(text) {
        return delimiter;
    }
    let mut best = (0.0, b',');
    for delimiter in DELIMITERS {
        let score = evenness(&records(text, delimiter, is_whole));
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Where the first field is quoted, the delimiter is what follows its closing quote.
fn after_first_quoted(text: &str) -> Option<u8> {
    let mut rest = text.strip_prefix('"')?;
    loop {
        rest = rest.split_once('"')?.1;
        match rest.strip_prefix('"') {
            Some(doubled) => rest = doubled,
            None => return rest.bytes().next().filter(|next| DELIMITERS.contains(next)),
        }
    }
}

/// The first records that a delimiter makes of the text.
fn records(text: &str, delimiter: u8, is_whole: bool) -> Vec<Divided> {
    let (mut records, mut rest) = (Records::new(delimiter), text);
    let mut found = Vec::new();
    while found.len() < RECORDS {
        rest = rest.trim_start_matches(['\r', '\n']);
        records.begin();
        match records.look(rest.as_bytes()) {
            Step::Ended => {}
            // The last record was cut off.
            Step::More if rest.is_empty() || !is_whole => break,
            Step::More => drop(records.end()),
            Step::TooWide => break,
        }
        let is_torn =
            |text: &str, is_quoted: bool| text.starts_with(' ') || (!is_quoted && text.contains('"'));
        let fields = records.fields().iter().skip(1);
        let torn = fields.filter(|field| is_torn(field.of(rest), field.is_quoted)).count();
        let torn = torn + usize::from(records.is_torn());
        found.push(Divided { fields: records.fields().len(), torn });
        rest = rest.get(records.length()..).unwrap_or_default();
    }
    found
}

/// How many fields a record has, and how many of them look torn from a sentence or a quoted field.
struct Divided {
    fields: usize,
    torn: usize,
}

/// How well a delimiter divides: into many fields, as many in each record, the first above all (a comma
/// between decimals or between last and first name does not divide the headers), and with few pieces
/// that look torn.
fn evenness(records: &[Divided]) -> f64 {
    let mut counts: Vec<usize> =
        records.iter().map(|record| record.fields).filter(|fields| *fields > 1).collect();
    counts.sort_unstable();
    let often = |count: usize| counts.iter().filter(|other| **other == count).count();
    let Some(usual) = counts.iter().copied().max_by_key(|count| (often(*count), *count)) else {
        return 0.0;
    };
    let share = often(usual) as f64 / records.len() as f64;
    let divides_headers = records.first().is_some_and(|first| first.fields == usual);
    let torn: usize = records.iter().map(|record| record.torn).sum();
    let score = usual as f64 * share * share / (1.0 + torn as f64 / records.len() as f64);
    if divides_headers { 4.0 * score } else { score }
}
