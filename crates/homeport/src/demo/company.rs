//! The house that nobody founded: 海帆教育, a language school in Changsha with a sister in Shenzhen and a
//! small company that puts lessons on line.

use super::model::{Entity, Kind, Words, words};

pub const NAME: Words = words("海帆教育", "Haifan Education");
pub const ALLIANCE: Words = words("海帆老友会", "Haifan Old Friends");
pub const DOMAINS: &[&str] = &["haifan.example.com"];

/// A subscriber number in Changsha never begins with 0.
pub const TELEPHONE: &str = "+86 731 0000 0217";

/// Days since the doors opened.
pub const AGE: i32 = 6_480;
/// Days since the alliance began.
pub const ALLIANCE_AGE: i32 = 930;

pub const ENTITIES: &[Entity] = &[
    Entity {
        name: words("海帆教育有限公司", "Haifan Education Co., Ltd."),
        short: words("海帆长沙", "Haifan Changsha"),
        letters: "HF",
    },
    Entity {
        name: words("深圳海帆语言培训有限公司", "Shenzhen Haifan Language Training Co., Ltd."),
        short: words("海帆深圳", "Haifan Shenzhen"),
        letters: "SZ",
    },
    Entity {
        name: words("海帆在线（长沙）科技有限公司", "Haifan Online (Changsha) Technology Co., Ltd."),
        short: words("海帆在线", "Haifan Online"),
        letters: "HX",
    },
];

/// What a department is staffed with. Written by hand, turned into people by chance.
pub struct Plan {
    pub entity: usize,
    pub name: Words,
    /// How many work there now, and how many did and left; the story's own people come on top.
    pub now: usize,
    pub left: usize,
    /// Days since it exists.
    pub age: i32,
    /// Of a hundred staff, how many come from abroad.
    pub abroad: usize,
    /// What those are called, where it is something else.
    pub from_abroad: Option<Words>,
    /// The first is the one most people have.
    pub titles: &'static [Words],
    /// What interns are called there; a department without the word has none.
    pub intern: Option<Words>,
}

const TRAINEE: Words = words("实习老师", "Trainee teacher");
const VISITING: Words = words("口语外教", "Conversation teacher");
const INTERN: Words = words("实习生", "Intern");

pub const OFFICE: usize = 0;
pub const ENGLISH: usize = 1;
pub const EXAMS: usize = 2;
pub const FRONT_DESK: usize = 6;
pub const PEOPLE: usize = 8;
pub const IT: usize = 10;
pub const CORPORATE: usize = 12;
pub const PRODUCTION: usize = 14;

pub const DEPARTMENTS: &[Plan] = &[
    Plan {
        entity: 0,
        name: words("总经理办公室", "Managing director's office"),
        now: 2,
        left: 2,
        age: AGE,
        abroad: 0,
        from_abroad: None,
        titles: &[words("总经理助理", "Assistant to the director")],
        intern: None,
    },
    Plan {
        entity: 0,
        name: words("英语教学部", "English teaching"),
        now: 23,
        left: 20,
        age: AGE,
        abroad: 22,
        from_abroad: Some(VISITING),
        titles: &[
            words("英语老师", "English teacher"),
            words("资深英语老师", "Senior English teacher"),
            words("教研组长", "Lead teacher, curriculum"),
        ],
        intern: Some(TRAINEE),
    },
    Plan {
        entity: 0,
        name: words("考研与留学部", "Exams and study abroad"),
        now: 16,
        left: 12,
        age: 4_900,
        abroad: 6,
        from_abroad: None,
        titles: &[
            words("考研老师", "Exam teacher"),
            words("留学顾问", "Study abroad adviser"),
            words("文书老师", "Application writing teacher"),
        ],
        intern: Some(INTERN),
    },
    Plan {
        entity: 0,
        name: words("少儿部", "Young learners"),
        now: 18,
        left: 16,
        age: 5_300,
        abroad: 14,
        from_abroad: Some(VISITING),
        titles: &[
            words("少儿英语老师", "Young learners' teacher"),
            words("助教", "Assistant teacher"),
            words("绘本馆老师", "Story room teacher"),
        ],
        intern: Some(TRAINEE),
    },
    Plan {
        entity: 0,
        name: words("小语种部", "Other languages"),
        now: 8,
        left: 7,
        age: 3_600,
        abroad: 25,
        from_abroad: None,
        titles: &[
            words("日语老师", "Japanese teacher"),
            words("韩语老师", "Korean teacher"),
            words("法语老师", "French teacher"),
            words("西班牙语老师", "Spanish teacher"),
        ],
        intern: None,
    },
    Plan {
        entity: 0,
        name: words("教务部", "Academic affairs"),
        now: 10,
        left: 8,
        age: 6_100,
        abroad: 0,
        from_abroad: None,
        titles: &[words("教务老师", "Academic coordinator"), words("排课专员", "Timetable planner")],
        intern: Some(INTERN),
    },
    Plan {
        entity: 0,
        name: words("前台与学员服务部", "Front desk and student service"),
        now: 11,
        left: 14,
        age: AGE,
        abroad: 0,
        from_abroad: None,
        titles: &[words("前台", "Front desk"), words("学员顾问", "Student adviser")],
        intern: Some(INTERN),
    },
    Plan {
        entity: 0,
        name: words("招生与市场部", "Admissions and marketing"),
        now: 14,
        left: 14,
        age: 5_900,
        abroad: 3,
        from_abroad: None,
        titles: &[
            words("招生老师", "Admissions adviser"),
            words("市场专员", "Marketing specialist"),
            words("活动策划", "Events planner"),
        ],
        intern: Some(INTERN),
    },
    Plan {
        entity: 0,
        name: words("人力资源与行政部", "People and administration"),
        now: 4,
        left: 4,
        age: 5_500,
        abroad: 0,
        from_abroad: None,
        titles: &[words("行政专员", "Office administrator"), words("人事专员", "HR specialist")],
        intern: Some(INTERN),
    },
    Plan {
        entity: 0,
        name: words("财务部", "Finance"),
        now: 5,
        left: 3,
        age: 6_300,
        abroad: 0,
        from_abroad: None,
        titles: &[words("会计", "Accountant"), words("出纳", "Cashier")],
        intern: None,
    },
    Plan {
        entity: 0,
        name: words("信息部", "Information technology"),
        now: 3,
        left: 3,
        age: 3_900,
        abroad: 0,
        from_abroad: None,
        titles: &[words("系统工程师", "Systems engineer")],
        intern: None,
    },
    Plan {
        entity: 1,
        name: words("英语教学部", "English teaching"),
        now: 14,
        left: 12,
        age: 3_300,
        abroad: 26,
        from_abroad: Some(VISITING),
        titles: &[words("英语老师", "English teacher"), words("成人英语老师", "Adult English teacher")],
        intern: Some(TRAINEE),
    },
    Plan {
        entity: 1,
        name: words("企业培训部", "Corporate training"),
        now: 8,
        left: 5,
        age: 2_700,
        abroad: 24,
        from_abroad: None,
        titles: &[words("企业培训师", "Corporate trainer"), words("客户经理", "Account manager")],
        intern: None,
    },
    Plan {
        entity: 1,
        name: words("招生与服务部", "Admissions and service"),
        now: 8,
        left: 7,
        age: 3_200,
        abroad: 0,
        from_abroad: None,
        titles: &[words("招生顾问", "Admissions adviser"), words("前台", "Front desk")],
        intern: Some(INTERN),
    },
    Plan {
        entity: 2,
        name: words("课程制作部", "Course production"),
        now: 7,
        left: 7,
        age: 2_300,
        abroad: 18,
        from_abroad: None,
        titles: &[
            words("课程编辑", "Course editor"),
            words("剪辑师", "Video editor"),
            words("录课老师", "On-screen teacher"),
        ],
        intern: Some(INTERN),
    },
    Plan {
        entity: 2,
        name: words("技术部", "Engineering"),
        now: 7,
        left: 6,
        age: 2_250,
        abroad: 8,
        from_abroad: None,
        titles: &[
            words("后端工程师", "Back-end engineer"),
            words("前端工程师", "Front-end engineer"),
            words("测试工程师", "Test engineer"),
        ],
        intern: Some(INTERN),
    },
    Plan {
        entity: 2,
        name: words("运营部", "Operations"),
        now: 6,
        left: 5,
        age: 2_100,
        abroad: 0,
        from_abroad: None,
        titles: &[words("社群运营", "Community manager"), words("内容运营", "Content manager")],
        intern: Some(INTERN),
    },
];

/// What whoever leads a department is called, unless the story says otherwise.
pub const HEAD: Words = words("部门主管", "Head of department");

/// Whose contract is what, among the staff of any department: of a hundred.
pub const KINDS: &[(Kind, usize)] =
    &[(Kind::Employee, 84), (Kind::Intern, 8), (Kind::Dispatched, 4), (Kind::Contractor, 4)];
