//! Jobs held elsewhere: told, corrected, confirmed, removed and taken back; who sees them.

mod news;

use std::time::Duration;

use homeport::careers::{self, Position};
use homeport::people::directory::Eye;
use homeport::people::{Audience, PersonId};

use crate::on_both;
use crate::profiles::{list, show_to};
use crate::support::{Cast, House, Person, Reply};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// What was typed, the field it is wrong in, and what is said there.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

/// A form with these fields filled in.
pub fn form<'a>(organisation: &'a str, title: &'a str, started: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("organisation", organisation), ("title", title), ("started", started)]
}

/// The address of somebody's career.
pub fn career(who: PersonId) -> String {
    format!("/careers/{who}")
}

/// Tells of a job, in the name of `by`; where it is worked on.
pub async fn tell(t: &House, by: &Person, of: PersonId, form: &[(&str, &str)]) -> String {
    t.post(by, &career(of), form).await.must_be(303);
    let position = all(t, of).await.remove(0);
    format!("{}/{}", career(of), position.position_id)
}

/// The same person after a time, signed in anew.
pub async fn back(t: &House, who: &Person) -> Person {
    let cx = t.app.machine();
    let mut conn = cx.begin().await.expect("a transaction");
    let token =
        homeport::accounts::actions::open_session(&cx, &mut conn, who.id, "test").await.expect("a session");
    cx.commit(conn).await.expect("committed");
    Person { token, ..who.clone() }
}

/// To one's own career, with these cookies beside the session's.
async fn send(t: &House, who: &Person, method: &str, cookies: &str, body: &'static str) -> Reply {
    let request = axum::http::Request::builder()
        .method(method)
        .uri(career(who.id))
        .header("host", "homeport.test")
        .header("cookie", format!("homeport={}; {cookies}", who.token))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    t.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

async fn look(t: &House, who: &Person, cookies: &str) -> Reply {
    send(t, who, "GET", cookies, "").await.must_be(200)
}

fn base64_url(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

pub async fn all(t: &House, of: PersonId) -> Vec<Position> {
    let mut conn = t.app.db.read().await.expect("a connection");
    let viewer = homeport::access::Viewer::machine();
    careers::positions(&mut conn, &Eye::of(&viewer), of).await.expect("positions")
}

on_both! {
    async fn a_member_tells_where_they_are_and_the_way_is_one_with_the_years_here(t: House) {
        let owner = &t.cast.alumnus;
        let page = t.get(owner, &career(owner.id)).await.must_be(200);
        assert!(page.has("never used to police a non-compete"));
        assert!(t.get(owner, &format!("{}/new", career(owner.id))).await.must_be(200).has("never used to police"));
        let mut told = form("云帆科技", "产品经理", "2024年7月");
        told.extend([("place", "深圳"), ("what", "Lines\nof work"), ("ended", "2026-08"), ("source", "file")]);
        tell(t, owner, owner.id, &told).await;
        tell(t, owner, owner.id, &form("远山学校", "", "2026-10")).await;
        let page = t.get(owner, &format!("/people/{}", owner.id)).await.must_be(200);
        let way = page.texts("ol.list > li");
        assert!(way[0].starts_with("远山学校") && way[0].contains("since October 2026"), "{way:?}");
        assert!(way[1].starts_with("产品经理 · 云帆科技"), "{way:?}");
        assert!(way[1].contains("July 2024 – August 2026 · 2 years 2 months · 深圳"), "{way:?}");
        assert!(way[1].contains("from the person · confirmed just now by you"), "{way:?}");
        assert!(way[2].contains("2019–2024"), "{way:?}");
        assert!(t.get(owner, "/me").await.must_be(200).has(&career(owner.id)));
        let officer = t.get(&t.cast.officer, &career(owner.id)).await.must_be(200);
        assert!(officer.has("never used to police") && officer.has("confirmed just now by themselves"));
    }
}

on_both! {
    async fn a_returner_has_one_way(t: House) {
        let id = t.cast.member.id;
        let years = [("started_on", "2012-03-01"), ("last_day", "2015-06-30"), ("title", "Intern")];
        t.post(&t.cast.officer, &format!("/people/{id}/tenures"), &years).await.must_be(303);
        let mut between = form("云帆科技", "Between", "2015");
        between.push(("ended", "2019"));
        tell(t, &t.cast.member, id, &between).await;
        let way = t.get(&t.cast.officer, &format!("/people/{id}")).await.must_be(200).texts("ol.list > li");
        let found: Vec<_> = ["since 2019", "2015–2019", "2012–2015"].iter().zip(&way).collect();
        assert!(found.iter().all(|(years, line)| line.contains(**years)), "{way:?}");
    }
}

on_both! {
    async fn a_correction_keeps_what_was_there_for_the_owner_and_the_officers_only(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        show_to(t, owner, "career", "members").await;
        let mut heard = form("Old Firm", "Old title", "2024");
        heard.push(("source", "colleague"));
        let at = tell(t, &t.cast.officer, owner.id, &heard).await;
        assert!(t.get(owner, &career(owner.id)).await.must_be(200).has("from an old colleague · confirmed just now by an officer"));
        assert!(t.get(&t.cast.hr, &career(owner.id)).await.must_be(200).has(&format!("by {}", t.cast.officer.name)));
        assert_eq!(t.get(owner, &at).await.must_be(200).attribute("#title", "value").as_deref(), Some("Old title"));
        t.post(owner, &at, &form("New Firm", "New title", "2024-09")).await.must_be(303);
        for who in [owner, &t.cast.officer] {
            let page = t.get(who, &career(owner.id)).await.must_be(200);
            assert!(page.has("New title") && page.has("Old title · Old Firm") && page.has("since 2024 · from an old colleague"), "{:?}", page.texts("main"));
        }
        let seen = t.get(&t.cast.member, &format!("/people/{}", owner.id)).await.must_be(200);
        let way = seen.text("[aria-labelledby=way]").expect("a way");
        assert!(way.contains("New title") && !seen.has("Old title") && !way.contains("confirmed"));
        // The same again changes nothing but when it was confirmed.
        t.advance(3 * DAY);
        t.post(owner, &at, &form("New Firm", "New title", "2024-09")).await.must_be(303);
        let page = t.get(owner, &career(owner.id)).await.must_be(200);
        assert!(page.has("History: one correction") && page.has("confirmed just now by you"));
    }
}

on_both! {
    async fn one_press_says_that_it_is_still_right(t: House) {
        let owner = &t.cast.alumnus;
        let at = tell(t, owner, owner.id, &form("云帆科技", "", "2024")).await;
        t.advance(40 * DAY);
        let (owner, officer) = (&back(t, owner).await, back(t, &t.cast.officer).await);
        assert!(t.get(owner, &career(owner.id)).await.must_be(200).has("confirmed 1 month ago by you"));
        t.post(&officer, &format!("{at}/confirm"), &[]).await.must_be(303);
        assert!(t.get(owner, &career(owner.id)).await.must_be(200).has("confirmed just now by an officer"));
    }
}

on_both! {
    async fn a_removed_job_is_hidden_can_be_taken_back_and_is_erased_after_thirty_days(t: House) {
        let owner = &t.cast.alumnus;
        let at = tell(t, owner, owner.id, &form("云帆科技", "产品经理", "2024")).await;
        let removed = t.post(owner, &format!("{at}/remove"), &[]).await.must_be(303);
        let flash = removed.cookie("flash").expect("it is said");
        let page = look(t, owner, &format!("lang=en; flash={flash}")).await;
        assert_eq!(page.attribute(".flash form", "action"), Some(format!("{at}/restore")));
        // A cookie that somebody planted is no button for anything else.
        let planted = base64_url(&format!("calm|/people/{}/delete|Hello", owner.id));
        let forged = look(t, owner, &format!("lang=en; flash={planted}")).await;
        assert!(forged.has("Hello") && forged.attribute(".flash form", "action").is_none());
        assert!(page.has("It can be taken back until 21 December 2026"), "{:?}", page.texts("main"));
        assert!(!t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.must_be(200).has("产品经理"));
        t.post(owner, &format!("{at}/confirm"), &[]).await.must_be(409);
        assert_eq!(t.get(owner, &at).await.must_be(303).location(), career(owner.id));
        t.post(owner, &format!("{at}/restore"), &[]).await.must_be(303);
        assert!(t.get(&t.cast.officer, &format!("/people/{}", owner.id)).await.must_be(200).has("产品经理"));
        t.post(owner, &format!("{at}/remove"), &[]).await.must_be(303);
        t.advance(31 * DAY);
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        assert!(!careers::actions::erase(&cx, &mut conn).await.expect("erased"), "that was all");
        cx.commit(conn).await.expect("kept");
        let (owner, officer) = (&back(t, owner).await, back(t, &t.cast.officer).await);
        t.post(owner, &format!("{at}/restore"), &[]).await.must_be(404);
        assert!(!t.get(owner, &career(owner.id)).await.must_be(200).has("产品经理"));
        let list = t.get(&officer, "/organisations").await.must_be(200);
        assert!(!list.has("云帆科技"), "nobody else told of it");
    }
}

on_both! {
    async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(t: House) {
        let owner = &t.cast.alumnus;
        let long = "长".repeat(10_000);
        let cases: [Case<'_>; 9] = [
            (&[("organisation", "  "), ("title", "kept")], "organisation", "Write the name of the organisation"),
            (&[("organisation", "\u{200d}\u{200f}\u{202e}"), ("title", "kept")], "organisation", "Write the name"),
            (&[("organisation", &long), ("title", "kept")], "organisation", "At most 200"),
            (&[("organisation", "云帆"), ("title", &long)], "title", "At most 200"),
            (&[("organisation", "云帆"), ("title", "kept"), ("started", "20223")], "started", "20223 is no date"),
            (&[("organisation", "云帆"), ("title", "kept"), ("started", "2020-05"), ("ended", "2019")], "ended", "It ends before it begins"),
            (&[("organisation", "云帆"), ("title", "kept"), ("started", "2028")], "started", "a year from now at the latest"),
            (&[("organisation", "云帆"), ("title", "kept"), ("started", &long)], "started", "is no date"),
            (&[("organisation", "云帆"), ("title", "kept"), ("ended", "1066")], "ended", "before 1900"),
        ];
        for (typed, field, words) in cases {
            let page = t.post(owner, &career(owner.id), typed).await.must_be(422);
            let said = page.text(&format!("#{field}-error")).unwrap_or_default();
            assert!(said.contains(words) && said.len() < 300, "{field}: {said:?}");
            for (name, value) in typed.iter().filter(|(name, _)| *name != "organisation") {
                assert_eq!(page.attribute(&format!("#{name}"), "value").as_deref(), Some(*value), "{name}");
            }
        }
        let body = "organisation=&started=20223";
        let page = send(t, owner, "POST", "lang=zh-CN", body).await.must_be(422);
        assert!(page.has("请填写机构名称") && page.has("“20223”不是日期"), "{:?}", page.texts("main"));
        assert!(all(t, owner.id).await.is_empty(), "nothing was kept");
        // Invisible signs are left out, a start within the year is one to come.
        tell(t, owner, owner.id, &form("\u{202e}云帆\u{200d}科技", "产品\u{200f}经理", "2027-03")).await;
        let page = t.get(owner, &career(owner.id)).await.must_be(200);
        assert!(page.has("产品经理") && page.has("云帆科技") && page.has("starts March 2027") && page.has("To come"));
    }
}

on_both! {
    async fn a_hundred_jobs_are_room_enough_and_one_told_twice_is_there_once(t: House) {
        let owner = &t.cast.alumnus;
        for _ in 0..2 {
            t.post(owner, &career(owner.id), &form("云帆科技", "Once", "2020")).await.must_be(303);
        }
        assert_eq!(all(t, owner.id).await.len(), 1);
        for nth in 1..100 {
            let title = format!("Job {nth}");
            t.post(owner, &career(owner.id), &form("云帆科技", &title, "2020")).await.must_be(303);
        }
        let page = t.post(owner, &career(owner.id), &form("云帆科技", "One too many", "2020")).await.must_be(422);
        assert!(page.has("up to 100 jobs") && page.attribute("#title", "value").as_deref() == Some("One too many"));
        assert!(t.get(owner, &career(owner.id)).await.must_be(200).has("There is room for 100 jobs"));
    }
}

/// What the page of the alumnus and that of the organisation tell.
async fn told(t: &House, who: &Person, organisation: &str) -> [bool; 2] {
    let page = t.get(who, &format!("/people/{}", t.cast.alumnus.id)).await;
    let there = t.get(who, organisation).await;
    assert!([200, 303, 404].contains(&there.status.as_u16()));
    [page.has("CANARY-TITLE"), there.has("CANARY-TITLE")]
}

on_both! {
    async fn a_career_is_shown_to_its_audience_and_to_nobody_else_wherever_it_stands(t: House) {
        let owner = &t.cast.alumnus;
        list(t, owner).await;
        tell(t, owner, owner.id, &form("CANARY-FIRM", "CANARY-TITLE", "2024")).await;
        let position = all(t, owner.id).await.remove(0);
        let organisation = format!("/organisations/{}", position.organisation_id);
        for audience in [None, Some(Audience::Officers), Some(Audience::Members), Some(Audience::Colleagues)] {
            if let Some(audience) = audience {
                show_to(t, owner, "career", audience.word()).await;
            }
            let is_seen = audience.is_some_and(|audience| audience >= Audience::Members);
            assert_eq!(told(t, &t.cast.member, &organisation).await, [is_seen; 2], "a member, {audience:?}");
            assert_eq!(told(t, &t.cast.officer, &organisation).await, [true; 2], "an officer, {audience:?}");
            assert_eq!(told(t, owner, &organisation).await, [true; 2], "the owner, {audience:?}");
            // Nobody's list names a place that only they told of.
            assert!(!t.get(&t.cast.member, "/organisations").await.must_be(200).has("CANARY"));
            let found = t.get(&t.cast.member, "/organisations?q=canaryfirm").await.must_be(200);
            assert!(!found.has("CANARY-FIRM"), "{audience:?}");
        }
        for forbidden in ["me", "everyone"] {
            show_to(t, owner, "career", forbidden).await;
            assert_eq!(told(t, &t.cast.officer, &organisation).await, [true; 2]);
            assert_eq!(told(t, &Cast::visitor(), &organisation).await, [false; 2]);
        }
        // Not listed any more, or on the way out: nobody sees it.
        t.post(owner, "/me/consents", &[]).await.must_be(303);
        assert_eq!(told(t, &t.cast.member, &organisation).await, [false; 2]);
    }
}

/// Every form about one career, with something in it.
fn writes(of: PersonId, position: &str) -> Vec<(String, Vec<(&'static str, &'static str)>)> {
    let at = format!("{}/{position}", career(of));
    vec![
        (career(of), form("Firm", "Title", "2020")),
        (at.clone(), form("Firm", "Title", "2021")),
        (format!("{at}/confirm"), Vec::new()),
        (format!("{at}/remove"), Vec::new()),
        (format!("{at}/restore"), Vec::new()),
    ]
}

on_both! {
    async fn a_career_needs_sign_in_and_somebody_elses_is_not_found(t: House) {
        let owner = &t.cast.alumnus;
        tell(t, owner, owner.id, &form("云帆科技", "", "2024")).await;
        let position = all(t, owner.id).await.remove(0).position_id.to_string();
        for (path, form) in writes(owner.id, &position) {
            t.post(&Cast::visitor(), &path, &form).await.must_be(401);
            for who in [&t.cast.stranger, &t.cast.member, &t.cast.manager, &t.cast.admin] {
                t.post(who, &path, &form).await.must_be(404);
            }
        }
        for path in [career(owner.id), format!("{}/new", career(owner.id)), format!("{}/{position}", career(owner.id))] {
            assert!(t.get(&Cast::visitor(), &path).await.must_be(303).location().starts_with("/sign-in"));
            t.get(&t.cast.member, &path).await.must_be(404);
            t.get(&t.cast.admin, &path).await.must_be(404);
            t.get(&t.cast.hr, &path).await.must_be(200);
        }
        // Another person's position under one's own address, and under that of somebody an officer works on.
        for (path, form) in writes(t.cast.member.id, &position).into_iter().skip(1) {
            t.post(&t.cast.member, &path, &form).await.must_be(404);
            t.post(&t.cast.officer, &path, &form).await.must_be(404);
        }
        let nobody: PersonId = "00000000-0000-7000-8000-000000000000".parse().expect("an id");
        for (path, form) in writes(nobody, &position) {
            t.post(&t.cast.officer, &path, &form).await.must_be(404);
        }
        assert_eq!(all(t, owner.id).await.len(), 1);
        // Whoever never joined may say where they are as well.
        tell(t, &t.cast.stranger, t.cast.stranger.id, &form("远山学校", "", "2021")).await;
    }
}
