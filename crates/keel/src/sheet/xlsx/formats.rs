//! Which styles show a number as a day (ECMA-376 part 1, 18.8.30 and 18.8.31).

use std::collections::HashMap;

use super::archive::Part;
use super::xml::{Node, Xml};
use crate::sheet::Trouble;

/// As many as a spreadsheet program takes.
const MOST: usize = 65_536;

/// For each style that a cell may have.
#[derive(Debug, Default)]
pub struct Formats(Vec<bool>);

impl Formats {
    pub fn read(part: Part) -> Result<Self, Trouble> {
        let mut xml = Xml::new(part);
        let (mut own, mut used) = (HashMap::<u32, bool>::new(), Vec::<u32>::new());
        let (mut is_in_formats, mut is_in_styles) = (false, false);
        loop {
            match xml.step()? {
                Node::Start(tag) => match tag.name() {
                    "numFmts" => is_in_formats = true,
                    "cellXfs" => is_in_styles = true,
                    "numFmt" if is_in_formats => {
                        let code = tag.get("formatCode")?.unwrap_or_default();
                        own.insert(tag.number("numFmtId")?.unwrap_or_default(), shows_day(&code));
                    }
                    "xf" if is_in_styles => used.push(tag.number("numFmtId")?.unwrap_or_default()),
                    _ => {}
                },
                Node::End(tag) => match tag.name() {
                    "numFmts" => is_in_formats = false,
                    "cellXfs" => is_in_styles = false,
                    _ => {}
                },
                Node::Over => break,
                Node::Text(_) | Node::Other => {}
            }
            if own.len() > MOST || used.len() > MOST {
                return Err(Trouble::Damaged);
            }
        }
        let is_day = |id: &u32| own.get(id).copied().unwrap_or_else(|| is_day_everywhere(*id));
        Ok(Self(used.iter().map(is_day).collect()))
    }

    pub fn is_day(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or_default()
    }
}

/// Formats that a file need not describe. Those from 27 on are of East Asian programs; some of them show
/// a time in one language and a day in another, and the number itself will tell: a time is less than one.
const fn is_day_everywhere(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58 | 71..=74)
}

/// Whether a format code has a year or a day, or a month that is no minute: `yyyy"年"m"月"d"日"`, `mmm-yy`,
/// `[$-804]e/m/d`, but not `h:mm`, `[mm]:ss`, `0.00E+00`, `"day "0` or `General`.
fn shows_day(code: &str) -> bool {
    // `General` may stand anywhere, and is no format of days although it has an e: `"EMP-"General`.
    let code = code.to_ascii_lowercase().replace("general", "");
    let (mut is_day, mut has_month, mut has_time) = (false, false, false);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            // Words, and what is only as wide as a character.
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            // Colours, languages and conditions; hours beyond a day.
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                has_time |= inside.chars().all(|c| "hHmMsS".contains(c));
            }
            // Only of what is greater than zero.
            ';' => break,
            'E' | 'e' if characters.as_str().starts_with(['+', '-']) => return false,
            'y' | 'Y' | 'd' | 'D' | 'e' => is_day = true,
            'm' | 'M' => has_month = true,
            'h' | 'H' | 's' | 'S' => has_time = true,
            _ => {}
        }
    }
    is_day || (has_month && !has_time)
}

#[cfg(test)]
mod tests {
    use super::shows_day;

    #[test]
    fn a_day_is_told_from_a_time_and_a_number() {
        for code in [
            "yyyy\\-mm\\-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "m/d/yy h:mm",
            "dd.mm.yyyy;@",
            "mmm\\-yy",
            "mmmm",
            "[$-411]ge.m.d",
            "e/m/d",
            "yyyy",
            "[Red]d-mmm",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        ] {
            assert!(shows_day(code), "{code}");
        }
        for code in [
            "General",
            "GENERAL",
            "\"EMP-\"General",
            "[DBNum1][$-804]General",
            "0.00",
            "0.00E+00",
            "##0.0E+0",
            "@",
            "h:mm",
            "h:mm AM/PM",
            "[h]:mm:ss",
            "mm:ss.0",
            "[mm]:ss",
            "上午/下午h\"时\"mm\"分\"",
            "\"day \"0",
            "0\\d",
            "_-* #,##0.00\\ \"kr\"_-",
            "[Magenta]0",
            "#,##0 \"demys\"",
        ] {
            assert!(!shows_day(code), "{code}");
        }
    }
}
