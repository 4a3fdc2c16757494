//! Jobs, schools and skills from a file of one's own: shown first, chosen, saved, taken back as a whole.

use axum::body::Body;
use homeport::careers::{self, Learnt, LearntKind, Position, Source};
use homeport::people::directory::Eye;

use crate::imports::careers::zipped;
use crate::on_both;
use crate::support::{Cast, House, Person, Reply};

/// Sends a file as the form of the page does.
pub async fn send(t: &House, who: &Person, name: &str, file: &[u8]) -> Reply {
    let head =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = t
        .request("POST", who, "/me/resumes")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    t.send(request.body(Body::from(body)).expect("a request")).await
}

/// Sends it; where it is chosen from.
pub async fn read(t: &House, who: &Person, name: &str, file: &str) -> String {
    send(t, who, name, file.as_bytes()).await.must_be(303).location().to_owned()
}

/// Positions.csv with a job at each of these.
pub fn positions(firms: &[&str]) -> String {
    let mut file = "Company Name,Title,Description,Location,Started On,Finished On\n".to_owned();
    for firm in firms {
        file.push_str(&format!("{firm},Clerk,,Xiamen,Mar 2015,\n"));
    }
    file
}

async fn jobs(t: &House, of: &Person) -> Vec<Position> {
    let mut conn = t.app.db.read().await.expect("a connection");
    careers::positions(&mut conn, &Eye::of(&t.app.machine().viewer), of.id).await.expect("positions")
}

async fn learnt(t: &House, of: &Person) -> Vec<Learnt> {
    let mut conn = t.app.db.read().await.expect("a connection");
    careers::told(&mut conn, of.id).await.expect("what was learnt")
}

async fn names(t: &House, of: &Person, kind: LearntKind) -> Vec<String> {
    learnt(t, of).await.into_iter().filter(|one| one.kind == kind).map(|one| one.name).collect()
}

const EDUCATION: &str = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n\
    厦门大学,2008,2012,NOTE-CANARY,文学学士,ACTIVITY-CANARY\n\
    集美中学,2005,2008,,,\n\
    Late School,2012,2008,,,\n";

const PROFILE: &str = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n书言,欧阳,,,Jan 1,店主,,,361000,Xiamen,,,\n";
const POSITIONS: &str = "Company Name,Title,Description,Location,Started On,Finished On\n\
    书言书店,店主,\"卖书。\n也卖茶。\",厦门,Aug 2024,\n\
    海帆教育,教师,,,Jan 2019,Jun 2024\n\
    Later Ltd,Clerk,,,Mar 2015,Feb 2014\n\
    Never Inc,Clerk,,,20223,\n";

on_both! {
    async fn a_linkedin_export_is_shown_chosen_from_and_taken_back(t: House) {
        let owner = &t.cast.alumnus;
        let file = zipped(&[
            ("Basic_LinkedInDataExport/Profile.csv", PROFILE.as_bytes()),
            ("Basic_LinkedInDataExport/Positions.csv", POSITIONS.as_bytes()),
            ("messages.csv", b"a,b\n"),
        ]);
        let here = send(t, owner, "export.zip", &file).await.must_be(303).location().to_owned();
        let page = t.get(owner, &here).await.must_be(200);
        for wanted in ["店主 · 书言书店", "Your time with us stands here already", "20223", "ends before it begins", "Xiamen"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        assert!(!page.has("Is it yours?"), "the name in the file is theirs");
        assert!(jobs(t, owner).await.is_empty(), "nothing is saved by looking");
        let taken = t.post(owner, &here, &[("stint", "0"), ("stint", "2"), ("place", "1")]).await.must_be(303);
        assert_eq!(taken.location(), format!("/careers/{}", owner.id));
        let all = jobs(t, owner).await;
        let [job] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((job.organisation.as_str(), job.source), ("书言书店", Source::File));
        assert_eq!(job.what.as_deref(), Some("卖书。\n也卖茶。"));
        assert!(t.get(owner, "/me").await.must_be(200).has("Xiamen"));
        assert!(t.get(owner, "/me/resumes").await.must_be(200).has("LinkedIn export"));
        // What was understood is forgotten, and cannot be chosen from again.
        assert_eq!(t.get(owner, &here).await.must_be(303).location(), "/me/resumes");
        t.post(owner, &here, &[("stint", "0")]).await.must_be(303);
        assert_eq!(jobs(t, owner).await.len(), 1);

        let again = send(t, owner, "export.zip", &file).await.must_be(303).location().to_owned();
        assert!(t.get(owner, &again).await.must_be(200).has("Stands here already."));
        t.post(owner, &format!("{here}/take-back"), &[]).await.must_be(303);
        assert!(jobs(t, owner).await.is_empty());
        assert!(!t.get(owner, "/me").await.must_be(200).has("Xiamen"));
        t.post(owner, &format!("{here}/take-back"), &[]).await.must_be(303);
    }
}

on_both! {
    async fn what_was_corrected_since_stays_when_the_file_is_taken_back(t: House) {
        let owner = &t.cast.alumnus;
        let here = read(t, owner, "Positions.csv", &positions(&["One", "Two"])).await;
        t.post(owner, &here, &[("stint", "0"), ("stint", "1")]).await.must_be(303);
        let all = jobs(t, owner).await;
        let one = all.iter().find(|job| job.organisation == "One").expect("it came in");
        let form = [("organisation", "One"), ("title", "Chief"), ("started", "2015-03")];
        t.post(owner, &format!("/careers/{}/{}", owner.id, one.position_id), &form).await.must_be(303);
        t.post(owner, &format!("{here}/take-back"), &[]).await.must_be(303);
        let left: Vec<_> = jobs(t, owner).await.into_iter().map(|job| job.organisation).collect();
        assert_eq!(left, ["One"]);
    }
}

on_both! {
    async fn cards_and_resumes_of_ones_own_are_understood_too(t: House) {
        let owner = &t.cast.alumnus;
        let mut card = b"BEGIN:VCARD\nVERSION:3.0\nFN:\xe6\xac\xa7\xe9\x98\xb3\xe4\xb9\xa6\xe8\xa8\x80\nORG:Acme\nTITLE:Chief\nPHOTO;ENCODING=b:".to_vec();
        card.extend(std::iter::repeat_n(b'A', 20 << 20));
        card.extend_from_slice(b"\nEND:VCARD\n");
        let here = send(t, owner, "me.vcf", &card).await.must_be(303).location().to_owned();
        let page = t.get(owner, &here).await.must_be(200);
        assert!(page.has("Chief · Acme") && page.has("A photo"), "{:?}", page.texts("main"));
        let two = "[{\"basics\":{\"name\":\"X\"}},{\"basics\":{\"email\":\"shuyan@example.org\"},\"work\":[{\"name\":\"Mine\\u200d\",\"startDate\":\"2020\"}]}]";
        let here = read(t, owner, "resume.json", two).await;
        assert!(t.get(owner, &here).await.must_be(200).has("Mine"), "the one of several who is oneself");
        t.post(owner, &here, &[("stint", "0")]).await.must_be(303);
        assert_eq!(jobs(t, owner).await.remove(0).organisation, "Mine");
        let other = read(t, owner, "resume.json", "{\"basics\":{\"name\":\"Somebody Else\"},\"work\":[]}").await;
        assert!(t.get(owner, &other).await.must_be(200).has("about Somebody Else"));
        t.post(owner, "/me/resumes/discard", &[]).await.must_be(303);
        t.get(owner, &other).await.must_be(404);
    }
}

on_both! {
    async fn what_cannot_be_read_is_refused_in_words_and_more_than_a_hundred_stay_out(t: House) {
        let owner = &t.cast.alumnus;
        for (name, file) in [
            ("photo.jpg", b"\xff\xd8\xff\xe0rubbish".as_slice()),
            ("table.csv", b"a,b\n1,2\n"),
            ("half.json", b"{\"basics\":"),
            ("nobody.json", b"[{\"basics\":{\"name\":\"A\"}},{\"basics\":{\"name\":\"B\"}}]"),
            ("empty.csv", b""),
            ("cut.zip", b"PK\x03\x04rubbish"),
        ] {
            let refused = send(t, owner, name, file).await.must_be(422);
            assert!(!refused.texts(".problems li").is_empty(), "{name}");
        }
        let firms: Vec<String> = (0..400).map(|at| format!("Firm {at}")).collect();
        let firms: Vec<&str> = firms.iter().map(String::as_str).collect();
        let here = read(t, owner, "Positions.csv", &positions(&firms)).await;
        let page = t.get(owner, &here).await.must_be(200);
        assert!(page.has("400 jobs in the file") && page.has("100 of them new"), "{:?}", page.text(".soft"));
        let all: Vec<String> = (0..400).map(|at| at.to_string()).collect();
        let form: Vec<(&str, &str)> = all.iter().map(|at| ("stint", at.as_str())).collect();
        t.post(owner, &here, &form).await.must_be(303);
        assert_eq!(jobs(t, owner).await.len(), 100);
    }
}

on_both! {
    async fn what_nobody_chose_from_is_forgotten_after_a_day(t: House) {
        let owner = &t.cast.alumnus;
        let here = read(t, owner, "Positions.csv", &positions(&["One"])).await;
        t.advance(std::time::Duration::from_secs(25 * 3600));
        let mut conn = t.app.db.begin().await.expect("a transaction");
        keel::jobs::enqueue(&mut conn, &t.app.ids, t.clock.now(), &homeport::resumes::jobs::SweepResumes).await.expect("asked");
        conn.commit().await.expect("kept");
        t.drain().await;
        let owner = crate::careers::back(t, owner).await;
        t.get(&owner, &here).await.must_be(404);
    }
}

on_both! {
    async fn a_file_of_ones_own_needs_sign_in_and_is_nobody_elses(t: House) {
        let (owner, other) = (&t.cast.alumnus, &t.cast.member);
        send(t, &Cast::visitor(), "Positions.csv", positions(&["One"]).as_bytes()).await.must_be(401);
        let here = read(t, owner, "Positions.csv", &positions(&["One"])).await;
        for path in [here.clone(), format!("{here}/take-back"), "/me/resumes/discard".to_owned()] {
            t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
        }
        t.get(other, &here).await.must_be(404);
        t.post(other, &here, &[("stint", "0")]).await.must_be(404);
        t.post(other, &format!("{here}/take-back"), &[]).await.must_be(404);
        t.get(&t.cast.officer, &here).await.must_be(404);
        t.post(other, "/me/resumes/discard", &[]).await.must_be(303);
        t.get(owner, &here).await.must_be(200);
    }
}

on_both! {
    async fn schools_and_skills_come_along_and_are_taken_back_as_a_whole(t: House) {
        let owner = &t.cast.alumnus;
        let known = [("skills", "reading"), ("school", "集美中学"), ("detail", "高中")];
        t.post(owner, &format!("/careers/{}/learnt", owner.id), &known).await.must_be(303);
        let file = zipped(&[
            ("Education.csv", EDUCATION.as_bytes()),
            ("Skills.csv", "Name\nSelling\nReading\nselling\nBookbinding\n".as_bytes()),
        ]);
        let here = send(t, owner, "export.zip", &file).await.must_be(303).location().to_owned();
        let page = t.get(owner, &here).await.must_be(200);
        for wanted in ["No job in the file", "厦门大学", "文学学士 · 2008", "ends before it begins", "2 new skills", "Selling · Bookbinding", "One skill stands here already"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        assert_eq!(page.attribute("input[name=school]", "value").as_deref(), Some("0"), "one is known, one is wrong");
        assert_eq!(learnt(t, owner).await.len(), 2, "nothing is saved by looking");

        let form = [("school", "0"), ("school", "1"), ("school", "2"), ("skills", "1")];
        t.post(owner, &here, &form).await.must_be(303);
        assert_eq!(names(t, owner, LearntKind::School).await, ["集美中学", "厦门大学"]);
        assert_eq!(names(t, owner, LearntKind::Skill).await, ["reading", "Selling", "Bookbinding"]);
        let all = learnt(t, owner).await;
        let school = all.iter().find(|one| one.name == "厦门大学").expect("it came in");
        assert_eq!((school.detail.as_deref(), school.source), (Some("文学学士"), Source::File));
        assert_eq!([school.started, school.ended].map(|date| date.map(|date| date.to_string())), [Some("2008".into()), Some("2012".into())]);

        t.post(owner, &format!("{here}/take-back"), &[]).await.must_be(303);
        assert_eq!(names(t, owner, LearntKind::School).await, ["集美中学"], "what stood there stays");
        assert_eq!(names(t, owner, LearntKind::Skill).await, ["reading"]);
    }
}

on_both! {
    async fn only_what_is_ticked_comes_in_and_what_was_taken_out_meanwhile_is_gone_with_the_file(t: House) {
        let owner = &t.cast.alumnus;
        let resume = r#"{"basics":{"name":"欧阳书言"},"education":[{"institution":"X School","studyType":"BA","area":"Books","startDate":"2010-09"}],
            "skills":[{"name":"Trade","keywords":["Selling","Buying"]},"Tea"]}"#;
        let here = read(t, owner, "resume.json", resume).await;
        let page = t.get(owner, &here).await.must_be(200);
        assert!(page.has("BA, Books") && page.has("4 new skills"), "{:?}", page.texts("main"));
        t.post(owner, &here, &[("school", "0")]).await.must_be(303);
        let all = learnt(t, owner).await;
        assert_eq!(all.len(), 1, "skills were not ticked");
        let remove = format!("/careers/{}/learnt/{}/remove", owner.id, all[0].learnt_id);
        t.post(owner, &remove, &[]).await.must_be(303);
        t.post(owner, &format!("{here}/take-back"), &[]).await.must_be(303);
        assert!(!t.get(owner, &format!("/careers/{}", owner.id)).await.must_be(200).has("X School"), "nor can it be restored");
    }
}
