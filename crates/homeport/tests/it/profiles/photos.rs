//! A photo comes, is seen by its audience, and goes.

use axum::body::Body;
use base64::Engine as _;

use crate::on_both;
use crate::support::{Cast, House, Person, Reply};

/// One black pixel.
pub fn png() -> Vec<u8> {
    const PIXEL: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    base64::engine::general_purpose::STANDARD.decode(PIXEL).expect("a picture")
}

/// Sends a file as the form of one's own page does.
pub async fn put(t: &House, who: &Person, file: &[u8]) -> Reply {
    let mut body =
        b"--edge\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"me.jpg\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = t
        .request("POST", who, "/me/photo")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    t.send(request.body(Body::from(body)).expect("a request")).await
}

on_both! {
    async fn a_photo_is_drawn_anew_shown_and_deleted(t: House) {
        let owner = &t.cast.alumnus;
        crate::profiles::list(t, owner).await;
        put(t, owner, &png()).await.must_be(303);
        let path = format!("/people/{}/photo", owner.id);
        let seen = t.get(&t.cast.member, &path).await.must_be(200);
        assert_eq!(seen.headers["content-type"], "image/jpeg");
        assert_eq!(seen.headers["cache-control"], "private, max-age=300");
        assert!(seen.bytes.starts_with(&[0xff, 0xd8, 0xff]));
        t.get(&t.cast.member, &format!("{path}?size=small")).await.must_be(200);
        assert!(t.get(&t.cast.member, "/people").await.must_be(200).has(&format!("{path}?size=small")));
        assert!(t.get(&Cast::visitor(), &path).await.must_be(303).location().starts_with("/sign-in"));
        t.get(&t.cast.stranger, &path).await.must_be(404);

        put(t, owner, &png()).await.must_be(303);
        assert_eq!(files(t), 2, "the first photo is deleted when the second comes");
        t.post(owner, "/me/photo/remove", &[]).await.must_be(303);
        t.get(&t.cast.member, &path).await.must_be(404);
        assert_eq!(files(t), 0);
    }
}

/// Files that are kept.
pub fn files(t: &House) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(&t.folder.path().join("files"))
}

on_both! {
    async fn what_is_no_photo_or_too_large_is_refused_and_nothing_is_kept(t: House) {
        let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let mut huge = png();
        huge.resize(10 * 1024 * 1024 + 1, 0);
        let far_too_huge = vec![0; 13 * 1024 * 1024];
        // A picture of 60,000 by 60,000 pixels that says so in its head.
        let mut wide = png();
        wide[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        for (what, file) in
            [("a script", &script[..]), ("huge", &huge), ("far too huge", &far_too_huge), ("wide", &wide), ("nothing", b"")]
        {
            let refused = put(t, &t.cast.member, file).await.must_be(422);
            assert!(refused.text("main").is_some_and(|words| !words.is_empty()), "{what}");
            assert_eq!(files(t), 0, "{what}");
        }
        let said = put(t, &t.cast.member, script).await.must_be(422);
        assert!(said.text("#photo-error").is_some(), "{:?}", said.texts("main"));
    }
}

on_both! {
    async fn only_somebody_puts_a_photo_and_only_their_own(t: House) {
        put(t, &Cast::visitor(), &png()).await.must_be(401);
        put(t, &t.cast.stranger, &png()).await.must_be(303);
        t.get(&t.cast.stranger, &format!("/people/{}/photo", t.cast.stranger.id)).await.must_be(200);
        t.get(&t.cast.member, &format!("/people/{}/photo", t.cast.stranger.id)).await.must_be(404);
    }
}
