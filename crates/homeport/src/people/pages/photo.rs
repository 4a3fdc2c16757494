//! A photo: who sees it, and one's own.

use axum::extract::Path;
use keel::error::{Error, Text};
use serde::Deserialize;

use super::me;
use crate::app::{Answer, Cx};
use crate::people::directory::{self, Eye};
use crate::people::photos::{self, Size};
use crate::people::{PersonId, PhotoId, actions};
use crate::shell::{Form, Upload};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    size: String,
}

/// To whoever may see it; for everybody else there is none.
pub async fn photo(cx: Cx, Path(id): Path<String>, Form(wanted): Form<Wanted>) -> Answer {
    let person: PersonId = id.parse()?;
    let seen = directory::seen(&mut cx.read().await?, &Eye::of(&cx.viewer), person).await?;
    let size = if wanted.size == "small" { Size::Small } else { Size::Large };
    photos::show(&cx.app, seen.photo_id.ok_or(Error::NotFound)?, size).await
}

/// The new photo is kept before anything points to it, and the old one deleted after nothing does.
pub async fn put_photo(cx: Cx, upload: Upload) -> Answer {
    let me = cx.viewer.somebody()?;
    let photo = match photos::keep(&cx, upload.file).await {
        Ok(photo) => photo,
        Err(Error::Invalid(problems)) => return me::again(&cx, &problems).await,
        Err(other) => return Err(other),
    };
    match point_to(&cx, me, Some(photo)).await {
        Ok(old) => {
            if let Some(old) = old {
                photos::forget(&cx.app, old).await?;
            }
            cx.done("/me", &Text::new("people-done-photo"))
        }
        Err(error) => {
            photos::forget(&cx.app, photo).await?;
            Err(error)
        }
    }
}

pub async fn remove_photo(cx: Cx) -> Answer {
    let me = cx.viewer.somebody()?;
    if let Some(old) = point_to(&cx, me, None).await? {
        photos::forget(&cx.app, old).await?;
    }
    cx.done("/me", &Text::new("people-done-photo-removed"))
}

async fn point_to(cx: &Cx, me: PersonId, photo: Option<PhotoId>) -> keel::error::Result<Option<PhotoId>> {
    let mut conn = cx.begin().await?;
    let old = actions::set_photo(cx, &mut conn, me, photo).await?;
    cx.commit(conn).await?;
    Ok(old)
}
