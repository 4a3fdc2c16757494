//! The directory, each person's page, the officer's forms, one's own page.

mod directory;
mod officer;
pub mod photos;

use homeport::people::{self, Audience, NewPerson, PersonId};

use crate::on_both;
use crate::support::{Cast, House, Person, day, newcomer};

/// Lets a member be listed.
pub async fn list(t: &House, who: &Person) {
    t.post(who, "/me/consents", &[("consents", "listed")]).await.must_be(303);
}

/// Shows one field to one audience.
pub async fn show_to(t: &House, who: &Person, field: &str, audience: &str) {
    t.post(who, "/me/fields", &[(field, audience)]).await.must_be(303);
}

/// Somebody on record who is nobody of the cast.
pub async fn somebody(t: &House, name: &str, department: &str, years: (&str, Option<&str>)) -> PersonId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let new = NewPerson {
        department: Some(department.to_owned()),
        started_on: day(years.0),
        ended_on: years.1.map(day),
        ..newcomer(t.cast.school, name)
    };
    let id = people::actions::add(&cx, &mut conn, &new).await.expect("a person");
    conn.commit().await.expect("on record");
    id
}

pub async fn listed(t: &House, who: &Person, query: &str) -> Vec<String> {
    t.get(who, &format!("/people{query}")).await.must_be(200).texts(".list b")
}

on_both! {
    async fn members_find_only_those_who_let_themselves_be_listed(t: House) {
        assert!(listed(t, &t.cast.member, "").await.iter().all(|name| name == t.cast.member.name));
        list(t, &t.cast.alumnus).await;
        let found = listed(t, &t.cast.member, "").await;
        assert!(found.contains(&t.cast.alumnus.name.to_owned()), "{found:?}");
        assert!(!found.contains(&t.cast.manager.name.to_owned()), "{found:?}");
        assert!(!found.contains(&t.cast.stranger.name.to_owned()), "{found:?}");
        let page = format!("/people/{}", t.cast.manager.id);
        t.get(&t.cast.member, &page).await.must_be(404);
        t.get(&t.cast.member, &format!("/people/{}", t.cast.alumnus.id)).await.must_be(200);
    }
}

on_both! {
    async fn officers_see_everybody_on_record_and_who_is_a_member(t: House) {
        let found = listed(t, &t.cast.officer, "").await;
        assert_eq!(found.len(), 7, "{found:?}");
        let page = t.get(&t.cast.officer, "/people?q=HF+0007").await.must_be(200);
        assert_eq!(page.texts(".list b"), [t.cast.stranger.name]);
        assert_eq!(page.text(".list .soft").as_deref(), Some("2018–2020 · 英语教学部 · HF 0007"));
        let page = t.get(&t.cast.hr, &format!("/people/{}", t.cast.stranger.id)).await.must_be(200);
        assert!(page.has(t.cast.stranger.mail) && page.has("confirmed") && page.has("Has not joined."));
    }
}

on_both! {
    async fn the_list_of_people_needs_membership(t: House) {
        let visitor = Cast::visitor();
        for path in ["/people".to_owned(), format!("/people/{}", t.cast.alumnus.id)] {
            assert!(t.get(&visitor, &path).await.must_be(303).location().starts_with("/sign-in?to="));
            t.get(&t.cast.stranger, &path).await.must_be(403);
        }
    }
}

/// What a page about the alumnus tells, by field.
async fn told(t: &House, who: &Person) -> Option<[bool; 4]> {
    let page = t.get(who, &format!("/people/{}", t.cast.alumnus.id)).await;
    if page.status == 404 {
        return None;
    }
    let photo = t.get(who, &format!("/people/{}/photo", t.cast.alumnus.id)).await;
    let has_photo = page.has("/photo?v=");
    assert_eq!(photo.status == 200, has_photo, "the picture follows the page");
    Some([has_photo, page.has("英语教学部"), page.has("HF 0006"), page.has(t.cast.alumnus.mail)])
}

on_both! {
    async fn every_field_is_shown_to_its_audience_and_to_nobody_else(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        photos::put(t, owner, &photos::png()).await.must_be(303);
        let fields = ["photo", "tenures", "number", "contact"];
        for (place, field) in fields.into_iter().enumerate() {
            for audience in Audience::ALL {
                let chosen = format!("{field}={audience}");
                let is_offered = match (field, audience) {
                    ("photo", _) => true,
                    ("contact", audience) => *audience != Audience::Everyone,
                    (_, audience) => *audience != Audience::Me,
                };
                if !is_offered {
                    continue;
                }
                show_to(t, owner, field, audience.word()).await;
                let shows = |told: Option<[bool; 4]>| told.expect("listed")[place];
                let by_member = shows(told(t, &t.cast.member).await);
                assert_eq!(by_member, *audience >= Audience::Members, "a member, {chosen}");
                // What is on file about somebody is the officer's work; the photo is the owner's alone.
                let by_officer = shows(told(t, &t.cast.officer).await);
                assert_eq!(by_officer, field == "contact" || *audience >= Audience::Officers, "an officer, {chosen}");
                assert!(shows(told(t, owner).await), "the owner, {chosen}");
            }
        }
        show_to(t, owner, "name", "officers").await;
        assert_eq!(told(t, &t.cast.member).await, None, "nobody is shown without a name");
        assert!(told(t, &t.cast.officer).await.is_some());
        assert!(!listed(t, &t.cast.member, "").await.contains(&owner.name.to_owned()));
    }
}

on_both! {
    async fn a_hidden_number_is_found_neither_by_its_digits_nor_by_its_letters(t: House) {
        list(t, &t.cast.alumnus).await;
        let name = t.cast.alumnus.name.to_owned();
        for typed in ["HF+0006", "0006", "hf", "6"] {
            let found = listed(t, &t.cast.member, &format!("?q={typed}")).await;
            assert!(!found.contains(&name), "{typed}: {found:?}");
            let found = listed(t, &t.cast.officer, &format!("?q={typed}")).await;
            assert!(found.contains(&name), "{typed}: {found:?}");
        }
        show_to(t, &t.cast.alumnus, "number", "members").await;
        assert!(listed(t, &t.cast.member, "?q=0006").await.contains(&name));
        assert!(listed(t, &t.cast.member, "?q=ouyang").await.contains(&name));
    }
}

on_both! {
    async fn hidden_years_are_not_found_by_department_or_year(t: House) {
        list(t, &t.cast.alumnus).await;
        show_to(t, &t.cast.alumnus, "tenures", "officers").await;
        let name = t.cast.alumnus.name.to_owned();
        for query in ["?department=%E8%8B%B1%E8%AF%AD%E6%95%99%E5%AD%A6%E9%83%A8", "?from=2020&to=2020"] {
            assert!(!listed(t, &t.cast.member, query).await.contains(&name), "{query}");
            assert!(listed(t, &t.cast.officer, query).await.contains(&name), "{query}");
        }
    }
}

on_both! {
    async fn a_former_name_is_shown_to_its_audience_only_and_nobody_is_found_by_it(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        let page = format!("/people/{}", owner.id);
        for audience in Audience::ALL {
            let form = [
                ("name", owner.name),
                ("other_name", "何旧名"),
                ("other_kind", "former"),
                ("other_audience", audience.word()),
                ("other_name", "Shuyan"),
                ("other_kind", "other"),
                ("other_audience", "members"),
            ];
            t.post(owner, "/me/names", &form).await.must_be(303);
            let by_member = t.get(&t.cast.member, &page).await.must_be(200);
            assert_eq!(by_member.has("何旧名"), *audience >= Audience::Members, "{audience}");
            assert!(by_member.has("Shuyan"));
            let by_officer = t.get(&t.cast.officer, &page).await.must_be(200);
            assert_eq!(by_officer.has("何旧名"), *audience >= Audience::Officers, "{audience}");
            assert!(t.get(owner, "/me").await.must_be(200).has("何旧名"));
            for who in [&t.cast.member, &t.cast.officer, &t.cast.hr] {
                for typed in ["何旧名", "hejiu"] {
                    let found = listed(t, who, &format!("?q={typed}")).await;
                    assert!(found.is_empty(), "{audience} {typed}: {found:?}");
                }
            }
            assert!(listed(t, &t.cast.member, "?q=shuy").await.contains(&owner.name.to_owned()));
        }
    }
}

on_both! {
    async fn an_officer_who_edits_names_leaves_those_they_do_not_see(t: House) {
        let owner = &t.cast.alumnus;
        let form = [
            ("name", owner.name),
            ("other_name", "何旧名"),
            ("other_kind", "former"),
            ("other_audience", "me"),
        ];
        t.post(owner, "/me/names", &form).await.must_be(303);
        let edit = format!("/people/{}/edit", owner.id);
        assert!(!t.get(&t.cast.officer, &edit).await.must_be(200).has("何旧名"));
        let form = [("name", "欧阳书研"), ("language", "en"), ("other_name", "Yan"), ("other_kind", "other"), ("other_audience", "members")];
        t.post(&t.cast.officer, &format!("/people/{}/names", owner.id), &form).await.must_be(303);
        let mine = t.get(owner, "/me").await.must_be(200);
        assert!(mine.has("何旧名") && mine.has("Yan") && mine.has("欧阳书研"));
    }
}

on_both! {
    async fn a_long_list_goes_on_where_it_stopped(t: House) {
        for at in 0..60 {
            somebody(t, &format!("Person {at:02}"), "Mathematics", ("2020-01-01", Some("2021-12-31"))).await;
        }
        let mut seen = Vec::new();
        let mut path = "/people".to_owned();
        for _ in 0..3 {
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            seen.extend(page.texts(".list b"));
            let Some(next) = page.attribute("a[rel=next]", "href") else { break };
            path = next;
        }
        assert_eq!(seen.len(), 67, "{seen:?}");
        let once: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!(once.len(), 67);
        let maths = listed(t, &t.cast.officer, "?department=Mathematics&from=2021&to=2021").await;
        assert_eq!(maths.len(), 50);
        assert!(listed(t, &t.cast.officer, "?department=Mathematics&from=2022").await.is_empty());
        assert_eq!(listed(t, &t.cast.officer, "?q=person+0").await.len(), 10);
    }
}

on_both! {
    async fn old_friends_read_when_they_worked_together(t: House) {
        list(t, &t.cast.alumnus).await;
        let page = t.get(&t.cast.member, &format!("/people/{}", t.cast.alumnus.id)).await.must_be(200);
        assert!(page.has("Worked together with you 2019–2024 · 英语教学部"), "{:?}", page.texts("main"));
    }
}

on_both! {
    async fn ones_own_names_and_language_are_ones_own(t: House) {
        let visitor = Cast::visitor();
        for path in ["/me/names", "/me/language", "/me/photo/remove"] {
            t.post(&visitor, path, &[]).await.must_be(401);
        }
        let before = t.get(&t.cast.member, "/me").await.must_be(200);
        assert!(before.has("HF 0005"));
        let empty = t.post(&t.cast.member, "/me/names", &[("name", " ")]).await.must_be(422);
        assert!(empty.has("Write the name."));
        let long = "陈".repeat(201);
        t.post(&t.cast.member, "/me/names", &[("name", &long)]).await.must_be(422);
        assert!(t.get(&t.cast.member, "/me").await.must_be(200).has(t.cast.member.name));
        t.post(&t.cast.member, "/me/language", &[("language", "zh-CN")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let person = people::person(&mut conn, t.cast.member.id).await.expect("a person");
        assert_eq!(person.language, Some(keel::l10n::Lang::Zh));
    }
}
