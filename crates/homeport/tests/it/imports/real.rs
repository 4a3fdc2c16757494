//! A real export, all the way: taken in, written to nobody, given addresses, and then written to in a wave.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use keel::sheet::{Book, Limits};

use super::command::real;
use super::taken_as;
use crate::on_both;
use crate::support::House;
use crate::waves;

on_both! {
    async fn a_wave_goes_out_to_those_of_a_real_export_who_are_given_addresses(t: House) {
        let Some(file) = real("hr-hrdataset-v14/HRDataset_v14.csv") else { return };
        let (_, counts) = taken_as(t, "HRDataset_v14.csv", &std::fs::read(&file).expect("a file")).await;
        assert_eq!((counts.created, counts.departures, counts.held, counts.written_to), (311, 104, 19, 0));

        // The same people, by name and number, with an address each.
        let book = Book::open(&file, Limits::default()).expect("a table");
        let mut list = "Employee_Name,EmpID,DateofHire,Email\n".to_owned();
        for row in book.rows("").expect("rows").skip(1) {
            let cells = row.expect("a row").cells;
            let [name, number] = [0, 1].map(|at| cells[at].text().into_owned());
            writeln!(list, "\"{name}\",{number},{},e{number}@hr.example.org", cells[22].text()).expect("written");
        }
        let (_, counts) = taken_as(t, "addresses.csv", list.as_bytes()).await;
        assert_eq!((counts.created, counts.updated, counts.failed, counts.written_to), (0, 311, 0, 0));
        assert!(t.mails().await.is_empty(), "an address alone invites nobody");

        waves::send(t, "", waves::AT_ONCE).await;
        t.drain().await;
        let mails = t.mails().await;
        let theirs: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).filter(|to| to.contains("@hr.example.org")).collect();
        let different: BTreeSet<&str> = theirs.iter().copied().collect();
        assert_eq!((theirs.len(), different.len()), (85, 85), "each to be invited once, none of the held");
    }
}
