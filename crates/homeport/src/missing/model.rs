//! Nicknames, and whom they name.

use std::collections::{BTreeSet, HashMap};

use keel::names::{Token, pinyin, tokens};

use crate::people::PersonId;

/// Nicknames that are looked at; a WeChat group has five hundred members.
pub const MOST_NICKNAMES: usize = 2_000;
/// People they are held against.
pub const MOST_PEOPLE: usize = 5_000;
/// With more than so many who may be meant, a nickname says nothing.
const MOST_MEANT: usize = 8;
/// Words that are read of one nickname.
const MOST_WORDS: usize = 8;
/// The longest nickname, in characters.
const LONGEST: usize = 60;

/// Somebody who should be in the group.
#[derive(Clone, Debug)]
pub struct Known {
    pub person_id: PersonId,
    /// The first name, then every other one they are found by.
    pub names: Vec<String>,
    pub department: Option<String>,
}

/// Whom a nickname names, by their place among those who are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Sure(usize),
    Doubtful(Vec<usize>),
    Unknown,
}

/// A nickname a line, or in one line between commas; each once.
pub fn nicknames(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let pieces: Vec<&str> = match pieces.as_slice() {
        [one] => one.split([',', '，', '、', ';', '；', '\t']).collect(),
        many => many.to_vec(),
    };
    let mut found: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for piece in pieces {
        let nickname: String = keel::names::tidy(piece).chars().take(LONGEST).collect();
        if !nickname.is_empty() && seen.insert(nickname.clone()) {
            found.push(nickname);
        }
    }
    found.truncate(MOST_NICKNAMES);
    found
}

/// By what those who are known are found.
struct Keys {
    /// A whole name, as written or as spoken.
    whole: HashMap<String, BTreeSet<usize>>,
    /// A given name, initials, a word of a name in letters.
    part: HashMap<String, BTreeSet<usize>>,
    /// The runs of each department's name.
    departments: Vec<Option<String>>,
}

pub fn verdicts(known: &[Known], nicknames: &[String]) -> Vec<Verdict> {
    let keys = Keys::of(known);
    nicknames.iter().map(|nickname| keys.verdict(nickname)).collect()
}

impl Keys {
    fn of(known: &[Known]) -> Self {
        let mut keys = Self {
            whole: HashMap::new(),
            part: HashMap::new(),
            departments: known.iter().map(|one| one.department.as_deref().map(squeezed)).collect(),
        };
        for (at, one) in known.iter().enumerate() {
            for name in &one.names {
                keys.name(at, name);
            }
        }
        keys
    }

    fn name(&mut self, at: usize, name: &str) {
        let pieces = tokens(name);
        let mut whole = |key: String| self.whole.entry(key).or_default().insert(at);
        whole(squeezed(name));
        whole(pinyin(name).replace(' ', ""));
        let words: Vec<String> = pieces.iter().map(written).collect();
        // "Tong Chen" is also written "Chen Tong".
        whole(words.iter().rev().cloned().collect());
        let mut part = |key: String| {
            if key.chars().count() > 1 || (!key.is_empty() && !key.is_ascii()) {
                self.part.entry(key).or_default().insert(at);
            }
        };
        if let [Token::Run(run)] = pieces.as_slice()
            && run.len() > 1
        {
            let given: String = run[1..].iter().collect();
            let sounds = pinyin(name);
            let initials = sounds.split(' ').filter_map(|sound| sound.chars().next()).collect();
            // After a surname of one character or of two.
            for from in [1, 2] {
                part(sounds.split(' ').skip(from).collect());
                part(run.iter().skip(from).collect());
            }
            part(given.repeat(2));
            part(initials);
        }
        if pieces.len() > 1 {
            words.into_iter().for_each(part);
        }
    }

    fn verdict(&self, nickname: &str) -> Verdict {
        let pieces = tokens(nickname);
        let words: Vec<String> = pieces.iter().map(written).collect();
        // Words beside each other are one name: Zoe O'Neill, with or without an A in front.
        let few = &words[..words.len().min(MOST_WORDS)];
        let candidates: Vec<String> =
            (1..=few.len()).flat_map(|length| few.windows(length)).map(<[String]>::concat).collect();
        let meant: BTreeSet<usize> =
            candidates.iter().filter_map(|key| self.whole.get(key)).flatten().copied().collect();
        let hints: Vec<&String> = words.iter().filter(|word| self.is_department(word)).collect();
        if !meant.is_empty() {
            return self.decided(meant, &hints);
        }
        self.within(&pieces).unwrap_or_else(|| self.perhaps(&candidates))
    }

    /// One person is sure, unless a department is named that is not theirs; of several, the one in it.
    fn decided(&self, meant: BTreeSet<usize>, hints: &[&String]) -> Verdict {
        let fits = |at: &usize| hints.iter().all(|hint| self.is_in(*at, hint));
        let fitting: Vec<usize> = meant.iter().copied().filter(fits).collect();
        match (fitting.as_slice(), hints.is_empty(), meant.len()) {
            ([one], false, _) | ([one], true, 1) => Verdict::Sure(*one),
            _ if meant.len() > MOST_MEANT => Verdict::Unknown,
            _ => Verdict::Doubtful(meant.into_iter().collect()),
        }
    }

    /// A name that begins or ends a run of characters, as in 研发张三: sure if the rest is their department,
    /// for otherwise it may be somebody's father.
    fn within(&self, pieces: &[Token]) -> Option<Verdict> {
        let mut perhaps = BTreeSet::new();
        let mut sure = BTreeSet::new();
        for piece in pieces {
            let Token::Run(run) = piece else { continue };
            for length in 2..run.len().min(5) {
                let (head, tail) = run.split_at(length);
                let (front, back) = run.split_at(run.len() - length);
                for (name, rest) in [(head, tail), (back, front)] {
                    let Some(meant) = self.whole.get(&name.iter().collect::<String>()) else { continue };
                    let rest: String = rest.iter().collect();
                    perhaps.extend(meant);
                    sure.extend(
                        meant.iter().filter(|at| rest.chars().count() > 1 && self.is_in(**at, &rest)),
                    );
                }
            }
        }
        match (sure.len(), perhaps.len()) {
            (1, _) => sure.into_iter().next().map(Verdict::Sure),
            (_, 1..=MOST_MEANT) => Some(Verdict::Doubtful(perhaps.into_iter().collect())),
            _ => None,
        }
    }

    /// A given name, initials, one word; 小陈, 阿彤 and the like.
    fn perhaps(&self, candidates: &[String]) -> Verdict {
        let bare =
            candidates.iter().filter_map(|word| word.strip_prefix(['小', '老', '阿'])).map(str::to_owned);
        let all: Vec<String> = candidates.iter().cloned().chain(bare).collect();
        let meant: BTreeSet<usize> =
            all.iter().filter_map(|key| self.part.get(key)).flatten().copied().collect();
        match meant.len() {
            1..=MOST_MEANT => Verdict::Doubtful(meant.into_iter().collect()),
            _ => Verdict::Unknown,
        }
    }

    fn is_department(&self, word: &str) -> bool {
        let is_long = word.chars().count() > 1;
        is_long && self.departments.iter().flatten().any(|department| department.contains(word))
    }

    fn is_in(&self, at: usize, word: &str) -> bool {
        let department = self.departments.get(at).and_then(Option::as_deref);
        department.is_some_and(|department| department.contains(word))
    }
}

/// Without spaces, signs and emoji; folded, simplified.
fn squeezed(text: &str) -> String {
    tokens(text).iter().map(written).collect()
}

fn written(token: &Token) -> String {
    match token {
        Token::Run(run) => run.iter().collect(),
        Token::Letters(letters) => letters.clone(),
    }
}

#[cfg(test)]
mod tests {
    use keel::id::Id;

    use super::*;

    fn known() -> Vec<Known> {
        let one = |names: &[&str], department: &str| Known {
            person_id: PersonId(Id([0; 16])),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            department: Some(department.to_owned()),
        };
        vec![
            one(&["陈彤", "Tong Chen", "Tony"], "英语教学部"),
            one(&["张伟"], "研发部"),
            one(&["张伟"], "市场部"),
            one(&["欧阳书言"], "市场部"),
            one(&["Zoë O’Neill"], "英语教学部"),
        ]
    }

    fn said(nickname: &str) -> Verdict {
        verdicts(&known(), &[nickname.to_owned()]).remove(0)
    }

    #[test]
    fn a_name_is_found_however_it_is_dressed() {
        for nickname in [
            "陈彤",
            "🌸陈彤🌸",
            "陳彤",
            "A陈彤",
            "陈彤-英语",
            "英语陈彤",
            "陈彤（英语教学部）",
            "陈彤 Tony",
            "chentong",
            "Tong Chen",
            "CHEN TONG",
            "tony",
            "【陈彤】",
        ] {
            assert_eq!(said(nickname), Verdict::Sure(0), "{nickname}");
        }
        for nickname in ["Zoe O'Neill", "zoë oneill", "O'Neill Zoe", "A-Zoe O’Neill 🌸 Ltd"] {
            assert_eq!(said(nickname), Verdict::Sure(4), "{nickname}");
        }
        assert_eq!(said("歐陽書言"), Verdict::Sure(3));
    }

    #[test]
    fn a_department_tells_two_of_one_name_apart() {
        assert_eq!(said("张伟-研发"), Verdict::Sure(1));
        assert_eq!(said("市场张伟"), Verdict::Sure(2));
        assert_eq!(said("张伟"), Verdict::Doubtful(vec![1, 2]));
        assert_eq!(said("陈彤-研发"), Verdict::Doubtful(vec![0]));
    }

    #[test]
    fn what_may_be_somebody_else_is_doubtful() {
        for nickname in ["彤彤", "阿彤", "ct", "彤", "陈彤的妈妈"] {
            assert_eq!(said(nickname), Verdict::Doubtful(vec![0]), "{nickname}");
        }
        for nickname in ["", "🌸🌸", "随风", "13800138000", "A", "小李"] {
            assert_eq!(said(nickname), Verdict::Unknown, "{nickname}");
        }
    }

    #[test]
    fn lines_or_commas_and_each_once() {
        assert_eq!(nicknames("陈彤\n\n 张伟 \r\n陈彤\n"), ["陈彤", "张伟"]);
        assert_eq!(nicknames("陈彤，张伟、Zoe, Tony"), ["陈彤", "张伟", "Zoe", "Tony"]);
        assert_eq!(nicknames("a, b\nc"), ["a, b", "c"]);
        assert!(nicknames(" \n ").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_pasted_breaks_it(text in "\\PC{0,80}") {
            let all = nicknames(&text);
            proptest::prop_assert_eq!(verdicts(&known(), &all).len(), all.len());
        }
    }
}
