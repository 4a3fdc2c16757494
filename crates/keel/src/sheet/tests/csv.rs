use super::*;
use crate::sheet::Cell;

#[test]
fn any_delimiter_quotes_and_line_ends_are_read() {
    for text in [
        "a,b\r\n1,\"x\"\"y\n z\"\r\n",
        "a;b\n1;\"x\"\"y\n z\"",
        "a\tb\r1\t\"x\"\"y\n z\"\r",
        "a|b\n1|\"x\"\"y\n z\"\r\n",
        "a^b\n1^\"x\"\"y\n z\"\r\n",
        "a~b\n1~\"x\"\"y\n z\"\r\n",
        "\u{feff}\"a\",\"b\"\n1,\"x\"\"y\n z\"",
    ] {
        assert_eq!(read(text.as_bytes()).expect("read"), [["a", "b"], ["1", "x\"y\n z"]], "{text:?}");
    }
    assert_eq!(read("姓名|部门\n陈彤|英语,教学\n".as_bytes()).expect("read")[1], ["陈彤", "英语,教学"]);
}

#[test]
fn the_delimiter_is_what_divides_the_headers_not_what_stands_within_fields() {
    let decimals = "name;from;to\nA;1,5;2,5\nB;3,5;4,5\nC;0,1;0,2\n";
    assert_eq!(read(decimals.as_bytes()).expect("read")[1], ["A", "1,5", "2,5"]);
    let names = "Name;Dept\nDoe, John;IT\nRoe, Jane;HR\n";
    assert_eq!(read(names.as_bytes()).expect("read")[1], ["Doe, John", "IT"]);
    let lists = "name,skills\nA,x|y|z\nB,p|q|r\n";
    assert_eq!(read(lists.as_bytes()).expect("read")[1], ["A", "x|y|z"]);
    let quoted = "\"a;b;c\",\"d\"\n\"e;f;g\",\"h\"\n";
    assert_eq!(read(quoted.as_bytes()).expect("read")[0], ["a;b;c", "d"]);
    let titled = "Leavers of the year\n\nname\tnumber\nA, B\t1\nC, D\t2\n";
    assert_eq!(read(titled.as_bytes()).expect("read")[1], ["name", "number"]);
}

#[test]
fn a_line_that_names_the_separator_is_obeyed_and_not_shown() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["sep=^", "a^b,c", "1^2,3", ""].join(end);
        assert_eq!(
            numbered(text.as_bytes()).expect("read"),
            expected(&[(2, &["a", "b,c"]), (3, &["1", "2,3"])]),
            "{text:?}"
        );
    }
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_program_shows() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a,b", "1,\"two", "lines\"", "", "", "2,x", "", "3,y"].join(end);
        let rows: Vec<u64> = numbered(text.as_bytes()).expect("read").iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [1, 2, 5, 7], "{text:?}");
    }
}

#[test]
fn lines_that_end_in_several_ways_are_all_lines() {
    let rows = numbered(b"a,b\r1,2\n3,4\r\n5,6\n\r7,8").expect("read");
    assert_eq!(
        rows,
        expected(&[(1, &["a", "b"]), (2, &["1", "2"]), (3, &["3", "4"]), (4, &["5", "6"]), (6, &["7", "8"])])
    );
}

#[test]
fn the_charset_is_the_one_in_which_the_file_is_valid() {
    let text = "姓名,部门\n陈彤,英语教学部\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [
        (text.as_bytes(), "UTF-8"),
        (&gb, "GB18030"),
        (&[b"\xff\xfe".as_slice(), &little].concat(), "UTF-16LE"),
        (&[b"\xfe\xff".as_slice(), &big].concat(), "UTF-16BE"),
        (&little, "UTF-16LE"),
        (&big, "UTF-16BE"),
        (&[b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(), "UTF-8 BOM"),
    ] {
        assert_eq!(encoding(bytes), name);
        assert_eq!(read(bytes).expect("read"), [["姓名", "部门"], ["陈彤", "英语教学部"]], "{name}");
    }
    let ascii: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!((encoding(&ascii), read(&ascii).expect("read")[1].join(" ")), ("UTF-16BE", "1 2".to_owned()));
}

#[test]
fn rare_characters_of_names_do_not_hide_that_it_is_chinese() {
    let (gb, _, _) = encoding_rs::GB18030.encode("姓名,城市\n李镕喆,上海\n王堃,北京\n𠮷田,东京\n");
    assert_eq!(encoding(&gb), "GB18030");
    assert_eq!(read(&gb).expect("read")[3], ["𠮷田", "东京"]);
}

#[test]
fn western_letters_are_not_taken_for_chinese() {
    // Each “ü” with the letter behind it would be a character of GB18030, too.
    let western = b"Name;Ort\nM\xfcller;K\xf6ln\nJ\xe4ger;D\xfcren\n";
    assert_eq!(encoding(western), "Windows-1252");
    assert_eq!(read(western).expect("read")[1], ["Müller", "Köln"]);
    assert_eq!(encoding(b"name;city\nZo\xeb;Z\xfcrich\n"), "Windows-1252");
}

#[test]
fn the_letters_of_eastern_europe_are_taken_for_what_they_are() {
    let russian = "имя;город\nИванов Сергей;Нижний Новгород\nПетрова Анна;Екатеринбург\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    assert_eq!(encoding(&bytes), "Windows-1251");
    assert_eq!(read(&bytes).expect("read")[1], ["Иванов Сергей", "Нижний Новгород"]);
    let polish = "imię;miasto\nŁukasz Wiśniewski;Łódź\nMałgorzata Wójcik;Kraków\nStanisław Błażej;Gdańsk\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(polish);
    assert_eq!(encoding(&bytes), "Windows-1250");
    assert_eq!(read(&bytes).expect("read")[1], ["Łukasz Wiśniewski", "Łódź"]);
}

#[test]
fn what_is_decoded_across_the_edges_of_buffers_stays_whole() {
    let name = "英语教学".repeat(333);
    let text: String = (0..200).map(|row| format!("{row},{name}\n")).collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    for bytes in [text.as_bytes(), &gb] {
        let rows = read(bytes).unwrap_or_else(|trouble| panic!("{trouble:?} as {}", encoding(bytes)));
        assert!(rows.len() == 200 && rows.iter().all(|row| row[1] == name));
    }
}

#[test]
fn a_broken_charset_says_in_which_row() {
    let text = format!("姓名,部门\n{}", "陈彤,英语教学部\n".repeat(9_000));
    let mut bytes = [text.as_bytes(), b"\xe9\x99,x\n", text.as_bytes()].concat();
    assert_eq!(read(&bytes), Err(Trouble::NotText { row: 9_002 }));
    bytes.truncate(text.len() + 1);
    assert_eq!(read(&bytes), Err(Trouble::NotText { row: 9_002 }));
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    // Half a character, as programs leave it that cut fields by bytes.
    assert_eq!(read(&[&gb, b"\xb3,x\n".as_slice()].concat()), Err(Trouble::NotText { row: 9_002 }));
    assert_eq!(read(b"\xff\xfea\0,\0b\0\n\0\x3d\xd8,\0c\0"), Err(Trouble::NotText { row: 2 }));
}

#[test]
fn what_cannot_be_seen_around_a_text_does_not_belong_to_it() {
    let cell = Cell::Text("\u{202a}\u{3000}138 0013 8000\u{202c}\u{200b} ".to_owned());
    assert_eq!(cell.text(), "138 0013 8000");
    assert!(Cell::Text("\u{feff}\u{a0}\t".to_owned()).is_empty());
}

#[test]
fn numbers_are_read_aloud_in_full() {
    for (number, text) in [
        (1318.0, "1318"),
        (13_800_138_000.0, "13800138000"),
        (110_101_199_003_070_000.0, "110101199003070000"),
        (0.1 + 0.2, "0.3"),
        (-12.5, "-12.5"),
        (1e-7, "0.0000001"),
    ] {
        assert_eq!(Cell::Number(number).text(), text);
    }
}
