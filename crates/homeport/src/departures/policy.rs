//! Who is invited: by kind of person and kind of leaving, with a minimum of days. Going to a competitor
//! is not among the grounds, so nothing here knows of it.

use std::collections::BTreeMap;

use keel::error::Result;

use super::{Case, Ground, Kind, Verdict};
use crate::people::{PersonKind, SilenceKind};
use crate::settings::{Key, Settings};

keel::words! {
    /// What happens to one who leaves in a certain way.
    pub enum Choice {
        /// Without asking.
        Invited = "invited",
        /// An officer decides.
        Held = "held",
        /// Not written to; they may ask.
        Never = "never",
    }
}

/// For one kind of leaving: what holds for all, and for which kinds of person something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub all: Choice,
    pub except: BTreeMap<PersonKind, Choice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    rules: BTreeMap<Kind, Rule>,
    /// Who worked fewer days is held; 0 holds nobody, and one day is enough.
    pub minimum_days: i32,
}

impl Policy {
    /// As Homeport comes.
    pub fn ready_made() -> Self {
        let rule = |kind| (kind, Rule { all: ready_made(kind), except: BTreeMap::new() });
        Self { rules: Kind::ALL.iter().copied().map(rule).collect(), minimum_days: 0 }
    }

    /// What the settings say. What they do not say, or say in words nobody knows, is ready-made.
    pub fn read(settings: &Settings) -> Self {
        let mut policy = Self::of_json(settings.get(Key::Policy));
        let days = settings.number(Key::PolicyMinimumDays).clamp(0, 36_500);
        policy.minimum_days = i32::try_from(days).unwrap_or_default();
        policy
    }

    fn of_json(text: &str) -> Self {
        let mut policy = Self::ready_made();
        let stored: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_str(text).unwrap_or_default();
        for (kind, choices) in stored {
            let Some(kind) = Kind::from_word(&kind) else { continue };
            for (person, choice) in choices {
                let Some(choice) = Choice::from_word(&choice) else { continue };
                policy.set(kind, PersonKind::from_word(&person), choice);
            }
        }
        policy
    }

    pub fn to_json(&self) -> Result<String> {
        let mut stored = BTreeMap::new();
        for (kind, rule) in &self.rules {
            let except = rule.except.iter().map(|(person, choice)| (person.word(), choice.word()));
            let choices: BTreeMap<_, _> = std::iter::once(("all", rule.all.word())).chain(except).collect();
            stored.insert(kind.word(), choices);
        }
        Ok(serde_json::to_string(&stored)?)
    }

    /// For all kinds of person, or for one. The dead are never written to, whatever anybody sets.
    pub fn set(&mut self, kind: Kind, person: Option<PersonKind>, choice: Choice) {
        let Some(rule) = self.rules.get_mut(&kind).filter(|_| kind != Kind::Deceased) else { return };
        match person {
            Some(person) => drop(rule.except.insert(person, choice)),
            None => rule.all = choice,
        }
    }

    pub fn rule(&self, kind: Kind) -> Option<&Rule> {
        self.rules.get(&kind)
    }

    pub fn choice(&self, person: PersonKind, kind: Kind) -> Choice {
        let rule = self.rules.get(&kind);
        rule.map_or(Choice::Held, |rule| rule.except.get(&person).copied().unwrap_or(rule.all))
    }

    /// What follows for one who leaves, and why. Silence comes before everything.
    pub fn verdict(&self, case: &Case) -> (Verdict, Ground) {
        match case.silence {
            Some(SilenceKind::Deceased) => return (Verdict::Never, Ground::Deceased),
            _ if case.kind == Kind::Deceased => return (Verdict::Never, Ground::Deceased),
            Some(SilenceKind::DoNotContact | SilenceKind::Exit) => return (Verdict::Never, Ground::Silence),
            None => {}
        }
        match self.choice(case.person, case.kind) {
            Choice::Never => (Verdict::NotInvited, Ground::Policy),
            Choice::Held => (Verdict::Held, Ground::Policy),
            Choice::Invited if case.days < self.minimum_days => (Verdict::Held, Ground::Minimum),
            Choice::Invited => (Verdict::Invite, Ground::Policy),
        }
    }
}

const fn ready_made(kind: Kind) -> Choice {
    match kind {
        Kind::Resignation | Kind::EndOfContract | Kind::Retirement => Choice::Invited,
        Kind::Dismissal | Kind::Layoff | Kind::Medical | Kind::Dispute | Kind::Unknown => Choice::Held,
        Kind::Deceased => Choice::Never,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(person: PersonKind, kind: Kind, days: i32) -> Case {
        Case { silence: None, person, kind, days }
    }

    #[test]
    fn one_day_is_enough_and_an_intern_is_somebody() {
        let policy = Policy::ready_made();
        let verdict = policy.verdict(&case(PersonKind::Intern, Kind::EndOfContract, 1));
        assert_eq!(verdict, (Verdict::Invite, Ground::Policy));
    }

    #[test]
    fn who_was_dismissed_waits_for_a_human_decision() {
        let policy = Policy::ready_made();
        for kind in [Kind::Dismissal, Kind::Layoff, Kind::Medical, Kind::Dispute, Kind::Unknown] {
            assert_eq!(policy.verdict(&case(PersonKind::Employee, kind, 900)).0, Verdict::Held, "{kind}");
        }
    }

    #[test]
    fn too_few_days_are_held_and_say_so() {
        let policy = Policy { minimum_days: 30, ..Policy::ready_made() };
        let verdict = policy.verdict(&case(PersonKind::Employee, Kind::Resignation, 29));
        assert_eq!(verdict, (Verdict::Held, Ground::Minimum));
        assert_eq!(policy.verdict(&case(PersonKind::Employee, Kind::Resignation, 30)).0, Verdict::Invite);
    }

    #[test]
    fn a_broken_setting_is_the_ready_made_policy() {
        for text in ["", "{", "[]", r#"{"resignation":{"all":"shot"},"nothing":{"all":"held"}}"#] {
            assert_eq!(Policy::of_json(text), Policy::ready_made(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_policy_is_what_was_stored(kind in 0..Kind::ALL.len(), person in 0..=PersonKind::ALL.len(), choice in 0..3_usize) {
            let mut policy = Policy::ready_made();
            policy.set(Kind::ALL[kind], PersonKind::ALL.get(person).copied(), Choice::ALL[choice]);
            prop_assert_eq!(Policy::of_json(&policy.to_json().expect("json")), policy);
        }

        #[test]
        fn nobody_who_is_silent_or_dead_is_ever_written_to(
            kind in 0..Kind::ALL.len(),
            person in 0..PersonKind::ALL.len(),
            choice in 0..3_usize,
            silence in 0..3_usize,
            days in 0..10_000,
        ) {
            let (kind, person) = (Kind::ALL[kind], PersonKind::ALL[person]);
            let silence = SilenceKind::ALL.get(silence).copied();
            let mut policy = Policy::ready_made();
            policy.set(kind, Some(person), Choice::ALL[choice]);
            let (verdict, ground) = policy.verdict(&Case { silence, person, kind, days });
            let must_be_never = silence.is_some() || kind == Kind::Deceased;
            prop_assert_eq!(verdict == Verdict::Never, must_be_never);
            prop_assert_eq!(matches!(ground, Ground::Deceased | Ground::Silence), must_be_never);
        }
    }
}
