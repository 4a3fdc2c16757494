//! What others know about names beside what we make of them: pinyin that somebody wrote down, and runs of
//! characters as Xapian finds them.

use std::collections::HashSet;
use std::path::Path;

use keel::error::{Error, Result};
use keel::id::Id;
use keel::names;
use keel::search::{Ask, Doc, Index, Leaf, Opened, Place, View};

use crate::figure::{Figure, note};
use crate::multitude::{Dice, Names, known_names};

const NAMES: usize = 100_000;
const QUERIES: usize = 500;

pub fn figures(is_quick: bool) -> Result<Vec<Figure>> {
    let mut figures = pinyin();
    figures.extend(runs(if is_quick { NAMES / 10 } else { NAMES })?);
    Ok(figures)
}

/// Names of 萌名, each behind a surname and without, by its whole pinyin and by its initials.
fn pinyin() -> Vec<Figure> {
    let (mut asked, mut found) = ([0_u32; 2], [0_u32; 2]);
    let mut missed: Vec<String> = Vec::new();
    for (name, pinyin, initials) in known_names() {
        let forms = names::of_name(&format!("陈{name}"));
        let whole: String =
            names::folded(&pinyin.replace(['ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ'], "v")).split(' ').collect();
        let initials = initials.to_lowercase();
        for (at, typed) in
            [(0, &whole), (0, &format!("chen{whole}")), (1, &initials), (1, &format!("c{initials}"))]
        {
            asked[at] += 1;
            let is_found = forms.finds(typed);
            found[at] += u32::from(is_found);
            if !is_found {
                missed.push(format!("{name} by {typed}"));
            }
        }
    }
    if asked[0] == 0 {
        note("no names with pinyin to ask for: TEST_DATA_DIR says where they are");
        return Vec::new();
    }
    missed.truncate(40);
    note(&format!("missed: {missed:?}"));
    let share = |at: usize| f64::from(found[at]) / f64::from(asked[at]) * 100.0;
    vec![
        Figure::alone("oracle: names asked for by pinyin", f64::from(asked[0]), "", "", None),
        Figure::at_least("oracle: found by whole pinyin", share(0), "%", "≥ 99.5 %", 99.5),
        Figure::at_least("oracle: found by initials", share(1), "%", "≥ 99.5 %", 99.5),
    ]
}

/// Runs of one to four characters out of names, as both find them.
fn runs(count: usize) -> Result<Vec<Figure>> {
    let (list, mut dice) = (Names::load(), Dice::new(77));
    let mut all: Vec<String> = Vec::with_capacity(count);
    while all.len() < count {
        let name = list.next(&mut dice);
        if !name.is_ascii() && !name.contains(' ') {
            all.push(name);
        }
    }
    let mut wanted: Vec<String> = Vec::with_capacity(QUERIES);
    while wanted.len() < QUERIES {
        let letters: Vec<char> = dice.pick::<String>(&all).chars().collect();
        let from = dice.below(letters.len());
        let length = 1 + dice.below(letters.len() - from);
        wanted.push(letters[from..from + length].iter().collect());
    }
    let truth: Vec<HashSet<usize>> = wanted
        .iter()
        .map(|run| all.iter().enumerate().filter(|(_, name)| name.contains(run)).map(|(at, _)| at).collect())
        .collect();
    let ours = by_us(&all, &wanted)?;
    let mut figures = judged("ours", &truth, &ours);
    match by_xapian(&all, &wanted) {
        Ok(theirs) => figures.extend(judged("Xapian", &truth, &theirs)),
        Err(error) => note(&format!("no Xapian to compare with: {error}")),
    }
    Ok(figures)
}

fn judged(who: &str, truth: &[HashSet<usize>], found: &[HashSet<usize>]) -> Vec<Figure> {
    let wanted: usize = truth.iter().map(HashSet::len).sum();
    let right: usize = truth.iter().zip(found).map(|(truth, found)| truth.intersection(found).count()).sum();
    let all: usize = found.iter().map(HashSet::len).sum();
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64 * 100.0;
    vec![
        Figure::alone(
            format!("oracle: runs of characters, recall, {who}").leak(),
            share(right, wanted),
            "%",
            "",
            None,
        ),
        Figure::alone(
            format!("oracle: runs of characters, precision, {who}").leak(),
            share(right, all),
            "%",
            "",
            None,
        ),
    ]
}

fn by_us(all: &[String], wanted: &[String]) -> Result<Vec<HashSet<usize>>> {
    let Opened::ToFill(index, _) = Index::open(Place::Memory, "oracle")? else { return Err(Error::NotFound) };
    let id = |at: usize| Id((at as u128).to_be_bytes());
    for (at, name) in all.iter().enumerate() {
        let forms = names::of_name(name);
        let view = View {
            lane: 0,
            terms: forms.terms.into_iter().collect(),
            words: forms.words.into_iter().collect(),
            ..View::default()
        };
        index.add(id(at), &[Doc { freshness: 0, views: vec![view] }])?;
    }
    index.commit(1)?;
    let mut found = Vec::with_capacity(wanted.len());
    for run in wanted {
        let letters: Vec<char> = names::simplified(&names::folded(run)).chars().collect();
        let pieces = letters.windows(letters.len().clamp(1, names::LONGEST_RUN));
        let leaves = pieces.map(|piece| vec![Leaf::Is(piece.iter().collect())]);
        let ask = Ask { all: leaves.collect(), limit: all.len(), ..Ask::default() };
        let hits = index.search(&ask)?.hits;
        found.push(hits.iter().map(|hit| u128::from_be_bytes(hit.key.0) as usize).collect());
    }
    Ok(found)
}

fn by_xapian(all: &[String], wanted: &[String]) -> Result<Vec<HashSet<usize>>> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("names"), all.join("\n"))?;
    std::fs::write(path("wanted"), wanted.join("\n"))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bin/parts/recall.py");
    let mut command = std::process::Command::new("/usr/bin/python3");
    let output = command.arg(script).arg(path("names")).arg(path("wanted")).output()?;
    if !output.status.success() {
        return Err(Error::broken("it failed"));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().map(|line| line.split(' ').filter_map(|number| number.parse().ok()).collect()).collect())
}
