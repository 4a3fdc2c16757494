//! Employee numbers, managers and ways to reach someone: what follows once it is known who came when.

use std::collections::BTreeMap;

use keel::clock::Day;

use super::company::{DEPARTMENTS, DOMAINS, ENTITIES, HEAD};
use super::dice::Dice;
use super::model::{Cast, Department, Kind, Person, Standing};
use super::story;

/// The number of the leaver of the story.
const LEAVER: usize = 217;

/// A number per person and entity, in the order of their first day there. The counting has gaps, as any
/// that is old enough; the leaver's own number is fixed.
pub fn give(people: &mut [Person], cast: &Cast) {
    for (entity, facts) in ENTITIES.iter().enumerate() {
        let mut firsts: Vec<(Day, usize)> = people
            .iter()
            .enumerate()
            .filter_map(|(who, person)| Some((first_day(person, entity)?, who)))
            .collect();
        firsts.sort();
        let before = firsts.iter().position(|(_, who)| *who == cast.leaver);
        for (place, (_, who)) in firsts.iter().enumerate() {
            let number = match before {
                Some(before) if place <= before => 1 + place * (LEAVER - 1) / before.max(1),
                Some(before) => LEAVER + (place - before) * 4 / 3,
                None => 1 + place * 5 / 4,
            };
            let printed = format!("{} {number:04}", facts.letters);
            for tenure in people[*who].tenures.iter_mut() {
                if DEPARTMENTS[tenure.department].entity == entity {
                    tenure.number.clone_from(&printed);
                }
            }
        }
    }
}

fn first_day(person: &Person, entity: usize) -> Option<Day> {
    let here = person.tenures.iter().filter(|t| DEPARTMENTS[t.department].entity == entity);
    here.map(|t| t.start_on).min()
}

/// The departments with their heads: the story's own, else whoever has been there longest.
pub fn departments(people: &[Person], cast: &Cast, today: Day) -> Vec<Department> {
    let fixed = story::heads(cast);
    let lead = |department: usize| {
        let heads: Vec<(Day, usize)> = fixed
            .iter()
            .filter(|(fixed_for, _, _)| *fixed_for == department)
            .map(|(_, days, who)| (today.plus_days(-days), *who))
            .collect();
        if heads.is_empty() { longest_there(people, department).into_iter().collect() } else { heads }
    };
    DEPARTMENTS
        .iter()
        .enumerate()
        .map(|(at, plan)| Department { entity: plan.entity, name: plan.name, heads: lead(at) })
        .collect()
}

fn longest_there(people: &[Person], department: usize) -> Option<(Day, usize)> {
    people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.standing == Standing::Working)
        .filter_map(|(who, person)| Some((person.open_tenure()?, who)))
        .filter(|(tenure, _)| tenure.department == department && tenure.kind == Kind::Employee)
        .map(|(tenure, who)| (tenure.start_on, who))
        .min()
}

/// Gives those who lead a department the title, unless the story gave them one of their own.
pub fn titles(people: &mut [Person], departments: &[Department], cast: &Cast) {
    let fixed = story::heads(cast).map(|(_, _, who)| who);
    for (at, department) in departments.iter().enumerate() {
        for (_, who) in department.heads.iter().filter(|(_, who)| !fixed.contains(who)) {
            let here = people[*who].tenures.iter_mut().filter(|t| t.department == at && t.end.is_none());
            here.for_each(|tenure| tenure.title = HEAD);
        }
    }
}

/// Every tenure's manager: the head of its department at its end, the founder before there was one.
pub fn managers(people: &mut [Person], departments: &[Department], cast: &Cast, today: Day) {
    for (who, person) in people.iter_mut().enumerate() {
        for tenure in &mut person.tenures {
            let heads = &departments[tenure.department].heads;
            let last = tenure.last_day(today);
            let head = heads.iter().rev().find(|(since, _)| *since <= last).map(|(_, head)| *head);
            let manager = head.filter(|head| *head != who).unwrap_or(cast.founder);
            tenure.manager = (manager != who).then_some(manager);
        }
    }
}

/// Private numbers and addresses that reach nobody: a mobile prefix that no operator holds, and the
/// domains of RFC 2606.
pub fn contacts(people: &mut [Person], dice: &mut Dice) {
    let mut counts = BTreeMap::new();
    for (at, person) in people.iter_mut().enumerate() {
        let local = local_part(&person.latin, &mut counts);
        person.work_mail = format!("{local}@{}", DOMAINS[0]);
        let (has_mobile, has_mail) = channels(person, dice);
        person.mobile = has_mobile.then(|| format!("+86154{:08}", 217 + at * 13));
        let domain = dice.pick(&["example.org", "example.com", "example.net"]);
        person.mail = has_mail.then(|| format!("{local}@{domain}"));
    }
}

/// Mobile, mail: most have the one, some both; some of those nobody has written to have neither.
fn channels(person: &Person, dice: &mut Dice) -> (bool, bool) {
    let (mobile, mail) = match person.standing {
        Standing::OnRecord | Standing::Working => (dice.percent(55), dice.percent(35)),
        Standing::Leaving(_) => (true, true),
        _ => (dice.percent(75), dice.percent(60)),
    };
    let must = !matches!(person.standing, Standing::OnRecord | Standing::Working);
    (mobile, mail || (must && !mobile))
}

fn local_part(latin: &str, counts: &mut BTreeMap<String, usize>) -> String {
    let plain: String = latin.to_lowercase().chars().filter_map(plain).collect();
    let words: Vec<&str> = plain.split('.').filter(|w| !w.is_empty()).collect();
    let base = words.join(".");
    let count = counts.entry(base.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { base } else { format!("{base}{count}") }
}

fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' => letter,
        ' ' | ',' => '.',
        'á' | 'ạ' => 'a',
        'é' | 'ê' | 'ễ' => 'e',
        'í' | 'ị' => 'i',
        'ó' | 'ö' => 'o',
        'ú' | 'ü' => 'u',
        'ł' => 'l',
        _ => return None,
    })
}
