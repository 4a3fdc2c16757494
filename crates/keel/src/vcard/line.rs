//! A line of a card: unfolded, taken apart, decoded.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use super::LONGEST;
use crate::sheet::{Charset, Decoded, Trouble};

/// What a line says.
#[derive(Clone, Debug, Default)]
pub struct Property {
    /// What belongs together has the same; empty for most.
    pub group: String,
    /// In capitals.
    pub name: String,
    /// Names in capitals; one without a name is a `TYPE`.
    params: Vec<(String, String)>,
    /// Decoded; escapes still stand in it.
    value: String,
    /// It was a picture or a sound, or too long: nothing of it is kept.
    pub is_cut: bool,
}

impl Property {
    /// The value as one text.
    pub fn text(&self) -> String {
        split(&self.value, false).concat()
    }

    /// The parts between semicolons.
    pub fn parts(&self) -> Vec<String> {
        split(&self.value, true)
    }

    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it says that it is of this type: `home`, `work`, `fax`.
    pub fn is(&self, wanted: &str) -> bool {
        let types = self.params.iter().filter(|(name, _)| name == "TYPE");
        types.flat_map(|(_, value)| value.split(',')).any(|kind| kind.trim().eq_ignore_ascii_case(wanted))
    }

    pub(super) fn begins_card(&self) -> bool {
        self.name == "BEGIN" && self.value.trim().eq_ignore_ascii_case("VCARD")
    }

    pub(super) fn ends_card(&self) -> bool {
        self.name == "END" && self.value.trim().eq_ignore_ascii_case("VCARD")
    }
}

/// Unescaped; divided at the semicolons that are not escaped, if asked for.
fn split(value: &str, is_divided: bool) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut chars = value.chars().peekable();
    while let Some(char) = chars.next() {
        match (char, chars.peek().copied()) {
            ('\\', Some('n' | 'N')) => {
                chars.next();
                part.push('\n');
            }
            ('\\', Some(escaped @ (',' | ';' | ':' | '\\'))) => {
                chars.next();
                part.push(escaped);
            }
            (';', _) if is_divided => parts.push(std::mem::take(&mut part)),
            _ => part.push(char),
        }
    }
    parts.push(part);
    parts
}

/// The lines of a file, unfolded.
pub struct Lines {
    file: Box<dyn BufRead + Send>,
    charset: &'static Encoding,
    ahead: Option<Physical>,
}

struct Physical {
    bytes: Vec<u8>,
    is_cut: bool,
}

/// A file in UTF-16, as UTF-8.
struct Recoded(Decoded);

impl Read for Recoded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer, 0).map_err(|_| std::io::ErrorKind::InvalidData.into())
    }
}

/// Whether the lines that name no charset of their own are UTF-8: a file may have both.
fn is_utf_8_beside(path: &Path) -> Result<bool, Trouble> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut line, mut is_named) = (Vec::new(), false);
    loop {
        line.clear();
        // No more of a line at once than is kept of it.
        if (&mut file).take(LONGEST as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(true);
        }
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            let head = &line[..colon(&line).unwrap_or(line.len())];
            is_named = String::from_utf8_lossy(head).to_ascii_uppercase().contains("CHARSET=");
        }
        if !is_named && std::str::from_utf8(&line).is_err_and(|error| error.error_len().is_some()) {
            return Ok(false);
        }
    }
}

/// The file's fault, or the machine's.
fn read_on(error: std::io::Error) -> Trouble {
    if error.kind() == std::io::ErrorKind::InvalidData { Trouble::Damaged } else { error.into() }
}

impl Lines {
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let charset = Charset::of(path)?;
        let is_plain = charset.name().starts_with("UTF") || is_utf_8_beside(path)?;
        let (mut file, encoding): (Box<dyn BufRead + Send>, _) = if charset.name().starts_with("UTF-16") {
            (Box::new(BufReader::new(Recoded(Decoded::open(path, charset)?))), UTF_8)
        } else {
            (Box::new(BufReader::new(File::open(path)?)), if is_plain { UTF_8 } else { charset.encoding() })
        };
        let mark: &[u8] = b"\xef\xbb\xbf";
        if file.fill_buf().map_err(read_on)?.starts_with(mark) {
            file.consume(mark.len());
        }
        Ok(Self { file, charset: encoding, ahead: None })
    }

    pub fn next(&mut self) -> Result<Option<Property>, Trouble> {
        loop {
            let Some(line) = self.physical()? else { return Ok(None) };
            let mut bytes = line.bytes;
            let mut is_cut = line.is_cut;
            let head = Head::of(&bytes);
            while let Some(next) = self.physical()? {
                let is_soft = head.is_quoted && bytes.last() == Some(&b'=') && !is_cut;
                let is_folded = matches!(next.bytes.first(), Some(b' ' | b'\t'));
                let is_more = head.is_binary && !next.bytes.is_empty() && !next.bytes.contains(&b':');
                if !(is_soft || is_folded || is_more) {
                    self.ahead = Some(next);
                    break;
                }
                if is_soft {
                    bytes.pop();
                }
                // A folded line begins with one white space that is not the value's.
                let from = usize::from(is_folded && !is_soft);
                is_cut |= next.is_cut || bytes.len() + next.bytes.len() > LONGEST;
                if !is_cut && !head.is_binary {
                    bytes.extend_from_slice(next.bytes.get(from..).unwrap_or_default());
                }
            }
            if let Some(property) = self.property(&bytes, is_cut || head.is_binary) {
                return Ok(Some(property));
            }
        }
    }

    /// Up to the next line end; of a longer line the beginning.
    fn physical(&mut self) -> Result<Option<Physical>, Trouble> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        let (mut bytes, mut is_cut, mut is_any) = (Vec::new(), false, false);
        loop {
            let chunk = self.file.fill_buf().map_err(read_on)?;
            if chunk.is_empty() {
                break;
            }
            is_any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let line = &chunk[..end.unwrap_or(chunk.len())];
            let room = LONGEST.saturating_sub(bytes.len());
            is_cut |= line.len() > room;
            bytes.extend_from_slice(&line[..line.len().min(room)]);
            let used = line.len() + usize::from(end.is_some());
            self.file.consume(used);
            if end.is_some() {
                break;
            }
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(is_any.then_some(Physical { bytes, is_cut }))
    }

    /// `None` for what has no colon.
    fn property(&self, bytes: &[u8], is_cut: bool) -> Option<Property> {
        let at = colon(bytes)?;
        let (head, _, _) = self.charset.decode(&bytes[..at]);
        let mut pieces = unquoted(&head, ';').into_iter();
        let first = pieces.next()?.trim().to_owned();
        let (group, name) = first.rsplit_once('.').unwrap_or(("", first.as_str()));
        let params: Vec<_> = pieces.map(|piece| param(&piece)).collect();
        let mut property = Property {
            group: group.to_owned(),
            name: name.to_ascii_uppercase(),
            params,
            value: String::new(),
            is_cut,
        };
        if !is_cut {
            property.value = self.value(&property, &bytes[at + 1..]);
        }
        Some(property)
    }

    fn value(&self, property: &Property, bytes: &[u8]) -> String {
        let is_quoted =
            property.param("ENCODING").is_some_and(|kind| kind.eq_ignore_ascii_case("QUOTED-PRINTABLE"));
        let plain = if is_quoted { unquoted_printable(bytes) } else { bytes.to_vec() };
        let named = property.param("CHARSET").and_then(|label| Encoding::for_label(label.as_bytes()));
        // Where the file was written anew as UTF-8, only what was quoted is still in the charset named.
        let charset = if is_quoted || self.charset != UTF_8 || std::str::from_utf8(&plain).is_err() {
            named.unwrap_or(self.charset)
        } else {
            self.charset
        };
        charset.decode_without_bom_handling(&plain).0.into_owned()
    }
}

/// What has to be known of a line before it is whole.
struct Head {
    is_quoted: bool,
    is_binary: bool,
}

impl Head {
    fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..colon(bytes).unwrap_or(bytes.len())];
        let head = String::from_utf8_lossy(head).to_ascii_uppercase();
        let pieces = unquoted(&head, ';');
        let is = |wanted: &[&str]| {
            pieces.iter().skip(1).any(|piece| {
                let value = piece.strip_prefix("ENCODING=").unwrap_or(piece);
                wanted.contains(&value)
            })
        };
        Self { is_quoted: is(&["QUOTED-PRINTABLE"]), is_binary: is(&["B", "BASE64"]) }
    }
}

/// The first colon outside quotation marks.
fn colon(bytes: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    let found = bytes.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    });
    // A quotation mark that is never closed is none.
    found.or_else(|| bytes.iter().position(|byte| *byte == b':'))
}

/// Divided where the mark stands outside quotation marks, which go.
fn unquoted(text: &str, mark: char) -> Vec<String> {
    let (mut all, mut is_quoted) = (vec![String::new()], false);
    for char in text.chars() {
        match char {
            '"' => is_quoted = !is_quoted,
            char if char == mark && !is_quoted => all.push(String::new()),
            char => {
                if let Some(last) = all.last_mut() {
                    last.push(char);
                }
            }
        }
    }
    all
}

fn param(piece: &str) -> (String, String) {
    match piece.split_once('=') {
        Some((name, value)) => {
            // RFC 6868; the caret that stands for itself last.
            let value = value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^");
            (name.trim().to_ascii_uppercase(), value)
        }
        None => {
            let bare = piece.trim().to_ascii_uppercase();
            let is_encoding = ["QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"].contains(&bare.as_str());
            ((if is_encoding { "ENCODING" } else { "TYPE" }).to_owned(), bare)
        }
    }
}

/// RFC 2045, section 6.7, as leniently as mail programs read it.
fn unquoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(decoded) if *byte == b'=' => {
                out.push(decoded);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}
