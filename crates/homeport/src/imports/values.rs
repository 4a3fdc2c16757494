//! What the distinct values of a column mean: who works here, how somebody left, how they were engaged.
//! A guess by words that such files use; what is not understood stays unknown, and an officer corrects
//! it before anything is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::departures::Kind;
use crate::people::{PersonKind, folded};

keel::words! {
    /// What a value of a status or reason column says.
    pub enum Meaning {
        /// Nothing: not applicable, still employed in a column of reasons.
        Nothing = "nothing",
        Works = "works",
        Resignation = "resignation",
        EndOfContract = "end_of_contract",
        Retirement = "retirement",
        Dismissal = "dismissal",
        Layoff = "layoff",
        Medical = "medical",
        Dispute = "dispute",
        Deceased = "deceased",
        /// They left; how is not understood.
        Unknown = "unknown",
    }
}

impl Meaning {
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Nothing | Self::Works => None,
            Self::Resignation => Some(Kind::Resignation),
            Self::EndOfContract => Some(Kind::EndOfContract),
            Self::Retirement => Some(Kind::Retirement),
            Self::Dismissal => Some(Kind::Dismissal),
            Self::Layoff => Some(Kind::Layoff),
            Self::Medical => Some(Kind::Medical),
            Self::Dispute => Some(Kind::Dispute),
            Self::Deceased => Some(Kind::Deceased),
            Self::Unknown => Some(Kind::Unknown),
        }
    }
}

/// Where several columns speak, the one that asks for the most care counts: somebody who resigned for
/// "medical issues" is looked at by a person, not written to by a rule.
pub fn most_careful(kinds: impl IntoIterator<Item = Kind>) -> Kind {
    let care = |kind: &Kind| match kind {
        Kind::Unknown => 0,
        Kind::Resignation => 1,
        Kind::EndOfContract => 2,
        Kind::Retirement => 3,
        Kind::Layoff => 4,
        Kind::Medical => 5,
        Kind::Dispute => 6,
        Kind::Dismissal => 7,
        Kind::Deceased => 8,
    };
    kinds.into_iter().max_by_key(care).unwrap_or(Kind::Unknown)
}

/// Beginnings and pieces of folded values, the first that fits counts. A piece that begins with `^`
/// must stand at the beginning; `=` must be all of it.
const MEANINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Nothing,
        &["=", "=na", "=none", "=null", "=无", "=0", "^notapplicable", "stillemployed", "=不适用", "=暂无"],
    ),
    (
        Meaning::Deceased,
        &["deceas", "^died", "death", "passedaway", "死亡", "去世", "身故", "病故", "亡故", "离世"],
    ),
    (
        Meaning::Dismissal,
        &[
            "forcause",
            "dismiss",
            "^fired",
            "misconduct",
            "nocallnoshow",
            "辞退",
            "开除",
            "解雇",
            "除名",
            "违纪",
            "试用期不合格",
            "不胜任",
        ],
    ),
    (
        Meaning::Layoff,
        &[
            "layoff",
            "laidoff",
            "redundan",
            "retrench",
            "restructur",
            "downsiz",
            "裁员",
            "裁减",
            "优化",
            "撤编",
        ],
    ),
    (Meaning::Dispute, &["dispute", "arbitrat", "litigat", "lawsuit", "仲裁", "劳动争议", "纠纷", "诉讼"]),
    (
        Meaning::Medical,
        &[
            "medical",
            "illness",
            "^sick",
            "disab",
            "health",
            "患病",
            "疾病",
            "病退",
            "因病",
            "身体原因",
            "工伤",
        ],
    ),
    (Meaning::Retirement, &["retir", "退休", "内退"]),
    (
        Meaning::EndOfContract,
        &[
            "endofcontract",
            "contractend",
            "contractexpir",
            "expir",
            "合同到期",
            "合同期满",
            "到期",
            "期满",
            "实习结束",
            "项目结束",
        ],
    ),
    // Before the voluntary ones, whose word is part of theirs.
    (Meaning::Unknown, &["involuntar", "非自愿", "被动离职"]),
    (
        Meaning::Resignation,
        &[
            "resign",
            "voluntar",
            "^quit",
            "anotherposition",
            "newjob",
            "careerchange",
            "moremoney",
            "returntoschool",
            "relocat",
            "unhappy",
            "^hours",
            "military",
            "didnotreturn",
            "personalreason",
            "辞职",
            "主动离职",
            "自愿",
            "个人原因",
            "跳槽",
            "另谋",
            "深造",
            "家庭原因",
            "协商一致",
            "自离",
        ],
    ),
    (
        Meaning::Works,
        &[
            "=active",
            "^active",
            "^employed",
            "^current",
            "^working",
            "=在职",
            "在岗",
            "正式",
            "试用",
            "在册",
            "=是",
        ],
    ),
];

/// So much of a value is kept to be shown, and to find again what was said of it.
pub const KEPT: usize = 200;

/// The first so many characters.
pub fn beginning(text: &str, length: usize) -> &str {
    let end = text.char_indices().nth(length).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// What a value means: as somebody said, or as it is guessed. Of a long one only the beginning was there to be said
/// something of; what nobody corrected is guessed from the whole.
pub fn meaning(value: &str, said: &BTreeMap<String, Meaning>) -> Meaning {
    let kept = beginning(value, KEPT);
    match said.get(&folded(kept)) {
        Some(said) if kept.len() == value.len() || *said != guess_meaning(kept) => *said,
        Some(_) | None => guess_meaning(value),
    }
}

/// As [`meaning`], of a kind of person.
pub fn kind(value: &str, said: &BTreeMap<String, PersonKind>) -> PersonKind {
    said.get(&folded(beginning(value, KEPT))).copied().unwrap_or_else(|| guess_kind(value))
}

pub fn guess_meaning(value: &str) -> Meaning {
    let folded = folded(value);
    let fits = |piece: &&&str| match piece.as_bytes().first() {
        Some(b'=') => folded == piece[1..],
        Some(b'^') => folded.starts_with(&piece[1..]),
        _ => folded.contains(**piece),
    };
    MEANINGS
        .iter()
        .find(|(_, pieces)| pieces.iter().any(|piece| fits(&piece)))
        .map_or(Meaning::Unknown, |(meaning, _)| *meaning)
}

const KINDS: &[(PersonKind, &[&str])] = &[
    (PersonKind::Intern, &["intern", "traineeship", "placement", "实习", "见习"]),
    (PersonKind::Dispatched, &["dispatch", "agency", "seconded", "派遣", "外派"]),
    (
        PersonKind::Contractor,
        &[
            "contractor",
            "freelance",
            "consultant",
            "external",
            "外包",
            "外部",
            "顾问",
            "兼职",
            "劳务",
            "外协",
        ],
    ),
    (
        PersonKind::Employee,
        &[
            "employee",
            "full-time",
            "full time",
            "fulltime",
            "part-time",
            "part time",
            "parttime",
            "permanent",
            "regular",
            "temporary",
            "fixed",
            "staff",
            "salaried",
            "hourly",
            "正式",
            "全职",
            "在编",
            "编制",
            "合同",
            "员工",
            "职工",
            "固定",
            "定期",
            "试用",
        ],
    ),
];

pub fn guess_kind(value: &str) -> PersonKind {
    let folded = folded(value);
    KINDS
        .iter()
        .find(|(_, pieces)| pieces.iter().any(|piece| folded.contains(piece)))
        .map_or(PersonKind::Unknown, |(kind, _)| *kind)
}

/// Whether most of the names in a column are written "Last, First".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commas {
    pub names: u32,
    pub with_comma: u32,
}

impl Commas {
    pub fn note(&mut self, name: &str) {
        if !name.trim().is_empty() {
            self.names += 1;
            self.with_comma += u32::from(turned(name).is_some());
        }
    }

    pub fn are_usual(self) -> bool {
        self.names > 0 && self.with_comma * 5 >= self.names * 4
    }
}

/// "DeGweck,  James" turned to "James DeGweck"; `None` for anything but two parts in letters that have
/// cases, such as "Smith, Jr." of a third part or a Chinese name with a comma.
pub fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let clean = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let (last, first) = (clean(last), clean(first));
    let is_letters = |part: &str| part.chars().any(char::is_uppercase);
    (!first.contains(',') && is_letters(&last) && is_letters(&first)).then(|| format!("{first} {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_real_files_are_understood() {
        for (value, meaning) in [
            ("Voluntarily Terminated", Meaning::Resignation),
            ("Terminated for Cause", Meaning::Dismissal),
            ("N/A-StillEmployed", Meaning::Nothing),
            ("Not Applicable", Meaning::Nothing),
            ("Active", Meaning::Works),
            ("ACTIVE", Meaning::Works),
            ("TERMINATED", Meaning::Unknown),
            ("Involuntary", Meaning::Unknown),
            ("Resignaton", Meaning::Resignation),
            ("Layoff", Meaning::Layoff),
            ("medical issues", Meaning::Medical),
            ("no-call, no-show", Meaning::Dismissal),
            ("maternity leave - did not return", Meaning::Resignation),
            ("主动离职", Meaning::Resignation),
            ("合同期满", Meaning::EndOfContract),
            ("劳动仲裁", Meaning::Dispute),
            ("退休返聘", Meaning::Retirement),
            ("裁员", Meaning::Layoff),
            ("在职", Meaning::Works),
            ("Fatal attraction", Meaning::Unknown),
        ] {
            assert_eq!(guess_meaning(value), meaning, "{value}");
        }
    }

    #[test]
    fn the_most_careful_of_several_counts() {
        let together = |kinds: &[Kind]| most_careful(kinds.iter().copied());
        assert_eq!(together(&[Kind::Resignation, Kind::Medical]), Kind::Medical);
        assert_eq!(together(&[Kind::Dismissal, Kind::Unknown]), Kind::Dismissal);
        assert_eq!(together(&[Kind::Unknown, Kind::Layoff]), Kind::Layoff);
        assert_eq!(together(&[]), Kind::Unknown);
    }

    #[test]
    fn a_name_with_a_comma_is_turned_only_where_both_parts_are_names() {
        assert_eq!(turned("DeGweck,  James").as_deref(), Some("James DeGweck"));
        assert_eq!(turned("Chang, Donovan  E").as_deref(), Some("Donovan E Chang"));
        assert_eq!(turned("Alagbe,Trina").as_deref(), Some("Trina Alagbe"));
        assert_eq!(turned("陈,彤"), None);
        assert_eq!(turned("Smith, John, Jr."), None);
        assert_eq!(turned("Smith"), None);
    }

    #[test]
    fn kinds_of_person_are_understood() {
        assert_eq!(guess_kind("实习生"), PersonKind::Intern);
        assert_eq!(guess_kind("劳务派遣"), PersonKind::Dispatched);
        assert_eq!(guess_kind("Contractor"), PersonKind::Contractor);
        assert_eq!(guess_kind("Full-time"), PersonKind::Employee);
        assert_eq!(guess_kind("正式员工"), PersonKind::Employee);
        assert_eq!(guess_kind("K7"), PersonKind::Unknown);
    }
}
