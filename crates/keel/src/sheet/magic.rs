//! What a file is that is no table, so that it can be called by its name.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::Trouble;

/// The compound file of Microsoft's programs before 2007, and of every encrypted workbook since.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const OTHERS: &[&[u8]] = &[
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"SQLite format 3",
    b"{\\rtf",
];

/// What the first bytes of a file say against it.
pub fn trouble(path: &Path, head: &[u8]) -> std::io::Result<Option<Trouble>> {
    if head.starts_with(COMPOUND) {
        return Ok(Some(of_compound(path, head)?));
    }
    if OTHERS.iter().any(|magic| head.starts_with(magic)) {
        return Ok(Some(Trouble::NotATable));
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_markup = text.first() == Some(&b'<')
        && text.get(1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'));
    Ok(is_markup.then_some(Trouble::WebPage))
}

/// By the names in its directory ([MS-CFB] 2.2: the size of a sector is at 30, the directory's first at 48).
fn of_compound(path: &Path, head: &[u8]) -> std::io::Result<Trouble> {
    let number = |at: usize, bytes: usize| {
        let bytes = head.get(at..at + bytes).unwrap_or_default();
        bytes.iter().rev().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte))
    };
    let sector = 1_u64 << number(30, 2).min(12);
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start((number(48, 4) + 1) * sector))?;
    let mut directory = Vec::new();
    file.take(64 << 10).read_to_end(&mut directory)?;
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [head, &directory].iter().any(|bytes| bytes.windows(name.len()).any(|window| window == name))
    };
    Ok(if has("EncryptedPackage") {
        Trouble::Encrypted
    } else if has("WordDocument") || has("PowerPoint Document") {
        Trouble::NotATable
    } else {
        Trouble::OldExcel
    })
}
