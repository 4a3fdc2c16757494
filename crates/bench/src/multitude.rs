//! A multitude: as many people as are asked for, written straight into a fresh database, as the actions
//! would have written them: sort keys, the words they are found by, numbers, several runs of employment,
//! contacts, and some who are members. Rows only; nobody acted, so the journal is silent about them.

mod elsewhere;
mod names;
mod sql;

use homeport::members::{Purpose, VERSION};
use homeport::people::{self, EntityId, PersonId, PersonKind, TenureId, found_by_name, found_by_number};
use keel::clock::{Day, Time};
use keel::db::dump::{dress, strip};
use keel::db::{Conn, Db};
use keel::error::{Error, Result};
use keel::id::Ids;

use elsewhere::Elsewhere;
pub use names::{Names, companies, known_names};

/// So many people in one transaction.
const BATCH: usize = 5_000;
/// The first of them was recorded then: 1 January 2012. One a minute since, before anybody else on record.
const EPOCH: Time = Time(1_325_376_000_000);
const EVERY_MS: i64 = 60_000;

const ENTITIES: [(&str, &str); 5] = [
    ("恒远制造", "Hengyuan Manufacturing"),
    ("恒远电气", "Hengyuan Electric"),
    ("恒远物流", "Hengyuan Logistics"),
    ("恒远软件", "Hengyuan Software"),
    ("Hengyuan Europe", "Hengyuan Europe"),
];
const DEPARTMENTS: [&str; 24] = [
    "冲压车间",
    "焊装车间",
    "涂装车间",
    "总装车间",
    "质量部",
    "采购部",
    "物流部",
    "设备部",
    "研发中心",
    "软件一部",
    "软件二部",
    "测试部",
    "人力资源部",
    "财务部",
    "法务部",
    "销售一部",
    "销售二部",
    "售后服务部",
    "市场部",
    "行政部",
    "Operations",
    "Sales",
    "Engineering",
    "Support",
];
const TITLES: [&str; 10] =
    ["操作工", "班长", "工程师", "高级工程师", "主管", "经理", "专员", "技术员", "Engineer", "Manager"];
const PLACES: [&str; 12] =
    ["上海", "深圳", "苏州", "武汉", "成都", "西安", "广州", "合肥", "郑州", "柏林", "Rotterdam", "Munich"];

/// `SplitMix64` (Steele, Lea, Flood 2014), so that every run has the same people.
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % (end.max(1) as u64)) as usize
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Fills a migrated database with `count` people beside whoever is there. The names of
/// `TEST_DATA_DIR/names` are used where that is given.
pub async fn fill(db: &Db, count: usize) -> Result<()> {
    let mut crowd = Crowd {
        ids: Ids::seeded(4046),
        dice: Dice(4046),
        names: Names::load(),
        entities: Vec::new(),
        elsewhere: None,
        day: Day::parse("2026-11-21").ok_or_else(|| Error::broken("no day"))?,
        ordinal: 0,
        first: 0,
    };
    let mut conn = db.begin().await?;
    for (at, (name, name_en)) in ENTITIES.iter().enumerate() {
        let entity = EntityId::next(&crowd.ids, EPOCH);
        sql::insert_entity(&mut conn, entity, name, name_en, at, EPOCH).await?;
        crowd.entities.push(entity);
    }
    crowd.elsewhere = Some(Elsewhere::enter(&mut conn, &crowd.ids).await?);
    crowd.ordinal = sql::members(&mut conn).await?;
    crowd.first = sql::people(&mut conn).await?;
    // Sorted into indexes one by one, a million people take half an hour.
    let indexes = strip(&mut conn).await?;
    conn.commit().await?;
    let mut done = 0;
    while done < count {
        let end = count.min(done + BATCH);
        let mut conn = db.begin().await?;
        let mut ids: Vec<PersonId> = Vec::with_capacity(BATCH);
        for nth in done..end {
            ids.push(crowd.enter(&mut conn, nth).await?);
        }
        // Their ids follow each other: each was recorded after the one before.
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            people::actions::list_new(&mut conn, *first, *last).await?;
        }
        conn.commit().await?;
        done = end;
    }
    let mut conn = db.begin().await?;
    dress(&mut conn, &indexes).await?;
    conn.commit().await
}

struct Crowd {
    ids: Ids,
    dice: Dice,
    names: Names,
    entities: Vec<EntityId>,
    elsewhere: Option<Elsewhere>,
    /// Today.
    day: Day,
    ordinal: i64,
    first: i64,
}

impl Crowd {
    async fn enter(&mut self, conn: &mut Conn, nth: usize) -> Result<PersonId> {
        let at = Time(EPOCH.ms() + nth as i64 * EVERY_MS);
        let person = PersonId::next(&self.ids, at);
        let name = self.names.next(&mut self.dice);
        let place = self.dice.percent(60).then(|| *self.dice.pick(&PLACES));
        sql::insert_person(conn, person, &name, place, at).await?;
        let mut words: Vec<(String, bool)> =
            found_by_name(&name).into_iter().map(|word| (word, false)).collect();
        let left = self.work(conn, (person, nth, at), &mut words).await?;
        for (word, is_number) in &words {
            sql::insert_word(conn, person, word, *is_number).await?;
        }
        if self.dice.percent(70) {
            let address = format!("p{}@multitude.example", self.first + nth as i64);
            sql::insert_contact(conn, self.ids.next(at), person, &address, at).await?;
        }
        if left.is_some() && self.dice.percent(40) {
            self.join(conn, person, at).await?;
        }
        if let (Some(left), Some(elsewhere)) = (left, &self.elsewhere) {
            elsewhere.go(conn, &self.ids, &mut self.dice, (person, left, at)).await?;
        }
        Ok(person)
    }

    /// One run of employment, or up to three, in one company or several; when the last one has ended.
    async fn work(
        &mut self,
        conn: &mut Conn,
        (person, nth, at): (PersonId, usize, Time),
        words: &mut Vec<(String, bool)>,
    ) -> Result<Option<Day>> {
        let runs = if self.dice.percent(85) { 1 } else { 2 + self.dice.below(2) };
        let mut from = self.day.plus_days(-(400 + self.dice.below(9_000) as i32));
        let mut entity = *self.dice.pick(&self.entities);
        let mut number = None;
        let mut left = None;
        for run in 0..runs {
            if run == 0 || self.dice.percent(50) {
                if run > 0 {
                    entity = *self.dice.pick(&self.entities);
                }
                let new = format!("HY {:07}{}", self.first + nth as i64, ["", "B", "C"][run]);
                sql::insert_number(conn, entity, &new, person).await?;
                words.extend(found_by_number(&new).into_iter().map(|word| (word, true)));
                number = Some(new);
            }
            let to = from.plus_days(30 + self.dice.below(4_000) as i32);
            left = Some(to).filter(|to| *to < self.day);
            let kind = if self.dice.percent(90) { PersonKind::Employee } else { PersonKind::Intern };
            let tenure = sql::Tenure {
                id: TenureId::next(&self.ids, at),
                person,
                entity,
                number: number.clone(),
                kind,
                department: self.dice.pick::<&str>(&DEPARTMENTS),
                title: self.dice.pick::<&str>(&TITLES),
                from,
                to: left,
            };
            sql::insert_tenure(conn, &tenure, at).await?;
            if left.is_none() {
                break;
            }
            from = to.plus_days(1 + self.dice.below(300) as i32);
            if from >= self.day {
                break;
            }
        }
        Ok(left)
    }

    async fn join(&mut self, conn: &mut Conn, person: PersonId, at: Time) -> Result<()> {
        self.ordinal += 1;
        sql::insert_member(conn, person, self.ordinal, at).await?;
        for purpose in Purpose::ALL {
            let is_given = *purpose == Purpose::Listed && self.dice.percent(80) || self.dice.percent(40);
            if is_given {
                sql::insert_consent(conn, person, *purpose, VERSION, at).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use keel::clock::Clock;
    use keel::db::migrate;

    use super::*;

    #[tokio::test]
    async fn a_multitude_has_words_to_be_found_by_and_members() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(&format!("sqlite:{}", folder.path().join("db").display())).expect("a database");
        migrate(&db, homeport::embedded::MIGRATIONS, &Clock::system()).await.expect("migrated");
        fill(&db, 300).await.expect("filled");
        let mut conn = db.read().await.expect("a connection");
        assert_eq!(sql::people(&mut conn).await.expect("counted"), 300);
        assert!(sql::members(&mut conn).await.expect("counted") > 60);
        assert!(sql::words(&mut conn).await.expect("counted") > 300 * 5);
    }
}
