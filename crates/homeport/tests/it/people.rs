//! Who is known: numbers for life, silence, deletion that stays deleted.

use homeport::app::{Cx, CxData};
use homeport::people::{self, NewPerson, NewTenure, PersonId, SilenceKind};
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Result};
use keel::l10n::Lang;

use crate::on_both;
use crate::support::{House, day, newcomer, reached};

fn somebody(t: &House, name: &str, number: Option<&str>, contacts: &[&str]) -> NewPerson {
    NewPerson {
        number: number.map(str::to_owned),
        contacts: reached(contacts),
        source: "test".to_owned(),
        ..newcomer(t.cast.school, name)
    }
}

async fn begin(t: &House) -> (Cx, Conn) {
    let cx = t.app.machine();
    let conn = cx.begin().await.expect("a transaction");
    (cx, conn)
}

async fn add(t: &House, new: &NewPerson) -> Result<PersonId> {
    let (cx, mut conn) = begin(t).await;
    let person = people::actions::add(&cx, &mut conn, new).await?;
    conn.commit().await?;
    Ok(person)
}

fn problem(result: Result<PersonId>) -> Vec<&'static str> {
    match result {
        Err(Error::Invalid(problems)) => problems.0.iter().map(|problem| problem.field).collect(),
        other => panic!("no problem: {other:?}"),
    }
}

on_both! {
    async fn a_number_is_one_persons_of_one_entity_for_life(t: House) {
        assert_eq!(problem(add(t, &somebody(t, "别人", Some(" hf ０００５"), &[])).await), ["number"]);
        let (cx, mut conn) = begin(t).await;
        let other = people::actions::add_entity(&cx, &mut conn, "海帆科技", None, None).await.expect("an entity");
        conn.commit().await.expect("committed");
        let elsewhere = NewPerson { entity: other, ..somebody(t, "别人", Some("HF 0005"), &[]) };
        add(t, &elsewhere).await.expect("another company counts for itself");

        // Xu Wen left in 2020 and comes back under the old number.
        let (cx, mut conn) = begin(t).await;
        let mut again = somebody(t, "许文", Some("HF 0007"), &[]).tenure();
        again.started_on = day("2026-01-01");
        people::actions::open_tenure(&cx, &mut conn, t.cast.stranger.id, &again).await.expect("their own number");
        conn.commit().await.expect("committed");
    }
}

on_both! {
    async fn who_was_deleted_does_not_come_back_and_the_number_stays_taken(t: House) {
        let new = somebody(t, "陈彤", Some("HF 0217"), &["138 0013 8000", "Tong.Chen@example.net"]);
        let person = add(t, &new).await.expect("a person");
        let (cx, mut conn) = begin(t).await;
        people::actions::delete(&cx, &mut conn, person).await.expect("deleted");
        conn.commit().await.expect("committed");

        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(matches!(people::person(&mut conn, person).await, Err(Error::NotFound)));
        let count = keel::sql!(
            "select (select count(*) from people_contact where person_id = $1)
                  + (select count(*) from people_tenure where person_id = $1)
                  + (select count(*) from people_word where person_id = $1)"
        );
        assert_eq!(conn.count(count, keel::args![person]).await.expect("a count"), 0);
        drop(conn);
        assert_eq!(problem(add(t, &new).await), ["contact"]);
        let by_contact = somebody(t, "Chen Tong", Some("HF 0999"), &["+86 138-0013-8000"]);
        assert_eq!(problem(add(t, &by_contact).await), ["contact"]);
        let by_case = somebody(t, "Chen Tong", None, &["tong.chen@EXAMPLE.net"]);
        assert_eq!(problem(add(t, &by_case).await), ["contact"]);

        let (cx, mut conn) = begin(t).await;
        let number = Some((t.cast.school, "hf 0217"));
        people::actions::bring_back(&cx, &mut conn, number, &new.contacts).await.expect("they ask for it");
        conn.commit().await.expect("committed");
        // The number itself was given once and is never given again.
        assert_eq!(problem(add(t, &new).await), ["number"]);
        add(t, &NewPerson { number: None, ..new }).await.expect("taken in again");
    }
}

on_both! {
    async fn who_asked_for_no_contact_stays_silent_when_the_next_file_brings_them(t: House) {
        let new = somebody(t, "陈彤", None, &["tong@example.net"]);
        let person = add(t, &new).await.expect("a person");
        let (cx, mut conn) = begin(t).await;
        people::actions::silence(&cx, &mut conn, person, SilenceKind::DoNotContact).await.expect("silent");
        people::actions::silence(&cx, &mut conn, person, SilenceKind::DoNotContact).await.expect("twice is once");
        conn.commit().await.expect("committed");
        let again = add(t, &NewPerson { name: "Tong Chen".to_owned(), ..new }).await.expect("taken in");
        let mut conn = t.app.db.read().await.expect("a connection");
        let silence = people::silence_of(&mut conn, again).await.expect("an answer").expect("a silence");
        assert_eq!(silence.kind, SilenceKind::DoNotContact);
        drop(conn);

        let (cx, mut conn) = begin(t).await;
        people::actions::lift_silence(&cx, &mut conn, again).await.expect("lifted");
        people::actions::silence(&cx, &mut conn, person, SilenceKind::Deceased).await.expect("deceased");
        people::actions::silence(&cx, &mut conn, person, SilenceKind::DoNotContact).await.expect("no change");
        let silence = people::silence_of(&mut conn, person).await.expect("an answer").expect("a silence");
        assert_eq!(silence.kind, SilenceKind::Deceased, "death is not undone by a wish for quiet");
        conn.commit().await.expect("committed");
    }
}

on_both! {
    async fn a_transfer_closes_one_tenure_and_opens_the_next(t: House) {
        let (cx, mut conn) = begin(t).await;
        let old = people::tenures(&mut conn, t.cast.member.id).await.expect("tenures").remove(0);
        let to = NewTenure {
            started_on: day("2026-12-01"),
            number: Some("HK 1".to_owned()),
            ..somebody(t, "", None, &[]).tenure()
        };
        let too_early = NewTenure { started_on: old.started_on, ..to.clone() };
        let refused = people::actions::transfer(&cx, &mut conn, old.tenure_id, &too_early).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        people::actions::transfer(&cx, &mut conn, old.tenure_id, &to).await.expect("moved");
        let tenures = people::tenures(&mut conn, t.cast.member.id).await.expect("tenures");
        assert_eq!(tenures.iter().map(|one| one.ended_on).collect::<Vec<_>>(), [None, Some(day("2026-11-30"))]);
        let found = people::search(&mut conn, "hk1", 5).await.expect("found");
        assert_eq!(found.len(), 1, "found by the new number");
        let ended = people::actions::end_tenure(&cx, &mut conn, old.tenure_id, day("2000-01-01")).await;
        assert!(matches!(ended, Err(Error::Invalid(_))), "a last day before the first");
    }
}

on_both! {
    async fn contacts_are_kept_once_confirmed_and_marked_when_they_fail(t: House) {
        let person = t.cast.stranger.id;
        let (cx, mut conn) = begin(t).await;
        let mail = Contact::parse("Wen.Private@Example.NET", "CN").expect("a contact");
        let first = people::actions::add_contact(&cx, &mut conn, person, &mail, "test", false).await.expect("added");
        let again = people::actions::add_contact(&cx, &mut conn, person, &mail, "test", true).await.expect("added");
        assert_eq!(first, again);
        let found = people::find_by_contact(&mut conn, "WEN.private@example.net").await.expect("an answer");
        assert_eq!(found, Some(person));
        people::actions::fail_contact(&cx, &mut conn, person, "wen.private@example.net").await.expect("noted");
        let on_file = people::contact(&mut conn, first).await.expect("a contact");
        assert!(on_file.confirmed_at.is_some() && on_file.failed_at.is_some());
        let settings = t.app.settings();
        let usable = people::private_contacts(&mut conn, &settings, person).await.expect("contacts");
        assert_eq!(usable.len(), 1, "the one that fails is not used");
        people::actions::remove_contact(&cx, &mut conn, first).await.expect("removed");
        conn.commit().await.expect("committed");
    }
}

on_both! {
    async fn a_former_name_finds_nobody_and_another_name_does(t: House) {
        let person = t.cast.stranger.id;
        let (cx, mut conn) = begin(t).await;
        let names = [
            ("Wendy Hsu".to_owned(), people::NameKind::Other, people::Audience::Members),
            ("许招娣".to_owned(), people::NameKind::Former, people::Audience::Me),
        ];
        people::actions::set_names(&cx, &mut conn, person, &names).await.expect("named");
        assert_eq!(people::search(&mut conn, "hsu", 5).await.expect("found").len(), 1);
        assert_eq!(people::search(&mut conn, "zhaodi", 5).await.expect("found").len(), 0);
        people::actions::set_name(&cx, &mut conn, person, "许文文").await.expect("named");
        assert_eq!(people::search(&mut conn, "xuwenwen", 5).await.expect("found").len(), 1);
    }
}

on_both! {
    async fn nobody_edits_somebody_else(t: House) {
        let viewer = homeport::access::Viewer { person: Some(t.cast.stranger.id), ..Default::default() };
        let cx = Cx::new(CxData {
            app: t.app.clone(),
            viewer,
            lang: Lang::En,
            now: t.clock.now(),
            path: String::new(),
            network: String::new(),
            flash: None,
            session: None,
        });
        let mut conn = cx.begin().await.expect("a transaction");
        let other = t.cast.member.id;
        let results = [
            people::actions::silence(&cx, &mut conn, other, SilenceKind::DoNotContact).await.err(),
            people::actions::delete(&cx, &mut conn, other).await.err(),
            people::actions::set_name(&cx, &mut conn, other, "X").await.err(),
            people::actions::add(&cx, &mut conn, &somebody(t, "X", None, &[])).await.err(),
        ];
        for result in results {
            assert!(matches!(result, Some(Error::Forbidden)), "{result:?}");
        }
        people::actions::set_name(&cx, &mut conn, t.cast.stranger.id, "许文").await.expect("their own name");
    }
}

on_both! {
    async fn nobody_with_a_role_is_deleted_before_it_is_taken(t: House) {
        let path = format!("/people/{}/delete", t.cast.admin.id);
        t.post(&t.cast.officer, &path, &[]).await.must_be(409);
        t.get(&t.cast.admin, "/settings").await.must_be(200);
    }
}
