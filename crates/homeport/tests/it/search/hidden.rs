//! What somebody hides is guessed by nobody through the search, and is gone from it at once.

use homeport::members::{self, Purpose};
use homeport::people;

use super::{found, somebody_at};
use crate::on_both;
use crate::profiles::{list, listed, show_to};
use crate::support::House;

/// Everything that would tell a member of a hidden value: a row, a count, something to narrow by, a slip.
async fn tells(t: &House, guess: &str) -> bool {
    let path = format!("/people?q={}", super::encoded(guess));
    let page = t.get(&t.cast.member, &path).await.must_be(200);
    let part = t.get(&t.cast.member, &format!("{path}&part=list")).await.must_be(200);
    let says = |page: &crate::support::Reply| {
        let in_chips = page.texts(".chip").iter().any(|chip| chip.contains(guess));
        in_chips || !page.texts(".list b").is_empty() || page.has("come close") || page.has("person</p>")
    };
    says(&page) || says(&part)
}

on_both! {
    async fn nobody_guesses_what_a_member_hides(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::set_place(&cx, &mut conn, owner.id, Some("CANARYVILLE")).await.expect("placed");
        conn.commit().await.expect("committed");
        let fields = [("place", "officers"), ("number", "officers"), ("tenures", "officers")];
        for (field, audience) in fields {
            show_to(t, owner, field, audience).await;
        }
        // By value, beginning, slip and pinyin; beside the name, which is known.
        for guess in ["CANARYVILLE", "canary", "canaryvilel", "HF 0006", "0006", "hf0006", "yingyujiaoxue"] {
            assert!(!tells(t, guess).await, "{guess}");
            assert!(!tells(t, &format!("欧阳 {guess}")).await, "{guess} beside the name");
            let by_officer = found(t, &t.cast.officer, guess).await;
            assert!(by_officer.contains(&owner.name.to_owned()), "{guess}: {by_officer:?}");
        }
        for year in ["2019", "2020-2021", "2024"] {
            assert!(!tells(t, &format!("欧阳 {year}")).await, "{year}");
        }
        // They did work together, which the member is not told by the order either.
        assert!(listed(t, &t.cast.member, "?q=ouyang&with=me").await.is_empty());
        for field in ["place", "number", "tenures"] {
            show_to(t, owner, field, "members").await;
        }
        for guess in ["canary", "0006", "欧阳 2020"] {
            assert!(tells(t, guess).await, "{guess}, once it is shown");
        }
        assert_eq!(listed(t, &t.cast.member, "?q=ouyang&with=me").await, [owner.name]);
    }
}

on_both! {
    async fn whoever_is_not_listed_is_not_there(t: House) {
        for guess in [t.cast.manager.name, "zhoucanghai", "xuwen", "林悦", "zcng"] {
            assert!(!tells(t, guess).await, "{guess}");
        }
        // A colleague of today who is no member, and a member who chose it.
        list(t, &t.cast.manager).await;
        assert_eq!(found(t, &t.cast.member, "zhoucanghai").await, [t.cast.manager.name]);
        show_to(t, &t.cast.manager, "name", "officers").await;
        assert!(!tells(t, "zhoucanghai").await);
    }
}

on_both! {
    async fn hiding_is_immediate_while_the_index_is_behind(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        show_to(t, owner, "number", "members").await;
        assert_eq!(found(t, &t.cast.member, "ouyang").await, [owner.name]);
        assert_eq!(found(t, &t.cast.member, "0006").await, [owner.name]);
        t.app.index.fall_behind();

        show_to(t, owner, "number", "officers").await;
        assert!(!tells(t, "0006").await, "one field is hidden");
        assert_eq!(found(t, &t.cast.member, "ouyang").await, [owner.name], "and the rest is not");
        assert_eq!(found(t, &t.cast.officer, "0006").await, [owner.name]);

        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        members::actions::set_consent(&cx, &mut conn, owner.id, Purpose::Listed, false).await.expect("hidden");
        conn.commit().await.expect("committed");
        assert!(!tells(t, "ouyang").await);

        people::index::catch_up(&t.app).await.expect("caught up");
        assert!(!tells(t, "ouyang").await);
        assert_eq!(found(t, &t.cast.officer, "ouyang").await, [owner.name]);
    }
}

on_both! {
    async fn whoever_is_new_is_found_once_the_index_has_caught_up(t: House) {
        found(t, &t.cast.officer, "anybody").await;
        t.app.index.fall_behind();
        somebody_at(t, "Anna Late", None, None).await;
        people::index::catch_up(&t.app).await.expect("caught up");
        assert_eq!(found(t, &t.cast.officer, "anna").await, ["Anna Late"]);
    }
}

on_both! {
    async fn whoever_is_deleted_is_found_by_nobody_from_then_on(t: House) {
        let gone = somebody_at(t, "Anna Gone", None, None).await;
        somebody_at(t, "Anna Stays", None, None).await;
        assert_eq!(found(t, &t.cast.officer, "anna").await.len(), 2);
        t.app.index.fall_behind();
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::delete(&cx, &mut conn, gone).await.expect("deleted");
        conn.commit().await.expect("committed");
        let page = t.get(&t.cast.officer, "/people?q=anna").await.must_be(200);
        assert_eq!(page.texts(".list b"), ["Anna Stays"]);
        assert!(page.has("One person"), "nor counted");
    }
}
