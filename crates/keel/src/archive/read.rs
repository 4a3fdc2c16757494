//! Reading an archive, front to back, believing nothing.

use std::io::{BufRead, Read};

use flate2::read::ZlibDecoder;

use super::frame::{Head, Item, LONGEST, MAGIC, Totals, letter};
use super::row::{Adding, decode};
use super::{ArchiveError, FORMAT, seal};
use crate::db::Value;
use crate::error::Result;
use crate::id::Id;
use crate::secret::{Key, Redacted};

/// Hands out what an archive holds. Sums are checked on the way: an item that came is as it was written.
pub struct Reader<R: BufRead> {
    from: ZlibDecoder<seal::Opened<R>>,
    head: Head,
    key: Key,
    frame: Vec<u8>,
    /// How much of a frame of rows was handed out.
    used: usize,
    row: Vec<Value>,
    columns: usize,
    place: Place,
    adding: Adding,
    seen: Totals,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Between,
    InTable,
    InFile(Id),
    AtEnd,
}

const ORDER: ArchiveError = ArchiveError::Damaged("its parts are not in their order");

impl<R: BufRead> Reader<R> {
    pub fn open(archive: R, passphrase: &Redacted<String>) -> Result<Self> {
        let mut from = ZlibDecoder::new(seal::open(archive, passphrase)?);
        let mut begin = [0; MAGIC.len()];
        from.read_exact(&mut begin).map_err(|error| match error.kind() {
            // Another age file with the same passphrase is no zlib stream; that is not damage.
            std::io::ErrorKind::InvalidInput => ArchiveError::NotOne,
            std::io::ErrorKind::UnexpectedEof => ArchiveError::CutOff,
            _ => ArchiveError::Damaged("its beginning is not what was written"),
        })?;
        if begin != MAGIC {
            return Err(ArchiveError::NotOne.into());
        }
        let mut format = [0; 4];
        seal::fill(&mut from, &mut format)?;
        if u32::from_le_bytes(format) > FORMAT {
            return Err(ArchiveError::Newer.into());
        }
        let mut frame = Vec::new();
        if next_frame(&mut from, &mut frame)? != letter::HEAD {
            return Err(ORDER.into());
        }
        let head = serde_json::from_slice(&frame).map_err(|_| ArchiveError::Damaged("its head"))?;
        if next_frame(&mut from, &mut frame)? != letter::KEY {
            return Err(ORDER.into());
        }
        let key = str::from_utf8(&frame).ok().and_then(|text| Key::from_text(text).ok());
        let key = key.ok_or(ArchiveError::Damaged("its key"))?;
        Ok(Self {
            from,
            head,
            key,
            frame: Vec::new(),
            used: 0,
            row: Vec::new(),
            columns: 0,
            place: Place::Between,
            adding: Adding::default(),
            seen: Totals::default(),
        })
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The next thing; after [`Item::End`] nothing may be asked for any more.
    pub fn item(&mut self) -> Result<Item<'_>> {
        if self.place == Place::InTable && self.used < self.frame.len() {
            return Ok(self.next_row()?);
        }
        let letter = next_frame(&mut self.from, &mut self.frame)?;
        self.used = self.frame.len();
        let item = match (self.place, letter) {
            (Place::Between, letter::TABLE) => self.table()?,
            (Place::InTable, letter::ROWS) => {
                self.adding.bytes(&self.frame, 0);
                self.used = 0;
                self.next_row()?
            }
            (Place::InTable, letter::TABLE_END) => self.table_end()?,
            (Place::Between, letter::FILE) => {
                let id = Id(self.frame.as_slice().try_into().map_err(|_| ORDER)?);
                self.place = Place::InFile(id);
                self.seen.files += 1;
                Item::File(id)
            }
            (Place::InFile(_), letter::PART) => {
                self.adding.bytes(&self.frame, 0);
                self.seen.bytes += self.frame.len() as u64;
                Item::Part(&self.frame)
            }
            (Place::InFile(id), letter::FILE_END) => {
                if std::mem::take(&mut self.adding).sum().sha256.as_bytes() != self.frame {
                    return Err(ArchiveError::Damaged("a file is not what was written").into());
                }
                self.place = Place::Between;
                Item::FileEnd(id)
            }
            (Place::Between, letter::END) => self.end()?,
            (Place::Between | Place::InTable | Place::InFile(_) | Place::AtEnd, _) => {
                return Err(ORDER.into());
            }
        };
        Ok(item)
    }

    fn table(&mut self) -> std::result::Result<Item<'static>, ArchiveError> {
        let at = usize::from(u16::from_le_bytes(self.frame.as_slice().try_into().map_err(|_| ORDER)?));
        // Each of the head, once, in its order.
        if at as u64 != self.seen.tables {
            return Err(ORDER);
        }
        self.columns = self.head.tables.get(at).ok_or(ORDER)?.columns.len();
        self.seen.tables += 1;
        self.place = Place::InTable;
        Ok(Item::Table(at))
    }

    fn next_row(&mut self) -> std::result::Result<Item<'_>, ArchiveError> {
        let mut rest = &self.frame[self.used..];
        decode(&mut rest, self.columns, &mut self.row)?;
        self.used = self.frame.len() - rest.len();
        self.adding.bytes(&[], 1);
        self.seen.rows += 1;
        Ok(Item::Row(&self.row))
    }

    fn table_end(&mut self) -> std::result::Result<Item<'static>, ArchiveError> {
        let said: super::Sum = serde_json::from_slice(&self.frame).map_err(|_| ORDER)?;
        let sum = std::mem::take(&mut self.adding).sum();
        if sum != said {
            return Err(ArchiveError::Damaged("a table is not what was written"));
        }
        self.place = Place::Between;
        Ok(Item::TableEnd(sum))
    }

    fn end(&mut self) -> std::result::Result<Item<'static>, ArchiveError> {
        let totals: Totals = serde_json::from_slice(&self.frame).map_err(|_| ORDER)?;
        if totals != self.seen || self.seen.tables != self.head.tables.len() as u64 {
            return Err(ArchiveError::Damaged("something is missing in the middle"));
        }
        // To the last byte, so that what age says about the end is heard, too.
        let mut more = [0; 1];
        match self.from.read(&mut more) {
            Ok(0) => {}
            Ok(_) => return Err(ORDER),
            Err(_) => return Err(ArchiveError::CutOff),
        }
        match self.from.get_mut().read(&mut more) {
            Ok(0) => {}
            Ok(_) => return Err(ORDER),
            Err(_) => return Err(ArchiveError::CutOff),
        }
        self.place = Place::AtEnd;
        Ok(Item::End(totals))
    }
}

fn next_frame(from: &mut impl Read, frame: &mut Vec<u8>) -> std::result::Result<u8, ArchiveError> {
    let mut front = [0; 5];
    seal::fill(from, &mut front)?;
    let [letter, length @ ..] = front;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(ArchiveError::Damaged("a part of it is impossibly long"));
    }
    frame.resize(length, 0);
    seal::fill(from, frame)?;
    Ok(letter)
}
