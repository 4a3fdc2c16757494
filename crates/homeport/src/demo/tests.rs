use std::collections::{BTreeMap, BTreeSet};

use keel::clock::Day;
use keel::contact::Contact;

use super::model::{Company, Person, Reads, Standing};
use super::{Leaving, Stage, careers, company, wishes};

fn today() -> Day {
    Day::parse("2026-11-21").expect("a day")
}

fn houses() -> Vec<Company> {
    (1..=12).map(|seed| company(seed, today())).collect()
}

fn entity(company: &Company, department: usize) -> usize {
    company.departments[department].entity
}

#[test]
fn the_same_seed_and_day_make_the_same_company() {
    assert_eq!(company(7, today()), company(7, today()));
    assert_ne!(company(7, today()), company(8, today()));
}

#[test]
fn it_has_a_few_hundred_people_and_forty_six_members() {
    for house in houses() {
        assert!((300..=340).contains(&house.people.len()), "{}", house.people.len());
        assert_eq!(house.people.iter().filter(|p| p.membership().is_some()).count(), 46);
        let gone = house.people.iter().filter(|p| p.open_tenure().is_none()).count();
        assert!(gone * 100 / house.people.len() > 38, "{gone} left");
    }
}

#[test]
fn tenures_follow_one_another_and_end_by_today() {
    for house in houses() {
        for person in &house.people {
            assert!(!person.tenures.is_empty(), "{}", person.name);
            for tenure in &person.tenures {
                assert!(tenure.start_on <= tenure.last_day(today()), "{} {tenure:?}", person.name);
                assert!(tenure.last_day(today()) <= today(), "{} {tenure:?}", person.name);
            }
            for pair in person.tenures.windows(2) {
                assert!(pair[0].last_day(today()) < pair[1].start_on, "{} {pair:?}", person.name);
            }
        }
    }
}

#[test]
fn nobody_is_asked_before_leaving_nor_joins_before_the_alliance_began() {
    for house in houses() {
        for person in &house.people {
            let left_on = match person.open_tenure() {
                Some(_) => house.began_on,
                None => person.tenures.iter().map(|t| t.last_day(today())).max().expect("a tenure"),
            };
            let on = match person.standing {
                Standing::Member(membership) => {
                    assert!(house.began_on <= membership.joined_on && membership.joined_on < today());
                    membership.joined_on
                }
                Standing::Invited { on, .. } | Standing::Bounced { on } | Standing::Declined { on } => on,
                Standing::NeverWrite { on } => on,
                Standing::Leaving(Stage::Agreed { last_day }) => {
                    assert!(last_day > today());
                    continue;
                }
                _ => continue,
            };
            assert!(left_on <= on && on <= today(), "{} {:?}", person.name, person.standing);
        }
    }
}

#[test]
fn a_number_belongs_to_one_person_of_an_entity_and_is_kept() {
    for house in houses() {
        let mut owners: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for (who, person) in house.people.iter().enumerate() {
            let mut own: BTreeMap<usize, &str> = BTreeMap::new();
            for tenure in &person.tenures {
                let at = entity(&house, tenure.department);
                let owner = *owners.entry((at, &tenure.number)).or_insert(who);
                assert_eq!(owner, who, "{} has the number of another", person.name);
                assert_eq!(*own.entry(at).or_insert(&tenure.number), tenure.number);
            }
        }
        let leaver = &house.people[house.cast.leaver];
        assert_eq!(leaver.tenures[0].number, "HF 0217");
        assert_eq!(house.people[house.cast.founder].tenures[0].number, "HF 0001");
    }
}

#[test]
fn a_few_dozen_have_told_where_they_went_after_they_left() {
    for house in houses() {
        let jobs = careers::jobs(&house, today());
        let who: BTreeSet<usize> = jobs.iter().map(|job| job.who).collect();
        assert!((24..60).contains(&who.len()), "{}", who.len());
        for job in &jobs {
            let left = house.people[job.who].tenures.last().and_then(|tenure| tenure.end).expect("left").on;
            assert!(left <= job.from.last() && job.from.first() <= today(), "{left} {}", job.from);
            assert!(job.to.is_none_or(|to| to.last() <= today() || to.first() <= today()));
        }
    }
}

#[test]
fn every_contact_is_one_that_reaches_nobody() {
    for house in houses() {
        let mut seen = BTreeSet::new();
        for person in &house.people {
            for mail in person.mail.iter().chain([&person.work_mail]) {
                let (local, domain) = mail.split_once('@').expect("an address");
                let reserved = ["example.org", "example.com", "example.net"];
                assert!(
                    reserved.iter().any(|r| domain == *r || domain.ends_with(&format!(".{r}"))),
                    "{mail}"
                );
                assert!(local.len() > 2 && local.is_ascii(), "{mail}");
                assert!(seen.insert(mail.clone()), "{mail} twice");
            }
            if let Some(mobile) = &person.mobile {
                assert!(mobile.starts_with("+86154"), "{mobile}");
                assert!(seen.insert(mobile.clone()), "{mobile} twice");
            }
            for contact in person.mail.iter().chain(&person.mobile) {
                let read = Contact::parse(contact, "CN").expect("a contact");
                assert_eq!(read.as_str(), contact);
            }
            let can_be_reached = person.mail.is_some() || person.mobile.is_some();
            assert!(can_be_reached || may_be_out_of_reach(person), "{} {:?}", person.name, person.standing);
        }
    }
}

fn may_be_out_of_reach(person: &Person) -> bool {
    matches!(person.standing, Standing::OnRecord | Standing::Working)
}

#[test]
fn names_differ_save_for_two_of_one_name() {
    for house in houses() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for person in &house.people {
            *counts.entry(&person.name).or_default() += 1;
        }
        let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
        assert_eq!(twice, [(&"陈洁", &2)]);
    }
}

#[test]
fn every_standing_is_there_to_be_seen() {
    for house in houses() {
        let count = |is: fn(&Standing) -> bool| house.people.iter().filter(|p| is(&p.standing)).count();
        assert!(count(|s| matches!(s, Standing::Held)) >= 3);
        assert!(count(|s| matches!(s, Standing::Invited { opened: false, .. })) >= 8);
        assert!(count(|s| matches!(s, Standing::Invited { opened: true, .. })) >= 5);
        assert_eq!(count(|s| matches!(s, Standing::Declined { .. })), 6);
        assert_eq!(count(|s| matches!(s, Standing::NeverWrite { .. })), 3);
        assert_eq!(count(|s| matches!(s, Standing::Bounced { .. })), 3);
        assert!(count(|s| matches!(s, Standing::Deceased)) >= 1);
        assert_eq!(count(|s| matches!(s, Standing::Leaving(_))), 5);
        for person in house.people.iter().filter(|p| p.standing == Standing::Deceased) {
            let how = person.tenures.last().and_then(|t| t.end).map(|end| end.how);
            assert_eq!(how, Some(Leaving::Deceased), "{}", person.name);
        }
    }
}

#[test]
fn a_manager_was_there_and_nobody_is_their_own() {
    for house in houses() {
        for (who, person) in house.people.iter().enumerate() {
            for manager in person.tenures.iter().filter_map(|t| t.manager) {
                assert_ne!(manager, who);
            }
        }
        let leaver = &house.people[house.cast.leaver];
        assert_eq!(leaver.tenures[0].manager, Some(house.cast.manager));
        assert_eq!(house.people[house.cast.founder].tenures[0].manager, None);
    }
}

#[test]
fn wishes_come_from_members_who_worked_there_and_agreed() {
    for house in houses() {
        assert!(house.wishes.len() >= 15, "{} wishes", house.wishes.len());
        assert!((4..=12).contains(&house.story_wishes.len()), "{} wishes", house.story_wishes.len());
        for wish in house.wishes.iter().chain(&house.story_wishes) {
            let by = house.people[wish.by].membership().expect("a member");
            assert!(by.wishes && by.joined_on <= wish.on && wish.on <= today());
            assert_ne!(wish.by, wish.to);
        }
    }
}

#[test]
fn there_is_enough_to_say_in_both_languages() {
    let zh = [wishes::ANY_ZH, wishes::LEFT_ZH, wishes::TEACHING_ZH].concat();
    let en = [wishes::ANY_EN, wishes::LEFT_EN, wishes::TEACHING_EN].concat();
    assert!(zh.iter().collect::<BTreeSet<_>>().len() >= 30);
    assert!(en.iter().collect::<BTreeSet<_>>().len() >= 20);
    let house = company(1, today());
    assert!(house.people.iter().any(|p| p.reads == Reads::English && p.membership().is_some()));
}
