use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Book, Cell, Kind, Limits, Trouble, line};

fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Trouble> {
    let (_folder, path) = kept(bytes);
    let book = Book::open(&path, Limits::default())?;
    let sheet = book.sheets()[0].name.clone();
    let texts = |cells: Vec<Cell>| cells.iter().map(|cell| cell.text().into_owned()).collect();
    book.rows(&sheet)?.map(|row| row.map(|(_, cells)| texts(cells))).collect()
}

fn encoding(bytes: &[u8]) -> &'static str {
    let (_folder, path) = kept(bytes);
    Book::open(&path, Limits::default()).expect("a table").facts().encoding
}

#[test]
fn any_delimiter_quotes_and_line_ends_are_read() {
    for text in [
        "a,b\r\n1,\"x\"\"y\n z\"\r\n",
        "a;b\n1;\"x\"\"y\n z\"",
        "a\tb\r1\t\"x\"\"y\n z\"\r",
        "sep=^\na^b\n1^\"x\"\"y\n z\"",
    ] {
        let rows = read(text.as_bytes()).expect("read");
        assert_eq!(rows, [["a", "b"], ["1", "x\"y\n z"]], "{text:?}");
    }
    assert_eq!(read("姓名|部门\n陈彤|英语,教学\n".as_bytes()).expect("read")[1], ["陈彤", "英语,教学"]);
}

#[test]
fn the_charset_is_the_one_in_which_the_file_is_valid() {
    let text = "姓名,部门\n陈彤,英语教学部\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    let with_mark = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let ascii16: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in
        [(text.as_bytes(), "UTF-8"), (&gb, "gb18030"), (&marked, "UTF-16LE"), (&with_mark, "UTF-8")]
    {
        assert_eq!(encoding(bytes), name);
        assert_eq!(read(bytes).expect("read"), [["姓名", "部门"], ["陈彤", "英语教学部"]], "{name}");
    }
    assert_eq!(encoding(&ascii16), "UTF-16BE");
    assert_eq!(read(&ascii16).expect("read"), [["a", "b"], ["1", "2"]]);
    assert_eq!(encoding(b"name;city\nZo\xeb;Z\xfcrich\n"), "windows-1252");
}

#[test]
fn what_is_no_table_says_what_it_is() {
    assert_eq!(read(b""), Err(Trouble::Empty));
    assert_eq!(read(b" \n \n"), Err(Trouble::Empty));
    assert_eq!(read(b"%PDF-1.7 ..."), Err(Trouble::NotATable));
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 workbook"), Err(Trouble::OldExcel));
    assert_eq!(read(b"\x89PNG\r\n"), Err(Trouble::NotATable));
    assert_eq!(read(b"PK\x03\x04 and nothing"), Err(Trouble::Damaged));
}

#[test]
fn what_would_take_all_memory_is_refused() {
    let long = format!("a,b\n1,{}\n", "x".repeat(40_000));
    assert_eq!(read(long.as_bytes()), Err(Trouble::CellTooLong { row: 2 }));
    let unclosed = format!("a,b\n1,\"{}", "x\n".repeat(10_000_000));
    assert_eq!(read(unclosed.as_bytes()), Err(Trouble::CellTooLong { row: 2 }));
    assert_eq!(read(",".repeat(1_000_000).as_bytes()), Err(Trouble::Columns));
}

fn workbook(make: impl FnOnce(&mut rust_xlsxwriter::Workbook)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    make(&mut book);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_gives_back_what_its_cells_show() {
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2015, 3, 7).expect("a day");
    let bytes = workbook(|book| {
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        let sheet = book.add_worksheet().set_name("名单").expect("a name");
        sheet.write(0, 0, "姓名").expect("written");
        sheet.write(2, 0, "007").expect("written");
        sheet.write(2, 1, 13_800_138_000.0).expect("written");
        sheet.write_with_format(2, 2, &day, &format).expect("written");
        sheet.write(2, 4, true).expect("written");
        sheet.write_formula(3, 0, rust_xlsxwriter::Formula::new("=1+41").set_result("42")).expect("written");
        sheet.merge_range(4, 0, 4, 2, "over three", &rust_xlsxwriter::Format::new()).expect("merged");
        book.add_worksheet().set_name("hidden").expect("a name").set_hidden(true);
    });
    let (_folder, path) = kept(&bytes);
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    assert_eq!(book.kind(), Kind::Xlsx);
    let names: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
    assert_eq!(names, [("名单", false), ("hidden", true)]);
    let rows: Vec<_> = book.rows("名单").expect("rows").map(|row| row.expect("a row")).collect();
    let texts: Vec<(u64, Vec<String>)> = rows
        .iter()
        .map(|(at, cells)| (*at, cells.iter().map(|cell| cell.text().into_owned()).collect()))
        .collect();
    let expected: Vec<(u64, Vec<String>)> = [
        (1, vec!["姓名"]),
        (3, vec!["007", "13800138000", "2015-03-07", "", "TRUE"]),
        (4, vec!["42"]),
        (5, vec!["over three"]),
    ]
    .into_iter()
    .map(|(at, cells)| (at, cells.into_iter().map(str::to_owned).collect()))
    .collect();
    assert_eq!(texts, expected);
    assert!(matches!(book.rows("no such"), Err(Trouble::NoSheet)));
}

#[test]
fn a_workbook_that_inflates_beyond_its_limit_is_refused_before_it_is_parsed() {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        zip.start_file(name, options).expect("a part");
        for _ in 0..64 {
            zip.write_all(&vec![b' '; 1 << 20]).expect("written");
        }
    }
    zip.finish().expect("an archive");
    assert!(bytes.len() < 1 << 20);
    let (_folder, path) = kept(&bytes);
    let limits = Limits { inflated_bytes: 100 << 20, ..Limits::default() };
    assert_eq!(Book::open(&path, limits).expect_err("refused"), Trouble::Inflates);
}

#[test]
fn a_workbook_cut_off_or_of_something_else_is_refused() {
    let whole = workbook(|book| {
        book.add_worksheet().write(0, 0, "name").expect("written");
    });
    for share in 1..8 {
        let cut = &whole[..whole.len() * share / 8];
        assert_eq!(read(cut), Err(Trouble::Damaged), "{share}/8");
    }
    let mut other = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut other));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    zip.finish().expect("an archive");
    assert_eq!(read(&other), Err(Trouble::NotATable));
}

#[test]
fn nothing_written_for_a_spreadsheet_program_is_computed_by_it() {
    assert_eq!(
        line(["=1+41", "a \"b\", c", "陈彤", "-5", "＝x"]),
        "\"'=1+41\",\"a \"\"b\"\", c\",\"陈彤\",\"-5\",\"'＝x\"\r\n"
    );
}

proptest! {
    #[test]
    fn what_is_written_as_csv_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9陈é][a-z0-9 ,\"'\n陈é]{0,11}", 2..5), 1..8)
    ) {
        let text: String = rows.iter().map(line).collect();
        let written: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|field| field.trim().to_owned()).collect()).collect();
        prop_assert_eq!(read(text.as_bytes()).expect("read"), written);
    }
}
