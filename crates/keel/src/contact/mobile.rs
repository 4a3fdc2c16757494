//! Mobile numbers, kept as E.164 (ITU-T Recommendation E.164): `+`, country code, number.

use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, PhoneNumber, Type, country};
use unicode_normalization::UnicodeNormalization;

use super::{is_invisible, stored_text};
use crate::error::{Error, Result, Text};

/// A mobile number that can receive text messages, `+8613800138000`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mobile(String);

stored_text!(Mobile, |text| Mobile::parse(text, ""));

impl Mobile {
    /// Reads a number as people write it: with spaces, dashes, dots or parentheses, full-width digits,
    /// a trunk 0, `+86`, `0086` or a bare `86` in front. `default_region` is the country of a number
    /// without one (ISO 3166-1, two letters); with another text every number needs its country.
    ///
    /// Refused, each with its own words: a landline, several numbers in one field, letters, and what a
    /// spreadsheet makes of a number (`13800138000.0`, `1.38E+10`), where digits may be lost.
    pub fn parse(text: &str, default_region: &str) -> Result<Self> {
        Self::read(text, default_region).map_err(|key| Error::invalid("mobile", Text::new(key)))
    }

    fn read(text: &str, region: &str) -> std::result::Result<Self, &'static str> {
        // The longest number with any separators is far shorter; more is not a number.
        if text.len() > 200 {
            return Err("keel-mobile-wrong");
        }
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
        let plain = plain.trim();
        let plain = plain.strip_prefix("tel:").unwrap_or(plain);
        if plain.is_empty() {
            return Err("keel-mobile-missing");
        }
        if let Some(key) = spreadsheet(plain) {
            return Err(key);
        }
        let digits = digits(plain)?;
        if let Some(mobile) = chinese(&digits, region) {
            return Ok(mobile);
        }
        let country: Option<country::Id> = region.parse().ok();
        let international = digits.strip_prefix("00").map(|rest| format!("+{rest}"));
        let number = phonenumber::parse(country, international.as_deref().unwrap_or(&digits))
            .map_err(|_| "keel-mobile-wrong")?;
        if !number.is_valid() {
            return Err("keel-mobile-wrong");
        }
        match number.number_type(&DATABASE) {
            Type::Mobile | Type::FixedLineOrMobile => Ok(Self(number.format().mode(Mode::E164).to_string())),
            Type::FixedLine => Err("keel-mobile-landline"),
            _ => Err("keel-mobile-wrong"),
        }
    }

    /// As it is read aloud: `138 0013 8000` in China, elsewhere with the country, `+44 7400 123456`.
    pub fn shown(&self) -> String {
        if let Some(national) = self.in_china() {
            let (head, tail) = national.split_at(3);
            let (middle, end) = tail.split_at(4);
            return format!("{head} {middle} {end}");
        }
        let parsed: std::result::Result<PhoneNumber, _> = phonenumber::parse(None, &self.0);
        parsed.map_or_else(|_| self.0.clone(), |n| n.format().mode(Mode::International).to_string())
    }

    /// Enough to recognise one's own, too little to call: `138****8000`, `+4474****56`.
    pub fn masked(&self) -> String {
        let (text, head, tail) = match self.in_china() {
            Some(national) => (national, 3, 4),
            None => (self.0.as_str(), 5, 2),
        };
        let start = text.get(..head).unwrap_or_default();
        let end = text.len().checked_sub(tail).and_then(|at| text.get(at..)).unwrap_or_default();
        format!("{start}****{end}")
    }

    /// The eleven digits of a number of mainland China.
    fn in_china(&self) -> Option<&str> {
        self.0.strip_prefix("+86").filter(|national| national.len() == 11)
    }
}

/// What a spreadsheet made of a number: a decimal fraction, or an exponent that has lost digits.
fn spreadsheet(plain: &str) -> Option<&'static str> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some((number, zeros)) = plain.rsplit_once('.')
        && is_digits(number.trim_start_matches('+'))
        && number.len() >= 7
        && !zeros.is_empty()
        && zeros.bytes().all(|b| b == b'0')
        && zeros.len() <= 2
    {
        return Some("keel-mobile-decimal");
    }
    let (mantissa, exponent) = plain.split_once(['e', 'E'])?;
    let is_short = is_digits(exponent.trim_start_matches(['+', '-'])) && exponent.len() <= 4;
    let is_number = is_digits(&mantissa.replace('.', "")) && mantissa.matches('.').count() <= 1;
    (is_short && is_number).then_some("keel-mobile-spreadsheet")
}

/// The digits, with a leading `+` if there is one.
fn digits(plain: &str) -> std::result::Result<String, &'static str> {
    // "+44 (0)7400": the trunk 0 is dialled only inside the country.
    let is_international = plain.starts_with(['+', '(']) && plain.contains('+') || plain.starts_with("00");
    let plain = if is_international { plain.replace("(0)", "") } else { plain.to_owned() };
    let mut digits = String::with_capacity(16);
    for c in plain.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            ' ' | '.' | '(' | ')' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fb}' | '\u{b7}' => {}
            c if c.is_control() => return Err("keel-mobile-wrong"),
            '/' | ',' | ';' | '、' | '+' => return Err("keel-mobile-several"),
            _ => return Err("keel-mobile-several"),
        }
    }
    match digits.bytes().filter(u8::is_ascii_digit).count() {
        0..5 => Err("keel-mobile-wrong"),
        5..=20 => Ok(digits),
        _ => Err("keel-mobile-several"),
    }
}

/// A number of mainland China: eleven digits that begin with 13 to 19 (the numbering plan of 2017, which
/// opens whole ranges before any list of ranges names them).
fn chinese(digits: &str, region: &str) -> Option<Mobile> {
    let abroad = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086"));
    let home =
        (region == "CN").then(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 11).unwrap_or(digits));
    let national = abroad.or(home)?;
    let national = national.strip_prefix('0').unwrap_or(national);
    let is_mobile = national.len() == 11
        && national.starts_with('1')
        && national.as_bytes().get(1).is_some_and(|second| (b'3'..=b'9').contains(second));
    is_mobile.then(|| Mobile(format!("+86{national}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str, region: &str) -> &'static str {
        match Mobile::parse(text, region) {
            Err(Error::Invalid(problems)) => problems.of("mobile").map_or("", |text| text.key),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn one_number_in_many_notations_is_one_number() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "138.0013.8000",
            "+8613800138000",
            "+86 138 0013 8000",
            "(+86) 138-0013-8000",
            "+86-(0)138 0013 8000",
            "008613800138000",
            "0086 138 0013 8000",
            "8613800138000",
            "86-138-0013-8000",
            "013800138000",
            "１３８００１３８０００",
            "＋８６ １３８ ００１３ ８０００",
            "（138）0013－8000",
            "\u{202d}138 0013 8000\u{202c}",
            "138\u{a0}0013\u{a0}8000",
            "\t13800138000\n",
            "tel:+8613800138000",
            "138–0013–8000",
        ] {
            assert_eq!(Mobile::parse(text, "CN").expect(text).as_str(), "+8613800138000", "{text}");
        }
    }

    #[test]
    fn numbers_from_abroad_are_read_with_their_country() {
        for (text, region, wanted) in [
            ("+44 7400 123456", "CN", "+447400123456"),
            ("+44 (0)7400 123456", "CN", "+447400123456"),
            ("07400 123456", "GB", "+447400123456"),
            ("+1 (415) 555-2671", "CN", "+14155552671"),
            ("00852 5123 4567", "CN", "+85251234567"),
            ("+886 912 345 678", "CN", "+886912345678"),
            ("+86 191 0000 0000", "US", "+8619100000000"),
            ("0151 23456789", "DE", "+4915123456789"),
        ] {
            assert_eq!(Mobile::parse(text, region).expect(text).as_str(), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_mobile_number_is_told_apart() {
        for (text, wanted) in [
            ("", "keel-mobile-missing"),
            (" \u{3000}", "keel-mobile-missing"),
            ("13800138000.0", "keel-mobile-decimal"),
            ("13800138000.00", "keel-mobile-decimal"),
            ("１３８００１３８０００．０", "keel-mobile-decimal"),
            ("1.38E+10", "keel-mobile-spreadsheet"),
            ("1.38001e10", "keel-mobile-spreadsheet"),
            ("12345", "keel-mobile-wrong"),
            ("138001380001", "keel-mobile-wrong"),
            ("12800138000", "keel-mobile-wrong"),
            ("+999 123456789", "keel-mobile-wrong"),
            ("138\n0013\n8000", "keel-mobile-wrong"),
            ("010-6552 9988", "keel-mobile-landline"),
            ("0731-85550000", "keel-mobile-landline"),
            ("13800138000/13900139000", "keel-mobile-several"),
            ("13800138000 转 8", "keel-mobile-several"),
            ("call me", "keel-mobile-several"),
            ("13800138000 13900139000", "keel-mobile-several"),
            ("138+0013+8000", "keel-mobile-several"),
        ] {
            assert_eq!(key(text, "CN"), wanted, "{text}");
        }
        assert_eq!(key("13800138000", ""), "keel-mobile-wrong");
        assert_eq!(key(&"1".repeat(5_000), "CN"), "keel-mobile-wrong");
    }

    #[test]
    fn a_number_is_shown_whole_or_masked() {
        let home = Mobile::parse("13800138000", "CN").expect("a mobile");
        assert_eq!((home.shown().as_str(), home.masked().as_str()), ("138 0013 8000", "138****8000"));
        let abroad = Mobile::parse("+447400123456", "CN").expect("a mobile");
        assert_eq!((abroad.shown().as_str(), abroad.masked().as_str()), ("+44 7400 123456", "+4474****56"));
    }

    #[test]
    fn a_number_survives_json_and_a_false_one_does_not() {
        let mobile = Mobile::parse("13800138000", "CN").expect("a mobile");
        let json = serde_json::to_string(&mobile).expect("json");
        assert_eq!(serde_json::from_str::<Mobile>(&json).expect("read back"), mobile);
        assert!(serde_json::from_str::<Mobile>("\"12\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".{0,40}", region in "[A-Z]{0,2}") {
            if let Ok(mobile) = Mobile::parse(&text, &region) {
                prop_assert!(mobile.as_str().starts_with('+'));
                prop_assert!(mobile.as_str()[1..].bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(Mobile::parse(mobile.as_str(), "").expect("stored form"), mobile);
            }
        }

        #[test]
        fn separators_never_change_a_chinese_number(
            second in 3..=9_u8, rest in "[0-9]{9}", cuts in proptest::collection::vec((1..11_usize, "[ .()-]{1,2}"), 0..4),
        ) {
            let plain = format!("1{second}{rest}");
            let mut spaced = plain.clone();
            let mut cuts = cuts;
            cuts.sort_by_key(|cut| std::cmp::Reverse(cut.0));
            for (at, separator) in cuts {
                spaced.insert_str(at, &separator);
            }
            // One dot and one or two zeros at the end is the spreadsheet's mark, and refused.
            prop_assume!(spreadsheet(&spaced).is_none());
            let read = Mobile::parse(&spaced, "CN").expect("a mobile");
            prop_assert_eq!(read.as_str(), format!("+86{plain}"));
        }
    }
}
