use homeport::access::Role;
use homeport::accounts;

use crate::on_both;
use crate::support::{Cast, House};

on_both! {
    async fn an_administrator_gives_and_takes_roles(t: House) {
        let id = t.cast.member.id.to_string();
        let form = [("person", id.as_str()), ("role", "officer")];
        let found = t.get(&t.cast.admin, "/roles?q=lizhiwei").await.must_be(200);
        assert!(found.has(t.cast.member.name));
        t.post(&Cast::visitor(), "/roles/give", &form).await.must_be(401);
        t.post(&t.cast.officer, "/roles/give", &form).await.must_be(403);
        let nobody = [("person", "00000000-0000-7000-8000-000000000000"), ("role", "officer")];
        t.post(&t.cast.admin, "/roles/give", &nobody).await.must_be(404);
        t.post(&t.cast.admin, "/roles/give", &form).await.must_be(303);
        t.get(&t.cast.member, "/accounts/recoveries").await.must_be(200);
        assert!(t.get(&t.cast.admin, "/roles").await.has(t.cast.admin.name));
        t.post(&Cast::visitor(), "/roles/take", &form).await.must_be(401);
        t.post(&t.cast.hr, "/roles/take", &form).await.must_be(403);
        t.post(&t.cast.admin, "/roles/take", &form).await.must_be(303);
        t.post(&t.cast.admin, "/roles/take", &form).await.must_be(404);
        t.get(&t.cast.member, "/accounts/recoveries").await.must_be(403);
        let journal = t.get(&t.cast.admin, "/journal?of=accounts").await.must_be(200);
        assert!(journal.has("gave a role") && journal.has("took a role back"));
    }
}

on_both! {
    async fn the_last_administrator_stays(t: House) {
        let id = t.cast.admin.id.to_string();
        let form = [("person", id.as_str()), ("role", "administrator")];
        t.post(&t.cast.admin, "/roles/take", &form).await.must_be(303);
        t.get(&t.cast.admin, "/roles").await.must_be(200);
    }
}

on_both! {
    async fn a_colleague_who_leaves_keeps_the_membership_and_loses_the_roles(t: House) {
        let cx = t.app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        accounts::actions::grant(&cx, &mut conn, t.cast.manager.id, Role::Officer).await.expect("granted");
        accounts::actions::drop_roles(&cx, &mut conn, t.cast.manager.id).await.expect("dropped");
        accounts::actions::drop_roles(&cx, &mut conn, t.cast.admin.id).await.expect("dropped");
        let left = accounts::roles(&mut conn, t.cast.manager.id).await.expect("roles");
        let admin = accounts::roles(&mut conn, t.cast.admin.id).await.expect("roles");
        cx.commit(conn).await.expect("committed");
        assert!(left.is_empty());
        assert_eq!(admin, [Role::Administrator], "somebody must hold the keys");
        t.get(&t.cast.manager, "/me/security").await.must_be(200);
        t.drain().await;
    }
}
