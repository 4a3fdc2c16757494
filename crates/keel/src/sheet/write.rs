//! Writing tables that a spreadsheet program shows as they are.
//!
//! In a CSV file everything is text only until it is opened: what begins like a formula would be computed,
//! and could fetch or send. As OWASP advises, an apostrophe goes in front, and reading takes it away
//! again, so that a file of ours comes back as it left. In a workbook a text is a text, leading zeros
//! included, so nothing needs guarding there.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format};

use crate::error::{Error, Result};

/// A CSV file.
pub struct Csv(String);

impl Csv {
    pub fn new() -> Self {
        // Spreadsheet programs take a file for UTF-8 only if it begins with this mark.
        Self(String::from("\u{feff}"))
    }

    pub fn row<S: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = S>) {
        self.0.push_str(&line(fields));
    }

    pub fn end(self) -> String {
        self.0
    }
}

impl Default for Csv {
    fn default() -> Self {
        Self::new()
    }
}

/// A line of RFC 4180, every field quoted and guarded.
pub fn line<S: AsRef<str>>(fields: impl IntoIterator<Item = S>) -> String {
    let mut out = String::new();
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let field = field.as_ref();
        out.push('"');
        if is_dangerous(field) {
            out.push('\'');
        }
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
    out
}

/// A field without what was put around it, so that no program would compute or shorten it: the apostrophe of
/// [`line`], or one before figures (`'0002`); a formula that is nothing but a text (`="0002"`).
pub(super) fn unguarded(field: &str) -> &str {
    if let Some(rest) = field.strip_prefix('\'') {
        return if is_dangerous(rest) || is_figures(rest) { rest } else { field };
    }
    if !field.starts_with('=') {
        return field;
    }
    let text = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    text.filter(|text| !text.contains('"')).unwrap_or(field)
}

/// Whether a program would compute it, plain numbers aside; or we would take the apostrophe before such a thing
/// for a guard, which is why that gets a second one.
fn is_dangerous(field: &str) -> bool {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let bare = field.trim_start_matches('\'');
    let is_guarded = bare.len() < field.len();
    (bare.starts_with(BEGINNINGS) && (is_guarded || !is_number(field))) || (is_guarded && is_figures(bare))
}

/// A number, a phone, a day, the number of an identity card: what a program would shorten or turn.
fn is_figures(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b"-/.: xX".contains(&byte))
}

fn is_number(field: &str) -> bool {
    let digits = field.strip_prefix(['+', '-']).unwrap_or(field);
    digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits.parse::<f64>().is_ok()
}

/// A workbook of one sheet in which every cell is text and stays so when it is typed over. Rows go to a
/// temporary file as they come, so that many need no more memory than few.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    text: Format,
    next: u32,
}

impl Workbook {
    /// A name that no sheet can have is made one that it can.
    pub fn new(sheet: &str) -> Result<Self> {
        let mut book = rust_xlsxwriter::Workbook::new();
        // The writer would ask the machine for the time, and a file would differ whenever it is made.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(Error::broken)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let to = book.add_worksheet_with_constant_memory().map_err(Error::broken)?;
        to.set_name(possible(sheet)).map_err(Error::broken)?;
        Ok(Self { book, text: Format::new().set_num_format("@"), next: 0 })
    }

    /// # Errors
    /// If the sheet is full (1,048,576 rows of 16,384 cells of 32,767 characters) or the disk is.
    pub fn row<S: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = S>) -> Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(Error::broken)?;
        for (column, field) in fields.into_iter().enumerate() {
            let column = u16::try_from(column).map_err(Error::broken)?;
            if !field.as_ref().is_empty() {
                let written = sheet.write_string_with_format(self.next, column, field.as_ref(), &self.text);
                written.map_err(Error::broken)?;
            }
        }
        self.next += 1;
        Ok(())
    }

    /// As [`Workbook::end`], to a file: however many rows there are, they are in no memory whole.
    pub fn end_into(mut self, file: &mut std::fs::File) -> Result<()> {
        self.book.save_to_writer(file).map_err(Error::broken)
    }

    pub fn end(mut self) -> Result<Vec<u8>> {
        self.book.save_to_buffer().map_err(Error::broken)
    }
}

/// At most 31 characters, no apostrophe around them and none of `[]:*?/\`.
fn possible(sheet: &str) -> String {
    let name = sheet.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let name: String = name.trim_matches(['\'', ' ']).chars().take(31).collect();
    let name = name.trim_end_matches(['\'', ' ']);
    if name.is_empty() { "1".to_owned() } else { name.to_owned() }
}
