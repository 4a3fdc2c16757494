//! Twelve ways of asking, each with queries about people who are there.

use keel::error::{Error, Result};
use keel::names;

use crate::http::Client;
use crate::multitude::companies;

pub struct Kind {
    pub name: &'static str,
    /// Of a hundred searches so many are of this kind: our guess at what people type.
    pub weight: f64,
    pub queries: Vec<String>,
    /// What is typed has a slip in it.
    pub is_near: bool,
}

/// Pages of the list that names are taken from.
const PAGES: usize = 4;
/// As many organisations as the multitude has, the first of which have the most of them.
const FIRMS: usize = 3_000;
/// One of so many names is asked for.
const STEP: usize = 9;

pub async fn kinds(client: &mut Client) -> Result<Vec<Kind>> {
    let mut people = Vec::new();
    // Surnames from all over the alphabet.
    for surname in ["bai", "chen", "han", "li", "qian", "wang", "xu", "zhang"] {
        let mut path = format!("/people?from=2005&to=2020&q={surname}");
        for _ in 0..PAGES {
            let text = client.get(&path).await?.must_be(200)?.text();
            people.extend(names_on(&text));
            let next = text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let Some(next) = next else { break };
            path = next.replace("&amp;", "&").replace("&#38;", "&");
        }
    }
    let chinese = |name: &&String| {
        let length = name.chars().count();
        (2..=4).contains(&length) && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    let people: Vec<String> = people.iter().filter(chinese).step_by(STEP).cloned().collect();
    if people.len() < 8 {
        return Err(Error::broken("too few names to ask for"));
    }
    let each = |make: &dyn Fn(&str) -> String| people.iter().map(|name| make(name)).collect::<Vec<_>>();
    let surname = |name: &str| name.chars().take(1).collect::<String>();
    let joined = |name: &str| names::pinyin(name).replace(' ', "");
    let kind = |name, weight: u32, queries| Kind { name, weight: weight.into(), queries, is_near: false };
    let initials = |name: &str| {
        names::pinyin(name).split(' ').filter_map(|syllable| syllable.chars().next()).collect::<String>()
    };
    let firms = companies(FIRMS);
    let slips = Kind { is_near: true, ..kind("pinyin with a slip", 4, each(&|name| slipped(&joined(name)))) };
    let at_firm = |(name, firm): (&String, &String)| format!("{} {firm} 2005-2014", surname(name));
    let at_firms = people.iter().zip(&firms).map(at_firm).collect();
    Ok(vec![
        kind("a surname", 10, each(&surname)),
        kind("a full name", 25, each(&|name| name.to_owned())),
        kind("one character of a given name", 3, each(&|name| name.chars().skip(1).take(1).collect())),
        kind("full pinyin", 15, each(&joined)),
        kind("a beginning of pinyin", 15, each(&|name| joined(name).chars().take(4).collect())),
        kind("initials", 10, each(&initials)),
        slips,
        kind("surname, department and years", 4, each(&|name| format!("{} 研发 2012-2014", surname(name)))),
        kind("surname, organisation and years", 4, at_firms),
        kind("surname and place", 3, each(&|name| format!("{} 上海", surname(name)))),
        kind("a number", 4, (0..64).map(|nth| format!("HY {:07}", nth * 997 + 13)).collect()),
        kind("letters", 3, ["hannah o", "novak", "SCHÄFER", "zoe", "van der berg"].map(str::to_owned).into()),
    ])
}

fn names_on(page: &str) -> impl Iterator<Item = String> + '_ {
    page.split("<a class=\"over\" href=\"/people/")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('>')?.1.split('<').next()?.to_owned()))
}

/// The third letter twice: what nobody is called.
fn slipped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if let Some(third) = letters.get(2).copied() {
        letters.insert(2, third);
    }
    letters.into_iter().collect()
}
