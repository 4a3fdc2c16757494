//! Mail addresses: the addr-spec of RFC 5321, section 4.1.2, as people have them. Quoted local parts
//! and address literals are refused: nobody's private address has them, and they carry injections.

use unicode_normalization::UnicodeNormalization;

use super::{is_invisible, stored_text};
use crate::error::{Error, Result, Text};

/// A mail address. The domain is in lower case; the local part is as given, since only its host may
/// say whether case matters there (RFC 5321, section 2.4). Two addresses are compared by [`Mail::folded`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mail(String);

stored_text!(Mail, Mail::parse);

/// RFC 5321, section 4.5.3.1: octets of the local part, and of the whole as it fits a path.
const LOCAL_MAX: usize = 64;
const WHOLE_MAX: usize = 254;

impl Mail {
    /// Reads one address. Full-width signs of an input method are understood; spaces around it are
    /// dropped; a line break or an invisible character anywhere is refused, because in a mail header it
    /// would begin another header.
    pub fn parse(text: &str) -> Result<Self> {
        Self::read(text).map_err(|key| Error::invalid("mail", Text::new(key)))
    }

    fn read(text: &str) -> std::result::Result<Self, &'static str> {
        let trimmed = text.trim_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        if trimmed.is_empty() {
            return Err("keel-mail-missing");
        }
        if trimmed.len() > 4 * WHOLE_MAX {
            return Err("keel-mail-too-long");
        }
        if trimmed.chars().any(|c| c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'))
        {
            return Err("keel-mail-line-break");
        }
        let plain: String = if trimmed.is_ascii() { trimmed.to_owned() } else { trimmed.nfkc().collect() };
        if plain.matches('@').count() > 1 {
            return Err("keel-mail-several");
        }
        let (local, domain) = plain.split_once('@').ok_or("keel-mail-wrong")?;
        if !is_dot_atom(local) {
            return Err("keel-mail-wrong");
        }
        // The full stop of a Chinese input method separates labels too (RFC 3490, section 3.1).
        let domain = domain.replace('。', ".").to_lowercase();
        let ascii = ascii_domain(&domain).ok_or("keel-mail-wrong")?;
        if local.len() > LOCAL_MAX || local.len() + 1 + ascii.len() > WHOLE_MAX {
            return Err("keel-mail-too-long");
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    /// The part before the at sign.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The domain, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The whole in lower case: what is compared and what a unique column holds.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// Whether the address is at `domain` or below it, in any notation of the domain.
    pub fn is_within(&self, domain: &str) -> bool {
        let wanted = ascii_domain(&domain.trim().trim_start_matches('@').to_lowercase());
        let (Some(wanted), Some(own)) = (wanted, ascii_domain(self.domain())) else { return false };
        own == wanted || own.strip_suffix(&wanted).is_some_and(|above| above.ends_with('.'))
    }

    /// Enough to recognise one's own: `c***@example.org`.
    pub fn masked(&self) -> String {
        let first: String = self.local().chars().take(1).collect();
        format!("{first}***@{}", self.domain())
    }
}

/// Dot-atom (RFC 5322, section 3.2.3), with letters of any script (RFC 6531, section 3.3).
fn is_dot_atom(local: &str) -> bool {
    let is_atext = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
}

/// The domain as the wire has it, if it is one: at least two labels, none empty, longer than 63 octets
/// or with a hyphen at an end (RFC 1035, section 2.3.4; RFC 5890 for other scripts).
fn ascii_domain(domain: &str) -> Option<String> {
    // Only what a host name may hold reaches the URL parser, which would forgive more.
    if !domain.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-' || is_mark(c)) {
        return None;
    }
    let url::Host::Domain(ascii) = url::Host::parse(domain).ok()? else { return None };
    let mut labels = ascii.split('.');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = ascii.rsplit('.').next()?;
    let is_name = labels.clone().count() >= 2 && labels.all(is_label) && ascii.len() <= 253;
    (is_name && !last.bytes().all(|b| b.is_ascii_digit())).then_some(ascii)
}

/// Marks that letters of Indian and other scripts need.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> &'static str {
        match Mail::parse(text) {
            Err(Error::Invalid(problems)) => problems.of("mail").map_or("", |text| text.key),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (text, wanted) in [
            ("a@example.org", "a@example.org"),
            ("  Tong.Chen+alumni@Mail.Example.ORG\t", "Tong.Chen+alumni@mail.example.org"),
            ("o'brien@example.co.uk", "o'brien@example.co.uk"),
            ("chen＠example。com", "chen@example.com"),
            ("１２３@qq．com", "123@qq.com"),
            ("陈彤@例子.中国", "陈彤@例子.中国"),
            ("a@BÜCHER.example", "a@bücher.example"),
        ] {
            assert_eq!(Mail::parse(text).expect(text).as_str(), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_told_apart() {
        for (text, wanted) in [
            ("", "keel-mail-missing"),
            ("\u{3000} ", "keel-mail-missing"),
            ("a@example.org\r\nBcc: b@example.org", "keel-mail-line-break"),
            ("a@example.org\n", "keel-mail-line-break"),
            ("a\u{200b}@example.org", "keel-mail-line-break"),
            ("a@exa\u{0}mple.org", "keel-mail-line-break"),
            ("a@example.org\u{2028}", "keel-mail-line-break"),
            ("a@example.org, b@example.org", "keel-mail-several"),
            ("a@@example.org", "keel-mail-several"),
            ("plain", "keel-mail-wrong"),
            ("@example.org", "keel-mail-wrong"),
            ("a@", "keel-mail-wrong"),
            ("a@localhost", "keel-mail-wrong"),
            ("a@127.0.0.1", "keel-mail-wrong"),
            ("a@[127.0.0.1]", "keel-mail-wrong"),
            ("a@example.123", "keel-mail-wrong"),
            ("a@-example.org", "keel-mail-wrong"),
            ("a@example..org", "keel-mail-wrong"),
            ("a@example.org.", "keel-mail-wrong"),
            ("a@exam%70le.org", "keel-mail-wrong"),
            ("a..b@example.org", "keel-mail-wrong"),
            (".a@example.org", "keel-mail-wrong"),
            ("a b@example.org", "keel-mail-wrong"),
            ("\"a b\"@example.org", "keel-mail-wrong"),
            ("Tong <a@example.org>", "keel-mail-wrong"),
            ("a@exa mple.org", "keel-mail-wrong"),
        ] {
            assert_eq!(key(text), wanted, "{text}");
        }
        let long = "a".repeat(64);
        assert!(Mail::parse(&format!("{long}@example.org")).is_ok());
        assert_eq!(key(&format!("{long}a@example.org")), "keel-mail-too-long");
        let label = "b".repeat(63);
        assert_eq!(key(&format!("{long}@{label}.{label}.{label}.org")), "keel-mail-too-long");
        assert_eq!(key(&format!("a@{label}b.org")), "keel-mail-wrong");
        assert_eq!(key(&"a".repeat(100_000)), "keel-mail-too-long");
    }

    #[test]
    fn an_address_of_a_domain_or_below_it_is_within_it() {
        let at = |text: &str| Mail::parse(text).expect("an address");
        assert!(at("a@example.org").is_within("Example.org"));
        assert!(at("a@mail.example.org").is_within("@example.org"));
        assert!(!at("a@notexample.org").is_within("example.org"));
        assert!(at("a@例子.中国").is_within("xn--fsqu00a.xn--fiqs8s"));
        assert!(!at("a@example.org").is_within(""));
        assert_eq!(at("Bob@Example.org").folded(), "bob@example.org");
        assert_eq!(at("陈彤@example.org").masked(), "陈***@example.org");
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_what_passes_is_one_line(text in "\\PC{0,20}[@＠]?\\PC{0,20}") {
            if let Ok(mail) = Mail::parse(&text) {
                prop_assert!(!mail.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
                prop_assert_eq!(mail.as_str().matches('@').count(), 1);
                prop_assert_eq!(Mail::parse(mail.as_str()).expect("stored form"), mail);
            }
        }

        #[test]
        fn a_line_break_is_refused_wherever_it_stands(at in 0..13_usize, breaking in "[\r\n\u{0}\u{b}\u{85}\u{2028}]") {
            let mut text = String::from("a@example.org");
            text.insert_str(at, &breaking);
            prop_assert!(Mail::parse(&text).is_err());
        }
    }
}
