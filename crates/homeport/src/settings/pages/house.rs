//! Names, times, manners: one form.

use askama::Template;
use keel::clock::TimeZone;
use keel::error::{Error, Problems, Result, Text};
use serde::Deserialize;

use crate::app::{Answer, Cx};
use crate::settings::{Key, Settings, actions};
use crate::shell::{Choice, Form, Problem, Shell, beside};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Draft {
    alliance: String,
    alliance_en: String,
    company: String,
    company_en: String,
    telephone: String,
    domains: String,
    zone: String,
    manner: String,
    when: String,
    hour: String,
    days: String,
    past_days: String,
    wishes: String,
    recovery_days: String,
    retention_months: String,
    retention_warn_days: String,
    import_columns: String,
    claims_open: String,
    claims_vouched: String,
    claims_days: String,
    budget: String,
    freshness: String,
}

impl Draft {
    fn of(settings: &Settings) -> Self {
        let get = |key| settings.get(key).to_owned();
        let when = get(Key::InviteWhen);
        let (when, hour) =
            if when == "at_once" { (when, "18".to_owned()) } else { ("last_day".to_owned(), when) };
        Self {
            alliance: get(Key::AllianceName),
            alliance_en: get(Key::AllianceNameEn),
            company: get(Key::CompanyName),
            company_en: get(Key::CompanyNameEn),
            telephone: get(Key::CompanyTelephone),
            domains: get(Key::CompanyDomains),
            zone: get(Key::TimeZone),
            manner: get(Key::Manner),
            when,
            hour,
            days: get(Key::InviteDays),
            past_days: get(Key::PastDays),
            wishes: get(Key::WishesAsked),
            recovery_days: get(Key::RecoveryDays),
            retention_months: get(Key::RetentionMonths),
            retention_warn_days: get(Key::RetentionWarnDays),
            import_columns: get(Key::ImportColumns),
            claims_open: get(Key::ClaimsOpen),
            claims_vouched: get(Key::ClaimsVouched),
            claims_days: get(Key::ClaimsDays),
            budget: get(Key::BudgetMessages),
            freshness: get(Key::FreshnessOpen),
        }
    }

    fn check(&self) -> Problems {
        let mut problems = Problems::new();
        for (field, value) in [("alliance", &self.alliance), ("company", &self.company)] {
            if value.trim().is_empty() || value.chars().count() > 100 {
                problems.add(field, Text::new("settings-name-wrong"));
            }
        }
        if TimeZone::get(self.zone.trim()).is_err() {
            problems.add("zone", Text::new("settings-zone-wrong"));
        }
        if self.domains().any(|domain| !is_domain(domain)) {
            problems.add("domains", Text::new("settings-domains-wrong"));
        }
        if self.telephone.chars().any(|c| !c.is_ascii_digit() && !"+-() ext.".contains(c)) {
            problems.add("telephone", Text::new("settings-telephone-wrong"));
        }
        let within =
            |text: &str, from, to| text.trim().parse::<i64>().is_ok_and(|n| (from..=to).contains(&n));
        if self.when != "at_once" && !within(&self.hour, 0, 23) {
            problems.add("hour", Text::new("settings-hour-wrong"));
        }
        let numbers = [
            ("days", &self.days, (1, 365), "settings-days-wrong"),
            ("past_days", &self.past_days, (0, 3_650), "settings-past-days-wrong"),
            ("recovery_days", &self.recovery_days, (1, 30), "settings-recovery-days-wrong"),
            ("retention_months", &self.retention_months, (1, 120), "settings-retention-months-wrong"),
            ("retention_warn_days", &self.retention_warn_days, (7, 90), "settings-retention-warn-wrong"),
            ("claims_days", &self.claims_days, (14, 730), "settings-claims-days-wrong"),
            ("budget", &self.budget, (0, 31), "settings-budget-wrong"),
        ];
        for (field, typed, (from, to), wrong) in numbers {
            if !within(typed, from, to) {
                problems.add(field, Text::new(wrong));
            }
        }
        problems
    }

    fn domains(&self) -> impl Iterator<Item = &str> {
        let parts = self.domains.split([',', '，', ' ', '\n', '\r']);
        parts.map(|domain| domain.trim().trim_start_matches('@')).filter(|domain| !domain.is_empty())
    }

    fn values(&self) -> Vec<(Key, String)> {
        let when = if self.when == "at_once" { "at_once" } else { self.hour.trim() };
        let word = |given: &str, other: &'static str, first: &'static str| {
            if given == other { other } else { first }.to_owned()
        };
        vec![
            (Key::AllianceName, self.alliance.clone()),
            (Key::AllianceNameEn, self.alliance_en.clone()),
            (Key::CompanyName, self.company.clone()),
            (Key::CompanyNameEn, self.company_en.clone()),
            (Key::CompanyTelephone, self.telephone.clone()),
            (Key::CompanyDomains, self.domains().collect::<Vec<_>>().join(", ")),
            (Key::TimeZone, self.zone.clone()),
            (Key::Manner, word(&self.manner, "ni", "nin")),
            (Key::InviteWhen, when.to_owned()),
            (Key::InviteDays, self.days.clone()),
            (Key::PastDays, self.past_days.clone()),
            (Key::WishesAsked, word(&self.wishes, "no", "yes")),
            (Key::RecoveryDays, self.recovery_days.clone()),
            (Key::RetentionMonths, self.retention_months.clone()),
            (Key::RetentionWarnDays, self.retention_warn_days.clone()),
            (Key::ImportColumns, self.import_columns.trim().to_owned()),
            (Key::ClaimsOpen, word(&self.claims_open, "no", "yes")),
            (Key::ClaimsVouched, word(&self.claims_vouched, "no", "yes")),
            (Key::ClaimsDays, self.claims_days.trim().to_owned()),
            (Key::BudgetMessages, self.budget.trim().to_owned()),
            (Key::FreshnessOpen, word(&self.freshness, "no", "yes")),
        ]
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(is_label)
}

#[derive(Template)]
#[template(path = "settings/templates/house.html")]
struct House {
    s: Shell,
    draft: Draft,
    manners: Vec<Choice>,
    wishes: Vec<Choice>,
    claims_open: Vec<Choice>,
    claims_vouched: Vec<Choice>,
    freshness: Vec<Choice>,
    problems: Vec<Problem>,
}

impl House {
    fn new(cx: &Cx, draft: Draft, problems: Vec<Problem>) -> Self {
        let s = cx.narrow("settings");
        let choice = |value: &str, key: &str, chosen: &str| Choice {
            value: value.to_owned(),
            label: s.t(key).into_owned(),
            is_chosen: value == chosen,
        };
        Self {
            manners: vec![
                choice("nin", "settings-manner-nin", &draft.manner),
                choice("ni", "settings-manner-ni", &draft.manner),
            ],
            wishes: vec![
                choice("yes", "settings-wishes-yes", &draft.wishes),
                choice("no", "settings-wishes-no", &draft.wishes),
            ],
            claims_open: vec![
                choice("yes", "settings-claims-open-yes", &draft.claims_open),
                choice("no", "settings-claims-open-no", &draft.claims_open),
            ],
            claims_vouched: vec![
                choice("yes", "settings-claims-vouched-yes", &draft.claims_vouched),
                choice("no", "settings-claims-vouched-no", &draft.claims_vouched),
            ],
            freshness: vec![
                choice("yes", "settings-freshness-yes", &draft.freshness),
                choice("no", "settings-freshness-no", &draft.freshness),
            ],
            draft,
            problems,
            s,
        }
    }

    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

const LABELS: [(&str, &str); 13] = [
    ("alliance", "settings-alliance"),
    ("company", "settings-company"),
    ("telephone", "settings-telephone"),
    ("domains", "settings-domains"),
    ("zone", "settings-zone"),
    ("hour", "settings-hour"),
    ("days", "settings-days"),
    ("past_days", "settings-past-days"),
    ("recovery_days", "settings-recovery-days"),
    ("retention_months", "settings-retention-months"),
    ("retention_warn_days", "settings-retention-warn"),
    ("claims_days", "settings-claims-days"),
    ("budget", "settings-budget"),
];

pub async fn house(cx: Cx) -> Answer {
    let draft = Draft::of(&cx.app.settings());
    cx.show(&House::new(&cx, draft, Vec::new()))
}

pub async fn save(cx: Cx, Form(draft): Form<Draft>) -> Answer {
    if let Err(Error::Invalid(problems)) = draft.check().ok() {
        let problems = cx.problems(&problems, &LABELS);
        return cx.invalid(&House::new(&cx, draft, problems));
    }
    store(&cx, &draft.values()).await?;
    cx.done("/settings", &Text::new("settings-done"))
}

/// Changes settings and has every page know it.
pub async fn store(cx: &Cx, values: &[(Key, String)]) -> Result<()> {
    let mut conn = cx.begin().await?;
    actions::change(cx, &mut conn, values).await?;
    cx.commit(conn).await?;
    cx.app.reload_settings().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_however_they_are_separated() {
        let draft =
            Draft { domains: "@haifan.example， mail.haifan.example\n".to_owned(), ..Draft::default() };
        assert_eq!(draft.domains().collect::<Vec<_>>(), ["haifan.example", "mail.haifan.example"]);
        assert!(
            is_domain("haifan.example") && !is_domain("haifan") && !is_domain("a..b") && !is_domain("a b.c")
        );
    }
}
