//! Where the multitude works now, what they can do, and where they learnt it.

use homeport::careers::{LearntId, LearntKind, PositionId, Source};
use homeport::organisations::OrganisationId;
use homeport::people::PersonId;
use keel::clock::{Day, Time};
use keel::db::Conn;
use keel::error::Result;
use keel::id::Ids;
use keel::partial::Partial;

use super::names::{companies, schools};
use super::{Dice, EPOCH, sql};

const TITLES: [&str; 12] = [
    "总监",
    "副总裁",
    "产品经理",
    "架构师",
    "创始人",
    "顾问",
    "店长",
    "讲师",
    "Director",
    "Engineer",
    "Consultant",
    "Head of Sales",
];
const SKILLS: [&str; 24] = [
    "Rust",
    "Python",
    "Java",
    "SQL",
    "Excel",
    "焊接",
    "数控",
    "质量管理",
    "供应链",
    "采购谈判",
    "财务分析",
    "审计",
    "招聘",
    "培训",
    "项目管理",
    "市场营销",
    "英语",
    "日语",
    "德语",
    "机械设计",
    "电气设计",
    "数据分析",
    "演讲",
    "写作",
];
/// Organisations elsewhere.
const ORGANISATIONS: usize = 3_000;

pub struct Elsewhere {
    organisations: Vec<OrganisationId>,
    schools: Vec<String>,
}

impl Elsewhere {
    pub async fn enter(conn: &mut Conn, ids: &Ids) -> Result<Self> {
        let names = companies(ORGANISATIONS);
        let mut organisations = Vec::with_capacity(names.len());
        for name in &names {
            let id = OrganisationId::next(ids, EPOCH);
            sql::insert_organisation(conn, id, ids.next(EPOCH), name, EPOCH).await?;
            organisations.push(id);
        }
        Ok(Self { organisations, schools: schools() })
    }

    /// Half of those who left are somewhere; few organisations have many of them.
    pub async fn go(
        &self,
        conn: &mut Conn,
        ids: &Ids,
        dice: &mut Dice,
        (person, left, at): (PersonId, Day, Time),
    ) -> Result<()> {
        if dice.percent(50) {
            // The square of an even share: the first tenth of them has a third of the people.
            let even = dice.below(1_000_000) as f64 / 1_000_000.0;
            let which = ((even * even) * self.organisations.len() as f64) as usize;
            if let Some(organisation) = self.organisations.get(which) {
                let position = PositionId::next(ids, at);
                let title = *dice.pick::<&str>(&TITLES);
                let started = Partial::parse(&left.plus_days(30).year().to_string());
                sql::insert_position(conn, position, person, (*organisation, title, started), at).await?;
            }
        }
        for _ in 0..if dice.percent(20) { 3 } else { 0 } {
            let skill = *dice.pick::<&str>(&SKILLS);
            self.learn(conn, LearntId::next(ids, at), person, (LearntKind::Skill, skill), at).await?;
        }
        if dice.percent(30) {
            let school = dice.pick(&self.schools);
            self.learn(conn, LearntId::next(ids, at), person, (LearntKind::School, school), at).await?;
        }
        Ok(())
    }

    async fn learn(
        &self,
        conn: &mut Conn,
        id: LearntId,
        person: PersonId,
        (kind, name): (LearntKind, &str),
        at: Time,
    ) -> Result<()> {
        sql::insert_learnt(conn, (id, person), kind, name, Source::File, at).await
    }
}
