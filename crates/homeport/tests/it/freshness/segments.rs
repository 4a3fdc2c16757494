//! Asking the people of a segment.

use homeport::freshness::Step;

use super::{allow, mail, number};
use crate::on_both;
use crate::segments::{kept, make};
use crate::support::{Cast, House, Person, Reply};

/// Sends the page's own form; the answer.
async fn send(t: &House, who: &Person, page: &Reply) -> Reply {
    let form = ["campaign", "whom", "segment"]
        .map(|name| (name, page.attribute(&format!("input[name={name}]"), "value").expect("a field")));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    t.post(who, "/freshness", &form).await
}

on_both! {
    async fn from_a_segment_its_people_are_asked_with_the_same_reasons_for_not_asking(t: House) {
        let officer = &t.cast.officer;
        for who in [&t.cast.alumnus, &t.cast.member] {
            allow(t, who).await;
        }
        t.post(officer, &format!("/people/{}/silence", t.cast.stranger.id), &[("kind", "do_not_contact")]).await.must_be(303);
        t.post(officer, &format!("/careers/{}/learnt", t.cast.alumnus.id), &[("skills", "Tea")]).await.must_be(303);
        t.post(officer, &format!("/careers/{}/learnt", t.cast.stranger.id), &[("skills", "Tea")]).await.must_be(303);
        t.post(officer, &format!("/careers/{}/learnt", t.cast.hr.id), &[("skills", "Tea")]).await.must_be(303);
        let id = kept(t, &[("skill", "tea")]).await;
        let from = format!("/freshness/new?segment={id}");
        let shown = t.get(officer, &format!("/segments/{id}")).await.must_be(200);
        assert_eq!(shown.attribute(&format!("a[href='{from}']"), "href"), Some(from.clone()));
        let page = t.get(officer, &from).await.must_be(200);
        assert!(page.has("老同事") && page.has("3 people") && page.has("can tea"), "{:?}", page.texts("main"));
        let campaign = send(t, officer, &page).await.must_be(303).location().to_owned();
        send(t, officer, &page).await.must_be(303);
        // What the segment asks later changes nothing any more.
        t.post(officer, &format!("/segments/{id}/remove"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(number(t, &campaign, Step::Chosen).await, 3);
        assert_eq!(number(t, &campaign, Step::Silent).await, 1);
        assert_eq!(number(t, &campaign, Step::NoConsent).await, 1);
        let page = t.get(officer, &campaign).await.must_be(200);
        assert!(page.has("老同事") && page.has("can tea") && page.has("One person will be asked"), "{:?}", page.texts("main"));
        t.post(officer, &format!("{campaign}/start"), &[]).await.must_be(303);
        t.drain().await;
        assert!(mail(t, &t.cast.alumnus).await.is_some() && mail(t, &t.cast.member).await.is_none());
        assert!(t.get(officer, "/freshness").await.must_be(200).has("老同事"));
    }
}

on_both! {
    async fn another_officers_own_segment_is_not_found_and_asking_from_one_needs_the_role(t: House) {
        let made = make(t, &t.cast.officer, &[("name", "老同事"), ("skill", "tea")]).await.must_be(303);
        t.drain().await;
        let own = made.location().trim_start_matches("/segments/").to_owned();
        let form = [("campaign", ""), ("whom", ""), ("segment", own.as_str())];
        t.get(&t.cast.hr, &format!("/freshness/new?segment={own}")).await.must_be(404);
        t.post(&t.cast.hr, "/freshness", &form).await.must_be(404);
        t.get(&t.cast.member, &format!("/freshness/new?segment={own}")).await.must_be(403);
        t.post(&t.cast.member, "/freshness", &form).await.must_be(403);
        t.post(&Cast::visitor(), "/freshness", &form).await.must_be(401);
        let page = t.get(&t.cast.officer, &format!("/freshness/new?segment={own}")).await.must_be(200);
        assert!(page.has("Nobody") && page.attribute("input[name=campaign]", "value").is_none(), "nobody to ask");
        t.get(&t.cast.officer, "/freshness/new?segment=rubbish").await.must_be(404);
    }
}
