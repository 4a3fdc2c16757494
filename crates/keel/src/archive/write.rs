//! Writing an archive.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::frame::{Head, MAGIC, Totals, USUAL, letter};
use super::row::{Adding, Sum, encode};
use super::{FORMAT, seal};
use crate::db::Value;
use crate::error::Result;
use crate::id::Id;
use crate::secret::{Key, Redacted};

/// Takes the head and the key, then tables, then files. Nothing of it is an archive before
/// [`Writer::finish`].
pub struct Writer<W: Write> {
    out: ZlibEncoder<seal::Sealing<W>>,
    rows: Vec<u8>,
    in_rows: u64,
    adding: Adding,
    totals: Totals,
}

impl<W: Write> Writer<W> {
    pub fn begin(out: W, passphrase: &Redacted<String>, head: &Head, key: &Key) -> Result<Self> {
        let sealed = seal::seal(out, passphrase)?;
        let mut writer = Self {
            // Half the bytes of the fastest level, and still not what a backup waits for.
            out: ZlibEncoder::new(sealed, Compression::new(3)),
            rows: Vec::with_capacity(USUAL * 2),
            in_rows: 0,
            adding: Adding::default(),
            totals: Totals::default(),
        };
        writer.out.write_all(MAGIC)?;
        writer.out.write_all(&FORMAT.to_le_bytes())?;
        writer.frame(letter::HEAD, &serde_json::to_vec(head)?)?;
        writer.frame(letter::KEY, key.to_text().expose().as_bytes())?;
        Ok(writer)
    }

    /// A table of the head begins.
    pub fn table(&mut self, at: usize) -> Result<()> {
        self.totals.tables += 1;
        self.frame(letter::TABLE, &u16::try_from(at).unwrap_or(u16::MAX).to_le_bytes())
    }

    pub fn row(&mut self, row: &[Value]) -> Result<()> {
        encode(row, &mut self.rows);
        self.in_rows += 1;
        self.totals.rows += 1;
        if self.rows.len() >= USUAL { self.send_rows() } else { Ok(()) }
    }

    pub fn table_end(&mut self) -> Result<Sum> {
        self.send_rows()?;
        let sum = std::mem::take(&mut self.adding).sum();
        self.frame(letter::TABLE_END, &serde_json::to_vec(&sum)?)?;
        Ok(sum)
    }

    pub fn file(&mut self, id: Id) -> Result<()> {
        self.totals.files += 1;
        self.frame(letter::FILE, &id.0)
    }

    pub fn part(&mut self, bytes: &[u8]) -> Result<()> {
        for part in bytes.chunks(USUAL) {
            self.adding.bytes(part, 0);
            self.totals.bytes += part.len() as u64;
            self.frame(letter::PART, part)?;
        }
        Ok(())
    }

    pub fn file_end(&mut self) -> Result<()> {
        let sum = std::mem::take(&mut self.adding).sum();
        self.frame(letter::FILE_END, sum.sha256.as_bytes())
    }

    /// Says that this was all; what was written to, which the caller makes durable.
    pub fn finish(mut self) -> Result<(W, Totals)> {
        let totals = self.totals;
        self.frame(letter::END, &serde_json::to_vec(&totals)?)?;
        Ok((self.out.finish()?.finish()?, totals))
    }

    fn send_rows(&mut self) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        self.adding.bytes(&rows, self.in_rows);
        self.frame(letter::ROWS, &rows)?;
        self.rows = rows;
        self.rows.clear();
        self.in_rows = 0;
        Ok(())
    }

    fn frame(&mut self, letter: u8, bytes: &[u8]) -> Result<()> {
        let length = u32::try_from(bytes.len()).map_err(crate::error::Error::broken)?;
        self.out.write_all(&[letter])?;
        self.out.write_all(&length.to_le_bytes())?;
        Ok(self.out.write_all(bytes)?)
    }
}
