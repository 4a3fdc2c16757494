//! Of whoever was erased nothing is left, wherever one looks: every row of every table on both engines, every byte of
//! the database file, the index, the files and the outbox.

use std::path::Path;
use std::time::Duration;

use homeport::people::{self, index};
use keel::db::{Value, dump};

use super::{DAY, holds, leave, shown};
use crate::support::{Cast, Engine, House, Person};
use crate::{careers, claims, imports, resumes, suspensions};

/// Words that stand in something about them, each in another place.
const TRACES: [&str; 23] = [
    "欧阳书言",
    "ouyangshuyan",
    "Ouyang Shuyan",
    "shuyan@example.org",
    "gone.second@example.org",
    "+8613900007123",
    "13900007123",
    "旧名儿",
    "离岛",
    "一路顺风",
    "First Shop",
    "书言书店",
    "卖过的书",
    "TAKEN-FIRM",
    "DRAFT-FIRM",
    "REMOVED-FIRM",
    "FILE-FIRM",
    "FILE-TITLE",
    "CLAIMED",
    "APPEALED",
    "gone-roster",
    "gone.other@example.org",
    "HFX 0006",
];

/// Every text and every byte that the database shows, table by table.
async fn rows_with(t: &House, traces: &[&str]) -> Vec<String> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let mut found = Vec::new();
    for table in dump::tables(&mut conn).await.expect("tables") {
        dump::rows(&mut conn, &table, async |row| {
            for value in row {
                let bytes = match value {
                    Value::Text(text) => text.as_bytes(),
                    Value::Bytes(bytes) => bytes,
                    _ => continue,
                };
                for trace in traces {
                    if bytes.windows(trace.len()).any(|part| part == trace.as_bytes()) {
                        found.push(format!("{trace} in {}", table.name));
                    }
                }
            }
            Ok(())
        })
        .await
        .expect("rows");
    }
    found
}

/// Something about them in every place there is.
async fn leave_traces(t: &House, owner: &Person) {
    shown(t).await;
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let names = [
        ("Ouyang Shuyan".to_owned(), people::NameKind::Other, people::Audience::Members),
        ("旧名儿".to_owned(), people::NameKind::Former, people::Audience::Me),
    ];
    people::actions::set_names(&cx, &mut conn, owner.id, &names).await.expect("named");
    for contact in ["gone.second@example.org", "+8613900007123"] {
        let contact = keel::contact::Contact::parse(contact, "CN").expect("a contact");
        people::actions::add_contact(&cx, &mut conn, owner.id, &contact, "self", true).await.expect("added");
    }
    conn.commit().await.expect("kept");
    for place in ["离岛", "长沙"] {
        t.post(owner, "/me/place", &[("place", place)]).await.must_be(303);
    }
    let at = careers::tell(t, owner, owner.id, &[("organisation", "First Shop"), ("what", "卖过的书")]).await;
    t.post(owner, &at, &[("organisation", "书言书店"), ("started", "2026")]).await.must_be(303);
    let at = careers::tell(t, owner, owner.id, &[("organisation", "REMOVED-FIRM")]).await;
    t.post(owner, &format!("{at}/remove"), &[]).await.must_be(303);
    let taken = resumes::read(t, owner, "positions.csv", &resumes::positions(&["TAKEN-FIRM"])).await;
    t.post(owner, &taken, &[("stint", "0")]).await.must_be(303);
    resumes::read(t, owner, "positions.csv", &resumes::positions(&["DRAFT-FIRM"])).await;
    // Files of HR's in which they stand: one with a row that goes in, one with a job elsewhere.
    let roster = "姓名,工号,职位,入职日期,邮箱,备注\n欧阳书言,HF 0006,老师,2019-01-01,gone.other@example.org,gone-roster\n\
                  欧阳书言,HFX 0006,坏日期,2019-13-77,,gone-roster\n";
    imports::taken_as(t, "gone.csv", roster.as_bytes()).await;
    let jobs = "name,number,organisation,title,from\n欧阳书言,HF 0006,FILE-FIRM,FILE-TITLE,2025-02\n";
    imports::careers::taken(t, "jobs.csv", jobs.as_bytes()).await;
    let claimed = claims::told(&[("name", owner.name), ("contact", owner.mail), ("colleague", "CLAIMED")]);
    claims::tell(t, &claimed).await.must_be(303);
    t.drain().await;
}

/// A membership that rests, with an appeal, and is given back.
async fn suspend(t: &House, owner: &Person) {
    let link = suspensions::suspend(t).await;
    t.post(&Cast::visitor(), &format!("{link}/appeal"), &[("words", "APPEALED"), ("appeal", "APPEALED")])
        .await;
    t.post(&t.cast.officer, &format!("/people/{}/suspension/lift", owner.id), &[]).await.must_be(303);
    t.drain().await;
}

fn in_files(folders: &[&Path], traces: &[&str]) -> Vec<String> {
    let look = |trace: &&str| {
        let found = folders.iter().flat_map(|folder| holds(folder, trace.as_bytes()));
        found.map(|file| format!("{trace} in {file}")).collect::<Vec<_>>()
    };
    traces.iter().flat_map(look).collect()
}

async fn nothing_is_left(engine: Engine) {
    let search = tempfile::tempdir().expect("a folder");
    let path = search.path().display().to_string();
    let Some(t) = House::open_with(engine, |config| config.search.path = path).await else { return };
    let owner = t.cast.alumnus.clone();
    leave_traces(&t, &owner).await;
    suspend(&t, &owner).await;
    index::catch_up(&t.app).await.expect("caught up");
    let photo = {
        let mut conn = t.app.db.read().await.expect("a connection");
        let photo = people::person(&mut conn, owner.id).await.expect("a person").photo_id.expect("a photo");
        people::photos::bytes(&t.app, photo).await.expect("a picture")
    };
    let folders = [t.folder.path(), search.path()];
    let before = [rows_with(&t, &TRACES).await, in_files(&folders, &TRACES)].concat();
    let unseen: Vec<_> =
        TRACES.iter().filter(|trace| !before.iter().any(|found| found.starts_with(*trace))).collect();
    assert!(unseen.is_empty(), "this test proves nothing about {unseen:?}");
    assert!(!holds(t.folder.path(), &photo).is_empty());

    leave(&t, &owner_again(&t, &owner).await).await;
    t.advance(7 * DAY);
    t.drain().await;
    // The files of the index are written anew within a minute.
    index::catch_up(&t.app).await.expect("caught up");
    t.advance(Duration::from_secs(60));
    index::catch_up(&t.app).await.expect("caught up");
    t.app.db.truncate_log().await.expect("emptied");

    let left = rows_with(&t, &TRACES).await;
    assert!(left.is_empty(), "rows: {left:#?}");
    let left = in_files(&folders, &TRACES);
    assert!(left.is_empty(), "files: {left:#?}");
    assert!(holds(t.folder.path(), &photo).is_empty(), "the picture");
    t.close().await;
}

/// Signed in anew: the suspension ended every session.
async fn owner_again(t: &House, owner: &Person) -> Person {
    careers::back(t, owner).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_left_of_whoever_was_erased_on_sqlite() {
    nothing_is_left(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_left_of_whoever_was_erased_on_postgres() {
    nothing_is_left(Engine::Postgres).await;
}
