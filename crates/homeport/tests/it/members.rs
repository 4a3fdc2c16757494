//! What a member allows, who sees what, and the receipts.

use homeport::members::{self, Purpose};

use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn a_choice_changed_later_leaves_a_receipt_with_the_words_that_were_read(t: House) {
        t.post(&t.cast.member, "/me/consents", &[("consents", "letters")]).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(members::consent(&mut conn, t.cast.member.id, Purpose::Letters).await.expect("a read"));
        assert!(!members::consent(&mut conn, t.cast.member.id, Purpose::Openings).await.expect("a read"));
        drop(conn);
        let page = t.get(&t.cast.member, "/me/consents").await.must_be(200);
        assert_eq!(page.attribute("input[checked]", "value").as_deref(), Some("letters"));
        assert_eq!(page.texts("a[href^='/receipts/']").len(), 2, "joining left one too");
        let receipt = page.attribute("a[href^='/receipts/']", "href").expect("a receipt");
        let shown = t.get(&t.cast.member, &receipt).await.must_be(200);
        assert!(shown.has("Send me news of the company") && shown.has(members::VERSION));
        let text = t.get(&t.cast.member, &format!("{receipt}/text")).await.must_be(200);
        assert!(text.has("[x] Send me news of the company") && text.has("[ ] Tell me when"), "{}", text.body);
    }
}

on_both! {
    async fn saving_what_is_so_already_changes_nothing(t: House) {
        t.post(&t.cast.member, "/me/consents", &[]).await.must_be(303);
        let page = t.get(&t.cast.member, "/me/consents").await.must_be(200);
        assert_eq!(page.texts("a[href^='/receipts/']").len(), 1);
    }
}

on_both! {
    async fn a_receipt_of_somebody_else_is_not_found(t: House) {
        t.post(&t.cast.member, "/me/consents", &[("consents", "photos")]).await.must_be(303);
        let page = t.get(&t.cast.member, "/me/consents").await.must_be(200);
        let receipt = page.attribute("a[href^='/receipts/']", "href").expect("a receipt");
        for other in [&t.cast.alumnus, &t.cast.officer, &t.cast.admin] {
            t.get(other, &receipt).await.must_be(404);
            t.get(other, &format!("{receipt}/text")).await.must_be(404);
        }
    }
}

on_both! {
    async fn choices_need_sign_in_and_are_a_members_own(t: House) {
        for path in ["/me/consents", "/me/fields"] {
            t.post(&Cast::visitor(), path, &[]).await.must_be(401);
            t.post(&t.cast.stranger, path, &[]).await.must_be(403);
            t.post(&t.cast.officer, path, &[]).await.must_be(404);
        }
    }
}

on_both! {
    async fn a_field_goes_as_far_as_its_owner_says_and_a_contact_never_to_everybody(t: House) {
        let form = [("number", "everyone"), ("contact", "everyone"), ("name", "nonsense")];
        t.post(&t.cast.member, "/me/fields", &form).await.must_be(303);
        let mut conn = t.app.db.read().await.expect("a connection");
        let audiences = members::audiences(&mut conn, t.cast.member.id).await.expect("audiences");
        assert_eq!(audiences.of(members::Field::Number), homeport::people::Audience::Everyone);
        assert_eq!(audiences.of(members::Field::Contact), members::Field::Contact.usual());
        assert_eq!(audiences.of(members::Field::Name), members::Field::Name.usual());
    }
}

on_both! {
    async fn everybody_who_joins_has_a_place_of_their_own(t: House) {
        let cx = t.app.machine();
        let mut places = Vec::new();
        for person in [t.cast.officer.id, t.cast.hr.id, t.cast.stranger.id] {
            let mut conn = cx.begin().await.expect("a transaction");
            let first = members::actions::join(&cx, &mut conn, person, &members::Choices::default()).await;
            let again = members::actions::join(&cx, &mut conn, person, &members::Choices::default()).await;
            conn.commit().await.expect("joined");
            let (first, again) = (first.expect("joined"), again.expect("joined"));
            assert!(first.is_new && !again.is_new);
            assert_eq!(first.ordinal, again.ordinal);
            places.push(first.ordinal);
        }
        assert_eq!(places, [4, 5, 6]);
    }
}
