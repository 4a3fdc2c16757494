//! Two files from HR: one that came in the other week, with a row that nobody could read, and one that the
//! officer has just sent and not yet confirmed.

use std::io::Write;

use keel::clock::Time;
use keel::error::Result;
use keel::l10n::Lang;

use super::Company;
use super::fill::{settle, speaking};
use crate::app::App;
use crate::imports::actions::{self, Terms};
use crate::imports::{About, Basis, ImportId};
use crate::people::{EntityId, PersonId};

const OLD: &str = "\
2014—2016 年离职人员,,,,,,,
姓名,工号,部门,职位,入职日期,离职日期,离职类型,身份证号
霍知秋,HF 1401,英语教学部 English teaching,教师,2014/3/10,2015/8/31,主动离职,
柏舟远,HF 1402,考研与留学部 Exams and study abroad,顾问,2014/6/3,2016/1/15,合同到期,
苏晚晴,HF 1403,少儿部 Young learners,教师,2014/9/1,2016/7/31,主动离职,
Delphine Ashgrove,HF 1404,英语教学部 English teaching,Teacher,2014/9/1,2015/12/24,合同到期,
纪云帆,HF 1405,前台 Front desk,前台,2015/2/9,2015/11/30,辞退,
温若谷,HF 1406,教务部 Academic affairs,教务,2015/3/16,2014/12/1,主动离职,
Rhys Calloway,HF 1407,英语教学部 English teaching,Teacher,2015/8/24,2016/6/30,主动离职,
";

const NEW: &str = "\
Name,Staff no,Crew,Started,Left,Exit type,Salary
Imogen Farrow,HF 1501,English teaching,03/04/2015,05/06/2018,resigned,9000
牧之遥,HF 1502,English teaching,07/09/2015,08/10/2018,end of contract,8800
Tobias Wren,HF 1503,Young learners,01/02/2016,03/07/2018,resigned,9100
";

pub async fn send(
    app: &App,
    company: &Company,
    people: &[PersonId],
    entity: EntityId,
    now: Time,
) -> Result<()> {
    let officer = people[company.cast.officer];
    app.clock.set(now.plus_days(-8));
    let old = upload(app, officer, ("2014-2016 离职名册.csv", OLD), entity).await?;
    let cx = speaking(app, officer, Lang::Zh);
    let mut conn = cx.begin().await?;
    actions::start(&cx, &mut conn, old).await?;
    conn.commit().await?;
    settle(app).await?;
    app.clock.set(now);
    upload(app, officer, ("leavers 2018.csv", NEW), entity).await?;
    Ok(())
}

async fn upload(
    app: &App,
    officer: PersonId,
    (name, text): (&str, &str),
    entity: EntityId,
) -> Result<ImportId> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    let terms = Terms {
        about: About::People,
        entity,
        basis: Basis::Contract,
        source: "人事档案 personnel files".to_owned(),
    };
    actions::upload(&speaking(app, officer, Lang::Zh), file.path(), name, None, terms).await
}
