//! What an officer corrects before anything is written, and what only an administrator may let in.

use homeport::departures;
use homeport::imports;
use homeport::people::{self, PersonKind};
use keel::l10n::Lang;

use super::{ROSTER, checked, filled, import, post, send, taken};
use crate::on_both;
use crate::settings::GOOD;
use crate::support::House;

on_both! {
    async fn a_sensitive_column_comes_in_only_where_an_administrator_allows_it(t: House) {
        let id = checked(t, ROSTER, &[("column-8", "place")]).await;
        let page = t.get(&t.cast.officer, &format!("/imports/{id}/columns")).await.must_be(200);
        assert!(page.attribute("select#column-8", "name").is_none(), "nobody is asked about it");
        assert!(import(t, id).await.mapping.column_of(imports::Field::Place).is_none(), "nor heard if they answer");

        let mut form = GOOD.to_vec();
        form.retain(|(name, _)| *name != "import_columns");
        form.push(("import_columns", "民族，工资"));
        t.post(&t.cast.admin, "/settings", &form).await.must_be(303);

        let id = checked(t, ROSTER, &[("column-8", "place")]).await;
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("Let in by an administrator"), "the report says so: {:?}", page.texts("h2"));
        t.post(&t.cast.officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "陈彤", 1).await.expect("a search").remove(0);
        let person = people::person(&mut conn, found.person_id).await.expect("a person");
        assert_eq!(person.place.as_deref(), Some("9000"));
    }
}

on_both! {
    async fn what_a_word_for_a_kind_means_is_seen_and_corrected(t: House) {
        let file = "姓名,工号,入职日期,用工形式\n孙丽,K 1,2020-01-06,小时工\n周远,K 2,2020-01-06,实习\n";
        let sent = send(t, &t.cast.officer, "名单.csv", file.as_bytes()).await.must_be(303);
        let path = format!("{}/columns", sent.location());
        let page = t.get(&t.cast.officer, &path).await.must_be(200);
        assert!(page.has("小时工 (1)") && page.has("用工形式"), "{:?}", page.texts("label"));
        let intern = page.attribute("select#kind-0 option[selected]", "value");
        let other = page.attribute("select#kind-1 option[selected]", "value");
        assert!([&intern, &other].contains(&&Some("intern".to_owned())), "{intern:?} {other:?}");

        let at = if intern.as_deref() == Some("intern") { "kind-1" } else { "kind-0" };
        post(t, &t.cast.officer, &path, &filled(&page, &[(at, "contractor")])).await.must_be(303);
        t.drain().await;
        t.post(&t.cast.officer, &format!("{}/start", sent.location()), &[]).await.must_be(303);
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        for (name, kind) in [("孙丽", PersonKind::Contractor), ("周远", PersonKind::Intern)] {
            let found = people::search(&mut conn, name, 1).await.expect("a search").remove(0);
            let tenures = people::tenures(&mut conn, found.person_id).await.expect("tenures");
            assert_eq!(tenures[0].kind, kind, "{name}");
        }
    }
}

on_both! {
    async fn taking_an_import_back_takes_back_the_language_it_set(t: House) {
        taken(t, ROSTER).await;
        let (id, counts) = taken(t, "姓名,工号,入职日期,语言\n康静,HF 0219,2020-09-01,English\n").await;
        assert_eq!(counts.updated, 1);
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "康静", 1).await.expect("a search").remove(0);
        let person = people::person(&mut conn, found.person_id).await.expect("a person");
        assert_eq!(person.language, Some(Lang::En));
        drop(conn);
        t.post(&t.cast.officer, &format!("/imports/{id}/undo"), &[]).await.must_be(303);
        t.drain().await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let person = people::person(&mut conn, found.person_id).await.expect("a person");
        assert_eq!(person.language, None);
    }
}

on_both! {
    async fn whoever_is_written_to_years_later_reads_where_their_address_is_from(t: House) {
        let (id, _) = taken(t, ROSTER).await;
        assert_eq!(import(t, id).await.source, "人事档案");
        let mut conn = t.app.db.read().await.expect("a connection");
        let found = people::search(&mut conn, "陈彤", 1).await.expect("a search").remove(0);
        let tenure = people::tenures(&mut conn, found.person_id).await.expect("tenures").remove(0).tenure_id;
        let departure = departures::of_tenure(&mut conn, tenure).await.expect("an answer").expect("they left");
        drop(conn);
        let path = format!("/departures/{}/release", departure.departure_id);
        t.post(&t.cast.officer, &path, &[]).await.must_be(303);
        t.drain().await;
        let mails = t.mails().await;
        let letter = mails.iter().find(|mail| mail.to.contains("tong@example.net")).expect("a letter");
        assert!(letter.text.contains("留存的资料（人事档案）"), "{}", letter.text);
    }
}
