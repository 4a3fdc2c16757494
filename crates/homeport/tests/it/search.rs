//! Finding people by words: as people type, as far as they may know, at once where something is hidden.

mod careers;
mod facets;
mod hidden;
mod index;
mod limits;
mod oracle;

use homeport::people::{self, Audience, NameKind, NewPerson, PersonId};

use crate::on_both;
use crate::profiles::{list, listed, somebody};
use crate::support::{House, Person, day, newcomer};

pub async fn found(t: &House, who: &Person, typed: &str) -> Vec<String> {
    listed(t, who, &format!("?q={}", encoded(typed))).await
}

pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A former colleague with all that a search may ask for.
pub async fn somebody_at(t: &House, name: &str, number: Option<&str>, place: Option<&str>) -> PersonId {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let new = NewPerson {
        place: place.map(str::to_owned),
        number: number.map(str::to_owned),
        department: Some("研发中心".to_owned()),
        started_on: day("2012-05-01"),
        ended_on: Some(day("2015-04-30")),
        ..newcomer(t.cast.school, name)
    };
    let id = people::actions::add(&cx, &mut conn, &new).await.expect("a person");
    conn.commit().await.expect("on record");
    id
}

on_both! {
    async fn a_name_is_found_as_people_type_it(t: House) {
        let names =
            ["陈彤", "陳彥廷", "单雄信", "曾巩", "区志强", "仇英", "解缙", "吕布", "José Álvarez", "Zoë O’Neill"];
        for name in names {
            somebody_at(t, name, None, None).await;
        }
        for (typed, wanted) in [
            ("彤", "陈彤"),
            ("陳彤", "陈彤"),
            ("chentong", "陈彤"),
            ("Chén Tóng", "陈彤"),
            ("chent", "陈彤"),
            ("chen to", "陈彤"),
            ("ct", "陈彤"),
            ("陈tong", "陈彤"),
            ("陈彦廷", "陳彥廷"),
            ("cyt", "陳彥廷"),
            ("shanxiongxin", "单雄信"),
            ("sxx", "单雄信"),
            ("zenggong", "曾巩"),
            ("ouzq", "区志强"),
            ("qiuy", "仇英"),
            ("xiejin", "解缙"),
            ("lvbu", "吕布"),
            ("lübu", "吕布"),
            ("lyubu", "吕布"),
            ("jose alvarez", "José Álvarez"),
            ("alvarez jose", "José Álvarez"),
            ("ÁLVAREZ", "José Álvarez"),
            ("oneill", "Zoë O’Neill"),
            ("Alvraez", "José Álvarez"),
            ("alvaresz", "José Álvarez"),
        ] {
            assert_eq!(found(t, &t.cast.officer, typed).await, [wanted], "{typed}");
        }
        for typed in ["danxiongxin", "陈彤彤", "alvraes", "jsoe alvraes"] {
            assert!(found(t, &t.cast.officer, typed).await.is_empty(), "{typed}");
        }
    }
}

on_both! {
    async fn a_slip_is_forgiven_only_where_nobody_is_found_without_it_and_is_said(t: House) {
        somebody_at(t, "Jonathan Smith", None, None).await;
        somebody_at(t, "Jonatan Berg", None, None).await;
        assert_eq!(found(t, &t.cast.officer, "jonatan").await, ["Jonatan Berg"]);
        let page = t.get(&t.cast.officer, "/people?q=jonathna").await.must_be(200);
        assert_eq!(page.texts(".list b"), ["Jonathan Smith"]);
        assert!(page.has("These come close."));
        assert!(!t.get(&t.cast.officer, "/people?q=jonatan").await.has("These come close."));
    }
}

on_both! {
    async fn several_words_narrow_to_one_run_of_employment(t: House) {
        somebody_at(t, "陈彤", Some("HF 0301"), Some("杭州")).await;
        somebody(t, "陈洁", "Mathematics", ("2001-01-01", Some("2004-12-31"))).await;
        somebody(t, "Anna", "Mathematics", ("2019-01-01", None)).await;
        for (typed, wanted) in [
            ("陈 研发", vec!["陈彤"]),
            ("chen yanfa 2014", vec!["陈彤"]),
            ("陈 2014年", vec!["陈彤"]),
            ("陈 2016", vec![]),
            ("陈 2004-2012", vec!["陈洁", "陈彤"]),
            ("陈 2012至2010", vec!["陈彤"]),
            ("math 2003", vec!["陈洁"]),
            ("math 2026", vec!["Anna"]),
            ("mathematics 2024–2025", vec!["Anna"]),
            ("陈 海帆", vec!["陈洁", "陈彤"]),
            ("chen haifan 杭州", vec!["陈彤"]),
            ("hangzhou", vec!["陈彤"]),
            ("0301", vec!["陈彤"]),
            ("hf 301", vec!["陈彤"]),
            ("ＨＦ０３０１", vec!["陈彤"]),
        ] {
            let mut found = found(t, &t.cast.officer, typed).await;
            found.sort();
            let mut wanted: Vec<_> = wanted.iter().map(|name| (*name).to_owned()).collect();
            wanted.sort();
            assert_eq!(found, wanted, "{typed}");
        }
    }
}

on_both! {
    async fn other_names_find_for_their_audience_and_former_ones_for_nobody(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        for (kind, audience, by_member, by_officer) in [
            (NameKind::Other, Audience::Members, true, true),
            (NameKind::Other, Audience::Officers, false, true),
            (NameKind::Other, Audience::Me, false, false),
            (NameKind::Former, Audience::Everyone, false, false),
        ] {
            let cx = t.app.machine();
            let mut conn = cx.begin().await.expect("a transaction");
            let names = [("Quentin".to_owned(), kind, audience)];
            people::actions::set_names(&cx, &mut conn, owner.id, &names).await.expect("named");
            conn.commit().await.expect("committed");
            for typed in ["quentin", "quen", "quentni"] {
                assert_eq!(!found(t, &t.cast.member, typed).await.is_empty(), by_member, "{typed} {audience}");
                assert_eq!(!found(t, &t.cast.officer, typed).await.is_empty(), by_officer, "{typed} {audience}");
            }
        }
    }
}

on_both! {
    async fn whoever_worked_with_the_viewer_comes_first_then_whoever_changed_last(t: House) {
        for name in ["Ada Old", "Ada New"] {
            somebody(t, name, "Mathematics", ("2020-01-01", None)).await;
            t.advance(std::time::Duration::from_secs(200_000));
        }
        // The officer began here in 2018, in the department of the cast.
        let department = "英语教学部";
        somebody(t, "Ada Before", department, ("2010-01-01", Some("2011-12-31"))).await;
        somebody(t, "Ada Beside", department, ("2018-06-01", Some("2019-12-31"))).await;
        t.advance(std::time::Duration::from_secs(200_000));
        somebody(t, "Ada Last", "Physics", ("2020-01-01", None)).await;
        let order = found(t, &t.cast.officer, "ada").await;
        assert_eq!((order.first(), order.get(1)), (Some(&"Ada Beside".to_owned()), Some(&"Ada Last".to_owned())));
        assert_eq!(order.last().map(String::as_str), Some("Ada Old"));
        let with_me = listed(t, &t.cast.officer, "?q=ada&with=me").await;
        assert_eq!(with_me, ["Ada Beside"]);
        let all = listed(t, &t.cast.officer, "?with=me").await;
        assert!(all.contains(&t.cast.member.name.to_owned()) && !all.contains(&"Ada Before".to_owned()));
    }
}

on_both! {
    async fn whatever_is_typed_is_answered(t: House) {
        let long = "陈".repeat(7_000);
        let longer = "a".repeat(10_000);
        for typed in [
            "   ", "\u{200d}\u{200d}", "\u{202e}neht", "🙂👨‍👩‍👧", "((a|b)*)+$", "name:* AND -x OR \"y", "a^2~3 [a TO z]",
            "%", "_", "'; drop table people_person; --", "\\", "\u{0}", "*", "ynow", "n陈", "*:*", "\u{feff}", "ﷺ",
            "𠮷野家", "e\u{301}\u{301}\u{301}", "2015-", "-2015", "9999-0000", "1e9", &long, &longer,
        ] {
            for part in ["", "&part=list", "&with=me&page=99999999999999999999"] {
                let path = format!("/people?q={}{part}", encoded(typed));
                t.get(&t.cast.officer, &path).await.must_be(200);
            }
        }
        let page = t.get(&t.cast.officer, &format!("/people?q={longer}")).await.must_be(200);
        assert!(page.has("up to 200 characters") && page.texts(".list b").is_empty());
        // Half a pair, as broken programs send it.
        t.get(&t.cast.officer, "/people?q=%ED%A0%80&page=-1").await;
        for typed in ["*", "ynow", "g zh-CN", "*:*", "🙂"] {
            assert!(found(t, &t.cast.officer, typed).await.is_empty(), "{typed} is nobody's name");
        }
    }
}
