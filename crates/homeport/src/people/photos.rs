//! The photo of a person: a large square and a small one, two files under one id.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use bytes::Bytes;
use keel::error::Result;
use keel::id::Id;

use super::PhotoId;
use crate::app::{Answer, App, Cx};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Large,
    /// For a row of a list.
    Small,
}

/// Cleans an upload and keeps it, before anybody points to it: a photo that does not fit on the disk
/// leaves everything as it was.
pub async fn keep(cx: &Cx, upload: Vec<u8>) -> Result<PhotoId> {
    let cleaned = keel::photo::clean_async(Bytes::from(upload)).await?;
    let photo = PhotoId::next(&cx.app.ids, cx.now);
    cx.app.files.put(file(photo, Size::Large), cleaned.large).await?;
    if let Err(error) = cx.app.files.put(file(photo, Size::Small), cleaned.small).await {
        forget(&cx.app, photo).await?;
        return Err(error);
    }
    Ok(photo)
}

/// Deletes the files, once nobody points to them any more.
pub async fn forget(app: &App, photo: PhotoId) -> Result<()> {
    app.files.delete(file(photo, Size::Large)).await?;
    app.files.delete(file(photo, Size::Small)).await
}

/// The large picture, for whoever it shows.
pub async fn bytes(app: &App, photo: PhotoId) -> Result<Vec<u8>> {
    Ok(app.files.get(file(photo, Size::Large)).await?.to_vec())
}

/// The picture itself, for whoever was found to be allowed to see it.
pub async fn show(app: &App, photo: PhotoId, size: Size) -> Answer {
    let bytes = app.files.get(file(photo, size)).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        // Who may see it can change at any time; a browser asks again soon.
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300")),
    ];
    Ok((headers, bytes).into_response())
}

/// The small one lies under the same id with its last bit turned.
fn file(photo: PhotoId, size: Size) -> Id {
    let Id(mut bytes) = photo.0;
    if size == Size::Small {
        bytes[15] ^= 1;
    }
    Id(bytes)
}
