//! Dates as the files of other programs write them, as precise as they are.

use keel::partial::Partial;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Words for "still there".
const NOW: [&str; 9] = ["present", "now", "current", "today", "ongoing", "至今", "现在", "目前", "今"];

/// Reads `2015`, `2015-03`, `2015-03-09T00:00:00Z`, `Mar 2015`, `9 March 2015`, `Mar 9, 2015`, `03/2015`, 2015年3月;
/// nothing, and a word for now, is no date. What is written and no date is an error.
pub fn date(text: &str) -> Result<Option<Partial>, ()> {
    let plain = keel::names::tidy(text).to_lowercase();
    if plain.is_empty() || plain == "-" || NOW.contains(&plain.as_str()) {
        return Ok(None);
    }
    let day = plain.split_once('t').filter(|(day, _)| day.len() == 10).map_or(plain.as_str(), |(day, _)| day);
    if let Some(found) = Partial::parse(day) {
        return Ok(Some(found));
    }
    if let Some((month, year)) = day.split_once('/').filter(|(_, year)| !year.contains('/')) {
        return Partial::parse(&format!("{year}-{month}")).map(Some).ok_or(());
    }
    named(&plain).map(Some).ok_or(())
}

/// With the month as a word.
fn named(plain: &str) -> Option<Partial> {
    let pieces: Vec<&str> =
        plain.split([' ', ',', '.', '-', '/']).filter(|piece| !piece.is_empty()).collect();
    let at = pieces.iter().position(|piece| {
        piece.chars().all(char::is_alphabetic) && MONTHS.iter().any(|month| piece.starts_with(month))
    })?;
    let month = 1 + MONTHS.iter().position(|month| pieces[at].starts_with(month))?;
    let numbers: Vec<&str> =
        pieces.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, piece)| *piece).collect();
    match numbers.as_slice() {
        [year] => Partial::parse(&format!("{year}-{month}")),
        [day, year] if year.len() == 4 => Partial::parse(&format!("{year}-{month}-{day}")),
        [year, day] => Partial::parse(&format!("{year}-{month}-{day}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_of_other_programs_are_as_precise_as_they_are_written() {
        for (written, read) in [
            ("Mar 2015", "2015-03"),
            ("2015", "2015"),
            ("September 2015", "2015-09"),
            ("Sept 2015", "2015-09"),
            ("2015-03-09", "2015-03-09"),
            ("2015-03-09T00:00:00Z", "2015-03-09"),
            ("9 Mar 2015", "2015-03-09"),
            ("Mar 9, 2015", "2015-03-09"),
            ("03/2015", "2015-03"),
            ("2015年3月", "2015-03"),
        ] {
            assert_eq!(
                date(written).map(|found| found.map(|found| found.to_string())),
                Ok(Some(read.into())),
                "{written}"
            );
        }
        for nothing in ["", "Present", "至今", " ", "\u{200d}"] {
            assert_eq!(date(nothing), Ok(None), "{nothing:?}");
        }
        for wrong in ["20223", "Mar", "soon", "13/2015", "Mar 20223", "2015-02-30"] {
            assert_eq!(date(wrong), Err(()), "{wrong}");
        }
    }
}
