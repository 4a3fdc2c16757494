//! The people whom the story needs by name, each with a life of their own at the school.

use keel::clock::Day;

use super::company::{CORPORATE, ENGLISH, EXAMS, FRONT_DESK, IT, OFFICE, PEOPLE, PRODUCTION};
use super::model::{
    Cast, End, Kind, Leaving, Membership, Person, Reads, Stage, Standing, Tenure, Words, words,
};

const FOUNDER: Words = words("创始人", "Founder");
const HEAD_OF_ENGLISH: Words = words("英语教学部主任", "Head of English teaching");
const TEACHER: Words = words("英语老师", "English teacher");
const CONVERSATION: Words = words("口语外教", "Conversation teacher");
const DESK: Words = words("前台", "Front desk");
const TRAINER: Words = words("企业培训师", "Corporate trainer");
const EDITOR: Words = words("课程编辑", "Course editor");
const ADVISER: Words = words("留学顾问", "Study abroad adviser");

/// Everyone with a part, and who has which.
pub fn people(today: Day) -> (Vec<Person>, Cast) {
    let make = Making { today };
    let mut all = Vec::new();
    let mut add = |person: Person| {
        all.push(person);
        all.len() - 1
    };
    let cast = Cast {
        founder: add(make.founder()),
        former_manager: add(make.former_manager()),
        manager: add(make.manager()),
        hr: add(make.hr()),
        administrator: add(make.administrator()),
        officer: add(make.officer()),
        alumna: add(make.alumna()),
        alumna_abroad: add(make.alumna_abroad()),
        leaver: add(make.leaver()),
        waiting: add(make.waiting()),
    };
    make.others().into_iter().for_each(|person| {
        add(person);
    });
    (all, cast)
}

/// The heads of departments that the story fixes: department, since how many days, who.
pub fn heads(cast: &Cast) -> [(usize, i32, usize); 5] {
    [
        (OFFICE, 6_480, cast.founder),
        (ENGLISH, 3_900, cast.former_manager),
        (ENGLISH, 740, cast.manager),
        (PEOPLE, 2_400, cast.hr),
        (IT, 2_000, cast.administrator),
    ]
}

struct Making {
    today: Day,
}

impl Making {
    fn founder(&self) -> Person {
        let tenure = self.now(OFFICE, FOUNDER, 6_480);
        let person = someone("周沧海", "Canghai Zhou", &["老周"], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(925, |m| m.openings = false), ..person }
    }

    fn former_manager(&self) -> Person {
        let tenure = self.past(ENGLISH, HEAD_OF_ENGLISH, 4_310, 741, Leaving::Resignation);
        let person = someone("李知微", "Zhiwei Li", &["Vera Li"], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(735, |_| ()), ..person }
    }

    fn manager(&self) -> Person {
        let tenure = self.now(ENGLISH, HEAD_OF_ENGLISH, 2_960);
        let person = someone("彭立群", "Liqun Peng", &["Leo Peng"], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(610, |m| m.letters = false), ..person }
    }

    fn hr(&self) -> Person {
        let tenure = self.now(PEOPLE, words("人力资源主管", "Head of people"), 2_700);
        let person = someone("沈若安", "Ruo'an Shen", &["Ann Shen"], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(900, |m| m.photos = false), ..person }
    }

    fn administrator(&self) -> Person {
        let tenure = self.now(IT, words("信息部主管", "Head of IT"), 2_210);
        let person = someone("罗启明", "Qiming Luo", &[], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(930, |m| m.wishes = false), ..person }
    }

    /// Came as an intern, stayed, and now looks after those who left.
    fn officer(&self) -> Person {
        let first = Tenure {
            kind: Kind::Intern,
            ..self.past(PEOPLE, words("实习生", "Intern"), 2_140, 1_960, Leaving::EndOfContract)
        };
        let tenure = self.now(PEOPLE, words("校友官", "Alumni officer"), 1_959);
        let person = someone("林悦", "Yue Lin", &[], Reads::English, vec![first, tenure]);
        Person { standing: self.member(928, |_| ()), ..person }
    }

    fn alumna(&self) -> Person {
        let tenure = self.past(ENGLISH, TEACHER, 2_300, 1_650, Leaving::Resignation);
        let person = someone("欧阳书言", "Shuyan Ouyang", &["Yan"], Reads::Chinese, vec![tenure]);
        Person { standing: self.member(880, |_| ()), ..person }
    }

    fn alumna_abroad(&self) -> Person {
        let tenure = self.past(ENGLISH, CONVERSATION, 2_050, 400, Leaving::EndOfContract);
        let person = someone("Hannah Whitcombe", "Hannah Whitcombe", &["韩娜"], Reads::English, vec![tenure]);
        Person { standing: self.member(392, |m| m.openings = false), ..person }
    }

    fn leaver(&self) -> Person {
        let tenure = self.now(ENGLISH, TEACHER, 1_960);
        let person = someone("陈彤", "Tong Chen", &["Tony"], Reads::Chinese, vec![tenure]);
        Person { standing: Standing::Leaving(Stage::Today), ..person }
    }

    fn waiting(&self) -> Person {
        let tenure = self.now(PRODUCTION, words("录课老师", "On-screen teacher"), 1_100);
        let name = "Wilson Cloidt, Megan";
        let person = someone(name, "Megan Wilson Cloidt", &["梅根"], Reads::English, vec![tenure]);
        Person { standing: Standing::Leaving(Stage::CompleteSince { minutes: 12 }), ..person }
    }

    /// Small parts, each there for one thing that real files hold.
    fn others(&self) -> Vec<Person> {
        let teacher = self.past(ENGLISH, TEACHER, 1_945, 850, Leaving::Resignation);
        let wang = someone("王梓萱", "Zixuan Wang", &[], Reads::Chinese, vec![teacher]);
        let year = self.past(ENGLISH, TEACHER, 1_200, 800, Leaving::Resignation);
        let xu = someone("许文", "Wen Xu", &[], Reads::Chinese, vec![year]);
        let desk = self.now(FRONT_DESK, DESK, 245);
        let he = someone("何静仪", "Jingyi He", &[], Reads::Chinese, vec![desk]);
        let adviser = self.now(EXAMS, ADVISER, 900);
        let thinking = someone("谢南舟", "Nanzhou Xie", &["Nathan"], Reads::Chinese, vec![adviser]);
        vec![
            Person { standing: self.member(830, |_| ()), ..wang },
            Person { standing: Standing::Bounced { on: self.today.plus_days(-4) }, ..xu },
            Person { standing: self.agreed(9), ..he },
            Person { standing: Standing::Leaving(Stage::Intended), ..thinking },
            self.returner(),
            self.one_day(),
            self.namesake(ENGLISH, 1_400),
            self.namesake(EXAMS, 620),
            self.agreed_abroad(),
            self.remembered(),
            self.held("丁家禾", "Jiahe Ding", PRODUCTION, 64, Leaving::Layoff),
            self.held("阎春荷", "Chunhe Yan", PRODUCTION, 64, Leaving::Layoff),
            self.held("Jonah Farrant", "Jonah Farrant", CORPORATE, 21, Leaving::Dismissal),
        ]
    }

    /// Did not leave gladly: the policy leaves the invitation to the officer.
    fn held(&self, name: &str, latin: &str, department: usize, ago: i32, how: Leaving) -> Person {
        let title = if department == CORPORATE { TRAINER } else { EDITOR };
        let reads = if name == latin { Reads::English } else { Reads::Chinese };
        let tenure = self.past(department, title, ago + 880, ago, how);
        Person { standing: Standing::Held, ..someone(name, latin, &[], reads, vec![tenure]) }
    }

    /// Left, was missed, and works here again.
    fn returner(&self) -> Person {
        let first = self.past(EXAMS, ADVISER, 2_800, 1_500, Leaving::Resignation);
        let second = self.now(EXAMS, ADVISER, 330);
        let person = someone("唐亦川", "Yichuan Tang", &["Ian"], Reads::Chinese, vec![first, second]);
        Person { standing: self.member(700, |_| ()), ..person }
    }

    /// Worked one day, left, and keeps the number for life.
    fn one_day(&self) -> Person {
        let day = self.past(FRONT_DESK, DESK, 500, 500, Leaving::Resignation);
        let person = someone("郑晓禾", "Xiaohe Zheng", &[], Reads::Chinese, vec![day]);
        Person { standing: self.member(470, |m| m.listed = false), ..person }
    }

    /// Two colleagues of one name, so that a name alone never names a person.
    fn namesake(&self, department: usize, ago: i32) -> Person {
        let title = if department == ENGLISH { TEACHER } else { ADVISER };
        someone("陈洁", "Jie Chen", &[], Reads::Chinese, vec![self.now(department, title, ago)])
    }

    fn agreed_abroad(&self) -> Person {
        let trainer = self.now(CORPORATE, TRAINER, 1_330);
        let person = someone("Callum Ollerenshaw", "Callum Ollerenshaw", &[], Reads::English, vec![trainer]);
        Person { standing: self.agreed(21), ..person }
    }

    /// Died in service: kept on record, never written to.
    fn remembered(&self) -> Person {
        let tenure = self.past(EXAMS, words("考研老师", "Exam teacher"), 4_100, 1_020, Leaving::Deceased);
        let person = someone("夏望舒", "Wangshu Xia", &[], Reads::Chinese, vec![tenure]);
        Person { standing: Standing::Deceased, ..person }
    }

    fn agreed(&self, in_days: i32) -> Standing {
        Standing::Leaving(Stage::Agreed { last_day: self.today.plus_days(in_days) })
    }

    fn now(&self, department: usize, title: Words, since: i32) -> Tenure {
        Tenure {
            department,
            number: String::new(),
            title,
            kind: Kind::Employee,
            manager: None,
            start_on: self.today.plus_days(-since),
            end: None,
        }
    }

    fn past(&self, department: usize, title: Words, since: i32, until: i32, how: Leaving) -> Tenure {
        let end = End { on: self.today.plus_days(-until), how };
        Tenure { end: Some(end), ..self.now(department, title, since) }
    }

    /// A member of so many days who allowed everything but what `save` takes back.
    fn member(&self, days: i32, save: impl FnOnce(&mut Membership)) -> Standing {
        let mut membership = Membership {
            joined_on: self.today.plus_days(-days),
            listed: true,
            letters: true,
            openings: true,
            photos: true,
            wishes: true,
            open: true,
        };
        save(&mut membership);
        Standing::Member(membership)
    }
}

fn someone(name: &str, latin: &str, also: &[&str], reads: Reads, tenures: Vec<Tenure>) -> Person {
    let mut names: Vec<String> = also.iter().map(|n| (*n).to_owned()).collect();
    if latin != name {
        names.insert(0, latin.to_owned());
    }
    Person {
        name: name.to_owned(),
        latin: latin.to_owned(),
        also: names,
        reads,
        mobile: None,
        mail: None,
        work_mail: String::new(),
        tenures,
        standing: Standing::Working,
    }
}
