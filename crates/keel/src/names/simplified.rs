//! Traditional characters and their simplified forms.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Pairs of characters, lines that begin with # aside; the file says where they are from.
const TABLE: &str = include_str!("simplified.txt");

/// The text in simplified characters, so that 陳彤 and 陈彤 are the same when compared. Character by
/// character: for finding, not for reading.
pub fn simplified(text: &str) -> String {
    let table = table();
    text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

fn table() -> &'static HashMap<char, char> {
    static PAIRS: OnceLock<HashMap<char, char>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut chars = lines.flat_map(str::chars);
        std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_simplified_are_the_same() {
        for (traditional, wanted) in
            [("陳彤", "陈彤"), ("區志強", "区志强"), ("歐陽", "欧阳"), ("Chen 葉", "Chen 叶")]
        {
            assert_eq!(simplified(traditional), wanted);
        }
        assert_eq!(simplified("陈彤"), "陈彤");
    }

    #[test]
    fn the_table_is_whole_pairs() {
        let chars: usize =
            TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.chars().count()).sum();
        assert_eq!(chars % 2, 0);
        assert!(table().len() > 4_000);
    }
}
