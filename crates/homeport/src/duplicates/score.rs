//! How much speaks for two records being one person. The weights stand in one place, and each is a reason in words.

use std::collections::BTreeSet;

use keel::clock::Day;

use crate::people::{EntityId, PersonId, folded};

keel::words! {
    /// What speaks for two records being one, or against it.
    pub enum Reason {
        Contact = "contact",
        /// Of a contact that three or more have.
        CommonContact = "common_contact",
        Number = "number",
        Name = "name",
        Sound = "sound",
        /// The same sound in other characters: a slip of the hand, or somebody else.
        Homophone = "homophone",
        Initials = "initials",
        Rare = "rare",
        Start = "start",
        Department = "department",
        Overlap = "overlap",
        Entity = "entity",
        Place = "place",
        /// Against: two numbers of one company, where a number is kept for life.
        Numbers = "numbers",
        /// Against: no name of theirs is alike.
        Names = "names",
    }
}

impl Reason {
    pub const fn weight(self) -> i64 {
        match self {
            Self::Contact => 45,
            Self::CommonContact => 15,
            Self::Number => 25,
            Self::Name => 30,
            Self::Sound => 25,
            Self::Homophone => 5,
            Self::Initials => 12,
            Self::Rare => 10,
            Self::Start => 35,
            Self::Department => 20,
            Self::Overlap => 12,
            Self::Entity => 5,
            Self::Place => 5,
            Self::Numbers => -30,
            Self::Names => -45,
        }
    }
}

pub fn score(reasons: &[Reason]) -> i64 {
    reasons.iter().map(|reason| reason.weight()).sum::<i64>().clamp(0, 100)
}

/// A run of employment as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stint {
    pub entity: EntityId,
    pub number: Option<String>,
    pub department: Option<String>,
    pub from: Day,
    pub to: Option<Day>,
}

impl Stint {
    fn meets(&self, other: &Self) -> bool {
        let ends_after = |one: &Self, other: &Self| one.to.is_none_or(|to| to >= other.from);
        self.entity == other.entity && ends_after(self, other) && ends_after(other, self)
    }
}

/// What is compared of one person.
#[derive(Clone, Debug)]
pub struct Facts {
    pub person: PersonId,
    pub names: Vec<Form>,
    pub stints: Vec<Stint>,
    pub contacts: BTreeSet<String>,
    pub place: Option<String>,
}

/// One name as it is compared: as written, and in its sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub folded: String,
    /// In Chinese characters, which tell apart what sounds the same.
    pub is_chinese: bool,
    /// The ways it is spelled in letters, the parts of each in the order of the alphabet.
    pub sounds: Vec<Vec<String>>,
}

/// More names in letters than anybody has.
const MOST_PARTS: usize = 5;

impl Form {
    pub fn of(name: &str) -> Self {
        let simple = keel::names::simplified(name);
        let spoken = keel::names::pinyin(&simple);
        let parts: Vec<String> = spoken
            .split(|c: char| !c.is_alphanumeric())
            .map(folded)
            .filter(|part| !part.is_empty())
            .take(MOST_PARTS)
            .collect();
        let is_chinese = !folded(&simple).is_empty() && folded(&simple).chars().all(is_han);
        Self { folded: folded(&simple), is_chinese, sounds: ways(&parts, is_chinese) }
    }

    /// Of each way, what its parts begin with.
    pub fn initials(way: &[String]) -> String {
        let mut letters: Vec<char> = way.iter().filter_map(|part| part.chars().next()).collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    }

    /// T. Chen: a part is one letter.
    pub fn is_short(way: &[String]) -> bool {
        way.len() > 1 && way.iter().any(|part| part.chars().count() == 1)
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A Chinese name is a family name of one character, of two in longer names, and the rest; in letters its rest is
/// written together or apart, and either may stand first.
fn ways(parts: &[String], is_chinese: bool) -> Vec<Vec<String>> {
    let split = |at: usize| vec![parts[..at].concat(), parts[at..].concat()];
    let mut all = match (is_chinese, parts.len()) {
        (_, 0) => Vec::new(),
        (true, 2 | 3) => vec![split(1)],
        (true, 4..) => vec![split(1), split(2)],
        (false, 3) => vec![parts.to_vec(), split(1), split(2)],
        _ => vec![parts.to_vec()],
    };
    all.iter_mut().for_each(|way| way.sort_unstable());
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a name with initials is this one.
fn is_shortened(short: &[String], long: &[String]) -> bool {
    if short.len() != long.len() || !Form::is_short(short) || Form::is_short(long) {
        return false;
    }
    let mut left: Vec<&String> = long.iter().collect();
    let (letters, whole): (Vec<_>, Vec<_>) = short.iter().partition(|part| part.chars().count() == 1);
    for part in &whole {
        let Some(at) = left.iter().position(|one| one == part) else { return false };
        left.remove(at);
    }
    for letter in letters {
        let Some(at) = left.iter().position(|one| one.starts_with(letter.as_str())) else { return false };
        left.remove(at);
    }
    !whole.is_empty()
}

/// What the block told that the two do not know by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// Few have this name.
    pub is_rare: bool,
    /// Three or more have the contact that both have.
    pub is_common_contact: bool,
}

/// Everything that speaks for the two being one, or against it; the same whichever comes first.
pub fn reasons(one: &Facts, other: &Facts, around: Around) -> Vec<Reason> {
    let mut all = Vec::new();
    let has_contact = !one.contacts.is_disjoint(&other.contacts);
    match (has_contact, around.is_common_contact) {
        (true, false) => all.push(Reason::Contact),
        (true, true) => all.push(Reason::CommonContact),
        (false, _) => {}
    }
    let has_number =
        pairs(one, other).any(|(a, b)| a.entity != b.entity && a.number.is_some() && a.number == b.number);
    if has_number {
        all.push(Reason::Number);
    }
    let name = name(one, other);
    all.push(name.unwrap_or(Reason::Names));
    if around.is_rare && matches!(name, Some(Reason::Name | Reason::Sound)) {
        all.push(Reason::Rare);
    }
    all.extend(work(one, other));
    if one.place.is_some() && one.place == other.place {
        all.push(Reason::Place);
    }
    let has_two = |(a, b): (&Stint, &Stint)| {
        a.entity == b.entity && a.number.is_some() && b.number.is_some() && a.number != b.number
    };
    let has_one =
        |(a, b): (&Stint, &Stint)| a.entity == b.entity && a.number.is_some() && a.number == b.number;
    let is_two = pairs(one, other).any(has_two) && !pairs(one, other).any(has_one);
    if is_two {
        all.push(Reason::Numbers);
    }
    all
}

fn pairs<'a>(one: &'a Facts, other: &'a Facts) -> impl Iterator<Item = (&'a Stint, &'a Stint)> {
    one.stints.iter().flat_map(move |a| other.stints.iter().map(move |b| (a, b)))
}

fn name(one: &Facts, other: &Facts) -> Option<Reason> {
    let forms = || one.names.iter().flat_map(|a| other.names.iter().map(move |b| (a, b)));
    let is_same = |(a, b): (&Form, &Form)| !a.folded.is_empty() && a.folded == b.folded;
    let has_characters = |facts: &Facts| facts.names.iter().any(|form| form.is_chinese);
    let both_have = has_characters(one) && has_characters(other);
    // 刘岩 and 刘砚 are two Yan Lius, whatever else they are called.
    let is_other = both_have && !forms().any(|(a, b)| a.is_chinese && is_same((a, b)));
    if !is_other && forms().any(is_same) {
        return Some(Reason::Name);
    }
    let ways =
        || forms().flat_map(|(a, b)| a.sounds.iter().flat_map(move |x| b.sounds.iter().map(move |y| (x, y))));
    if ways().any(|(x, y)| x == y && !Form::is_short(x)) {
        return Some(if is_other { Reason::Homophone } else { Reason::Sound });
    }
    ways().any(|(x, y)| is_shortened(x, y) || is_shortened(y, x)).then_some(Reason::Initials)
}

/// Where and when they worked here: the strongest of it.
fn work(one: &Facts, other: &Facts) -> Option<Reason> {
    let any = |holds: fn(&Stint, &Stint) -> bool| pairs(one, other).any(|(a, b)| holds(a, b));
    if any(|a, b| a.entity == b.entity && a.from == b.from) {
        Some(Reason::Start)
    } else if any(|a, b| a.meets(b) && a.department.is_some() && a.department == b.department) {
        Some(Reason::Department)
    } else if any(Stint::meets) {
        Some(Reason::Overlap)
    } else {
        any(|a, b| a.entity == b.entity).then_some(Reason::Entity)
    }
}

#[cfg(test)]
mod tests {
    use keel::id::Id;
    use proptest::prelude::*;

    use super::*;

    fn facts(names: &[&str]) -> Facts {
        Facts {
            person: PersonId(Id([1; 16])),
            names: names.iter().map(|name| Form::of(name)).collect(),
            stints: Vec::new(),
            contacts: BTreeSet::new(),
            place: None,
        }
    }

    fn called(one: &str, other: &str) -> Option<Reason> {
        name(&facts(&[one]), &facts(&[other]))
    }

    #[test]
    fn a_name_is_the_same_in_other_characters_letters_order_and_initials() {
        assert_eq!(called("陈彤", "陳彤"), Some(Reason::Name));
        assert_eq!(called("陈彤", "Tong Chen"), Some(Reason::Sound));
        assert_eq!(called("陈晓明", "Xiaoming Chen"), Some(Reason::Sound));
        assert_eq!(called("陈晓明", "Chen Xiao Ming"), Some(Reason::Sound));
        assert_eq!(called("欧阳书言", "Shuyan Ouyang"), Some(Reason::Sound));
        assert_eq!(called("José Álvarez", "Alvarez, Jose"), Some(Reason::Sound));
        assert_eq!(called("陈彤", "T. Chen"), Some(Reason::Initials));
        assert_eq!(called("刘岩", "刘砚"), Some(Reason::Homophone));
        assert_eq!(called("陈彤", "陈明"), None);
        assert_eq!(called("John Smith", "Mary Smith"), None);
        assert_eq!(called("T. C.", "Tong Chen"), None, "nothing but initials is anybody");
    }

    #[test]
    fn a_couple_with_one_telephone_is_not_proposed_and_one_with_one_name_is() {
        let with =
            |name: &str| Facts { contacts: BTreeSet::from(["+8613800138000".to_owned()]), ..facts(&[name]) };
        let weigh = |one, other| score(&reasons(&with(one), &with(other), Around::default()));
        assert!(weigh("陈彤", "王伟") < crate::duplicates::model::LIKELY);
        assert!(weigh("陈彤", "Chen Tong") >= crate::duplicates::model::LIKELY);
    }

    fn a_stint() -> impl Strategy<Value = Stint> {
        let day = |n: i32| Day::parse("2010-01-01").expect("a day").plus_days(n);
        (
            0_u8..3,
            proptest::option::of(0_u8..4),
            proptest::option::of("[ab]"),
            0_i32..2_000,
            proptest::option::of(0_i32..900),
        )
            .prop_map(move |(entity, number, department, from, lasted)| Stint {
                entity: EntityId(Id([entity; 16])),
                number: number.map(|number| number.to_string()),
                department,
                from: day(from),
                to: lasted.map(|lasted| day(from + lasted)),
            })
    }

    fn somebody() -> impl Strategy<Value = Facts> {
        let name = prop_oneof![
            Just("陈彤"),
            Just("Tong Chen"),
            Just("T. Chen"),
            Just("王伟"),
            Just("Chen Xiao Ming"),
            Just("陈晓明"),
            Just("")
        ];
        let names = proptest::collection::vec(name, 1..3);
        let contacts = proptest::collection::btree_set("[a-c]", 0..3);
        (names, proptest::collection::vec(a_stint(), 0..3), contacts, proptest::option::of("[xy]"))
            .prop_map(|(names, stints, contacts, place)| Facts { stints, contacts, place, ..facts(&names) })
    }

    proptest! {
        #[test]
        fn it_is_the_same_whichever_comes_first(one in somebody(), other in somebody(), is_rare: bool, is_common_contact: bool) {
            let around = Around { is_rare, is_common_contact };
            prop_assert_eq!(reasons(&one, &other, around), reasons(&other, &one, around));
        }

        #[test]
        fn a_contact_in_common_never_speaks_against_it(one in somebody(), other in somebody()) {
            let with = |facts: &Facts| {
                let mut facts = facts.clone();
                facts.contacts.insert("new".to_owned());
                facts
            };
            let before = score(&reasons(&one, &other, Around::default()));
            let after = score(&reasons(&with(&one), &with(&other), Around::default()));
            prop_assert!(after >= before, "{before} {after}");
        }

        #[test]
        fn nobody_is_more_alike_to_another_than_to_themselves(one in somebody(), other in somebody()) {
            let own = score(&reasons(&one, &one, Around::default()));
            let theirs = reasons(&one, &other, Around::default());
            let against = theirs.iter().any(|reason| reason.weight() < 0);
            let has_own_numbers = reasons(&one, &one, Around::default()).iter().any(|reason| reason.weight() < 0);
            let is_number = theirs.contains(&Reason::Number);
            prop_assert!(own >= score(&theirs) || against || has_own_numbers || is_number);
        }

        #[test]
        fn any_name_has_a_form(name in ".{0,40}") {
            let form = Form::of(&name);
            prop_assert!(form.sounds.len() <= 3);
        }
    }
}
