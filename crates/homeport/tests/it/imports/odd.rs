//! Files that are not quite in order: what is odd about them is said, and nobody gets what is another's.

use std::path::{Path, PathBuf};

use homeport::departures::{self, Verdict};
use homeport::imports::{State, problems};
use homeport::people;
use rust_xlsxwriter::Workbook;
use serde_json::json;

use super::command::{import as command, numbers};
use super::{checked, filled, import, people_called, post, send, taken};
use crate::on_both;
use crate::support::{Cast, House};

/// A mark that is never closed in one row, and one that closes in the next.
const SWALLOWED: &str = "\
姓名,工号,入职日期,离职日期,部门,手机
人一,1,2015-03-07,,销售,13800138001
张三,21,2015-03-07,2019-03-07,\"销售,13800138091
李四,22,2015-03-07,2019-04-07,\"研发\",13800138092
王五,23,2015-03-07,2019-04-07,研发,13800138093
赵六,24,2015-03-07,2019-04-07,\"销售,13800138094
孙七,25,2015-03-07,2019-04-07,销售\",13800138095
周八,26,2015-03-07,2019-04-07,销售\"一\"部,13800138096
";

on_both! {
    async fn nobody_gets_the_contact_of_somebody_whose_row_a_quotation_mark_swallowed(t: House) {
        let (id, counts) = taken(t, SWALLOWED).await;
        assert_eq!((counts.rows, counts.created, counts.failed), (5, 3, 2));
        for (name, is_in) in [("张三", 0), ("李四", 0), ("王五", 1), ("赵六", 0), ("孙七", 0), ("周八", 1)] {
            assert_eq!(people_called(t, name).await, is_in, "{name}");
        }
        let mut conn = t.app.db.read().await.expect("a connection");
        let told = problems(&mut conn, id, 0, 10).await.expect("problems");
        let rows: Vec<_> = told.iter().map(|problem| (problem.row, problem.reason.word())).collect();
        assert_eq!(rows, [(3, "torn"), (5, "torn")]);
        assert!(told[0].value.contains("张三") && told[0].value.contains("李四"), "{}", told[0].value);
        drop(conn);
        for path in [format!("/imports/{id}"), format!("/imports/{id}/rows")] {
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            assert!(page.has("李四") && page.has("孙七") && !page.has("王五"), "{path}: {}", page.body);
        }
        let file = t.get(&t.cast.officer, &format!("/imports/{id}/rows")).await.must_be(200);
        assert_eq!(file.body.lines().count(), 5, "a line of the file is a row to mend: {}", file.body);
        // Sent back as it is, it brings nobody in.
        let (_, again) = taken(t, &file.body).await;
        assert_eq!((again.created, again.updated, again.failed), (0, 0, 4));
    }
}

on_both! {
    async fn what_is_not_to_be_read_is_not_shown_of_a_torn_row_either(t: House) {
        let file = "姓名,工号,入职日期,工资\n陈彤,1,2018-07-15,9000\n\"何仪\"x,2,2021-05-09,8765\n";
        let (id, counts) = taken(t, file).await;
        assert_eq!((counts.created, counts.failed), (1, 1));
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("Row 3") && !page.has("8765"), "{:?}", page.texts("#rows"));
    }
}

on_both! {
    async fn what_is_odd_about_a_file_is_said_before_and_after(t: House) {
        let file = "姓名,工号,入职日期,部门\n陈彤,=\"001\",2018-07-15,#N/A\n何仪,'0002,2021-05-09,教务部,多了,一格\n";
        let sent = send(t, &t.cast.officer, "名单.csv", file.as_bytes()).await.must_be(303);
        let path = format!("{}/columns", sent.location());
        let page = t.get(&t.cast.officer, &path).await.must_be(200);
        let said = page.texts("section[aria-labelledby=remarks] li");
        assert!(said.len() == 2 && said[0].contains("Row 3") && said[1].contains("row 2"), "{said:?}");
        post(t, &t.cast.officer, &path, &filled(&page, &[])).await.must_be(303);
        t.drain().await;
        t.post(&t.cast.officer, &format!("{}/start", sent.location()), &[]).await.must_be(303);
        t.drain().await;
        let page = t.get(&t.cast.officer, sent.location()).await.must_be(200);
        assert_eq!(page.texts("section[aria-labelledby=remarks] li"), said);
        let mut conn = t.app.db.read().await.expect("a connection");
        for (name, number, department) in [("陈彤", "001", None), ("何仪", "0002", Some("教务部"))] {
            let found = people::search(&mut conn, name, 1).await.expect("a search").remove(0);
            let tenure = people::tenures(&mut conn, found.person_id).await.expect("tenures").remove(0);
            assert_eq!((tenure.number.as_deref(), tenure.department.as_deref()), (Some(number), department));
        }
    }
}

on_both! {
    async fn what_an_officer_says_of_a_long_reason_is_heard(t: House) {
        let reason = format!("{}，{}", "就后续安排双方作了充分的交流并有书面记录存档备查".repeat(3), "另见附件");
        let file = format!("姓名,工号,入职日期,离职日期,离职原因\n陈彤,1,2018-07-15,2023-06-30,{reason}\n");
        let id = checked(t, &file, &[("meaning-0", "retirement")]).await;
        let page = t.get(&t.cast.officer, &format!("/imports/{id}/columns")).await.must_be(200);
        assert!(page.has("… (1)"), "it is shown cut");
        t.post(&t.cast.officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, id).await.state, State::Done);
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "陈彤", 1).await.expect("a search").remove(0);
        let tenure = people::tenures(&mut conn, found.person_id).await.expect("tenures").remove(0).tenure_id;
        let departure = departures::of_tenure(&mut conn, tenure).await.expect("an answer").expect("they left");
        assert_eq!(departure.verdict, Verdict::Invite, "what is not understood would be held");
    }
}

on_both! {
    async fn a_file_whose_headers_cannot_be_told_apart_is_refused_with_the_row(t: House) {
        let file = "名单,,\n\"姓名\"x,工号,入职日期\n陈彤,1,2018-07-15\n";
        let refused = send(t, &t.cast.officer, "名单.csv", file.as_bytes()).await.must_be(422);
        assert!(refused.has("In row 2"), "{:?}", refused.texts("main"));
    }
}

/// Two sheets of people.
fn book(folder: &Path) -> PathBuf {
    let mut book = Workbook::new();
    for (name, row) in [("在职", ["陈彤", "1", "2018-07-15"]), ("返聘", ["何仪", "2", "2018-07-15"])]
    {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write_row(0, 0, ["姓名", "工号", "入职日期"]).expect("written");
        sheet.write_row(1, 0, row).expect("written");
    }
    let file = folder.join("two.xlsx");
    book.save(&file).expect("saved");
    file
}

on_both! {
    async fn an_officer_takes_another_sheet_than_the_one_proposed(t: House) {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = std::fs::read(book(folder.path())).expect("read");
        let sent = send(t, &t.cast.officer, "two.xlsx", &bytes).await.must_be(303);
        let (columns, sheet) = (format!("{}/columns", sent.location()), format!("{}/sheet", sent.location()));
        let page = t.get(&t.cast.officer, &columns).await.must_be(200);
        assert_eq!(page.texts("select[name=sheet] option"), ["在职", "返聘"]);
        t.post(&Cast::visitor(), &sheet, &[("sheet", "返聘")]).await.must_be(401);
        t.post(&t.cast.member, &sheet, &[("sheet", "返聘")]).await.must_be(403);
        let none = sheet.replace(sent.location().rsplit('/').next().expect("an id"), "00000000-0000-7000-8000-000000000000");
        t.post(&t.cast.officer, &none, &[("sheet", "返聘")]).await.must_be(404);
        t.post(&t.cast.officer, &sheet, &[("sheet", "没有")]).await.must_be(303);
        t.post(&t.cast.officer, &sheet, &[("sheet", "返聘")]).await.must_be(303);
        let page = t.get(&t.cast.officer, &columns).await.must_be(200);
        assert_eq!(page.texts("select[name=sheet] option[selected]"), ["返聘"]);
        post(t, &t.cast.officer, &columns, &filled(&page, &[])).await.must_be(303);
        t.drain().await;
        t.post(&t.cast.officer, &format!("{}/start", sent.location()), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!((people_called(t, "何仪").await, people_called(t, "陈彤").await), (1, 0));
        t.post(&t.cast.officer, &sheet, &[("sheet", "在职")]).await.must_be(303);
        assert_eq!(people_called(t, "陈彤").await, 0, "what is in stays as it is");
    }
}

#[test]
fn the_sheet_that_is_meant_is_found_among_many_and_the_others_are_named() {
    let mut book = Workbook::new();
    let header = ["姓名", "工号", "入职日期", "离职日期"];
    for (name, row) in
        [("在职", ["陈彤", "1", "2018-07-15", ""]), ("离职", ["何仪", "2", "2018-07-15", "2020-01-01"])]
    {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write_row(0, 0, header).expect("written");
        sheet.write_row(1, 0, row).expect("written");
    }
    let wide = book.add_worksheet().set_name("考勤").expect("a name");
    wide.write_row(0, 0, vec!["x"; 600]).expect("written");
    for _ in 0..60 {
        book.add_worksheet().write(0, 0, "x").expect("written");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("list.xlsx");
    book.save(&file).expect("saved");
    let report = command(folder.path(), &file, &[]).expect("taken in");
    assert_eq!(numbers(&report, ["rows", "created", "unseen_sheets"]), [1, 1, 13]);
    assert_eq!(
        [&report["sheet"], &report["other_sheets"], &report["refused_sheets"], &report["charset"]],
        [&json!("在职"), &json!(["离职"]), &json!(["考勤"]), &json!("XLSX")]
    );
    let report = command(folder.path(), &file, &["--sheet", "离职"]).expect("taken in");
    assert_eq!(
        numbers(&report, ["created", "departures"]),
        [1, 1],
        "no last day stood under the same headers before"
    );
    let refused = command(folder.path(), &file, &["--sheet", "考勤"]).expect_err("refused");
    assert!(refused.contains("500 columns"), "{refused}");
}

#[test]
fn the_report_says_how_the_file_was_read_and_how_much_it_does_not_list() {
    let mut text =
        "имя;number;start date\nИванов Сергей;1;2015-03-07\nПетрова Анна;2;2015-03-07;x\n".to_owned();
    text.push_str(&";;2015-03-07\n".repeat(10_007));
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("list.csv");
    std::fs::write(&file, bytes).expect("written");
    let report = command(folder.path(), &file, &["--map", "имя=name"]).expect("taken in");
    assert_eq!([&report["charset"], &report["delimiter"]], [&json!("Windows-1251"), &json!(";")]);
    assert_eq!(
        numbers(&report, ["created", "failed", "rows_beyond_headers", "error_cells", "problems_left_off"]),
        [2, 10_007, 1, 0, 7]
    );
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(10_000));
}
