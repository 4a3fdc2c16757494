//! Where some of those who left are now: a few dozen of them, at firms that nobody will find on a map.

use keel::clock::{Day, Time};
use keel::error::Result;
use keel::partial::Partial;

use super::fill::{language, speaking};
use super::model::{Company, Person, Words, words};
use crate::app::App;
use crate::careers::{self, Entry, LearntKind, NewLearnt, Source};
use crate::organisations::{self, Industry, NewOrganisation, Relation};
use crate::people::{self, PersonId};

/// A firm with its names in both languages, and in full.
struct Firm {
    name: Words,
    full: &'static str,
    place: &'static str,
    relations: &'static [Relation],
    industry: Industry,
}

const FIRMS: [Firm; 8] = [
    firm(
        "湘江云",
        "Xiangjiang Cloud",
        "湘江云科技（长沙）有限公司",
        "长沙",
        (&[Relation::Supplier], Industry::Internet),
    ),
    firm(
        "麓山学堂",
        "Lushan Academy",
        "长沙麓山学堂教育咨询有限公司",
        "长沙",
        (&[Relation::Partner], Industry::Education),
    ),
    firm(
        "橘洲出版",
        "Juzhou Press",
        "橘洲文化出版有限责任公司",
        "长沙",
        (&[Relation::Supplier, Relation::Upstream], Industry::Media),
    ),
    firm(
        "南海潮贸易",
        "South Tide Trading",
        "深圳南海潮国际贸易有限公司",
        "深圳",
        (&[Relation::Client], Industry::Trade),
    ),
    firm("浦江语言", "Pujiang Languages", "上海浦江语言服务有限公司", "上海", (&[], Industry::Advice)),
    firm(
        "钱塘智能",
        "Qiantang Intelligence",
        "杭州钱塘智能科技股份有限公司",
        "杭州",
        (&[Relation::Client, Relation::Partner], Industry::Internet),
    ),
    firm(
        "雅拉河国际学校",
        "Yarra River International School",
        "Yarra River International School Ltd",
        "Melbourne",
        (&[], Industry::Education),
    ),
    firm("小帆书屋", "Little Sail Books", "长沙市小帆书屋", "长沙", (&[Relation::OwnFirm], Industry::Trade)),
];
/// The bookshop, which one of them founded.
const OWN: usize = 7;

const TITLES: [Words; 6] = [
    words("英语教研主管", "Head of English curriculum"),
    words("课程产品经理", "Course product manager"),
    words("人力资源经理", "HR manager"),
    words("市场总监", "Marketing director"),
    words("前端工程师", "Front-end engineer"),
    words("项目经理", "Project manager"),
];

const SKILLS: [Words; 6] = [
    words("课程设计", "Curriculum design"),
    words("项目管理", "Project management"),
    words("招聘", "Recruiting"),
    words("数据分析", "Data analysis"),
    words("公开演讲", "Public speaking"),
    words("英语翻译", "English translation"),
];
const SCHOOLS: [Words; 4] = [
    words("湘南师范学院", "Xiangnan Normal College"),
    words("岳麓外国语大学", "Yuelu Foreign Studies University"),
    words("洞庭理工学院", "Dongting Institute of Technology"),
    words("珠江师范大学", "Zhujiang Normal University"),
];

const fn firm(
    zh: &'static str,
    en: &'static str,
    full: &'static str,
    place: &'static str,
    (relations, industry): (&'static [Relation], Industry),
) -> Firm {
    Firm { name: words(zh, en), full, place, relations, industry }
}

/// One job of one person of the company.
pub struct Job {
    pub who: usize,
    firm: usize,
    title: Words,
    pub from: Partial,
    pub to: Option<Partial>,
    is_founder: bool,
}

/// Every fourth of those who left has told where they went, the alumna of the story among them; whoever left long ago had a job in between.
pub fn jobs(company: &Company, today: Day) -> Vec<Job> {
    let mut all = Vec::new();
    let left = company.people.iter().enumerate().filter(|(_, person)| person.open_tenure().is_none());
    let told = left.enumerate().filter(|(nth, (who, _))| nth % 4 == 0 || *who == company.cast.alumna);
    for (nth, (who, person)) in told {
        let Some(end) = person.tenures.last().and_then(|tenure| tenure.end) else { continue };
        let began = end.on.plus_days(20);
        if began > today {
            continue;
        }
        let spread: usize = person.latin.bytes().map(usize::from).sum();
        let job = |firm: usize, from: Partial, to| Job {
            who,
            firm,
            title: TITLES[(spread + firm) % TITLES.len()],
            from,
            to,
            is_founder: firm == OWN,
        };
        let first = if nth == 0 { OWN } else { spread % OWN };
        let between = began.plus_months(30);
        if between < today {
            all.push(job(first, about(began, nth), Some(about(between, nth))));
            all.push(job((first + 3) % OWN, about(between, nth), None));
        } else {
            all.push(job(first, about(began, nth), None));
        }
    }
    all
}

/// As precise as people remember: most to the month, some to the year.
fn about(day: Day, nth: usize) -> Partial {
    let month = format!("{:04}-{:02}", day.year(), day.month());
    let year = format!("{:04}", day.year());
    let text = if nth.is_multiple_of(5) { year } else { month };
    Partial::parse(&text).unwrap_or_else(|| Partial::from(day))
}

pub async fn tell(app: &App, company: &Company, ids: &[PersonId], now: Time) -> Result<()> {
    let today = now.day_in(app.settings().zone());
    let all = jobs(company, today);
    for (nth, job) in all.iter().enumerate() {
        // One after the other during the last weeks, so that the news is not all of one day.
        let back = i64::try_from(all.len() - nth).unwrap_or_default() * 12 * 3_600_000;
        app.clock.set(Time(now.0 - back));
        if nth == 0 {
            open(app, ids[company.cast.officer]).await?;
        }
        write(app, &company.people[job.who], ids, company.cast.officer, job).await?;
    }
    app.clock.set(now);
    move_one(app, company, ids).await
}

/// The officer has written the firms down, under all their names.
async fn open(app: &App, officer: PersonId) -> Result<()> {
    let cx = speaking(app, officer, keel::l10n::Lang::Zh);
    let mut conn = cx.begin().await?;
    for firm in &FIRMS {
        let new = NewOrganisation {
            name: firm.name.zh.to_owned(),
            place: Some(firm.place.to_owned()),
            relations: firm.relations.to_vec(),
            is_open: true,
            industry: Some(firm.industry),
        };
        let id = organisations::actions::add(&cx, &mut conn, &new).await?;
        for alias in [firm.name.en, firm.full] {
            if organisations::called(&mut conn, alias).await?.is_none() {
                organisations::actions::add_alias(&cx, &mut conn, id, alias).await?;
            }
        }
    }
    conn.commit().await
}

/// Members tell it themselves; of the others an officer heard.
async fn write(app: &App, person: &Person, ids: &[PersonId], officer: usize, job: &Job) -> Result<()> {
    let id = ids[job.who];
    let is_member = person.membership().is_some();
    let lang = language(person);
    let by = if is_member { id } else { ids[officer] };
    let cx = speaking(app, by, lang);
    let said = |words: Words| match lang {
        keel::l10n::Lang::Zh => words.zh,
        keel::l10n::Lang::En => words.en,
    };
    let firm = &FIRMS[job.firm];
    let entry = Entry {
        organisation: said(firm.name).to_owned(),
        title: Some(said(job.title).to_owned()),
        place: Some(firm.place.to_owned()),
        is_founder: job.is_founder,
        started: Some(job.from),
        ended: job.to,
        what: None,
        source: if is_member { Source::Own } else { Source::Colleague },
    };
    let mut conn = cx.begin().await?;
    careers::actions::add(&cx, &mut conn, id, entry).await?;
    let spread: usize = person.latin.bytes().map(usize::from).sum();
    for nth in [spread, spread + 1 + spread % 3] {
        let skill = NewLearnt::skill(said(SKILLS[nth % SKILLS.len()]), Source::Own);
        careers::actions::learnt::add(&cx, &mut conn, id, skill).await?;
    }
    let school = NewLearnt {
        kind: LearntKind::School,
        ..NewLearnt::skill(said(SCHOOLS[spread % SCHOOLS.len()]), Source::Own)
    };
    careers::actions::learnt::add(&cx, &mut conn, id, school).await?;
    conn.commit().await
}

/// One of the members has moved.
async fn move_one(app: &App, company: &Company, ids: &[PersonId]) -> Result<()> {
    let members = company.people.iter().zip(ids).filter(|(person, _)| person.membership().is_some());
    for (person, id) in members {
        let cx = speaking(app, *id, language(person));
        let mut conn = cx.begin().await?;
        let place = people::person(&mut conn, *id).await?.place;
        if place.is_some_and(|place| place != "厦门") {
            people::actions::set_place(&cx, &mut conn, *id, Some("厦门")).await?;
            return conn.commit().await;
        }
    }
    Ok(())
}
