use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::clock::Day;
use crate::sheet::{Cell, Kind};

fn workbook(make: impl FnOnce(&mut Workbook) -> Result<(), rust_xlsxwriter::XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    make(&mut book).expect("made");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_gives_back_what_its_cells_show() {
    let bytes = workbook(|book| {
        let day = ExcelDateTime::from_ymd(2015, 3, 7)?;
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        let sheet = book.add_worksheet().set_name("名单")?;
        sheet.write(0, 0, "姓名")?;
        sheet.write(2, 0, "007")?;
        sheet.write(2, 1, 13_800_138_000.0)?;
        sheet.write_with_format(2, 2, &day, &format)?;
        sheet.write(2, 4, true)?;
        sheet.write_formula(3, 0, Formula::new("=1+41").set_result("42"))?;
        sheet.merge_range(4, 0, 4, 2, "over three", &Format::new())?;
        let (plain, bold) = (Format::new(), Format::new().set_bold());
        sheet.write_rich_string(5, 0, &[(&plain, "陈"), (&bold, "彤")])?;
        book.add_worksheet().set_name("hidden")?.set_hidden(true);
        Ok(())
    });
    let (_folder, path) = kept(&bytes);
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    assert_eq!((book.kind(), book.facts().has_macros), (Kind::Xlsx, false));
    let names: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
    assert_eq!(names, [("名单", false), ("hidden", true)]);
    assert_eq!(
        texts(&book, 0).expect("read"),
        expected(&[
            (1, &["姓名"]),
            (3, &["007", "13800138000", "2015-03-07", "", "TRUE"]),
            (4, &["42"]),
            (5, &["over three"]),
            (6, &["陈彤"]),
        ])
    );
    assert!(matches!(book.rows("no such"), Err(Trouble::NoSheet)));
}

#[test]
fn cells_stand_where_their_reference_says_or_behind_the_one_before() {
    let rows = r#"<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c><c r="AA3"><v>3</v></c></row>
        <row><c r="B4"/><c><v>4</v></c></row>
        <row r="9"><c r="b9" t="b"><v>0</v></c></row>"#;
    let read = rows_by_hand(rows).expect("read");
    assert_eq!(read[0].0, 3);
    let filled: Vec<_> = read[0].1.iter().enumerate().filter(|(_, text)| !text.is_empty()).collect();
    assert_eq!(filled, [(2, &"1".to_owned()), (3, &"2".to_owned()), (26, &"3".to_owned())]);
    assert_eq!(read[1..], expected(&[(4, &["", "", "4"]), (9, &["", "FALSE"])]));
}

#[test]
fn every_way_to_write_a_value_is_read() {
    let strings = r#"<si><t xml:space="preserve"> 陈彤 </t></si>
        <si><r><rPr><b/></rPr><t>東</t></r><r><t>京 &amp; &#x4eac;</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh></si>
        <si><t>a_x000D_b_x005F_x0041_ _xZZZZ_ _x</t></si><si/>
        <si><t>_xD83D__xDE00_陈_xD83D_ _xDE00_</t></si>"#;
    let rows = r##"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>
        <row><c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>
            <c t="str"><f>A1&amp;"x"</f><v><![CDATA[a < b]]></v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>
            <c><f>SUM(A1)</f></c><c><v>1.5E3</v></c><c t="d"><v>2015-03-07T00:00:00</v></c></row>"##;
    let read = numbered(&by_hand(rows, "", strings)).expect("read");
    assert_eq!(
        read,
        expected(&[
            (1, &["陈彤", "東京 & 京", "a\rb_x0041_ _xZZZZ_ _x", "", "😀陈_xD83D_ _xDE00_"]),
            (2, &["inline", "a < b", "", "", "1500", "2015-03-07"]),
        ])
    );
}

#[test]
fn a_number_is_a_day_if_its_style_shows_one() {
    let styles = r#"<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
        <numFmt numFmtId="165" formatCode="h:mm"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/>
        <xf numFmtId="22"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs>"#;
    let cells: String =
        [(0, "42070"), (1, "42070"), (2, "42070.75"), (3, "0.5"), (4, "42070"), (5, "42069.999999")]
            .map(|(style, value)| format!("<c s=\"{style}\"><v>{value}</v></c>"))
            .concat();
    let read = numbered(&by_hand(&format!("<row>{cells}</row>"), styles, "")).expect("read");
    assert_eq!(read[0].1, ["42070", "2015-03-07", "2015-03-07", "0.5", "2015-03-07", "2015-03-07"]);
}

fn days(is_1904: &str, serials: &[&str]) -> Vec<Cell> {
    let workbook = format!(
        r#"<workbook xmlns:r="r"><workbookPr {is_1904}/><sheets><sheet name="1" r:id="r1"/></sheets></workbook>"#
    );
    let cells: String = serials.iter().map(|serial| format!("<c s=\"0\"><v>{serial}</v></c>")).collect();
    let bytes = zipped(&[
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"),
        ),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    ]);
    let (_folder, path) = kept(&bytes);
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    book.rows("1").expect("rows").next().expect("a row").expect("read").cells
}

#[test]
fn both_calendars_of_spreadsheets_are_known_with_the_day_that_1900_did_not_have() {
    let day = |text: &str| Cell::Day(Day::parse(text).expect("a day"));
    assert_eq!(
        days("", &["1", "59", "61", "42070", "2958465", "0", "-3", "2958466"]),
        [
            day("1900-01-01"),
            day("1900-02-28"),
            day("1900-03-01"),
            day("2015-03-07"),
            day("9999-12-31"),
            Cell::Number(0.0),
            Cell::Number(-3.0),
            Cell::Number(2_958_466.0),
        ]
    );
    assert_eq!(days("date1904=\"1\"", &["40608", "0.5"]), [day("2015-03-07"), Cell::Number(0.5)]);
    assert_eq!(days("date1904=\"true\"", &["1"]), [day("1904-01-02")]);
}

#[test]
fn the_strict_form_with_prefixes_and_odd_places_is_the_same_workbook() {
    let package = r#"<Relationships><Relationship Id="1"
        Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Book/main.xml"/></Relationships>"#;
    let relations = r#"<Relationships>
        <Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../Sheets/One.xml"/>
        <Relationship Id="b" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/chartsheet" Target="chart.xml"/>
        <Relationship Id="c" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vba.bin"/>
        </Relationships>"#;
    let main = r#"<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="r"><x:sheets>
        <x:sheet name="图表" sheetId="1" q:id="b"/><x:sheet name="A &amp; B" sheetId="2" state="veryHidden" q:id="a"/>
        </x:sheets></x:workbook>"#;
    let bytes = zipped(&[
        ("_rels/.rels", package),
        ("Book\\_rels\\main.xml.rels", relations),
        ("Book\\main.xml", main),
        (
            "sheets/one.xml",
            r#"<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="str"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
        ),
    ]);
    let (_folder, path) = kept(&bytes);
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    let sheets: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
    assert_eq!((sheets, book.facts().has_macros), (vec![("A & B", true)], true));
    assert_eq!(texts(&book, 0).expect("read"), expected(&[(1, &["1"])]));
}

#[test]
fn rows_are_read_one_by_one_and_end_after_an_error() {
    let (_folder, path) = kept(&by_hand("<row><c><v>1</v></c></row><row><c><v>&no;", "", ""));
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    let mut rows = book.rows("1").expect("rows");
    assert!(matches!(rows.next(), Some(Ok(Row { number: 1, .. }))));
    assert!(matches!(rows.next(), Some(Err(Trouble::Damaged))));
    assert!(rows.next().is_none());
}

#[test]
fn a_cell_that_could_not_be_computed_is_nothing_and_still_there() {
    let rows = r##"<row><c t="str"><v>x</v></c><c t="e"><v>#N/A</v></c></row>"##;
    for bytes in [by_hand(rows, "", ""), b"x,#N/A\n".to_vec()] {
        let (_folder, path) = kept(&bytes);
        let book = Book::open(&path, Limits::default()).expect("a table");
        let mut rows = book.rows(&book.sheets()[0].name).expect("rows");
        let row = rows.next().expect("a row").expect("read");
        assert_eq!(row.cells, [Cell::Text("x".to_owned()), Cell::Error]);
        assert!(row.cells[1].is_empty() && row.cells[1].text().is_empty());
    }
}

#[test]
fn what_all_sheets_refer_to_is_read_once() {
    let strings = "<si><t>陈彤</t></si>";
    let mut bytes = by_hand(r#"<row><c t="s"><v>0</v></c></row>"#, "", strings);
    let (_folder, path) = kept(&bytes);
    let book = Book::open(&path, Limits::default()).expect("a workbook");
    assert_eq!(texts(&book, 0).expect("read"), expected(&[(1, &["陈彤"])]));
    let name = b"xl/sharedStrings.xml";
    let at = bytes.windows(name.len()).position(|window| window == name).expect("the part") + name.len();
    bytes[at..at + 12].fill(0xff);
    std::fs::write(&path, &bytes).expect("written");
    assert_eq!(texts(&book, 0).expect("read"), expected(&[(1, &["陈彤"])]));
    let anew = Book::open(&path, Limits::default()).expect("a workbook");
    assert_eq!(texts(&anew, 0), Err(Trouble::Damaged));
}
