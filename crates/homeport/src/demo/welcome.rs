//! Who says what to whom: greetings that are signed, wishes that were given.

use keel::clock::Day;

use super::dice::Dice;
use super::model::{Cast, Greeting, Membership, Person, Reads, Wish};
use super::wishes as said;

/// Worked together at least this long, as the welcome asks.
const LONG_ENOUGH: i32 = 90;
/// No more than this many are asked for one person.
const ASKED: usize = 12;

pub fn greetings(cast: &Cast) -> Vec<Greeting> {
    let signed = |by, to, text| Greeting { by, to, text, approved: true };
    vec![
        signed(cast.founder, Some(cast.leaver), said::FOUNDER_TO_LEAVER),
        signed(cast.founder, None, said::FOUNDER),
        signed(cast.manager, None, said::MANAGER),
        signed(cast.officer, None, said::OFFICER),
        Greeting { approved: false, ..signed(cast.former_manager, None, said::FORMER_MANAGER) },
    ]
}

/// The wishes members found when they joined: from those who were members by then.
pub fn wishes(people: &[Person], dice: &mut Dice, today: Day) -> Vec<Wish> {
    let mut pool = Pool::shuffled(dice);
    let mut wishes = Vec::new();
    for (to, person) in people.iter().enumerate() {
        let Some(membership) = person.membership() else { continue };
        if person.open_tenure().is_some() {
            continue;
        }
        let mut given = Vec::new();
        let many = dice.between(2, 6) as usize;
        let asked = beside(people, to, today).into_iter().filter(|(_, m)| m.joined_on < membership.joined_on);
        for (by, _) in asked.take(many) {
            let text = pool.next_for(&people[by], &given);
            given.push(text);
            let on = membership.joined_on.plus_days(dice.between(0, 3)).min(today);
            wishes.push(Wish { by, to, on, text });
        }
    }
    wishes
}

/// The wishes that come in while you watch.
pub fn for_the_leaver(people: &[Person], cast: &Cast, dice: &mut Dice, today: Day) -> Vec<Wish> {
    let mut pool = Pool::shuffled(dice);
    let mut given = Vec::new();
    let own = |name: &str| match name {
        "李知微" => Some(said::LI_ZHIWEI),
        "彭立群" => Some(said::PENG_LIQUN),
        "欧阳书言" => Some(said::OUYANG_SHUYAN),
        "王梓萱" => Some(said::WANG_ZIXUAN),
        "Hannah Whitcombe" => Some(said::HANNAH),
        _ => None,
    };
    let asked = beside(people, cast.leaver, today).into_iter().take(ASKED);
    asked
        .map(|(by, _)| {
            let text = own(&people[by].name).unwrap_or_else(|| pool.next_for(&people[by], &given));
            given.push(text);
            Wish { by, to: cast.leaver, on: today, text }
        })
        .collect()
}

/// The members who worked beside someone and may be asked, longest first.
fn beside(people: &[Person], to: usize, today: Day) -> Vec<(usize, Membership)> {
    let days = |by: &Person| -> i32 {
        let pairs = by.tenures.iter().flat_map(|a| people[to].tenures.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| a.days_beside(b, today)).sum()
    };
    let mut found: Vec<(i32, usize, Membership)> = people
        .iter()
        .enumerate()
        .filter(|(by, _)| *by != to)
        .filter_map(|(by, person)| Some((days(person), by, *person.membership()?)))
        .filter(|(days, _, membership)| *days >= LONG_ENOUGH && membership.wishes)
        .collect();
    found.sort_by_key(|(days, by, _)| (-days, *by));
    found.into_iter().map(|(_, by, membership)| (by, membership)).collect()
}

/// Everything there is to say, in an order of its own, said in turn so that little is said twice.
struct Pool {
    zh: Vec<&'static str>,
    en: Vec<&'static str>,
    turn: usize,
}

impl Pool {
    fn shuffled(dice: &mut Dice) -> Pool {
        let mut zh = [said::ANY_ZH, said::LEFT_ZH, said::TEACHING_ZH].concat();
        let mut en = [said::ANY_EN, said::LEFT_EN, said::TEACHING_EN].concat();
        dice.shuffle(&mut zh);
        dice.shuffle(&mut en);
        Pool { zh, en, turn: 0 }
    }

    /// The next that suits who says it and that this reader has not had yet.
    fn next_for(&mut self, by: &Person, given: &[&str]) -> &'static str {
        let (all, left_only, teaching_only) = match by.reads {
            Reads::Chinese => (&self.zh, said::LEFT_ZH, said::TEACHING_ZH),
            Reads::English => (&self.en, said::LEFT_EN, said::TEACHING_EN),
        };
        let suits = |text: &&str| {
            let left = by.open_tenure().is_none() || !left_only.contains(text);
            let taught = teaches(by) || !teaching_only.contains(text);
            left && taught && !given.contains(text)
        };
        for _ in 0..all.len() {
            self.turn += 1;
            let text = all[self.turn % all.len()];
            if suits(&text) {
                return text;
            }
        }
        all[0]
    }
}

fn teaches(person: &Person) -> bool {
    person.tenures.iter().any(|t| t.title.zh.contains("老师") || t.title.zh.contains("外教"))
}
