//! What a header says its column holds, guessed by the words that HR systems use in Chinese and English.

use super::model::{Field, Sensitive};
use super::vocabulary::{SENSITIVE, WHOLE};
use crate::people::folded;

/// What a column is taken for until somebody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    Is(Field),
    /// Left out, and said so.
    Sensitive(Sensitive),
    /// Nothing that an alliance needs.
    Nothing,
}

pub fn guess(header: &str) -> Guess {
    let folded = folded(header);
    if folded.is_empty() {
        return Guess::Nothing;
    }
    for (sensitive, pieces) in SENSITIVE {
        let fits = |piece: &str| match piece.strip_prefix('=') {
            Some(whole) => folded == whole,
            None => folded.contains(piece),
        };
        if pieces.iter().any(|piece| fits(piece)) {
            return Guess::Sensitive(*sensitive);
        }
    }
    let is = |words: &[&str]| words.contains(&folded.as_str());
    WHOLE.iter().find(|(_, words)| is(words)).map_or(Guess::Nothing, |(field, _)| Guess::Is(*field))
}

/// How many cells of a row are headers that are understood.
pub fn understood<'a>(cells: impl IntoIterator<Item = &'a str>) -> usize {
    cells.into_iter().filter(|cell| guess(cell) != Guess::Nothing).count()
}

/// Whether the headers are those of a list of people: one says who, and another says more.
pub fn names_people<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let guesses: Vec<Guess> = cells.into_iter().map(guess).filter(|guess| *guess != Guess::Nothing).collect();
    let says_who = |guess: &Guess| matches!(guess, Guess::Is(Field::Name | Field::Number));
    guesses.len() > 1 && guesses.iter().any(says_who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_real_files_are_understood() {
        for (header, field) in [
            ("姓名", Field::Name),
            ("工号", Field::Number),
            ("员工ID", Field::Number),
            ("公司", Field::Entity),
            ("部门", Field::Department),
            ("职位", Field::Title),
            ("入职日期", Field::StartedOn),
            ("离职日期", Field::EndedOn),
            ("离职原因", Field::Reason),
            ("邮箱", Field::Mail),
            ("手机", Field::Mobile),
            ("手机号", Field::Mobile),
            ("Employee_Name", Field::Name),
            ("EmpID", Field::Number),
            ("DateofHire", Field::StartedOn),
            ("DateofTermination", Field::EndedOn),
            ("TermReason", Field::Reason),
            ("EmploymentStatus", Field::Status),
            ("EmployeeID", Field::Number),
            ("orighiredate_key", Field::StartedOn),
            ("terminationdate_key", Field::EndedOn),
            ("recorddate_key", Field::AsOf),
            ("city_name", Field::Place),
            ("department_name", Field::Department),
            ("job_title", Field::Title),
            ("termreason_desc", Field::Reason),
            ("termtype_desc", Field::Status),
            ("STATUS", Field::Status),
        ] {
            assert_eq!(guess(header), Guess::Is(field), "{header}");
        }
    }

    #[test]
    fn what_an_alliance_has_no_use_for_is_left_out() {
        for (header, sensitive) in [
            ("身份证号", Sensitive::IdentityCard),
            ("工资", Sensitive::Pay),
            ("Salary", Sensitive::Pay),
            ("MaritalDesc", Sensitive::Marriage),
            ("婚姻状况", Sensitive::Marriage),
            ("RaceDesc", Sensitive::Ethnicity),
            ("HispanicLatino", Sensitive::Ethnicity),
            ("DOB", Sensitive::Birth),
            ("性别", Sensitive::Birth),
        ] {
            assert_eq!(guess(header), Guess::Sensitive(sensitive), "{header}");
        }
        assert_eq!(guess("PerfScoreID"), Guess::Nothing);
        assert_eq!(guess("STATUS_YEAR"), Guess::Nothing);
        assert_eq!(guess("地址"), Guess::Nothing);
    }
}
