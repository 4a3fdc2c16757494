mod csv;
mod hostile;
mod quotes;
mod real;
mod write;
mod xlsx;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use tempfile::TempDir;

use super::{Book, Limits, Row, Trouble};

type Texts = Vec<(u64, Vec<String>)>;

fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

/// The rows of the first sheet, as a clerk reads them.
fn numbered(bytes: &[u8]) -> Result<Texts, Trouble> {
    let (_folder, path) = kept(bytes);
    texts(&Book::open(&path, Limits::default())?, 0)
}

fn texts(book: &Book, sheet: usize) -> Result<Texts, Trouble> {
    let rows = book.rows(&book.sheets()[sheet].name)?;
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    rows.map(|row| row.map(|row| (row.number, texts(&row)))).collect()
}

fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Trouble> {
    Ok(numbered(bytes)?.into_iter().map(|(_, texts)| texts).collect())
}

fn encoding(bytes: &[u8]) -> &'static str {
    let (_folder, path) = kept(bytes);
    Book::open(&path, Limits::default()).expect("a table").facts().encoding
}

/// An archive with these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(Cursor::new(&mut bytes));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive");
    bytes
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/>
<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"#;

/// A workbook of one sheet by hand: what stands in `sheetData`, in the styles, in the shared strings.
fn by_hand(rows: &str, styles: &str, strings: &str) -> Vec<u8> {
    let workbook =
        r#"<workbook xmlns:r="r"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/styles.xml", &format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
    ])
}

fn rows_by_hand(rows: &str) -> Result<Texts, Trouble> {
    numbered(&by_hand(rows, "", ""))
}

fn expected(rows: &[(u64, &[&str])]) -> Texts {
    rows.iter().map(|(at, texts)| (*at, texts.iter().map(|text| (*text).to_owned()).collect())).collect()
}
