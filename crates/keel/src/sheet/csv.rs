//! Files of text with something between the fields.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::{Cell, Limits, Trouble};

/// How a file of text is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    pub encoding: &'static Encoding,
    pub delimiter: u8,
    /// The first line says `sep=;` and nothing else.
    pub has_separator_line: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { encoding: UTF_8, delimiter: b',', has_separator_line: false }
    }
}

/// What may stand between fields, the likelier first.
const DELIMITERS: [u8; 6] = [b',', b';', b'\t', b'|', b'^', b'~'];
/// So much of a file is looked at to find what stands between its fields.
const HEAD: usize = 64 << 10;
/// No record is longer: a quote that never closes would swallow the file.
const LONGEST_RECORD: u64 = 16 << 20;

impl Dialect {
    pub fn of(path: &Path) -> Result<Self, Trouble> {
        let encoding = encoding_of(path)?;
        let mut head = Vec::new();
        decoded(File::open(path)?, encoding).take(HEAD as u64).read_to_end(&mut head)?;
        let is_whole = head.len() < HEAD;
        let text = String::from_utf8_lossy(&head).into_owned();
        if text.contains('\0') {
            return Err(Trouble::NotATable);
        }
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() && is_whole {
            return Err(Trouble::Empty);
        }
        let first = text.lines().next().unwrap_or_default();
        if let Some(said) = first.strip_prefix("sep=").filter(|said| said.len() == 1) {
            return Ok(Self { encoding, delimiter: said.as_bytes()[0], has_separator_line: true });
        }
        Ok(Self { encoding, delimiter: delimiter_of(text, is_whole), has_separator_line: false })
    }
}

/// The charset in which the whole file is valid: what marks itself, UTF-8, UTF-16 without a mark,
/// GB18030, and what is valid in none is taken for western.
fn encoding_of(path: &Path) -> Result<&'static Encoding, Trouble> {
    let mut head = [0; 4096];
    let read = File::open(path)?.read(&mut head)?;
    let head = &head[..read];
    if let Some((marked, _)) = Encoding::for_bom(head) {
        return Ok(marked);
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        return Ok(if odd >= even { UTF_16LE } else { UTF_16BE });
    }
    for encoding in [UTF_8, GB18030] {
        if is_valid(path, encoding)? {
            return Ok(encoding);
        }
    }
    Ok(WINDOWS_1252)
}

fn is_valid(path: &Path, encoding: &'static Encoding) -> Result<bool, Trouble> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut file = File::open(path)?;
    let (mut bytes, mut text) = (vec![0; 64 << 10], String::with_capacity(256 << 10));
    loop {
        let read = file.read(&mut bytes)?;
        text.clear();
        let (result, _) = decoder.decode_to_string_without_replacement(&bytes[..read], &mut text, read == 0);
        match result {
            encoding_rs::DecoderResult::InputEmpty if read == 0 => return Ok(true),
            encoding_rs::DecoderResult::InputEmpty => {}
            // The text has room for thrice the bytes, so it is never full.
            encoding_rs::DecoderResult::OutputFull | encoding_rs::DecoderResult::Malformed(..) => {
                return Ok(false);
            }
        }
    }
}

fn decoded(file: File, encoding: &'static Encoding) -> DecodeReaderBytes<BufReader<File>, Vec<u8>> {
    DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(true)
        .strip_bom(true)
        .build(BufReader::with_capacity(64 << 10, file))
}

/// What divides the first records into the most fields, as evenly as possible and with the fewest
/// quotes left inside: those are the ends of fields that were cut in the wrong places.
fn delimiter_of(text: &str, is_whole: bool) -> u8 {
    let mut best = (0.0, b',');
    for delimiter in DELIMITERS {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records: Vec<ByteRecord> = reader.byte_records().take(30).flatten().collect();
        if !is_whole && records.len() < 30 {
            // The last record was cut off.
            records.pop();
        }
        let score = evenness(&records);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn evenness(records: &[ByteRecord]) -> f64 {
    let most = records.iter().map(ByteRecord::len).max().unwrap_or_default();
    if most < 2 {
        return 0.0;
    }
    let usual = records.iter().filter(|record| record.len() == most).count();
    let fields = records.iter().flat_map(ByteRecord::iter);
    let quotes = fields.filter(|field| field.contains(&b'"')).count();
    most as f64 * usual as f64 / records.len() as f64 / (1 + quotes) as f64
}

pub struct Rows {
    reader: Reader<Guarded>,
    left: Arc<AtomicU64>,
    record: ByteRecord,
    limits: Limits,
    skip: bool,
    row: u64,
    is_over: bool,
}

/// Hands over no more than one record may take.
struct Guarded {
    inner: DecodeReaderBytes<BufReader<File>, Vec<u8>>,
    left: Arc<AtomicU64>,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed);
        if read as u64 > left {
            return Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge));
        }
        self.left.store(left - read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Rows {
    pub fn open(path: &Path, dialect: Dialect, limits: Limits) -> Result<Self, Trouble> {
        let left = Arc::new(AtomicU64::new(LONGEST_RECORD));
        let inner = decoded(File::open(path)?, dialect.encoding);
        let reader = ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 << 10)
            .from_reader(Guarded { inner, left: left.clone() });
        let skip = dialect.has_separator_line;
        Ok(Self { reader, left, record: ByteRecord::new(), limits, skip, row: 0, is_over: false })
    }

    fn read(&mut self) -> Result<Option<(u64, Vec<Cell>)>, Trouble> {
        self.left.store(LONGEST_RECORD, Ordering::Relaxed);
        let row = self.row + 1;
        let more =
            self.reader.read_byte_record(&mut self.record).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::FileTooLarge => {
                    Trouble::CellTooLong { row }
                }
                csv::ErrorKind::Io(io) => io.into(),
                _ => Trouble::Damaged,
            })?;
        if !more {
            return Ok(None);
        }
        self.row = row;
        if self.row > self.limits.rows {
            return Err(Trouble::Rows);
        }
        if self.record.len() > self.limits.columns {
            return Err(Trouble::Columns);
        }
        let cells = self.record.iter().map(|field| self.cell(field, row)).collect::<Result<_, _>>()?;
        Ok(Some((row, cells)))
    }

    fn cell(&self, field: &[u8], row: u64) -> Result<Cell, Trouble> {
        if field.is_empty() {
            return Ok(Cell::Empty);
        }
        let text = String::from_utf8_lossy(field);
        if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars {
            return Err(Trouble::CellTooLong { row });
        }
        Ok(Cell::Text(text.into_owned()))
    }
}

impl Iterator for Rows {
    type Item = Result<(u64, Vec<Cell>), Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        if std::mem::take(&mut self.skip)
            && let Err(trouble) = self.read()
        {
            self.is_over = true;
            return Some(Err(trouble));
        }
        let next = self.read().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
