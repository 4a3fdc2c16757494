//! Fills the departments: who came when, as what, for how long, and how it ended.

use keel::clock::Day;

use super::company::{DEPARTMENTS, KINDS, Plan};
use super::dice::Dice;
use super::model::{End, Kind, Leaving, Person, Reads, Standing, Tenure, Words};
use super::names::{Invented, Names};

/// How an employee's time ends: of a hundred.
const ENDINGS: &[(Leaving, usize)] = &[
    (Leaving::Resignation, 64),
    (Leaving::EndOfContract, 14),
    (Leaving::Dismissal, 5),
    (Leaving::Layoff, 6),
    (Leaving::Medical, 3),
    (Leaving::Dispute, 2),
    (Leaving::Unknown, 5),
    (Leaving::Deceased, 1),
];

/// A career longer than this that ends with a farewell dinner is a retirement.
const LONG: i32 = 2_600;

/// Adds the staff and the former staff of every department to those of the story.
pub fn fill(people: &mut Vec<Person>, dice: &mut Dice, today: Day) {
    let mut names = Names::without(people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().into_iter());
    for (department, plan) in DEPARTMENTS.iter().enumerate() {
        let mut making = Making { department, plan, dice: &mut *dice, today, abroad: false };
        for _ in 0..plan.now {
            people.push(making.person(&mut names, Making::working));
        }
        for _ in 0..plan.left {
            people.push(making.person(&mut names, Making::gone));
        }
    }
}

struct Making<'a> {
    department: usize,
    plan: &'static Plan,
    dice: &'a mut Dice,
    today: Day,
    /// Whether the one being made comes from abroad.
    abroad: bool,
}

impl Making<'_> {
    /// The tenures of someone who works here now. Some were interns, some came back, some came over from
    /// another entity of the group.
    fn working(&mut self) -> Vec<Tenure> {
        let longest = self.plan.age - 40;
        let kind = self.kind();
        let since = match kind {
            Kind::Intern => self.dice.between(10, 170),
            Kind::Dispatched | Kind::Contractor => self.recent(25, 700),
            Kind::Employee => self.recent(25, longest),
        };
        let open = self.tenure(kind, since, None);
        let before = if kind == Kind::Employee { longest - since } else { 0 };
        let first = match self.dice.below(100) {
            0..8 if self.plan.intern.is_some() && before > 260 => {
                let (start, how) = (since + 1 + self.dice.between(70, 200), Leaving::EndOfContract);
                self.tenure(Kind::Intern, start, Some((since + 1, how)))
            }
            8..13 if before > 900 => {
                let back = since + self.dice.between(120, 480);
                let start = back + self.dice.between(200, 400);
                self.tenure(Kind::Employee, start, Some((back, Leaving::Resignation)))
            }
            13..18 if kind == Kind::Employee => match self.sister() {
                Some(sister) => {
                    let start = since + 1 + self.dice.between(180, 700);
                    let past = self.tenure(Kind::Employee, start, Some((since + 1, Leaving::Transfer)));
                    Tenure { department: sister, title: DEPARTMENTS[sister].titles[0], ..past }
                }
                None => return vec![open],
            },
            _ => return vec![open],
        };
        vec![first, open]
    }

    /// The tenures of someone who left for good.
    fn gone(&mut self) -> Vec<Tenure> {
        let kind = self.kind();
        let until = self.recent(6, self.plan.age * 3 / 4);
        let room = self.plan.age - 40 - until;
        let length = match kind {
            Kind::Intern => self.dice.between(40, 200).min(room),
            Kind::Dispatched | Kind::Contractor => self.dice.between(170, 740).min(room),
            Kind::Employee => self.recent(25, room),
        };
        let how = self.ending(kind, length);
        let last = self.tenure(kind, until + length, Some((until, how)));
        if kind == Kind::Employee && room - length > 800 && self.dice.percent(7) {
            let back = until + length + self.dice.between(150, 400);
            let start = back + self.dice.between(100, 390);
            return vec![self.tenure(Kind::Employee, start, Some((back, Leaving::Resignation))), last];
        }
        vec![last]
    }

    fn ending(&mut self, kind: Kind, length: i32) -> Leaving {
        match kind {
            Kind::Intern | Kind::Dispatched | Kind::Contractor if self.dice.percent(85) => {
                Leaving::EndOfContract
            }
            Kind::Employee if length > LONG && self.dice.percent(45) => Leaving::Retirement,
            _ => self.dice.weighted(ENDINGS, |e| e.1).0,
        }
    }

    fn kind(&mut self) -> Kind {
        match self.dice.weighted(KINDS, |k| k.1).0 {
            Kind::Intern if self.plan.intern.is_none() => Kind::Employee,
            kind => kind,
        }
    }

    fn title(&mut self, kind: Kind) -> Words {
        match (kind, self.plan.intern) {
            (Kind::Intern, Some(intern)) => intern,
            _ if self.abroad
                && let Some(title) = self.plan.from_abroad =>
            {
                title
            }
            // The first title is the common one: half of all have it.
            _ if self.dice.percent(50) => self.plan.titles[0],
            _ => *self.dice.pick(self.plan.titles),
        }
    }

    fn tenure(&mut self, kind: Kind, since: i32, until: Option<(i32, Leaving)>) -> Tenure {
        let day = |ago: i32| self.today.plus_days(-ago);
        let (start_on, end) = (day(since), until.map(|(ago, how)| End { on: day(ago), how }));
        let title = self.title(kind);
        Tenure {
            department: self.department,
            number: String::new(),
            title,
            kind,
            manager: None,
            start_on,
            end,
        }
    }

    /// A department of the first entity with the same trade, for those who moved within the group.
    fn sister(&self) -> Option<usize> {
        let entity_differs = |plan: &Plan| plan.entity == 0 && self.plan.entity != 0;
        DEPARTMENTS
            .iter()
            .position(|p| entity_differs(p) && p.name.zh.chars().next() == self.plan.name.zh.chars().next())
    }

    /// So many days ago, sooner more likely than long past.
    fn recent(&mut self, low: i32, high: i32) -> i32 {
        let (one, other) = (self.dice.between(low, high.max(low)), self.dice.between(low, high.max(low)));
        one.min(other)
    }

    fn person(&mut self, names: &mut Names, tenures: fn(&mut Self) -> Vec<Tenure>) -> Person {
        self.abroad = self.dice.percent(self.plan.abroad);
        let unusual = if self.dice.percent(3) { names.unusual() } else { None };
        let invented = match unusual {
            Some(invented) => invented,
            None if self.abroad => names.foreigner(self.dice),
            None => names.chinese(self.dice),
        };
        self.abroad &= !invented.chinese;
        let tenures = tenures(self);
        let Invented { native, latin, also, chinese } = invented;
        let reads = if chinese { Reads::Chinese } else { Reads::English };
        let mut names: Vec<String> = (latin != native).then(|| latin.clone()).into_iter().collect();
        names.extend(also.filter(|n| *n != latin));
        Person {
            name: native,
            latin,
            also: names,
            reads,
            mobile: None,
            mail: None,
            work_mail: String::new(),
            tenures,
            standing: Standing::Working,
        }
    }
}
