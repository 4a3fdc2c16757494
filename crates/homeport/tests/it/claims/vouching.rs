//! Members who worked there then are asked, and two of them are enough.

use std::time::Duration;

use homeport::members::{self, Purpose};
use homeport::settings::Key;

use super::{TOLD, allow, confirmed, join, linked, mail, on_record, queue, set, told};
use crate::on_both;
use crate::support::{Cast, House};

const GU: &str = "yuan@claims.example.org";
const WEEK: Duration = Duration::from_secs(7 * 24 * 3_600);

fn asking<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = told(more);
    form.push(("may_ask", "yes"));
    form
}

/// Three members worked there then; all agreed to be asked.
async fn three_may_be_asked(t: &House) {
    for person in [&t.cast.member, &t.cast.alumnus, &t.cast.manager] {
        allow(t, person, Purpose::Vouching).await;
    }
}

async fn vouch_link(t: &House, to: &str) -> Option<String> {
    mail(t, to).await.and_then(|mail| mail.link("/v/"))
}

async fn says(t: &House, to: &str, answer: &str) {
    let link = vouch_link(t, to).await.expect("they were asked");
    t.post(&Cast::visitor(), &link, &[("answer", answer)]).await.must_be(303);
    t.drain().await;
}

on_both! {
    async fn two_members_who_know_them_are_enough_and_the_officer_sees_who(t: House) {
        three_may_be_asked(t).await;
        confirmed(t, &asking(&[("colleague", "欧阳书言")])).await;
        let link = vouch_link(t, t.cast.member.mail).await.expect("asked");
        let page = t.get(&Cast::visitor(), &link).await.must_be(200);
        assert!(page.has("顾远") && page.has("2019–2021"));
        for hidden in [GU, "英语教学部", "欧阳书言"] {
            assert!(!page.has(hidden), "{hidden} is nobody's business");
            let asked = mail(t, t.cast.member.mail).await.expect("asked");
            assert!(!asked.text.contains(hidden), "{hidden}");
        }
        says(t, t.cast.member.mail, "yes").await;
        assert_eq!(queue(t, "waiting").await.len(), 1, "one is not enough");
        says(t, t.cast.alumnus.mail, "yes").await;
        let claims = queue(t, "accepted").await;
        assert_eq!(claims.len(), 1);
        let officer = t.get(&t.cast.officer, &claims[0]).await.must_be(200);
        assert!(officer.has("李知微") && officer.has("欧阳书言") && officer.has("two members know them"));
        join(t, &linked(t, GU, "/i/").await.expect("the invitation")).await;
        // Whoever comes too late finds nobody's name.
        let late = vouch_link(t, t.cast.manager.mail).await.expect("asked");
        let late_page = t.get(&Cast::visitor(), &late).await.must_be(410);
        assert!(!late_page.has("顾远"));
        t.post(&Cast::visitor(), &late, &[("answer", "yes")]).await.must_be(303);
    }
}

on_both! {
    async fn somebody_on_record_without_a_contact_is_the_one_when_nobody_else_fits(t: House) {
        three_may_be_asked(t).await;
        let person = on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &[]).await;
        confirmed(t, &asking(&[])).await;
        says(t, t.cast.member.mail, "yes").await;
        says(t, t.cast.alumnus.mail, "yes").await;
        assert_eq!(queue(t, "accepted").await.len(), 1);
        join(t, &linked(t, GU, "/i/").await.expect("the invitation")).await;
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(members::is_member(&mut conn, person).await.expect("an answer"));
    }
}

on_both! {
    async fn where_somebody_else_could_be_reached_or_a_no_was_said_the_officer_decides(t: House) {
        three_may_be_asked(t).await;
        on_record(t, "顾远", ("2019-03-01", "2021-08-31"), &["13900005678"]).await;
        confirmed(t, &asking(&[])).await;
        says(t, t.cast.member.mail, "yes").await;
        says(t, t.cast.alumnus.mail, "yes").await;
        assert_eq!(queue(t, "waiting").await.len(), 1, "another contact is on file");
        t.advance(WEEK);
        confirmed(t, &asking(&[("name", "贺兰"), ("contact", "lan@claims.example.org")])).await;
        says(t, t.cast.member.mail, "no").await;
        says(t, t.cast.alumnus.mail, "yes").await;
        says(t, t.cast.manager.mail, "yes").await;
        assert_eq!(queue(t, "waiting").await.len(), 2);
    }
}

on_both! {
    async fn a_setting_leaves_it_to_the_officer(t: House) {
        three_may_be_asked(t).await;
        set(t, Key::ClaimsVouched, "no").await;
        confirmed(t, &asking(&[])).await;
        says(t, t.cast.member.mail, "yes").await;
        says(t, t.cast.alumnus.mail, "yes").await;
        let claims = queue(t, "waiting").await;
        assert_eq!(claims.len(), 1);
        assert!(t.get(&t.cast.officer, "/claims").await.must_be(200).has("2 know them"));
    }
}

on_both! {
    async fn nobody_is_asked_who_did_not_agree_or_without_leave_or_twice_a_week(t: House) {
        allow(t, &t.cast.member, Purpose::Vouching).await;
        confirmed(t, &TOLD).await;
        assert!(vouch_link(t, t.cast.member.mail).await.is_none(), "whoever claims did not allow it");
        confirmed(t, &asking(&[("contact", "a@claims.example.org")])).await;
        assert!(vouch_link(t, t.cast.member.mail).await.is_some());
        assert!(vouch_link(t, t.cast.alumnus.mail).await.is_none(), "they did not agree");
        t.forget_mails().await;
        confirmed(t, &asking(&[("contact", "b@claims.example.org")])).await;
        assert!(vouch_link(t, t.cast.member.mail).await.is_none(), "once a week");
        t.advance(WEEK);
        confirmed(t, &asking(&[("contact", "c@claims.example.org")])).await;
        assert!(vouch_link(t, t.cast.member.mail).await.is_some());
        t.advance(WEEK);
        t.forget_mails().await;
        confirmed(t, &asking(&[("contact", "d@claims.example.org"), ("from", "2012"), ("to", "2014")])).await;
        assert!(vouch_link(t, t.cast.member.mail).await.is_none(), "they were not there then");
    }
}

on_both! {
    async fn do_not_ask_me_is_kept_and_says_nothing_and_an_answer_counts_once(t: House) {
        three_may_be_asked(t).await;
        confirmed(t, &asking(&[])).await;
        let link = vouch_link(t, t.cast.member.mail).await.expect("asked");
        t.get(&Cast::visitor(), &link).await.must_be(200);
        says(t, t.cast.member.mail, "declined").await;
        let mut conn = t.app.db.read().await.expect("a connection");
        assert!(!members::consent(&mut conn, t.cast.member.id, Purpose::Vouching).await.expect("an answer"));
        drop(conn);
        says(t, t.cast.member.mail, "yes").await;
        says(t, t.cast.alumnus.mail, "yes").await;
        assert_eq!(queue(t, "waiting").await.len(), 1, "what was answered stays answered");
        says(t, t.cast.manager.mail, "yes").await;
        assert_eq!(queue(t, "accepted").await.len(), 1);
        t.post(&Cast::visitor(), "/v/forged", &[("answer", "yes")]).await.must_be(404);
        // A link that is good for a wish is good for nothing here.
        let other = t.app.key.ticket("welcome.wish", t.cast.member.id.0);
        t.post(&Cast::visitor(), &format!("/v/{other}"), &[("answer", "yes")]).await.must_be(404);
    }
}
