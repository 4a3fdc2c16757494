//! People who leave as a file: what is in it, what is not, and who is told.

use keel::sheet::Book;

use super::kept;
use crate::on_both;
use crate::profiles::{show_to, somebody};
use crate::support::House;

on_both! {
    async fn a_file_has_the_columns_asked_for_and_nothing_that_a_program_would_compute(t: House) {
        somebody(t, "=HYPERLINK(\"http://x\")", "数学部", ("2015-01-01", Some("2018-01-01"))).await;
        let id = kept(t, &[("department", "数学部")]).await;
        let path = format!("/segments/{id}/export");
        let form = t.get(&t.cast.officer, &path).await.must_be(200);
        assert!(form.has("The journal says"));
        let file = t.post(&t.cast.officer, &path, &[("columns", "name"), ("columns", "ended"), ("kind", "csv")]).await.must_be(200);
        assert_eq!(file.body, "\u{feff}\"Name\",\"Last day\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\",\"2018-01-01\"\r\n");
        let none = t.post(&t.cast.officer, &path, &[("kind", "csv")]).await.must_be(422);
        assert!(none.has("at least one column"));
        let journal = t.get(&t.cast.admin, "/journal?of=segments").await.must_be(200);
        assert!(journal.has("took the people of a segment out") && journal.has("csv 1 name,ended"), "{:?}", journal.texts("main"));
        assert!(!journal.has("HYPERLINK"));
    }
}

on_both! {
    async fn what_a_member_keeps_to_themselves_is_in_no_file(t: House) {
        let id = kept(t, &[("stay", "gone")]).await;
        let path = format!("/segments/{id}/export");
        let form = [("columns", "name"), ("columns", "mail"), ("kind", "csv")];
        let file = t.post(&t.cast.officer, &path, &form).await.must_be(200);
        // One who never joined is on file as the company had them; a member has chosen.
        assert!(file.has("wen@example.org") && file.has("欧阳书言") && !file.has("shuyan@example.org"));
        show_to(t, &t.cast.alumnus, "contact", "officers").await;
        let file = t.post(&t.cast.officer, &path, &form).await.must_be(200);
        assert!(file.has("shuyan@example.org"));
    }
}

on_both! {
    async fn a_workbook_opens_with_everybody_in_it(t: House) {
        for nth in 0..60 {
            somebody(t, &format!("人{nth:03}"), "数学部", ("2015-01-01", Some("2018-01-01"))).await;
        }
        let id = kept(t, &[("department", "数学部")]).await;
        let file = t.post(&t.cast.officer, &format!("/segments/{id}/export"), &[("columns", "name"), ("kind", "xlsx")]).await.must_be(200);
        let mut kept = tempfile::NamedTempFile::new().expect("a file");
        std::io::Write::write_all(&mut kept, &file.bytes).expect("written");
        let book = Book::open(kept.path(), keel::sheet::Limits::default()).expect("a workbook");
        let rows: Vec<_> = book.rows(&book.sheets()[0].name).expect("a sheet").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 61);
    }
}
