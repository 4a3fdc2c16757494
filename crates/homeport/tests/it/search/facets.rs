//! What a search offers to narrow by, the pages of its results, and the part that is fetched while typing.

use super::{found, somebody_at};
use crate::on_both;
use crate::profiles::{listed, somebody};
use crate::support::House;

/// The links that narrow, with the number each promises.
fn chips(page: &crate::support::Reply) -> Vec<(String, usize)> {
    let selector = scraper::Selector::parse(".chip").expect("a selector");
    let html = scraper::Html::parse_document(&page.body);
    html.select(&selector)
        .filter_map(|chip| {
            let label = chip.text().collect::<String>();
            let count = label.rsplit("· ").next()?.trim().parse().ok()?;
            Some((chip.value().attr("href")?.to_owned(), count))
        })
        .collect()
}

on_both! {
    async fn every_number_leads_to_as_many_people(t: House) {
        for nth in 0..7 {
            let department = if nth % 2 == 0 { "Mathematics" } else { "Physics" };
            let years = if nth % 3 == 0 { ("2001-01-01", Some("2007-12-31")) } else { ("2012-01-01", None) };
            somebody(t, &format!("Person {nth}"), department, years).await;
        }
        somebody_at(t, "Person at home", None, Some("杭州")).await;
        somebody_at(t, "Person away", None, Some("Berlin")).await;
        let page = t.get(&t.cast.officer, "/people?q=person").await.must_be(200);
        assert!(page.has("9 people"));
        let chips = chips(&page);
        assert!(chips.len() >= 8, "{chips:?}");
        for (href, count) in chips {
            let there = t.get(&t.cast.officer, &href).await.must_be(200);
            assert_eq!(there.texts(".list b").len(), count, "{href}");
            assert!(there.attribute(".chip[aria-current]", "href").is_some(), "{href} can be let go");
        }
    }
}

on_both! {
    async fn pages_follow_each_other_without_gap(t: House) {
        for nth in 0..120 {
            somebody(t, &format!("Person {nth:03}"), "Mathematics", ("2020-01-01", None)).await;
        }
        let mut all = Vec::new();
        let mut path = "/people?q=person&department=Mathematics".to_owned();
        loop {
            let page = t.get(&t.cast.officer, &path).await.must_be(200);
            all.push(page.texts(".list b"));
            let Some(next) = page.attribute("a[rel=next]", "href") else { break };
            assert!(next.contains("department=Mathematics"), "{next}");
            path = next;
        }
        assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
        let mut names = all.concat();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 120);
        let page = t.get(&t.cast.officer, &path).await.must_be(200);
        let before = page.attribute("a[rel=prev]", "href").expect("a page before");
        assert_eq!(t.get(&t.cast.officer, &before).await.texts(".list b"), all[1]);
    }
}

on_both! {
    async fn while_typing_only_the_results_come(t: House) {
        for nth in 0..12 {
            somebody(t, &format!("Person {nth:02}"), "Mathematics", ("2020-01-01", None)).await;
        }
        let part = t.get(&t.cast.officer, "/people?q=person&part=list").await.must_be(200);
        assert!(!part.has("<html") && !part.has("<form"));
        assert_eq!(part.attribute("#found", "data-count").as_deref(), Some("12 people"));
        assert_eq!(part.texts(".list b").len(), 10);
        assert!(part.has("/people?q=person\"") && !part.has("part=list"), "a way to all of them");
        let none = t.get(&t.cast.officer, "/people?q=nobodyatall&part=list").await.must_be(200);
        assert_eq!(none.attribute("#found", "data-count").as_deref(), Some(""));
        let all = t.get(&t.cast.officer, "/people?q=&part=list").await.must_be(200);
        assert!(all.texts(".list b").len() > 12, "an empty box shows everybody again");
    }
}

on_both! {
    async fn until_there_is_an_index_the_beginnings_of_names_are_found(t: House) {
        somebody_at(t, "陈彤", None, None).await;
        t.app.index.fall_behind();
        let page = t.get(&t.cast.officer, "/people?q=chen").await.must_be(200);
        assert_eq!(page.texts(".list b"), ["陈彤"]);
        assert!(page.has("getting ready"));
        homeport::people::index::catch_up(&t.app).await.expect("filled");
        assert!(!t.get(&t.cast.officer, "/people?q=chen").await.has("getting ready"));
        assert_eq!(found(t, &t.cast.officer, "ct").await, ["陈彤"]);
        assert!(listed(t, &t.cast.officer, "").await.len() > 7, "and without a word everybody");
    }
}
