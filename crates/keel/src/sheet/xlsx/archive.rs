//! The archive that a workbook is: its directory, and its parts, inflated as they are read.
//!
//! Small and strict instead of a library for all archives: here every number that a file gives is checked
//! before memory is taken for it, and a part that inflates to more than the directory said is damaged. So
//! the sum that was checked at the beginning holds to the end. PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use crate::sheet::{Limits, Trouble};

/// A workbook with a hundred sheets and a picture on each has some five hundred parts.
const MOST_ENTRIES: u64 = 10_000;
const MOST_DIRECTORY: u64 = 4 << 20;
/// The end of the directory with the longest comment behind it.
const TAIL: u64 = 22 + 65_535;

#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    is_encrypted: bool,
    method: u64,
    crc: u32,
    packed: u64,
    size: u64,
    /// Where its own header stands, with the bytes behind.
    header: u64,
}

impl Archive {
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, Trouble> {
        let mut file = File::open(path)?;
        let directory = Directory::of(&mut file)?;
        if directory.entries > MOST_ENTRIES {
            return Err(Trouble::Inflates);
        }
        if directory.bytes > MOST_DIRECTORY {
            return Err(Trouble::Damaged);
        }
        let bytes = exactly(&mut file, directory.at, directory.bytes)?;
        let entries = entries(&bytes, directory.entries).ok_or(Trouble::Damaged)?;
        let whole = entries.iter().try_fold(0_u64, |sum, entry| sum.checked_add(entry.size));
        if whole.is_none_or(|whole| whole > limits.inflated_bytes) {
            return Err(Trouble::Inflates);
        }
        Ok(Self { path: path.to_owned(), entries })
    }

    /// What the parts are called, and how large each says it is.
    pub fn names(&self) -> impl Iterator<Item = (&str, u64)> {
        self.entries.iter().map(|entry| (entry.name.as_str(), entry.size))
    }

    /// A part to be read, if there is one of this name.
    pub fn part(&self, name: &str) -> Result<Option<Part>, Trouble> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        if entry.is_encrypted {
            return Err(Trouble::Encrypted);
        }
        let mut file = File::open(&self.path)?;
        let header = exactly(&mut file, entry.header, 30)?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(Trouble::Damaged);
        }
        // Its name and extra field may have other lengths than in the directory.
        let skipped = number(&header, 26, 2).zip(number(&header, 28, 2)).ok_or(Trouble::Damaged)?;
        let begin = entry.header + 30 + skipped.0 + skipped.1;
        file.seek(SeekFrom::Start(begin))?;
        let packed = file.take(entry.packed);
        let inner: Box<dyn Read + Send> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(DeflateDecoder::new(packed)),
            _ => return Err(Trouble::Damaged),
        };
        Ok(Some(Part { inner, left: entry.size, sum: Crc::new(), expected: entry.crc }))
    }
}

struct Directory {
    at: u64,
    bytes: u64,
    entries: u64,
}

impl Directory {
    fn of(file: &mut File) -> Result<Self, Trouble> {
        let length = file.seek(SeekFrom::End(0))?;
        let from = length.saturating_sub(TAIL);
        let tail = exactly(file, from, length - from)?;
        let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06").ok_or(Trouble::Damaged)?;
        let directory = Self::read(&tail[end..], [(10, 2), (12, 4), (16, 4)])?;
        let is_full =
            directory.entries == 0xffff || directory.bytes == 0xffff_ffff || directory.at == 0xffff_ffff;
        let directory = if is_full {
            // What does not fit stands in a second end, and a locator before the first says where.
            let locator = end.checked_sub(20).map(|at| &tail[at..end]).ok_or(Trouble::Damaged)?;
            let at = number(locator, 8, 8).filter(|_| locator.starts_with(b"PK\x06\x07"));
            let large = exactly(file, at.ok_or(Trouble::Damaged)?, 56)?;
            Self::read(&large, [(32, 8), (40, 8), (48, 8)])?
        } else {
            directory
        };
        let end = directory.at.checked_add(directory.bytes);
        if end.is_some_and(|end| end <= length) { Ok(directory) } else { Err(Trouble::Damaged) }
    }

    fn read(bytes: &[u8], [entries, size, at]: [(usize, usize); 3]) -> Result<Self, Trouble> {
        let number = |(at, length)| number(bytes, at, length).ok_or(Trouble::Damaged);
        Ok(Self { entries: number(entries)?, bytes: number(size)?, at: number(at)? })
    }
}

fn entries(mut bytes: &[u8], count: u64) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for _ in 0..count {
        if !bytes.starts_with(b"PK\x01\x02") {
            return None;
        }
        let length = |at| number(bytes, at, 2).and_then(|length| usize::try_from(length).ok());
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let mut entry = Entry {
            // Some programs write strokes the other way round.
            name: String::from_utf8_lossy(bytes.get(46..46 + name)?).replace('\\', "/"),
            is_encrypted: number(bytes, 8, 2)? & 1 == 1,
            method: number(bytes, 10, 2)?,
            crc: u32::try_from(number(bytes, 16, 4)?).ok()?,
            packed: number(bytes, 20, 4)?,
            size: number(bytes, 24, 4)?,
            header: number(bytes, 42, 4)?,
        };
        entry.widen(bytes.get(46 + name..46 + name + extra)?)?;
        entries.push(entry);
        bytes = bytes.get(46 + name + extra + comment..)?;
    }
    Some(entries)
}

impl Entry {
    /// Numbers that do not fit stand in an extra field, in this order.
    fn widen(&mut self, mut extra: &[u8]) -> Option<()> {
        while extra.len() >= 4 {
            let length = usize::try_from(number(extra, 2, 2)?).ok()?;
            let mut field = extra.get(4..4 + length)?;
            if number(extra, 0, 2)? == 1 {
                for narrow in [&mut self.size, &mut self.packed, &mut self.header] {
                    if *narrow == 0xffff_ffff {
                        *narrow = number(field, 0, 8)?;
                        field = &field[8..];
                    }
                }
            }
            extra = &extra[4 + length..];
        }
        Some(())
    }
}

/// Numbers are written from the small end.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

fn exactly(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
    file.seek(SeekFrom::Start(at)).map_err(|_| Trouble::Damaged)?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(Trouble::Damaged) }
}

/// A part while it is read. It ends where the directory said, with the sum it said, or with an error.
pub struct Part {
    inner: Box<dyn Read + Send>,
    left: u64,
    sum: Crc,
    expected: u32,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.sum.update(&buffer[..read]);
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
        let is_over = read == 0 && !buffer.is_empty();
        if is_over && (self.left > 0 || self.sum.sum() != self.expected) {
            return Err(Error::from(ErrorKind::InvalidData));
        }
        Ok(read)
    }
}
