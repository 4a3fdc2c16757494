//! Found by what somebody did elsewhere and what they learnt, as far as they show it.

use homeport::careers::{LearntKind, actions};
use homeport::people;

use super::{encoded, found};
use crate::careers::{all, career, form, tell};
use crate::imports::command::homeport;
use crate::on_both;
use crate::profiles::{list, listed, show_to};
use crate::support::{Cast, House, Person};

async fn learn(t: &House, who: &Person, form: &[(&str, &str)]) -> crate::support::Reply {
    t.post(who, &format!("{}/learnt", career(who.id)), form).await
}

on_both! {
    async fn an_organisation_is_found_by_any_of_its_names_and_a_title_by_its_words(t: House) {
        let owner = &t.cast.alumnus;
        tell(t, owner, owner.id, &form("腾讯", "产品总监", "2024-03")).await;
        assert_eq!(found(t, &t.cast.officer, "腾讯").await, [owner.name]);
        assert_eq!(found(t, &t.cast.officer, "产品总监 ouyang").await, [owner.name]);
        assert!(found(t, &t.cast.officer, "tencent").await.is_empty());
        let organisation = all(t, owner.id).await.remove(0).organisation_id;
        t.post(&t.cast.officer, &format!("/organisations/{organisation}/names"), &[("alias", "Tencent")])
            .await
            .must_be(303);
        assert_eq!(found(t, &t.cast.officer, "tencent").await, [owner.name], "by a name it was given since");
        let by_link = listed(t, &t.cast.officer, &format!("?organisation={organisation}")).await;
        assert_eq!(by_link, [owner.name]);
        // Taken out, it is found by it no more.
        let position = all(t, owner.id).await.remove(0).position_id;
        t.post(owner, &format!("{}/{position}/remove", career(owner.id)), &[]).await.must_be(303);
        assert!(found(t, &t.cast.officer, "tencent").await.is_empty());
    }
}

on_both! {
    async fn a_skill_and_a_school_are_found_offered_to_narrow_by_and_taken_back(t: House) {
        let owner = &t.cast.alumnus;
        learn(t, owner, &[("skills", "Rust， 谈判")]).await.must_be(303);
        let school = [("school", "湖南大学"), ("detail", "英语"), ("started", "2008-09"), ("ended", "2012")];
        learn(t, owner, &school).await.must_be(303);
        for typed in ["rust", "谈判", "湖南大学", "hunandaxue", "湖大 谈判"] {
            let wanted: &[&str] = if typed.starts_with("湖大") { &[] } else { &[owner.name] };
            assert_eq!(found(t, &t.cast.officer, typed).await, wanted, "{typed}");
        }
        let page = t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.must_be(200);
        for told in ["Rust", "谈判", "湖南大学", "英语", "2008"] {
            assert!(page.has(told), "{told}");
        }
        let by_skill = listed(t, &t.cast.officer, &format!("?skill={}", encoded("rust"))).await;
        assert_eq!(by_skill, [owner.name]);
        let page = t.get(owner, &career(owner.id)).await.must_be(200);
        let remove = page.attribute("form[action*=learnt][action$=remove]", "action").expect("a form");
        t.post(owner, &remove, &[]).await.must_be(303);
        assert!(found(t, &t.cast.officer, "rust").await.is_empty());
        t.post(owner, &remove.replace("/remove", "/restore"), &[]).await.must_be(303);
        assert_eq!(found(t, &t.cast.officer, "rust").await, [owner.name]);
    }
}

on_both! {
    async fn schoolmates_are_found_by_who_went_there_too(t: House) {
        let (one, other) = (&t.cast.alumnus, &t.cast.member);
        for who in [one, other] {
            list(t, who).await;
        }
        learn(t, one, &[("school", "湖南大学")]).await.must_be(303);
        show_to(t, one, "career", "members").await;
        assert!(listed(t, other, "?with=school").await.is_empty());
        learn(t, other, &[("school", "湖南大學")]).await.must_be(303);
        let mates = listed(t, other, "?with=school").await;
        assert!(mates.contains(&one.name.to_owned()), "{mates:?}");
    }
}

on_both! {
    async fn nobody_guesses_a_career_that_is_hidden(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        tell(t, owner, owner.id, &form("CANARYCORP", "CANARYTITLE", "2024")).await;
        learn(t, owner, &[("skills", "CANARYSKILL")]).await.must_be(303);
        learn(t, owner, &[("school", "CANARYSCHOOL")]).await.must_be(303);
        let organisation = all(t, owner.id).await.remove(0).organisation_id;
        let guesses = ["canarycorp", "canarytitle", "canaryskill", "canaryschool", "canarycrop"];
        let links = [
            "?skill=CANARYSKILL".to_owned(),
            "?school=CANARYSCHOOL".to_owned(),
            format!("?organisation={organisation}"),
        ];
        for guess in guesses {
            assert!(found(t, &t.cast.member, guess).await.is_empty(), "{guess}");
            let page = t.get(&t.cast.member, &format!("/people?q={}", encoded("欧阳"))).await.must_be(200);
            assert!(!page.has("CANARY"), "nothing to narrow by tells of it");
        }
        for link in &links {
            let page = t.get(&t.cast.member, &format!("/people{link}")).await.must_be(200);
            assert!(page.texts(".list b").is_empty(), "{link}");
            assert!(!page.has("CANARYCORP"), "{link} does not name it");
        }
        show_to(t, owner, "career", "members").await;
        for guess in guesses {
            assert_eq!(found(t, &t.cast.member, guess).await, [owner.name], "{guess}, once it is shown");
        }
        for link in &links {
            assert_eq!(listed(t, &t.cast.member, link).await, [owner.name], "{link}");
        }
        show_to(t, owner, "career", "officers").await;
        assert!(found(t, &t.cast.member, "canaryskill").await.is_empty(), "hidden at once");
    }
}

on_both! {
    async fn what_is_loaded_is_offered_and_one_thing_has_one_name(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let rows = [vec!["湖南大学".to_owned(), "Hunan University".to_owned()], vec!["湖北大学".to_owned()]];
        let count = actions::learnt::offer(&cx, &mut conn, LearntKind::School, &rows).await.expect("loaded");
        assert_eq!(count, 2);
        conn.commit().await.expect("committed");
        let offered = t.get(&t.cast.alumnus, &format!("/careers/offers?kind=school&q={}", encoded("湖"))).await;
        let mut names: Vec<&str> = offered.body.lines().collect();
        names.sort_unstable();
        assert_eq!(names, ["湖北大学", "湖南大学"]);
        let english = t.get(&t.cast.alumnus, "/careers/offers?kind=school&q=hun").await.must_be(200);
        assert_eq!(english.body, "湖南大学");
        learn(t, &t.cast.alumnus, &[("school", "HUNAN UNIVERSITY")]).await.must_be(303);
        let page = t.get(&t.cast.alumnus, &career(t.cast.alumnus.id)).await.must_be(200);
        assert!(page.has("湖南大学") && !page.has("HUNAN"));
        t.get(&t.cast.alumnus, "/careers/offers?kind=pets&q=cat").await.must_be(404);
    }
}

on_both! {
    async fn learning_is_the_persons_and_the_officers_to_tell(t: House) {
        let path = format!("{}/learnt", career(t.cast.alumnus.id));
        let form = [("skills", "Rust")];
        t.post(&Cast::visitor(), &path, &form).await.must_be(401);
        t.post(&t.cast.member, &path, &form).await.must_be(404);
        t.post(&t.cast.officer, &path, &form).await.must_be(303);
        assert_eq!(found(t, &t.cast.officer, "rust").await, [t.cast.alumnus.name]);
        let nobody = format!("{}/learnt", career(people::PersonId(keel::id::Id([9; 16]))));
        t.post(&t.cast.officer, &nobody, &form).await.must_be(404);
    }
}

on_both! {
    async fn what_is_wrong_with_something_learnt_is_said_beside_it(t: House) {
        let owner = &t.cast.alumnus;
        let long = "长".repeat(101);
        for (form, field, said) in [
            (vec![("skills", "")], "school", "Say what it is called"),
            (vec![("skills", long.as_str())], "skills", "100"),
            (vec![("school", "湖南大学"), ("started", "2012"), ("ended", "2008")], "ended", "before"),
            (vec![("school", "湖南大学"), ("started", "20223")], "started", "20223"),
            (vec![("school", "\u{200d}\u{202e} ")], "school", "Say what it is called"),
        ] {
            let page = learn(t, owner, &form).await.must_be(422);
            let beside = page.text(&format!("#{field}-error")).unwrap_or_default();
            assert!(beside.contains(said), "{form:?}: {beside}");
        }
    }
}

#[test]
fn the_command_loads_a_list_and_says_what_a_file_lacks() {
    let folder = tempfile::tempdir().expect("a folder");
    let offer = |table: &str| {
        let file = folder.path().join("list.csv");
        std::fs::write(&file, table).expect("a file");
        let file = file.display().to_string();
        let output = homeport(folder.path(), &["offer", "schools", &file]).output().expect("it runs");
        let said = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let lists = "preferredLabel,altLabels\n湖南大学,Hunan University | HNU\n湖北大学,\n,nothing\n";
    assert_eq!(offer(lists), (true, "2 offered from now on.\n".to_owned()));
    let (is_done, said) = offer("id,description\n1,something\n");
    assert!(!is_done && said.contains("The file has no column “name”"), "{said}");
}
