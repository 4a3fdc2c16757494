use std::io::Write as _;

use super::{Card, Cards, is_card};

fn cards(bytes: &[u8]) -> Vec<Card> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    Cards::open(file.path()).expect("a file").map(|card| card.expect("a card")).collect()
}

fn texts(card: &Card, name: &str) -> Vec<String> {
    card.all(name).map(super::Property::text).collect()
}

#[test]
fn the_three_versions_fold_and_escape_each_in_its_way() {
    let all = cards(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88;=E5=\r\n=BD=A4\r\n\
          TITLE;QUOTED-PRINTABLE:caf=C3=A9=\r\n end\r\nORG:A\\;B;Sales\r\nEND:VCARD\r\n\
          begin:vcard\nversion:3.0\nFN:Frank\n  Dawson\nitem1.ORG:Lotus\\, Inc.\nNOTE:one\\ntwo\nEND:VCARD\n\
          BEGIN:VCARD\nVERSION:4.0\nTEL;TYPE=\"cell,work\":tel:+1\nADR;LABEL=\"a;b:c^n\":;;x;Bonn;;;\nEND:VCARD",
    );
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].all("N").next().expect("a name").parts(), ["陈", "彤"]);
    assert_eq!(texts(&all[0], "TITLE"), ["café end"]);
    assert_eq!(all[0].all("ORG").next().expect("a firm").parts(), ["A;B", "Sales"]);
    assert_eq!(texts(&all[1], "FN"), ["Frank Dawson"]);
    assert_eq!(
        (texts(&all[1], "ORG"), texts(&all[1], "NOTE")),
        (vec!["Lotus, Inc.".into()], vec!["one\ntwo".into()])
    );
    assert_eq!(all[1].all("ORG").next().expect("a firm").group, "item1");
    let tel = all[2].all("TEL").next().expect("a number");
    assert!(tel.is("cell") && tel.is("WORK") && !tel.is("fax"));
    let adr = all[2].all("ADR").next().expect("an address");
    assert_eq!((adr.param("LABEL"), adr.parts()[3].as_str()), (Some("a;b:c\n"), "Bonn"));
}

#[test]
fn a_photo_of_twenty_megabytes_costs_nothing() {
    let mut file = b"BEGIN:VCARD\nVERSION:3.0\nFN:Before\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/".to_vec();
    for _ in 0..270_000 {
        file.extend_from_slice(&[b'A'; 76]);
        file.extend_from_slice(b"\n ");
    }
    file.extend_from_slice(b"AA==\nTITLE:After\nPHOTO:data:image/jpeg;base64,");
    file.extend(std::iter::repeat_n(b'A', 20 << 20));
    file.extend_from_slice(b"\nORG:Last\nEND:VCARD\n");
    let all = cards(&file);
    let [card] = all.as_slice() else { panic!("{} cards", all.len()) };
    assert_eq!((card.text("TITLE").as_deref(), card.text("ORG").as_deref()), (Some("After"), Some("Last")));
    let kept: usize = card.properties.iter().map(|property| property.text().len()).sum();
    assert!(kept < 100 && card.all("PHOTO").all(|photo| photo.is_cut), "{kept} bytes kept");
}

#[test]
fn a_charset_is_each_propertys_or_the_files() {
    let (gb, _, _) = encoding_rs::GB18030.encode("陈彤");
    let named = [b"BEGIN:VCARD\nFN;CHARSET=GB2312:".as_slice(), &gb, b"\nEND:VCARD\n"].concat();
    assert_eq!(cards(&named)[0].text("FN").as_deref(), Some("陈彤"));
    let beside =
        [b"BEGIN:VCARD\nFN;CHARSET=GB2312:".as_slice(), &gb, "\nORG:Café\nEND:VCARD\n".as_bytes()].concat();
    let beside = cards(&beside);
    assert_eq!(
        (beside[0].text("FN").as_deref(), beside[0].text("ORG").as_deref()),
        (Some("陈彤"), Some("Café"))
    );
    let (whole, _, _) =
        encoding_rs::GB18030.encode("BEGIN:VCARD\nFN:陈彤同学的名片\nORG:海帆教育集团\nEND:VCARD\n");
    assert_eq!(cards(&whole)[0].text("ORG").as_deref(), Some("海帆教育集团"));
    let wide: Vec<u8> =
        "\u{feff}BEGIN:VCARD\r\nFN:Ünal\r\nEND:VCARD\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(cards(&wide)[0].text("FN").as_deref(), Some("Ünal"));
    assert!(is_card(&wide) && is_card(b"\xef\xbb\xbfbegin:vcard\n") && !is_card(b"name,organisation\n"));
}

#[test]
fn what_is_broken_does_no_harm() {
    let all = cards(b"rubbish\nBEGIN:VCARD\nno colon here\n:\n;;;:x\nFN:One\nAGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nTITLE:T\nEND:VCARD\nBEGIN:VCARD\nFN:Two");
    assert_eq!(all.iter().map(|card| card.text("FN").expect("a name")).collect::<Vec<_>>(), ["One", "Two"]);
    assert_eq!(all[0].text("TITLE").as_deref(), Some("T"));
    assert!(!all[0].is_cut && all[1].is_cut);
    let many = format!("BEGIN:VCARD\n{}END:VCARD\n", "X-A:b\n".repeat(2_000));
    assert!(cards(many.as_bytes())[0].is_cut);
    assert!(cards(b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=").len() == 1);
}
