//! Files that nobody of us made.

use std::process::{Command, Stdio};

use super::*;

/// The file of that name among the real data; `None`, and says so, where it is not there.
#[expect(clippy::disallowed_methods, reason = "tests are told where the data is as the README says")]
fn data(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let path = std::env::var_os("TEST_DATA_DIR").map_or_else(beside, PathBuf::from).join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

fn first_sheet(path: &std::path::Path) -> (Book, Texts) {
    let book = Book::open(path, Limits::default()).expect("a table");
    let texts = texts(&book, 0).expect("read");
    (book, texts)
}

#[test]
fn chinese_rosters_are_read_whole() {
    for name in ["员工信息表.xlsx", "员工信息表_第二份.xlsx"] {
        let Some(path) = data(&format!("hr-chinese-rosters/{name}")) else { return };
        let (_, rows) = first_sheet(&path);
        assert_eq!(rows.len(), 501);
        assert_eq!(rows[0].1[..4], ["员工ID", "姓名", "性别", "出生日期"]);
        let dates_stayed_text = rows[1..].iter().all(|(_, row)| row[3].len() == 10 && row[3].contains('-'));
        assert!(rows.iter().all(|(_, row)| row.len() == 15) && dates_stayed_text);
        let mobiles = rows[1..].iter().filter(|(_, row)| row[5].len() == 11 && row[5].starts_with('1'));
        assert_eq!(mobiles.count(), 500);
    }
}

#[test]
fn a_messy_export_keeps_its_quoted_names() {
    let Some(path) = data("hr-hrdataset-v14/HRDataset_v14.csv") else { return };
    let (book, rows) = first_sheet(&path);
    assert_eq!((book.facts().encoding, book.facts().delimiter), ("UTF-8 BOM", Some(',')));
    assert_eq!(rows.len(), 312);
    assert_eq!(rows[0].1[0], "Employee_Name");
    assert_eq!(rows[1].1[0], "Adinolfi, Wilson  K");
    assert!(rows.iter().all(|(_, row)| row.len() == rows[0].1.len()));
}

#[test]
fn fifty_thousand_rows_are_read_whole() {
    let Some(path) = data("hr-mfg-10-years/MFG10YearTerminationData.csv.xz") else { return };
    let unpacked = Command::new("xz").arg("-dc").arg(path).stderr(Stdio::null()).output();
    let Ok(unpacked) = unpacked else {
        println!("skipped: there is no xz");
        return;
    };
    let (_folder, path) = kept(&unpacked.stdout);
    let (_, rows) = first_sheet(&path);
    assert_eq!(rows.len(), 49_654);
    assert!(rows.iter().all(|(_, row)| row.len() == 18));
    assert_eq!(rows.last().map(|(at, _)| *at), Some(49_654));
}
