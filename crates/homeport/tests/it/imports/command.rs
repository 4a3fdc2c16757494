//! `homeport import FILE`, as it is typed, on files that nobody here made and in the middle of which the
//! program is killed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::standing::source::root;

/// A file of the real data, or nothing where the folder is not there.
#[expect(clippy::disallowed_methods, reason = "where the real data lies is told to the tests")]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn real(path: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("TEST_DATA_DIR").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("skipped: there is no {}", file.display());
    None
}

pub fn homeport(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_homeport"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOMEPORT_LOG", "warn")
        .env("HOMEPORT_DATABASE_URL", format!("sqlite:{}", folder.join("homeport.db").display()))
        .args(args);
    command
}

fn run(folder: &Path, args: &[&str]) -> Result<Value, String> {
    let output = homeport(folder, args).output().expect("it runs");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(serde_json::from_slice(&output.stdout).expect("one JSON object"))
}

pub fn import(folder: &Path, file: &Path, more: &[&str]) -> Result<Value, String> {
    let file = file.display().to_string();
    run(folder, &[&["import", file.as_str(), "--json"], more].concat())
}

pub fn numbers<const N: usize>(report: &Value, names: [&str; N]) -> [i64; N] {
    names.map(|name| report[name].as_i64().unwrap_or_else(|| panic!("{name} in {report}")))
}

/// The one file of an archive that `xz` unpacks.
fn unpacked(file: &Path, folder: &Path) -> Option<PathBuf> {
    let output = Command::new("xz").args(["-dkc"]).arg(file).output().ok()?;
    let path = folder.join("unpacked.csv");
    std::fs::write(&path, output.stdout).expect("written");
    Some(path)
}

#[test]
fn a_messy_american_export_comes_in_as_a_careful_clerk_would_read_it() {
    let Some(file) = real("hr-hrdataset-v14/HRDataset_v14.csv") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["rows", "created", "failed", "departures", "held", "eligible", "written_to", "no_contact"];
    let expected = [311, 311, 0, 104, 19, 85, 0, 104];
    let foreseen = import(folder.path(), &file, &["--dry-run", "--turn-names"]).expect("checked");
    assert_eq!(numbers(&foreseen, names), expected);
    let report = import(folder.path(), &file, &["--turn-names"]).expect("taken in");
    assert_eq!(numbers(&report, names), expected);
    assert!(report["sensitive_columns"].as_array().is_some_and(|columns| columns.contains(&"Salary".into())));
    let again = import(folder.path(), &file, &["--turn-names"]).expect("taken in");
    assert_eq!(numbers(&again, ["created", "updated", "unchanged", "departures"]), [0, 0, 311, 0]);
}

#[test]
fn ten_years_of_snapshots_are_so_many_people_and_who_left() {
    let Some(file) = real("hr-mfg-10-years/MFG10YearTerminationData.csv.xz") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let Some(file) = unpacked(&file, folder.path()) else { return };
    let report = import(folder.path(), &file, &[]).expect("taken in");
    let names = ["rows", "created", "failed", "departures", "held", "eligible"];
    assert_eq!(numbers(&report, names), [49_653, 6_284, 0, 1_485, 215, 1_270]);
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "no runtime here; the moment of the kill is what is waited for"
)]
fn killed_at_any_moment_it_is_run_again_without_a_double() {
    let Some(file) = real("hr-mfg-10-years/MFG10YearTerminationData.csv.xz") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let Some(file) = unpacked(&file, folder.path()) else { return };
    let file = file.display().to_string();
    for wait in [900, 1_500, 2_500] {
        let mut program =
            homeport(folder.path(), &["import", &file]).stdout(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        program.kill().expect("killed");
        program.wait().expect("it ends");
    }
    let report = import(folder.path(), Path::new(&file), &[]).expect("taken in");
    let [created, updated, unchanged] = numbers(&report, ["created", "updated", "unchanged"]);
    assert_eq!((created + unchanged, updated), (6_284, 0), "{report}");
    let again = import(folder.path(), Path::new(&file), &[]).expect("taken in");
    assert_eq!(numbers(&again, ["created", "unchanged", "departures"]), [0, 6_284, 0]);
}

#[test]
fn chinese_rosters_come_in_without_what_nobody_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["员工信息表.xlsx", "员工信息表_第二份.xlsx"] {
        let Some(file) = real(&format!("hr-chinese-rosters/{name}")) else { return };
        let report = import(folder.path(), &file, &[]).expect("taken in");
        assert_eq!(numbers(&report, ["rows", "created", "failed", "departures"]), [500, 500, 0, 0], "{name}");
        let left_out = report["sensitive_columns"].to_string();
        assert!(left_out.contains("身份证号") && left_out.contains("工资"), "{left_out}");
    }
}

#[test]
fn careers_come_in_by_the_command_line_from_tables_and_cards() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let people = file("people.csv", "name,number,start date\n陈彤,M 1,2015-07-03\n");
    import(folder.path(), &people, &[]).expect("taken in");
    let names = ["rows", "positions", "known", "failed"];
    let jobs = file("jobs.csv", "name,company,from\n陈彤,云帆科技,2020\n没有人,云帆科技,2020\n");
    assert_eq!(
        numbers(&import(folder.path(), &jobs, &["--careers"]).expect("taken in"), names),
        [2, 1, 0, 1]
    );
    let cards = file("a.vcf", "BEGIN:VCARD\nN:陈;彤;;;\nFN:陈彤女士\nORG:海角书店\nEND:VCARD\n");
    assert_eq!(
        numbers(&import(folder.path(), &cards, &["--dry-run"]).expect("checked"), names),
        [1, 1, 0, 0]
    );
    assert_eq!(numbers(&import(folder.path(), &cards, &[]).expect("taken in"), names), [1, 1, 0, 0]);
    assert_eq!(numbers(&import(folder.path(), &cards, &[]).expect("taken in"), names), [1, 0, 1, 0]);
}

#[test]
fn what_is_ambiguous_stops_it_with_the_option_to_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("list.csv");
    std::fs::write(&file, "name,number,start date\nMegan,M 1,3/7/2015\n").expect("written");
    let refused = import(folder.path(), &file, &[]).expect_err("refused");
    assert!(refused.contains("--dates start date=mdy"), "{refused}");
    let report = import(folder.path(), &file, &["--dates", "dmy"]).expect("taken in");
    assert_eq!(numbers(&report, ["created", "failed"]), [1, 0]);
    let refused = import(folder.path(), &folder.path().join("none.csv"), &[]).expect_err("refused");
    assert!(refused.contains("there is no file"), "{refused}");
    let refused = import(folder.path(), &file, &["--map", "nothing=name"]).expect_err("refused");
    assert!(refused.contains("has no column"), "{refused}");
}

#[test]
fn a_header_twice_and_a_table_without_anybody_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("list.csv");
    std::fs::write(&file, "name,name,number,start date\nMegan,Other,M 1,2015-03-07\n").expect("written");
    let report = import(folder.path(), &file, &[]).expect("taken in");
    assert_eq!(numbers(&report, ["created", "failed"]), [1, 0]);
    std::fs::write(&file, "colour,taste\nred,sweet\n").expect("written");
    let refused = import(folder.path(), &file, &[]).expect_err("refused");
    assert!(refused.contains("which column"), "{refused}");
}

#[test]
fn a_sensitive_column_that_the_command_names_comes_in_and_the_others_stay_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("list.csv");
    std::fs::write(&file, "姓名,工号,入职日期,民族,工资\n陈彤,217,2018-07-15,汉族,9000\n").expect("written");
    let report = import(folder.path(), &file, &["--map", "民族=place"]).expect("taken in");
    assert_eq!(report["sensitive_columns"], serde_json::json!(["工资"]));
}

/// A workbook made of a CSV file by LibreOffice, with every column as text; nothing where it is not installed.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn by_libreoffice(csv: &Path, columns: usize) -> Option<PathBuf> {
    let folder = csv.parent()?;
    let as_text: Vec<String> = (1..=columns).map(|column| format!("{column}/2")).collect();
    let reading = format!("--infilter=Text - txt - csv (StarCalc):44,34,76,1,{}", as_text.join("/"));
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let ran = Command::new("soffice")
        .args([profile.as_str(), "--headless", reading.as_str(), "--convert-to", "xlsx", "--outdir"])
        .arg(folder)
        .arg(csv)
        .output();
    if ran.is_err() {
        eprintln!("skipped: there is no LibreOffice");
        return None;
    }
    let workbook = csv.with_extension("xlsx");
    assert!(workbook.exists(), "{ran:?}");
    Some(workbook)
}

#[test]
fn a_roster_that_libreoffice_wrote_comes_in_as_the_list_it_was_made_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.csv");
    let mut text = "姓名,工号,部门,入职日期,离职日期,离职类型,手机\n".to_owned();
    for (at, name) in ["陈彤", "许闻舟", "康静", "Anaïs O’Brien", "\"Smith, Jo\""].iter().enumerate()
    {
        let at = at + 1;
        text.push_str(&format!(
            "{name},00{at}7,教务部,2015-0{at}-01,2020-12-3{},主动离职,1381234567{at}\n",
            at % 2
        ));
    }
    std::fs::write(&list, text).expect("written");
    let Some(workbook) = by_libreoffice(&list, 7) else { return };
    let report = import(folder.path(), &workbook, &[]).expect("taken in");
    assert_eq!(numbers(&report, ["rows", "created", "failed", "departures"]), [5, 5, 0, 5]);
    let again = import(folder.path(), &list, &[]).expect("taken in");
    assert_eq!(numbers(&again, ["created", "updated", "unchanged", "departures"]), [0, 0, 5, 0]);
    assert_eq!(again["problems"], serde_json::json!([]), "with the same numbers and days: {again}");
}
