//! What somebody means by what they typed: names, numbers, companies, departments, places, years. Every
//! word narrows.

use keel::names::{self, LONGEST_RUN, LONGEST_START, Token};
use keel::search::Leaf;

use super::term;
use crate::people::Entity;
use crate::people::directory::Filter;

/// Longer than anything that names somebody.
pub const LONGEST: usize = 200;
/// Words after these are not looked at.
const MOST: usize = 12;
/// A shorter word with a slip in it could be any other.
const SHORTEST_NEAR: usize = 4;
/// A slip is looked for among words that begin much like this.
const LONGEST_NEAR: usize = 24;
/// Of years outside of these nobody is on record.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// One word and the ways in which it may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub ways: Vec<Leaf>,
    /// The further way if nobody is found: a slip of the keyboard.
    pub near: Option<Leaf>,
}

/// The words of what was typed; none if it holds no letter and no digit.
pub fn words(typed: &str, entities: &[Entity], this_year: u16) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；')) {
        if let Some((from, to)) = span(piece) {
            let mut ways = years(Some(from), Some(to), this_year);
            if from == to {
                // It may be a number as well.
                ways.push(Leaf::Is(term::typed(&from.to_string())));
            }
            words.push(Word { ways, near: None });
            continue;
        }
        let (as_typed, with_v) = (names::tokens(piece), names::tokens(&umlauts_as_v(piece)));
        for (token, other) in as_typed.into_iter().zip(with_v) {
            match (token, other) {
                (Token::Run(run), _) => runs(&run, entities, &mut words),
                (Token::Letters(letters), Token::Letters(other)) => {
                    words.push(letters_of(&letters, &other, entities));
                }
                (Token::Letters(letters), Token::Run(_)) => {
                    words.push(letters_of(&letters, &letters, entities));
                }
            }
        }
    }
    words.truncate(MOST);
    words
}

/// A run of characters; a long one in pieces that overlap.
fn runs(run: &[char], entities: &[Entity], words: &mut Vec<Word>) {
    for piece in run.windows(run.len().clamp(1, LONGEST_RUN)) {
        let piece: String = piece.iter().collect();
        let mut ways = vec![Leaf::Is(term::typed(&piece))];
        ways.extend(companies(&piece, entities));
        words.push(Word { ways, near: None });
    }
}

fn letters_of(letters: &str, other: &str, entities: &[Entity]) -> Word {
    let mut ways = vec![start(letters)];
    if other != letters {
        ways.push(start(other));
    }
    ways.extend(companies(letters, entities));
    let length = letters.chars().count();
    let is_near =
        (SHORTEST_NEAR..=LONGEST_NEAR).contains(&length) && letters.chars().all(char::is_alphabetic);
    Word { ways, near: is_near.then(|| Leaf::Near(letters.to_owned())) }
}

fn start(letters: &str) -> Leaf {
    if letters.chars().count() > LONGEST_START {
        Leaf::Begins(letters.to_owned())
    } else {
        Leaf::Is(term::typed(letters))
    }
}

/// The companies of the group that are called so.
fn companies(word: &str, entities: &[Entity]) -> Vec<Leaf> {
    let is_called = |entity: &&Entity| {
        let names = [Some(entity.name.as_str()), entity.name_en.as_deref()];
        names.into_iter().flatten().any(|name| {
            let forms = names::of_phrase(name);
            forms.terms.contains(word) || forms.words.iter().any(|known| known == word)
        })
    };
    entities.iter().filter(is_called).map(|entity| Leaf::Is(term::entity(entity.entity_id))).collect()
}

/// Pinyin is also typed with its two dots and tones.
fn umlauts_as_v(piece: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let to_v = |c| match c {
        'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'Ǖ' | 'Ǘ' | 'Ǚ' | 'Ǜ' => 'v',
        c => c,
    };
    piece.nfc().map(to_v).collect()
}

/// "2015", "2015年", "2010-2015", in either order.
fn span(piece: &str) -> Option<(u16, u16)> {
    let year = |text: &str| {
        let digits = text.trim_end_matches('年');
        let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|year| is_year && YEARS.contains(year))
    };
    if let Some(year) = year(piece) {
        return Some((year, year));
    }
    let (from, to) = piece.split_once(['-', '–', '—', '~', '～', '至', '到'])?;
    let (from, to) = (year(from)?, year(to)?);
    Some((from.min(to), from.max(to)))
}

/// Whoever worked here in one of these years.
fn years(from: Option<u16>, to: Option<u16>, this_year: u16) -> Vec<Leaf> {
    let first = from.unwrap_or(*YEARS.start()).clamp(*YEARS.start(), *YEARS.end());
    // Nobody on record begins later than that.
    let last = to.unwrap_or(this_year + 3).clamp(*YEARS.start(), *YEARS.end());
    let mut ways: Vec<Leaf> = (first..=last).map(|year| Leaf::Is(term::year(year))).collect();
    if last >= this_year {
        ways.push(Leaf::Is(term::still_here()));
    }
    ways
}

/// What a list is narrowed to beside what is typed, as [`Filter`] means it.
pub fn narrowed(filter: &Filter, this_year: u16) -> Vec<Vec<Leaf>> {
    let mut all = Vec::new();
    let mut must = |term: Option<String>| all.extend(term.map(|term| vec![Leaf::Is(term)]));
    must(filter.entity.map(term::entity));
    must(filter.department.as_deref().map(term::department));
    must(filter.place.as_deref().map(term::place));
    must(filter.language.map(|language| term::language(language.code())));
    must(filter.left.map(term::left));
    if filter.from.is_some() || filter.to.is_some() {
        all.push(years(filter.from, filter.to, this_year));
    }
    all
}

/// The years that a run of employment covers, as far as anybody asks for them.
pub fn covered(from: u16, to: u16, this_year: u16) -> std::ops::RangeInclusive<u16> {
    let first = from.clamp(*YEARS.start(), *YEARS.end());
    first..=to.min(this_year.max(first)).clamp(first, *YEARS.end())
}

#[cfg(test)]
mod tests {
    use keel::id::Id;
    use proptest::prelude::*;

    use super::*;
    use crate::people::EntityId;

    fn typed(text: &str) -> Vec<Word> {
        words(text, &[], 2026)
    }

    fn ways(text: &str) -> Vec<Vec<Leaf>> {
        typed(text).into_iter().map(|word| word.ways).collect()
    }

    fn is(text: &str) -> Leaf {
        Leaf::Is(term::typed(text))
    }

    #[test]
    fn words_narrow_and_a_change_of_script_is_a_new_word() {
        assert_eq!(ways("chen t"), [vec![is("chen")], vec![is("t")]]);
        assert_eq!(ways("陈tong"), [vec![is("陈")], vec![is("tong")]]);
        assert_eq!(ways("chentongyi"), [vec![Leaf::Begins("chentongyi".to_owned())]]);
        assert_eq!(ways("陳彤，英語"), [vec![is("陈彤")], vec![is("英语")]]);
        assert_eq!(ways("一二三四五"), [vec![is("一二三四")], vec![is("二三四五")]]);
    }

    #[test]
    fn tones_and_dots_are_read() {
        assert_eq!(ways("Chén Tóng"), ways("chen tong"));
        assert_eq!(ways("lǚ"), [vec![is("lu"), is("lv")]]);
        assert_eq!(ways("Müller"), [vec![is("muller"), is("mvller")]]);
    }

    #[test]
    fn years_are_years_and_may_be_a_number() {
        assert_eq!(ways("2015"), [vec![Leaf::Is(term::year(2015)), is("2015")]]);
        assert_eq!(ways("2012-2010年")[0].len(), 3);
        assert!(ways("2026")[0].contains(&Leaf::Is(term::still_here())));
        assert_eq!(ways("0217"), [vec![is("0217")]]);
    }

    #[test]
    fn a_company_is_meant_by_its_name() {
        let entity_id = EntityId(Id([7; 16]));
        let name_en = Some("Haifan Education".to_owned());
        let entity = Entity { entity_id, name: "海帆教育".to_owned(), name_en, telephone: None };
        for text in ["海帆", "haifan", "education"] {
            let found = words(text, std::slice::from_ref(&entity), 2026);
            assert!(found[0].ways.contains(&Leaf::Is(term::entity(entity_id))), "{text}");
        }
    }

    #[test]
    fn only_a_word_of_some_length_has_a_slip() {
        assert_eq!(typed("jonh")[0].near, Some(Leaf::Near("jonh".to_owned())));
        assert!(typed("jon")[0].near.is_none() && typed("hf0217")[0].near.is_none());
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_breaks_it(text in ".{0,200}") {
            prop_assert!(typed(&text).len() <= MOST);
        }
    }
}
