//! Careers that nobody here made: every person and every dated stint is accounted for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use super::{jobs, taken};
use crate::imports::command::real;
use crate::imports::taken_as;
use crate::on_both;
use crate::search::somebody_at;
use crate::support::{Engine, House};

/// Somebody in the YAML of the US Congress.
#[derive(Default)]
struct Legislator {
    number: String,
    name: BTreeMap<String, String>,
    stints: Vec<BTreeMap<String, String>>,
}

impl Legislator {
    fn name(&self) -> String {
        let get = |key: &str| self.name.get(key).cloned().unwrap_or_default();
        let full = get("official_full");
        if full.is_empty() { format!("{} {}", get("first"), get("last")) } else { full }
    }
}

/// As much YAML as these files need: people, their names, and the lists of what they were.
fn legislators(yaml: &str) -> Vec<Legislator> {
    let (mut all, mut section) = (Vec::<Legislator>::new(), String::new());
    for line in yaml.lines() {
        if line.starts_with("- id:") {
            all.push(Legislator::default());
            section = "id".to_owned();
            continue;
        }
        let Some(one) = all.last_mut() else { continue };
        let field = line.trim_start().trim_start_matches("- ").split_once(": ");
        let field =
            field.map(|(key, value)| (key.to_owned(), value.trim_matches('\'').trim_matches('"').to_owned()));
        match (line.starts_with("  - "), line.starts_with("    ") && !line.starts_with("     "), field) {
            (false, false, _) if line.starts_with("  ") && line.ends_with(':') => {
                section = line.trim().trim_end_matches(':').to_owned()
            }
            (is_new, is_more, Some((key, value))) if is_new || is_more => match section.as_str() {
                "id" if key == "bioguide" || (key == "govtrack" && one.number.is_empty()) => {
                    one.number = value
                }
                "name" => {
                    one.name.insert(key, value);
                }
                "terms" | "leadership_roles" if !line.starts_with("    - ") => {
                    if is_new {
                        one.stints.push(BTreeMap::new());
                    }
                    if let Some(stint) = one.stints.last_mut() {
                        stint.insert(key, value);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    all
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

async fn congress(engine: Engine, file: &str, people: usize, stints: usize) {
    let Some(path) = real(&format!("careers-us-congress/{file}")) else { return };
    let yaml = if file.ends_with(".xz") {
        Command::new("xz").arg("-dkc").arg(&path).output().expect("xz runs").stdout
    } else {
        std::fs::read(&path).expect("a file")
    };
    let all = legislators(&String::from_utf8(yaml).expect("UTF-8"));
    assert_eq!(all.len(), people);
    let dated = all.iter().flat_map(|one| &one.stints).filter(|stint| stint.contains_key("start")).count();
    assert!(dated >= stints, "{dated}");
    let Some(t) = House::open_on(engine).await else { return };
    let mut roster = "name,number,hire date\n".to_owned();
    let mut careers = "name,number,organisation,title,place,from,until\n".to_owned();
    let (mut early, mut rows) = (0, 0);
    for one in &all {
        writeln!(roster, "{},{},1990-01-01", quoted(&one.name()), one.number).expect("written");
        for stint in &one.stints {
            let get = |key: &str| stint.get(key).cloned().unwrap_or_default();
            let (kind, title) = (get("type"), get("title"));
            let organisation = if title.is_empty() { kind.clone() } else { "leadership".to_owned() };
            let title = if title.is_empty() { kind } else { title };
            rows += 1;
            early += i64::from(get("start").as_str() < "1900");
            let cells =
                [&one.name(), &one.number, &organisation, &title, &get("state"), &get("start"), &get("end")];
            writeln!(careers, "{}", cells.map(|cell| quoted(cell)).join(",")).expect("written");
        }
    }
    let (_, counts) = taken_as(&t, "people.csv", roster.as_bytes()).await;
    assert_eq!(usize::try_from(counts.created), Ok(people));
    let (_, counts) = taken(&t, "careers.csv", careers.as_bytes()).await;
    assert_eq!((counts.rows, counts.failed), (rows, early), "only who served before 1900 stays out");
    assert_eq!(counts.positions + counts.known + early, rows);
    assert!(counts.known < 10, "{} told twice", counts.known);
    let (_, again) = taken(&t, "careers.csv", careers.as_bytes()).await;
    assert_eq!((again.positions, again.known), (0, rows - early), "twice is once");
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_term_of_the_congress_is_accounted_for() {
    congress(Engine::Sqlite, "legislators-current.no-contact.yaml.xz", 537, 2_792).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_term_of_the_executives_is_accounted_for() {
    congress(Engine::Sqlite, "executive.yaml", 80, 131).await;
}

on_both! {
    async fn every_resume_and_its_stints_are_accounted_for(t: House) {
        for name in ["sample", "career-changer", "new-grad", "senior-engineer"] {
            let Some(path) = real(&format!("careers-json-resume/{name}.resume.json")) else { return };
            let bytes = std::fs::read(&path).expect("a file");
            let resume: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            let count = |section: &str| resume[section].as_array().map_or(0, Vec::len);
            let person = somebody_at(t, resume["basics"]["name"].as_str().expect("a name"), None, None).await;
            let stints = count("work") + count("volunteer");
            let (_, counts) = taken(t, "resume.json", &bytes).await;
            assert_eq!(usize::try_from(counts.positions), Ok(stints), "{name}");
            assert_eq!((jobs(t, person).await.len(), counts.failed), (stints, 0), "{name}");
        }
    }
}

on_both! {
    async fn every_card_of_real_programs_is_accounted_for(t: House) {
        for name in [
            "John_Doe_ANDROID", "John_Doe_BLACK_BERRY", "John_Doe_EVOLUTION", "John_Doe_GMAIL", "John_Doe_IPHONE",
            "John_Doe_LOTUS_NOTES", "John_Doe_MAC_ADDRESS_BOOK", "John_Doe_MS_OUTLOOK", "fullcontact", "gmail-list",
            "gmail-single", "gmail-single2", "issue114", "outlook-2003", "outlook-2007", "rfc2426-example",
            "rfc6350-example", "thunderbird-MoreFunctionsForAddressBook-extension",
        ] {
            let Some(path) = real(&format!("vcards/{name}.vcf")) else { return };
            let bytes = std::fs::read(&path).expect("a file");
            let text = String::from_utf8_lossy(&bytes).to_ascii_uppercase();
            let cards = text.lines().filter(|line| line.trim() == "BEGIN:VCARD").count() as u64;
            let (id, counts) = taken(t, "cards.vcf", &bytes).await;
            let unfolded = super::import(t, id).await.profile.unfolded.expect("it was no table");
            assert_eq!(unfolded.people, cards, "{name}");
            assert_eq!(counts.rows.unsigned_abs(), unfolded.stints + unfolded.idle, "{name}");
            assert_eq!(counts.failed, counts.rows, "{name}: none of them worked here");
        }
        let person = somebody_at(t, "Frank Dawson", None, None).await;
        let path = real("vcards/rfc2426-example.vcf").expect("it was there");
        let (_, counts) = taken(t, "cards.vcf", &std::fs::read(path).expect("a file")).await;
        assert_eq!(counts.positions, 1);
        assert_eq!(jobs(t, person).await.remove(0).organisation, "Lotus Development Corporation");
    }
}
