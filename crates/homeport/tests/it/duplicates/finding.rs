//! Who is proposed, and who is not.

use homeport::people;

use super::{Who, enter, look, path, proposed};
use crate::imports::command::homeport;
use crate::on_both;
use crate::support::{Cast, Engine, House};

on_both! {
    async fn two_records_of_one_person_are_proposed_with_the_reasons(t: House) {
        let phone = ["138 0013 8000"];
        let one = enter(t, Who { contacts: &phone, ..Who::usual() }).await;
        let other = enter(t, Who { name: "Yanqiu Cheng", contacts: &phone, ..Who::usual() }).await;
        let alone = enter(t, Who { name: "钟离昧", from: "2001-01-01", to: Some("2002-01-01"), ..Who::usual() }).await;
        look(t).await;
        let all = proposed(t).await;
        assert_eq!(all.len(), 1, "{all:?}");
        for wanted in ["程砚秋", "Yanqiu Cheng", "the same contact", "names that sound the same", "began on the same day"] {
            assert!(all[0].contains(wanted), "{wanted}: {all:?}");
        }
        let desk = t.get(&t.cast.officer, "/desk").await.must_be(200);
        assert!(desk.has("1 pair of records may be one person"));
        let page = t.get(&t.cast.officer, &path(one, other)).await.must_be(200);
        assert!(page.has("+8613800138000"));
        assert!(t.get(&t.cast.officer, &path(one, alone)).await.must_be(200).has("different names"));
        t.get(&t.cast.officer, &path(one, one)).await.must_be(404);
    }
}

on_both! {
    async fn a_common_name_is_not_a_square_and_a_couple_is_two(t: House) {
        for n in 0..90 {
            let number = format!("W {n:03}");
            let from = format!("20{:02}-0{}-01", n % 15, n % 9 + 1);
            let (number, from) = (Some(number.as_str()), from.as_str());
            enter(t, Who { name: "王伟", number, from, to: Some("2020-01-01"), ..Who::usual() }).await;
        }
        let phone = ["138 0013 8001"];
        for name in ["郑家和", "吴晚晴"] {
            enter(t, Who { name, contacts: &phone, from: "2001-01-01", to: Some("2002-01-01"), ..Who::usual() }).await;
        }
        look(t).await;
        assert!(proposed(t).await.is_empty(), "{:?}", proposed(t).await);
        // The one of ninety who is there twice, once without a number, is found among them.
        enter(t, Who { name: "王伟", from: "2003-04-01", to: Some("2020-01-01"), ..Who::usual() }).await;
        looked_until(t, 1).await;
        let all = proposed(t).await;
        assert!(all.iter().all(|line| line.contains("王伟 and 王伟")), "{all:?}");
    }
}

/// On PostgreSQL a change is followed once nobody on the whole server writes who began before it.
async fn looked_until(t: &House, least: usize) {
    for _ in 0..100 {
        look(t).await;
        if proposed(t).await.len() >= least {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nothing was found: {:?}", proposed(t).await);
}

on_both! {
    async fn whoever_comes_in_with_a_file_and_looks_like_somebody_is_proposed_when_it_is_in(t: House) {
        let old = enter(t, Who { name: "顾清商", contacts: &["shang@example.org"], ..Who::usual() }).await;
        look(t).await;
        assert!(proposed(t).await.is_empty());
        let file = "姓名,工号,部门,入职日期,离职日期,邮箱\nGu Qingshang,F 901,英语教学部,2016-03-01,2019-06-30,other@example.org\n";
        crate::imports::taken(t, file).await;
        looked_until(t, 1).await;
        let all = proposed(t).await;
        assert!(all[0].contains("顾清商") && all[0].contains("Gu Qingshang"), "{all:?}");
        assert!(people::person(&mut t.app.db.read().await.expect("a connection"), old).await.is_ok());
    }
}

on_both! {
    async fn what_was_kept_apart_is_not_proposed_again_until_somebody_opens_it(t: House) {
        let one = enter(t, Who::usual()).await;
        let other = enter(t, Who::usual()).await;
        look(t).await;
        assert_eq!(proposed(t).await.len(), 1);
        let path = path(one, other);
        let officer = &t.cast.officer;
        t.post(officer, &format!("{path}/apart"), &[]).await.must_be(303);
        let again = t.post(officer, &format!("{path}/apart"), &[]).await.must_be(409);
        assert!(again.has("Somebody else has decided"));
        super::try_merge(t, officer, one, other).await.must_be(409);
        // Whoever was changed is looked at again, and all are when the log is gone.
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::set_place(&cx, &mut conn, one, Some("长沙")).await.expect("moved");
        people::actions::forget_changes(&mut conn).await.expect("forgotten");
        cx.commit(conn).await.expect("kept");
        look(t).await;
        assert!(proposed(t).await.is_empty());
        let apart = t.get(officer, "/duplicates?show=apart").await.must_be(200);
        assert_eq!(apart.texts(".list li").len(), 1);
        t.post(officer, &format!("{path}/reopen"), &[]).await.must_be(303);
        assert_eq!(proposed(t).await.len(), 1);
    }
}

on_both! {
    async fn a_pair_that_is_not_alike_any_more_is_not_proposed_any_more(t: House) {
        let phone = ["138 0013 8002"];
        let one = enter(t, Who { contacts: &phone, ..Who::usual() }).await;
        enter(t, Who { contacts: &phone, from: "2005-03-01", to: Some("2006-01-01"), ..Who::usual() }).await;
        look(t).await;
        assert_eq!(proposed(t).await.len(), 1);
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::set_name(&cx, &mut conn, one, "苏幕遮").await.expect("renamed");
        people::actions::forget_changes(&mut conn).await.expect("so that all are looked at");
        cx.commit(conn).await.expect("kept");
        look(t).await;
        assert!(proposed(t).await.is_empty());
    }
}

on_both! {
    async fn every_act_needs_an_officer_who_is_signed_in(t: House) {
        let one = enter(t, Who::usual()).await;
        let other = enter(t, Who::usual()).await;
        look(t).await;
        let path = path(one, other);
        let acts = ["merge", "apart", "reopen"].map(|act| format!("{path}/{act}"));
        let merge = "/duplicates/merges/00000000-0000-7000-8000-000000000000/undo".to_owned();
        for act in acts.iter().chain([&merge]) {
            t.post(&Cast::visitor(), act, &[("stay", "one")]).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.admin, &t.cast.stranger] {
                t.post(who, act, &[("stay", "one")]).await.must_be(403);
            }
        }
        t.post(&t.cast.officer, &merge, &[]).await.must_be(404);
        let nobody = "/duplicates/00000000-0000-7000-8000-000000000000/00000000-0000-7000-8000-000000000001";
        for act in ["merge", "apart", "reopen"] {
            t.post(&t.cast.officer, &format!("{nobody}/{act}"), &[("stay", "one")]).await.must_be(404);
        }
        t.post(&t.cast.officer, &format!("{path}/merge"), &[]).await.must_be(404);
        t.get(&t.cast.member, "/duplicates").await.must_be(403);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_looks_at_everybody_once_and_then_at_nobody() {
    let t = House::open_on(Engine::Sqlite).await.expect("SQLite is always there");
    enter(&t, Who::usual()).await;
    enter(&t, Who::usual()).await;
    let run = || {
        let output = homeport(t.folder.path(), &["duplicates", "find", "--json"]).output().expect("it runs");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
        [&report["looked"], &report["open"]].map(|number| number.as_i64().expect("a number"))
    };
    assert_eq!(run(), [9, 1]);
    assert_eq!(run(), [0, 1]);
    let page = t.get(&t.cast.officer, "/duplicates").await.must_be(200);
    assert!(page.has("Last looked"));
    t.close().await;
}
