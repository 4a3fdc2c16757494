//! JSON Resume (jsonresume.org, schema 1.0.0, and what came before it): one, or several in a list.

use std::path::Path;

use keel::error::{Error, Result};
use keel::json;
use serde_json::Value;

use crate::resumes::model::{Resume, School, Stint};

pub fn each(path: &Path, with: &mut dyn FnMut(Resume) -> Result<()>) -> Result<()> {
    let text = whole(super::text(path)?);
    let read = json::read(text.as_bytes()).map_err(|wrong| Error::invalid("file", wrong.text()))?;
    match read {
        Value::Array(all) => all.iter().map(resume).try_for_each(with),
        one => with(resume(&one)),
    }
}

fn resume(value: &Value) -> Resume {
    let basics = &value["basics"];
    let mut resume = Resume {
        name: one(basics, &["name"]),
        mails: some(one(basics, &["email"])),
        mobiles: some(one(basics, &["phone"])),
        place: Some(one(&basics["location"], &["city", "region"])).filter(|place| !place.is_empty()),
        ..Resume::default()
    };
    for work in list(&value["work"]) {
        resume.note(stint(work, &["name", "company"]));
    }
    for work in list(&value["volunteer"]) {
        resume.note(stint(work, &["organization", "organisation"]));
    }
    list(&value["education"]).for_each(|one| resume.note_school(school(one)));
    for skill in list(&value["skills"]) {
        // The oldest files have a list of words instead of objects.
        let names =
            [text(skill), one(skill, &["name"])].into_iter().chain(list(&skill["keywords"]).map(text));
        names.for_each(|name| resume.note_skill(&name));
    }
    resume.left_out.photos = u64::from(!one(basics, &["image", "picture"]).is_empty());
    let others = ["awards", "certificates", "publications", "projects"];
    resume.left_out.others = others.iter().map(|name| count(&value[*name])).sum();
    resume
}

fn stint(work: &Value, organisation: &[&str]) -> Stint {
    let lines = [one(work, &["summary"])].into_iter().chain(list(&work["highlights"]).map(text));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    Stint {
        organisation: one(work, organisation),
        title: one(work, &["position"]),
        place: one(work, &["location"]),
        started: one(work, &["startDate"]),
        ended: one(work, &["endDate"]),
        what: lines.join("\n"),
    }
}

fn school(school: &Value) -> School {
    let detail = [one(school, &["studyType"]), one(school, &["area"])];
    let detail: Vec<String> = detail.into_iter().filter(|text| !text.is_empty()).collect();
    School {
        name: one(school, &["institution"]),
        detail: detail.join(", "),
        started: one(school, &["startDate"]),
        ended: one(school, &["endDate"]),
    }
}

/// The first of these members that is a text with anything in it.
fn one(value: &Value, names: &[&str]) -> String {
    names.iter().map(|name| text(&value[*name])).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A year may stand there as a number.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn some(text: String) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text] }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn count(value: &Value) -> u64 {
    list(value).count() as u64
}

/// With the mark for what nobody can read where half of a surrogate pair stands alone: the rest of such a file is
/// still somebody's work.
fn whole(text: String) -> String {
    if !text.contains("\\u") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let unit = unit(escape);
        let (written, used) = match unit {
            Some(0xd800..=0xdbff)
                if matches!(escape.get(6..).and_then(self::unit), Some(0xdc00..=0xdfff)) =>
            {
                (escape.get(..12), 12)
            }
            Some(0xd800..=0xdfff) => (Some("\\ufffd"), 6),
            Some(_) => (escape.get(..6), 6),
            None => {
                // A backslash and whatever it escapes.
                let used = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
                (escape.get(..used), used)
            }
        };
        out.push_str(written.unwrap_or_default());
        rest = escape.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The unit of UTF-16 that an escape at the beginning stands for.
fn unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn half_a_pair_is_replaced_and_nothing_else() {
        for (given, wanted) in [
            (r#"{"a":"\ud83d\ude00"}"#, r#"{"a":"\ud83d\ude00"}"#),
            (r#"{"a":"x\ud83dy"}"#, r#"{"a":"x\ufffdy"}"#),
            (r#"{"a":"\ude00"}"#, r#"{"a":"\ufffd"}"#),
            (r#"{"a":"\\ud83d"}"#, r#"{"a":"\\ud83d"}"#),
            (r#"{"a":"\ud83d\u0041"}"#, r#"{"a":"\ufffd\u0041"}"#),
            ("\\", "\\"),
            ("\\u12", "\\u12"),
        ] {
            assert_eq!(whole(given.to_owned()), wanted);
        }
    }
}
