//! The settings and what holds until somebody changes them.

use std::collections::HashMap;

use keel::clock::TimeZone;
use keel::l10n::Lang;

keel::words! {
    /// The name of a setting, as the table keeps it.
    pub enum Key {
        AllianceName = "alliance.name",
        AllianceNameEn = "alliance.name_en",
        CompanyName = "company.name",
        CompanyNameEn = "company.name_en",
        /// The company's own number, to check an invitation with.
        CompanyTelephone = "company.telephone",
        /// Mail domains of the company, comma-separated: never a private contact.
        CompanyDomains = "company.domains",
        /// IANA name.
        TimeZone = "time.zone",
        /// How members are addressed in Chinese: `nin` or `ni`.
        Manner = "manner",
        /// `at_once`, or the hour (0–23) of the last day.
        InviteWhen = "invitations.when",
        /// Days until an invitation runs out.
        InviteDays = "invitations.days",
        /// Who is invited: JSON, see departures::Policy.
        Policy = "departures.policy",
        /// Fewer days of tenure than this are held; 0 holds nobody.
        PolicyMinimumDays = "departures.minimum_days",
        /// Who left more days ago than this when it was recorded is written to only in a wave.
        PastDays = "departures.past_days",
        /// The alliance's own checklist of leaving, a line a step.
        Steps = "departures.steps",
        /// `yes` or `no`: former colleagues are asked for wishes.
        WishesAsked = "welcome.wishes",
        SmsUrl = "sms.url",
        SmsBody = "sms.body",
        SmsType = "sms.type",
        SmsSecret = "sms.secret",
        /// Days before a lost contact is replaced on the officer's word.
        RecoveryDays = "accounts.recovery_days",
        /// Months after the first contact until somebody who never answered is deleted.
        RetentionMonths = "retention.months",
        /// Days before that on which they, and the officer, are warned.
        RetentionWarnDays = "retention.warn_days",
        /// `yes` or `no`: whoever left long ago may claim their place on a public page.
        ClaimsOpen = "claims.open",
        /// `yes` or `no`: two members who vouch are enough.
        ClaimsVouched = "claims.vouched",
        /// Days until a claim on which nothing happens any more is deleted.
        ClaimsDays = "claims.days",
        /// Messages that nobody waits for, to one person in thirty days.
        BudgetMessages = "budget.messages",
        /// `yes` or `no`: people are asked now and then whether what is kept is still right.
        FreshnessOpen = "freshness.open",
        /// Headers of sensitive columns that imports may read all the same, comma-separated.
        ImportColumns = "imports.columns",
        /// Set once an administrator exists.
        Founded = "alliance.founded",
    }
}

impl Key {
    /// What holds while nobody said otherwise.
    pub const fn default_value(self) -> &'static str {
        match self {
            Self::AllianceName => "老友会",
            Self::AllianceNameEn => "Old Friends",
            Self::CompanyName => "本公司",
            Self::CompanyNameEn => "our company",
            Self::TimeZone => "Asia/Shanghai",
            Self::Manner => "nin",
            Self::InviteWhen => "at_once",
            Self::InviteDays => "60",
            Self::PastDays => "30",
            Self::PolicyMinimumDays => "0",
            Self::WishesAsked | Self::ClaimsOpen | Self::ClaimsVouched | Self::FreshnessOpen => "yes",
            Self::BudgetMessages => "4",
            Self::ClaimsDays => "180",
            Self::RecoveryDays => "3",
            Self::RetentionMonths => "24",
            Self::RetentionWarnDays => "30",
            Self::SmsType => "application/json",
            Self::CompanyTelephone
            | Self::CompanyDomains
            | Self::Policy
            | Self::Steps
            | Self::SmsUrl
            | Self::SmsBody
            | Self::SmsSecret
            | Self::ImportColumns
            | Self::Founded => "",
        }
    }
}

/// All settings at one moment.
#[derive(Clone, Debug)]
pub struct Settings {
    values: HashMap<Key, String>,
    zone: TimeZone,
}

impl Settings {
    pub fn new(rows: Vec<(String, String)>) -> Self {
        let values: HashMap<Key, String> =
            rows.into_iter().filter_map(|(key, value)| Some((Key::from_word(&key)?, value))).collect();
        let name = values.get(&Key::TimeZone).map_or(Key::TimeZone.default_value(), String::as_str);
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        Self { values, zone }
    }

    pub fn get(&self, key: Key) -> &str {
        self.values.get(&key).map_or(key.default_value(), String::as_str)
    }

    pub fn number(&self, key: Key) -> i64 {
        self.get(key).parse().unwrap_or_default()
    }

    pub fn retention_months(&self) -> i32 {
        i32::try_from(self.number(Key::RetentionMonths).clamp(1, 1_200)).unwrap_or(24)
    }

    /// The sensitive columns that an administrator allows, as their headers are written.
    pub fn import_columns(&self) -> impl Iterator<Item = &str> {
        let headers = self.get(Key::ImportColumns).split([',', '，', '、', '\n', '\r']);
        headers.map(str::trim).filter(|header| !header.is_empty())
    }

    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub fn alliance(&self, lang: Lang) -> &str {
        self.in_language(lang, Key::AllianceName, Key::AllianceNameEn)
    }

    pub fn company(&self, lang: Lang) -> &str {
        self.in_language(lang, Key::CompanyName, Key::CompanyNameEn)
    }

    fn in_language(&self, lang: Lang, zh: Key, en: Key) -> &str {
        let (first, second) = match lang {
            Lang::Zh => (zh, en),
            Lang::En => (en, zh),
        };
        match self.get(first) {
            "" => self.get(second),
            name => name,
        }
    }
}
