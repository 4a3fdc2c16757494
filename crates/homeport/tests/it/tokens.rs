//! Tokens as an administrator makes and revokes them.

use homeport::access::Scope;
use keel::sql;

use crate::api::{accepted, get, person, refused};
use crate::on_both;
use crate::support::{Cast, House};

const FORM: [(&str, &str); 4] = [
    ("name", "  长沙  薪酬系统 "),
    ("scopes", "people:read"),
    ("scopes", "departures:write"),
    ("expires_on", ""),
];

/// The path that revokes the only token.
async fn revoke_path(t: &House) -> String {
    let page = t.get(&t.cast.admin, "/settings/tokens").await.must_be(200);
    page.attribute("main li form", "action").expect("a form")
}

on_both! {
    async fn a_token_is_shown_once_and_kept_as_a_hash(t: House) {
        t.post(&Cast::visitor(), "/settings/tokens", &FORM).await.must_be(401);
        t.post(&t.cast.officer, "/settings/tokens", &FORM).await.must_be(403);
        let made = t.post(&t.cast.admin, "/settings/tokens", &FORM).await.must_be(201);
        let token = made.text("#secret").expect("the token");
        assert!(token.starts_with("homeport_") && token.len() == 52, "{token}");
        accepted(&get(t, &token, &person("HF 0001")).await, 200);

        let page = t.get(&t.cast.admin, "/settings/tokens").await.must_be(200);
        assert!(page.has("长沙 薪酬系统") && !page.has(&token));
        assert!(page.has("Report departures, and how people leave · Read people, one by one, by number"));
        assert!(page.has("made by 唐山") && page.has("last used just now"), "{}", page.body);
        let mut conn = t.app.db.read().await.expect("a connection");
        let hash: Vec<u8> = conn.one(sql!("select token_hash from tokens_token"), &[]).await.expect("a hash");
        assert_eq!(hash, keel::secret::hash_token(&token));
        drop(conn);

        // A page that is loaded again asks again: the name is taken.
        t.post(&t.cast.admin, "/settings/tokens", &FORM).await.must_be(422);
        let journal = t.get(&t.cast.admin, "/journal?of=tokens").await.must_be(200);
        assert!(journal.has("made a token") && journal.has("about 长沙 薪酬系统") && !journal.has(&token));
    }
}

on_both! {
    async fn a_token_is_revoked_at_once_and_its_name_is_free_again(t: House) {
        let made = t.post(&t.cast.admin, "/settings/tokens", &FORM).await.must_be(201);
        let token = made.text("#secret").expect("the token");
        let path = revoke_path(t).await;
        t.post(&Cast::visitor(), &path, &[]).await.must_be(401);
        t.post(&t.cast.hr, &path, &[]).await.must_be(403);
        let nobody = "/settings/tokens/00000000-0000-7000-8000-000000000000/revoke";
        t.post(&t.cast.admin, nobody, &[]).await.must_be(404);
        accepted(&get(t, &token, &person("HF 0001")).await, 200);
        t.post(&t.cast.admin, &path, &[]).await.must_be(303);
        refused(&get(t, &token, &person("HF 0001")).await, 401);
        t.post(&t.cast.admin, &path, &[]).await.must_be(303);
        let page = t.get(&t.cast.admin, "/settings/tokens").await.must_be(200);
        assert!(page.has("Revoked on"), "{}", page.body);
        assert!(page.attribute("main li form", "action").is_none());
        let journal = t.get(&t.cast.admin, "/journal?of=tokens").await.must_be(200);
        assert_eq!(journal.body.matches("revoked a token").count(), 1);
        t.post(&t.cast.admin, "/settings/tokens", &FORM).await.must_be(201);
    }
}

on_both! {
    async fn what_is_wrong_with_a_token_is_said_beside_its_field(t: House) {
        let cases: [(&str, &str); 4] =
            [("name", ""), ("scopes", "everything"), ("expires_on", "2026-11-20"), ("expires_on", "soon")];
        for (field, wrong) in cases {
            let mut form = FORM.to_vec();
            form.retain(|(name, _)| *name != field);
            form.push((field, wrong));
            let page = t.post(&t.cast.admin, "/settings/tokens", &form).await.must_be(422);
            assert!(page.text(&format!("#{field}-error")).is_some(), "{field}");
            assert!(page.text("#secret").is_none());
        }
        let chosen = t.post(&t.cast.admin, "/settings/tokens", &[("name", ""), ("scopes", Scope::PeopleRead.word())]).await;
        assert_eq!(chosen.attribute("input[checked]", "value").as_deref(), Some("people:read"), "what was chosen is kept");
    }
}
