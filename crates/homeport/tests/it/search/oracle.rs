//! Given names whose pinyin and initials somebody else wrote down (萌名, TEST_DATA_DIR/names).

use std::path::{Path, PathBuf};

use keel::names;
use keel::sheet::{Book, Limits};

/// The folder of lists, where it was given or lies beside the source.
#[expect(clippy::disallowed_methods, reason = "bin/test says where the lists are in a variable")]
fn folder() -> Option<PathBuf> {
    let given = std::env::var("TEST_DATA_DIR").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let names = given.unwrap_or(beside).join("names/zh");
    names.exists().then_some(names)
}

#[test]
fn names_are_found_by_the_pinyin_that_others_wrote_down() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no list of names; set TEST_DATA_DIR");
        return;
    };
    let mut names = 0;
    let mut missed = Vec::new();
    for (name, pinyin, initials) in given_names(&folder) {
        let forms = names::of_name(&format!("陈{name}"));
        let typed: String =
            names::folded(&pinyin.replace(['ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ'], "v")).split(' ').collect();
        let initials = initials.to_lowercase();
        names += 1;
        for typed in [typed.clone(), format!("chen{typed}"), initials.clone(), format!("c{initials}")] {
            if !forms.finds(&typed) {
                missed.push(format!("{name}: {typed}"));
            }
        }
    }
    eprintln!("{names} names, {} of {} missed: {missed:?}", missed.len(), names * 4);
    assert!(names > 1_000, "the list is read");
    assert!(missed.len() * 1_000 <= names * 4 * 5, "found by at least 99.5 %");
}

/// Name, pinyin, initials.
fn given_names(folder: &Path) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if !path.to_string_lossy().contains("萌名") {
            continue;
        }
        let book = Book::open(&path, Limits::default()).expect("a workbook");
        for sheet in book.sheets() {
            all.extend(of_sheet(&book, &sheet.name));
        }
    }
    all
}

fn of_sheet(book: &Book, sheet: &str) -> Vec<(String, String, String)> {
    let rows: Vec<Vec<String>> = book
        .rows(sheet)
        .expect("rows")
        .map(|row| row.expect("a row").cells.iter().map(|cell| cell.text().into_owned()).collect())
        .collect();
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    let column = |name: &str| head.iter().position(|cell| cell == name);
    let Some(((name, pinyin), initials)) = column("NameC").zip(column("Pinyin")).zip(column("PYA")) else {
        return Vec::new();
    };
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    let all = rows.iter().map(|row| (cell(row, name), cell(row, pinyin), cell(row, initials)));
    all.filter(|(name, pinyin, _)| !name.is_empty() && !pinyin.is_empty()).collect()
}
