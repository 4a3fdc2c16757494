//! Segments: a question under a name, whoever fits today, and what leaves as a file.

mod export;
mod learnt;

use homeport::people::directory::{Along, Eye, Filter as Narrowed};
use homeport::people::{self, PersonId};
use homeport::segments::{self, Filter, SegmentId};
use keel::contact::Contact;

use crate::on_both;
use crate::profiles::somebody;
use crate::support::{Cast, House, Person, Reply};

pub async fn make(t: &House, who: &Person, form: &[(&str, &str)]) -> Reply {
    t.post(who, "/segments", form).await
}

/// One for all officers, by name.
pub async fn kept(t: &House, form: &[(&str, &str)]) -> SegmentId {
    let mut all = vec![("name", "老同事"), ("shared", "1")];
    all.extend_from_slice(form);
    let reply = make(t, &t.cast.officer, &all).await.must_be(303);
    t.drain().await;
    reply.location().trim_start_matches("/segments/").parse().expect("an id")
}

/// As a browser would send what somebody typed into the address.
pub fn ascii(query: &str) -> String {
    query
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                url::form_urlencoded::byte_serialize(c.to_string().as_bytes()).collect()
            }
        })
        .collect()
}

/// Who fits, by name, as the page of a new segment shows them.
async fn fits(t: &House, query: &str) -> Vec<String> {
    t.get(&t.cast.officer, &format!("/segments/new?{}", ascii(query)))
        .await
        .must_be(200)
        .texts("#live .list b")
}

async fn count(t: &House, query: &str) -> String {
    let page =
        t.get(&t.cast.officer, &format!("/segments/new?{}&part=count", ascii(query))).await.must_be(200);
    page.text("#count").expect("a number")
}

async fn place(t: &House, person: PersonId, place: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::set_place(&cx, &mut conn, person, Some(place)).await.expect("a place");
    conn.commit().await.expect("kept");
}

async fn contact(t: &House, person: PersonId, address: &str) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let contact = Contact::parse(address, "CN").expect("a contact");
    people::actions::add_contact(&cx, &mut conn, person, &contact, "officer", false).await.expect("kept");
    conn.commit().await.expect("kept");
}

async fn silence(t: &House, person: PersonId, kind: people::SilenceKind) {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    people::actions::silence(&cx, &mut conn, person, kind).await.expect("silent");
    conn.commit().await.expect("kept");
}

on_both! {
    async fn whoever_fits_is_counted_while_it_is_chosen_and_found_later(t: House) {
        let maths = somebody(t, "陈一", "数学部", ("2015-03-01", Some("2019-05-31"))).await;
        let other = somebody(t, "陈二", "数学部", ("2020-03-01", Some("2024-05-31"))).await;
        place(t, maths, "Shanghai, China").await;
        place(t, other, "上海市徐汇区").await;
        assert_eq!(fits(t, "department=数学部").await, ["陈二", "陈一"]);
        assert_eq!(fits(t, "place=shanghai").await.len(), 2, "a town is one in both languages");
        assert_eq!(fits(t, "department=数学部&left=2019").await, ["陈一"]);
        assert_eq!(fits(t, "department=数学部&no-left=2019").await, ["陈二"]);
        assert_eq!(fits(t, "place=上海&stay=here").await, Vec::<String>::new());
        assert_eq!(count(t, "place=上海").await, "2 people");
        assert_eq!(count(t, "place=上海&no-place=Shanghai").await, "Nobody");
        let id = kept(t, &[("place", "Shanghai")]).await;
        let list = t.get(&t.cast.hr, "/segments").await.must_be(200);
        assert!(list.has("老同事") && list.has("2 people") && list.has("by 林悦"), "{:?}", list.texts("main"));
        place(t, other, "Berlin").await;
        let page = t.get(&t.cast.officer, &format!("/segments/{id}")).await.must_be(200);
        assert_eq!(page.texts(".list b"), ["陈一"]);
        assert!(page.has("One person"), "as it is now: {:?}", page.texts("main"));
    }
}

on_both! {
    async fn it_asks_how_somebody_stands_to_us_and_the_other_way_round(t: House) {
        let all = |fits: Vec<String>| fits.len();
        assert_eq!(fits(t, "engaged=joined").await.len(), 3);
        assert_eq!(all(fits(t, "engaged=joined&not=engaged").await), 4);
        assert_eq!(fits(t, "engaged=uninvited&stay=gone").await, ["许文"]);
        assert_eq!(all(fits(t, "contact=mail").await), 7);
        assert_eq!(all(fits(t, "contact=mobile").await), 0);
        assert_eq!(all(fits(t, "contact=mobile&not=contact").await), 7);
        assert_eq!(all(fits(t, "fresh=since&fresh-on=2000-01-01").await), 3, "joining says that all is right");
        assert_eq!(all(fits(t, "fresh=never").await), 4);
        assert_eq!(all(fits(t, "fresh=before&fresh-on=2000-01-01").await), 0);
        t.post(&t.cast.alumnus, "/me/consents", &[("consents", "letters"), ("consents", "listed")]).await.must_be(303);
        assert_eq!(fits(t, "consent=letters&consent=listed").await, ["欧阳书言"]);
        assert_eq!(all(fits(t, "consent=letters&consent=openings").await), 0);
        assert_eq!(all(fits(t, "consent=letters&not=consent").await), 6);
        assert_eq!(all(fits(t, "seen=2000-01-01").await), 7);
        crate::careers::tell(t, &t.cast.alumnus, t.cast.alumnus.id, &crate::careers::form("腾讯", "", "2024")).await;
        assert_eq!(fits(t, "organisation=腾讯").await, ["欧阳书言"]);
        assert_eq!(all(fits(t, "organisation=腾讯&not=work").await), 6);
        assert_eq!(all(fits(t, "organisation=nobody+knows").await), 0);
        assert_eq!(all(fits(t, "kind=intern").await), 0);
        assert_eq!(all(fits(t, "kind=employee&stay=gone").await), 2);
    }
}

on_both! {
    async fn its_people_are_named_a_batch_at_a_time_with_the_reasons_for_leaving_some_out(t: House) {
        let (quiet, dead) = (somebody(t, "甲", "数学部", ("2015-01-01", None)).await, somebody(t, "乙", "数学部", ("2015-01-01", None)).await);
        let (unreached, reached) = (somebody(t, "丙", "数学部", ("2015-01-01", None)).await, somebody(t, "丁", "数学部", ("2015-01-01", None)).await);
        for person in [quiet, dead, reached] {
            contact(t, person, &format!("{person}@example.net")).await;
        }
        silence(t, quiet, people::SilenceKind::DoNotContact).await;
        silence(t, dead, people::SilenceKind::Deceased).await;
        let id = kept(t, &[("department", "数学部")]).await;
        let cx = t.app.machine();
        let mut conn = cx.read().await.expect("a read");
        let batch = segments::people_of(&cx, &mut conn, id, None, None).await.expect("people");
        assert_eq!(batch.people, [reached]);
        let out = batch.left_out;
        assert_eq!((out.silent, out.no_contact, out.no_consent, batch.next), (1, 1, 0, None));
        let letters = Some(homeport::members::Purpose::Letters);
        let batch = segments::people_of(&cx, &mut conn, id, letters, None).await.expect("people");
        assert!(batch.people.is_empty() && batch.left_out.no_consent == 2);
        let behind = segments::people_of(&cx, &mut conn, id, None, Some(reached)).await.expect("people");
        assert!(behind.people.is_empty() && behind.next.is_none());
        let page = t.get(&t.cast.officer, &format!("/segments/{id}")).await.must_be(200);
        assert!(page.has("3 people") && page.has("one can be written to") && page.has("one wants no contact"), "{:?}", page.texts("main"));
        assert!(!page.has("乙"), "whoever is dead is in none");
        let calls = t.get(&t.cast.officer, &format!("/segments/{id}/calls")).await.must_be(200);
        assert!(calls.has("丁") && calls.has("丙") && !calls.has("甲"), "nobody calls one who wants no contact");
        let _ = unreached;
    }
}

on_both! {
    async fn many_are_walked_along_without_leaving_anybody_out(t: House) {
        let mut made = Vec::new();
        for nth in 0..120 {
            let department = if nth % 3 == 0 { "后期部" } else { "数学部" };
            made.push(somebody(t, &format!("人{nth:03}"), department, ("2015-01-01", Some("2018-01-01"))).await);
        }
        let cx = t.app.machine();
        let mut conn = cx.read().await.expect("a read");
        let narrowed = Narrowed { department: Some("数学部".to_owned()), ..Narrowed::default() };
        let eye = Eye::of(&cx.viewer);
        let mut along = Along::of(&mut conn, &eye, &narrowed, None).await.expect("a list");
        let mut found = Vec::new();
        while !along.is_done() {
            found.extend(along.next(&mut conn, 7).await.expect("a stretch"));
        }
        assert_eq!(found.len(), 80);
        let filter = Filter::from_query("from=2016&to=2016&no-department=数学部");
        let (mut after, mut all) = (None, 0);
        loop {
            let batch = segments::people_for(&cx, &mut conn, &filter, None, after).await.expect("people");
            all += batch.people.len() + usize::try_from(batch.left_out.no_contact).expect("few");
            after = batch.next;
            if after.is_none() {
                break;
            }
        }
        // Of the cast five were here in 2016 already or came later: three had come.
        assert_eq!(all, 40 + fits(t, "from=2016&to=2016&department=英语教学部").await.len());
        let page = t.get(&t.cast.officer, &format!("/segments/{}", kept(t, &[("department", "数学部")]).await)).await.must_be(200);
        assert_eq!(page.texts(".list b").len(), 50);
        let next = page.attribute("a[rel=next]", "href").expect("a next page");
        let page = t.get(&t.cast.officer, &next).await.must_be(200);
        assert_eq!(page.texts(".list b").len(), 30);
        assert!(page.attribute("a[rel=next]", "href").is_none());
    }
}

on_both! {
    async fn one_kept_to_oneself_is_nobody_elses(t: House) {
        let reply = make(t, &t.cast.officer, &[("name", "我的"), ("stay", "gone")]).await.must_be(303);
        let path = reply.location().to_owned();
        t.get(&t.cast.officer, &path).await.must_be(200);
        for at in [path.clone(), format!("{path}/edit"), format!("{path}/calls")] {
            t.get(&t.cast.hr, &at).await.must_be(404);
        }
        t.post(&t.cast.hr, &path, &[("name", "x")]).await.must_be(404);
        t.post(&t.cast.hr, &format!("{path}/remove"), &[]).await.must_be(404);
        assert!(!t.get(&t.cast.hr, "/segments").await.must_be(200).has("我的"));
        // Once all use it, only who made it takes it back to themselves.
        t.post(&t.cast.officer, &path, &[("name", "我们的"), ("shared", "1")]).await.must_be(303);
        let refused = t.post(&t.cast.hr, &path, &[("name", "他的")]).await.must_be(422);
        assert!(refused.has("Others use it"));
        t.drain().await;
    }
}

on_both! {
    async fn it_is_renamed_removed_and_taken_back(t: House) {
        let id = kept(t, &[("stay", "gone")]).await;
        let path = format!("/segments/{id}");
        let edit = t.get(&t.cast.hr, &format!("{path}/edit")).await.must_be(200);
        assert_eq!(edit.attribute("#name", "value").as_deref(), Some("老同事"));
        assert!(edit.has("2 people"), "{:?}", edit.texts("#live"));
        t.post(&t.cast.hr, &path, &[("name", "  走了的\u{200b} "), ("shared", "1"), ("stay", "gone")]).await.must_be(303);
        assert_eq!(t.get(&t.cast.officer, &path).await.must_be(200).text("h1").as_deref(), Some("走了的"));
        let removed = t.post(&t.cast.officer, &format!("{path}/remove"), &[]).await.must_be(303);
        assert_eq!(removed.location(), "/segments");
        t.get(&t.cast.officer, &path).await.must_be(404);
        t.post(&t.cast.officer, &format!("{path}/remove"), &[]).await.must_be(404);
        t.post(&t.cast.hr, &format!("{path}/restore"), &[]).await.must_be(303);
        t.get(&t.cast.officer, &path).await.must_be(200);
        for (form, words) in [(vec![("name", " \u{200d} ")], "Give it a name"), (vec![("name", "长")], "")] {
            let reply = make(t, &t.cast.officer, &form).await;
            assert!(words.is_empty() || reply.must_be(422).has(words));
        }
        let long = "x".repeat(200);
        let page = make(t, &t.cast.officer, &[("name", &long), ("department", "数学部")]).await.must_be(422);
        assert!(page.has("At most 100") && page.has("数学部"), "values are kept");
        let journal = t.get(&t.cast.admin, "/journal?of=segments").await.must_be(200);
        assert!(journal.has("removed a segment") && journal.has("took a removed segment back") && !journal.has("走了的"));
        t.drain().await;
    }
}

on_both! {
    async fn the_same_form_sent_twice_is_one_segment(t: House) {
        let new = t.get(&t.cast.officer, "/segments/new").await.must_be(200);
        let id = new.attribute("input[name=segment]", "value").expect("an id");
        let form = [("segment", id.as_str()), ("name", "两次"), ("shared", "1")];
        make(t, &t.cast.officer, &form).await.must_be(303);
        make(t, &t.cast.officer, &form).await.must_be(303);
        assert_eq!(t.get(&t.cast.officer, "/segments").await.must_be(200).texts(".list a.over"), ["两次"]);
        t.drain().await;
    }
}

on_both! {
    async fn a_segment_needs_sign_in_and_is_refused_without_the_role(t: House) {
        let id = kept(t, &[]).await;
        let path = format!("/segments/{id}");
        let posts = ["/segments".to_owned(), path.clone(), format!("{path}/remove"), format!("{path}/restore"), format!("{path}/export")];
        for at in posts {
            t.post(&Cast::visitor(), &at, &[("name", "x")]).await.must_be(401);
            for who in [&t.cast.member, &t.cast.manager, &t.cast.admin] {
                t.post(who, &at, &[("name", "x")]).await.must_be(403);
            }
        }
        t.post(&t.cast.hr, &format!("{path}/export"), &[("columns", "name")]).await.must_be(403);
    }
}

on_both! {
    async fn odd_questions_ask_nothing_and_break_nothing(t: House) {
        for query in [
            "from=20223&to=-4&left=abc", "fresh=before&fresh-on=yesterday", "not=work&not=everything", "consent=loyalty",
            "entity=nobody&no-entity=%00", "place=%F0%9F%8C%8A&department=%E2%80%AE", "after=zzz&people=-5&part=count",
        ] {
            t.get(&t.cast.officer, &format!("/segments/new?{query}")).await.must_be(200);
        }
        let long = "长".repeat(3_000);
        let form = [("name", "太长"), ("department", long.as_str())];
        let page = make(t, &t.cast.officer, &form).await.must_be(422);
        assert!(page.has("more than a segment can hold"));
    }
}
