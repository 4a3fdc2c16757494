//! What stays, what comes together, and what nobody gets by a merge.

use homeport::members::{Field, Purpose};
use homeport::people::{self, Audience, SilenceKind};
use homeport::{cards, invitations, suspensions};

use super::together::{audience, both, consents, contact, signed_in, strangers};
use super::{Who, enter, merge, path, try_merge};
use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn everything_comes_together_and_old_addresses_lead_to_who_stays(t: House) {
        let (one, other) = both(t).await;
        let officer = &t.cast.officer;
        people::index::catch_up(&t.app).await.expect("caught up");
        assert_eq!(crate::search::found(t, officer, "小欧").await.len(), 2);
        let page = t.get(officer, &path(one, other)).await.must_be(200);
        for wanted in ["shuyan@example.org", "远帆出版社", "F 777", "Both are members", "小欧"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        let merged = merge(t, one, other).await;
        t.drain().await;
        t.get(officer, &merged).await.must_be(200);
        for is_caught_up in [false, true] {
            if is_caught_up {
                people::index::catch_up(&t.app).await.expect("caught up");
            }
            assert_eq!(crate::search::found(t, officer, "小欧").await, ["欧阳书言"], "who went is found no more");
        }

        let profile = t.get(officer, &format!("/people/{one}")).await.must_be(200);
        for wanted in ["译者", "编辑", "F 777", "+8613800138111", "Ouyang Shuyan", "长沙"] {
            assert!(profile.has(wanted), "{wanted}: {:?}", profile.texts("main"));
        }
        let mut conn = t.app.db.read().await.expect("a connection");
        let tenures = people::tenures(&mut conn, one).await.expect("tenures");
        assert_eq!(tenures.len(), 2, "the one both had is there once: {tenures:?}");
        assert!(tenures.iter().all(|tenure| tenure.manager_id != Some(one)), "nobody manages themselves");
        assert!(people::person(&mut conn, other).await.is_err());
        assert_eq!(people::find_by_number(&mut conn, t.cast.school, "F 777").await.expect("a look"), Some(one));
        assert!(suspensions::running(&mut conn, one).await.expect("a look").is_some(), "a suspension stays");
        drop(conn);

        let old = t.get(officer, &format!("/people/{other}/edit?x=1")).await.must_be(303);
        assert_eq!(old.location(), format!("/people/{one}/edit?x=1"));
        t.get(&Cast::visitor(), &format!("/people/{other}")).await.must_be(303);
        let card = cards::link(&t.app, other);
        t.get(&Cast::visitor(), card.trim_start_matches("http://homeport.test")).await.must_be(200);
        let journal = t.get(&t.cast.admin, &format!("/journal?person={one}")).await.must_be(200);
        assert!(journal.has("put two records together"), "{:?}", journal.texts("main"));
        let token = crate::api::token(t, homeport::access::Scope::ALL).await;
        crate::api::get(t, &token, &crate::api::person("F 777")).await.must_be(200);
        assert!(!super::proposed(t).await.iter().any(|line| line.contains("Ouyang")));
    }
}

on_both! {
    async fn nothing_is_wider_after_a_merge_than_it_was_for_either(t: House) {
        let (one, other) = both(t).await;
        let (mine, theirs) = (consents(t, one).await, consents(t, other).await);
        assert_eq!((mine.len(), theirs.len()), (2, 2));
        // The other shows the name to members, as usual; this one to everyone.
        assert_eq!(audience(t, one, Field::Name).await, Audience::Everyone);
        merge(t, other, one).await;
        assert_eq!(consents(t, other).await, [Purpose::Listed]);
        assert_eq!(audience(t, other, Field::Name).await, Audience::Members);
        assert_eq!(audience(t, other, Field::Place).await, Audience::Officers);
    }
}

on_both! {
    async fn a_member_and_a_record_from_a_file_keep_what_the_member_said(t: House) {
        let who = &t.cast.alumnus;
        crate::profiles::list(t, who).await;
        let file = enter(t, Who { name: who.name, from: "2019-01-01", to: Some("2024-06-30"), ..Who::usual() }).await;
        merge(t, who.id, file).await;
        assert_eq!(consents(t, who.id).await, [Purpose::Listed]);
        let me = t.get(who, "/me").await.must_be(200);
        assert!(me.has("put two records of yours together"));
    }
}

on_both! {
    async fn whoever_wanted_no_message_under_either_record_gets_none(t: House) {
        let (one, other) = strangers(t).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::silence(&cx, &mut conn, other, SilenceKind::DoNotContact).await.expect("silent");
        cx.commit(conn).await.expect("kept");
        merge(t, one, other).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        let silence = people::silence_of(&mut conn, one).await.expect("a look").expect("silent");
        assert_eq!(silence.kind, SilenceKind::DoNotContact);
        let invitation = invitations::of_person(&mut conn, one).await.expect("a look").expect("an invitation");
        assert!(!invitation.state.is_living());
    }
}

on_both! {
    async fn of_two_invitations_one_lives_on(t: House) {
        let (one, other) = strangers(t).await;
        merge(t, one, other).await;
        let living = keel::sql!("select count(*) from invitations_invitation where state in ('waiting', 'open')");
        let mut conn = t.app.db.read().await.expect("a connection");
        assert_eq!(conn.count(living, keel::args![]).await.expect("a count"), 1);
        let contacts = people::contacts(&mut conn, one).await.expect("contacts");
        assert_eq!(contacts.len(), 3, "the telephone both had is there once");
    }
}

on_both! {
    async fn nobody_gets_into_an_account_by_a_merge(t: House) {
        let who = &t.cast.alumnus;
        let other = enter(t, Who { name: who.name, contacts: &["thief@example.net"], ..Who::usual() }).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        people::actions::add_contact(&cx, &mut conn, other, &contact("thief@example.net"), "self", true).await.expect("proved");
        cx.commit(conn).await.expect("kept");
        t.drain().await;
        let thief = signed_in(t, other).await;
        t.get(&thief, "/me").await.must_be(200);
        merge(t, who.id, other).await;
        t.drain().await;
        assert!(t.get(&thief, "/me").await.must_be(303).location().starts_with("/sign-in"));
        t.get(who, "/me").await.must_be(200);
        t.forget_mails().await;
        t.post(&Cast::visitor(), "/sign-in", &[("contact", "thief@example.net")]).await;
        t.drain().await;
        let mails = t.mails().await;
        assert!(mails.iter().all(|mail| mail.link("/sign-in/").is_none()), "{mails:?}");
        // The owner's own contact still opens it.
        t.post(&Cast::visitor(), "/sign-in", &[("contact", who.mail)]).await;
        t.drain().await;
        assert!(t.mails().await.iter().any(|mail| mail.to == who.mail && mail.link("/sign-in/").is_some()));
    }
}

on_both! {
    async fn a_role_an_exit_and_ones_own_record_stand_in_the_way(t: House) {
        let other = enter(t, Who::usual()).await;
        let officer = &t.cast.officer;
        let refused = try_merge(t, officer, other, t.cast.admin.id).await.must_be(409);
        assert!(refused.has("has a role"));
        assert!(try_merge(t, officer, officer.id, other).await.must_be(409).has("your own record"));
        t.post(&t.cast.alumnus, "/me/exit", &[("sure", "yes")]).await;
        t.drain().await;
        assert!(try_merge(t, officer, other, t.cast.alumnus.id).await.must_be(409).has("leaving the alliance"));
    }
}

on_both! {
    async fn of_two_officers_who_merge_the_same_pair_at_once_one_reads_what_happened(t: House) {
        for round in 0..6 {
            let number = format!("R {round}");
            let one = enter(t, Who { number: Some(number.as_str()), ..Who::usual() }).await;
            let other = enter(t, Who::usual()).await;
            let (first, second) =
                tokio::join!(try_merge(t, &t.cast.officer, one, other), try_merge(t, &t.cast.hr, other, one));
            let mut all = [first.status.as_u16(), second.status.as_u16()];
            all.sort_unstable();
            assert_eq!(all, [303, 409]);
            let loser = if first.status.as_u16() == 409 { first } else { second };
            assert!(loser.has("was put together with another record in the meantime"));
            let left = keel::sql!("select count(*) from people_person where person_id in ($1, $2)");
            let mut conn = t.app.db.read().await.expect("a connection");
            assert_eq!(conn.count(left, keel::args![one, other]).await.expect("a count"), 1);
        }
    }
}
