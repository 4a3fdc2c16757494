//! The settings of leaving: who is invited, and the checklist.

use std::collections::HashMap;

use askama::Template;
use keel::error::{Error, Problems, Result, Text};

use super::words;
use crate::app::{Answer, Cx};
use crate::departures::{self, Choice as Fate, Kind, Policy};
use crate::people::PersonKind;
use crate::settings::{self, Key};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Template)]
#[template(path = "departures/templates/policy.html")]
struct PolicyPage {
    s: Shell,
    rules: Vec<RuleView>,
    minimum_days: String,
    steps: String,
    problems: Vec<Problem>,
}

impl PolicyPage {
    fn beside(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// One kind of leaving: the choice for all, and for each kind of person.
struct RuleView {
    field: &'static str,
    label: String,
    all: Vec<Choice>,
    except: Vec<ExceptView>,
    has_exceptions: bool,
}

struct ExceptView {
    field: String,
    label: String,
    options: Vec<Choice>,
}

/// `resignation` = a choice; `resignation.intern` = a choice or nothing; `minimum_days`; `steps`.
type PolicyForm = HashMap<String, String>;

pub async fn policy(cx: Cx) -> Answer {
    let settings = cx.app.settings();
    let policy = departures::policy(&settings);
    let minimum_days = policy.minimum_days.to_string();
    let page = page(&cx, &policy, minimum_days, settings.get(Key::Steps).to_owned(), &Problems::new());
    cx.show(&page)
}

pub async fn set_policy(cx: Cx, Form(form): Form<PolicyForm>) -> Answer {
    let policy = read(&form);
    let typed = |field: &str| form.get(field).cloned().unwrap_or_default();
    match write(&cx, &policy, &typed("minimum_days"), &typed("steps")).await {
        Ok(()) => cx.done("/settings/policy", &Text::new("departures-done-policy")),
        Err(Error::Invalid(problems)) => {
            cx.invalid(&page(&cx, &policy, typed("minimum_days"), typed("steps"), &problems))
        }
        Err(other) => Err(other),
    }
}

fn read(form: &PolicyForm) -> Policy {
    let mut policy = Policy::ready_made();
    for kind in Kind::ALL.iter().copied() {
        let choice = |field: &str| form.get(field).and_then(|word| Fate::from_word(word));
        if let Some(choice) = choice(kind.word()) {
            policy.set(kind, None, choice);
        }
        for person in PersonKind::ALL.iter().copied() {
            if let Some(choice) = choice(&format!("{kind}.{person}")) {
                policy.set(kind, Some(person), choice);
            }
        }
    }
    policy
}

async fn write(cx: &Cx, policy: &Policy, minimum_days: &str, steps: &str) -> Result<()> {
    let mut problems = Problems::new();
    let days = minimum_days.trim().parse::<u16>();
    if days.as_ref().map_or(true, |days| *days > 3_650) {
        problems.add("minimum_days", Text::new("departures-problem-minimum"));
    }
    if steps.chars().count() > 2_000 || steps.lines().count() > 40 {
        problems.add("steps", Text::new("departures-problem-steps"));
    }
    problems.ok()?;
    let mut conn = cx.begin().await?;
    settings::actions::set(cx, &mut conn, Key::Policy, &policy.to_json()?).await?;
    settings::actions::set(cx, &mut conn, Key::PolicyMinimumDays, &days.unwrap_or_default().to_string())
        .await?;
    settings::actions::set(cx, &mut conn, Key::Steps, &steps.replace('\r', "")).await?;
    cx.commit(conn).await?;
    cx.app.reload_settings().await
}

fn page(cx: &Cx, policy: &Policy, minimum_days: String, steps: String, problems: &Problems) -> PolicyPage {
    let kinds = Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Deceased);
    let labels = [("minimum_days", "departures-minimum"), ("steps", "departures-steps-setting")];
    PolicyPage {
        rules: kinds.map(|kind| rule(cx, policy, kind)).collect(),
        minimum_days,
        steps,
        problems: cx.problems(problems, &labels),
        s: cx.narrow("settings"),
    }
}

fn rule(cx: &Cx, policy: &Policy, kind: Kind) -> RuleView {
    let l = cx.l();
    let stored = policy.rule(kind);
    let all = stored.map(|rule| rule.all);
    let except = |person: PersonKind| {
        let chosen = stored.and_then(|rule| rule.except.get(&person).copied());
        let mut options = words::choices(l, Fate::ALL, chosen, Fate::word, fate);
        let label = l.t("departures-fate-same").into_owned();
        options.insert(0, Choice { value: String::new(), label, is_chosen: chosen.is_none() });
        ExceptView {
            field: format!("{kind}.{person}"),
            label: l.t(words::person_kind(person)).into_owned(),
            options,
        }
    };
    RuleView {
        field: kind.word(),
        label: l.t(words::kind(kind)).into_owned(),
        all: words::choices(l, Fate::ALL, all, Fate::word, fate),
        except: PersonKind::ALL.iter().copied().map(except).collect(),
        has_exceptions: stored.is_some_and(|rule| !rule.except.is_empty()),
    }
}

const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Invited => "departures-fate-invited",
        Fate::Held => "departures-fate-held",
        Fate::Never => "departures-fate-never",
    }
}
