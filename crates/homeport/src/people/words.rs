//! Names and numbers as they are looked for and sorted: folded, in pinyin, without spaces.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many words of one name are kept to be found by.
const MOST: usize = 12;

/// Lower case, no accents, letters and digits only: what one compares when two spell alike.
pub fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// One line without control characters and without spaces around; `None` if nothing is left.
pub fn cleaned(text: &str) -> Option<String> {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined)
}

/// A place as lists are narrowed to it: the town that is meant, by its Chinese name, else the words themselves.
pub fn place(text: &str) -> String {
    keel::places::town(text).map_or_else(|| text.to_owned(), |town| town.name.to_owned())
}

/// An employee number as it is kept: no spaces around or doubled, capital letters, no wide digits.
pub fn number(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|c| !c.is_control()).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then(|| joined.to_uppercase())
}

/// By what a list is sorted: Chinese by pinyin, everything else by its letters.
pub fn sort_key(name: &str) -> String {
    let syllables: Vec<String> = tokens(name).iter().map(|token| sound(token)).collect();
    syllables.join(" ")
}

/// The words a name is found by, typed from the first letter on: each part to the end, in characters
/// and in pinyin, and the initials of the characters.
pub fn of_name(name: &str) -> Vec<String> {
    let tokens = tokens(name);
    let sounds: Vec<String> = tokens.iter().map(|token| sound(token)).collect();
    let mut words = Vec::new();
    for at in 0..tokens.len() {
        push(&mut words, tokens[at..].concat());
        push(&mut words, sounds[at..].concat());
    }
    let han = tokens.iter().zip(&sounds).filter(|(token, sound)| token != sound);
    let initials: String = han.filter_map(|(_, sound)| sound.chars().next()).collect();
    if initials.chars().count() > 1 {
        push(&mut words, initials);
    }
    words
}

/// The words a number is found by: the whole, and the digits at its end.
pub fn of_number(number: &str) -> Vec<String> {
    let whole = folded(number);
    let digits = whole.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let short = digits.trim_start_matches('0').to_owned();
    let mut words = Vec::new();
    for word in [whole, digits, short] {
        push(&mut words, word);
    }
    words
}

fn push(words: &mut Vec<String>, word: String) {
    if !word.is_empty() && words.len() < MOST && !words.contains(&word) {
        words.push(word);
    }
}

/// A Chinese character is a token, and so is a run of other letters.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut goes_on = false;
    for c in name.nfkc() {
        if c.to_pinyin().is_some() {
            tokens.push(c.to_string());
            goes_on = false;
            continue;
        }
        let letters = folded(c.encode_utf8(&mut [0; 4]));
        if letters.is_empty() {
            goes_on = goes_on && (is_combining_mark(c) || matches!(c, '\'' | '’'));
            continue;
        }
        match tokens.last_mut().filter(|_| goes_on) {
            Some(last) => last.push_str(&letters),
            None => tokens.push(letters),
        }
        goes_on = true;
    }
    tokens
}

fn sound(token: &str) -> String {
    let mut chars = token.chars();
    match (chars.next().and_then(|c| c.to_pinyin()), chars.next()) {
        (Some(pinyin), None) => pinyin.plain().replace('ü', "v"),
        _ => token.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_found_by_characters_pinyin_and_initials() {
        let words = of_name("陈彤");
        for typed in ["陈彤", "彤", "chentong", "tong", "ct"] {
            assert!(words.iter().any(|word| word == typed), "{typed} in {words:?}");
        }
        assert_eq!(sort_key("陈彤"), "chen tong");
    }

    #[test]
    fn a_name_in_letters_is_found_by_each_part() {
        let words = of_name("Zoë O’Neill, Jr.");
        for typed in ["zoeoneilljr", "oneilljr", "jr"] {
            assert!(words.iter().any(|word| word == typed), "{typed} in {words:?}");
        }
        assert_eq!(folded("ＺＯË "), "zoe");
    }

    #[test]
    fn a_number_is_kept_in_one_form_and_found_by_its_digits() {
        assert_eq!(number("  hf ０２１７ ").as_deref(), Some("HF 0217"));
        assert_eq!(number(" \n "), None);
        assert_eq!(of_number("HF 0217"), ["hf0217", "0217", "217"]);
    }

    #[test]
    fn a_very_long_name_has_few_words() {
        assert!(of_name(&"a b c d e f g ".repeat(40)).len() <= MOST);
    }
}
