//! By what a name, a department or a place is found while it is being typed: every run of its Chinese
//! characters, its pinyin with each syllable whole or as its initial, its words in letters; each of these
//! from its first letter on.

use std::collections::BTreeSet;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::{folded, simplified, surnames};

/// Longer beginnings are not kept; they are looked for among the words.
pub const LONGEST_START: usize = 6;
/// Runs of characters are kept up to this length; a longer one is looked for piece by piece.
pub const LONGEST_RUN: usize = 4;
/// What is read of one text. Nobody types further.
const MOST_TOKENS: usize = 12;
const MOST_CHARS: usize = 16;
/// In how many ways one name is read aloud.
const MOST_READINGS: usize = 6;

/// What a text is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// Beginnings and runs, compared as they are.
    pub terms: BTreeSet<String>,
    /// Whole words in letters: what goes on beyond a beginning, and what a slip is forgiven against.
    pub words: BTreeSet<String>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Characters that stand without spaces: Chinese, kana, hangul.
    Run(Vec<char>),
    /// Letters or digits.
    Letters(String),
}

/// The text folded, simplified and cut where the script changes.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut goes_on = false;
    for c in simplified(&folded(text)).chars() {
        if matches!(c, '\'' | '’') {
            continue;
        }
        if !c.is_alphanumeric() {
            goes_on = false;
            continue;
        }
        match (tokens.last_mut().filter(|_| goes_on), is_run(c)) {
            (Some(Token::Run(run)), true) => run.push(c),
            (Some(Token::Letters(letters)), false) => letters.push(c),
            (_, true) => tokens.push(Token::Run(vec![c])),
            (_, false) => tokens.push(Token::Letters(c.to_string())),
        }
        goes_on = true;
    }
    tokens
}

const fn is_run(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a person's name is found by.
pub fn of_name(name: &str) -> Forms {
    let mut forms = Forms::default();
    let tokens: Vec<Token> = tokens(name).into_iter().take(MOST_TOKENS).collect();
    let mut sounds = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Run(run) => {
                let run = &run[..run.len().min(MOST_CHARS)];
                forms.runs(run, 1);
                let readings = readings(run, at == 0);
                for spoken in ways(&readings) {
                    forms.spoken(&spoken);
                }
                sounds.push(readings.iter().filter_map(|all| all.first().cloned()).collect::<String>());
            }
            Token::Letters(letters) => {
                forms.word(letters, 1);
                sounds.push(letters.clone());
            }
        }
    }
    // Zoe O'Neill is also typed as one word, from each of its parts on.
    for at in 0..sounds.len().saturating_sub(1) {
        forms.word(&sounds[at..].concat(), 1);
    }
    forms
}

/// What a department, a place or a company is found by. Shorter pieces of it mean too many.
pub fn of_phrase(phrase: &str) -> Forms {
    let mut forms = Forms::default();
    for token in tokens(phrase).into_iter().take(MOST_TOKENS) {
        match token {
            Token::Run(run) => {
                let run = &run[..run.len().min(MOST_CHARS)];
                forms.runs(run, 2.min(run.len()));
                let sound: String =
                    readings(run, false).iter().filter_map(|all| all.first().cloned()).collect();
                forms.word(&sound, 3);
            }
            Token::Letters(letters) => forms.word(&letters, 2.min(letters.chars().count())),
        }
    }
    forms
}

/// One word that is typed from its first letter on, as a number is.
pub fn of_word(word: &str) -> Forms {
    let mut forms = Forms::default();
    forms.word(word, 1);
    forms
}

impl Forms {
    /// Whether it is found by one word in letters or one run of characters, folded, without a slip.
    pub fn finds(&self, typed: &str) -> bool {
        if typed.chars().count() > LONGEST_START {
            self.words.iter().any(|word| word.starts_with(typed))
        } else {
            self.terms.contains(typed)
        }
    }

    /// Takes in what something else is found by.
    pub fn extend(&mut self, other: Self) {
        self.terms.extend(other.terms);
        self.words.extend(other.words);
    }

    fn runs(&mut self, run: &[char], shortest: usize) {
        for from in 0..run.len() {
            for to in from + shortest.max(1)..=run.len().min(from + LONGEST_RUN) {
                self.terms.insert(run[from..to].iter().collect());
            }
        }
    }

    fn word(&mut self, word: &str, shortest: usize) {
        let letters: Vec<char> = word.chars().take(40).collect();
        for length in shortest..=letters.len().min(LONGEST_START) {
            self.terms.insert(letters[..length].iter().collect());
        }
        if !letters.is_empty() {
            self.words.insert(letters.into_iter().collect());
        }
    }

    /// Syllables from each on to the end: all of them whole, or any but the last as its initial, so that
    /// chentong, ctong and, as its beginning, ct are found.
    fn spoken(&mut self, syllables: &[String]) {
        for from in 0..syllables.len() {
            let (Some(last), rest) = (syllables.last(), &syllables[from..syllables.len() - 1]) else {
                return;
            };
            let masks: Vec<u32> =
                if rest.len() < 4 { (0..1 << rest.len()).collect() } else { vec![0, u32::MAX] };
            for mask in masks {
                let mut word = String::new();
                for (at, syllable) in rest.iter().enumerate() {
                    if mask >> at & 1 == 0 {
                        word.push_str(syllable);
                    } else {
                        word.extend(syllable.chars().next());
                    }
                }
                self.word(&(word + last), 1);
            }
        }
    }
}

/// How each character is read, the likeliest first. A surname at the beginning of a name has the reading
/// of the surname alone; ü is typed as v, u or yu.
fn readings(run: &[char], is_start: bool) -> Vec<Vec<String>> {
    let text: String = run.iter().collect();
    let surname = surnames::reading(&text).filter(|_| is_start).unwrap_or_default();
    run.iter()
        .enumerate()
        .filter_map(|(at, c)| match surname.get(at) {
            Some(reading) => Some(spellings(reading)),
            None => {
                let first = c.to_pinyin()?.plain();
                let others = c.to_pinyin_multi();
                let others = others.into_iter().flat_map(|all| all.into_iter().map(pinyin::Pinyin::plain));
                let mut known = Vec::new();
                for spelling in std::iter::once(first).chain(others).flat_map(spellings) {
                    if !known.contains(&spelling) {
                        known.push(spelling);
                    }
                }
                Some(known)
            }
        })
        .collect()
}

fn spellings(reading: &str) -> Vec<String> {
    let plain = reading.replace('ê', "e");
    if plain.contains('ü') {
        ["v", "u", "yu"].iter().map(|letter| plain.replace('ü', letter)).collect()
    } else {
        vec![plain]
    }
}

/// The whole name in its likeliest reading, then with one character read otherwise at a time.
fn ways(readings: &[Vec<String>]) -> Vec<Vec<String>> {
    let usual: Vec<String> = readings.iter().filter_map(|all| all.first().cloned()).collect();
    let mut ways = vec![usual.clone()];
    for (at, all) in readings.iter().enumerate() {
        for other in all.iter().skip(1) {
            if ways.len() < MOST_READINGS {
                let mut way = usual.clone();
                way[at].clone_from(other);
                ways.push(way);
            }
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As a search looks: a beginning as it is, what is longer among the words.
    fn is_found(forms: &Forms, typed: &str) -> bool {
        if typed.chars().count() > LONGEST_START {
            forms.words.iter().any(|word| word.starts_with(typed))
        } else {
            forms.terms.contains(typed)
        }
    }

    #[test]
    fn a_name_is_found_as_people_type_it() {
        for (name, typed) in [
            ("陈彤", "陈 彤 陈彤 chentong chent ct ctong tong c chen"),
            ("陳彤", "陈 彤 chentong ct"),
            ("单雄信", "shanxiongxin sxx shanxx 雄信 xiongxin sxiongx"),
            ("曾国藩", "zengguofan zgf"),
            ("解缙", "xiejin xj"),
            ("区志强", "ouzhiqiang ozq zhiq"),
            ("仇英", "qiuying qy"),
            ("吕布", "lvbu lubu lyubu lb"),
            ("欧阳书言", "ouyangshuyan oysy ouyangsy 书言 阳书"),
            ("张乐", "zhangle zhangyue zl zy"),
            ("Zoë O’Neill", "zoe oneill zoeoneill neil"),
            ("Tony 陈", "tony chen tonychen 陈"),
            ("田中　実", "田中 中"),
            ("김철수", "김 철수"),
        ] {
            let forms = of_name(name);
            for typed in typed.split(' ').filter(|typed| *typed != "neil") {
                assert!(is_found(&forms, typed), "{name}: {typed} in {forms:?}");
            }
        }
        assert!(!is_found(&of_name("单雄信"), "dan") && !is_found(&of_name("曾国藩"), "ceng"));
    }

    #[test]
    fn a_place_is_found_by_its_beginning_and_not_by_one_character() {
        let forms = of_phrase("英语教学部 Berlin");
        for typed in ["英语", "教学部", "yingyu", "ber", "berlin"] {
            assert!(is_found(&forms, typed), "{typed} in {forms:?}");
        }
        assert!(!is_found(&forms, "部") && !is_found(&forms, "y"));
    }

    proptest! {
        #[test]
        fn any_name_has_few_forms(name in ".{0,60}") {
            let forms = of_name(&name);
            prop_assert!(forms.terms.len() + forms.words.len() < 2_000);
            of_phrase(&name);
        }

        #[test]
        fn a_name_is_found_by_itself(name in "[\u{4e00}-\u{9fa5}]{1,4}") {
            prop_assert!(of_name(&name).terms.contains(&simplified(&folded(&name))));
        }
    }
}
