use homeport::routes;
use homeport::settings::Key;

use super::with_token;
use crate::support::{Cast, Engine, House};

/// A house with nobody in it: the first start.
async fn empty(engine: Engine) -> Option<House> {
    let (app, folder, clock) = House::bare(engine, |_| {}).await?;
    let school = homeport::people::EntityId(keel::id::Id([0; 16]));
    let nobody = Cast::visitor;
    let cast = Cast {
        school,
        officer: nobody(),
        hr: nobody(),
        admin: nobody(),
        manager: nobody(),
        member: nobody(),
        alumnus: nobody(),
        stranger: nobody(),
    };
    Some(House { router: routes::table().router(&app), app, clock, cast, folder })
}

const FORM: [(&str, &str); 9] = [
    ("alliance", "海帆老友会"),
    ("alliance_en", "Haifan Old Friends"),
    ("company", "海帆教育"),
    ("company_en", "Haifan Education"),
    ("telephone", "0731-0000-0000"),
    ("zone", "Asia/Shanghai"),
    ("name", "唐山"),
    ("contact", "shan@example.org"),
    ("officer", "yes"),
];

async fn story(t: House) {
    let visitor = Cast::visitor();
    for path in ["/", "/sign-in", "/desk", "/privacy"] {
        let page = t.get(&visitor, path).await.must_be(503);
        assert!(page.has("Not set up yet") && !page.has("/found/"), "{path}");
    }
    let first =
        homeport::accounts::actions::first_administrator_link(&t.app).await.expect("made").expect("a link");
    let link =
        homeport::accounts::actions::first_administrator_link(&t.app).await.expect("made").expect("a link");
    let path = |link: &str| link.trim_start_matches("http://homeport.test").to_owned();
    t.get(&visitor, &path(&first)).await.must_be(404);
    let link = path(&link);
    t.get(&visitor, &link).await.must_be(200);
    let page =
        t.post(&visitor, &link, &[("alliance", "海帆老友会"), ("zone", "Mars/Olympus")]).await.must_be(422);
    assert_eq!(page.attribute("#alliance", "value").as_deref(), Some("海帆老友会"), "values are kept");
    let entered = t.post(&visitor, &link, &FORM).await.must_be(303);
    assert_eq!(entered.location(), "/desk");
    let admin = with_token(entered.cookie("homeport").expect("a session"));
    t.get(&admin, "/settings").await.must_be(200);
    t.get(&admin, "/accounts/recoveries").await.must_be(200);
    assert_eq!(t.app.settings().get(Key::CompanyName), "海帆教育");
    t.post(&visitor, &link, &FORM).await.must_be(410);
    t.get(&visitor, "/sign-in").await.must_be(200);
    assert!(homeport::accounts::actions::first_administrator_link(&t.app).await.expect("asked").is_none());
    t.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_start_makes_one_administrator_on_sqlite() {
    story(empty(Engine::Sqlite).await.expect("SQLite is always there")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_start_makes_one_administrator_on_postgres() {
    if let Some(t) = empty(Engine::Postgres).await {
        story(t).await;
    }
}
