//! Charsets of text files: deciding which it is, and decoding while reading.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252,
};

use super::Trouble;

const CHUNK: usize = 64 << 10;

#[derive(Clone, Copy, Debug)]
pub struct Charset {
    encoding: &'static Encoding,
    /// Bytes of the mark at the beginning.
    mark: u8,
}

impl Charset {
    /// What the file marks itself as; else UTF-16 where every other byte of the head is zero; else the
    /// one in which the whole file is valid, UTF-8 or GB18030, and if it is in neither one with a byte a letter.
    pub fn of(path: &Path) -> Result<Self, Trouble> {
        let mut head = Vec::new();
        File::open(path)?.take(4096).read_to_end(&mut head)?;
        if let Some((encoding, mark)) = Encoding::for_bom(&head) {
            return Ok(Self { encoding, mark: u8::try_from(mark).unwrap_or_default() });
        }
        let encoding = match utf_16(&head) {
            Some(encoding) => encoding,
            None => by_validity(path)?,
        };
        Ok(Self { encoding, mark: 0 })
    }

    pub const fn encoding(self) -> &'static Encoding {
        self.encoding
    }

    pub fn name(self) -> &'static str {
        match self.encoding {
            encoding if encoding == UTF_8 && self.mark > 0 => "UTF-8 BOM",
            encoding if encoding == GB18030 => "GB18030",
            encoding if encoding == WINDOWS_1250 => "Windows-1250",
            encoding if encoding == WINDOWS_1251 => "Windows-1251",
            encoding if encoding == WINDOWS_1252 => "Windows-1252",
            encoding => encoding.name(),
        }
    }
}

/// Text whose delimiters and line ends are of two bytes, one of them zero; the other half has none, but
/// for a stray one. Bytes of zero all over are no text.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let is_evident = |most: usize, least: usize| most * 16 >= head.len() && least * 8 <= most;
    if is_evident(low_first, high_first) {
        return Some(UTF_16LE);
    }
    is_evident(high_first, low_first).then_some(UTF_16BE)
}

/// One bad byte does not make a file western: it is still UTF-8, and whoever reads it is told the row.
fn by_validity(path: &Path) -> Result<&'static Encoding, Trouble> {
    let utf_8 = Census::of(path, UTF_8)?;
    if utf_8.is_nearly_valid() {
        return Ok(UTF_8);
    }
    let gb = Census::of(path, GB18030)?;
    if gb.is_nearly_valid() && gb.is_chinese() { Ok(GB18030) } else { by_letters(path) }
}

/// One of the charsets of Europe that have a byte a letter: the eastern or the Cyrillic one where that is
/// evident, else the western one.
fn by_letters(path: &Path) -> Result<&'static Encoding, Trouble> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut file, mut bytes) = (File::open(path)?, vec![0; CHUNK]);
    loop {
        let read = file.read(&mut bytes)?;
        detector.feed(&bytes[..read], read == 0);
        if read == 0 {
            break;
        }
    }
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let is_known = [WINDOWS_1250, WINDOWS_1251].contains(&guessed);
    Ok(if is_known { guessed } else { WINDOWS_1252 })
}

/// What a file looks like in a charset.
#[derive(Default)]
struct Census {
    /// Characters beyond ASCII.
    good: u64,
    /// Sequences that are no character.
    bad: u64,
    /// High bytes in twos, and those alone.
    twins: u64,
    singles: u64,
    /// Of those in twos: common characters of Chinese, which stand in the first part of the charset.
    common: u64,
}

impl Census {
    fn of(path: &Path, encoding: &'static Encoding) -> Result<Self, Trouble> {
        let mut census = Self::default();
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut file = File::open(path)?;
        // Room for thrice the bytes, so that it is never full.
        let (mut bytes, mut text) = (vec![0; CHUNK], vec![0; 3 * CHUNK + 64]);
        let mut high = None;
        loop {
            let read = file.read(&mut bytes)?;
            let mut rest = &bytes[..read];
            census.count_pairs(rest, &mut high);
            loop {
                let (result, used, written) =
                    decoder.decode_to_utf8_without_replacement(rest, &mut text, read == 0);
                // The first byte of each character beyond ASCII.
                census.good += text[..written].iter().filter(|byte| **byte >= 0xc0).count() as u64;
                rest = &rest[used..];
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::Malformed(..) => census.bad += 1,
                    DecoderResult::OutputFull => {}
                }
            }
            let is_hopeless = census.bad > 1_000 && !census.is_nearly_valid();
            if read == 0 || is_hopeless {
                return Ok(census);
            }
        }
    }

    const fn is_nearly_valid(&self) -> bool {
        self.bad * 20 <= self.good
    }

    /// Western letters stand among ASCII, and such a pair is valid GB18030, too (“Mü|ll|er”); Cyrillic ones stand
    /// in runs, but nearly all such pairs are rare characters. Chinese is written in runs of common ones.
    const fn is_chinese(&self) -> bool {
        self.twins >= self.singles && self.common * 2 >= self.twins
    }

    /// `high` is the high byte before, if it waits for its second.
    fn count_pairs(&mut self, bytes: &[u8], high: &mut Option<u8>) {
        if bytes.is_ascii() && high.is_none() {
            return;
        }
        for byte in bytes {
            let is_high = *byte >= 0x80;
            match *high {
                Some(first) if is_high => {
                    self.twins += 1;
                    // Signs, and the 3,755 characters that are ordered by sound.
                    self.common += u64::from(matches!(first, 0xa1..=0xa9 | 0xb0..=0xd7));
                }
                Some(_) => self.singles += 1,
                None => {}
            }
            // The second of a pair begins none.
            *high = (is_high && high.is_none()).then_some(*byte);
        }
    }
}

/// A file's text, decoded as it is read.
pub struct Decoded {
    file: File,
    decoder: Decoder,
    bytes: Vec<u8>,
    from: usize,
    to: usize,
    is_read: bool,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    No,
    Reached,
    NotText,
}

impl Decoded {
    pub fn open(path: &Path, charset: Charset) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(u64::from(charset.mark)))?;
        let decoder = charset.encoding.new_decoder_without_bom_handling();
        let bytes = vec![0; CHUNK];
        Ok(Self { file, decoder, bytes, from: 0, to: 0, is_read: false, end: End::No })
    }

    /// The next of it, as UTF-8; nothing at the end. What is no text is told only after all before it was
    /// handed over, so that `row`, where the reader is by then, is the row that holds it.
    pub fn read(&mut self, out: &mut [u8], row: u64) -> Result<usize, Trouble> {
        loop {
            match self.end {
                End::No => {}
                End::Reached => return Ok(0),
                End::NotText => return Err(Trouble::NotText { row }),
            }
            if self.from == self.to && !self.is_read {
                (self.from, self.to) = (0, self.file.read(&mut self.bytes)?);
                self.is_read = self.to == 0;
            }
            let rest = &self.bytes[self.from..self.to];
            let (result, used, written) =
                self.decoder.decode_to_utf8_without_replacement(rest, out, self.is_read);
            self.from += used;
            self.end = match result {
                DecoderResult::Malformed(..) => End::NotText,
                DecoderResult::InputEmpty if self.is_read => End::Reached,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => End::No,
            };
            if written > 0 {
                return Ok(written);
            }
        }
    }
}
