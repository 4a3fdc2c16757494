//! Who is missing from a group: nicknames held against the people who should be in it.

use homeport::people;

use crate::on_both;
use crate::profiles::somebody;
use crate::support::{Cast, House, Reply};

async fn compare(t: &House, whom: &str, nicknames: &str) -> Reply {
    t.post(&t.cast.officer, "/missing", &[("whom", whom), ("nicknames", nicknames)]).await
}

fn missing(reply: &Reply) -> Vec<String> {
    reply.texts("[aria-labelledby=missing] .list b")
}

on_both! {
    async fn the_list_of_who_is_missing_comes_back(t: House) {
        let pasted = "🌸欧阳书言🌸\n李知微-英语\nA 周沧海（英语教学部）\nLin Yue\n随风";
        let answer = compare(t, "", pasted).await.must_be(200);
        assert_eq!(missing(&answer), [t.cast.hr.name, t.cast.admin.name, t.cast.stranger.name]);
        assert!(answer.has("3 of 7 are missing") && answer.has("随风") && answer.has("4 found"));
        let file = t
            .post(&t.cast.officer, "/missing/list.csv", &[("nicknames", pasted)])
            .await
            .must_be(200);
        assert_eq!(file.body.lines().count(), 4, "a head and three people");
        assert!(file.body.contains("\"HF 0002\"") && !file.has("欧阳书言"));
    }
}

on_both! {
    async fn whoever_is_not_chosen_is_not_missing(t: House) {
        let answer = compare(t, "to=2012", "陈彤").await.must_be(200);
        assert_eq!(missing(&answer), [t.cast.manager.name]);
    }
}

on_both! {
    async fn what_is_doubtful_is_for_the_officer_to_say(t: House) {
        let answer = compare(t, "", "书言\n周沧海的爸爸").await.must_be(200);
        assert_eq!(missing(&answer).len(), 7, "until somebody says so, nobody is there");
        assert!(answer.has("2 nicknames are not clear"));
        let alumnus = t.cast.alumnus.id.to_string();
        let said = [
            ("nicknames", "书言\n周沧海的爸爸"),
            ("nickname", "书言"),
            ("who", alumnus.as_str()),
            ("nickname", "周沧海的爸爸"),
            ("who", ""),
        ];
        let again = t.post(&t.cast.officer, "/missing", &said).await.must_be(200);
        assert_eq!(missing(&again).len(), 6);
        assert!(!missing(&again).contains(&t.cast.alumnus.name.to_owned()));
        // Nobody is put into a group who was not among those meant.
        let hr = t.cast.hr.id.to_string();
        let forged = [("nicknames", "书言"), ("nickname", "书言"), ("who", hr.as_str())];
        assert_eq!(missing(&t.post(&t.cast.officer, "/missing", &forged).await.must_be(200)).len(), 7);
    }
}

on_both! {
    async fn a_name_that_somebody_keeps_to_themselves_matches_nobody(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let names = [
            ("Secret Sam".to_owned(), people::NameKind::Other, people::Audience::Me),
            ("Former Fay".to_owned(), people::NameKind::Former, people::Audience::Members),
            ("Open Olga".to_owned(), people::NameKind::Other, people::Audience::Members),
        ];
        people::actions::set_names(&cx, &mut conn, t.cast.alumnus.id, &names).await.expect("named");
        conn.commit().await.expect("kept");
        let answer = compare(t, "", "Secret Sam\nFormer Fay").await.must_be(200);
        assert!(answer.has("2 nicknames that nobody here has"), "{:?}", answer.texts("h2"));
        assert!(compare(t, "", "Open Olga").await.must_be(200).has("1 found"));
    }
}

on_both! {
    async fn nothing_pasted_is_kept(t: House) {
        compare(t, "", "CANARY-NICKNAME").await.must_be(200);
        t.drain().await;
        let journal = t.get(&t.cast.admin, "/journal").await.must_be(200);
        assert!(journal.has("held a group against the people on record") && !journal.has("CANARY"));
    }
}

on_both! {
    async fn odd_things_are_answered(t: House) {
        compare(t, "", "").await.must_be(422);
        compare(t, "", " \n，, \n").await.must_be(422);
        let emoji = "🧑‍🚀\u{200d}\u{202e}".repeat(40);
        compare(t, "", &emoji).await.must_be(200);
        let many = (0..3_000).map(|nth| format!("某人{nth}")).collect::<Vec<_>>().join("\n");
        compare(t, "", &many).await.must_be(200);
        compare(t, "%%%&entity=nonsense", "陈彤").await.must_be(200);
    }
}

on_both! {
    async fn officers_alone_compare(t: House) {
        for path in ["/missing", "/missing/list.csv"] {
            t.post(&Cast::visitor(), path, &[]).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.admin] {
                t.post(who, path, &[("nicknames", "x")]).await.must_be(403);
            }
        }
        t.get(&t.cast.member, "/missing").await.must_be(403);
        t.get(&t.cast.hr, "/missing").await.must_be(200);
    }
}

on_both! {
    async fn five_hundred_nicknames_are_matched_in_one_answer(t: House) {
        for nth in 0..60 {
            somebody(t, &format!("Guest Number{nth}"), "客服部", ("2015-01-01", Some("2016-01-01"))).await;
        }
        let pasted: Vec<String> = (0..500).map(|nth| format!("★ guest number{nth} ★")).collect();
        let answer = compare(t, "", &pasted.join("\n")).await.must_be(200);
        assert_eq!(missing(&answer).len(), 7);
        assert!(answer.has("60 found"));
    }
}
