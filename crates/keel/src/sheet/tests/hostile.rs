//! Files that want something else than to be read.

use super::*;

#[test]
fn what_is_no_table_says_what_it_is() {
    for (bytes, trouble) in [
        (b"".as_slice(), Trouble::Empty),
        (b" \n \n", Trouble::Empty),
        (b"%PDF-1.7 ...", Trouble::NotATable),
        (b"\x89PNG\r\n", Trouble::NotATable),
        (b"MZ\x90\0\x03\0\0\0", Trouble::NotATable),
        (b"<html><body><table>", Trouble::WebPage),
        (b"\xef\xbb\xbf\r\n<?xml version=\"1.0\"?><?mso-application?>", Trouble::WebPage),
        (b"PK\x03\x04 and nothing", Trouble::Damaged),
    ] {
        assert_eq!(read(bytes), Err(trouble));
    }
    // Not every file with these letters is an archive, and not every stroke begins a page.
    assert_eq!(read(b"PK,name\n1,A\n").expect("read")[1], ["1", "A"]);
    assert_eq!(read(b"<3,name\n1,A\n").expect("read")[1], ["1", "A"]);
}

#[test]
fn what_microsoft_made_before_2007_is_called_by_its_name() {
    let compound = |name: &str| {
        let mut bytes = vec![0; 3 * 512];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        bytes[30] = 9;
        bytes[48] = 1;
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[1024..1024 + name.len()].copy_from_slice(&name);
        bytes
    };
    assert_eq!(read(&compound("Workbook")), Err(Trouble::OldExcel));
    assert_eq!(read(&compound("EncryptedPackage")), Err(Trouble::Encrypted));
    assert_eq!(read(&compound("WordDocument")), Err(Trouble::NotATable));
    let cut = &compound("Workbook")[..40];
    assert_eq!(read(cut), Err(Trouble::OldExcel));
}

#[test]
fn text_that_would_take_all_memory_is_refused() {
    let long = format!("a,b\n1,{}\n", "x".repeat(40_000));
    assert_eq!(read(long.as_bytes()), Err(Trouble::CellTooLong { row: 2 }));
    let unclosed = format!("a,b\n1,\"{}", "x\n".repeat(10_000_000));
    assert_eq!(read(unclosed.as_bytes()), Err(Trouble::CellTooLong { row: 2 }));
    let hundred_megabytes = format!("a,b\n1,{}", "x".repeat(100 << 20));
    assert_eq!(read(hundred_megabytes.as_bytes()), Err(Trouble::CellTooLong { row: 2 }));
    assert_eq!(read("a,".repeat(1_000_000).as_bytes()), Err(Trouble::Columns));
    assert_eq!(read("a,".repeat(501).as_bytes()), Err(Trouble::Columns));
}

#[test]
fn a_text_that_stands_in_every_cell_or_has_many_pieces_is_refused() {
    let strings = format!("<si><t>{}</t></si>", "母".repeat(32_000));
    let rows = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(400));
    assert_eq!(numbered(&by_hand(&rows, "", &strings)), Err(Trouble::CellTooLong { row: 1 }));
    let strings = format!("<si>{}</si>", format!("<r><t>{}</t></r>", "x".repeat(100_000)).repeat(4));
    assert_eq!(
        numbered(&by_hand("<row><c t=\"s\"><v>0</v></c></row>", "", &strings)),
        Err(Trouble::TextTooLong)
    );
}

#[test]
fn empty_columns_behind_the_table_are_no_columns() {
    let text = format!("a,b{}\n1,2{}\n", ",".repeat(16_000), ",".repeat(16_000));
    let rows = read(text.as_bytes()).expect("read");
    assert_eq!(rows[1].iter().filter(|text| !text.is_empty()).count(), 2);
    assert!(rows[1].len() <= 500);
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_rows_behind_it() {
    assert_eq!(read(b"a,b\n1,\"x\n2,y\n3,z\n"), Err(Trouble::OpenQuote { row: 2 }));
    assert_eq!(read(b"a,b\n1,\"x\"\"\n2,y"), Err(Trouble::OpenQuote { row: 2 }));
    assert_eq!(read(b"a,b\n1,\"x\"").expect("read")[1], ["1", "x"]);
}

#[test]
fn zeros_are_no_text() {
    let zeros = [b"a,b\n1,".as_slice(), &[0; 1_000], b"\n2,x\n"].concat();
    assert!(matches!(read(&zeros), Err(Trouble::NotATable | Trouble::NotText { .. })));
    let later = [b"a,b\n".repeat(2_000).as_slice(), b"1,x\0y\n"].concat();
    assert_eq!(read(&later), Err(Trouble::NotText { row: 2_001 }));
    assert_eq!(
        rows_by_hand(r#"<row><c t="str"><v>a_x0000_b</v></c></row>"#),
        Err(Trouble::NotText { row: 1 })
    );
}

/// A workbook whose sheet is these bytes.
fn with_sheet(sheet: &str) -> Vec<u8> {
    let workbook =
        r#"<workbook xmlns:r="r"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    zipped(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn a_workbook_that_inflates_beyond_its_limit_is_refused_before_it_is_parsed() {
    let bytes = with_sheet(&" ".repeat(64 << 20));
    assert!(bytes.len() < 1 << 20);
    let (_folder, path) = kept(&bytes);
    let limits = Limits { inflated_bytes: 60 << 20, ..Limits::default() };
    assert_eq!(Book::open(&path, limits).expect_err("refused"), Trouble::Inflates);
}

#[test]
fn a_directory_that_lies_about_a_size_does_not_get_through() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", "<row/>".repeat(1_000_000));
    let mut bytes = with_sheet(&sheet);
    let size = u32::try_from(sheet.len()).expect("small").to_le_bytes();
    let honest: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!honest.is_empty());
    for at in honest {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let (_folder, path) = kept(&bytes);
    let limits = Limits { inflated_bytes: 100_000, ..Limits::default() };
    let book = Book::open(&path, limits).expect("it claims to be small");
    assert_eq!(texts(&book, 0), Err(Trouble::Damaged));
}

#[test]
fn a_directory_that_claims_more_than_there_is_takes_no_memory() {
    let mut bytes = with_sheet("<worksheet/>");
    let end = bytes.len() - 22;
    let mut claims = bytes.clone();
    claims[end + 10..end + 12].copy_from_slice(&60_000_u16.to_le_bytes());
    assert_eq!(read(&claims), Err(Trouble::Inflates));
    let mut larger = bytes.clone();
    larger[end + 12..end + 16].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    assert_eq!(read(&larger), Err(Trouble::Damaged));
    // One of the large form, with 2^40 entries.
    let mut second = b"PK\x06\x06".to_vec();
    second.resize(32, 0);
    for number in [1_u64 << 40, 1 << 50, 0] {
        second.extend_from_slice(&number.to_le_bytes());
    }
    let mut locator = b"PK\x06\x07\0\0\0\0".to_vec();
    locator.extend_from_slice(&(end as u64).to_le_bytes());
    locator.extend_from_slice(&[1, 0, 0, 0]);
    let mut first = bytes.split_off(end);
    first[10..12].copy_from_slice(&[0xff, 0xff]);
    let large = [bytes, second, locator, first].concat();
    assert_eq!(read(&large), Err(Trouble::Damaged));
}

#[test]
fn a_sheet_that_is_one_endless_thing_is_refused_while_it_is_read() {
    let long = format!("<worksheet><sheetData><row><c t=\"str\"><v>{}", "x".repeat(100 << 20));
    assert_eq!(read(&with_sheet(&long)), Err(Trouble::CellTooLong { row: 1 }));
    let escaped = format!("<worksheet><sheetData><row><c t=\"str\"><v>{}", "&amp;".repeat(10 << 20));
    assert_eq!(read(&with_sheet(&escaped)), Err(Trouble::CellTooLong { row: 1 }));
    let tag = format!("<worksheet><sheetData><row x=\"{}", "x".repeat(10 << 20));
    assert_eq!(read(&with_sheet(&tag)), Err(Trouble::TextTooLong));
    let deep = format!("<worksheet><sheetData>{}", "<row>".repeat(1_000_000));
    assert_eq!(read(&with_sheet(&deep)), Err(Trouble::Damaged));
    let wide: String = (0..600).map(|_| "<c><v>1</v></c>").collect();
    assert_eq!(rows_by_hand(&format!("<row>{wide}</row>")), Err(Trouble::Columns));
    let last = format!("<row r=\"{}\"/><row><c><v>1</v></c></row>", u64::MAX);
    assert_eq!(rows_by_hand(&last).expect("read")[0].0, u64::MAX);
    let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    assert_eq!(rows_by_hand(far), Err(Trouble::Columns));
}

#[test]
fn shared_strings_have_a_limit_of_their_own() {
    let limits = Limits { shared_bytes: 1 << 20, ..Limits::default() };
    for strings in ["<si/>".repeat(200_000), format!("<si><t>{}</t></si>", "x".repeat(60)).repeat(20_000)] {
        let (_folder, path) = kept(&by_hand("<row><c><v>1</v></c></row>", "", &strings));
        let book = Book::open(&path, limits).expect("a workbook");
        assert_eq!(texts(&book, 0), Err(Trouble::Inflates));
    }
    let long = format!("<si><t>{}</t></si>", "x".repeat(40_000));
    let bytes = by_hand(r#"<row r="7"><c t="s"><v>0</v></c></row>"#, "", &long);
    assert_eq!(read(&bytes), Err(Trouble::CellTooLong { row: 7 }));
    let endless = format!("<si><t>{}</t></si>", "x".repeat(10 << 20));
    assert_eq!(read(&by_hand("", "", &endless)), Err(Trouble::TextTooLong));
}

#[test]
fn entities_of_ones_own_do_not_grow() {
    let bomb = "<!DOCTYPE worksheet [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\
                <worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&with_sheet(bomb)), Err(Trouble::Damaged));
    assert_eq!(rows_by_hand("<row><c t=\"str\"><v>&b;</v></c></row>"), Err(Trouble::Damaged));
}

#[test]
fn more_rows_than_allowed_are_refused() {
    let limits = Limits { rows: 10, ..Limits::default() };
    let sheet = "<row><c><v>1</v></c></row>".repeat(11);
    for bytes in [b"a,b\n".repeat(11), by_hand(&sheet, "", "")] {
        let (_folder, path) = kept(&bytes);
        let book = Book::open(&path, limits).expect("a table");
        assert_eq!(texts(&book, 0), Err(Trouble::Rows));
    }
    let (_folder, path) = kept(b"a,b\n");
    let limits = Limits { file_bytes: 3, ..Limits::default() };
    assert_eq!(Book::open(&path, limits).expect_err("refused"), Trouble::TooLarge);
}

#[test]
fn a_workbook_cut_off_changed_or_of_something_else_is_refused() {
    let whole = by_hand("<row><c t=\"str\"><v>name</v></c></row>", "", "");
    for share in 1..8 {
        assert_eq!(read(&whole[..whole.len() * share / 8]), Err(Trouble::Damaged), "{share}/8");
    }
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x20;
        // Whatever comes, it comes without panic and without end.
        drop(read(&changed));
    }
    assert_eq!(read(&zipped(&[("word/document.xml", "<document/>")])), Err(Trouble::NotATable));
    assert_eq!(read(&zipped(&[("xl/workbook.xml", "<document/>")])), Err(Trouble::NotATable));
    assert_eq!(read(&zipped(&[("xl/workbook.xml", "<workbook><sheets>")])), Err(Trouble::Damaged));
    let open = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")];
    assert_eq!(read(&zipped(&open)), Err(Trouble::OpenDocument));
    assert_eq!(
        read(&zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")])),
        Err(Trouble::NotATable)
    );
    let binary = r#"<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    assert_eq!(read(&zipped(&[("_rels/.rels", binary)])), Err(Trouble::BinaryExcel));
}

#[test]
fn a_sheet_that_was_changed_behind_its_rows_is_refused_too() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><behind/></worksheet>";
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(Cursor::new(&mut bytes));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="1" id="r1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive");
    assert_eq!(read(&bytes).expect("read"), [["1"]]);
    let at = bytes.windows(6).position(|window| window == b"behind").expect("there");
    bytes[at] = b'x';
    assert_eq!(read(&bytes), Err(Trouble::Damaged));
}
