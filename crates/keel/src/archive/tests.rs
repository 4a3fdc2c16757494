use std::io::Cursor;

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::row::{decode, encode};
use super::*;
use crate::clock::Time;
use crate::db::Value;
use crate::id::Ids;
use crate::secret::{Key, Redacted};

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_filter("equals itself", |x| !x.is_nan()).prop_map(Value::Real),
        ".*".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..100).prop_map(Value::Bytes),
        any::<[u8; 16]>().prop_map(Value::Id),
        any::<bool>().prop_map(Value::Flag),
    ]
}

/// As both engines can say it.
fn plain(value: &Value) -> Value {
    match value {
        Value::Id(id) => Value::Bytes(id.to_vec()),
        Value::Flag(flag) => Value::Int(i64::from(*flag)),
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn every_value_comes_back(row in prop::collection::vec(any_value(), 0..20)) {
        let mut bytes = Vec::new();
        encode(&row, &mut bytes);
        let (mut rest, mut back) = (bytes.as_slice(), Vec::new());
        decode(&mut rest, row.len(), &mut back).expect("decoded");
        prop_assert!(rest.is_empty());
        prop_assert_eq!(back, row.iter().map(plain).collect::<Vec<_>>());
    }

    #[test]
    fn no_bytes_make_a_row_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = decode(&mut bytes.as_slice(), 3, &mut Vec::new());
    }
}

fn passphrase() -> Redacted<String> {
    Redacted::new("correct horse".to_owned())
}

fn archive() -> Vec<u8> {
    let ids = Ids::seeded(7);
    let head = Head {
        archive_id: ids.next(Time(5)),
        version: "1".to_owned(),
        taken_at: Time(5),
        migrations: vec!["0001_a".to_owned()],
        tables: vec![TableHead { name: "a_b".to_owned(), columns: vec!["x".to_owned()], rows: 9_000 }],
        files: 1,
    };
    let mut writer = Writer::begin(Vec::new(), &passphrase(), &head, &Key::generate()).expect("begun");
    writer.table(0).expect("a table");
    for n in 0..9_000 {
        writer.row(&[Value::Text(format!("row {}", n * 7_919 % 10_007))]).expect("a row");
    }
    writer.table_end().expect("ended");
    writer.file(ids.next(Time(6))).expect("a file");
    // What does not compress, so that cutting it off is felt.
    let noise: Vec<u8> = (0..3_125_u64).flat_map(|n| Sha256::digest(n.to_le_bytes())).collect();
    writer.part(&noise).expect("a part");
    writer.file_end().expect("ended");
    writer.finish().expect("finished").0
}

fn read(bytes: &[u8], passphrase: &Redacted<String>) -> Result<Totals, String> {
    let mut reader = Reader::open(Cursor::new(bytes), passphrase).map_err(|error| error.to_string())?;
    loop {
        if let Item::End(totals) = reader.item().map_err(|error| error.to_string())? {
            return Ok(totals);
        }
    }
}

#[test]
fn what_was_written_is_read() {
    let totals = read(&archive(), &passphrase()).expect("read");
    assert_eq!(totals, Totals { tables: 1, rows: 9_000, files: 1, bytes: 100_000 });
}

#[test]
fn another_passphrase_and_other_files_are_told_apart() {
    let bytes = archive();
    let refused = read(&bytes, &Redacted::new("wrong".to_owned())).expect_err("refused");
    assert_eq!(refused, ArchiveError::WrongPassphrase.to_string());
    for other in [&b""[..], b"PK\x03\x04", b"age-", b"SQLite format 3\0"] {
        assert_eq!(read(other, &passphrase()).expect_err("refused"), ArchiveError::NotOne.to_string());
    }
    let mut sealed = seal::seal(Vec::new(), &passphrase()).expect("sealed");
    std::io::Write::write_all(&mut sealed, b"something else, longer than what ours begins with")
        .expect("written");
    let sealed = sealed.finish().expect("finished");
    assert_eq!(read(&sealed, &passphrase()).expect_err("refused"), ArchiveError::NotOne.to_string());
}

#[test]
fn cut_off_anywhere_it_says_so() {
    let bytes = archive();
    for at in [40, 150, 400, 20_000, 70_000, bytes.len() - 5_000, bytes.len() - 16, bytes.len() - 1] {
        let refused = read(&bytes[..at], &passphrase()).expect_err("refused");
        assert!(refused.contains("cut off") || refused.contains("damaged"), "{at}: {refused}");
    }
}

#[test]
fn a_byte_changed_anywhere_is_noticed() {
    let bytes = archive();
    for at in [25, 60, 100, 180, 300, 20_000, bytes.len() / 2, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        read(&changed, &passphrase()).expect_err("refused");
    }
}

#[test]
fn one_of_a_later_format_is_not_guessed_at() {
    use std::io::Write as _;
    let sealed = seal::seal(Vec::new(), &passphrase()).expect("sealed");
    let mut inner = flate2::write::ZlibEncoder::new(sealed, flate2::Compression::fast());
    inner.write_all(frame::MAGIC).expect("written");
    inner.write_all(&(FORMAT + 1).to_le_bytes()).expect("written");
    let bytes = inner.finish().expect("finished").finish().expect("finished");
    assert_eq!(read(&bytes, &passphrase()).expect_err("refused"), ArchiveError::Newer.to_string());
}
