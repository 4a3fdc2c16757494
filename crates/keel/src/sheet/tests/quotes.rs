//! Quotation marks that stand where none can: what is to the right of one, or below, must not come to be another
//! person's.

use super::*;

/// The rows, with whether they are torn.
fn torn(text: &str) -> Vec<(u64, bool, Vec<String>)> {
    let (_folder, path) = kept(text.as_bytes());
    let book = Book::open(&path, Limits::default()).expect("a table");
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    let rows = book.rows("").expect("rows").map(|row| row.expect("read"));
    rows.map(|row| (row.number, row.is_torn, texts(&row))).collect()
}

fn row(number: u64, is_torn: bool, texts: &[&str]) -> (u64, bool, Vec<String>) {
    (number, is_torn, texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn what_stands_behind_a_closing_mark_tears_the_row_and_no_other() {
    assert_eq!(
        torn("name,phone\n\"A\"x,1\nB,2\n\"C\" ,3\n\"D\"\"\" , \"4\"\n\"E\" \"F\",5\r\nG,\"6\" x"),
        [
            row(1, false, &["name", "phone"]),
            row(2, true, &["\"A\"x,1"]),
            row(3, false, &["B", "2"]),
            row(4, false, &["C", "3"]),
            row(5, false, &["D\"", "4"]),
            row(6, true, &["\"E\" \"F\",5"]),
            row(7, true, &["G,\"6\" x"]),
        ]
    );
}

#[test]
fn a_mark_that_swallows_a_row_tears_both() {
    let swallowed = "name,number,part,phone\nA,1,\"sales,138\nB,2,\"study\",139\nC,3,study,140\n";
    assert_eq!(
        torn(swallowed)[1..],
        [row(2, true, &["A,1,\"sales,138", "B,2,\"study\",139"]), row(3, false, &["C", "3", "study", "140"])]
    );
    // To the letter one row of four fields, and A would be called on the phone of B.
    let closed = "name,number,part,phone\nA,1,\"sales,138\nB,2,sales\",139\nC,3,study,140\n";
    assert_eq!(torn(closed)[1], row(2, true, &["A,1,\"sales,138", "B,2,sales\",139"]));
    assert_eq!(torn(closed)[2], row(3, false, &["C", "3", "study", "140"]));
}

#[test]
fn a_text_of_several_lines_is_a_text() {
    for (text, cell) in [
        ("name,place,phone\nA,\"12 Main Street\nSpringfield, IL\",1\n", "12 Main Street\nSpringfield, IL"),
        ("name,place,phone\nA,\"Main Street, 12\nSpringfield\",1\n", "Main Street, 12\nSpringfield"),
        ("name,place,phone\nA,\"x\r\n\r\ny\",1\n", "x\r\n\r\ny"),
    ] {
        assert_eq!(torn(text)[1], row(2, false, &["A", cell, "1"]), "{text:?}");
    }
    let marked = "\"name\",\"place\",\"phone\"\n\"A\",\"Street, 12\n, IL\",\"1\"\n";
    assert_eq!(torn(marked)[1], row(2, false, &["A", "Street, 12\n, IL", "1"]));
    // The last column: nobody would get anything of the next row.
    let last = "name,phone,place\nA,1,\"Main Street\nSpringfield, IL, 62704\"\n";
    assert_eq!(torn(last)[1], row(2, false, &["A", "1", "Main Street\nSpringfield, IL, 62704"]));
}

#[test]
fn a_mark_within_a_field_is_a_character() {
    assert_eq!(
        read("name,size\nA \"the\" B,5\"\nC,\"6\"\"\"\n".as_bytes()).expect("read")[1..],
        [["A \"the\" B", "5\""], ["C", "6\""]]
    );
}

#[test]
fn blanks_before_a_mark_do_not_divide_the_field() {
    for text in ["name,part\nA, \"sales, two\"\n", "name,part\nA,\t\"sales, two\" \n"] {
        assert_eq!(read(text.as_bytes()).expect("read")[1], ["A", "sales, two"]);
    }
    assert_eq!(read(b"name\tpart\nA\t\t \"x\"\n").expect("read")[1], ["A", "", "x"]);
}

#[test]
fn what_was_put_around_figures_to_keep_their_zeros_is_taken_off() {
    let text = "a,b\n=\"001\",\"=\"\"138\"\"\"\n'0002,'+8613800138000\n'11010119900307001X,'2015-03-07\n'tis,=\"a\"&\"b\"\n";
    assert_eq!(
        read(text.as_bytes()).expect("read")[1..],
        [
            ["001", "138"],
            ["0002", "+8613800138000"],
            ["11010119900307001X", "2015-03-07"],
            ["'tis", "=\"a\"&\"b\""]
        ]
    );
}

#[test]
fn a_torn_row_in_the_middle_of_a_large_file_costs_no_other_row() {
    let mut text = "name,phone\n".to_owned();
    for at in 0..20_000 {
        text.push_str(&if at == 7_777 {
            "\"A\"x,1\r\n".to_owned()
        } else {
            format!("\"N\"\"{at}\",{at}\r\n")
        });
    }
    let rows = torn(&text);
    assert_eq!(rows.len(), 20_001);
    assert_eq!(rows.iter().filter(|(_, is_torn, _)| *is_torn).count(), 1);
    assert!(rows[1..].iter().enumerate().all(|(at, (number, is_torn, cells))| {
        *number == at as u64 + 2 && (*is_torn || *cells == [format!("N\"{at}"), at.to_string()])
    }));
}
