//! The texts that cells share (ECMA-376 part 1, 18.4).

use std::borrow::Cow;

use super::archive::Part;
use super::xml::{Node, Xml};
use crate::sheet::{Limits, Trouble};

/// One after the other, with where each ends: a text costs its bytes and eight more.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub fn read(part: Part, limits: &Limits) -> Result<Self, Trouble> {
        let (mut strings, mut xml) = (Self::default(), Xml::new(part));
        let mut rich = Rich::default();
        loop {
            match xml.step()? {
                Node::Start(tag) => rich.start(tag.name()),
                Node::Text(text) if rich.is_text() => strings.text.push_str(&text),
                Node::End(tag) if tag.name() == "si" => strings.close(),
                Node::End(tag) => rich.end(tag.name()),
                Node::Over => return Ok(strings),
                Node::Text(_) | Node::Other => {}
            }
            // As in a cell: an escaped character has seven bytes.
            let begun = strings.ends.last().copied().unwrap_or_default();
            if strings.text.len() - begun > 7 * limits.cell_chars {
                return Err(Trouble::TextTooLong);
            }
            if strings.text.len() + size_of::<usize>() * strings.ends.len() > limits.shared_bytes {
                return Err(Trouble::Inflates);
            }
        }
    }

    fn close(&mut self) {
        let begin = self.ends.last().copied().unwrap_or_default();
        if let Cow::Owned(plain) = unescaped(&self.text[begin..]) {
            self.text.truncate(begin);
            self.text.push_str(&plain);
        }
        self.ends.push(self.text.len());
    }

    pub fn get(&self, at: usize) -> Option<&str> {
        let begin = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        self.text.get(begin..*self.ends.get(at)?)
    }
}

/// Where in a text one is: pieces of different looks belong to it, how it is pronounced does not.
#[derive(Default)]
pub struct Rich {
    is_in_text: bool,
    is_in_phonetic: bool,
}

impl Rich {
    pub fn start(&mut self, name: &str) {
        match name {
            "t" => self.is_in_text = true,
            "rPh" => self.is_in_phonetic = true,
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_in_text = false,
            "rPh" => self.is_in_phonetic = false,
            _ => {}
        }
    }

    pub const fn is_text(&self) -> bool {
        self.is_in_text && !self.is_in_phonetic
    }
}

/// Without `_x000D_` and the like, which stand for characters that XML cannot hold (ST_Xstring, 22.9.2.19).
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, from)) = rest.find("_x").map(|at| rest.split_at(at)) {
        out.push_str(before);
        match escaped(from) {
            Some((character, length)) => {
                out.push(character);
                rest = &from[length..];
            }
            None => {
                out.push_str("_x");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a text begins with, escaped, and in how many bytes: a character, or one in two halves as UTF-16 has it.
fn escaped(text: &str) -> Option<(char, usize)> {
    let unit = unit(text)?;
    if !(0xd800..0xdc00).contains(&unit) {
        return Some((char::from_u32(unit)?, UNIT));
    }
    let low = self::unit(text.get(UNIT..)?).filter(|low| (0xdc00..0xe000).contains(low))?;
    Some((char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?, 2 * UNIT))
}

const UNIT: usize = "_x000D_".len();

fn unit(text: &str) -> Option<u32> {
    let digits = text.get(..UNIT)?.strip_prefix("_x")?.strip_suffix('_')?;
    let digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(digits)?;
    u32::from_str_radix(digits, 16).ok()
}
