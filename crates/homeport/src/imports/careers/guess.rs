//! What a header says its column holds, in a file of jobs.

use crate::imports::headers::{self, Guess};
use crate::imports::model::Field;
use crate::people::folded;

/// What a column of such a file may hold.
pub const fn fields() -> &'static [Field] {
    &[
        Field::Name,
        Field::Number,
        Field::Entity,
        Field::Mail,
        Field::Mobile,
        Field::Organisation,
        Field::Title,
        Field::Place,
        Field::From,
        Field::Until,
        Field::What,
    ]
}

/// Folded headers that mean another thing than in a list of people, or nothing there.
const WORDS: &[(Field, &[&str])] = &[
    (
        Field::Organisation,
        &[
            "organisation",
            "organization",
            "organisationname",
            "organizationname",
            "company",
            "companyname",
            "employer",
            "firm",
            "institution",
            "单位",
            "工作单位",
            "任职单位",
            "公司",
            "公司名称",
            "机构",
            "组织",
            "雇主",
            "任职公司",
        ],
    ),
    (
        Field::From,
        &[
            "from",
            "since",
            "start",
            "started",
            "startedon",
            "startdate",
            "begin",
            "开始",
            "开始日期",
            "开始时间",
            "起始时间",
            "入职日期",
            "入职时间",
            "起",
        ],
    ),
    (
        Field::Until,
        &[
            "until",
            "to",
            "end",
            "ended",
            "endedon",
            "enddate",
            "finishedon",
            "结束",
            "结束日期",
            "结束时间",
            "离职日期",
            "离职时间",
            "止",
        ],
    ),
    (Field::What, &["what", "description", "summary", "duties", "工作内容", "描述", "职责", "简介"]),
];

pub fn guess(header: &str) -> Guess {
    let folded = folded(header);
    if let Some((field, _)) = WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())) {
        return Guess::Is(*field);
    }
    match headers::guess(header) {
        Guess::Is(field) if !fields().contains(&field) => Guess::Nothing,
        guess => guess,
    }
}
