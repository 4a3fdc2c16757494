//! A card as a telephone's address book takes it: vCard 3.0 (RFC 2426), which every phone reads, version
//! 4.0 not. What version 4.0 says better is kept to as well: lines fold between characters, never inside
//! one (RFC 6350, section 3.2).

/// What goes into the address book.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub name: String,
    pub other_names: Vec<String>,
    pub organisation: String,
    pub title: String,
    pub mobiles: Vec<String>,
    pub mails: Vec<String>,
    pub url: String,
    pub note: String,
    pub uid: String,
    /// RFC 3339.
    pub changed_at: String,
}

/// The longest line, in bytes, without its end.
const LINE: usize = 75;

pub fn written(entry: &Entry) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            folded(&mut out, &format!("{name}:{value}"));
        }
    };
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    line("FN", &escaped(&entry.name));
    // A name is never split: all of it stands where the family name would, and phones show it as it is.
    line("N", &format!("{};;;;", escaped(&entry.name)));
    line("NICKNAME", &entry.other_names.iter().map(|name| escaped(name)).collect::<Vec<_>>().join(","));
    line("ORG", &escaped(&entry.organisation));
    line("TITLE", &escaped(&entry.title));
    for mobile in &entry.mobiles {
        line("TEL;TYPE=CELL", &escaped(mobile));
    }
    for mail in &entry.mails {
        line("EMAIL;TYPE=INTERNET", &escaped(mail));
    }
    line("URL", &entry.url);
    line("NOTE", &escaped(&entry.note));
    line("UID", &entry.uid);
    line("REV", &entry.changed_at);
    line("END", "VCARD");
    out
}

/// A text value (RFC 2426, section 5): what would end a value or a line is written with a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' | ';' | ',' => out.extend(['\\', char]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
    out
}

/// A line and its continuations, each at most 75 bytes, beginning with a space.
fn folded(out: &mut String, line: &str) {
    let mut used = 0;
    for char in line.chars() {
        if used + char.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(char);
        used += char.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(name: &str) -> String {
        written(&Entry { name: name.to_owned(), ..Entry::default() })
    }

    /// The value of a property, unfolded and unescaped.
    fn value(card: &str, property: &str) -> Option<String> {
        let unfolded = card.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(&format!("{property}:")))?;
        let mut out = String::new();
        let mut chars = line.chars();
        while let Some(char) = chars.next() {
            match (char, char == '\\') {
                (_, true) => match chars.next()? {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                (other, false) => out.push(other),
            }
        }
        Some(out)
    }

    #[test]
    fn what_ends_a_value_or_a_line_is_escaped() {
        let card = named("O\\Neill; Jr., 陈\r\n彤\u{7}");
        assert!(card.contains("FN:O\\\\Neill\\; Jr.\\, 陈\\n彤\r\n"), "{card}");
        assert!(card.contains("N:O\\\\Neill\\; Jr.\\, 陈\\n彤;;;;\r\n"), "{card}");
    }

    #[test]
    fn nobody_writes_a_line_of_their_own_into_a_card() {
        let card = named("彤\nTEL:110\rEND:VCARD");
        let lines: Vec<&str> = card.split("\r\n").collect();
        assert!(!lines.iter().any(|line| line.starts_with("TEL")), "{card}");
        assert_eq!(lines.iter().filter(|line| **line == "END:VCARD").count(), 1, "{card}");
    }

    #[test]
    fn two_hundred_characters_of_any_script_fold_between_characters() {
        let name = "陈😀e".repeat(67);
        let card = named(&name);
        assert!(card.split("\r\n").all(|line| line.len() <= LINE), "{card}");
        assert_eq!(value(&card, "FN"), Some(name));
    }

    proptest! {
        #[test]
        fn any_name_comes_back_as_it_was(name in "[^\\p{Cc}\u{2028}\u{2029}]{1,200}") {
            let card = named(&name);
            prop_assert!(card.split("\r\n").all(|line| line.len() <= LINE));
            prop_assert_eq!(value(&card, "FN"), Some(name));
        }
    }
}
