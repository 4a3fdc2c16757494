//! Whether what is kept is still right: who is asked, what the link shows, what is done from it.

mod answers;
mod bounces;
mod confirming;
mod segments;

use std::time::Duration;

use homeport::freshness::{self, CampaignId, Step};
use homeport::members::{self, Purpose};

use crate::on_both;
use crate::support::{Cast, House, Person, Reply, Sent};

pub const DAY: Duration = Duration::from_secs(24 * 3_600);

pub async fn allow(t: &House, who: &Person) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    members::actions::set_consent(&cx, &mut conn, who.id, Purpose::Freshness, true).await.expect("allowed");
    conn.commit().await.expect("kept");
}

/// Counts those whom a narrowed list means; the address of the campaign.
pub async fn count(t: &House, whom: &str) -> String {
    let page = t.get(&t.cast.officer, &format!("/freshness/new?{whom}")).await.must_be(200);
    let form: Vec<(&str, String)> = ["campaign", "whom"]
        .map(|name| (name, page.attribute(&format!("input[name={name}]"), "value").expect("a field")))
        .into();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let made = t.post(&t.cast.officer, "/freshness", &form).await.must_be(303);
    t.drain().await;
    made.location().to_owned()
}

/// Asks everybody who may be asked.
pub async fn ask(t: &House, whom: &str) -> String {
    let campaign = count(t, whom).await;
    t.post(&t.cast.officer, &format!("{campaign}/start"), &[]).await.must_be(303);
    t.drain().await;
    campaign
}

pub async fn tally(t: &House, campaign: &str) -> Vec<(Step, i64)> {
    let id: CampaignId = campaign.rsplit('/').next().expect("an id").parse().expect("an id");
    let mut conn = t.app.db.read().await.expect("a connection");
    freshness::tally(&mut conn, id).await.expect("a tally")
}

pub async fn number(t: &House, campaign: &str, step: Step) -> i64 {
    tally(t, campaign).await.into_iter().find(|(one, _)| *one == step).map_or(0, |(_, count)| count)
}

pub async fn mail(t: &House, who: &Person) -> Option<Sent> {
    t.mails().await.into_iter().find(|mail| mail.to == who.mail && mail.purpose == "freshness")
}

pub async fn link(t: &House, who: &Person) -> String {
    mail(t, who).await.expect("a message").link("/f/").expect("a link")
}

/// Days go by, in which the officer and the alumnus look in now and then, so that their sessions live on.
async fn pass(t: &House, days: u32) {
    for _ in 0..days.div_ceil(20) {
        t.advance(DAY * 20.min(days));
        t.drain().await;
        for who in [&t.cast.officer, &t.cast.alumnus] {
            t.get(who, "/me").await.must_be(200);
        }
    }
}

pub async fn page(t: &House, path: &str) -> Reply {
    t.get(&Cast::visitor(), path).await
}

on_both! {
    async fn an_officer_sees_how_many_are_asked_and_why_not_the_others_before_anything_leaves(t: House) {
        for who in [&t.cast.alumnus, &t.cast.member] {
            allow(t, who).await;
        }
        t.post(&t.cast.officer, &format!("/people/{}/silence", t.cast.stranger.id), &[("kind", "do_not_contact")])
            .await
            .must_be(303);
        let campaign = count(t, "").await;
        let shown = t.get(&t.cast.officer, &campaign).await.must_be(200);
        assert!(shown.has("2 people will be asked"), "{:?}", shown.texts("main"));
        assert!(t.mails().await.is_empty(), "nothing leaves before somebody says so");
        assert_eq!(number(t, &campaign, Step::Chosen).await, 7);
        assert_eq!(number(t, &campaign, Step::Silent).await, 1);
        assert_eq!(number(t, &campaign, Step::NoConsent).await, 4);
        let silent = t.get(&t.cast.officer, &format!("{campaign}/people?step=silent")).await.must_be(200);
        assert_eq!(silent.texts(".list b"), [t.cast.stranger.name]);
        for words in ["这些还对吗", "is this still right?"] {
            assert!(shown.has(words), "the message in both languages: {words}");
        }
        t.post(&t.cast.officer, &format!("{campaign}/start"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(number(t, &campaign, Step::Asked).await, 2);
        assert!(t.get(&t.cast.officer, &campaign).await.has("all asked"));
        let asked = t.get(&t.cast.officer, &format!("{campaign}/people?step=asked")).await.must_be(200);
        assert_eq!(asked.texts(".list b").len(), 2);
    }
}

on_both! {
    async fn whom_it_means_is_a_narrowed_list(t: House) {
        for who in [&t.cast.alumnus, &t.cast.member] {
            allow(t, who).await;
        }
        let campaign = ask(t, "from=2019&to=2019&q=%E6%AC%A7%E9%98%B3").await;
        assert_eq!(number(t, &campaign, Step::Chosen).await, 1);
        assert!(mail(t, &t.cast.alumnus).await.is_some() && mail(t, &t.cast.member).await.is_none());
        assert!(t.get(&t.cast.officer, "/freshness").await.must_be(200).has("欧阳 · worked here 2019"));
    }
}

on_both! {
    async fn it_pauses_goes_on_and_ends(t: House) {
        allow(t, &t.cast.alumnus).await;
        let campaign = count(t, "").await;
        let act = |step: &'static str| {
            let path = format!("{campaign}/{step}");
            async move { t.post(&t.cast.officer, &path, &[]).await.must_be(303) }
        };
        act("start").await;
        act("pause").await;
        t.drain().await;
        assert!(mail(t, &t.cast.alumnus).await.is_none(), "nobody is asked in a pause");
        act("start").await;
        t.drain().await;
        assert!(mail(t, &t.cast.alumnus).await.is_some());
        act("end").await;
        assert!(t.get(&t.cast.officer, &campaign).await.has("all asked"), "what is done is not ended");
        let other = count(t, "").await;
        t.post(&t.cast.officer, &format!("{other}/end"), &[]).await.must_be(303);
        t.post(&t.cast.officer, &format!("{other}/start"), &[]).await.must_be(303);
        assert!(t.get(&t.cast.officer, &other).await.has("ended"));
    }
}

on_both! {
    async fn nobody_is_asked_twice_in_a_year_unless_they_want_that(t: House) {
        allow(t, &t.cast.alumnus).await;
        ask(t, "").await;
        t.forget_mails().await;
        pass(t, 80).await;
        let second = ask(t, "").await;
        assert_eq!(number(t, &second, Step::Recent).await, 1);
        t.post(&t.cast.alumnus, "/me/rhythm", &[("rhythm", "now_and_then")]).await.must_be(303);
        pass(t, 10).await;
        t.forget_mails().await;
        ask(t, "").await;
        assert!(mail(t, &t.cast.alumnus).await.is_some(), "they want to be asked now and then");
        t.post(&t.cast.alumnus, "/me/rhythm", &[("rhythm", "never")]).await.must_be(303);
        pass(t, 400).await;
        let last = ask(t, "").await;
        assert_eq!(number(t, &last, Step::NoConsent).await, 7);
    }
}

on_both! {
    async fn officers_alone_ask(t: House) {
        let campaign = count(t, "").await;
        for path in ["start", "pause", "end"].map(|step| format!("{campaign}/{step}")) {
            t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.admin, &t.cast.stranger] {
                t.post(who, &path, &[]).await.must_be(403);
            }
        }
        for path in [campaign.clone(), format!("{campaign}/people"), "/freshness/new".to_owned()] {
            t.get(&t.cast.member, &path).await.must_be(403);
            t.get(&t.cast.hr, &path).await.must_be(200);
        }
        let nobody = "/freshness/00000000-0000-7000-8000-000000000000";
        t.get(&t.cast.officer, nobody).await.must_be(404);
        t.post(&t.cast.officer, &format!("{nobody}/start"), &[]).await.must_be(404);
        t.post(&t.cast.member, "/freshness", &[]).await.must_be(403);
    }
}

on_both! {
    async fn switched_off_nothing_goes_out_and_no_link_works(t: House) {
        allow(t, &t.cast.alumnus).await;
        ask(t, "").await;
        let link = link(t, &t.cast.alumnus).await;
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let off = homeport::settings::Key::FreshnessOpen;
        homeport::settings::actions::set(&cx, &mut conn, off, "no").await.expect("off");
        conn.commit().await.expect("kept");
        t.app.reload_settings().await.expect("settings");
        for path in ["/freshness", "/freshness/new"] {
            t.get(&t.cast.officer, path).await.must_be(404);
        }
        t.post(&t.cast.officer, "/freshness", &[]).await.must_be(404);
        page(t, &link).await.must_be(404);
        t.post(&Cast::visitor(), &link, &[]).await.must_be(404);
    }
}
