use keel::id::Id;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn claim() -> Claim {
    Claim {
        claim_id: ClaimId(Id([1; 16])),
        state: State::Waiting,
        name: "陈彤".to_owned(),
        from_year: 2010,
        to_year: 2015,
        entity_id: None,
        department: Some("英语教学部".to_owned()),
        colleague: Some("李知微".to_owned()),
        address: "tong@example.org".to_owned(),
        language: Lang::Zh,
        may_ask: true,
        told_at: Time(0),
        confirmed_at: None,
        until_at: Time(0),
        decided_at: None,
        decided_role: None,
        ground: None,
        is_vouched: false,
        appeal: None,
        person_id: None,
    }
}

fn tenure(person: u8, name: &str, from: &str, to: &str) -> Tenure {
    Tenure {
        person_id: PersonId(Id([person; 16])),
        name: name.to_owned(),
        is_member: false,
        entity_id: EntityId(Id([9; 16])),
        number: None,
        department: Some("英语教学部 English teaching".to_owned()),
        started_on: day(from),
        ended_on: Some(day(to)),
    }
}

#[test]
fn whoever_has_name_years_department_and_colleague_comes_first_with_these_reasons() {
    let found = weigh(
        &claim(),
        vec![tenure(2, "陈童", "2010-03-01", "2015-06-30"), tenure(3, "陈彤", "2010-03-01", "2015-06-30")],
        &[tenure(4, "李知微", "2014-01-01", "2020-01-01")],
        &[],
    );
    assert_eq!(found[0].person_id, PersonId(Id([3; 16])));
    let all = [Reason::SameName, Reason::Years, Reason::Department, Reason::Colleague];
    assert_eq!(found[0].reasons, all);
    assert!(found[0].score() >= LIKELY && found[1].reasons[0] == Reason::AlikeName);
}

#[test]
fn a_name_alone_is_not_likely_and_neither_are_other_years() {
    let found = weigh(&claim(), vec![tenure(3, "陈彤", "2018-01-01", "2020-01-01")], &[], &[]);
    assert_eq!(found[0].reasons, [Reason::SameName]);
    assert!(found[0].score() < LIKELY);
    let some = weigh(&claim(), vec![tenure(3, "陈彤", "2014-01-01", "2020-01-01")], &[], &[]);
    assert_eq!(some[0].reasons, [Reason::SameName, Reason::SomeYears, Reason::Department]);
}

#[test]
fn somebody_is_no_colleague_of_their_own() {
    let mut own = claim();
    own.colleague = Some("陈彤".to_owned());
    let one = tenure(3, "陈彤", "2010-03-01", "2015-06-30");
    let found = weigh(&own, vec![one.clone()], &[one], &[]);
    assert!(!found[0].reasons.contains(&Reason::Colleague));
}

#[test]
fn years_are_read_however_they_are_written() {
    let mut problems = Problems::new();
    assert_eq!(years(&mut problems, " ２０１０年 ", "2015", 2026), Some((2010, 2015)));
    assert!(problems.is_empty());
    for (from, to) in [("2015", "2010"), ("", "2015"), ("20223", "2015"), ("2010", "2027"), ("-3", "x")] {
        let mut problems = Problems::new();
        assert_eq!(years(&mut problems, from, to, 2026), None, "{from} {to}");
        assert!(!problems.is_empty());
    }
}

#[test]
fn control_characters_are_no_part_of_a_name_and_ten_thousand_are_too_many() {
    let mut problems = Problems::new();
    assert_eq!(line(&mut problems, "name", "陈\u{0}\u{7}彤\n").as_deref(), Some("陈 彤"));
    assert_eq!(line(&mut problems, "name", "\u{1}"), None);
    assert!(problems.is_empty());
    assert_eq!(line(&mut problems, "name", &"陈".repeat(10_000)), None);
    assert!(problems.of("name").is_some());
}

#[test]
fn a_department_may_be_told_shorter_but_not_by_one_letter() {
    assert!(is_alike("英语教学部", "英语教学部 English teaching"));
    assert!(is_alike("english teaching", "英语教学部 English Teaching"));
    assert!(!is_alike("部", "英语教学部") && !is_alike("财务部", "英语教学部"));
}
