use proptest::prelude::*;

use super::*;
use crate::sheet::{Cell, Csv, Workbook, line};

/// The rows of the first sheet with every space, without those that hold nothing.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let (_folder, path) = kept(bytes);
    let book = Book::open(&path, Limits::default()).expect("a table");
    let rows = book.rows(&book.sheets()[0].name).expect("rows").map(|row| row.expect("read").cells);
    let as_text = |cell| match cell {
        Cell::Text(text) => text,
        Cell::Empty => String::new(),
        other => panic!("no text: {other:?}"),
    };
    rows.map(|row| trimmed(row.into_iter().map(as_text).collect())).collect()
}

/// Without the empty cells at its end, which no format keeps.
fn trimmed(mut row: Vec<String>) -> Vec<String> {
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

fn is_blank(text: &str) -> bool {
    Cell::Text(text.to_owned()).is_empty()
}

fn as_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut csv = Csv::new();
    rows.iter().for_each(|row| csv.row(row));
    csv.end().into_bytes()
}

fn as_workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new("rows").expect("a workbook");
    rows.iter().for_each(|row| book.row(row).expect("written"));
    book.end().expect("ended")
}

#[test]
fn nothing_written_for_a_spreadsheet_program_is_computed_by_it() {
    assert_eq!(line(["a \"b\", c", "陈彤", "", "it's"]), "\"a \"\"b\"\", c\",\"陈彤\",\"\",\"it's\"\r\n");
    for (field, written) in [
        ("=1+41", "'=1+41"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("-inf", "'-inf"),
        ("-", "'-"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+8613800138000", "+8613800138000"),
        ("-12.50", "-12.50"),
        ("0217", "0217"),
        ("'0217", "''0217"),
        ("'2015-03-07", "''2015-03-07"),
        ("=\"0217\"", "'=\"\"0217\"\""),
        ("'s", "'s"),
        ("1-2", "1-2"),
    ] {
        assert_eq!(line([field]), format!("\"{written}\"\r\n"), "{field:?}");
        assert_eq!(cells(line(["a", field]).as_bytes())[0], ["a", field], "{field:?}");
    }
}

#[test]
fn a_workbook_of_ours_keeps_text_as_text() {
    let row = ["007", "=1+1", "2015-03-07", "13800138000", "_x0041_", " a\r\nb ", "<&>"].map(str::to_owned);
    let bytes = as_workbook(&[row.to_vec(), vec![], vec![String::new(), "x".to_owned()]]);
    assert_eq!(cells(&bytes), [row.to_vec(), vec![String::new(), "x".to_owned()]]);
    assert_eq!(numbered(&bytes).expect("read")[1].0, 3);
}

#[test]
fn any_name_becomes_one_that_a_sheet_can_have() {
    let long = "名".repeat(40);
    for (asked, given) in [("名单", "名单"), ("a/b [1]'", "a b  1"), ("", "1"), (&long, &"名".repeat(31))]
    {
        let mut book = Workbook::new(asked).expect("a workbook");
        book.row(["x"]).expect("written");
        let (_folder, path) = kept(&book.end().expect("ended"));
        let book = Book::open(&path, Limits::default()).expect("a workbook");
        assert_eq!(book.sheets()[0].name, *given);
    }
}

#[test]
fn a_workbook_of_ours_says_nothing_of_when_it_was_made() {
    let rows = [vec!["a".to_owned()]];
    assert_eq!(as_workbook(&rows), as_workbook(&rows));
}

/// Rows of anything but zeros, of which none is empty: blank rows are not read back.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let field = prop_oneof![
        2 => "[^\0]{0,12}",
        2 => "[a陈é0-9 ,;|\t\"'\r\n=+@_x-]{0,12}",
        1 => Just(String::new()),
    ];
    let row = (("[^\0]{0,8}[a-z陈]"), prop::collection::vec(field, 0..5))
        .prop_map(|(first, rest)| trimmed(std::iter::once(first).chain(rest).collect()));
    prop::collection::vec(row, 1..8)
}

proptest! {
    #[test]
    fn what_is_written_as_csv_is_read_back(rows in rows()) {
        // With headers, as our files have them.
        let rows: Vec<_> = std::iter::once(vec!["a".to_owned(), "b".to_owned()]).chain(rows).collect();
        prop_assert_eq!(cells(&as_csv(&rows)), rows);
    }

    #[test]
    fn what_is_written_as_a_workbook_is_read_back(rows in rows()) {
        // A cell of nothing but spaces holds nothing.
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|text| if is_blank(text) { String::new() } else { text.clone() }))
            .map(|row| trimmed(row.collect()))
            .collect();
        prop_assert_eq!(cells(&as_workbook(&rows)), rows);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drop(read(&bytes));
        drop(read(&[b"PK\x03\x04".as_slice(), &bytes].concat()));
    }
}
