//! What an administrator changes on a Tuesday.

use homeport::settings::Key;

use crate::on_both;
use crate::support::{Cast, House};

pub const GOOD: [(&str, &str); 20] = [
    ("alliance", "海帆老友会"),
    ("alliance_en", "Haifan Old Friends"),
    ("company", "海帆教育"),
    ("company_en", ""),
    ("telephone", "0731-0000-0000"),
    ("domains", "@haifan.example，mail.haifan.example"),
    ("zone", "Asia/Shanghai"),
    ("manner", "ni"),
    ("when", "last_day"),
    ("hour", "18"),
    ("days", "30"),
    ("past_days", "30"),
    ("recovery_days", "5"),
    ("retention_months", "24"),
    ("retention_warn_days", "30"),
    ("import_columns", ""),
    ("claims_open", "yes"),
    ("claims_vouched", "yes"),
    ("claims_days", "180"),
    ("budget", "4"),
];

on_both! {
    async fn settings_are_changed_at_once_and_journalled_by_key(t: House) {
        t.post(&Cast::visitor(), "/settings", &GOOD).await.must_be(401);
        t.post(&t.cast.officer, "/settings", &GOOD).await.must_be(403);
        t.post(&t.cast.admin, "/settings", &GOOD).await.must_be(303);
        let settings = t.app.settings();
        assert_eq!(settings.get(Key::CompanyDomains), "haifan.example, mail.haifan.example");
        assert_eq!((settings.get(Key::InviteWhen), settings.get(Key::Manner)), ("18", "ni"));
        let journal = t.get(&t.cast.admin, "/journal?of=settings").await.must_be(200);
        assert!(journal.has("company.domains") && !journal.has("mail.haifan.example"));
        let page = t.get(&t.cast.admin, "/settings").await.must_be(200);
        assert_eq!(page.attribute("#alliance", "value").as_deref(), Some("海帆老友会"));
    }
}

on_both! {
    async fn a_wrong_setting_is_said_beside_its_field_and_nothing_changes(t: House) {
        for (field, wrong) in [
            ("alliance", ""),
            ("zone", "Mars/Olympus"),
            ("domains", "not a domain"),
            ("hour", "25"),
            ("days", "0"),
            ("recovery_days", "many"),
            ("claims_days", "1"),
            ("budget", "32"),
        ] {
            let mut form = GOOD.to_vec();
            form.retain(|(name, _)| *name != field);
            form.push((field, wrong));
            let page = t.post(&t.cast.admin, "/settings", &form).await.must_be(422);
            assert!(page.text(&format!("#{field}-error")).is_some(), "{field}");
            assert_eq!(t.app.settings().get(Key::InviteDays), Key::InviteDays.default_value());
        }
    }
}

on_both! {
    async fn the_gateway_keeps_its_secret(t: House) {
        let form = [
            ("url", "https://sms.example.org/send"),
            ("content_type", "application/json"),
            ("body", r#"{"to": "{to}", "text": "{text}"}"#),
            ("secret", "Bearer canary-secret"),
        ];
        t.post(&Cast::visitor(), "/settings/messages", &form).await.must_be(401);
        t.post(&t.cast.hr, "/settings/messages", &form).await.must_be(403);
        t.post(&t.cast.admin, "/settings/messages", &form).await.must_be(303);
        let page = t.get(&t.cast.admin, "/settings/messages").await.must_be(200);
        assert!(page.has("sms.example.org") && !page.has("canary-secret"));
        let mut again = form.to_vec();
        again[3] = ("secret", "");
        t.post(&t.cast.admin, "/settings/messages", &again).await.must_be(303);
        assert_eq!(t.app.settings().get(Key::SmsSecret), "Bearer canary-secret", "empty leaves it as it is");
        again.push(("forget", "yes"));
        t.post(&t.cast.admin, "/settings/messages", &again).await.must_be(303);
        assert_eq!(t.app.settings().get(Key::SmsSecret), "");
        for (at, wrong) in [(0, "ftp://sms.example.org"), (2, "{\"to\": {to}"), (2, "{\"nothing\": 1}")] {
            let mut form = form.to_vec();
            form[at].1 = wrong;
            t.post(&t.cast.admin, "/settings/messages", &form).await.must_be(422);
        }
    }
}

on_both! {
    async fn a_test_message_goes_to_the_number_typed(t: House) {
        let form = [("to", "138 0013 8000")];
        t.post(&Cast::visitor(), "/settings/messages/try", &form).await.must_be(401);
        t.post(&t.cast.officer, "/settings/messages/try", &form).await.must_be(403);
        t.post(&t.cast.admin, "/settings/messages/try", &[("to", "a@example.org")]).await.must_be(422);
        t.post(&t.cast.admin, "/settings/messages/try", &form).await.must_be(303);
        t.drain().await;
        assert!(t.get(&t.cast.admin, "/outbox?state=kept").await.has("+8613800138000"));
    }
}

on_both! {
    async fn entities_are_added_and_renamed(t: House) {
        let form = [("name", "海帆科技有限公司"), ("name_en", "Haifan Technology"), ("telephone", "")];
        t.post(&Cast::visitor(), "/settings/entities", &form).await.must_be(401);
        t.post(&t.cast.officer, "/settings/entities", &form).await.must_be(403);
        t.post(&t.cast.admin, "/settings/entities", &[("name", " ")]).await.must_be(422);
        t.post(&t.cast.admin, "/settings/entities", &form).await.must_be(303);
        let school = format!("/settings/entities/{}", t.cast.school);
        t.post(&Cast::visitor(), &school, &form).await.must_be(401);
        t.post(&t.cast.officer, &school, &form).await.must_be(403);
        t.post(&t.cast.admin, "/settings/entities/00000000-0000-7000-8000-000000000000", &form).await.must_be(404);
        t.post(&t.cast.admin, &school, &[("name", "海帆语言学校")]).await.must_be(303);
        let page = t.get(&t.cast.admin, "/settings/entities").await.must_be(200);
        assert!(page.has("海帆语言学校") && page.has("海帆科技有限公司"));
    }
}

on_both! {
    async fn members_can_be_addressed_as_friends_and_strangers_never_are(t: House) {
        t.post(&t.cast.admin, "/settings", &GOOD).await.must_be(303);
        let chinese = |cookie: String| {
            let request = axum::http::Request::get("/privacy").header("host", "homeport.test");
            request.header("cookie", format!("{cookie}lang=zh-CN")).body(axum::body::Body::empty()).expect("a request")
        };
        let member = t.send(chinese(format!("homeport={}; ", t.cast.member.token))).await.must_be(200);
        assert!(member.has("你可以要求什么") && !member.has("您"));
        assert!(t.send(chinese(String::new())).await.must_be(200).has("您可以要求什么"));
    }
}
