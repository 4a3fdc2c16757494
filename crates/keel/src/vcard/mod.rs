//! Business cards as programs write them: vCard 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), one or many
//! in a file.
//!
//! A card at a time, a line at a time: memory stays flat whatever a photo weighs, since no value is kept beyond
//! [`LONGEST`] bytes. Lenient where programs differ: folded lines of all three versions, quoted-printable with soft
//! breaks, a charset for each property or one for the file, parameters without a name, `^` escapes of RFC 6868.
//! A property that is not understood is kept by its name and harms nobody.

mod line;
#[cfg(test)]
mod tests;

use std::path::Path;

use line::Lines;
pub use line::Property;

use crate::sheet::Trouble;

/// Bytes of a value that are kept; a longer one is no text that people write.
pub const LONGEST: usize = 16 << 10;
/// Properties of one card that are looked at.
pub const MOST_PROPERTIES: usize = 500;

/// One card.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// As it stands in the file, from 1.
    pub number: u64,
    pub properties: Vec<Property>,
    /// The file broke off, or the card had too many properties.
    pub is_cut: bool,
}

impl Card {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The text of the first property of this name with any in it.
    pub fn text(&self, name: &str) -> Option<String> {
        self.all(name).map(Property::text).find(|text| !text.trim().is_empty())
    }
}

/// Whether a file begins as a card does, whatever came before it on the line.
pub fn is_card(head: &[u8]) -> bool {
    // In UTF-16 every other byte is zero.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0 && *byte < 0x80).take(200).collect();
    let text = String::from_utf8_lossy(&plain).to_ascii_uppercase();
    text.trim_start().replace(' ', "").starts_with("BEGIN:VCARD")
}

/// The cards of a file, read as they are asked for.
pub struct Cards {
    lines: Lines,
    number: u64,
}

impl Cards {
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        Ok(Self { lines: Lines::open(path)?, number: 0 })
    }

    fn card(&mut self) -> Result<Option<Card>, Trouble> {
        loop {
            match self.lines.next()? {
                None => return Ok(None),
                Some(line) if line.begins_card() => break,
                Some(_) => {}
            }
        }
        self.number += 1;
        let mut card = Card { number: self.number, ..Card::default() };
        // A card within a card is somebody's assistant (AGENT of 2.1).
        let mut inner = 0_u32;
        loop {
            let Some(property) = self.lines.next()? else {
                card.is_cut = true;
                return Ok(Some(card));
            };
            if property.begins_card() {
                inner += 1;
            } else if property.ends_card() {
                match inner.checked_sub(1) {
                    Some(left) => inner = left,
                    None => return Ok(Some(card)),
                }
            } else if inner == 0 && card.properties.len() < MOST_PROPERTIES {
                card.properties.push(property);
            } else if inner == 0 {
                card.is_cut = true;
            }
        }
    }
}

impl Iterator for Cards {
    type Item = Result<Card, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        self.card().transpose()
    }
}
