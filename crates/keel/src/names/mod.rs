//! Names of people: how they are compared, sorted and abbreviated. A name is one text in any script; it
//! is never taken apart into first and last for anything that is shown.

mod found;
mod simplified;
mod surnames;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use found::{Forms, LONGEST_RUN, LONGEST_START, Token, of_name, of_phrase, of_word, tokens};
pub use simplified::simplified;

use crate::contact::is_invisible;

/// The name as it is stored: composed (NFC), without invisible characters, line breaks and spaces
/// around, inner spaces single.
pub fn tidy(name: &str) -> String {
    joined(name.nfc().filter(|c| !is_invisible(*c)))
}

/// The name as it is compared: compatibility forms unified (NFKC, so full-width letters are plain),
/// case folded, accents of Latin letters dropped, spaces collapsed, every middle dot the same.
/// "José  ÁLVAREZ" and "jose alvarez" are equal; "й" is not "и", which is another letter.
pub fn folded(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut after_latin = false;
    let decomposed = name.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).nfd();
    for c in decomposed {
        if is_combining_mark(c) && after_latin {
            continue;
        }
        if !is_combining_mark(c) {
            after_latin = c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
        }
        match latin(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    joined(plain.nfc())
}

/// Latin letters that have no decomposition, and the dots that stand between the parts of a name.
const fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        '·' | '・' | '•' | '‧' | '∙' | '⋅' | '．' => "·",
        '’' | '‘' | 'ʼ' | '`' | '´' => "'",
        _ => return None,
    })
}

fn joined(chars: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if gap && !text.is_empty() {
            text.push(' ');
        }
        gap = false;
        text.push(c);
    }
    text
}

/// The name in Latin letters, syllables separated by spaces: 陈彤 is "chen tong", 单雄信 "shan xiong
/// xin", 欧阳修 "ou yang xiu". Characters without a reading stay as they are, folded; ü is v, as it is
/// typed. Given names with several readings get the commonest.
pub fn pinyin(name: &str) -> String {
    let folded = folded(name);
    let mut text = String::with_capacity(folded.len() * 2);
    let mut chinese_before = false;
    each_reading(&folded, |c, reading| {
        let gap =
            !text.is_empty() && !text.ends_with(' ') && c != ' ' && (chinese_before || reading.is_some());
        if gap {
            text.push(' ');
        }
        match reading {
            Some(reading) => push_plain(&mut text, reading),
            None => text.push(c),
        }
        chinese_before = reading.is_some();
    });
    text
}

/// The key a list of people is ordered by, bytewise (`collate "C"`), the same on both engines: Chinese
/// names by the reading of each character and then by the character, so that all 张 stand together,
/// apart from all 章; other names folded.
pub fn sort_key(name: &str) -> String {
    let folded = folded(name);
    let mut key = String::with_capacity(folded.len() * 3);
    each_reading(&folded, |c, reading| {
        if let Some(reading) = reading {
            push_plain(&mut key, reading);
            // The space ends the syllable, so that chen comes before cheng.
            key.push(' ');
        }
        key.push(c);
    });
    key
}

/// The character that stands for a person without a photo: the first letter, upper case, with its
/// marks; for a Chinese name the surname's first character. A name of signs only gives its first sign,
/// an empty one a middle dot.
pub fn initial(name: &str) -> String {
    let tidy = tidy(name);
    let start = tidy.find(char::is_alphanumeric).unwrap_or(0);
    let mut chars = tidy.get(start..).unwrap_or_default().chars();
    let Some(first) = chars.next() else { return "·".to_owned() };
    first.to_uppercase().chain(chars.take_while(|c| is_combining_mark(*c)).take(4)).collect()
}

fn each_reading(folded: &str, mut each: impl FnMut(char, Option<&'static str>)) {
    let surname = surnames::reading(folded);
    for (index, c) in folded.chars().enumerate() {
        let special = surname.and_then(|readings| readings.get(index).copied());
        each(c, special.or_else(|| c.to_pinyin().map(pinyin::Pinyin::plain)));
    }
}

fn push_plain(text: &mut String, reading: &str) {
    for c in reading.chars() {
        match c {
            'ü' => text.push('v'),
            'ê' => text.push('e'),
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_people_hold_equal_are_equal_when_folded() {
        for (a, b) in [
            ("José  ÁLVAREZ", "jose alvarez"),
            ("Ｔｏｎｇ　Ｃｈｅｎ", "tong chen"),
            ("Straße", "STRASSE"),
            ("Bjørn Łukasz Þór", "bjorn lukasz thor"),
            ("艾米・陈", "艾米·陈"),
            ("O’Brien", "o'brien"),
            (" 陈\u{200b}彤\n", "陈彤"),
            ("Nguye\u{302}\u{303}n", "nguyễn"),
        ] {
            assert_eq!(folded(a), folded(b), "{a}");
        }
        assert_ne!(folded("й"), folded("и"));
        assert_ne!(folded("が"), folded("か"));
    }

    #[test]
    fn a_name_is_tidied_and_not_changed() {
        assert_eq!(tidy("  Tong \u{202d} Chen\r\n"), "Tong Chen");
        assert_eq!(tidy("José"), "José");
        assert_eq!(tidy("Jose\u{301}"), "José");
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, wanted) in [
            ("陈彤", "chen tong"),
            ("单雄信", "shan xiong xin"),
            ("曾国藩", "zeng guo fan"),
            ("解缙", "xie jin"),
            ("区志强", "ou zhi qiang"),
            ("仇英", "qiu ying"),
            ("查良镛", "zha liang yong"),
            ("朴志勋", "piao zhi xun"),
            ("万俟卨", "mo qi xie"),
            ("尉迟恭", "yu chi gong"),
            ("单于夫罗", "chan yu fu luo"),
            ("欧阳修", "ou yang xiu"),
            ("吕布", "lv bu"),
            ("Tony Chen", "tony chen"),
            ("Tony陈", "tony chen"),
            ("陈 Tony", "chen tony"),
        ] {
            assert_eq!(pinyin(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_list_is_ordered_as_a_chinese_reader_expects() {
        let mut names = [
            "程昱",
            "章平",
            "张伟",
            "陈彤",
            "陈",
            "Adam",
            "曾巩",
            "张爱",
            "单雄信",
            "吕布",
            "鲁肃",
            "zoe",
            "章艾",
        ];
        names.sort_by_key(|name| sort_key(name));
        let wanted = [
            "Adam",
            "陈",
            "陈彤",
            "程昱",
            "鲁肃",
            "吕布",
            "单雄信",
            "曾巩",
            "张爱",
            "张伟",
            "章艾",
            "章平",
            "zoe",
        ];
        assert_eq!(names, wanted);
    }

    #[test]
    fn a_face_shows_one_letter() {
        for (name, wanted) in [
            ("陈彤", "陈"),
            ("tong", "T"),
            ("(Élodie)", "É"),
            ("", "·"),
            ("  ", "·"),
            ("***", "*"),
            ("ß", "SS"),
            ("🙂", "🙂"),
        ] {
            assert_eq!(initial(name), wanted, "{name}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(name in "\\PC{0,24}") {
            let once = folded(&name);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn any_name_has_a_key_and_a_face(name in ".{0,24}") {
            let _ = (sort_key(&name), pinyin(&name));
            prop_assert!(!initial(&name).is_empty());
        }
    }
}
