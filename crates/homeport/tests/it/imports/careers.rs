//! Files of jobs elsewhere: tables, business cards and résumés, of people on file.

mod real;

use std::io::Write as _;
use std::time::Duration;

use homeport::careers::{self, Position, Source};
use homeport::imports::{Counts, ImportId, State};
use homeport::organisations;
use homeport::people::PersonId;
use homeport::people::directory::Eye;

use super::{filled, import, post, send_about};
use crate::on_both;
use crate::search::somebody_at;
use crate::support::{Cast, House};

/// A file as an officer sends it, as far as its check.
async fn checked(t: &House, name: &str, file: &[u8]) -> ImportId {
    let officer = &t.cast.officer;
    let sent = send_about(t, officer, "careers", (name, file)).await.must_be(303);
    let id: ImportId = sent.location().trim_start_matches("/imports/").parse().expect("an import's page");
    let page = t.get(officer, &format!("/imports/{id}/columns")).await.must_be(200);
    post(t, officer, &format!("/imports/{id}/columns"), &filled(&page, &[])).await.must_be(303);
    t.drain().await;
    assert_eq!(import(t, id).await.state, State::Checked);
    id
}

/// To its end; what was foreseen is what happens.
pub async fn taken(t: &House, name: &str, file: &[u8]) -> (ImportId, Counts) {
    let id = checked(t, name, file).await;
    let foreseen = import(t, id).await.counts;
    t.post(&t.cast.officer, &format!("/imports/{id}/start"), &[]).await.must_be(303);
    t.drain().await;
    let done = import(t, id).await;
    assert_eq!(done.state, State::Done);
    let numbers = |counts: &Counts| (counts.rows, counts.positions, counts.known, counts.failed);
    assert_eq!(numbers(&done.counts), numbers(&foreseen), "what was foreseen");
    let Counts { rows, positions, known, failed, .. } = done.counts;
    assert_eq!(rows, positions + known + failed, "every row is accounted for");
    t.advance(Duration::from_secs(60));
    (id, done.counts)
}

async fn jobs(t: &House, of: PersonId) -> Vec<Position> {
    let mut conn = t.app.db.read().await.expect("a connection");
    careers::positions(&mut conn, &Eye::of(&t.app.machine().viewer), of).await.expect("positions")
}

const JOBS: &str = "\
姓名,工号,邮箱,任职单位,职位,城市,开始时间,结束时间,工资
欧阳书言,HF 0006,,云帆科技,产品经理,杭州,2024年9月,至今,9000
欧阳书言,HF 0006,,云帆科技,产品经理,杭州,2024-09,,9000
,HF 0007,,海角书店,店员,,2021,2020,
许文,,wen@example.org,海角书店,店员,厦门,2021-02,2023-05,
许文,,,远山出版社,编辑,,20223,,
许文,,,远山出版社,编辑,,Mar 2023,,
没有人,,,远山出版社,编辑,,2023,,
许文,HF 0006,,远山出版社,编辑,,2023,,
许文,,,,编辑,,2023,,
";

on_both! {
    async fn each_row_is_a_job_of_somebody_on_file_or_stays_out_with_a_reason(t: House) {
        let (id, counts) = taken(t, "jobs.csv", JOBS.as_bytes()).await;
        assert_eq!((counts.rows, counts.positions, counts.known, counts.failed), (9, 3, 1, 5));
        let job = jobs(t, t.cast.alumnus.id).await.remove(0);
        assert_eq!((job.organisation.as_str(), job.source), ("云帆科技", Source::File));
        assert_eq!(job.started.map(|date| date.to_string()).as_deref(), Some("2024-09"));
        let dates: Vec<_> =
            jobs(t, t.cast.stranger.id).await.into_iter().filter_map(|job| job.started).map(|date| date.to_string()).collect();
        assert_eq!(dates, ["2023-03", "2021-02"]);
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        for wanted in ["jobs taken in", "Nobody on file is meant", "20223", "does not say where", "工资"] {
            assert!(page.has(wanted), "{wanted}: {:?}", page.texts("main"));
        }
        let back = t.get(&t.cast.officer, &format!("/imports/{id}/rows")).await.must_be(200);
        assert_eq!(back.body.lines().count(), 6, "the bad rows with their headers: {}", back.body);
        let (_, again) = taken(t, "jobs.csv", JOBS.as_bytes()).await;
        assert_eq!((again.positions, again.known, again.failed), (0, 4, 5), "twice is once");
    }
}

on_both! {
    async fn it_is_taken_back_as_a_whole_and_leaves_nothing(t: House) {
        let (id, _) = taken(t, "jobs.csv", JOBS.as_bytes()).await;
        t.post(&t.cast.officer, &format!("/imports/{id}/undo"), &[]).await.must_be(303);
        t.drain().await;
        assert_eq!(import(t, id).await.state, State::Undone);
        assert!(jobs(t, t.cast.alumnus.id).await.is_empty() && jobs(t, t.cast.stranger.id).await.is_empty());
        let mut conn = t.app.db.read().await.expect("a connection");
        let firm = homeport::organisations::called(&mut conn, "远山出版社").await.expect("a look");
        assert!(firm.is_none(), "nor the organisations that only it told of");
    }
}

on_both! {
    async fn cards_of_all_versions_and_resumes_become_rows(t: House) {
        somebody_at(t, "José Álvarez", None, None).await;
        let (gb, _, _) = encoding_rs::GB18030.encode("许文");
        let mut cards = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GBK:".to_vec();
        cards.extend_from_slice(&gb);
        cards.extend_from_slice(
            "\r\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=B5=B7=E8=A7=92=\r\n=E4=B9=A6=E5=BA=97;Sales\r\nTITLE:Clerk\r\nEND:VCARD\r\n\
             BEGIN:VCARD\nVERSION:3.0\nN:Álvarez;José;;;\nORG:Acme\\, Inc.\nROLE:Chief\n  of all\nEND:VCARD\n\
             BEGIN:VCARD\nVERSION:4.0\nFN:Nobody Here\nORG:Acme\nEND:VCARD\n\
             BEGIN:VCARD\nVERSION:4.0\nFN:许文\nEND:VCARD\n"
                .as_bytes(),
        );
        let (id, counts) = taken(t, "all.vcf", &cards).await;
        assert_eq!((counts.rows, counts.positions, counts.failed), (4, 2, 2));
        let job = jobs(t, t.cast.stranger.id).await.remove(0);
        assert_eq!((job.organisation.as_str(), job.title.as_deref()), ("海角书店", Some("Clerk")));
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("4 people") && page.has("one person without any"), "{:?}", page.texts("main"));

        let resumes = r#"[{"basics":{"name":"许文","email":"wen@example.org"},"work":[
            {"name":"远山出版社","position":"编辑 \ud83d","startDate":"2023-05-01","endDate":""},
            {"company":"老公司","position":"校对","startDate":2019,"endDate":"2018"}],
            "volunteer":[{"organization":"Red Cross","position":"Helper","startDate":"2022-01"}],
            "education":[{"institution":"X"}],"skills":[{"name":"A"},{"name":"B"}]}, 7]"#;
        let (id, counts) = taken(t, "resumes.json", resumes.as_bytes()).await;
        assert_eq!((counts.rows, counts.positions, counts.failed), (4, 2, 2));
        let page = t.get(&t.cast.officer, &format!("/imports/{id}")).await.must_be(200);
        assert!(page.has("One school") && page.has("2 skills"), "{:?}", page.texts("main"));
    }
}

on_both! {
    async fn an_organisation_is_the_same_by_whatever_name_a_file_calls_it(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let new = organisations::NewOrganisation { name: "腾讯".to_owned(), is_open: true, ..Default::default() };
        let known = organisations::actions::add(&cx, &mut conn, &new).await.expect("written down");
        organisations::actions::add_alias(&cx, &mut conn, known, "Tencent").await.expect("named");
        conn.commit().await.expect("kept");
        let file = "name,number,company,title,from\n许文,HF 0007,ＴＥＮＣＥＮＴ,编辑,2021\n许文,HF 0007,腾讯,编辑,2021-03\n";
        let (_, counts) = taken(t, "jobs.csv", file.as_bytes()).await;
        assert_eq!((counts.positions, counts.known), (1, 1), "the same stint, told less precisely");
        let job = jobs(t, t.cast.stranger.id).await.remove(0);
        assert_eq!((job.organisation_id, job.organisation.as_str()), (known, "腾讯"));
    }
}

on_both! {
    async fn four_hundred_jobs_of_one_person_are_a_hundred(t: House) {
        let mut file = "number,company,title,start\n".to_owned();
        for at in 0..400 {
            file.push_str(&format!("HF 0007,Firm {at},Clerk,2001\n"));
        }
        let (_, counts) = taken(t, "many.csv", file.as_bytes()).await;
        assert_eq!((counts.positions, counts.known, counts.failed), (100, 0, 300));
    }
}

/// An archive with these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

on_both! {
    async fn what_cannot_be_read_is_refused_in_words(t: House) {
        let officer = &t.cast.officer;
        let bomb = zipped(&[("a.json", &vec![b' '; 40 << 20]), ("b.json", b"{}")]);
        for (name, file, words) in [
            ("a.json", b"{\"basics\": ".as_slice(), "line"),
            ("bomb.zip", &bomb, "inflate"),
            ("nothing.json", b"", "empty"),
        ] {
            let refused = send_about(t, officer, "careers", (name, file)).await.must_be(422);
            let said = refused.texts(".problems").join(" ");
            assert!(said.contains(words) || !said.is_empty(), "{name}: {said}");
        }
        let usable = send_about(t, officer, "careers", ("a.csv", b"title,from\nx,2020\n")).await.must_be(303);
        let here = usable.location().to_owned();
        let page = t.get(officer, &format!("{here}/columns")).await.must_be(200);
        let refused = post(t, officer, &format!("{here}/columns"), &filled(&page, &[])).await.must_be(422);
        assert!(refused.has("Say which column names the person"));
    }
}

on_both! {
    async fn jobs_come_in_by_whoever_may_edit_people_and_nobody_else(t: House) {
        for (who, status) in [(&Cast::visitor(), 401), (&t.cast.alumnus, 403), (&t.cast.admin, 403)] {
            send_about(t, who, "careers", ("jobs.csv", JOBS.as_bytes())).await.must_be(status);
        }
    }
}
