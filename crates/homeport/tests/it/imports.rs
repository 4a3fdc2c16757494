//! Files from HR systems: looked at, corrected, checked, taken in, taken back.

pub mod careers;
mod columns;
pub mod command;
mod odd;
mod real;

use std::time::Duration;

use axum::body::Body;
use homeport::imports::{self, Counts, Import, ImportId, State};
use homeport::people;

use crate::on_both;
use crate::support::{Cast, House, Person, Reply};

/// A small list as a clerk keeps it: headers below a title, Chinese, a slip here and there.
const ROSTER: &str = "\
员工名单,,,,,,,,
姓名,工号,部门,职位,入职日期,离职日期,离职类型,邮箱,工资
陈彤,HF 0217,英语教学部,教师,2018/7/15,2023/6/30,主动离职,tong@example.net,9000
许闻舟,HF 0218,财务部,会计,2019/3/1,2022/12/31,辞退,,8000
康静,HF 0219,教务部,主管,2020/9/1,,在职,jing@example.net,12000
何仪,HF 0220,教务部,干事,2021/5/9,2020/1/1,主动离职,,7000
,,财务部,,2020/1/1,,在职,,1
";

/// Sends a file as the form on the page does.
pub async fn send(t: &House, who: &Person, name: &str, file: &[u8]) -> Reply {
    send_about(t, who, "people", (name, file)).await
}

/// As [`send`], of whatever its rows tell of.
pub async fn send_about(t: &House, who: &Person, about: &str, (name, file): (&str, &[u8])) -> Reply {
    let mut body = Vec::new();
    let mut conn = t.app.db.read().await.expect("a connection");
    let entity = people::entities(&mut conn).await.expect("entities").remove(0).entity_id;
    for (field, value) in [
        ("entity", entity.to_string().as_str()),
        ("source", "人事档案"),
        ("basis", "contract"),
        ("about", about),
    ] {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = t
        .request("POST", who, "/imports")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    t.send(request.body(Body::from(body)).expect("a request")).await
}

/// The form of the columns page as it comes, with some fields changed.
fn filled(page: &Reply, change: &[(&str, &str)]) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(&page.body);
    let select = scraper::Selector::parse("select[name]").expect("a selector");
    let option = scraper::Selector::parse("option[selected]").expect("a selector");
    let mut form: Vec<(String, String)> = document
        .select(&select)
        .map(|found| {
            let chosen = found.select(&option).next().and_then(|one| one.value().attr("value"));
            (found.value().attr("name").unwrap_or_default().to_owned(), chosen.unwrap_or_default().to_owned())
        })
        .collect();
    form.retain(|(name, _)| change.iter().all(|(other, _)| other != name));
    form.extend(change.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

async fn post(t: &House, who: &Person, path: &str, form: &[(String, String)]) -> Reply {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    t.post(who, path, &form).await
}

pub async fn import(t: &House, id: ImportId) -> Import {
    imports::import(&mut t.app.db.read().await.expect("a connection"), id).await.expect("an import")
}

/// From the file to its check, with what the page guessed.
async fn checked(t: &House, file: &str, change: &[(&str, &str)]) -> ImportId {
    checked_as(t, "名单.csv", file.as_bytes(), change).await
}

async fn checked_as(t: &House, name: &str, file: &[u8], change: &[(&str, &str)]) -> ImportId {
    let officer = &t.cast.officer;
    let sent = send(t, officer, name, file).await.must_be(303);
    let id: ImportId = sent.location().trim_start_matches("/imports/").parse().expect("an import's page");
    let page = t.get(officer, &format!("/imports/{id}/columns")).await.must_be(200);
    post(t, officer, &format!("/imports/{id}/columns"), &filled(&page, change)).await.must_be(303);
    t.drain().await;
    assert_eq!(import(t, id).await.state, State::Checked);
    id
}

pub async fn taken(t: &House, file: &str) -> (ImportId, Counts) {
    taken_as(t, "名单.csv", file.as_bytes()).await
}

pub async fn taken_as(t: &House, name: &str, file: &[u8]) -> (ImportId, Counts) {
    let id = checked_as(t, name, file, &[]).await;
    t.post(&t.cast.officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
    t.drain().await;
    let import = import(t, id).await;
    assert_eq!(import.state, State::Done);
    t.advance(Duration::from_secs(60));
    (id, import.counts)
}

async fn people_called(t: &House, name: &str) -> usize {
    let mut conn = t.app.db.read().await.expect("a connection");
    people::search(&mut conn, name, 10)
        .await
        .expect("a search")
        .iter()
        .filter(|found| found.name == name)
        .count()
}

on_both! {
    async fn a_list_is_checked_without_writing_then_taken_in_once(t: House) {
        let id = checked(t, ROSTER, &[]).await;
        let foreseen = import(t, id).await.counts;
        assert_eq!(people_called(t, "许闻舟").await, 0, "checking writes nobody");
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("工资"), "what is left out is said: {:?}", page.texts("main"));

        let (_, counts) = taken(t, ROSTER).await;
        assert_eq!(counts, foreseen, "what was foreseen is what happens");
        assert_eq!((counts.rows, counts.created, counts.failed), (5, 3, 2));
        assert_eq!((counts.departures, counts.eligible, counts.held, counts.written_to), (2, 1, 1, 0));
        assert_eq!(people_called(t, "许闻舟").await, 1);

        let (_, again) = taken(t, ROSTER).await;
        assert_eq!((again.created, again.updated, again.unchanged, again.departures), (0, 0, 3, 0));
        assert_eq!(people_called(t, "许闻舟").await, 1);
    }
}

on_both! {
    async fn nobody_who_left_long_ago_is_written_to(t: House) {
        taken(t, ROSTER).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let count = keel::sql!("select count(*) from keel_delivery");
        assert_eq!(conn.count(count, keel::args![]).await.expect("a count"), 0);
    }
}

on_both! {
    async fn whoever_left_the_other_day_is_invited_by_the_file(t: House) {
        let file = "姓名,工号,入职日期,离职日期,离职类型,邮箱\n陆遥,HF 0300,2020-01-02,2026-11-20,主动离职,yao@example.net\n";
        let (_, counts) = taken(t, file).await;
        assert_eq!((counts.eligible, counts.written_to), (1, 1));
    }
}

on_both! {
    async fn rows_that_stayed_out_come_back_as_a_file_to_mend(t: House) {
        let (id, _) = taken(t, ROSTER).await;
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("HF 0220") || page.has("2020/1/1"), "{:?}", page.texts("main"));
        let file = t.get(&t.cast.officer, &format!("/imports/{id}/rows")).await.must_be(200);
        assert!(file.has("姓名") && file.has("何仪") && !file.has("陈彤"), "{}", file.body);
        let mended = file.body.replace("2020/1/1\",\"主动离职", "2023/1/1\",\"主动离职");
        let (_, counts) = taken(t, &mended).await;
        assert_eq!((counts.created, counts.failed), (1, 1), "the row without anybody stays out");
    }
}

on_both! {
    async fn rows_of_a_workbook_come_back_as_a_workbook_with_their_zeros(t: House) {
        let mut book = keel::sheet::Workbook::new("名单").expect("a workbook");
        for row in ["姓名,工号,入职日期,离职日期", "陆遥,007,2020-01-02,2021-01-02", "何仪,008,2021-05-09,2020-01-01"] {
            book.row(row.split(',')).expect("written");
        }
        let (id, counts) = taken_as(t, "list.xlsx", &book.end().expect("ended")).await;
        assert_eq!((counts.created, counts.failed), (1, 1));
        let file = t.get(&t.cast.officer, &format!("/imports/{id}/rows")).await.must_be(200);
        let disposition = file.headers["content-disposition"].to_str().expect("text");
        assert!(disposition.contains("rows-to-mend.xlsx"), "{disposition}");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, &file.bytes).expect("written");
        let book = keel::sheet::Book::open(&path, keel::sheet::Limits::default()).expect("a workbook");
        let rows: Vec<_> = book.rows("名单").expect("rows").map(|row| row.expect("read").cells).collect();
        assert_eq!((rows.len(), rows[1][1].text().into_owned()), (2, "008".to_owned()));
    }
}

on_both! {
    async fn an_import_is_taken_back_as_a_whole_until_somebody_built_on_it(t: House) {
        let (id, _) = taken(t, ROSTER).await;
        let change = "姓名,工号,部门,入职日期\n许闻舟,HF 0218,审计部,2019-03-01\n陆遥,HF 0300,审计部,2020-01-02\n";
        let (second, counts) = taken(t, change).await;
        assert_eq!((counts.created, counts.updated), (1, 1));
        // The second import changed somebody of the first.
        let refused = t.post(&t.cast.officer, &format!("/imports/{id}/undo"), &[]).await.must_be(303);
        assert!(refused.location().ends_with(&id.to_string()));
        assert_eq!(import(t, id).await.state, State::Done);

        t.post(&t.cast.officer, &format!("/imports/{second}/undo"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, second).await.state, State::Undone);
        assert_eq!(people_called(t, "陆遥").await, 0);
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "许闻舟", 1).await.expect("a search").remove(0);
        assert_eq!(found.department.as_deref(), Some("财务部"), "what was changed is as it was");
        drop(conn);
        // The number was never given: the same file can come again.
        let (_, again) = taken(t, change).await;
        assert_eq!((again.created, again.updated, again.failed), (1, 1, 0));
    }
}

on_both! {
    async fn a_date_that_can_be_read_two_ways_is_asked(t: House) {
        let file = "name,number,start date\nMegan Cloidt,M 1,3/7/2015\nCallum Ash,M 2,4/8/2016\n";
        let officer = &t.cast.officer;
        let sent = send(t, officer, "list.csv", file.as_bytes()).await.must_be(303);
        let id: ImportId = sent.location().trim_start_matches("/imports/").parse().expect("an import's page");
        let path = format!("/imports/{id}/columns");
        let page = t.get(officer, &path).await.must_be(200);
        let asked = post(t, officer, &path, &filled(&page, &[])).await.must_be(422);
        assert!(asked.has("role=\"alert\""));
        post(t, officer, &path, &filled(&page, &[("order-2", "dmy")])).await.must_be(303);
        t.drain().await;
        t.post(officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "megan", 1).await.expect("a search").remove(0);
        assert_eq!(found.started_on.to_string(), "2015-07-03");
    }
}

on_both! {
    async fn one_who_was_deleted_is_not_brought_back_by_a_file(t: House) {
        taken(t, ROSTER).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let found = people::search(&mut conn, "许闻舟", 1).await.expect("a search").remove(0);
        people::actions::delete(&cx, &mut conn, found.person_id).await.expect("deleted");
        cx.commit(conn).await.expect("kept");
        let (_, counts) = taken(t, ROSTER).await;
        assert_eq!((counts.created, counts.unchanged, counts.failed), (0, 2, 3));
        assert_eq!(people_called(t, "许闻舟").await, 0);
    }
}

on_both! {
    async fn a_couple_who_share_a_mailbox_and_a_family_name_are_two_people(t: House) {
        let first = "name,number,start date,email\nJohn Smithson,S 1,2015-03-07,smithsons@example.net\n";
        let second = "name,number,start date,email\nMary Smithson,S 2,2016-03-07,smithsons@example.net\n";
        assert_eq!(taken(t, first).await.1.created, 1);
        assert_eq!(taken(t, second).await.1.created, 1);
        let turned = "name,start date,email\n\"Smithson, Mary\",2016-03-07,smithsons@example.net\n";
        let (_, counts) = taken(t, turned).await;
        assert_eq!((counts.created, counts.failed), (0, 0), "the same name turned around is the same person");
    }
}

on_both! {
    async fn taking_an_import_back_takes_back_the_silence_of_a_death_it_recorded(t: House) {
        taken(t, ROSTER).await;
        let death = "姓名,工号,入职日期,离职日期,离职类型\n康静,HF 0219,2020-09-01,2024-05-01,去世\n";
        let (id, counts) = taken(t, death).await;
        assert_eq!((counts.updated, counts.departures), (1, 1));
        t.post(&t.cast.officer, &format!("/imports/{id}/undo"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, id).await.state, State::Undone);
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "康静", 1).await.expect("a search").remove(0);
        assert!(people::silence_of(&mut conn, found.person_id).await.expect("an answer").is_none());
        assert_eq!(found.ended_on, None, "they work here, as before");
    }
}

on_both! {
    async fn people_are_never_made_one_by_a_dash_or_by_a_number_that_two_have(t: House) {
        let file = "姓名,工号,入职日期,手机\n\
                    王一,-,2019-03-01,13812345671\n李二,-,2019-03-02,13812345672\n张三,无,2019-03-03,13812345673\n\
                    赵四,1.23457E+11,2019-03-04,13812345674\n钱五,1.23457E+11,2019-03-05,13812345675\n";
        let (id, counts) = taken(t, file).await;
        assert_eq!((counts.created, counts.failed), (4, 1));
        let mut conn = t.app.db.read().await.expect("a connection");
        let problems = imports::problems(&mut conn, id, 0, 10).await.expect("problems");
        assert_eq!((problems[0].row, problems[0].reason), (6, imports::Reason::NumberTaken));
    }
}

on_both! {
    async fn a_last_day_that_nobody_can_read_keeps_the_row_out(t: House) {
        let file = "姓名,工号,入职日期,离职日期\n王一,D 1,2019-03-01,去年夏天\n李二,D 2,2019-03-02,7 Mar 2020 10:00\n";
        let (_, counts) = taken(t, file).await;
        assert_eq!((counts.created, counts.failed, counts.departures), (1, 1, 1));
    }
}

on_both! {
    async fn a_number_of_somebody_else_keeps_the_row_out_and_says_so(t: House) {
        taken(t, ROSTER).await;
        let file = "姓名,工号,入职日期\n王五,HF 0218,2019-03-01\n";
        let (id, counts) = taken(t, file).await;
        assert_eq!((counts.created, counts.failed), (0, 1));
        let mut conn = t.app.db.read().await.expect("a connection");
        let problems = imports::problems(&mut conn, id, 0, 10).await.expect("problems");
        assert_eq!(problems[0].reason, imports::Reason::NumberTaken);
    }
}

on_both! {
    async fn what_is_no_table_is_refused_in_the_persons_language(t: House) {
        for file in [b"%PDF-1.7".as_slice(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"name,number\n"] {
            let reply = send(t, &t.cast.officer, "file.xlsx", file).await.must_be(422);
            assert!(reply.has("id=\"file-error\""), "{:?}", reply.texts("main"));
        }
        send(t, &t.cast.officer, "empty.csv", b"").await.must_be(422);
        let mut conn = t.app.db.read().await.expect("a connection");
        let count = keel::sql!("select count(*) from imports_import");
        assert_eq!(conn.count(count, keel::args![]).await.expect("a count"), 0);
    }
}

on_both! {
    async fn an_import_that_is_paused_waits_and_goes_on(t: House) {
        let officer = &t.cast.officer;
        let id = checked(t, ROSTER, &[]).await;
        t.post(officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
        t.post(officer, &format!("/imports/{id}/pause"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, id).await.state, State::Paused);
        assert_eq!(people_called(t, "许闻舟").await, 0);
        t.get(officer, &format!("/imports/{id}")).await.must_be(200);
        t.post(officer, &format!("/imports/{id}/resume"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, id).await.state, State::Done);
        assert_eq!(people_called(t, "许闻舟").await, 1);
    }
}

on_both! {
    async fn a_file_given_up_is_gone(t: House) {
        let id = checked(t, ROSTER, &[]).await;
        t.post(&t.cast.officer, &format!("/imports/{id}/discard"), &[]).await.must_be(303);
        let import = import(t, id).await;
        assert_eq!(import.state, State::Dropped);
        assert_eq!(import.file_id, None);
        t.get(&t.cast.officer, "/imports").await.must_be(200);
    }
}

on_both! {
    async fn the_file_and_the_words_of_its_bad_rows_go_after_a_month(t: House) {
        let (id, _) = taken(t, ROSTER).await;
        t.advance(Duration::from_secs(31 * 86_400));
        imports::actions::sweep(&t.app).await.expect("swept");
        assert_eq!(import(t, id).await.file_id, None);
        let mut conn = t.app.db.read().await.expect("a connection");
        let problems = imports::problems(&mut conn, id, 0, 10).await.expect("problems");
        assert!(!problems.is_empty() && problems.iter().all(|problem| problem.value.is_empty()));
        t.drain().await;
    }
}

on_both! {
    async fn importing_needs_sign_in_and_a_role_and_an_import_that_exists(t: House) {
        let id = checked(t, ROSTER, &[]).await;
        let none = "00000000-0000-7000-8000-000000000000";
        for act in ["columns", "start", "pause", "resume", "undo", "discard"] {
            let path = format!("/imports/{id}/{act}");
            t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
            t.post(&t.cast.member, &path, &[]).await.must_be(403);
            t.post(&t.cast.officer, &format!("/imports/{none}/{act}"), &[]).await.must_be(404);
        }
        send(t, &Cast::visitor(), "list.csv", ROSTER.as_bytes()).await.must_be(401);
        send(t, &t.cast.member, "list.csv", ROSTER.as_bytes()).await.must_be(403);
        assert_eq!(import(t, id).await.state, State::Checked);
    }
}
