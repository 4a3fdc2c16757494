//! The XML of a workbook's parts, a step at a time: never more of it in memory than one tag or one text.

use std::borrow::Cow;
use std::io::{BufReader, Error, ErrorKind, Read};

use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::Part;
use crate::sheet::Trouble;

/// The longest text of a cell with every character escaped needs less.
const LONGEST: usize = 1 << 20;
/// Workbooks are flat.
const DEEPEST: u32 = 100;

pub struct Xml {
    reader: Reader<BufReader<Guarded>>,
    buffer: Vec<u8>,
    depth: u32,
}

/// Hands over no more than one step may take.
struct Guarded {
    part: Part,
    left: usize,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.left = self.left.checked_sub(read).ok_or_else(|| Error::from(ErrorKind::FileTooLarge))?;
        Ok(read)
    }
}

pub enum Node<'a> {
    Start(Start<'a>),
    End(End<'a>),
    Text(Cow<'a, str>),
    /// Comments and the like.
    Other,
    Over,
}

pub struct Start<'a>(BytesStart<'a>);

pub struct End<'a>(BytesEnd<'a>);

impl Xml {
    pub fn new(part: Part) -> Self {
        let source = Guarded { part, left: LONGEST };
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, source));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    pub fn step(&mut self) -> Result<Node<'_>, Trouble> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().left = LONGEST;
        let node = match self.reader.read_event_into(&mut self.buffer).map_err(trouble)? {
            Event::Start(tag) => {
                self.depth += 1;
                Node::Start(Start(tag))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End(End(tag))
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(named) => {
                let character = match named.resolve_char_ref().map_err(|_| Trouble::Damaged)? {
                    Some(character) => character,
                    None => predefined(&named).ok_or(Trouble::Damaged)?,
                };
                Node::Text(Cow::Owned(character.to_string()))
            }
            // A workbook has none, and entities of one's own are how XML grows without end.
            Event::DocType(_) => return Err(Trouble::Damaged),
            Event::Eof if self.depth > 0 => return Err(Trouble::Damaged),
            Event::Eof => Node::Over,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Node::Other,
        };
        if self.depth > DEEPEST { Err(Trouble::Damaged) } else { Ok(node) }
    }

    /// Goes on to the end of the part without looking at it, so that its sum is known.
    pub fn end(&mut self) -> Result<(), Trouble> {
        let mut passed = vec![0; 64 << 10];
        let part = &mut self.reader.get_mut().get_mut().part;
        while part.read(&mut passed).map_err(|error| trouble(error.into()))? > 0 {}
        Ok(())
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn trouble(error: quick_xml::Error) -> Trouble {
    let quick_xml::Error::Io(error) = error else { return Trouble::Damaged };
    match error.kind() {
        ErrorKind::FileTooLarge => Trouble::TextTooLong,
        // The archive's and the inflater's words for bytes that cannot be right.
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => Trouble::Damaged,
        _ => Trouble::Machine(error.to_string()),
    }
}

impl Start<'_> {
    /// Without a prefix: the transitional and the strict form differ in namespaces only.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Names, without a prefix, and values.
    pub fn attributes(&self) -> impl Iterator<Item = Result<(&str, Cow<'_, str>), Trouble>> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.map(|attribute| {
            let attribute = attribute.map_err(|_| Trouble::Damaged)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Trouble::Damaged)?;
            Ok((attribute.key.local_name().into_inner(), value))
        })
    }

    pub fn get(&self, name: &str) -> Result<Option<Cow<'_, str>>, Trouble> {
        for attribute in self.attributes() {
            let (known, value) = attribute?;
            if known == name {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Result<Option<N>, Trouble> {
        match self.get(name)? {
            Some(value) => value.trim().parse().map(Some).map_err(|_| Trouble::Damaged),
            None => Ok(None),
        }
    }

    pub fn flag(&self, name: &str) -> Result<bool, Trouble> {
        Ok(self.get(name)?.is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on")))
    }
}

impl End<'_> {
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}
